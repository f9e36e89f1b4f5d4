/**
 * Which reminders can be claimed: the earliest due of each room that is free; of rooms whose reminders are due together,
 * the one that was served longest ago comes first.
 *
 * Mostly the head of all that is due has enough of them. Where one room fills the head, or many wait there for rooms that
 * rest or are in trouble, each free room is looked up by itself: so neither a thousand rooms nor a room with ten thousand
 * reminders cost more than a few milliseconds.
 */
import { type ExpressionBuilder, sql, type Transaction } from 'kysely';
import type { Platform } from '../adapter.js';
import { claimed, type Row, secondOf } from './reminder-rows.js';
import type { Engine, Tables } from './schema.js';

/** How many of the earliest due are looked at together. */
const HEAD = 256;

export interface Candidate extends Row {
  readonly room_tries: number;
  readonly room_why: string | null;
}

interface Wanted {
  readonly platform: Platform;
  readonly limit: number;
  /** By the database's clock. */
  readonly now: number;
}

/** Claims that somebody holds now. */
export function inForce(trx: Transaction<Tables>, { platform, now }: Pick<Wanted, 'platform' | 'now'>) {
  return trx
    .selectFrom('reminders as held')
    .select('held.target')
    .where('held.platform', '=', platform)
    .where('held.state', '=', claimed)
    .where('held.lease_until', '>', now);
}

/** Written with words, not values: SQLite uses an index on a part of a table only then. */
function isOpen({ ref }: ExpressionBuilder<Tables, 'reminders'>) {
  return sql<boolean>`${ref('state')} in ('planned', 'claimed')`;
}

/** May be tried now: planned, or left behind under a lease that has ended. */
function open(trx: Transaction<Tables>, now: number) {
  const second = secondOf(now);
  return trx
    .selectFrom('reminders')
    .where(isOpen)
    .where('reminders.due_at', '<=', second)
    .where('reminders.not_before', '<=', second)
    .where('reminders.lease_until', '<=', now);
}

/** Rooms that neither rest nor have a claim. */
function isFree(trx: Transaction<Tables>, wanted: Wanted) {
  return ({ eb }: ExpressionBuilder<Tables, 'rooms'>) =>
    eb.and([eb('rooms.not_before_ms', '<=', wanted.now), eb('rooms.target', 'not in', inForce(trx, wanted))]);
}

/** Undefined: the head does not tell enough. */
async function fromHead(trx: Transaction<Tables>, wanted: Wanted): Promise<readonly string[] | undefined> {
  const { platform, limit, now } = wanted;
  const found = await trx
    .with('head', () =>
      open(trx, now)
        .select(['reminders.key', 'reminders.target', 'reminders.due_at'])
        .where('reminders.platform', '=', platform)
        .orderBy('reminders.due_at')
        .orderBy('reminders.key')
        .limit(HEAD),
    )
    .with('ranked', (query) =>
      query
        .selectFrom('head')
        // By its key alone: Postgres must not think that the platform leaves so few rooms that it may try each with each.
        .innerJoin('rooms', 'rooms.target', 'head.target')
        .where(isFree(trx, wanted))
        .select(['head.key', 'head.due_at', 'rooms.not_before_ms'])
        .select(sql<number>`row_number() over (partition by head.target order by head.due_at, head.key)`.as('place')),
    )
    .selectFrom('ranked')
    .select('key')
    .select((query) => query.selectFrom('head').select(query.fn.countAll().as('size')).as('size'))
    .where('place', '=', 1)
    .orderBy('due_at')
    // Whoever was served rests a little: of two rooms, the one that has rested longer was served longer ago.
    .orderBy('not_before_ms')
    .orderBy('key')
    .limit(limit)
    .execute();
  const isWhole = Number(found[0]?.size ?? HEAD) < HEAD;
  return isWhole || found.length === limit ? found.map(({ key }) => key) : undefined;
}

/** One look into an index for each free room. */
async function fromEachRoom(trx: Transaction<Tables>, wanted: Wanted): Promise<readonly string[]> {
  const { limit, now } = wanted;
  const first = open(trx, now)
    .select('reminders.key')
    .whereRef('reminders.target', '=', sql.ref('rooms.target'))
    .orderBy('reminders.due_at')
    .orderBy('reminders.key')
    .limit(1);
  const found = await trx
    .selectFrom('rooms')
    .where('rooms.platform', '=', wanted.platform)
    .where(isFree(trx, wanted))
    .innerJoin('reminders as earliest', (join) => join.on('earliest.key', '=', first))
    .select('earliest.key')
    .orderBy('earliest.due_at')
    .orderBy('rooms.not_before_ms')
    .orderBy('earliest.key')
    .limit(limit)
    .execute();
  return found.map(({ key }) => key);
}

/**
 * In order, and locked: what somebody else has locked meanwhile is left to them. To be called by one at a time for each
 * platform.
 */
export async function candidates(
  { lockRows }: Engine,
  trx: Transaction<Tables>,
  wanted: Wanted,
): Promise<readonly Candidate[]> {
  const keys = (await fromHead(trx, wanted)) ?? (await fromEachRoom(trx, wanted));
  if (keys.length === 0) return [];
  // Looked at once more, for somebody may have changed one since it was found: the lock gives it as it is now.
  const rows = await lockRows(
    open(trx, wanted.now)
      .innerJoin('rooms', 'rooms.target', 'reminders.target')
      .selectAll('reminders')
      .select(['rooms.tries as room_tries', 'rooms.trouble_why as room_why'])
      .where('rooms.not_before_ms', '<=', wanted.now)
      .where('reminders.key', 'in', keys),
    'skip',
  ).execute();
  const byKey = new Map(rows.map((row) => [row.key, row]));
  return keys.flatMap((key) => byKey.get(key) ?? []);
}
