/**
 * A clock that was an hour ahead and was put right has left instants behind that lie an hour too far ahead: rests, leases,
 * turns, next tries. Whoever waited for them would be late, or lost. So they are brought back to what they may be at most;
 * that a room is then tried a little too early costs nothing but an answer that it is.
 */
import { sql } from 'kysely';
import { EDIT_TAKEN_MS } from './editing.js';
import { claimed, planned, secondOf } from './reminder-rows.js';
import type { Engine } from './schema.js';

/** At most this far ahead lies the next turn of a platform, and the last sweep of a row. */
const TURN_MS = 1000;
const SWEEP_MS = 120_000;
/** A try was made so long before the clock was put right, at most; how long, nobody knows. */
const TRIED_WITHIN_SECONDS = 3600;
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
  const leased = db
    .selectFrom('reminders')
    .select('key')
    .where('state', '=', claimed)
    .where('lease_until', '>', lease)
    .orderBy('key');
  // In order, as a plan locks them: so that neither waits for the other.
  await db.updateTable('reminders').set({ lease_until: lease }).where('key', 'in', lockRows(leased, 'wait')).execute();
  const sweep = now + SWEEP_MS;
  const swept = db.selectFrom('reminders').select('key').where('sweep_at_ms', '>', sweep).orderBy('key');
  await db
    .updateTable('reminders')
    .set({ sweep_at_ms: sweep, last_sweep_ms: sweep })
    .where('key', 'in', lockRows(swept, 'wait'))
    .execute();
  const edited = db
    .selectFrom('reminders')
    .select('key')
    .where('edit_at_ms', '>', now + EDIT_TAKEN_MS)
    .orderBy('key');
  await db.updateTable('reminders').set({ edit_at_ms: now }).where('key', 'in', lockRows(edited, 'wait')).execute();
  // Copies are looked for from there on: from a time that is yet to come, none would be found.
  const tried = db.selectFrom('reminders').select('key').where('first_claimed_at', '>', secondOf(now)).orderBy('key');
  await db
    .updateTable('reminders')
    .set({ first_claimed_at: secondOf(now) - TRIED_WITHIN_SECONDS })
    .where('key', 'in', lockRows(tried, 'wait'))
    .execute();
  const rooms = db.selectFrom('rooms').select('target').where('not_before_ms', '>', now).orderBy('target');
  await db.updateTable('rooms').set({ not_before_ms: now }).where('target', 'in', lockRows(rooms, 'wait')).execute();
  await db.updateTable('platforms').set({ not_before_ms: now }).where('not_before_ms', '>', now).execute();
  const second = secondOf(now);
  for (const table of ['rooms', 'platforms'] as const) {
    await db.updateTable(table).set({ trouble_since: second }).where('trouble_since', '>', second).execute();
    await db.updateTable(table).set({ last_try_ms: now }).where('last_try_ms', '>', now).execute();
  }
  const turn = now + TURN_MS;
  await db.updateTable('platforms').set({ next_ms: turn }).where('next_ms', '>', turn).execute();
}
