/** What people read of the ledger. It changes nothing, and does with a database that may only be read. */
import type { OpenTrouble, Receipts } from './ledger.js';
import { instant, receiptOf } from './reminder-rows.js';
import type { Engine } from './schema.js';

const AT_MOST = 1000;

export function createReceipts({ db }: Pick<Engine, 'db'>): Receipts {
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
      const rooms = await db
        .selectFrom('rooms')
        .select([...columns, 'room'])
        .where('trouble_since', 'is not', null)
        .execute();
      const platforms = await db
        .selectFrom('platforms')
        .select(columns)
        .where('trouble_since', 'is not', null)
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
