import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import type { Desk } from '../../src/adapter.js';
import { openDesk, readCommunity } from '../../src/bin/community-desk.js';
import { exampleCommunity } from '../../src/bin/package-file.js';
import { type ReminderSurface, startReminders } from '../../src/remind/reminders.js';
import { openStore, type Store } from '../../src/store/store.js';
import { FixedClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { ManualTicker } from '../src/remind/sample.js';

const hours = 50;
const eventsAMinute = 20;
const dedupeSeconds = 3_600;
/** What is remembered of ten thousand people at most has reached its size by then. */
const settledAfterHours = 10;

/** The day before the example community's meeting. */
const begins = 1_796_810_400 as Instant;

const lines = ['/meeting', '/meeting community', '/working-groups', 'when is the next meeting?', 'what is life?'];
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function heapMb(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

/** A platform that takes everything and keeps nothing. */
function surface(platform: 'slack' | 'discord'): ReminderSurface {
  const adapter = {
    pace: { gapMs: 0, roomGapMs: 0 },
    post: async () => ({ outcome: 'posted', id: 'message' }) as const,
    copies: async () => [],
    edit: async () => ({ outcome: 'edited' as const }),
    remove: async () => undefined,
  };
  return { platform, channelOf: (room) => `${platform}-${room}`, adapter };
}

/** One event, as an adapter handles it, from a person who was never seen before. */
async function event(n: number, desk: Desk, store: Store): Promise<void> {
  await store.first(`event-${n}`, dedupeSeconds);
  const line = lines[n % lines.length] ?? '';
  const reader = { id: `member-${n}`, name: `Member ${n}`, zone: 'Europe/Berlin', locale: 'en-GB' };
  const reply = await desk.answer({ platform: 'slack', place: 'room', room: `room-${n % 500}`, reader, line });
  for (const { invoke } of reply.choices) await store.keep(invoke);
}

test('fifty hours of events from ever new people leave the memory level [fault 75]', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-soak-'));
  const clock = new FixedClock(begins);
  const store = await openStore(join(folder, 'soak.db'), { clock });
  const community = await readCommunity(exampleCommunity());
  const { desk, schedule } = await openDesk(community, clock, silent, store, store);
  const ticker = new ManualTicker();
  const reminders = startReminders({
    community,
    schedule,
    ledger: store,
    surfaces: [surface('slack'), surface('discord')],
    clock: store.clock,
    shared: store.shared,
    log: silent,
    ticker,
    random: () => 0,
  });
  const heap: number[] = [];
  try {
    for (let minute = 0; minute < hours * 60; minute += 1) {
      clock.advance(60);
      await ticker.tick();
      ticker.wakes.length = 0;
      for (let n = 0; n < eventsAMinute; n += 1) await event(minute * eventsAMinute + n, desk, store);
      if (minute % 60 === 59) heap.push(heapMb());
    }
  } finally {
    await reminders.stop();
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  }
  expect(heap).toHaveLength(hours);
  // What is remembered grows and is let go in turns, so peak is held against peak.
  const peak = (from: number, to: number) => Math.max(...heap.slice(from, to));
  expect(peak(30, hours) - peak(settledAfterHours, 30)).toBeLessThan(1);
});
