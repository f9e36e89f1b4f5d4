/**
 * The stall run: a replica is frozen between its last check and the request, for longer than its lease lasts. Another one
 * takes over and posts; then the frozen one goes on and posts too. Discord's nonce stops the second message; on Slack nothing
 * does, and the sweep takes it away.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Report } from './fate.js';
import type { Showing, Tally } from './platforms.js';
import { type Programs, type Replica, startReplica } from './processes.js';
import { lastMinute, openStand, type Stand } from './stand.js';
import { until } from './until.js';

export interface StallRunOptions {
  readonly programs: Programs;
  /** Of a Postgres database. */
  readonly address: string;
  readonly seed: number;
  readonly log?: string;
}

interface Frozen {
  readonly reminders: number;
  /** The frozen process sent its request after all. */
  readonly sentTwice: boolean;
  readonly lost: number;
  readonly doubled: number;
  readonly repaired: number;
}

export interface StallRunResult {
  readonly slack: Frozen;
  readonly discord: Frozen;
  /** From the freeze to the other replica's posts. */
  readonly takeoverSeconds: number;
  readonly seconds: number;
}

const rooms = 5;
/** The frozen process stands this long before each first request; it is stopped in the middle. */
const stillMs = 3_000;
const stopAfterMs = 1_000;
const leaseLimitMs = 120_000;
const sweepLimitMs = 60_000;

export async function runStall({ programs, address, seed, log }: StallRunOptions): Promise<StallRunResult> {
  const crowd = { rooms, meetings: 1, dueAt: lastMinute() };
  const logged = log === undefined ? {} : { log };
  const stand = await openStand({ programs, crowd, address, seed, ...logged });
  const replicas: Replica[] = [];
  try {
    return await stall(stand, programs, seed, replicas);
  } finally {
    for (const { process } of replicas) process.kill('SIGKILL');
    await Promise.all(replicas.map(({ ended }) => ended));
    await stand.close();
  }
}

async function stall(stand: Stand, programs: Programs, seed: number, replicas: Replica[]): Promise<StallRunResult> {
  const began = performance.now();
  const still = new Set<string>();
  const frozen = startReplica(programs, { ...stand.plan, seed, odds: 0, stillMs }, (said: Report) => {
    if (said.kind === 'holds still') still.add(said.key);
  });
  replicas.push(frozen);
  await until('both requests stand still', 30_000, () => still.size === 2);
  await pause(stopAfterMs);
  frozen.process.kill('SIGSTOP');
  const stopped = performance.now();
  replicas.push(startReplica(programs, { ...stand.plan, seed: seed + 1, odds: 0 }, () => undefined));

  const shownTimes = async (times: (showing: Showing) => boolean) =>
    stillOf(await stand.platforms.tally(), still).every(times);
  await until('the other replica posts', leaseLimitMs, () => shownTimes(({ shownAtMs }) => shownAtMs.length === 1));
  const takeoverSeconds = (performance.now() - stopped) / 1000;
  frozen.process.kill('SIGCONT');
  await until('the second copy on Slack is gone', sweepLimitMs, () =>
    shownTimes(({ platform, removed }) => platform === 'discord' || removed === 1),
  );

  const tally = await stand.platforms.tally();
  return {
    slack: frozenOf(tally, 'slack', still, tally.calls['chat.postMessage'] ?? 0),
    discord: frozenOf(tally, 'discord', still, tally.calls['POST /channels/:channel/messages'] ?? 0),
    takeoverSeconds: Math.round(takeoverSeconds * 10) / 10,
    seconds: Math.round((performance.now() - began) / 1000),
  };
}

const stillOf = ({ showings }: Tally, still: ReadonlySet<string>) => showings.filter(({ key }) => still.has(key));

function frozenOf(tally: Tally, platform: string, still: ReadonlySet<string>, posts: number): Frozen {
  const all = tally.showings.filter((showing) => showing.platform === platform);
  const now = ({ shownAtMs, removed }: Showing) => shownAtMs.length - removed;
  return {
    reminders: all.length,
    sentTwice: posts === all.length + 1,
    lost: all.filter((showing) => now(showing) < 1).length,
    doubled: all.filter((showing) => now(showing) > 1).length,
    repaired: all.filter((showing) => still.has(showing.key) && showing.removed === 1).length,
  };
}
