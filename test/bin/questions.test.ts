import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { AskedQuestion } from '../../src/store/question-log.js';
import { openStore, type Store } from '../../src/store/store.js';
import { FixedClock } from '../../src/time/clock.js';
import { at } from '../support/fixed-receipts.js';
import { runFrontdesk } from '../support/run-frontdesk.js';

const now = at('2026-12-10T18:45:02Z');
const near = { id: 'ROLES.md#member', title: 'Roles: Member', url: 'https://example.org/roles#member' };

let folder = '';
let database = '';
/** Stays open for all of the tests, as that of a front desk that runs. */
let store: Store;

function asked(text: string, when: string, change: Partial<AskedQuestion> = {}): AskedQuestion {
  return { text, reason: 'unanswered', platform: 'slack', channel: 'C0', at: at(when), ...change };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-questions-'));
  database = join(folder, 'frontdesk.db');
  store = await openStore(database, { clock: new FixedClock(now) });
  for (const question of [
    asked('do you have pink stickers?', '2026-12-01T10:00:00Z', { reason: 'doubtful', near }),
    asked('where is the swimming pool?', '2026-12-02T10:00:00Z'),
    asked('pink stickers?', '2026-12-09T20:00:00Z', { near }),
    asked('is there a logo?', '2026-12-03T10:00:00Z'),
  ]) {
    await store.noteQuestion(question);
  }
  const ids = (await store.openQuestions({ limit: 10 })).flatMap(({ id, text }) => (text.includes('logo') ? [id] : []));
  const answer = { ask: ['is there a logo?'], say: 'Yes: in the press kit.', url: 'https://example.org/press' };
  await store.resolveQuestions(ids, { answer, at: now });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const run = (...args: readonly string[]) =>
  runFrontdesk(['questions', ...args], { env: { FRONTDESK_DATABASE: database } });

test('the open questions of a database that a front desk has open, those that ask the same together', async () => {
  const { code, out, err } = await run();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.replace(/^[2-9a-z]{4} /gm, 'xxxx ').split('\n')).toEqual([
    '3 questions not answered well; those that ask the same stand together.',
    'Times are Los Angeles time.',
    '',
    'id    question                     asked                                     last                  nearest section',
    'xxxx  pink stickers?               twice: 1 answered in doubt, 1 unanswered  Wed 2026-12-09 12:00  Roles: Member',
    'xxxx  where is the swimming pool?  once, unanswered                          Wed 2026-12-02 02:00',
    '',
    'On Slack or Discord, /questions resolve:ID with:TEXT OR LINK answers one from now on.',
    '',
  ]);
});

test('since a date, a few, as JSON', async () => {
  const titles = async (...args: readonly string[]) =>
    JSON.parse((await run(...args, '--json')).out).map(({ title }: { title: string }) => title);
  expect(await titles('--since', '2026-12-05')).toEqual(['pink stickers?']);
  expect(await titles('--since', '2026-12-09T20:00:01Z')).toEqual([]);
  expect(await titles('--limit', '1')).toEqual(['pink stickers?']);
  expect((await run('--limit', '1')).out).toContain('1 more with --limit 2.');
  const [group] = JSON.parse((await run('--json')).out);
  expect(group).toMatchObject({
    times: 2,
    reasons: { doubtful: 1, unanswered: 1 },
    latest: '2026-12-09T20:00:00Z',
    near,
  });
});

test('the answers written in chat are printed for the community file, which then gives them', async () => {
  const { code, out } = await run('--export');
  expect({ code, out }).toEqual({
    code: 0,
    out: 'answers:\n  - ask:\n      - is there a logo?\n    say: "Yes: in the press kit."\n    url: https://example.org/press\n',
  });
  const file = join(folder, 'community.yaml');
  await writeFile(file, `community: { name: Example, home: https://example.org, timezone: UTC }\n${out}`);
  const asked = await runFrontdesk(['ask', 'is there a logo', '--file', file], {
    env: { FRONTDESK_DATABASE: join(folder, 'empty.db') },
  });
  expect(asked.out).toContain('Yes: in the press kit.');
});

test('of two answers to the same, the file prefers the one that chat preferred: the later', async () => {
  const file = join(folder, 'twice.db');
  const twice = await openStore(file, { clock: new FixedClock(now) });
  for (const [day, say] of [
    ['2026-12-08', 'Old.'],
    ['2026-12-09', 'New.'],
  ] as const) {
    await twice.noteQuestion(asked('is there tea?', `${day}T10:00:00Z`));
    const ids = (await twice.openQuestions({ limit: 1 })).map(({ id }) => id);
    await twice.resolveQuestions(ids, { answer: { ask: ['is there tea?'], say }, at: at(`${day}T11:00:00Z`) });
  }
  await twice.close();
  const { out } = await runFrontdesk(['questions', '--export'], { env: { FRONTDESK_DATABASE: file } });
  expect(out.match(/say: .*/g)).toEqual(['say: New.', 'say: Old.']);
});

test('in the terminal a question is answered with what was written in chat, and /questions lists without changing', async () => {
  const env = { FRONTDESK_DATABASE: database };
  expect((await runFrontdesk(['ask', 'is there a logo?'], { env })).out).toContain('Yes: in the press kit.');
  expect((await runFrontdesk(['ask', 'is there a sauna on the moon?'], { env })).code).toBe(0);
  const listed = await runFrontdesk(['ask', '/questions'], { env });
  expect(listed.out).toContain('pink stickers?');
  expect(listed.out).not.toContain('sauna');
  const [, id = ''] = /([2-9a-z]{4}) pink stickers\?/.exec(listed.out) ?? [];
  const refused = await runFrontdesk(['ask', `/questions dismiss:${id}`], { env });
  expect(refused.code).toBe(1);
  expect(refused.out.replace(/\s+/g, ' ')).toContain('The terminal only reads the questions.');
});

test('where nothing was ever written it says so and what to do', async () => {
  const env = { FRONTDESK_DATABASE: join(folder, 'empty.db') };
  const ran = await runFrontdesk(['questions'], { env });
  expect({ code: ran.code, out: ran.out }).toEqual({ code: 1, out: '' });
  expect(ran.err).toContain('has written nothing yet. Start it once');
});

test.each([
  [['--since', 'yesterday'], '--since: “yesterday” is no date. Write it as 2026-11-24.\n'],
  [['--limit', '0'], '--limit: “0” does not fit. Use a whole number from 1 to 10000.\n'],
  [['--export', '--json'], '--export prints all written answers as YAML; it goes with no other option.\n'],
  [['stickers'], 'frontdesk questions takes no “stickers”.\n'],
  [['--state', 'posted'], '--state does not go with frontdesk questions. See frontdesk --help.\n'],
])('%j is refused', async (args, sentence) => {
  expect(await run(...args)).toEqual({ code: 2, out: '', err: sentence });
});
