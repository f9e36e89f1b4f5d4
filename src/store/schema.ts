/**
 * The tables, as kysely sees them; src/store/migrations.ts makes them. Kept to what SQLite and Postgres share. Instants are
 * whole seconds, leases and expiries milliseconds. Postgres gives its 64-bit integers back as text, so a column of them is
 * read as either and goes through `Number`.
 */
import type { ColumnType, Kysely, RawBuilder, SelectQueryBuilder } from 'kysely';
import type { Platform } from '../adapter.js';

type Int64 = ColumnType<number | string, number, number>;
type Int64OrNull = ColumnType<number | string | null, number | null, number | null>;
/** A column that this version added with a default. */
type Added<T> = ColumnType<T, T | undefined, T>;

/** A reminder, or a notice: then `meeting` is empty, `original` is the key, and `starts_at` is when it helps nobody any more. */
export interface ReminderTable {
  key: string;
  kind: Added<'reminder' | 'notice'>;
  /** platform/room, or platform//person: what one claim at a time is given for. */
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
  /** Which process holds the claim; 0: nobody knows. */
  owner: Added<number>;
  not_before: Int64;
  /** 1: a try may have been shown. */
  unsure: number;
  /** 1 for good: a try was begun although an earlier one may have been shown. */
  doubtful: Added<number>;
  /** When it was first claimed. */
  first_claimed_at: Int64OrNull;
  settled_at: Int64OrNull;
  message_id: string | null;
  link: string | null;
  late_by: number | null;
  why: string | null;
  /** 1: an earlier try turned out to have been shown. */
  found: Added<number>;
  /** How many second copies were taken away. */
  repaired: Added<number>;
  /** When its room is looked through next for a second copy, and when for the last time; milliseconds. */
  sweep_at_ms: Int64OrNull;
  last_sweep_ms: Int64OrNull;
  /** A notice's reply, as JSON. */
  body: string | null;
  /** Whom a notice goes to as a direct message. */
  person: string | null;
  /** What a posted reminder shows (src/remind/shown.ts); null: nobody knows. */
  shown: string | null;
  /** When it is looked at next, because it may show what is no longer so; milliseconds. */
  edit_at_ms: Int64OrNull;
  edit_tries: Added<number>;
}

/** What a room and a platform have in common. */
interface Place {
  /** It rests, or its trouble is tried again then; milliseconds. */
  not_before_ms: ColumnType<number | string, number | undefined, number>;
  trouble_why: string | null;
  trouble_since: Int64OrNull;
  /** How often in a row it gave trouble. */
  tries: Added<number>;
  /** When it last gave trouble; milliseconds. */
  last_try_ms: ColumnType<number | string, number | undefined, number>;
}

export interface RoomTable extends Place {
  target: string;
  platform: Platform;
  room: string;
}

export interface PlatformTable extends Place {
  platform: Platform;
  /** The next free turn in its pace; milliseconds. */
  next_ms: ColumnType<number | string, number | undefined, number>;
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

export interface QuestionTable {
  id: string;
  text: string;
  reason: 'unanswered' | 'doubtful' | 'not-helpful';
  /** JSON of the section that came nearest. */
  near: string | null;
  platform: Platform;
  channel: string;
  asker: string | null;
  asked_at: Int64;
  resolved_at: Int64OrNull;
  /** The answer that now stands for it. */
  answer: string | null;
}

/** An answer that a maintainer wrote in chat. */
export interface AnswerTable {
  id: string;
  /** JSON of the ways to ask for it. */
  ask: string;
  say: string | null;
  url: string | null;
  added_at: Int64;
}

/** How often an answer was found helpful. */
export interface HelpfulTable {
  answer: string;
  times: number;
}

/** platform/channel/thread, and to whom the desk answered there first. */
export interface ThreadTable {
  place: string;
  asker: string;
  keep_until: Int64;
}

/** A change made in chat (src/schedule/change.ts). Rows are only ever added. */
export interface ChangeTable {
  id: Int64;
  meeting: string;
  original: string;
  kind: 'skip' | 'move' | 'add' | 'note' | 'undo';
  moved_to: string | null;
  why: string | null;
  note: string | null;
  author_platform: Platform;
  author: string;
  author_name: string | null;
  follows: Int64;
  changed_at: Int64;
}

/** An item of the calendar feeds, as it was served last. */
export interface FeedItemTable {
  name: string;
  digest: string;
  sequence: number;
  changed_at: Int64;
}

/** Which process does the work of that name. */
export interface LeaseTable {
  name: string;
  owner: number;
  until_ms: Int64;
}

export interface VersionTable {
  version: number;
  /** The oldest version that can still use the database; null: this one. */
  readable_by: number | null;
}

export interface Tables {
  reminders: ReminderTable;
  rooms: RoomTable;
  platforms: PlatformTable;
  watermarks: WatermarkTable;
  seen: SeenTable;
  shelf: ShelfTable;
  questions: QuestionTable;
  answers: AnswerTable;
  helpful: HelpfulTable;
  threads: ThreadTable;
  changes: ChangeTable;
  feed_items: FeedItemTable;
  leases: LeaseTable;
  frontdesk_schema: VersionTable;
}

/** A database that is open. Each one gives its own way to tell the time, so that replicas can share the database's. */
export interface Engine {
  readonly db: Kysely<Tables>;
  /** Milliseconds since the epoch by the database's clock, as an expression. */
  nowMs(): RawBuilder<number>;
  /** Whether no other process can have the database open: then every claim found in it is a dead process's. */
  readonly alone: boolean;
  /** This process among those that share the database: 1 to 2^31 - 1, another one at each opening. 0 is nobody. */
  readonly owner: number;
  /**
   * Locks the rows that a query finds until its transaction ends. "wait": for whoever holds them now; "skip": those are not
   * found. Changes nothing where a transaction has the whole database to itself.
   */
  lockRows<DB, TB extends keyof DB, O>(
    query: SelectQueryBuilder<DB, TB, O>,
    how: 'wait' | 'skip',
  ): SelectQueryBuilder<DB, TB, O>;
  /**
   * Gives `work` the connection, for commits that may be lost with the power: they need not be on the disk when they
   * return. Every other commit still is.
   */
  relaxed(work: (db: Kysely<Tables>) => Promise<void>): Promise<void>;
  /**
   * Gives `work` a connection on which nothing is cut short, while no other process is in here: for migrations. `tables` are
   * those that stand where ours do, or would.
   */
  exclusively(work: (db: Kysely<Tables>, tables: readonly string[]) => Promise<void>): Promise<void>;
  /** Why a call failed, as the end of a sentence: "cannot grow, because the disk is full. Make room on it." */
  clauseOf(failure: unknown): string;
  close(): Promise<void>;
}
