/**
 * A clock that was an hour ahead and was put right has left instants behind that lie an hour too far ahead: rests, leases,
 * turns, next tries. Whoever waited for them would be late, or lost. So they are brought back to what they may be at most;
 * that a room is then tried a little too early costs nothing but an answer that it is.
 */
import { sql } from 'kysely';
import { planned, secondOf } from './reminder-rows.js';
import type { Engine } from './schema.js';

/** At most this far ahead lies the next turn of a platform, and the last sweep of a row. */
const TURN_MS = 1000;
const SWEEP_MS = 120_000;
/** A try whose end is not known may still land: it is not asked about before. */
const TRY_ENDS_SECONDS = 11;

/** @param now by the database's clock, after it went back */
export async function turnBack(
  { db, lockRows }: Engine,
  { now, leaseMs }: { readonly now: number; readonly leaseMs: number },
): Promise<void> {
  const waiting = db
    .selectFrom('reminders')
    .select('key')
    .where('state', '=', planned)
    .where('not_before', '>', secondOf(now))
    .whereRef('not_before', '>', 'due_at');
  await db
    .updateTable('reminders')
    .set(({ ref }) => ({
      not_before: sql<number>`case when ${ref('unsure')} = 1 then ${secondOf(now) + TRY_ENDS_SECONDS} else ${ref('due_at')} end`,
    }))
    .where('key', 'in', lockRows(waiting, 'skip'))
    .execute();
  const lease = now + leaseMs;
  await db
    .updateTable('reminders')
    .set({ lease_until: lease })
    .where('state', '=', 'claimed')
    .where('lease_until', '>', lease)
    .execute();
  const sweep = now + SWEEP_MS;
  await db
    .updateTable('reminders')
    .set({ sweep_at_ms: sweep, last_sweep_ms: sweep })
    .where('sweep_at_ms', '>', sweep)
    .execute();
  await db.updateTable('rooms').set({ not_before_ms: now }).where('not_before_ms', '>', now).execute();
  await db.updateTable('platforms').set({ not_before_ms: now }).where('not_before_ms', '>', now).execute();
  const turn = now + TURN_MS;
  await db.updateTable('platforms').set({ next_ms: turn }).where('next_ms', '>', turn).execute();
}
