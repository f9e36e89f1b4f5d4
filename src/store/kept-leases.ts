import { sql } from 'kysely';
import type { Leases } from './leases.js';
import type { Engine } from './schema.js';

/** Less than this a clock may go back without anybody's doing. */
const CLOCK_STEP_MS = 1000;

/** Where one process has the database to itself, every lease is its own. */
export function createLeases({ db, nowMs, owner }: Engine): Leases {
  return {
    async lease(name, seconds) {
      const until = sql<number>`${nowMs()} + ${seconds * 1000}`;
      const ours = await db
        .insertInto('leases')
        .values({ name, owner, until_ms: until })
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet({ owner, until_ms: until })
            .where(({ eb, or }) =>
              or([
                eb('leases.owner', '=', owner),
                eb('leases.until_ms', '<=', nowMs()),
                // Given by a clock that was ahead and was put right: nobody has it for longer than is asked for.
                eb('leases.until_ms', '>', sql<number>`${until} + ${CLOCK_STEP_MS}`),
              ]),
            ),
        )
        .returning('name')
        .executeTakeFirst();
      return ours !== undefined;
    },

    async unlease(name) {
      await db.deleteFrom('leases').where('name', '=', name).where('owner', '=', owner).execute();
    },
  };
}
