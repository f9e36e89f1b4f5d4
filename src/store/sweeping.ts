/**
 * Which settled rows are looked through for a second copy, also those that were skipped after a try that may have been shown.
 * A sweep that is taken is put off by a minute, so that two processes do not do the same one, and a process that dies with it
 * only delays it.
 */
import { sql } from 'kysely';
import type { Instant } from '../time/zoned.js';
import type { Ledger, Sweep } from './ledger.js';
import { instant, type Row } from './reminder-rows.js';
import type { Engine } from './schema.js';
import { LAST_SWEEP_MS } from './settling.js';

const TAKEN_MS = 60_000;
const settled = ['posted', 'skipped', 'broken'] as const;

/** @param takenMs by the database's clock, before the room is looked through */
function sweepOf(row: Row, takenMs: number): Sweep {
  return {
    key: row.key,
    platform: row.platform,
    room: row.room,
    ...(row.person === null ? {} : { person: row.person }),
    messageId: row.message_id ?? '',
    // A database restored from a backup may not know of its first claim: none is made before it is due.
    since: instant(Math.min(Number(row.first_claimed_at ?? row.due_at), Number(row.due_at))),
    takenMs,
  };
}

/** Whether its occurrence was ever changed in chat: then a message of it may show what is no longer so. */
const wasChanged = sql<boolean>`exists (
  select 1 from changes where changes.meeting = reminders.meeting and changes.original = substr(reminders.original, 1, 16)
)`;

export function createSweeping({
  db,
  nowMs,
  lockRows,
}: Engine): Pick<Ledger, 'sweepsDue' | 'swept' | 'sweepLater' | 'suspect'> {
  function settledRow(key: string) {
    return db.updateTable('reminders').where('key', '=', key).where('state', 'in', settled);
  }

  return {
    async sweepsDue(platform, limit) {
      if (limit < 1) return [];
      const due = db
        .selectFrom('reminders')
        .select('key')
        .where('platform', '=', platform)
        .where('sweep_at_ms', 'is not', null)
        .where('sweep_at_ms', '<=', sql<number>`(select ${nowMs()})`)
        .orderBy('sweep_at_ms')
        .orderBy('key')
        .limit(limit);
      return db.transaction().execute(async (trx) => {
        const found = await lockRows(
          trx.selectFrom('reminders').selectAll().select(nowMs().as('taken')).where('key', 'in', due),
          'skip',
        )
          .where('sweep_at_ms', '<=', nowMs())
          .orderBy('sweep_at_ms')
          .orderBy('key')
          .execute();
        if (found.length === 0) return [];
        await trx
          .updateTable('reminders')
          .set({ sweep_at_ms: sql<number>`${nowMs()} + ${TAKEN_MS}` })
          .where(
            'key',
            'in',
            found.map(({ key }) => key),
          )
          .execute();
        return found.map((row) => sweepOf(row, Number(row.taken)));
      });
    },

    async swept({ key, takenMs }, { removed, kept }) {
      await settledRow(key)
        .set((row) => ({
          repaired: sql<number>`${row.ref('repaired')} + ${removed}`,
          // What began before the last sweep's time may have looked too early, however late it ends.
          sweep_at_ms: sql<number>`case when ${row.ref('last_sweep_ms')} > ${takenMs} then ${row.ref('last_sweep_ms')} end`,
          ...(kept === undefined
            ? {}
            : {
                message_id: kept.id,
                // What another message shows than the one that was known, nobody knows.
                shown: sql<string | null>`case when ${row.ref('message_id')} = ${kept.id} then ${row.ref('shown')} end`,
                edit_at_ms: sql<
                  number | null
                >`case when ${row.ref('state')} <> 'posted' or ${row.ref('message_id')} = ${kept.id}
                  or not ${wasChanged} then ${row.ref('edit_at_ms')} else ${nowMs()} end`,
                link:
                  kept.link ??
                  sql<string | null>`case when ${row.ref('message_id')} = ${kept.id} then ${row.ref('link')} end`,
              }),
        }))
        .execute();
    },

    async sweepLater({ key }, at: Instant) {
      await settledRow(key)
        .set({ sweep_at_ms: at * 1000 })
        .execute();
    },

    async suspect({ key }) {
      const now = sql<number>`${nowMs()}`;
      await db
        .updateTable('reminders')
        .set((row) => ({
          // What is not posted is asked about before it is, and swept afterwards.
          unsure: sql<number>`case when ${row.ref('state')} = 'posted' then 0 else 1 end`,
          doubtful: 1,
          // It may be shown as things stood when it was sent.
          edit_at_ms: sql<number | null>`case when ${row.ref('state')} in ('skipped', 'broken') or not ${wasChanged}
            then ${row.ref('edit_at_ms')} else ${now} end`,
          sweep_at_ms: sql<number>`case when ${row.ref('state')} in ('planned', 'claimed') then null else ${now} end`,
          last_sweep_ms: sql<number>`case when ${row.ref('state')} in ('planned', 'claimed') then null else ${now} + ${LAST_SWEEP_MS} end`,
        }))
        .where('key', '=', key)
        .execute();
    },
  };
}
