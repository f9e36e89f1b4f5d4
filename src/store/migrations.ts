/**
 * The steps from an empty database to today's tables; migrate.ts takes them. Steps are only ever added, and only ever add (a
 * table, a column with a default, an index).
 */
import type { Transaction } from 'kysely';
import { changeTables } from './change-tables.js';
import { outboxTables } from './outbox-tables.js';
import { questionTables } from './question-tables.js';
import type { Tables } from './schema.js';

export interface Step {
  readonly change: (trx: Transaction<Tables>) => Promise<void>;
  /** The oldest version that can still use the database after it, beside this one. */
  readonly readableBy: number;
}

const remindersAndMemory: Step['change'] = async (trx) => {
  await trx.schema
    .createTable('reminders')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('target', 'text', (c) => c.notNull())
    .addColumn('meeting', 'text', (c) => c.notNull())
    .addColumn('original', 'text', (c) => c.notNull())
    .addColumn('before_minutes', 'integer', (c) => c.notNull())
    .addColumn('room', 'text', (c) => c.notNull())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('due_at', 'bigint', (c) => c.notNull())
    .addColumn('starts_at', 'bigint', (c) => c.notNull())
    .addColumn('state', 'text', (c) => c.notNull())
    .addColumn('generation', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('lease_until', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('not_before', 'bigint', (c) => c.notNull())
    .addColumn('unsure', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('first_claimed_at', 'bigint')
    .addColumn('settled_at', 'bigint')
    .addColumn('message_id', 'text')
    .addColumn('link', 'text')
    .addColumn('late_by', 'integer')
    .addColumn('why', 'text')
    .addUniqueConstraint('reminders_named_once', ['meeting', 'original', 'before_minutes', 'room', 'platform'])
    .execute();
  await trx.schema.createIndex('reminders_to_try').on('reminders').columns(['state', 'not_before']).execute();
  await trx.schema.createIndex('reminders_by_due').on('reminders').columns(['due_at', 'key']).execute();
  await trx.schema
    .createTable('watermarks')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('at', 'bigint', (c) => c.notNull())
    .execute();
  await trx.schema
    .createTable('seen')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('keep_until', 'bigint', (c) => c.notNull())
    .execute();
  await trx.schema.createIndex('seen_by_expiry').on('seen').column('keep_until').execute();
  await trx.schema
    .createTable('shelf')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('invoke', 'text', (c) => c.notNull())
    .addColumn('kept_at', 'bigint', (c) => c.notNull())
    .execute();
  await trx.schema.createIndex('shelf_by_age').on('shelf').column('kept_at').execute();
};

/** Step n makes version n + 1. */
export const steps: readonly Step[] = [
  { change: remindersAndMemory, readableBy: 1 },
  // The first version plans without rooms, and what has no room is never claimed.
  { change: outboxTables, readableBy: 2 },
  { change: questionTables, readableBy: 2 },
  // The version before plans what was skipped in chat; while the two run side by side, nobody changes the schedule in chat.
  { change: changeTables, readableBy: 2 },
];
