import { rmSync } from 'node:fs';
import { test } from 'vitest';
import { runChanges } from './change-run.js';
import { makePrograms } from './programs.js';
test('x', async () => {
  const programs = await makePrograms();
  try {
    const r = await runChanges({ programs, store: 'sqlite', replicas: 1, rooms: 2, early: 4, late: 0, kills: 4, chaos: 0, seed: 3, control: true, limitMs: 100_000, progress: (w) => console.log(w) });
    console.log(JSON.stringify(r));
  } finally { rmSync(programs, { recursive: true, force: true }); }
}, 200_000);
