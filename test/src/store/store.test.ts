import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import Database from 'libsql';
import { afterAll, afterEach, expect, test } from 'vitest';
import { openSqlite } from '../../../src/store/sqlite.js';
import { openStore, type Store, StoreOpenError } from '../../../src/store/store.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { noon, reminder, request } from '../../contract/ledger-samples.js';
import { storeContract } from '../../contract/store.js';

const home = mkdtempSync(join(tmpdir(), 'frontdesk-store-'));
let files = 0;
function freshFile(): string {
  files += 1;
  return join(home, `folder-${files}`, 'frontdesk.db');
}
const open: Store[] = [];

async function opened(file: string, clock = new FixedClock(noon)): Promise<Store> {
  const store = await openStore(file, { clock });
  open.push(store);
  return store;
}

/** How many keys the file remembers. */
function rowsSeen(file: string): number {
  const other = new Database(file);
  const [[count]] = other.prepare('SELECT count(*) FROM seen').raw().all() as [[number]];
  other.close();
  return count;
}

/** The sentence that the operator reads. */
async function refusal(address: string): Promise<string> {
  const failure = await opened(address).then(
    () => undefined,
    (error: unknown) => error,
  );
  if (!(failure instanceof StoreOpenError)) throw new Error(`expected a StoreOpenError, got ${String(failure)}`);
  return failure.message;
}

afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

for (const [name, address] of [
  ['a store in a file', freshFile],
  ['a store in memory', () => ':memory:'],
] as const) {
  storeContract(name, async () => {
    const clock = new FixedClock(noon);
    return { store: await openStore(address(), { clock }), advance: async (seconds) => clock.advance(seconds) };
  });
}

test('an invoke offered within half a year is still there, an older one is not', async () => {
  const clock = new FixedClock(noon);
  const file = freshFile();
  const store = await opened(file, clock);
  const old = await store.keep({ command: 'meeting', options: { name: 'old' } });
  const renewed = await store.keep({ command: 'meeting', options: { name: 'renewed' } });
  clock.advance(100 * 86_400);
  await store.keep({ command: 'meeting', options: { name: 'renewed' } });
  clock.advance(81 * 86_400);
  await store.keep({ command: 'meeting', options: { name: 'new' } });
  await store.close();
  const again = await opened(file, clock);
  expect(await again.take(old)).toBeUndefined();
  expect(await again.take(renewed)).toStrictEqual({ command: 'meeting', options: { name: 'renewed' } });
});

test('what was written is there after closing and opening again', async () => {
  const file = freshFile();
  const first = await opened(file);
  await first.planDue([reminder()], { platforms: ['slack'], at: (noon + 1) as Instant });
  const id = await first.keep({ command: 'meeting', options: { name: 'toc' } });
  await first.first('event', 3600);
  await first.close();
  const again = await opened(file, new FixedClock((noon + 60) as Instant));
  expect(await again.watermark('slack')).toBe(noon + 1);
  expect(await again.receipts({ limit: 5 })).toHaveLength(1);
  expect(await again.take(id)).toStrictEqual({ command: 'meeting', options: { name: 'toc' } });
  expect(await again.first('event', 3600)).toBe(false);
});

test('a claim left by a process that is gone is taken over, as unsure, once what it had sent has landed [fault 2]', async () => {
  const file = freshFile();
  const first = await opened(file);
  await first.planDue([reminder()], { platforms: ['slack'], at: (noon + 1) as Instant });
  const ask = request({ leaseSeconds: 3600 });
  expect(await first.claimDue(ask)).toMatchObject([{ generation: 1, unsure: false }]);
  await first.close();
  const clock = new FixedClock(noon);
  const again = await opened(file, clock);
  clock.advance(10);
  expect(await again.claimDue(ask)).toStrictEqual([]);
  clock.advance(1);
  expect(await again.claimDue(ask)).toMatchObject([{ generation: 2, unsure: true }]);
});

test('a commit is on the disk when it returns', async () => {
  const engine = openSqlite(freshFile(), new FixedClock(noon));
  // https://sqlite.org/pragma.html#pragma_synchronous: 2 is FULL, which WAL needs for this.
  expect((await sql`PRAGMA synchronous`.execute(engine.db)).rows).toStrictEqual([{ synchronous: 2 }]);
  expect((await sql`PRAGMA journal_mode`.execute(engine.db)).rows).toStrictEqual([{ journal_mode: 'wal' }]);
  await engine.close();
});

test('a file that nothing was written to is closed, and opens again', async () => {
  const untouched = freshFile();
  const engine = openSqlite(untouched, new FixedClock(noon));
  await sql`SELECT 1`.execute(engine.db);
  await engine.close();
  expect(await (await opened(untouched)).receipts({ limit: 1 })).toStrictEqual([]);
});

// Well under the 5 s for which SQLite waits for others elsewhere.
test('closing does not wait for a backup that is reading, and loses nothing', { timeout: 3000 }, async () => {
  const file = freshFile();
  const store = await opened(file);
  const backup = new Database(file);
  backup.exec('BEGIN; SELECT count(*) FROM reminders');
  await store.planDue([reminder()]);
  await store.close();
  backup.exec('COMMIT');
  backup.close();
  expect(await (await opened(file)).receipts({ limit: 5 })).toMatchObject([{ state: 'planned', room: 'general' }]);
});

