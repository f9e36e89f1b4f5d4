/**
 * The tables, as kysely sees them; src/store/migrations.ts makes them. Kept to what SQLite and Postgres share. Instants are
 * whole seconds, leases and expiries milliseconds. Postgres gives its 64-bit integers back as text, so a column of them is
 * read as either and goes through `Number`.
 */
import type { ColumnType, Kysely, RawBuilder } from 'kysely';
import type { Platform } from '../adapter.js';

type Int64 = ColumnType<number | string, number, number>;

export interface ReminderTable {
  key: string;
  /** platform/room: what one claim at a time is given for. */
  target: string;
  meeting: string;
  original: string;
  before_minutes: number;
  room: string;
  platform: Platform;
  due_at: Int64;
  starts_at: Int64;
  state: 'planned' | 'claimed' | 'posted' | 'skipped' | 'broken';
  generation: number;
  /** By the database's clock, in milliseconds; 0 unless claimed. */
  lease_until: Int64;
  not_before: Int64;
  /** 1: a try may have been shown. */
  unsure: number;
  /** When it was first claimed. */
  first_claimed_at: ColumnType<number | string | null, number | null, number | null>;
  settled_at: ColumnType<number | string | null, number | null, number | null>;
  message_id: string | null;
  link: string | null;
  late_by: number | null;
  why: string | null;
}

/** `name` is a platform: every reminder of it that is due before `at` is in the ledger. */
export interface WatermarkTable {
  name: string;
  at: Int64;
}

export interface SeenTable {
  key: string;
  keep_until: Int64;
}

export interface ShelfTable {
  id: string;
  invoke: string;
  kept_at: Int64;
}

export interface VersionTable {
  version: number;
}

export interface Tables {
  reminders: ReminderTable;
  watermarks: WatermarkTable;
  seen: SeenTable;
  shelf: ShelfTable;
  frontdesk_schema: VersionTable;
}

/** A database that is open. Each one gives its own way to tell the time, so that replicas can share the database's. */
export interface Engine {
  readonly db: Kysely<Tables>;
  /** Milliseconds since the epoch by the database's clock, as an expression. */
  nowMs(): RawBuilder<number>;
  /** Whether no other process can have the database open: then every claim found in it is a dead process's. */
  readonly alone: boolean;
  /**
   * Gives `work` the connection, for commits that may be lost with the power: they need not be on the disk when they
   * return. Every other commit still is.
   */
  relaxed(work: (db: Kysely<Tables>) => Promise<void>): Promise<void>;
  close(): Promise<void>;
}
