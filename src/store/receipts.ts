/** What people read of the ledger. It changes nothing, and does with a database that may only be read. */
import type { OpenTrouble, Receipts } from './ledger.js';
import { claimed, instant, planned, receiptOf } from './reminder-rows.js';
import type { Engine } from './schema.js';

/** A thousand, and one that tells that there are more. */
const AT_MOST = 1001;

export function createReceipts({ db, nowMs }: Pick<Engine, 'db' | 'nowMs'>): Receipts {
  return {
    async receipts({ limit, meeting, states }) {
      let query = db
        .selectFrom('reminders')
        .selectAll()
        .where('kind', '=', 'reminder')
        .orderBy('due_at', 'desc')
        .orderBy('key')
        .limit(Math.min(Math.max(limit, 1), AT_MOST));
      if (meeting !== undefined) query = query.where('meeting', '=', meeting);
      if (states !== undefined) query = query.where('state', 'in', [...states]);
      return (await query.execute()).map(receiptOf);
    },

    async troubles() {
      const columns = ['platform', 'trouble_why', 'trouble_since', 'not_before_ms'] as const;
      // What left the community file, or has no reminder any more, is never posted to, so no post ends its trouble.
      const rooms = await db
        .selectFrom('rooms')
        .select([...columns, 'room'])
        .where('trouble_since', 'is not', null)
        .where(({ or, eb, exists, selectFrom }) =>
          or([
            eb('not_before_ms', '>', nowMs()),
            exists(
              selectFrom('reminders')
                .select('key')
                .whereRef('reminders.target', '=', 'rooms.target')
                .where('state', 'in', [planned, claimed]),
            ),
          ]),
        )
        .execute();
      const platforms = await db
        .selectFrom('platforms')
        .select(columns)
        .where('trouble_since', 'is not', null)
        .where(({ or, eb, exists, selectFrom }) =>
          or([
            eb('not_before_ms', '>', nowMs()),
            exists(
              selectFrom('reminders')
                .select('key')
                .whereRef('reminders.platform', '=', 'platforms.platform')
                .where('state', 'in', [planned, claimed]),
            ),
          ]),
        )
        .execute();
      return [...platforms.map((row) => ({ ...row, room: undefined })), ...rooms]
        .map(
          (row): OpenTrouble => ({
            platform: row.platform,
            ...(row.room === undefined ? {} : { room: row.room }),
            why: row.trouble_why ?? '',
            since: instant(row.trouble_since ?? 0),
            triedAgainAt: instant(Math.ceil(Number(row.not_before_ms) / 1000)),
          }),
        )
        .sort((a, b) => a.since - b.since);
    },
  };
}
