/**
 * What a minute costs with 100,000 meetings when nothing is due: the whole tick (scan, claim, the ledger in a file)
 * against asking every meeting. And how long building the queue holds up the event loop. Prints one line of JSON.
 * Run: npx esbuild bench/due.ts --bundle --platform=node --format=esm --external:libsql | node --input-type=module -
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Community, Meeting } from '../src/community/model.js';
import { createDueQueue } from '../src/remind/due.js';
import { startReminders } from '../src/remind/reminders.js';
import { createSchedule } from '../src/schedule/schedule.js';
import { openStore } from '../src/store/store.js';
import { FixedClock } from '../src/time/clock.js';
import type { Weekday } from '../src/time/rule.js';
import type { Instant } from '../src/time/zoned.js';

const MEETINGS = 100_000;
const TICKS = 200;
/** Thursday 10 December 2026, 12:07:30 UTC: no meeting below has a reminder in the minutes that follow. */
const start = 1_796_904_450 as Instant;
const zones = ['America/Los_Angeles', 'Europe/Berlin', 'Asia/Kolkata', 'UTC', 'Australia/Sydney'] as const;

function meeting(n: number): Meeting {
  return {
    id: `meeting-${n}`,
    title: `Meeting ${n}`,
    series: {
      zone: zones[n % zones.length] ?? 'UTC',
      rule: {
        freq: 'weekly',
        interval: (n % 2) + 1,
        byDay: [{ weekday: ((n % 7) + 1) as Weekday }],
        byMonthDay: [],
        byMonth: [],
        bySetPos: [],
        weekStart: 1,
      },
      starting: { year: 2026, month: 1, day: 5 + (n % 7) },
      slots: [{ hour: n % 24, minute: 0 }],
      except: [],
      moved: [],
      extra: [],
    },
    rhythm: '',
    lastsMinutes: 60,
    aliases: [],
    remind: [{ beforeMinutes: 15, rooms: ['general'] }],
    line: 1,
  };
}

const community: Community = {
  name: 'Bench',
  home: 'https://community.example',
  zone: 'UTC',
  rooms: [{ name: 'general', line: 1 }],
  maintainers: [],
  meetings: Array.from({ length: MEETINGS }, (_, n) => meeting(n)),
  groups: [],
  links: [],
  contribute: [],
  docs: [],
  file: '',
};

interface Turn {
  readonly ms: number;
  /** What of it this process computed; the rest the machine gave to others. */
  readonly cpuMs: number;
}

/** Runs `work` and measures the longest time that the event loop had no turn. */
async function longestTurn(work: Promise<unknown>): Promise<Turn> {
  let done = false;
  const finished = work.finally(() => {
    done = true;
  });
  let longest: Turn = { ms: 0, cpuMs: 0 };
  let [last, lastCpu] = [performance.now(), process.cpuUsage()];
  while (!done) {
    await nextTurn();
    const [now, cpu] = [performance.now(), process.cpuUsage(lastCpu)];
    const cpuMs = (cpu.user + cpu.system) / 1000;
    longest = { ms: Math.max(longest.ms, now - last), cpuMs: Math.max(longest.cpuMs, cpuMs) };
    [last, lastCpu] = [now, process.cpuUsage()];
  }
  await finished;
  return longest;
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

async function main(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-bench-'));
  const schedule = createSchedule(community);
  // Series keep what they work out: both sides are measured with that done.
  for (const { id } of community.meetings) schedule.upcoming(id, start, 1);

  const buildBegan = performance.now();
  const longest = await longestTurn(createDueQueue(community, schedule, () => start));
  const buildMs = performance.now() - buildBegan;

  const clock = new FixedClock(start);
  const store = await openStore(join(folder, 'bench.db'), { clock });
  let tick: () => Promise<void> = async () => undefined;
  const ticker = {
    start(given: () => Promise<void>) {
      tick = given;
    },
    wakeIn: () => undefined,
    stop: async () => undefined,
  };
  const adapter = {
    pace: { gapMs: 0, roomGapMs: 0 },
    post: () => Promise.reject(new Error('nothing is due')),
    copies: async () => [],
    edit: () => Promise.reject(new Error('nothing is due')),
    remove: async () => undefined,
  };
  const surfaces = [{ platform: 'web' as const, channelOf: (room: string) => room, adapter }];
  const reminders = startReminders({
    community,
    schedule,
    ledger: store,
    surfaces,
    clock,
    log: silent,
    ticker,
    random: Math.random,
  });
  await reminders.started;
  const times: number[] = [];
  for (let n = 0; n < TICKS; n += 1) {
    clock.advance(1);
    const began = performance.now();
    await tick();
    times.push(performance.now() - began);
  }
  const idleTickMs = times.sort((a, b) => a - b)[TICKS / 2] ?? Number.NaN;

  const scanBegan = performance.now();
  let due = 0;
  for (const { id } of community.meetings) {
    const [next] = schedule.upcoming(id, start, 1);
    if (next !== undefined && next.at - 900 <= start) due += 1;
  }
  const fullScanMs = performance.now() - scanBegan;

  await reminders.stop();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
  const round = (value: number) => Number(value.toPrecision(3));
  const line = {
    bench: 'due',
    meetings: MEETINGS,
    idleTickMs: round(idleTickMs),
    fullScanMs: round(fullScanMs),
    ratio: round(idleTickMs / fullScanMs),
    buildMs: round(buildMs),
    longestTurnMs: round(longest.ms),
    longestTurnCpuMs: round(longest.cpuMs),
    due,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
}

await main();
