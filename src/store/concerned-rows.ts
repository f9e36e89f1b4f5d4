/** The ledger's rows of one occurrence, and what a change of it does to them. */
import { sql, type Transaction } from 'kysely';
import type { Change } from '../schedule/change.js';
import { wallText } from '../time/zoned.js';
import type { ConcernedRow, Consequences } from './change-log.js';
import { pullForward } from './next-try.js';
import { insertNotices, insertReminders, openPlaces } from './planning.js';
import { inOrder, noticeRow, planned, type Row, receiptOf, reminderRow } from './reminder-rows.js';
import type { Engine, Tables } from './schema.js';

function concernedOf(row: Row): ConcernedRow {
  return { ...receiptOf(row), kind: row.kind, unsure: row.unsure === 1 };
}

/**
 * Its reminders, also those that remind again, and the notices about earlier changes of it; in the order of their keys.
 * "lock": they stay as they are until the transaction ends.
 */
export async function concernedRows(
  { lockRows }: Engine,
  trx: Transaction<Tables>,
  { meeting, original }: Change,
  how: 'look' | 'lock',
): Promise<readonly ConcernedRow[]> {
  const wall = wallText(original);
  const notices = `notice/change/${encodeURIComponent(meeting)}/${wall}/`;
  const query = trx
    .selectFrom('reminders')
    .selectAll()
    .where(({ eb, or, and, ref }) =>
      or([
        and([
          eb('meeting', '=', meeting),
          eb('kind', '=', 'reminder'),
          or([
            eb('original', '=', wall),
            sql<boolean>`substr(${ref('original')}, 1, ${wall.length + 1}) = ${`${wall}#`}`,
          ]),
        ]),
        // Notices are of no meeting: so the index finds them all, and they are few.
        and([
          eb('meeting', '=', ''),
          eb('kind', '=', 'notice'),
          sql<boolean>`substr(${ref('key')}, 1, ${notices.length}) = ${notices}`,
        ]),
      ]),
    )
    .orderBy('key');
  const rows = await (how === 'lock' ? lockRows(query, 'wait') : query).execute();
  return inOrder(rows.map(concernedOf), ({ key }) => key);
}

/** The rows are locked. Repeating it changes nothing. */
export async function writeConsequences(
  engine: Engine,
  trx: Transaction<Tables>,
  { reminders, edits, notices, withdrawn }: Consequences,
): Promise<void> {
  const { nowMs } = engine;
  const rows = inOrder(reminders.map(reminderRow), ({ key }) => key);
  await openPlaces(trx, [...rows, ...notices.map(noticeRow)]);
  const written = await insertReminders(engine, trx, rows, 'all');
  if (edits.length > 0) {
    await trx
      .updateTable('reminders')
      .set({ edit_at_ms: sql<number>`${nowMs()}`, edit_tries: 0 })
      .where('key', 'in', [...edits])
      .where('state', 'not in', ['skipped', 'broken'])
      .execute();
  }
  for (const { key, why } of withdrawn) {
    await trx
      .updateTable('reminders')
      .set({ state: 'skipped', why, settled_at: sql<number>`cast(${nowMs()} / 1000 as bigint)` })
      .where('key', '=', key)
      .where('kind', '=', 'notice')
      .where('state', '=', planned)
      .execute();
  }
  await insertNotices(trx, notices);
  await pullForward(engine, trx, written);
}
