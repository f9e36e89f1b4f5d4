import { afterAll, afterEach, expect, test } from 'vitest';
import { pause } from '../../../src/remind/pause.js';
import { createTurns } from '../../../src/remind/turns.js';
import type { ClaimRequest, Ledger, Release } from '../../../src/store/ledger.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { community, Desks, eventually, ManualPause, meeting } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/15/general/slack';
const due = '2026-12-10T18:45:00Z';

function roomsOf(count: number) {
  const rooms = Array.from({ length: count }, (_, n) => `room-${n}`);
  return community(meeting({ remind: [{ beforeMinutes: 15, rooms }] }));
}

test('turns come as they are handed out, and those that a stalled process missed are spread again', () => {
  const clock = { ms: 0 };
  const turns = createTurns(20, () => clock.ms);
  /** How many can be taken now, and how long the next has to wait. */
  const taken = () => {
    let count = 0;
    let wait = turns.take();
    for (; wait === 0; wait = turns.take()) count += 1;
    return { count, wait };
  };
  for (clock.ms = 0; clock.ms < 100; clock.ms += 20) expect(turns.take()).toBe(0);
  clock.ms = 1000;
  expect(taken()).toStrictEqual({ count: 3, wait: 20 });
  clock.ms = 1019;
  expect(taken()).toStrictEqual({ count: 0, wait: 1 });
  clock.ms = 1020;
  expect(taken()).toStrictEqual({ count: 1, wait: 20 });
  // It stood still again: what waited meanwhile does not come together either.
  clock.ms = 3000;
  expect(taken()).toStrictEqual({ count: 3, wait: 20 });
});

test('each claim waits for its own turn in the pace of its platform', async () => {
  const slack = new RecordingAdapter('slack');
  slack.pace = { gapMs: 100, roomGapMs: 0 };
  const bot = await desks.open({ now: due, adapters: [slack], community: roomsOf(6) });
  expect(slack.shown).toHaveLength(6);
  expect(bot.pause.waited.filter((ms) => ms % 100 === 0)).toStrictEqual([100, 200, 300, 400, 500]);
});

test.each([
  [0, 64],
  [21, 64],
  [50, 30],
  [120, 13],
  [1000, 8],
])('with %i ms between two posts, %i claims at most are in hand', async (gapMs, most) => {
  const slack = new RecordingAdapter('slack');
  slack.pace = { gapMs, roomGapMs: 1050 };
  const requests: ClaimRequest[] = [];
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    claimDue: (request) => {
      requests.push(request);
      return real.claimDue(request);
    },
  });
  await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], ledger });
  expect(requests).toStrictEqual([
    { platform: 'slack', limit: most, leaseSeconds: 60, pace: { gapMs, roomGapMs: 1050 } },
  ]);
});

test('a room that rests after a post is looked at again as soon as it has rested', async () => {
  const slack = new RecordingAdapter('slack');
  slack.pace = { gapMs: 0, roomGapMs: 1000 };
  const two = community(meeting(), meeting({ id: 'other' }));
  const bot = await desks.open({ now: '2026-12-10T18:44:00Z', adapters: [slack], community: two });
  bot.pause.passing = (ms) => bot.clock.advance(ms / 1000);
  await bot.at(due);
  await eventually(() => slack.shown.length === 2);
  expect(bot.pause.waited.some((ms) => ms > 900 && ms < 1100)).toBe(true);
});

test('stopped while it waits for its turn, a claim is given back as it was, and the next start posts without asking [fault 6]', async () => {
  const slack = new RecordingAdapter('slack');
  slack.pace = { gapMs: 400, roomGapMs: 0 };
  const pausing = new ManualPause();
  pausing.hold = (ms) => ms > 300;
  const file = desks.freshFile();
  const first = await desks.open({
    now: due,
    adapters: [slack],
    community: roomsOf(3),
    file,
    pause: pausing,
    hangs: true,
  });
  await eventually(() => slack.shown.length === 1 && pausing.waited.filter((ms) => ms > 300).length === 2);
  await first.close();
  expect(slack.attempts).toHaveLength(1);
  await desks.open({ now: '2026-12-10T18:45:05Z', adapters: [slack], community: roomsOf(3), file });
  expect(slack.shown).toHaveLength(3);
  expect(slack.asked).toStrictEqual([]);
});

test('stopped while it asks about an earlier try, nothing is sent after the answer', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'unknown', reason: 'reset' });
  const released: Release[] = [];
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    release: (claim, release) => {
      released.push(release);
      return real.release(claim, release);
    },
  });
  const bot = await desks.open({ now: due, adapters: [slack], ledger });
  let answer: () => void = () => undefined;
  slack.copies = async (post) => {
    slack.asked.push(post.key);
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    return [];
  };
  bot.clock.advance(2);
  const tick = bot.ticker.tick();
  await eventually(() => slack.asked.length === 1);
  const stopped = bot.reminders.stop();
  answer();
  await Promise.all([stopped, tick]);
  expect(slack.attempts).toHaveLength(1);
  expect(released.map(({ unsure }) => unsure)).toStrictEqual([true, true]);
});

test('a claim that comes in while the process stops is given back at once', async () => {
  const slack = new RecordingAdapter('slack');
  let stopped: Promise<void> | undefined;
  let stop: () => Promise<void> = async () => undefined;
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    async claimDue(request) {
      const claims = await real.claimDue(request);
      if (claims.length > 0) stopped = stop();
      return claims;
    },
  });
  const bot = await desks.open({ now: '2026-12-10T18:44:00Z', adapters: [slack], ledger });
  stop = () => bot.reminders.stop();
  await bot.at(due);
  await stopped;
  expect(slack.attempts).toHaveLength(0);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'planned', due }]);
});

test('a real pause ends with the stop, and never rejects', async () => {
  const stopping = new AbortController();
  const waiting = pause(60_000, stopping.signal);
  stopping.abort();
  expect(await waiting).toBeUndefined();
  expect(await pause(60_000, stopping.signal)).toBeUndefined();
  expect(await pause(0, new AbortController().signal)).toBeUndefined();
});
