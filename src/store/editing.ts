/**
 * Which posted reminders and notices are edited, because they may show what is no longer so. An edit that is taken is put off by a
 * minute, so that two processes do not do the same one, and a process that dies with it only delays it. Whoever has it names
 * the very millisecond to which it was put off: another one there means that a change, or another process, came in between.
 *
 * From the taking on, until its end is noted, nobody can say what the message shows: whoever has it may die right after the
 * platform was told.
 */
import { sql } from 'kysely';
import type { Edit, Ledger } from './ledger.js';
import { instant, noticeOf, type Row, reminderOf } from './reminder-rows.js';
import type { Engine } from './schema.js';

export const EDIT_TAKEN_MS = 60_000;

/** @param shown as it was known before it was taken */
function editOf(row: Row, shown: string | null): Edit {
  const notice = noticeOf(row);
  return {
    ...reminderOf(row),
    ...(notice === undefined ? {} : { notice: notice.reply }),
    messageId: row.message_id ?? '',
    ...(shown === null ? {} : { shown }),
    // A database restored from a backup may not know of its first claim: none is made before it is due.
    since: instant(Math.min(Number(row.first_claimed_at ?? row.due_at), Number(row.due_at))),
    tries: row.edit_tries,
    takenMs: Number(row.edit_at_ms) - EDIT_TAKEN_MS,
  };
}

export function createEditing({ db, nowMs, lockRows }: Engine): Pick<Ledger, 'editsDue' | 'edited' | 'editLater'> {
  function posted(key: string) {
    return db.updateTable('reminders').where('key', '=', key).where('state', '=', 'posted');
  }

  return {
    async editsDue(platform, limit) {
      if (limit < 1) return [];
      const due = db
        .selectFrom('reminders')
        .select('key')
        .where('platform', '=', platform)
        .where('edit_at_ms', 'is not', null)
        .where('edit_at_ms', '<=', sql<number>`(select ${nowMs()})`)
        .where('state', '=', 'posted')
        .orderBy('edit_at_ms')
        // Reminders first: the room's last notice tells the rest.
        .orderBy('kind', 'desc')
        .orderBy('key')
        .limit(limit);
      // Mostly nothing is, and this is asked often.
      const keys = (await due.execute()).map(({ key }) => key);
      if (keys.length === 0) return [];
      const order = new Map(keys.map((key, index) => [key, index]));
      const taken = await db.transaction().execute(async (trx) => {
        const free = trx
          .selectFrom('reminders')
          .select(['key', 'shown'])
          .where('key', 'in', keys)
          .where('state', '=', 'posted')
          .where('edit_at_ms', '<=', sql<number>`(select ${nowMs()})`);
        const known = new Map((await lockRows(free, 'skip').execute()).map(({ key, shown }) => [key, shown]));
        if (known.size === 0) return [];
        const rows = await trx
          .updateTable('reminders')
          .set({ edit_at_ms: sql<number>`${nowMs()} + ${EDIT_TAKEN_MS}`, shown: null })
          .where('key', 'in', [...known.keys()])
          .returningAll()
          .execute();
        return rows.map((row) => editOf(row, known.get(row.key) ?? null));
      });
      return taken.sort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
    },

    async edited({ key, messageId, takenMs, shown: before }, shown) {
      await posted(key)
        .set(({ ref }) => {
          const isOurs = sql<boolean>`(${ref('edit_at_ms')} = ${takenMs + EDIT_TAKEN_MS} and ${ref('message_id')} = ${messageId})`;
          return {
            // After whatever came in between, nobody knows which of two edits landed last, or whether it was the right message.
            edit_at_ms: sql<number | null>`case when ${isOurs} then null else ${nowMs()} end`,
            shown: sql<string | null>`case when ${isOurs} then ${shown ?? before ?? null} end`,
            edit_tries: 0,
          };
        })
        .execute();
    },

    async editLater({ key, takenMs, shown }, at, { untouched = false } = {}) {
      await posted(key)
        .set(({ ref }) => ({
          edit_at_ms: at * 1000,
          edit_tries: sql<number>`${ref('edit_tries')} + 1`,
          ...(untouched ? { shown: shown ?? null } : {}),
        }))
        .where('edit_at_ms', '=', takenMs + EDIT_TAKEN_MS)
        .execute();
    },
  };
}
