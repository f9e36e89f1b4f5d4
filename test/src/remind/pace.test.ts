import { afterAll, afterEach, expect, test } from 'vitest';
import { createTurns } from '../../../src/remind/turns.js';
import type { ClaimRequest, Ledger, Release } from '../../../src/store/ledger.js';
import { pause } from '../../../src/time/pause.js';
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

test('turns come as they are handed out; after a standstill they come at twice the pace, and never too many in a second', () => {
  const clock = { ms: 0 };
  const turns = createTurns(21, () => clock.ms);
  const taken: number[] = [];
  /** Takes whatever can be had, for `ms`. */
  const hurry = (ms: number) => {
    for (const end = clock.ms + ms; clock.ms < end; ) {
      const wait = turns.take();
      if (wait === 0) taken.push(clock.ms);
      clock.ms += wait;
    }
  };
  for (; clock.ms < 2100; clock.ms += 21) {
    expect(turns.take()).toBe(0);
    taken.push(clock.ms);
  }
  // It stood still for half a second, and has missed 24 turns.
  clock.ms += 504;
  const from = clock.ms;
  hurry(300);
  expect(taken.filter((at) => at >= from).slice(0, 4)).toStrictEqual([2604, 2614.5, 2625, 2635.5]);
  expect(taken.filter((at) => at >= from).length).toBeGreaterThanOrEqual(24);
  // However long it stands still and whatever it wants then: 48 in a second, where 50 are allowed.
  clock.ms += 60_000;
  hurry(3000);
  clock.ms += 700;
  hurry(3000);
  const inASecond = taken.map((at) => taken.filter((other) => other >= at && other < at + 1000).length);
  expect(Math.max(...inASecond)).toBe(48);
});

test('a platform without a pace is never waited for', () => {
  const turns = createTurns(0, () => 0);
  expect([turns.take(), turns.take(), turns.take()]).toStrictEqual([0, 0, 0]);
});

/** A clock that stands still while the lease is renewed, as often as said. */
function frozenWhileRenewing(times: number) {
  const clock = { ms: 0, renewals: 0, releases: [] as Release[] };
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    async renew(...asked) {
      const renewed = await real.renew(...asked);
      clock.renewals += 1;
      if (clock.renewals <= times) clock.ms += 1501;
      return renewed;
    },
    release(claim, release) {
      clock.releases.push(release);
      return real.release(claim, release);
    },
  });
  return { clock, ledger, monotonicMs: () => clock.ms };
}

test.each([
  ['frozen', 'monotonicMs', 'hostMs'],
  ['asleep with its machine, whose monotonic clock slept too', 'hostMs', 'monotonicMs'],
] as const)('a process that was %s between renewing and sending renews again first', async (_how, told, silent) => {
  const slack = new RecordingAdapter('slack');
  const { clock, ledger, monotonicMs } = frozenWhileRenewing(1);
  await desks.open({ now: due, adapters: [slack], ledger, [told]: monotonicMs, [silent]: () => 0 });
  expect(clock.renewals).toBe(2);
  expect(clock.releases).toStrictEqual([]);
  expect(slack.shown).toHaveLength(1);
});

test('where that happens again and again, the claim is given back as it was, and is posted without asking when it is over', async () => {
  const slack = new RecordingAdapter('slack');
  const { clock, ...frozen } = frozenWhileRenewing(4);
  await desks.open({ now: due, adapters: [slack], ...frozen });
  expect(clock.renewals).toBe(5);
  expect(clock.releases).toMatchObject([{ unsure: false }]);
  expect(slack.attempts).toHaveLength(1);
  expect(slack.asked).toStrictEqual([]);
});

test('eight at most are between their renewal and their send: the others wait before it', async () => {
  const slack = new RecordingAdapter('slack');
  let [renewing, most] = [0, 0];
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    async renew(...asked) {
      renewing += 1;
      most = Math.max(most, renewing);
      for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
      renewing -= 1;
      return real.renew(...asked);
    },
  });
  await desks.open({ now: due, adapters: [slack], community: roomsOf(30), ledger });
  expect(slack.shown).toHaveLength(30);
  expect(most).toBe(8);
});

test.each([
  ['little is in hand, more is looked for at once', 15, [20]],
  ['enough is in hand, more is looked for seldom', 16, [150]],
])('while %s', async (_when, rooms, waits) => {
  const slack = new RecordingAdapter('slack');
  slack.pace = { gapMs: 40, roomGapMs: 0 };
  const pausing = new ManualPause();
  // The first is done at once, the others wait for their turns until the end.
  pausing.hold = (ms) => ms % 40 === 0;
  const file = roomsOf(rooms + 1);
  const bot = await desks.open({ now: due, adapters: [slack], community: file, pause: pausing, hangs: true });
  await eventually(() => slack.shown.length === 1 && pausing.waited.some((ms) => ms === 20 || ms === 150));
  expect(bot.pause.waited.filter((ms) => ms === 20 || ms === 150)).toStrictEqual(waits);
});

test('a claim that another took while this process stood still is not sent', async () => {
  const slack = new RecordingAdapter('slack');
  const { clock, monotonicMs, ledger } = frozenWhileRenewing(1);
  const taken = (real: Ledger): Ledger => {
    const slow = ledger(real);
    return {
      ...slow,
      async renew(...asked) {
        const renewed = await slow.renew(...asked);
        return clock.renewals === 1 ? renewed : undefined;
      },
    };
  };
  await desks.open({ now: due, adapters: [slack], ledger: taken, monotonicMs });
  expect(clock.renewals).toBe(2);
  expect(slack.attempts).toHaveLength(0);
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
  bot.clock.advance(11);
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
