import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openStore, type Store } from '../../../src/store/store.js';
import { systemClock } from '../../../src/time/clock.js';
import { noon, onlyClaim, reminder, request } from '../../contract/ledger-samples.js';
import { type MovableDatabase, movableDatabase, sharedCluster } from '../../support/postgres.js';
import { bundled, type Child, started } from './child.js';

const home = mkdtempSync(join(tmpdir(), 'frontdesk-presence-'));
const children: Child[] = [];
const patiently = { timeout: 10_000, interval: 50 };
let program = '';
let database: MovableDatabase;
let store: Store;
let looking: pg.Client;

/** A process that has claimed the only reminder that can be claimed now. */
async function claimer(room: string): Promise<Child> {
  await store.planDue([reminder({ room })]);
  const child = started(program, [database.address]);
  children.push(child);
  expect(await child.line('claimed')).toBe(`claimed ${room}`);
  return child;
}

/** Room to how many seconds its claim has left, by the database's clock, which stands still. */
async function leases(): Promise<Readonly<Record<string, number>>> {
  const { rows } = await looking.query('select room, lease_until from reminders order by room');
  return Object.fromEntries(rows.map(({ room, lease_until }) => [room, Number(lease_until) / 1000 - noon]));
}

beforeAll(async () => {
  await sharedCluster();
  program = await bundled(new URL('claimer.ts', import.meta.url), join(home, 'claimer.cjs'));
}, 60_000);
beforeEach(async () => {
  database = await movableDatabase(noon);
  store = await openStore(database.address, { clock: systemClock });
  looking = new pg.Client(database.address);
  await looking.connect();
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.process.kill('SIGKILL');
    await child.ended;
  }
  await looking.end();
  await store.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('what a killed process claimed is free 12 s later, what a live or a frozen one claimed only when its lease ends [fault 2]', async () => {
  const killed = await claimer('killed');
  const frozen = await claimer('frozen');
  await claimer('live');
  expect(await leases()).toStrictEqual({ frozen: 60, killed: 60, live: 60 });
  frozen.process.kill('SIGSTOP');
  killed.process.kill('SIGKILL');
  await killed.ended;
  await vi.waitFor(async () => {
    expect(await store.claimDue(request())).toStrictEqual([]);
    expect(await leases()).toStrictEqual({ frozen: 60, killed: 12, live: 60 });
  }, patiently);

  await database.advance(11);
  expect(await store.claimDue(request())).toStrictEqual([]);
  await database.advance(1);
  expect(await onlyClaim(store)).toMatchObject({ room: 'killed', generation: 2, unsure: true });
  await database.advance(48);
  const [one, two] = await store.claimDue(request());
  expect([one?.room, two?.room].sort()).toStrictEqual(['frozen', 'live']);
});

test('a claim of nobody, from before processes had numbers, keeps its lease', async () => {
  await store.planDue([reminder({ room: 'nobody' })]);
  await onlyClaim(store);
  await looking.query('update reminders set owner = 0');
  const killed = await claimer('killed');
  killed.process.kill('SIGKILL');
  await killed.ended;
  await vi.waitFor(async () => {
    await store.claimDue(request());
    expect(await leases()).toStrictEqual({ killed: 12, nobody: 60 });
  }, patiently);
});

test('a live process whose connection was cut takes its lock again, by itself', async () => {
  const locks = `select objid, pid from pg_locks where locktype = 'advisory' and objsubid = 2
    and database = (select oid from pg_database where datname = current_database())`;
  const [before, ...none] = (await looking.query(locks)).rows;
  expect(none).toStrictEqual([]);
  await looking.query('select pg_terminate_backend($1, 5000)', [before.pid]);
  await vi.waitFor(async () => {
    const [after] = (await looking.query(locks)).rows;
    expect(after?.objid).toBe(before.objid);
    expect(after.pid).not.toBe(before.pid);
  }, patiently);
  expect(await store.claimDue(request())).toStrictEqual([]);
});
