/**
 * Brings a database to today's tables. All steps that are missing run in one transaction with the version rows: a database
 * is old or new, never half of each, whenever the process is killed. Of processes that start together one does it, the
 * others wait and find it done.
 *
 * Two versions may run at once while one replaces the other. Steps only ever add, so an older Frontdesk usually gets on with
 * a newer database; each step says from which version on that holds, and only a version before that is refused.
 */
import { type Kysely, sql } from 'kysely';
import { type Step, steps as todaysSteps } from './migrations.js';
import { StoreOpenError } from './open-error.js';
import type { Engine, Tables } from './schema.js';

/**
 * Repeating it changes nothing.
 * @param name how to call the database in an error
 * @throws StoreOpenError when a newer Frontdesk that this one does not get on with, or another program, made the tables
 */
export async function migrate(engine: Engine, name: string, steps: readonly Step[] = todaysSteps): Promise<void> {
  await engine.exclusively(async (db, tables) => {
    if (tables.length > 0 && !tables.includes('frontdesk_schema')) {
      throw new StoreOpenError(
        `FRONTDESK_DATABASE names ${name}, which holds another program's tables. Set it to ${engine.alone ? 'a file' : 'a database, or a schema,'} of its own.`,
      );
    }
    const version = tables.length > 0 ? await versionOf(db) : 0;
    if (version > steps.length) await checkReadable(db, name, version, steps.length);
    if (version >= steps.length) return;
    await db.transaction().execute(async (trx) => {
      await prepareVersions(trx, version);
      for (const [index, step] of steps.entries()) {
        if (index < version) continue;
        await step.change(trx);
        const row = { version: index + 1, readable_by: step.readableBy };
        await trx.insertInto('frontdesk_schema').values(row).execute();
      }
    });
  });
}

/** 0: nothing was ever made. */
export async function versionOf(db: Kysely<Tables>): Promise<number> {
  const newest = await db
    .selectFrom('frontdesk_schema')
    .select('version')
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return newest?.version ?? 0;
}

/** @throws StoreOpenError when `known` is older than what the database's own version gets on with */
export async function checkReadable(db: Kysely<Tables>, name: string, version: number, known: number): Promise<void> {
  const { readable } = await db
    .selectFrom('frontdesk_schema')
    .select(sql<number>`max(coalesce(readable_by, version))`.as('readable'))
    .executeTakeFirstOrThrow();
  if (readable <= known) return;
  throw new StoreOpenError(
    `FRONTDESK_DATABASE names ${name}, which a newer Frontdesk wrote (its version is ${version}, this one knows ${known}). Start the newer Frontdesk again, or name another database.`,
  );
}

async function prepareVersions(trx: Kysely<Tables>, version: number): Promise<void> {
  if (version === 0) {
    await trx.schema
      .createTable('frontdesk_schema')
      .ifNotExists()
      .addColumn('version', 'integer', (c) => c.primaryKey())
      .addColumn('readable_by', 'integer')
      .execute();
  }
  // The first version wrote the table without it.
  if (version === 1) await trx.schema.alterTable('frontdesk_schema').addColumn('readable_by', 'integer').execute();
}
