/**
 * Many reminders in one minute, and an ordinary quarter of an hour: the real reminder half in a process of its own, against
 * both platforms with their limits on. How long the storm takes beside the least that the platforms allow, how many calls
 * they refused, how late an ordinary reminder is, and whether the process ever stood still. Prints one line of JSON.
 *
 *   npm run bench -- storm           2,000 reminders, and 2 ordinary minutes
 *   npm run bench -- storm full      10,000 reminders, and 5 ordinary minutes: about 17 minutes
 */
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type ChatPlatform, type Crowd, reminderCount } from '../test/faults/crowd.js';
import type { Tally } from '../test/faults/platforms.js';
import { startReplica } from '../test/faults/processes.js';
import { spreadOf } from '../test/faults/result.js';
import { openStand } from '../test/faults/stand.js';
import { rounded } from './parts/figures.js';

const full = process.argv.includes('full');
const programs = fileURLToPath(new URL('child', import.meta.url));

/**
 * The least between two posts, by what the platforms write: Slack "several hundred a minute", taken as 500; Discord 50
 * requests a second.
 */
const floorMs: Readonly<Record<ChatPlatform, number>> = { slack: 120, discord: 20 };
const longestTurnMs = 50;
/** From its start a process needs this long until it ticks on the minute. */
const startSeconds = 15;

interface Ran {
  readonly tally: Tally;
  readonly blockedMs: readonly number[];
}

/** Runs until every reminder is shown, or until `limitMs` have passed. */
async function run(crowd: Crowd, limitMs: number): Promise<Ran> {
  const stand = await openStand({ programs, crowd, seed: 1 });
  const blockedMs: number[] = [];
  const plan = { ...stand.plan, seed: 1, odds: 0, blockedMs: longestTurnMs };
  const replica = startReplica(programs, plan, (said) => {
    if (said.kind === 'blocked') blockedMs.push(Math.min(said.ms, said.cpuMs));
  });
  try {
    const deadline = performance.now() + limitMs;
    const all = reminderCount(crowd);
    while ((await stand.eye.look()).posted < all && performance.now() < deadline) await pause(1_000);
    return { tally: await stand.platforms.tally(), blockedMs };
  } finally {
    replica.process.kill('SIGTERM');
    await replica.ended;
    await stand.close();
  }
}

/** A full minute that is far enough ahead. */
function comingMinute(): number {
  return Math.ceil((Date.now() / 1000 + startSeconds) / 60) * 60;
}

function shownTimes({ showings }: Tally, platform: ChatPlatform): readonly number[] {
  const shown = showings.filter((showing) => showing.platform === platform).map(({ shownAtMs }) => shownAtMs[0] ?? 0);
  return shown.sort((a, b) => a - b);
}

async function storm(reminders: number, rooms: number) {
  const crowd = { rooms, meetings: reminders / 2 / rooms, dueAt: comingMinute() };
  const each = reminders / 2;
  const waitMs = crowd.dueAt * 1000 - Date.now();
  const { tally, blockedMs } = await run(crowd, waitMs + each * floorMs.slack * 1.2 + 30_000);
  const of = (platform: ChatPlatform) => {
    const times = shownTimes(tally, platform);
    const floorSeconds = (each * floorMs[platform]) / 1000;
    const seconds = ((times.at(-1) ?? 0) - crowd.dueAt * 1000) / 1000;
    return {
      shown: times.filter((at) => at > 0).length,
      seconds: rounded(seconds),
      floorSeconds: rounded(floorSeconds),
      ratio: rounded(seconds / floorSeconds),
      refused: tally.limited[platform],
    };
  };
  const doubled = tally.showings.filter(({ shownAtMs }) => shownAtMs.length > 1).length;
  return { reminders, rooms, slack: of('slack'), discord: of('discord'), doubled, blockedMs };
}

/** How late each was beyond its turn: the n-th of a minute cannot come before n times the least gap. */
async function ordinary(minutes: number) {
  const crowd = { rooms: 30, meetings: minutes, dueAt: comingMinute(), minutesApart: 1 };
  const { tally, blockedMs } = await run(crowd, minutes * 60_000 + crowd.dueAt * 1000 - Date.now() + 30_000);
  const beyondTurn: number[] = [];
  const byClock: number[] = [];
  for (const platform of ['slack', 'discord'] as const) {
    for (let minute = 0; minute < minutes; minute += 1) {
      const dueMs = (crowd.dueAt + minute * 60) * 1000;
      const times = tally.showings
        .filter((showing) => showing.platform === platform && showing.dueAt * 1000 === dueMs)
        .map(({ shownAtMs }) => (shownAtMs[0] ?? Number.POSITIVE_INFINITY) - dueMs)
        .sort((a, b) => a - b);
      byClock.push(...times.map((ms) => ms / 1000));
      beyondTurn.push(...times.map((ms, turn) => (ms - turn * floorMs[platform]) / 1000));
    }
  }
  return { reminders: beyondTurn.length, beyondTurn: spreadOf(beyondTurn), byClock: spreadOf(byClock), blockedMs };
}

const normal = await ordinary(full ? 5 : 2);
const stormy = await storm(full ? 10_000 : 2_000, full ? 1_000 : 200);
const blockedMs = [...normal.blockedMs, ...stormy.blockedMs];
process.stdout.write(
  `${JSON.stringify({ bench: 'storm', normal, storm: stormy, turnsOver50Ms: blockedMs.length, longestTurnMs: Math.max(0, ...blockedMs) })}\n`,
);
