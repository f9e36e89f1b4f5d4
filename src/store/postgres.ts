/**
 * Postgres: one database, any number of processes. Everything that only Postgres understands stands in the files whose
 * names begin with it, and in presence.ts. The client library is loaded only where an address leads to Postgres.
 */
import { randomInt } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { Kysely, PostgresDialect, type PostgresPoolClient, sql } from 'kysely';
import type { Client, ClientConfig } from 'pg';
import type { Clock } from '../time/clock.js';
import { DatabaseClock } from './database-clock.js';
import { StoreOpenError } from './open-error.js';
import { postgresConfig } from './postgres-address.js';
import { explainPostgresFailure, mayNotWrite, mayOnlyBeRead, postgresClause } from './postgres-failure.js';
import { createPromptPool } from './postgres-pool.js';
import { lockClass, openPresence, type Presence } from './presence.js';
import type { Engine, Tables } from './schema.js';

export interface PostgresEngine extends Engine {
  /** host:port/database: all that is shown of the address. */
  readonly name: string;
  /** The database's clock. */
  readonly clock: Clock;
  /** To be called before each claim. */
  readonly presence: Presence;
  /** @throws StoreOpenError where rows may be read and not changed */
  checkWritable(): Promise<void>;
}

const migrationTakesMs = 60_000;
/** By the clock_timestamp that the search path finds, so that a test can put its own before it. */
export const postgresNow = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Tables in the schema that ours stand in, or would; but for those that an extension made. */
const ownTables = sql<{ name: string }>`
  select relname::text as name from pg_class join pg_namespace on pg_namespace.oid = relnamespace
  where nspname = current_schema() and relkind in ('r', 'p')
  and not exists (select from pg_depend where objid = pg_class.oid and deptype = 'e')`;

/** A standby is read-only, and so is a user whose transactions begin so. A privilege is asked for one by one: a list means "or". */
const rights = sql<{ only_read: boolean; may_write: boolean }>`
  select current_setting('transaction_read_only') = 'on' as only_read,
    coalesce(bool_and(
      has_table_privilege(oid, 'select') and has_table_privilege(oid, 'insert')
      and has_table_privilege(oid, 'update') and has_table_privilege(oid, 'delete')
    ), true) as may_write
  from pg_class
  where relnamespace = current_schema()::regnamespace
  and relname in ('reminders', 'rooms', 'platforms', 'watermarks', 'seen', 'shelf', 'changes', 'feed_items', 'leases')`;

/**
 * @param address what FRONTDESK_DATABASE says
 * @throws StoreOpenError when it cannot be reached
 */
export async function openPostgres(address: string): Promise<PostgresEngine> {
  const config = postgresConfig(address);
  const pg = (await import('pg')).default;
  const name = nameOf(pg, config);
  const clock = new DatabaseClock();
  const owner = randomInt(1, 2 ** 31);
  const connected = async (unlimited = false) => {
    const { statement_timeout, idle_in_transaction_session_timeout, ...endless } = config;
    const next = new pg.Client(unlimited ? endless : config);
    // Whoever waits for an answer learns it as well.
    next.on('error', () => undefined);
    try {
      await next.connect();
    } catch (failure) {
      // Whoever answers, but not as Postgres does, may keep the connection open.
      next.end().catch(() => undefined);
      throw failure;
    }
    return next;
  };
  let presence: Presence;
  try {
    presence = await openPresence({
      owner,
      connect: connected,
      measure: (ask) => clock.measure(ask),
      monotonicMs: () => performance.now(),
    });
  } catch (failure) {
    throw explainPostgresFailure(name, failure);
  }
  const pool = createPromptPool(pg, config);
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    db,
    name,
    clock,
    presence,
    owner,
    alone: false,
    nowMs: () => postgresNow,
    lockRows: (query, how) => (how === 'skip' ? query.forUpdate().skipLocked() : query.forUpdate()),
    // Every commit is on the disk when it returns, as the server is set.
    relaxed: (work) => work(db),
    exclusively: async (work) => {
      const only = await connected(true);
      const migrating = overOne(only);
      try {
        await alone(only, name);
        await work(
          migrating,
          (await ownTables.execute(migrating)).rows.map((row) => row.name),
        );
      } finally {
        await migrating.destroy();
        await only.end();
      }
    },
    async checkWritable() {
      const [row] = (await rights.execute(db)).rows;
      const clause = row?.only_read ? mayOnlyBeRead : row?.may_write ? undefined : mayNotWrite;
      if (clause !== undefined) throw new StoreOpenError(`FRONTDESK_DATABASE names ${name}, which ${clause}`);
    },
    clauseOf: postgresClause,
    async close() {
      await presence.close();
      await db.destroy();
      // The builder leaves alone what it never used, and would use it yet.
      await pool.end();
    },
  };
}

/** As pg reads the address; nothing is asked yet. */
function nameOf(pg: { Client: typeof Client }, config: ClientConfig): string {
  try {
    const { host, port, database } = new pg.Client(config);
    return `${host}:${port}/${database ?? ''}`;
  } catch (failure) {
    throw explainPostgresFailure('a Postgres database', failure);
  }
}

/** Waits for its turn. The end of the connection, however it ends, gives the turn to the next. */
async function alone(client: Client, name: string): Promise<void> {
  const deadline = performance.now() + migrationTakesMs;
  for (;;) {
    const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, 0) as mine', [lockClass]);
    if (rows[0]?.mine === true) return;
    if (performance.now() > deadline) {
      throw new StoreOpenError(
        `FRONTDESK_DATABASE names ${name}, which another Frontdesk process has been bringing up to date for a minute. Start again when that one is done.`,
      );
    }
    await pause(50);
  }
}

/** The query builder over one connection, which stays whoever's it is. */
function overOne(client: Client): Kysely<Tables> {
  const query = (text: string, parameters: readonly unknown[]) => client.query(text, [...parameters]);
  const lent = { query, release: () => undefined } as unknown as PostgresPoolClient;
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool: { connect: async () => lent, end: async () => undefined } }),
  });
}

/**
 * To read beside whoever has it open; the server refuses every change.
 * @throws StoreOpenError when it cannot be reached
 */
export async function openPostgresToRead(address: string) {
  const config = postgresConfig(address);
  const pg = (await import('pg')).default;
  const name = nameOf(pg, config);
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('set default_transaction_read_only = on');
  } catch (failure) {
    throw explainPostgresFailure(name, failure);
  }
  const db = overOne(client);
  return {
    db,
    name,
    nowMs: () => postgresNow,
    tables: async () => (await ownTables.execute(db)).rows.map((row) => row.name),
    close: () => client.end(),
  };
}
