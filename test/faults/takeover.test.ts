import { rmSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshDatabase } from '../support/postgres.js';
import type { Showing } from './platforms.js';
import { type Programs, type Replica, startReplica } from './processes.js';
import { makePrograms } from './programs.js';
import { lastMinute, openStand } from './stand.js';
import { until } from './until.js';

let programs: Programs = '';
beforeAll(async () => {
  programs = await makePrograms();
});
afterAll(() => rmSync(programs, { recursive: true, force: true }));

/** Longer than the test: the process is killed while it stands still. */
const stillMs = 120_000;

/** Kills a replica right before its first request to each platform; gives when, in seconds, another one has posted instead. */
async function takeoverSeconds(address: string | undefined, another: 'runs' | 'starts'): Promise<readonly number[]> {
  const crowd = { rooms: 5, meetings: 1, dueAt: lastMinute() };
  const stand = await openStand({ programs, crowd, seed: 4, ...(address === undefined ? {} : { address }) });
  const plan = { ...stand.plan, seed: 4, odds: 0 };
  const replicas: Replica[] = [];
  const held = new Set<string>();
  try {
    const first = startReplica(programs, { ...plan, stillMs }, (said) => {
      if (said.kind === 'holds still') held.add(said.key);
    });
    replicas.push(first);
    await until('it holds a reminder of each platform', 30_000, () => held.size === 2);
    const open = new Promise<void>((resolve) => {
      const second = () => startReplica(programs, plan, (said) => said.kind === 'open' && resolve());
      if (another === 'runs') replicas.push(second());
      else resolve();
    });
    await open;
    first.process.kill('SIGKILL');
    const killedAt = Date.now();
    await first.ended;
    if (another === 'starts') replicas.push(startReplica(programs, plan, () => undefined));
    let showings: readonly Showing[] = [];
    await until('all are posted', 60_000, async () => {
      ({ showings } = await stand.platforms.tally());
      return showings.every(({ shownAtMs }) => shownAtMs.length > 0);
    });
    expect(showings.map(({ shownAtMs }) => shownAtMs.length)).toEqual(Array.from({ length: 10 }, () => 1));
    return showings.filter(({ key }) => held.has(key)).map(({ shownAtMs }) => ((shownAtMs[0] ?? 0) - killedAt) / 1000);
  } finally {
    for (const { process } of replicas) process.kill('SIGKILL');
    await Promise.all(replicas.map(({ ended }) => ended));
    await stand.close();
  }
}

test('kill -9 right before the request, with another replica on Postgres: it posts within 15 s [fault 2]', async () => {
  const seconds = await takeoverSeconds(await freshDatabase(), 'runs');
  expect(seconds).toHaveLength(2);
  expect(Math.max(...seconds)).toBeLessThan(15);
}, 120_000);

test('kill -9 right before the request, on SQLite: the process that is started next posts within 15 s [fault 2]', async () => {
  const seconds = await takeoverSeconds(undefined, 'starts');
  expect(seconds).toHaveLength(2);
  expect(Math.max(...seconds)).toBeLessThan(15);
}, 120_000);
