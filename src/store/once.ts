import { sql } from 'kysely';
import type { OnceGuard } from '../adapter.js';
import type { Engine } from './schema.js';

const SWEEP_EVERY = 200;
const SWEEP_AT_MOST = 1000;

/** Remembers keys until they expire. Expired ones leave in small batches, so that no single call pays for all of them. */
export function createOnceGuard({ db, nowMs }: Engine): OnceGuard {
  let calls = 0;

  async function sweep(): Promise<void> {
    const expired = db.selectFrom('seen').select('key').where('keep_until', '<=', nowMs()).limit(SWEEP_AT_MOST);
    await db.deleteFrom('seen').where('key', 'in', expired).execute();
  }

  return {
    async first(key, keepSeconds) {
      if (calls % SWEEP_EVERY === 0) await sweep();
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
