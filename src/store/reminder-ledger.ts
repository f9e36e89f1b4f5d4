import { type Selectable, sql } from 'kysely';
import type { Platform } from '../adapter.js';
import type { Instant } from '../time/zoned.js';
import type { Claim, ClaimRequest, Ledger, NewReminder, Receipt, ReminderRow, Settlement } from './ledger.js';
import type { Engine, ReminderTable } from './schema.js';

/** Rows written by one statement: 20 columns each, and SQLite takes 32,766 values at most. */
const ROWS_AT_ONCE = 200;
/** Rows looked at for one claim: enough that rooms find their turn, few enough that a flood does not slow the scan. */
const CANDIDATES = 256;

type Row = Selectable<ReminderTable>;

function targetOf({ platform, room }: { readonly platform: Platform; readonly room: string }): string {
  return `${platform}/${room}`;
}

function instant(value: number | string): Instant {
  return Number(value) as Instant;
}

function reminderOf(row: Row): ReminderRow {
  return {
    key: row.key,
    meeting: row.meeting,
    original: row.original,
    beforeMinutes: row.before_minutes,
    room: row.room,
    platform: row.platform,
    dueAt: instant(row.due_at),
    startsAt: instant(row.starts_at),
  };
}

function receiptOf(row: Row): Receipt {
  return {
    ...reminderOf(row),
    state: row.state,
    generation: row.generation,
    ...(row.settled_at === null ? {} : { settledAt: instant(row.settled_at) }),
    ...(row.message_id === null ? {} : { messageId: row.message_id }),
    ...(row.link === null ? {} : { link: row.link }),
    ...(row.late_by === null ? {} : { lateBySeconds: row.late_by }),
    ...(row.why === null ? {} : { why: row.why }),
  };
}

function rowOf(reminder: NewReminder) {
  return {
    key: reminder.key,
    target: targetOf(reminder),
    meeting: reminder.meeting,
    original: reminder.original,
    before_minutes: reminder.beforeMinutes,
    room: reminder.room,
    platform: reminder.platform,
    due_at: reminder.dueAt,
    starts_at: reminder.startsAt,
    not_before: reminder.dueAt,
    state: reminder.skipped === undefined ? ('planned' as const) : ('skipped' as const),
    why: reminder.skipped?.why ?? null,
    settled_at: reminder.skipped?.at ?? null,
    generation: 0,
    lease_until: 0,
    unsure: 0,
  };
}

function outcomeOf(settlement: Settlement) {
  if (settlement.state !== 'posted') return { why: settlement.why };
  if ('repaired' in settlement) return { message_id: settlement.id, why: 'an earlier try had been shown' };
  return { message_id: settlement.id, link: settlement.link ?? null, late_by: settlement.lateBySeconds };
}

/** The earliest due of each room, in order. */
function firstOfEachRoom(rows: readonly Row[], limit: number): readonly Row[] {
  const inOrder = [...rows].sort((a, b) => Number(a.due_at) - Number(b.due_at) || (a.key < b.key ? -1 : 1));
  const seen = new Set<string>();
  return inOrder.filter((row) => !seen.has(row.target) && seen.add(row.target)).slice(0, limit);
}

