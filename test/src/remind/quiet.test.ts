import { afterAll, afterEach, expect, test } from 'vitest';
import { createHistory } from '../../../adapters/slack/history.js';
import { AskLater, type Post } from '../../../src/adapter.js';
import { createQuiet } from '../../../src/remind/quiet.js';
import type { Claim, Ledger } from '../../../src/store/ledger.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { callsOf, community, Desks, instant, meeting, surface } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const twenty = community(...Array.from({ length: 20 }, (_, n) => meeting({ id: `m${n}` })));
const back = '2026-12-10T18:46:00Z';

/** Slack with its pace, and with a room that it lets nobody read more than once a minute. */
function slowlyRead(now: () => Instant) {
  const slack = new RecordingAdapter('slack');
  slack.pace = { gapMs: 120, roomGapMs: 1050 };
  const clock = { now, nowMs: () => now() * 1000 };
  const calls: unknown[] = [];
  const messages = () =>
    slack.shown.toReversed().map(({ key, id }) => ({
      user: 'U0DESK',
      ts: id,
      metadata: { event_type: 'frontdesk_post', event_payload: { key } },
    }));
  const web = {
    async call(method: string) {
      calls.push(method);
      return { ok: true, data: { ok: true, messages: messages() } } as const;
    },
  };
  const identity = { userId: 'U0DESK', botId: 'B0DESK' };
  const history = createHistory({ web, clock, identity });
  const copies = ({ key, target, quietSince }: Post) =>
    history.copies(target.channel, key, 0, ...(quietSince === undefined ? [] : [quietSince]));
  return { slack, calls, surfaces: [{ ...surface(slack), adapter: { ...callsOf(slack), copies } }] };
}

async function twentyAway(file: string, from: string): Promise<void> {
  const slack = new RecordingAdapter('slack');
  const before = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], community: twenty, file });
  await before.at(from);
  await before.close();
}

test('twenty reminders of one room that came due in five minutes away are all posted in half a minute, after one look', async () => {
  const file = desks.freshFile();
  await twentyAway(file, '2026-12-10T18:41:00Z');
  let now = () => instant(back);
  const { slack, calls, surfaces } = slowlyRead(() => now());
  const hostMs = () => now() * 1000;
  const bot = await desks.open({ now: back, adapters: [], surfaces, community: twenty, file, hostMs });
  now = () => bot.clock.now();
  for (let looks = 0; looks < 27; looks += 1) {
    bot.clock.advance(1.1);
    await bot.ticker.tick();
    if (slack.shown.length === 20) break;
  }
  expect(slack.shown).toHaveLength(20);
  // The first sweep for a second copy comes in the eleventh second at the earliest, and has to look anew.
  expect(calls.length).toBeLessThanOrEqual(2);
  expect(new Set(slack.attempts.map(({ key }) => key)).size).toBe(20);
});

test('a platform that asks to wait at first changes nothing: what nobody tried is still known, and what was tried is not taken for it', async () => {
  const file = desks.freshFile();
  await twentyAway(file, '2026-12-10T18:41:00Z');
  const slack = new RecordingAdapter('slack');
  const asked: (readonly [number, number | undefined])[] = [];
  let refusals = 2;
  const copies = async (post: Post) => {
    asked.push([slack.attempts.length, post.quietSince]);
    refusals -= 1;
    if (refusals >= 0) throw new AskLater(5);
    return slack.copies(post);
  };
  const one = community(meeting({ id: 'm0' }));
  const surfaces = [{ ...surface(slack), adapter: { ...callsOf(slack), copies } }];
  slack.next({ outcome: 'unknown', reason: 'reset' });
  const hostMs = () => 1_000_000_500;
  const bot = await desks.open({ now: back, adapters: [], surfaces, community: one, file, hostMs });
  for (let tick = 0; tick < 4; tick += 1) {
    bot.clock.advance(12);
    await bot.ticker.tick();
  }
  expect(slack.shown).toHaveLength(1);
  expect(asked.slice(0, 4)).toStrictEqual([
    [0, 1_000_001],
    [0, 1_000_001],
    [0, 1_000_001],
    [1, undefined],
  ]);
});

test('a ledger that failed may be a backup when it comes back: only what was read well after that counts', async () => {
  const file = desks.freshFile();
  await twentyAway(file, '2026-12-10T18:41:00Z');
  const slack = new RecordingAdapter('slack');
  const quietSince: (number | undefined)[] = [];
  const copies = (post: Post) => {
    quietSince.push(post.quietSince);
    return slack.copies(post);
  };
  let fails = true;
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    claimDue: (request) => (fails ? Promise.reject(new Error('gone')) : real.claimDue(request)),
  });
  const surfaces = [{ ...surface(slack), adapter: { ...callsOf(slack), copies } }];
  const one = community(meeting({ id: 'm0' }));
  const hostMs = () => 1_000_000_000;
  const bot = await desks.open({ now: back, adapters: [], surfaces, community: one, file, hostMs, ledger });
  fails = false;
  await bot.at('2026-12-10T18:46:05Z');
  expect(quietSince).toStrictEqual([1_000_011]);
});

const claim: Claim = {
  key: 'k',
  meeting: 'm',
  original: '2026-12-10T11:00',
  beforeMinutes: 15,
  room: 'general',
  platform: 'slack',
  dueAt: instant(back),
  startsAt: instant(back),
  generation: 1,
  unsure: true,
  since: instant(back),
  waitMs: 0,
  troubles: { room: 0, platform: 0 },
  roomGapMs: 0,
};

test('nobody knows since when a reminder is untried once another process has had it, or where it is not unsure', () => {
  const quiet = createQuiet(() => new FixedClock(instant(back)).nowMs());
  expect(quiet.sinceOf({ ...claim, unsure: false })).toBeUndefined();
  expect(quiet.sinceOf({ ...claim, generation: 2 })).toBeUndefined();
  expect(quiet.sinceOf(claim)).toBe(instant(back));
  expect(quiet.sinceOf({ ...claim, generation: 2 })).toBe(instant(back));
  expect(quiet.sinceOf({ ...claim, generation: 4 })).toBeUndefined();
  quiet.tried(claim);
  expect(quiet.sinceOf({ ...claim, generation: 3 })).toBeUndefined();
});
