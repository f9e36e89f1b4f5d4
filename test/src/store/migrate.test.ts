import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { migrate } from '../../../src/store/migrate.js';
import { type Step, steps } from '../../../src/store/migrations.js';
import { openPostgres } from '../../../src/store/postgres.js';
import type { Engine } from '../../../src/store/schema.js';
import { openSqlite } from '../../../src/store/sqlite.js';
import { openStore, type Store } from '../../../src/store/store.js';
import { systemClock } from '../../../src/time/clock.js';
import { recorded, skip } from '../../contract/change-samples.js';
import { onlyClaim, reminder, shown } from '../../contract/ledger-samples.js';
import { freshDatabase } from '../../support/postgres.js';
import { bundled, type Child, started } from './child.js';

const home = mkdtempSync(join(tmpdir(), 'frontdesk-migrate-'));
const open: { close(): Promise<void> }[] = [];
const children: Child[] = [];
let files = 0;
let program = '';

const stores = {
  SQLite: {
    address: async () => {
      files += 1;
      return join(home, `${files}.db`);
    },
    engine: async (address: string): Promise<Engine> => openSqlite(address, systemClock),
  },
  Postgres: { address: freshDatabase, engine: (address: string): Promise<Engine> => openPostgres(address) },
};

/** A step of a version to come. */
function tomorrow(readableBy: number): Step {
  return {
    readableBy,
    change: async (trx) => {
      const table = trx.schema.alterTable('reminders');
      await table.addColumn('mood', 'text', (column) => column.notNull().defaultTo('calm')).execute();
    },
  };
}

async function opened(address: string): Promise<Store> {
  const store = await openStore(address, { clock: systemClock });
  open.push(store);
  return store;
}

async function versions(engine: Engine): Promise<readonly number[]> {
  const rows = await engine.db.selectFrom('frontdesk_schema').select('version').orderBy('version').execute();
  return rows.map(({ version }) => version);
}

beforeAll(async () => {
  program = await bundled(new URL('migrator.ts', import.meta.url), join(home, 'migrator.cjs'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.process.kill('SIGKILL');
    await child.ended;
  }
  for (const one of open.splice(0)) await one.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe.each(['SQLite', 'Postgres'] as const)('%s', (kind) => {
  const { address: freshAddress, engine: openEngine } = stores[kind];

  test('a process that is killed in a migration leaves the database as it was [fault 69]', async () => {
    const address = await freshAddress();
    const child = started(program, [address]);
    children.push(child);
    await child.line('half-way');
    child.process.kill('SIGKILL');
    await child.ended;
    const engine = await openEngine(address);
    open.push(engine);
    await engine.exclusively(async (_db, tables) => expect(tables).toStrictEqual([]));
    await migrate(engine, 'the test');
    expect(await versions(engine)).toStrictEqual([1, 2, 3, 4]);
  });

  test('a database that a newer version only added to is used beside it [fault 70]', async () => {
    const address = await freshAddress();
    const newer = await openEngine(address);
    await migrate(newer, 'the test', [...steps, tomorrow(2)]);
    await newer.close();
    const store = await opened(address);
    const now = store.clock.now();
    await store.planDue([reminder({ dueAt: now })]);
    const claim = await onlyClaim(store);
    expect(await store.settle(claim, shown(now))).toBe(true);
    await store.close();
    const again = await openEngine(address);
    open.push(again);
    expect(await versions(again)).toStrictEqual([1, 2, 3, 4, 5]);
    const rows = await again.db.selectFrom('reminders').selectAll().execute();
    expect(rows).toMatchObject([{ state: 'posted', mood: 'calm' }]);
  });

  test('a database that a newer version changed beyond this one is refused', async () => {
    const address = await freshAddress();
    const newer = await openEngine(address);
    await migrate(newer, 'the test', [...steps, tomorrow(5)]);
    await newer.close();
    await expect(opened(address)).rejects.toThrow(
      /, which a newer Frontdesk wrote \(its version is 5, this one knows 4\)\. Start the newer Frontdesk again, or name another database\.$/,
    );
  });

  test('a database of the first version is brought up to date with what it holds', async () => {
    const address = await freshAddress();
    const older = await openEngine(address);
    await migrate(older, 'the test', steps.slice(0, 1));
    await older.db.schema.alterTable('frontdesk_schema').dropColumn('readable_by').execute();
    await older.db.insertInto('seen').values({ key: 'event', keep_until: 9_000_000_000_000 }).execute();
    await older.close();
    const store = await opened(address);
    expect(await store.first('event', 60)).toBe(false);
    expect(await store.receipts({ limit: 5 })).toStrictEqual([]);
  });

  test('what was posted before changes were known can be edited after a change', async () => {
    const address = await freshAddress();
    const older = await openEngine(address);
    await migrate(older, 'the test', steps.slice(0, 3));
    const { key, meeting, original, room, platform } = reminder();
    await older.db
      .insertInto('reminders')
      .values({
        ...{ key, meeting, original, room, platform, target: 'slack/general', before_minutes: 15 },
        ...{ due_at: 1_800_000_000, starts_at: 1_800_000_900, not_before: 1_800_000_000, lease_until: 0 },
        ...{ state: 'posted', generation: 1, unsure: 0, message_id: 'm1', late_by: 0, settled_at: 1_800_000_000 },
      })
      .execute();
    await older.close();
    const store = await opened(address);
    expect(await store.changesRevision()).toBe(0);
    expect(await store.editsDue('slack', 5)).toStrictEqual([]);
    await recorded(store, skip(), { edits: [key] });
    const edits = await store.editsDue('slack', 5);
    expect(edits).toMatchObject([{ key, messageId: 'm1', since: 1_800_000_000, tries: 0 }]);
    await store.close();
    // The version before gets on with it, beside this one.
    const before = await openEngine(address);
    open.push(before);
    await migrate(before, 'the test', steps.slice(0, 3));
    expect(await versions(before)).toStrictEqual([1, 2, 3, 4]);
  });
});

test('of ten that start together on a new database, one makes the tables and all go on [fault 9]', async () => {
  const address = await freshDatabase();
  const all = await Promise.all(Array.from({ length: 10 }, () => opened(address)));
  const [first] = all;
  await first?.planDue([reminder()]);
  for (const store of all) expect(await store.receipts({ limit: 5 })).toHaveLength(1);
  const engine = await openPostgres(address);
  open.push(engine);
  expect(await versions(engine)).toStrictEqual([1, 2, 3, 4]);
});
