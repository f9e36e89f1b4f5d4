import type { Transaction } from 'kysely';
import type { Tables } from './schema.js';

/** Questions that were not answered well, answers written in chat, and the threads in which the desk answered. */
export async function questionTables(trx: Transaction<Tables>): Promise<void> {
  await trx.schema
    .createTable('questions')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('text', 'text', (c) => c.notNull())
    .addColumn('reason', 'text', (c) => c.notNull())
    .addColumn('near', 'text')
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('channel', 'text', (c) => c.notNull())
    .addColumn('asker', 'text')
    .addColumn('asked_at', 'bigint', (c) => c.notNull())
    .addColumn('resolved_at', 'bigint')
    .addColumn('answer', 'text')
    .execute();
  await trx.schema.createIndex('questions_by_time').on('questions').columns(['resolved_at', 'asked_at']).execute();
  await trx.schema.createIndex('questions_by_age').on('questions').columns(['asked_at', 'id']).execute();
  await trx.schema
    .createTable('answers')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('ask', 'text', (c) => c.notNull())
    .addColumn('say', 'text')
    .addColumn('url', 'text')
    .addColumn('added_at', 'bigint', (c) => c.notNull())
    .execute();
  await trx.schema
    .createTable('helpful')
    .addColumn('answer', 'text', (c) => c.primaryKey())
    .addColumn('times', 'integer', (c) => c.notNull().defaultTo(0))
    .execute();
  await trx.schema
    .createTable('threads')
    .addColumn('place', 'text', (c) => c.primaryKey())
    .addColumn('asker', 'text', (c) => c.notNull())
    .addColumn('keep_until', 'bigint', (c) => c.notNull())
    .execute();
  await trx.schema.createIndex('threads_by_expiry').on('threads').column('keep_until').execute();
}
