import { afterAll, expect, test } from 'vitest';
import type { PostOutcome } from '../../../src/adapter.js';
import { startReminders } from '../../../src/remind/reminders.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import { openStore } from '../../../src/store/store.js';
import { systemClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { RecordingLog } from '../../support/recording-log.js';
import { community, Desks, instant, ManualTicker, meeting } from './sample.js';

const desks = new Desks();
afterAll(() => desks.remove());

// Only time itself can show what the outbox costs: the clock is the real one, shifted to the minute of the reminders.
const shiftMs = instant('2026-12-10T18:45:00Z') * 1000 - systemClock.nowMs();
const clock = {
  now: () => Math.floor(clock.nowMs() / 1000) as Instant,
  nowMs: () => systemClock.nowMs() + shiftMs,
};

test('four hundred reminders of one minute take what the pace of the platform takes and hardly more, one room after the other [fault 76]', async () => {
  const [gapMs, latencyMs, roomGapMs] = [20.8, 50, 500];
  const rooms = Array.from({ length: 100 }, (_, n) => `room-${n}`);
  const file = community(...['a', 'b', 'c', 'd'].map((id) => meeting({ id, remind: [{ beforeMinutes: 15, rooms }] })));
  const sent: number[] = [];
  const rested = new Map<string, number>();
  let tooEarly = 0;
  const adapter = {
    pace: { gapMs, roomGapMs },
    async post({ key, target }: { readonly key: string; readonly target: { readonly room: string } }) {
      sent.push(performance.now());
      if (performance.now() < (rested.get(target.room) ?? 0)) tooEarly += 1;
      await new Promise((resolve) => setTimeout(resolve, latencyMs));
      rested.set(target.room, performance.now() + roomGapMs);
      return { outcome: 'posted', id: key } as PostOutcome;
    },
    copies: async () => [],
    edit: async () => ({ outcome: 'edited' as const }),
    remove: async () => undefined,
  };
  const store = await openStore(desks.freshFile(), { clock });
  const log = new RecordingLog();
  const reminders = startReminders({
    community: file,
    schedule: createSchedule(file),
    ledger: store,
    surfaces: [{ platform: 'discord', adapter, channelOf: (room) => room }],
    clock,
    log,
    ticker: new ManualTicker(),
    random: Math.random,
  });
  await reminders.started;
  while (sent.length < 400) await new Promise((resolve) => setTimeout(resolve, 10));
  await reminders.stop();
  const receipts = await store.receipts({ limit: 1000 });
  await store.close();
  const took = (sent.at(-1) ?? 0) - (sent[0] ?? 0);
  expect(took).toBeGreaterThan(399 * gapMs - 100);
  expect(took).toBeLessThan(1.05 * 399 * gapMs);
  expect(tooEarly).toBe(0);
  // What Discord allows.
  const inASecond = sent.map((at) => sent.filter((other) => other >= at && other < at + 1000).length);
  expect(Math.max(...inASecond)).toBeLessThanOrEqual(50);
  expect(new Set(receipts.map(({ state }) => state))).toStrictEqual(new Set(['posted']));
  expect(log.lines.filter(({ level }) => level !== 'info')).toStrictEqual([]);
}, 60_000);
