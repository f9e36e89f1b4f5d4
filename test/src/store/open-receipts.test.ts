import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { migrate } from '../../../src/store/migrate.js';
import { steps } from '../../../src/store/migrations.js';
import { openReceipts } from '../../../src/store/open-receipts.js';
import { openPostgres, openPostgresToRead } from '../../../src/store/postgres.js';
import type { Engine } from '../../../src/store/schema.js';
import { openSqlite, openSqliteToRead } from '../../../src/store/sqlite.js';
import { openStore } from '../../../src/store/store.js';
import { systemClock } from '../../../src/time/clock.js';
import { recorded } from '../../contract/change-samples.js';
import { reminder } from '../../contract/ledger-samples.js';
import { freshDatabase } from '../../support/postgres.js';

const home = mkdtempSync(join(tmpdir(), 'frontdesk-receipts-'));
const open: { close(): Promise<void> }[] = [];
let files = 0;

function keep<T extends { close(): Promise<void> }>(one: T): T {
  open.push(one);
  return one;
}

const stores = {
  SQLite: {
    address: async () => {
      files += 1;
      return join(home, `${files}.db`);
    },
    engine: async (address: string): Promise<Engine> => openSqlite(address, systemClock),
    toRead: async (address: string) => openSqliteToRead(address),
  },
  Postgres: {
    address: freshDatabase,
    engine: (address: string): Promise<Engine> => openPostgres(address),
    toRead: openPostgresToRead,
  },
};

afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

describe.each(['SQLite', 'Postgres'] as const)('%s', (kind) => {
  const { address: freshAddress, engine, toRead } = stores[kind];

  test('the ledger is read while a Frontdesk has it open, and goes on being written', async () => {
    const address = await freshAddress();
    const store = keep(await openStore(address, { clock: systemClock }));
    await store.planDue([reminder()]);
    const receipts = keep(await openReceipts(address));
    expect(await receipts.receipts({ limit: 5 })).toMatchObject([{ meeting: 'community', state: 'planned' }]);
    await store.planDue([reminder({ room: 'help' })]);
    expect(await receipts.receipts({ limit: 5 })).toHaveLength(2);
    expect(await receipts.troubles()).toStrictEqual([]);
    await store.noteQuestion({
      text: 'why?',
      reason: 'unanswered',
      platform: 'slack',
      channel: 'C0',
      at: systemClock.now(),
    });
    expect(await receipts.openQuestions({ limit: 5 })).toMatchObject([{ text: 'why?' }]);
    expect(await receipts.curatedAnswers()).toStrictEqual([]);
    const change = await recorded(store);
    expect(await receipts.changesAfter(0)).toStrictEqual([change]);
  });

  test('nothing can be written through it', async () => {
    const address = await freshAddress();
    await (await openStore(address, { clock: systemClock })).close();
    const { db } = keep(await toRead(address));
    const write = db.insertInto('seen').values({ key: 'event', keep_until: 1 }).execute();
    await expect(write).rejects.toThrow(/readonly|read-only/);
  });

  test('an older database is named, and left as it is', async () => {
    const address = await freshAddress();
    const older = await engine(address);
    await migrate(older, 'the test', steps.slice(0, 1));
    await older.close();
    await expect(openReceipts(address)).rejects.toThrow(
      /, which an older Frontdesk wrote \(its version is 1, this one reads 4\)\. Start this Frontdesk on it once, and it brings it up to date\.$/,
    );
    const again = keep(await engine(address));
    expect(await again.db.selectFrom('frontdesk_schema').select('version').execute()).toStrictEqual([{ version: 1 }]);
  });

  test('a database of a newer version that this one cannot read is named', async () => {
    const address = await freshAddress();
    const newer = await engine(address);
    await migrate(newer, 'the test', [...steps, { readableBy: 5, change: async () => undefined }]);
    await newer.close();
    await expect(openReceipts(address)).rejects.toThrow(
      /, which a newer Frontdesk wrote \(its version is 5, this one knows 4\)/,
    );
  });
});

const nothingYet = 'where Frontdesk has written nothing yet. Start it once, or name the database that it uses.';

test('where there is no file yet none is made', async () => {
  const file = join(home, 'not-yet.db');
  await expect(openReceipts(file)).rejects.toThrow(`FRONTDESK_DATABASE names ${file}, ${nothingYet}`);
  expect(existsSync(file)).toBe(false);
  expect(readdirSync(home).filter((name) => name.startsWith('not-yet'))).toStrictEqual([]);
});

test('an empty Postgres database is named without its password', async () => {
  const address = await freshDatabase();
  const { host, pathname } = new URL(address);
  await expect(openReceipts(address)).rejects.toThrow(`FRONTDESK_DATABASE names ${host}${pathname}, ${nothingYet}`);
});
