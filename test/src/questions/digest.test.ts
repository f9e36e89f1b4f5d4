import { expect, test } from 'vitest';
import { createDigest, weekText } from '../../../src/questions/digest.js';
import type { ConnectedPlatform } from '../../../src/remind/plan.js';
import { plainText } from '../../../src/reply/plain.js';
import type { NewNotice } from '../../../src/store/ledger.js';
import type { AskedQuestion } from '../../../src/store/question-log.js';
import { openStore, type Store } from '../../../src/store/store.js';
import { dayOf } from '../../../src/time/civil.js';
import { FixedClock } from '../../../src/time/clock.js';
import { type Instant, isoOf, parseDate } from '../../../src/time/zoned.js';
import { emptyCommunity } from '../../support/empty-community.js';
import { at } from '../../support/fixed-receipts.js';
import { KeptQuestions } from '../../support/kept-questions.js';

const monday = { room: 'maintainers', weekday: 1, at: { hour: 9, minute: 0 } };
const community = {
  ...emptyCommunity,
  zone: 'America/Los_Angeles',
  rooms: [{ name: 'maintainers', slack: 'C0MAINT', line: 3 }],
  questions: { keepsAskers: false, digest: monday },
};
const slack: ConnectedPlatform = {
  platform: 'slack',
  channelOf: (room) => (room === 'maintainers' ? 'C0MAINT' : undefined),
};

function asked(text: string, when: string): AskedQuestion {
  return { text, reason: 'unanswered', platform: 'slack', channel: 'C0', at: at(when) };
}

/** Keeps what is told, each key once, as the ledger does. */
class Told {
  readonly notices: NewNotice[] = [];
  down = false;
  async tell(notices: readonly NewNotice[]): Promise<void> {
    if (this.down) throw new Error('The database does not answer.');
    for (const notice of notices) {
      if (!this.notices.some(({ key }) => key === notice.key)) this.notices.push(notice);
    }
  }
}

async function setUp(now: string, change: Partial<Parameters<typeof createDigest>[0]> = {}) {
  const questions = new KeptQuestions();
  const clock = new FixedClock(at(now));
  const ledger = new Told();
  const setup = { community, questions, ledger, surfaces: [slack], clock, ...change };
  const advanceTo = (when: string) => clock.advance(at(when) - clock.now());
  return { questions, clock, ledger, setup, digest: createDigest(setup), advanceTo };
}

const due = ({ notices }: Told) => notices.map(({ key, dueAt }) => [key, isoOf(dueAt)]);

test('what was not answered well in a week is told on Monday at nine, in the community’s zone', async () => {
  const { questions, ledger, digest, advanceTo } = await setUp('2026-11-20T10:00:00Z');
  await questions.noteQuestion(asked('older than a week?', '2026-11-16T16:59:59Z'));
  await questions.noteQuestion(asked('pink stickers?', '2026-11-18T10:00:00Z'));
  await questions.noteQuestion(asked('where is the pool?', '2026-11-19T10:00:00Z'));
  await questions.noteQuestion(asked('are there pink stickers?', '2026-11-19T11:00:00Z'));
  await digest.run();
  advanceTo('2026-11-23T16:59:59Z');
  await digest.run();
  expect(ledger.notices).toEqual([]);
  advanceTo('2026-11-23T17:00:00Z');
  await digest.run();
  expect(due(ledger)).toEqual([['notice/digest/2026-W48/slack/room/maintainers', '2026-11-23T17:00:00Z']]);
  const [notice] = ledger.notices;
  expect(notice).toMatchObject({ platform: 'slack', room: 'maintainers', until: at('2026-11-24T17:00:00Z') });
  expect(notice && plainText(notice.reply)).toBe(
    [
      'Questions of the week',
      '3 questions were not answered well this week.',
      '- pink stickers? · twice, unanswered\n- where is the pool? · once, unanswered',
      'Maintainers see and answer them all with /questions.',
    ].join('\n\n'),
  );
});

test('the five most asked are told, and how many more there are', async () => {
  const { questions, ledger, digest, advanceTo } = await setUp('2026-11-20T10:00:00Z');
  for (const word of ['zebra', 'yacht', 'violin', 'tuba', 'squid', 'robot', 'otter']) {
    await questions.noteQuestion(asked(`${word}?`, '2026-11-18T10:00:00Z'));
  }
  advanceTo('2026-11-23T17:00:00Z');
  await digest.run();
  const [notice] = ledger.notices;
  const said = notice === undefined ? '' : plainText(notice.reply);
  expect(said.match(/^- /gm)).toHaveLength(5);
  expect(said).toContain('And 2 more. Maintainers see and answer them all with /questions.');
});

test('a week without such a question is silent', async () => {
  const { ledger, digest, advanceTo } = await setUp('2026-11-20T10:00:00Z');
  advanceTo('2026-11-23T17:00:00Z');
  await digest.run();
  expect(ledger.notices).toEqual([]);
});

