import { rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/postgres.js';
import { startCluster } from '../support/postgres-cluster.js';
import { type KillRunOptions, runKill } from './kill-run.js';
import type { Programs } from './processes.js';
import { startReplica } from './processes.js';
import { makePrograms } from './programs.js';
import { openStand } from './stand.js';
import { until } from './until.js';

let programs: Programs = '';
beforeAll(async () => {
  programs = await makePrograms();
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

const calm: Omit<KillRunOptions, 'programs' | 'replicas' | 'store'> = {
  rooms: 20,
  meetings: 2,
  kills: 0,
  chaos: 0,
  slow: 0,
  seed: 11,
  sweeps: false,
  limitMs: 240_000,
};
const once = { reminders: 40, lost: 0, doubled: 0 };

test('Postgres is down for a minute when the reminders are due: they come late, once each [fault 62]', async () => {
  const cluster = await startCluster();
  async function during() {
    await cluster.stop();
    await pause(60_000);
    await cluster.start();
  }
  try {
    const address = await cluster.freshDatabase();
    const result = await runKill({ ...calm, during, programs, store: 'postgres', address, replicas: 3 });
    expect(result).toMatchObject({ slack: once, discord: once, notPosted: 0, fell: [] });
  } finally {
    await cluster.remove();
  }
});

/** The first full minute that is at least so far ahead. */
const minuteAfter = (seconds: number): number => Math.ceil((Date.now() / 1000 + seconds) / 60) * 60;

test('three replicas, one five minutes ahead and one five minutes behind: nothing comes early, and each reminder once [fault 52]', async () => {
  const crowd = { rooms: 10, meetings: 2, dueAt: minuteAfter(20) };
  const stand = await openStand({ programs, crowd, seed: 12, address: await freshDatabase() });
  const replicas = [0, 300, -300].map((skewSeconds, n) =>
    startReplica(programs, { ...stand.plan, seed: n, odds: 0, skewSeconds }, () => undefined),
  );
  try {
    await until('all are posted', 150_000, async () => (await stand.eye.look()).posted === 40);
    const { showings } = await stand.platforms.tally();
    expect(showings.map(({ shownAtMs }) => shownAtMs.length)).toEqual(Array.from({ length: 40 }, () => 1));
    expect(showings.filter(({ shownAtMs }) => (shownAtMs[0] ?? 0) < crowd.dueAt * 1000)).toEqual([]);
  } finally {
    for (const { process } of replicas) process.kill('SIGTERM');
    await Promise.all(replicas.map(({ ended }) => ended));
    await stand.close();
  }
});
