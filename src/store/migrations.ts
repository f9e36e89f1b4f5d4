/**
 * The steps from an empty database to today's tables. Steps are only ever added, and only ever add (a table, a column with
 * a default, an index). All that are missing run in one transaction with the version row: a database is old or new, never
 * half of each.
 */
import type { Kysely, Transaction } from 'kysely';
import { StoreOpenError } from './open-error.js';
import type { Tables } from './schema.js';

type Step = (trx: Transaction<Tables>) => Promise<void>;

const remindersAndMemory: Step = async (trx) => {
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
const steps: readonly Step[] = [remindersAndMemory];
export const schemaVersion = steps.length;

/**
 * Brings the database to `schemaVersion`. Repeating it changes nothing.
 * @param name how to call the database in an error
 * @throws StoreOpenError when a newer Frontdesk or another program made the tables
 */
export async function migrate(db: Kysely<Tables>, name: string): Promise<void> {
  const tables = (await db.introspection.getTables()).map((table) => table.name);
  if (tables.length > 0 && !tables.includes('frontdesk_schema')) {
    throw new StoreOpenError(
      `FRONTDESK_DATABASE names ${name}, which holds another program's tables. Set it to a file of its own.`,
    );
  }
  await db.transaction().execute(async (trx) => {
    await trx.schema
      .createTable('frontdesk_schema')
      .ifNotExists()
      .addColumn('version', 'integer', (c) => c.primaryKey())
      .execute();
    const found = await trx
      .selectFrom('frontdesk_schema')
      .select('version')
      .orderBy('version', 'desc')
      .executeTakeFirst();
    const version = found?.version ?? 0;
    if (version > schemaVersion) {
      throw new StoreOpenError(
        `FRONTDESK_DATABASE names ${name}, which a newer Frontdesk wrote (its version is ${version}, this one knows ${schemaVersion}). Start the newer Frontdesk again, or name another file.`,
      );
    }
    for (const [index, step] of steps.entries()) {
      if (index < version) continue;
      await step(trx);
      await trx
        .insertInto('frontdesk_schema')
        .values({ version: index + 1 })
        .execute();
    }
  });
}
