import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from './schema.js';

/** Changes made in chat, what posted reminders show, the versions of what the feeds serve, and who does what alone. */
export async function changeTables(trx: Transaction<Tables>): Promise<void> {
  await trx.schema
    .createTable('changes')
    .addColumn('id', 'bigint', (c) => c.primaryKey())
    .addColumn('meeting', 'text', (c) => c.notNull())
    .addColumn('original', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('moved_to', 'text')
    .addColumn('why', 'text')
    .addColumn('note', 'text')
    .addColumn('author_platform', 'text', (c) => c.notNull())
    .addColumn('author', 'text', (c) => c.notNull())
    .addColumn('author_name', 'text')
    .addColumn('follows', 'bigint', (c) => c.notNull())
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .addUniqueConstraint('changes_in_a_chain', ['meeting', 'original', 'follows'])
    .execute();
  const reminders = trx.schema.alterTable('reminders');
  await reminders.addColumn('shown', 'text').execute();
  await reminders.addColumn('edit_at_ms', 'bigint').execute();
  await reminders.addColumn('edit_tries', 'integer', (c) => c.notNull().defaultTo(0)).execute();
  await trx.schema
    .createIndex('reminders_to_edit')
    .on('reminders')
    .columns(['platform', 'edit_at_ms'])
    .where(sql<boolean>`edit_at_ms is not null`)
    .execute();
  await trx.schema
    .createTable('feed_items')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('digest', 'text', (c) => c.notNull())
    .addColumn('sequence', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('changed_at', 'bigint', (c) => c.notNull())
    .execute();
  await trx.schema
    .createTable('leases')
    .addColumn('name', 'text', (c) => c.primaryKey())
    .addColumn('owner', 'integer', (c) => c.notNull())
    .addColumn('until_ms', 'bigint', (c) => c.notNull())
    .execute();
}
