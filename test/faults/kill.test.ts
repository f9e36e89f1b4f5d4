import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/postgres.js';
import { type KillRunOptions, runKill } from './kill-run.js';
import type { Programs } from './processes.js';
import { makePrograms } from './programs.js';

let programs: Programs = '';
beforeAll(async () => {
  programs = await makePrograms();
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

/** 150 reminders on each platform. */
const small: Omit<KillRunOptions, 'programs' | 'store' | 'replicas' | 'kills'> = {
  rooms: 150,
  meetings: 1,
  chaos: 0.15,
  seed: 20_261_124,
  slow: 0,
  sweeps: false,
  // A reminder that meets two faults in a row waits for its channel's next read: six seconds here, not a minute.
  haste: 10,
  // With Discord's own pace a kill would hit a quarter of all reminders, and each of them waits longer every time.
  gapMs: 130,
  // Far more than it takes: a busy machine makes it longer, and that is no failure.
  limitMs: 420_000,
};
const once = { reminders: 150, lost: 0, doubled: 0 };

test.concurrent.each([
  // What a killed process held waits for 11 s: where nobody else can go on meanwhile, kills take their time.
  // Which of them come to pass is left to chance: fewer than one in a hundred runs meets none.
  ['one process on SQLite', 'sqlite', 1, 3, 1],
  ['three replicas on Postgres', 'postgres', 3, 12, 6],
] as const)(
  '%s, killed again and again while one post in seven goes wrong: each reminder is shown once [fault 1] [fault 2] [fault 3] [fault 4] [fault 5] [fault 8] [fault 10] [fault 11] [fault 12]',
  async (_what, store, replicas, kills, least) => {
    const address = store === 'postgres' ? { address: await freshDatabase() } : {};
    const result = await runKill({ ...small, ...address, programs, store, replicas, kills });
    expect(result).toMatchObject({ slack: once, discord: once, notPosted: 0, fell: [], violations: [] });
    expect(result.kills).toBeGreaterThanOrEqual(least);
  },
  480_000,
);
