import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/postgres.js';
import type { Programs } from './processes.js';
import { makePrograms } from './programs.js';
import { runStall } from './stall-run.js';

let programs: Programs = '';
beforeAll(async () => {
  programs = await makePrograms();
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

test('a replica frozen past its lease right before the request: Discord shows it once, on Slack the second copy is taken away [fault 7]', async () => {
  const result = await runStall({ programs, address: await freshDatabase(), seed: 7 });
  expect(result).toMatchObject({
    slack: { reminders: 5, sentTwice: true, lost: 0, doubled: 0, repaired: 1 },
    discord: { reminders: 5, sentTwice: true, lost: 0, doubled: 0, repaired: 0 },
  });
});