export function createLedger({ db, nowMs }: Engine): Ledger {
  /** A claim that still holds; whoever has lost it matches nothing. */
  function held({ key, generation }: Claim) {
    return db
      .updateTable('reminders')
      .where('key', '=', key)
      .where('generation', '=', generation)
      .where('state', '=', 'claimed');
  }

  return {
    async watermark(platform) {
      const row = await db.selectFrom('watermarks').select('at').where('name', '=', platform).executeTakeFirst();
      return row === undefined ? undefined : instant(row.at);
    },

    async planDue(reminders, watermark) {
      if (reminders.length === 0 && watermark === undefined) return 0;
      return db.transaction().execute(async (trx) => {
        let written = 0;
        for (let start = 0; start < reminders.length; start += ROWS_AT_ONCE) {
          const result = await trx
            .insertInto('reminders')
            .values(reminders.slice(start, start + ROWS_AT_ONCE).map(rowOf))
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
                }))
                .where('reminders.state', 'in', ['planned', 'skipped'])
                .whereRef('reminders.due_at', '<>', 'excluded.due_at'),
            )
            .executeTakeFirst();
          written += Number(result.numInsertedOrUpdatedRows ?? 0n);
        }
        if (watermark !== undefined && watermark.platforms.length > 0) {
          await trx
            .insertInto('watermarks')
            .values(watermark.platforms.map((platform) => ({ name: platform, at: watermark.at })))
            .onConflict((conflict) =>
              conflict
                .column('name')
                .doUpdateSet((row) => ({ at: row.ref('excluded.at') }))
                .whereRef('watermarks.at', '<', 'excluded.at'),
            )
            .execute();
        }
        return written;
      });
    },

    async claimDue({ now, platform, limit, leaseSeconds, except }: ClaimRequest) {
      if (limit < 1) return [];
      return db.transaction().execute(async (trx) => {
        let open = trx.selectFrom('reminders').selectAll().where('platform', '=', platform).limit(CANDIDATES);
        if (except.length > 0) open = open.where('target', 'not in', except.map(targetOf));
        const planned = await open
          .where('state', '=', 'planned')
          .where('not_before', '<=', now)
          .orderBy('not_before')
          .orderBy('key')
          .execute();
        const abandoned = await open
          .where('state', '=', 'claimed')
          .where('lease_until', '<=', nowMs())
          .orderBy('not_before')
          .orderBy('key')
          .execute();
        const chosen = firstOfEachRoom([...planned, ...abandoned], limit);
        if (chosen.length === 0) return [];
        await trx
          .updateTable('reminders')
          .set((row) => ({
            state: 'claimed',
            generation: sql<number>`${row.ref('generation')} + 1`,
            lease_until: sql<number>`${nowMs()} + ${leaseSeconds * 1000}`,
            // From here on a try may be shown; only its end can say that it was not.
            unsure: 1,
            first_claimed_at: sql<number>`coalesce(${row.ref('first_claimed_at')}, ${now})`,
          }))
          .where(
            'key',
            'in',
            chosen.map((row) => row.key),
          )
          .execute();
        return chosen.map((row) => ({
          ...reminderOf(row),
          generation: row.generation + 1,
          unsure: row.unsure === 1,
          since: row.first_claimed_at === null ? now : instant(row.first_claimed_at),
          ...(row.why === null ? {} : { why: row.why }),
        }));
      });
    },

    async renew(claim, leaseSeconds) {
      const result = await held(claim)
        .set({ lease_until: sql<number>`${nowMs()} + ${leaseSeconds * 1000}` })
        .where('lease_until', '>', nowMs())
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    async settle(claim, settlement) {
      const ended = { state: settlement.state, settled_at: settlement.at, lease_until: 0, unsure: 0, why: null };
      const result = await held(claim)
        .set({ ...ended, ...outcomeOf(settlement) })
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    async release(claim, { notBefore, unsure, why, moved }) {
      const result = await held(claim)
        .set({
          state: 'planned',
          lease_until: 0,
          not_before: notBefore,
          unsure: unsure ? 1 : 0,
          why: why ?? claim.why ?? null,
          ...(moved === undefined ? {} : { due_at: moved.dueAt, starts_at: moved.startsAt }),
        })
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },

    async receipts(limit) {
      const rows = await db
        .selectFrom('reminders')
        .selectAll()
        .orderBy('due_at', 'desc')
        .orderBy('key')
        .limit(Math.min(Math.max(limit, 1), 1000))
        .execute();
      return rows.map(receiptOf);
    },
  };
}

/** Ends the leases of processes that are gone. Only right where no other process can have the database open. */
export async function endLeases({ db }: Engine): Promise<void> {
  await db.updateTable('reminders').set({ lease_until: 0 }).where('state', '=', 'claimed').execute();
}
