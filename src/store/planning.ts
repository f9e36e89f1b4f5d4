/**
 * Writes what is to be posted. Rows, rooms and platforms are always written in the order of their names, so that two
 * processes that plan the same at once wait for each other instead of each for the other.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { sql, type Transaction } from 'kysely';
import type { Ledger, NewNotice, Watermark } from './ledger.js';
import { pullForward, type Written } from './next-try.js';
import { inOrder, instant, type NewRow, noticeRow, planned, reminderRow, roomOf } from './reminder-rows.js';
import type { Engine, Tables } from './schema.js';

/** Rows written by one statement: under 20 values each, and SQLite takes 32,766 at most. It takes a few milliseconds. */
const ROWS_AT_ONCE = 200;

/** Gives the event loop its turn between statements: the embedded database answers within the call. */
async function inParts<T>(items: readonly T[], write: (part: readonly T[]) => Promise<void>): Promise<void> {
  for (let start = 0; start < items.length; start += ROWS_AT_ONCE) {
    if (start > 0) await nextTurn();
    await write(items.slice(start, start + ROWS_AT_ONCE));
  }
}

/** Makes the rows that hold what is known of the places behind `rows`. */
async function openPlaces(trx: Transaction<Tables>, rows: readonly NewRow[]): Promise<void> {
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

/** Returns those that were not there, or stood at another time. */
async function insertReminders(trx: Transaction<Tables>, rows: readonly NewRow[]): Promise<readonly Written[]> {
  const written: Written[] = [];
  await inParts(rows, async (part) => {
    const changed = await trx
      .insertInto('reminders')
      .values([...part])
      .onConflict((conflict) =>
        conflict
          .column('key')
          .doUpdateSet((row) => ({
            due_at: row.ref('excluded.due_at'),
            starts_at: row.ref('excluded.starts_at'),
            not_before: row.ref('excluded.not_before'),
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
          }))
          .where('reminders.state', 'in', ['planned', 'skipped', 'broken'])
          .whereRef('reminders.due_at', '<>', 'excluded.due_at'),
      )
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

export function createPlanning(engine: Engine): Pick<Ledger, 'watermark' | 'planDue' | 'tell'> {
  const { db } = engine;
  return {
    async watermark(platform) {
      const row = await db.selectFrom('watermarks').select('at').where('name', '=', platform).executeTakeFirst();
      return row === undefined ? undefined : instant(row.at);
    },

    async planDue(reminders, watermark) {
      if (reminders.length === 0 && watermark === undefined) return 0;
      const rows = inOrder(reminders.map(reminderRow), ({ key }) => key);
      return db.transaction().execute(async (trx) => {
        // First, for it locks the watermark: who plans the same platform at the same time waits here.
        if (watermark !== undefined) await moveWatermark(trx, watermark);
        await openPlaces(trx, rows);
        const written = await insertReminders(trx, rows);
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
