import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/postgres.js';
import { startCluster } from '../support/postgres-cluster.js';
import { type KillRunOptions, runKill } from './kill-run.js';
import type { Programs } from './processes.js';
import { makePrograms } from './programs.js';

let programs: Programs = '';
beforeAll(async () => {
  programs = await makePrograms();
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

/** Nobody is killed, and the platforms answer well. */
const calm: Omit<KillRunOptions, 'programs' | 'store' | 'replicas'> = {
  rooms: 20,
  meetings: 2,
  kills: 0,
  chaos: 0,
  seed: 5,
  slow: 0,
  sweeps: false,
  limitMs: 110_000,
};
const each = { reminders: 40, lost: 0, doubled: 0, repaired: 0, limited: 0 };

test('ten replicas that start together post each reminder once, and pass no limit together [fault 8] [fault 9]', async () => {
  const address = await freshDatabase();
  const result = await runKill({ ...calm, programs, store: 'postgres', address, replicas: 10 });
  expect(result).toMatchObject({ slack: each, discord: each, notPosted: 0, fell: [], violations: [] });
}, 150_000);

test('300 reminders in one minute against both platforms’ limits: none is refused with 429 [fault 76]', async () => {
  const result = await runKill({ ...calm, rooms: 50, meetings: 3, programs, store: 'sqlite', replicas: 1 });
  const many = { ...each, reminders: 150 };
  expect(result).toMatchObject({ slack: many, discord: many, notPosted: 0, fell: [] });
}, 150_000);

test('Postgres is down for five seconds when the reminders are due: they come late, once each [fault 62]', async () => {
  const cluster = await startCluster();
  async function during() {
    await cluster.stop();
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    await cluster.start();
  }
  try {
    const address = await cluster.freshDatabase();
    const result = await runKill({ ...calm, during, programs, store: 'postgres', address, replicas: 2 });
    const { limited: _, ...once } = each;
    expect(result).toMatchObject({ slack: once, discord: once, notPosted: 0 });
  } finally {
    await cluster.remove();
  }
}, 150_000);
