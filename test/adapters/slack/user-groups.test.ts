import { expect, test } from 'vitest';
import type { Called } from '../../../adapters/slack/transport.js';
import { createUserGroups } from '../../../adapters/slack/user-groups.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';

/** Answers usergroups.list with what a test writes down. */
class Directory {
  readonly asked: unknown[] = [];
  answer: Called = groups([
    { id: 'S1', users: ['U0ANA', 'U0BEN'] },
    { id: 'S2', users: ['U0BEN'] },
  ]);
  async call(method: string, args: Readonly<Record<string, unknown>>): Promise<Called> {
    this.asked.push([method, args]);
    return this.answer;
  }
}

function groups(usergroups: unknown): Called {
  return { ok: true, data: { ok: true, usergroups } };
}

function setUp() {
  const web = new Directory();
  const clock = new FixedClock(1_796_000_000 as Instant);
  return { web, clock, userGroups: createUserGroups({ web, clock }) };
}

test('a person’s groups are those that list them', async () => {
  const { web, userGroups } = setUp();
  expect(await userGroups.of('U0ANA')).toEqual(['S1']);
  expect(await userGroups.of('U0BEN')).toEqual(['S1', 'S2']);
  expect(await userGroups.of('U0CLEO')).toEqual([]);
  expect(web.asked).toEqual([['usergroups.list', { include_users: true }]]);
});

test('who is taken out of a group has lost it a minute later', async () => {
  const { web, clock, userGroups } = setUp();
  await userGroups.of('U0ANA');
  web.answer = groups([{ id: 'S1', users: ['U0BEN'] }]);
  clock.advance(59);
  expect(await userGroups.of('U0ANA')).toEqual(['S1']);
  clock.advance(1);
  expect(await userGroups.of('U0ANA')).toEqual([]);
});

test('a clock that is put back keeps nobody in a group', async () => {
  const { web, clock, userGroups } = setUp();
  await userGroups.of('U0ANA');
  web.answer = groups([]);
  clock.advance(-3_600);
  expect(await userGroups.of('U0ANA')).toEqual([]);
});

test.each<[string, Called, string]>([
  [
    'a missing scope',
    { ok: false, failure: { outcome: 'forbidden', reason: 'The Slack app lacks the scope usergroups:read.' } },
    'Slack does not tell its user groups: The Slack app lacks the scope usergroups:read.',
  ],
  [
    'a limit',
    { ok: false, failure: { outcome: 'retry-after', seconds: 7 } },
    'Slack does not tell its user groups: it asks to wait 7 s.',
  ],
  ['an answer without groups', groups('none'), 'Slack’s answer about its user groups is odd.'],
])('%s rejects, and is asked again the next time', async (_what, answer, words) => {
  const { web, userGroups } = setUp();
  const whole = web.answer;
  web.answer = answer;
  await expect(userGroups.of('U0ANA')).rejects.toThrow(words);
  web.answer = whole;
  expect(await userGroups.of('U0ANA')).toEqual(['S1']);
});

test('a group that cannot be read gives nobody a right', async () => {
  const { web, userGroups } = setUp();
  web.answer = groups([null, { id: 'S3' }, { id: 4, users: ['U0ANA'] }, { id: 'S1', users: ['U0ANA', 7] }]);
  expect(await userGroups.of('U0ANA')).toEqual(['S1']);
});
