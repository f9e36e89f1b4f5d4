/**
 * The embedded database: one SQLite file, one process. Everything that only SQLite understands stands in this file.
 * A commit is on the disk when it returns (WAL with synchronous=FULL): a claim that a power cut could undo would be
 * posted a second time.
 */
import { closeSync, existsSync, mkdirSync, openSync, readSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Driver, Kysely, type SqliteDatabase, SqliteDialect, type SqliteStatement, sql } from 'kysely';
import Database from 'libsql';
import type { Clock } from '../time/clock.js';
import { lockFile } from './lock.js';
import { StoreOpenError } from './open-error.js';
import type { Engine, Tables } from './schema.js';
import { explainOpenFailure, notADatabase, sqliteClause } from './sqlite-failure.js';

const STATEMENTS_KEPT = 200;

/** Prepares each text once: kysely prepares every time it runs, which here costs more than a small query itself. */
class PreparedOnce implements SqliteDatabase {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, SqliteStatement>();

  constructor(database: Database.Database) {
    this.#database = database;
  }

  prepare(text: string): SqliteStatement {
    const kept = this.#statements.get(text);
    if (kept !== undefined) return kept;
    if (this.#statements.size >= STATEMENTS_KEPT) this.#statements.clear();
    const statement = this.#database.prepare(text);
    this.#statements.set(text, statement);
    return statement;
  }

  close(): void {
    this.#statements.clear();
    try {
      // libsql keeps a connection open until its last statement is collected, so closing alone would leave the log behind.
      // A backup that is reading may go on: closing does not wait for it.
      this.#database.exec('PRAGMA busy_timeout = 0; PRAGMA wal_checkpoint(TRUNCATE)');
    } catch {
      // Only tidying: what is in the log is safe there, and the next start reads it. SQLite refuses, for one, on a new file
      // to which nothing was written: the switch to WAL after quick_check leaves it "locked" until the next transaction.
    }
    this.#database.close();
  }
}

/**
 * This database answers on the spot, so that whatever waits for it never lets go of the event loop: thirty reminders that fall
 * due at once would be one turn. Whoever has the connection begins in a turn of its own.
 */
class TurnByTurn extends SqliteDialect {
  override createDriver(): Driver {
    const driver = super.createDriver();
    const acquire = driver.acquireConnection.bind(driver);
    driver.acquireConnection = async () => {
      const connection = await acquire();
      await nextTurn();
      return connection;
    };
    return driver;
  }
}

/** The same file gets the same lock, by whatever link it is named. */
function realFile(address: string): string {
  const file = resolve(address);
  try {
    mkdirSync(dirname(file), { recursive: true });
    return existsSync(file) ? realpathSync(file) : join(realpathSync(dirname(file)), basename(file));
  } catch (failure) {
    throw new StoreOpenError(
      `FRONTDESK_DATABASE names ${file}, whose folder cannot be made or entered. Make the folder, or name another file.`,
      { cause: failure },
    );
  }
}

const ownTables = sql<{
  name: string;
}>`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`;

/** How every SQLite file begins: https://sqlite.org/fileformat2.html#magic_header_string . */
const magic = Buffer.from('SQLite format 3\0', 'latin1');

/** Refuses another program's file before anything is written beside it. */
function refuseForeign(file: string): void {
  const head = Buffer.alloc(magic.length);
  let read = 0;
  try {
    const open = openSync(file, 'r');
    try {
      read = readSync(open, head);
    } finally {
      closeSync(open);
    }
  } catch {
    return; // SQLite says why it cannot be opened, or makes it.
  }
  if (read > 0 && !head.equals(magic)) throw notADatabase(file);
}

function openFile(file: string): Database.Database {
  const database = new Database(file);
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    const damage = database.prepare('PRAGMA quick_check(1)').raw().all() as unknown[][];
    if (damage[0]?.[0] !== 'ok') {
      throw new StoreOpenError(
        `FRONTDESK_DATABASE names ${file}, which is damaged. Restore it from a backup, or move it away to begin with an empty one.`,
      );
    }
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL');
    return database;
  } catch (failure) {
    database.close();
    throw failure;
  }
}

/**
 * @param address path of a file, or ":memory:"
 * @param clock the database's clock: it runs in this process, so it is the process's
 * @throws StoreOpenError
 */
export function openSqlite(address: string, clock: Clock): Engine {
  const inMemory = address === ':memory:';
  const file = inMemory ? address : realFile(address);
  if (!inMemory) refuseForeign(file);
  const unlock = inMemory ? () => undefined : lockFile(file);
  let database: Database.Database;
  try {
    database = inMemory ? new Database(address) : openFile(file);
  } catch (failure) {
    unlock();
    throw explainOpenFailure(file, failure);
  }
  const db = new Kysely<Tables>({ dialect: new TurnByTurn({ database: new PreparedOnce(database) }) });
  return {
    db,
    nowMs: () => sql<number>`${clock.nowMs()}`,
    alone: true,
    owner: 1,
    lockRows: (query) => query,
    // There is one connection, and nobody else has it meanwhile. By exec: a PRAGMA takes effect when it is prepared, so one
    // that is kept prepared would do nothing the second time.
    relaxed: (work) =>
      db.connection().execute(async (connection) => {
        database.exec('PRAGMA synchronous = NORMAL');
        try {
          await work(connection);
        } finally {
          database.exec('PRAGMA synchronous = FULL');
        }
      }),
    exclusively: async (work) =>
      work(
        db,
        (await ownTables.execute(db)).rows.map((row) => row.name),
      ),
    clauseOf: sqliteClause,
    async close() {
      try {
        await db.destroy();
      } finally {
        unlock();
      }
    },
  };
}

/** A file to read beside the process that has it open: without its lock, and nothing is written by it. */
export function openSqliteToRead(address: string) {
  const file = resolve(address);
  try {
    const database = new Database(file);
    // libsql takes no "readonly"; this has the same effect.
    database.exec('PRAGMA busy_timeout = 5000; PRAGMA query_only = 1');
    const db = new Kysely<Tables>({ dialect: new SqliteDialect({ database }) });
    return {
      db,
      name: address,
      // The process that has it open goes by the clock of this host too.
      nowMs: () => sql<number>`cast((julianday('now') - 2440587.5) * 86400000 as integer)`,
      tables: async () => (await ownTables.execute(db)).rows.map(({ name }) => name),
      close: () => db.destroy(),
    };
  } catch (failure) {
    throw explainOpenFailure(file, failure);
  }
}
