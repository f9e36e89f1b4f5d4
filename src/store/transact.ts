import type { Kysely, Transaction } from 'kysely';
import { isUndone } from './postgres-failure.js';
import type { Tables } from './schema.js';

const TRIES = 5;

/**
 * One transaction. Where the database ended it for the sake of another one, it has changed nothing and is done again: `work`
 * may be called more than once.
 */
export async function transact<T>(db: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  for (let left = TRIES; ; left -= 1) {
    try {
      return await db.transaction().execute(work);
    } catch (failure) {
      if (left <= 1 || !isUndone(failure)) throw failure;
    }
  }
}