test.each([
  ['autumn', ['2026-10-26T16:00:00Z', '2026-11-02T17:00:00Z'], ['2026-W44', '2026-W45']],
  ['spring', ['2027-03-08T17:00:00Z', '2027-03-15T16:00:00Z'], ['2027-W10', '2027-W11']],
])('nine o’clock stays nine o’clock when the clocks change in %s', async (_when, turns, weeks) => {
  const [first = ''] = turns;
  const { questions, ledger, digest, advanceTo } = await setUp(isoOf((at(first) - 3_600) as Instant));
  await digest.run();
  for (const turn of turns) {
    await questions.noteQuestion(asked('pink stickers?', isoOf((at(turn) - 60) as Instant)));
    advanceTo(isoOf((at(turn) - 1) as Instant));
    await digest.run();
    expect(due(ledger)).toHaveLength(turns.indexOf(turn));
    advanceTo(turn);
    await digest.run();
  }
  expect(due(ledger)).toEqual(turns.map((turn, at) => [`notice/digest/${weeks[at]}/slack/room/maintainers`, turn]));
});

test('a turn that the clock skips is told as far past the gap as it lay inside', async () => {
  const sunday = { room: 'maintainers', weekday: 7, at: { hour: 2, minute: 30 } };
  const change = { community: { ...community, questions: { keepsAskers: false, digest: sunday } } };
  const { questions, ledger, digest, advanceTo } = await setUp('2027-03-13T12:00:00Z', change);
  await questions.noteQuestion(asked('pink stickers?', '2027-03-13T10:00:00Z'));
  advanceTo('2027-03-14T10:30:00Z');
  await digest.run();
  expect(due(ledger)).toEqual([['notice/digest/2027-W10/slack/room/maintainers', '2027-03-14T10:30:00Z']]);
});

test.each([
  ['a minute late, it is told', '2026-11-23T17:01:00Z', 1],
  ['23 hours late, it is told', '2026-11-24T16:00:00Z', 1],
  ['a day late, it is skipped', '2026-11-24T17:00:00Z', 0],
])('%s', async (_what, begins, count) => {
  const { questions, ledger, digest } = await setUp(begins);
  await questions.noteQuestion(asked('pink stickers?', '2026-11-20T10:00:00Z'));
  await questions.noteQuestion(asked('since its turn?', '2026-11-23T17:00:30Z'));
  await digest.run();
  expect(ledger.notices).toHaveLength(count);
  if (count > 0) expect(ledger.notices[0]?.reply.summary).toBe('1 question was not answered well this week.');
});

test('a database that does not answer is asked again at the next tick', async () => {
  const { questions, ledger, digest, clock } = await setUp('2026-11-23T17:00:00Z');
  await questions.noteQuestion(asked('pink stickers?', '2026-11-20T10:00:00Z'));
  ledger.down = true;
  await expect(digest.run()).rejects.toThrow('does not answer');
  ledger.down = false;
  clock.advance(60);
  await digest.run();
  expect(due(ledger)).toEqual([['notice/digest/2026-W48/slack/room/maintainers', '2026-11-23T17:00:00Z']]);
});

test('between two turns the database is left alone', async () => {
  const { questions, digest, clock } = await setUp('2026-11-23T17:00:00Z');
  let reads = 0;
  const read = questions.openQuestions.bind(questions);
  questions.openQuestions = (query) => {
    reads += 1;
    return read(query);
  };
  for (let minute = 0; minute < 7 * 24 * 60; minute += 1) {
    await digest.run();
    clock.advance(60);
  }
  expect(reads).toBe(1);
  await digest.run();
  expect(reads).toBe(2);
});

test('nobody asked for a digest, or its room has no channel: nothing is read', async () => {
  for (const change of [
    { community: { ...community, questions: { keepsAskers: false } } },
    { surfaces: [{ ...slack, channelOf: () => undefined }] },
    { surfaces: [{ ...slack, platform: 'web' as const }] },
  ]) {
    const { questions, digest, ledger } = await setUp('2026-11-23T17:00:00Z', change);
    await questions.noteQuestion(asked('pink stickers?', '2026-11-20T10:00:00Z'));
    await digest.run();
    expect(ledger.notices).toEqual([]);
  }
});

test('two processes, and one that starts anew after a crash, plan it once', async () => {
  const clock = new FixedClock(at('2026-11-23T17:00:00Z'));
  const store: Store = await openStore(':memory:', { clock });
  try {
    await store.noteQuestion(asked('pink stickers?', '2026-11-20T10:00:00Z'));
    const setup = { community, questions: store, ledger: store, surfaces: [slack], clock };
    await Promise.all([createDigest(setup).run(), createDigest(setup).run()]);
    clock.advance(3_600);
    await createDigest(setup).run();
    const pace = { gapMs: 0, roomGapMs: 0 };
    const claim = () => store.claimDue({ platform: 'slack', limit: 8, leaseSeconds: 60, pace });
    const [first, ...others] = await claim();
    expect(first).toMatchObject({ key: 'notice/digest/2026-W48/slack/room/maintainers', room: 'maintainers' });
    expect(others).toEqual([]);
    if (first === undefined) throw new Error('nothing to claim');
    await store.settle(first, { state: 'posted', at: clock.now(), id: '1', lateBySeconds: 3_600 });
    await createDigest(setup).run();
    expect(await claim()).toEqual([]);
  } finally {
    await store.close();
  }
});

test.each([
  ['2026-11-23', '2026-W48'],
  ['2026-12-31', '2026-W53'],
  ['2027-01-01', '2026-W53'],
  ['2027-01-04', '2027-W01'],
  ['2024-12-30', '2025-W01'],
  ['2021-01-03', '2020-W53'],
])('%s lies in %s', (date, week) => {
  expect(weekText(dayOf(parseDate(date) ?? { year: 0, month: 0, day: 0 }))).toBe(week);
});
