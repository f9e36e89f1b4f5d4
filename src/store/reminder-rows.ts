/** Between the ledger's rows and what the rest of Frontdesk calls them. */
import { type Insertable, type Selectable, sql } from 'kysely';
import type { Platform } from '../adapter.js';
import type { Reply } from '../reply/reply.js';
import type { Instant } from '../time/zoned.js';
import type { NewNotice, NewReminder, Receipt, ReminderRow } from './ledger.js';
import type { ReminderTable, RoomTable } from './schema.js';

export type Row = Selectable<ReminderTable>;
export type NewRow = Insertable<ReminderTable>;

/** States, written into the statement: SQLite uses an index on a part of a table only for words that it can see. */
export const planned = sql.lit('planned' as const);
export const claimed = sql.lit('claimed' as const);

export function targetOf({
  platform,
  room,
  person,
}: {
  readonly platform: Platform;
  readonly room: string;
  readonly person?: string;
}): string {
  return person === undefined ? `${platform}/${room}` : `${platform}//${person}`;
}

/** The place behind a row's target. */
export function roomOf({ target, platform, room }: NewRow): Insertable<RoomTable> {
  return { target, platform, room };
}

export function instant(value: number | string): Instant {
  return Number(value) as Instant;
}

/** The second that `ms` lies in. */
export function secondOf(ms: number): Instant {
  return Math.floor(ms / 1000) as Instant;
}

export function inOrder<T>(items: readonly T[], nameOf: (item: T) => string): readonly T[] {
  const named = new Map(items.map((item) => [nameOf(item), item]));
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, item]) => item);
}

/**
 * A reminder that reminds again stands under its occurrence with "#2" behind it: so that the rule which keeps reminders
 * single lets it stand beside the first.
 */
function originalColumn({ original, again }: Pick<ReminderRow, 'original' | 'again'>): string {
  return again === undefined ? original : `${original}#${again}`;
}

function originalOf(row: Row): Pick<ReminderRow, 'original' | 'again'> {
  if (row.kind === 'notice') return { original: '' };
  const [original = '', again] = row.original.split('#');
  return again === undefined ? { original } : { original, again: Number(again) };
}

export function reminderOf(row: Row): ReminderRow {
  return {
    key: row.key,
    meeting: row.meeting,
    ...originalOf(row),
    beforeMinutes: row.before_minutes,
    room: row.room,
    platform: row.platform,
    dueAt: instant(row.due_at),
    startsAt: instant(row.starts_at),
  };
}

/** Absent for a reminder. */
export function noticeOf(row: Row): { readonly reply: Reply; readonly person?: string } | undefined {
  if (row.kind !== 'notice' || row.body === null) return undefined;
  const reply = JSON.parse(row.body) as Reply;
  return row.person === null ? { reply } : { reply, person: row.person };
}

export function receiptOf(row: Row): Receipt {
  return {
    ...reminderOf(row),
    state: row.state,
    generation: row.generation,
    ...(row.settled_at === null ? {} : { settledAt: instant(row.settled_at) }),
    ...(row.message_id === null ? {} : { messageId: row.message_id }),
    ...(row.link === null ? {} : { link: row.link }),
    ...(row.late_by === null ? {} : { lateBySeconds: row.late_by }),
    ...(row.found === 0 ? {} : { found: true }),
    ...(row.repaired === 0 ? {} : { repaired: row.repaired }),
    ...(row.why === null ? {} : { why: row.why }),
  };
}

export function reminderRow(reminder: NewReminder): NewRow {
  return {
    key: reminder.key,
    kind: 'reminder',
    target: targetOf(reminder),
    meeting: reminder.meeting,
    original: originalColumn(reminder),
    before_minutes: reminder.beforeMinutes,
    room: reminder.room,
    platform: reminder.platform,
    due_at: reminder.dueAt,
    starts_at: reminder.startsAt,
    not_before: reminder.dueAt,
    state: reminder.skipped === undefined ? 'planned' : 'skipped',
    why: reminder.skipped?.why ?? null,
    settled_at: reminder.skipped?.at ?? null,
    generation: 0,
    lease_until: 0,
    unsure: 0,
  };
}

/** Its key stands for the occurrence too, so that the rule which keeps reminders single keeps notices single. */
export function noticeRow(notice: NewNotice): NewRow {
  return {
    key: notice.key,
    kind: 'notice',
    target: targetOf(notice),
    meeting: '',
    original: notice.key,
    before_minutes: 0,
    room: notice.room,
    platform: notice.platform,
    due_at: notice.dueAt,
    starts_at: notice.until,
    not_before: notice.dueAt,
    state: 'planned',
    why: null,
    settled_at: null,
    generation: 0,
    lease_until: 0,
    unsure: 0,
    body: JSON.stringify(notice.reply),
    person: notice.person ?? null,
  };
}