test('a relaxed commit has the connection to itself, and the next one waits for the disk again', async () => {
  const { db, relaxed, close } = openSqlite(freshFile(), new FixedClock(noon));
  // A statement that was prepared once would give its first answer again, so each of these has a text of its own.
  const level = async (of: typeof db, n: number) =>
    (await sql<{ synchronous: number }>`PRAGMA synchronous -- ${sql.raw(String(n))}`.execute(of)).rows[0]?.synchronous;
  for (const n of [0, 10]) {
    const inside = relaxed(async (connection) => {
      expect(await level(connection, n)).toBe(1);
      await sql`SELECT 1`.execute(connection);
      expect(await level(connection, n + 1)).toBe(1);
    });
    expect(await level(db, n + 2)).toBe(2);
    await inside;
  }
  const failing = relaxed(async (connection) => {
    await sql`INSERT INTO nowhere VALUES (1)`.execute(connection);
  });
  await expect(failing).rejects.toThrow('nowhere');
  expect(await level(db, 20)).toBe(2);
  await close();
});

test('expired keys leave the file in batches', async () => {
  const file = freshFile();
  const clock = new FixedClock(noon);
  const seen = async (key: string) => {
    const store = await opened(file, clock);
    expect(await store.first(key, 60)).toBe(true);
    await store.close();
  };
  await seen('event');
  const other = new Database(file);
  const copies = 'WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1199)';
  other.exec(`${copies} INSERT INTO seen SELECT key || '-' || i, keep_until FROM seen, n`);
  other.close();
  clock.advance(61);
  expect(rowsSeen(file)).toBe(1200);
  await seen('later');
  expect(rowsSeen(file)).toBe(201);
  await seen('latest');
  expect(rowsSeen(file)).toBe(2);
});

test('a file that is in use is refused, by whatever name, and free again once it is closed', async () => {
  const file = freshFile();
  const store = await opened(file);
  expect(await refusal(file)).toBe(
    `FRONTDESK_DATABASE names ${file}, which another Frontdesk process is using. Stop that one first, or name another file.`,
  );
  const link = join(home, `link-${files}.db`);
  symlinkSync(file, link);
  expect(await refusal(link)).toMatch(/another Frontdesk process is using/);
  await store.close();
  const again = await opened(file);
  expect(await again.watermark('slack')).toBeUndefined();
});

test('a file that is no database is refused and left as it is, and nothing is written beside it', async () => {
  const file = join(home, 'notes.db');
  writeFileSync(file, 'These are my notes, not a database. '.repeat(200));
  const size = statSync(file).size;
  expect(await refusal(file)).toBe(
    `FRONTDESK_DATABASE names ${file}, which is not a Frontdesk database. Restore it from a backup, or move it away to begin with an empty one.`,
  );
  expect(statSync(file).size).toBe(size);
  expect(existsSync(`${file}.lock`)).toBe(false);
});

test('a file that was cut short is refused as damaged [fault 67]', async () => {
  const file = freshFile();
  const store = await opened(file);
  await store.planDue(Array.from({ length: 500 }, (_, n) => reminder({ room: `room-${n}` })));
  await store.close();
  truncateSync(file, Math.floor(statSync(file).size / 2));
  expect(await refusal(file)).toBe(
    `FRONTDESK_DATABASE names ${file}, which is damaged. Restore it from a backup, or move it away to begin with an empty one.`,
  );
});

test('a file that a newer Frontdesk wrote is refused, and stays as it is', async () => {
  const file = freshFile();
  await (await opened(file)).close();
  const other = new Database(file);
  other.exec('INSERT INTO frontdesk_schema (version) VALUES (99)');
  other.close();
  expect(await refusal(file)).toBe(
    `FRONTDESK_DATABASE names ${file}, which a newer Frontdesk wrote (its version is 99, this one knows 4). Start the newer Frontdesk again, or name another database.`,
  );
});

test("another program's database is refused", async () => {
  const file = join(home, 'theirs.db');
  const other = new Database(file);
  other.exec('CREATE TABLE bookmarks (url TEXT)');
  other.close();
  expect(await refusal(file)).toBe(
    `FRONTDESK_DATABASE names ${file}, which holds another program's tables. Set it to a file of its own.`,
  );
});

test('a folder is refused', async () => {
  const folder = join(home, 'a-folder');
  mkdirSync(folder);
  expect(await refusal(folder)).toBe(
    `FRONTDESK_DATABASE names ${folder}, which cannot be opened. Check that it is a file in a folder the bot may write, or name another file.`,
  );
});

test('a file whose folder cannot be made is refused', async () => {
  const blocker = join(home, 'blocker');
  writeFileSync(blocker, '');
  expect(await refusal(join(blocker, 'frontdesk.db'))).toBe(
    `FRONTDESK_DATABASE names ${join(blocker, 'frontdesk.db')}, whose folder cannot be made or entered. Make the folder, or name another file.`,
  );
});

test.each(['', '  ', 'mysql://bot:hunter2@db', 'libsql://db?authToken=hunter2', 'file:data.db'])(
  'anything but a path is refused (%j)',
  async (address) => {
    expect(await refusal(address)).toBe(
      'FRONTDESK_DATABASE must be the path of a file, such as data/frontdesk.db, or the address of a Postgres database, such as postgres://user:password@host:5432/frontdesk.',
    );
  },
);
