/**
 * Writes what is to be posted. Rows, rooms and platforms are always written in the order of their names, so that two
 * processes that plan the same at once wait for each other instead of each for the other.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type Transaction } from 'kysely';
import type { Ledger, NewNotice, NewReminder, Watermark } from './ledger.js';
import { pullForward, type Written } from './next-try.js';
import { inOrder, instant, type NewRow, noticeRow, planned, reminderRow, roomOf } from './reminder-rows.js';
import type { Engine, Tables } from './schema.js';
import { transact } from './transact.js';

/** A try whose end is not known may still land: it is not asked about before. */
const TRY_ENDS_SECONDS = 11;

/** Rows written by one statement: under 20 values each, and SQLite takes 32,766 at most. It takes a few milliseconds. */
const ROWS_AT_ONCE = 200;

/** Gives the event loop its turn between statements: the embedded database answers within the call. */
export async function inParts<T>(items: readonly T[], write: (part: readonly T[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += ROWS_AT_ONCE) {
    if (start > 0) await nextTurn();
    await write(items.slice(start, start + ROWS_AT_ONCE));
  }
}

/** Makes the rows that hold what is known of the places behind `rows`. */
export async function openPlaces(trx: Transaction<Tables>, rows: readonly NewRow[]): Promise<void> {
  const platforms = inOrder(
    rows.map(({ platform }) => ({ platform })),
    ({ platform }) => platform,
  );
  if (platforms.length > 0) {
    await trx
      .insertInto('platforms')
      .values([...platforms])
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const rooms = inOrder(rows.map(roomOf), ({ target }) => target);
  await inParts(rooms, async (part) => {
    await trx
      .insertInto('rooms')
      .values([...part])
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** Which rows that are there already, and still open to it, take what is written: those at another time, all, or none. */
type Taking = 'other times' | 'all' | 'none';

/** Their places are open. Returns those that were written. @param rows in the order of their keys */
export async function insertReminders(
  { nowMs }: Pick<Engine, 'nowMs'>,
  trx: Transaction<Tables>,
  rows: readonly NewRow[],
  taking: Taking,
): Promise<readonly Written[]> {
  const written: Written[] = [];
  const landed = sql<number>`cast(${nowMs()} / 1000 as bigint) + ${TRY_ENDS_SECONDS}`;
  await inParts(rows, async (part) => {
    const changed = await trx
      .insertInto('reminders')
      .values([...part])
      .onConflict((conflict) => {
        if (taking === 'none') return conflict.column('key').doNothing();
        const update = conflict
          .column('key')
          .doUpdateSet((row) => ({
            due_at: row.ref('excluded.due_at'),
            starts_at: row.ref('excluded.starts_at'),
            // What may have been shown is asked about, and not before it must have landed.
            not_before: sql<number>`case
              when ${row.ref('reminders.unsure')} = 0 or ${row.ref('reminders.not_before')} <= ${row.ref('excluded.not_before')}
                or ${landed} <= ${row.ref('excluded.not_before')} then ${row.ref('excluded.not_before')}
              when ${row.ref('reminders.not_before')} < ${landed} then ${row.ref('reminders.not_before')}
              else ${landed} end`,
            state: row.ref('excluded.state'),
            why: row.ref('excluded.why'),
            settled_at: row.ref('excluded.settled_at'),
            // What is to be posted after all is swept when it is settled again.
            sweep_at_ms: sql<
              number | null
            >`case when ${row.ref('excluded.state')} = 'skipped' then ${row.ref('reminders.sweep_at_ms')} end`,
            last_sweep_ms: sql<
              number | null
            >`case when ${row.ref('excluded.state')} = 'skipped' then ${row.ref('reminders.last_sweep_ms')} end`,
            // Nothing of it is shown that could be edited.
            edit_at_ms: sql<
              number | null
            >`case when ${row.ref('excluded.state')} = 'skipped' then null else ${row.ref('reminders.edit_at_ms')} end`,
          }))
          .where('reminders.state', 'in', ['planned', 'skipped', 'broken']);
        return taking === 'all' ? update : update.whereRef('reminders.due_at', '<>', 'excluded.due_at');
      })
      .returning(['target', 'platform', 'due_at', 'state'])
      .execute();
    written.push(...changed);
  });
  return written;
}

/** To be called first in a transaction: whoever holds a row and waits for a place may be waited for. */
export async function openNoticePlaces(trx: Transaction<Tables>, notices: readonly NewNotice[]): Promise<void> {
  await openPlaces(trx, notices.map(noticeRow));
}

/** Their places are open. */
export async function insertNotices(trx: Transaction<Tables>, notices: readonly NewNotice[]): Promise<void> {
  const rows = inOrder(notices.map(noticeRow), ({ key }) => key);
  await inParts(rows, async (part) => {
    await trx
      .insertInto('reminders')
      .values([...part])
      .onConflict((conflict) => conflict.column('key').doNothing())
      .execute();
  });
}

/** What is planned by now may have been shown by tries that this database knows nothing of. */
async function doubtPlanned({ lockRows }: Engine, trx: Transaction<Tables>, { platforms, at }: Watermark) {
  if (platforms.length === 0) return;
  const waiting = trx
    .selectFrom('reminders')
    .select('key')
    .where('platform', 'in', [...platforms])
    .where('state', '=', planned)
    .where('due_at', '<', at)
    .orderBy('key');
  await trx.updateTable('reminders').set({ unsure: 1 }).where('key', 'in', lockRows(waiting, 'wait')).execute();
}

async function moveWatermark(trx: Transaction<Tables>, { platforms, at }: Watermark): Promise<void> {
  if (platforms.length === 0) return;
  await trx
    .insertInto('watermarks')
    .values(inOrder(platforms, (platform) => platform).map((name) => ({ name, at })))
    .onConflict((conflict) =>
      conflict
        .column('name')
        .doUpdateSet((row) => ({ at: row.ref('excluded.at') }))
        .whereRef('watermarks.at', '<', 'excluded.at'),
    )
    .execute();
}

/**
 * Waits for whoever plans, or records a change, and keeps them waiting until the transaction ends: so that neither sees, nor
 * waits for, the rows of the other half written. Before anything else in the ledger is locked.
 */
export async function holdPlanning({ lockRows }: Engine, trx: Transaction<Tables>): Promise<void> {
  await lockRows(trx.selectFrom('watermarks').select('name').orderBy('name'), 'wait').execute();
}

/** Names of the occurrences that were changed in chat after `revision`. */
async function changedSince(trx: Transaction<Tables>, revision: number | undefined): Promise<ReadonlySet<string>> {
  if (revision === undefined) return new Set();
  const changed = await trx
    .selectFrom('changes')
    .select(['meeting', 'original'])
    .distinct()
    .where('id', '>', revision)
    .execute();
  return new Set(changed.map(({ meeting, original }) => `${meeting}/${original}`));
}

export function createPlanning(engine: Engine): Pick<Ledger, 'watermark' | 'planDue' | 'tell'> {
  const { db } = engine;
  return {
    async watermark(platform) {
      const row = await db.selectFrom('watermarks').select('at').where('name', '=', platform).executeTakeFirst();
      return row === undefined ? undefined : instant(row.at);
    },

    async planDue(reminders, watermark, revision) {
      if (reminders.length === 0 && watermark === undefined) return 0;
      const ordered = inOrder(reminders, ({ key }) => key);
      return transact(db, async (trx) => {
        await holdPlanning(engine, trx);
        if (watermark !== undefined) await moveWatermark(trx, watermark);
        const changed = await changedSince(trx, revision);
        const isChanged = ({ meeting, original }: NewReminder) => changed.has(`${meeting}/${original}`);
        const overtaken = ordered.filter(isChanged).map(reminderRow);
        const rows = ordered.filter((row) => !isChanged(row)).map(reminderRow);
        await openPlaces(trx, [...rows, ...overtaken]);
        const written = [
          ...(await insertReminders(engine, trx, rows, 'other times')),
          ...(await insertReminders(engine, trx, overtaken, 'none')),
        ];
        if (watermark?.unsure === true) await doubtPlanned(engine, trx, watermark);
        await pullForward(engine, trx, written);
        return written.length;
      });
    },

    async tell(notices) {
      if (notices.length === 0) return;
      await db.transaction().execute(async (trx) => {
        await openNoticePlaces(trx, notices);
        await insertNotices(trx, notices);
      });
    },
  };
}
