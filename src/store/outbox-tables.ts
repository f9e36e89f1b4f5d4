import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './schema.js';

/** The state of a row that may still be posted. A literal: SQLite takes a partial index for nothing else. */
const open = sql<boolean>`state in ('planned', 'claimed')`;

async function addToReminders(db: Kysely<Tables>): Promise<void> {
  const table = db.schema.alterTable('reminders');
  await table.addColumn('kind', 'text', (c) => c.notNull().defaultTo('reminder')).execute();
  for (const flag of ['owner', 'doubtful', 'found', 'repaired']) {
    await table.addColumn(flag, 'integer', (c) => c.notNull().defaultTo(0)).execute();
  }
  for (const time of ['sweep_at_ms', 'last_sweep_ms']) await table.addColumn(time, 'bigint').execute();
  for (const text of ['body', 'person']) await table.addColumn(text, 'text').execute();
}

/** Each index answers one question of a claim or a sweep, so that none of them looks at what is settled. */
async function indexReminders(db: Kysely<Tables>): Promise<void> {
  const index = (name: string) => db.schema.createIndex(name).on('reminders');
  await index('reminders_open').columns(['target', 'due_at', 'key']).where(open).execute();
  await index('reminders_open_by_due').columns(['platform', 'due_at', 'key']).where(open).execute();
  await index('reminders_waiting').columns(['platform', 'not_before']).where(sql<boolean>`state = 'planned'`).execute();
  await index('reminders_claimed')
    .columns(['platform', 'lease_until', 'target'])
    .where(sql<boolean>`state = 'claimed'`)
    .execute();
  await index('reminders_to_sweep')
    .columns(['platform', 'sweep_at_ms'])
    .where(sql<boolean>`sweep_at_ms is not null`)
    .execute();
}

/** Rooms and platforms, with their rests, pace and troubles; notices; sweeps; whose claim it is. */
export async function outboxTables(trx: Transaction<Tables>): Promise<void> {
  await addToReminders(trx);
  await indexReminders(trx);
  await trx.schema
    .createTable('rooms')
    .addColumn('target', 'text', (c) => c.primaryKey())
    .addColumn('platform', 'text', (c) => c.notNull())
    .addColumn('room', 'text', (c) => c.notNull())
    .addColumn('not_before_ms', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('trouble_why', 'text')
    .addColumn('trouble_since', 'bigint')
    .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('last_try_ms', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  await trx.schema.createIndex('rooms_of_platform').on('rooms').column('platform').execute();
  await trx.schema
    .createTable('platforms')
    .addColumn('platform', 'text', (c) => c.primaryKey())
    .addColumn('next_ms', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('not_before_ms', 'bigint', (c) => c.notNull().defaultTo(0))
    .addColumn('trouble_why', 'text')
    .addColumn('trouble_since', 'bigint')
    .addColumn('tries', 'integer', (c) => c.notNull().defaultTo(0))
    .addColumn('last_try_ms', 'bigint', (c) => c.notNull().defaultTo(0))
    .execute();
  await trx
    .insertInto('rooms')
    .columns(['target', 'platform', 'room'])
    .expression((query) => query.selectFrom('reminders').select(['target', 'platform', 'room']).distinct().where(open))
    .execute();
}
