import { sql } from 'kysely';
import type { OnceGuard } from '../adapter.js';
import type { Engine } from './schema.js';

/** How many keys are added between two sweeps: far fewer than one sweep takes away. */
export const SWEEP_EVERY = 200;
const SWEEP_AT_MOST = 1000;

/** Expired keys leave the table in small batches, so that no single call pays for all of them. */
export async function sweepSeen({ db, nowMs }: Pick<Engine, 'db' | 'nowMs'>): Promise<void> {
  const expired = db.selectFrom('seen').select('key').where('keep_until', '<=', nowMs()).limit(SWEEP_AT_MOST);
  await db.deleteFrom('seen').where('key', 'in', expired).execute();
}

/** Writes keys and until when they are kept, in milliseconds; in one statement, and so one commit. */
export async function writeSeen(
  db: Engine['db'],
  rows: readonly (readonly [key: string, until: number])[],
): Promise<void> {
  await db
    .insertInto('seen')
    .values(rows.map(([key, keep_until]) => ({ key, keep_until })))
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet((row) => ({ keep_until: row.ref('excluded.keep_until') })),
    )
    .execute();
}

/** Remembers keys until they expire, and asks the database each time: for processes that share it. */
export function createOnceGuard(engine: Engine): OnceGuard {
  const { db, nowMs } = engine;
  let calls = 0;

  return {
    async first(key, keepSeconds) {
      if (calls % SWEEP_EVERY === 0) await sweepSeen(engine);
      calls += 1;
      const mine = await db
        .insertInto('seen')
        .values({ key, keep_until: sql<number>`${nowMs()} + ${keepSeconds * 1000}` })
        .onConflict((conflict) =>
          conflict
            .column('key')
            .doUpdateSet((row) => ({ keep_until: row.ref('excluded.keep_until') }))
            .where('seen.keep_until', '<=', nowMs()),
        )
        .returning('key')
        .executeTakeFirst();
      return mine !== undefined;
    },
  };
}
