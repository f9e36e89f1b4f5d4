/**
 * Databases for tests, on a real Postgres that is started when the first one is asked for, one for each test process. It
 * ends with the process. A test that takes its server down starts one of its own (postgres-cluster.ts).
 */
import type { Instant } from '../../src/time/zoned.js';
import { type Cluster, startCluster } from './postgres-cluster.js';

let shared: Promise<Cluster> | undefined;

/** The server that all tests of this process share: not to be stopped or paused. */
export function sharedCluster(): Promise<Cluster> {
  shared ??= startCluster();
  return shared;
}

/** The address of a new, empty database: what FRONTDESK_DATABASE would say. */
export async function freshDatabase(): Promise<string> {
  return (await sharedCluster()).freshDatabase();
}

export interface MovableDatabase {
  readonly address: string;
  /** Moves this database's clock, for all who have it open. Negative: back. */
  advance(seconds: number): Promise<void>;
  /** Empties our tables and puts the clock back where it was: quicker than a new database. */
  reset(): Promise<void>;
}

const emptyTables = `do $$ declare one name; begin
  for one in select tablename from pg_tables where schemaname = 'shifted' and tablename <> 'frontdesk_schema' loop
    execute format('truncate shifted.%I', one);
  end loop;
end $$`;

/**
 * A database whose clock can be moved. The schema "shifted" comes before pg_catalog in its search path, so its
 * clock_timestamp() is the one that an unqualified call finds. Our tables come to stand in "shifted" too.
 * @param standing where the clock stands still until it is moved; without it, it runs
 */
export async function movableDatabase(standing?: Instant): Promise<MovableDatabase> {
  const cluster = await sharedCluster();
  const address = await cluster.freshDatabase();
  const name = address.slice(address.lastIndexOf('/') + 1);
  await cluster.run(
    `create schema hand;
     create table hand.clock (standing timestamptz, ahead interval not null);
     insert into hand.clock values (${standing === undefined ? 'null' : `to_timestamp(${standing})`}, '0');
     create schema shifted;
     create function shifted.clock_timestamp() returns timestamptz volatile language sql
       as 'select coalesce(standing, pg_catalog.clock_timestamp()) + ahead from hand.clock';
     alter database ${name} set search_path = shifted, pg_catalog, public;`,
    name,
  );
  return {
    address,
    reset: () => cluster.run(`update hand.clock set ahead = '0'; ${emptyTables}`, name),
    advance: (seconds) => cluster.run(`update hand.clock set ahead = ahead + interval '${seconds} seconds'`, name),
  };
}
