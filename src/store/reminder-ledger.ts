import { sql } from 'kysely';
import { createClaiming } from './claiming.js';
import { createEditing } from './editing.js';
import type { Ledger } from './ledger.js';
import { createPlanning } from './planning.js';
import { createReceipts } from './receipts.js';
import type { Engine } from './schema.js';
import { createSettling } from './settling.js';
import { createSweeping } from './sweeping.js';
import { createTroubles } from './troubles.js';

export function createLedger(engine: Engine): Ledger {
  return {
    ...createPlanning(engine),
    ...createClaiming(engine),
    ...createSettling(engine),
    ...createTroubles(engine),
    ...createSweeping(engine),
    ...createEditing(engine),
    ...createReceipts(engine),
  };
}

/** What a process that is gone had in flight has landed by then: one post's deadline of 10 s, and a little. */
const LANDED_MS = 11_000;

/**
 * Shortens the leases of processes that are gone, so that they end 11 s from now, also those that have ended: a message that
 * was on its way when its sender died may still be shown. Once for each claim, which is nobody's from then on: a process
 * that dies and starts again and again must not put it off for ever. Only right where no other process can have the
 * database open.
 */
export async function endLeases({ db, nowMs }: Engine): Promise<void> {
  const landed = sql<number>`${nowMs()} + ${LANDED_MS}`;
  await db
    .updateTable('reminders')
    .set({ lease_until: landed, owner: 0 })
    .where('state', '=', 'claimed')
    .where((row) => row.or([row('owner', '<>', 0), row('lease_until', '>', landed)]))
    .execute();
}

/** Takes the edits back that a process which is gone had taken. Only right where no other process can have the database open. */
export async function freeEdits({ db, nowMs }: Engine): Promise<void> {
  const now = sql<number>`${nowMs()}`;
  await db.updateTable('reminders').set({ edit_at_ms: now }).where('edit_at_ms', '>', now).execute();
}
