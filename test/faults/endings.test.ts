import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Programs } from './processes.js';
import { makePrograms } from './programs.js';
import { platformResults } from './result.js';
import { lastMinute, openStand, type Stand } from './stand.js';
import { until } from './until.js';
import { startWhole, type WholeProcess } from './whole-process.js';

let programs: Programs = '';
let stand: Stand;
let desk: WholeProcess | undefined;
beforeAll(async () => {
  programs = await makePrograms();
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

/** 60 reminders, a tenth of which meet a platform that fails, and the shipped program in the middle of them. */
async function underLoad(env?: Readonly<Record<string, string>>): Promise<WholeProcess> {
  stand = await openStand({ programs, crowd: { rooms: 30, meetings: 1, dueAt: lastMinute() }, seed: 3, chaos: 0.1 });
  desk = await startWhole(stand, env);
  await until('some reminders are posted', 30_000, async () => (await stand.eye.look()).posted >= 10);
  return desk;
}

/** Starts it again, waits until nothing is left, and tells what members then see. */
async function finished() {
  desk = await startWhole(stand);
  await until('all are settled', 100_000, async () => {
    const { planned, claimed } = await stand.eye.look();
    return planned + claimed === 0;
  });
  desk.kill('SIGTERM');
  await desk.ended;
  const results = platformResults(await stand.platforms.tally());
  await stand.close();
  return results;
}

const each = { reminders: 30, lost: 0, doubled: 0 };

test('SIGTERM in the middle of posting: the program ends with 0 within 10 s, and its successor loses and doubles nothing [fault 6]', async () => {
  const running = await underLoad();
  const asked = performance.now();
  running.kill('SIGTERM');
  expect(await running.ended).toEqual({ code: 0, signal: null });
  expect(performance.now() - asked).toBeLessThan(10_000);
  expect(await finished()).toMatchObject({ slack: each, discord: each });
}, 150_000);

/** On this signal something throws where nobody catches it. */
const throwing = 'process.on("SIGUSR2",()=>{throw new Error("planted")})';

test('a fault that nobody catches is logged, posts in flight end in order, the code is 1, and the next start loses and doubles nothing [fault 73]', async () => {
  const running = await underLoad({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(throwing)}` });
  const asked = performance.now();
  running.kill('SIGUSR2');
  expect(await running.ended).toEqual({ code: 1, signal: null });
  expect(performance.now() - asked).toBeLessThan(10_500);
  expect(running.output()).toContain('A fault that nobody caught');
  expect(running.output()).toContain('planted');
  expect(await finished()).toMatchObject({ slack: each, discord: each });
}, 150_000);
