import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/postgres.js';
import { type ChangeRunOptions, changeSteps, runChanges } from './change-run.js';
import type { Programs } from './processes.js';
import { makePrograms } from './programs.js';

let programs: Programs = '';
beforeAll(async () => {
  programs = await makePrograms();
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

const small: Omit<ChangeRunOptions, 'programs' | 'store' | 'replicas'> = {
  rooms: 3,
  early: 12,
  late: 4,
  kills: changeSteps.length,
  chaos: 0,
  seed: 20_261_124,
  // Far more than it takes: a busy machine makes it longer, and that is no failure.
  limitMs: 300_000,
};
const asTheScheduleSays = { wrong: [], doubled: [], lost: [] };

test.concurrent.each([
  ['one process on SQLite', 'sqlite', 1],
  ['three replicas on Postgres', 'postgres', 3],
] as const)(
  '%s, killed at each step from a change to its last message: every room shows what the schedule says, and is told once',
  async (_what, store, replicas) => {
    const address = store === 'postgres' ? { address: await freshDatabase() } : {};
    const result = await runChanges({ ...small, ...address, programs, store, replicas });
    expect(result).toMatchObject({ verdict: asTheScheduleSays, fell: [], violations: [], changes: 20 });
    expect(result.verdict.reminders).toBeGreaterThanOrEqual(72);
    expect(result.kills).toBeGreaterThanOrEqual(12);
  },
  480_000,
);
