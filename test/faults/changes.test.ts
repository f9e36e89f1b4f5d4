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

const small: Omit<ChangeRunOptions, 'programs' | 'store' | 'replicas' | 'early' | 'late' | 'kills'> = {
  rooms: 3,
  chaos: 0,
  seed: 20_261_124,
  // Far more than it takes: a busy machine makes it longer, and that is no failure.
  limitMs: 300_000,
};
const asTheScheduleSays = { wrong: [], doubled: [], lost: [] };

// One process alone waits 11 s after each kill, and steps that are not met are killed in vain: fewer of them.
test.concurrent.each([
  ['one process on SQLite', 'sqlite', 1, { early: 6, late: 2, kills: 8 }, { changes: 10, reminders: 33, kills: 3 }],
  [
    'three replicas on Postgres',
    'postgres',
    3,
    { early: 12, late: 4, kills: changeSteps.length },
    { changes: 20, reminders: 72, kills: 11 },
  ],
] as const)(
  '%s, killed at each step from a change to its last message: every room shows what the schedule says, and is told once',
  async (_what, store, replicas, size, least) => {
    const address = store === 'postgres' ? { address: await freshDatabase() } : {};
    const result = await runChanges({ ...small, ...size, ...address, programs, store, replicas });
    expect(result).toMatchObject({ verdict: asTheScheduleSays, fell: [], violations: [], changes: least.changes });
    expect(result.verdict.reminders).toBeGreaterThanOrEqual(least.reminders);
    expect(result.kills).toBeGreaterThanOrEqual(least.kills);
  },
  480_000,
);
