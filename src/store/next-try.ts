/**
 * When a room or platform in trouble is tried again. Between two tries lie hours, and nobody tells when it was mended: so
 * each start tries it, and no reminder waits for a try that comes after it could help.
 */
import { type ExpressionBuilder, type Selectable, sql, type Transaction } from 'kysely';
import type { Claim, Trouble } from './ledger.js';
import { planned, type Row } from './reminder-rows.js';
import type { Engine, PlatformTable, RoomTable, Tables } from './schema.js';
import { targetOfClaim } from './settling.js';

/** For a reminder a place is tried again, but not sooner after its last try. */
const REST_MS = { room: 600_000, platform: 300_000 } as const;
/** So long before its meeting starts a reminder that waits has its last chance. */
const LAST_CHANCE_SECONDS = 120;

type PlaceRow = Pick<Selectable<PlatformTable | RoomTable>, 'not_before_ms' | 'last_try_ms'>;
export type Written = Pick<Row, 'target' | 'platform' | 'due_at' | 'state'>;

/** The earliest of `rows` for each of their places. */
function earliest(rows: readonly Written[], placeOf: (row: Written) => string): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const row of rows) {
    const place = placeOf(row);
    found.set(place, Math.min(found.get(place) ?? Number.POSITIVE_INFINITY, Number(row.due_at)));
  }
  return found;
}

/** Undefined: it is tried early enough. */
function pulled({ not_before_ms, last_try_ms }: PlaceRow, dueAt: number, restMs: number): number | undefined {
  const at = Math.max(dueAt * 1000, Number(last_try_ms) + restMs);
  return at < Number(not_before_ms) ? at : undefined;
}

/** What becomes due pulls the next try of its room and platform forward, where they are in trouble. */
export async function pullForward(
  engine: Engine,
  trx: Transaction<Tables>,
  written: readonly Written[],
): Promise<void> {
  const waiting = written.filter(({ state }) => state === 'planned');
  if (waiting.length === 0) return;
  const byPlatform = earliest(waiting, ({ platform }) => platform);
  const byTarget = earliest(waiting, ({ target }) => target);
  const columns = ['not_before_ms', 'last_try_ms'] as const;
  // Rooms before platforms, each in order, as in a settlement: so nobody waits for somebody who waits for them.
  const rooms = await engine
    .lockRows(
      trx
        .selectFrom('rooms')
        .select([...columns, 'target'])
        .where('platform', 'in', [...new Set(waiting.map(({ platform }) => platform))])
        .where('trouble_since', 'is not', null)
        .orderBy('target'),
      'wait',
    )
    .execute();
  for (const room of rooms) {
    const due = byTarget.get(room.target);
    const at = due === undefined ? undefined : pulled(room, due, REST_MS.room);
    if (at === undefined) continue;
    await trx.updateTable('rooms').set({ not_before_ms: at }).where('target', '=', room.target).execute();
  }
  const platforms = await engine
    .lockRows(
      trx
        .selectFrom('platforms')
        .select([...columns, 'platform'])
        .where('trouble_since', 'is not', null)
        .orderBy('platform'),
      'wait',
    )
    .execute();
  for (const place of platforms) {
    const due = byPlatform.get(place.platform);
    const at = due === undefined ? undefined : pulled(place, due, REST_MS.platform);
    if (at === undefined) continue;
    await trx.updateTable('platforms').set({ not_before_ms: at }).where('platform', '=', place.platform).execute();
  }
}

/** The trouble's next try, or an earlier one where a reminder that waits there is due, or has its last chance, before. */
export async function nextTryMs(
  trx: Transaction<Tables>,
  claim: Claim,
  { of, until }: Pick<Trouble, 'of' | 'until'>,
  now: number,
): Promise<number> {
  const soonest = Math.ceil((now + REST_MS[of]) / 1000);
  const chance = ({ ref }: ExpressionBuilder<Tables, 'reminders'>) =>
    sql<number | string | null>`min(case when ${ref('due_at')} >= ${soonest} then ${ref('due_at')}
      when ${ref('starts_at')} - ${LAST_CHANCE_SECONDS} >= ${soonest} then ${ref('starts_at')} - ${LAST_CHANCE_SECONDS} end)`;
  const waiting = trx
    .selectFrom('reminders')
    .select((row) => chance(row).as('at'))
    .where('state', '=', planned)
    .where('kind', '=', 'reminder')
    .where('platform', '=', claim.platform);
  const { at } = await (of === 'room'
    ? waiting.where('target', '=', targetOfClaim(claim))
    : waiting
  ).executeTakeFirstOrThrow();
  return Math.min(until, Number(at ?? until)) * 1000;
}

/** Whoever starts Frontdesk may have mended what was in trouble: each is tried at once. */
export async function tryTroublesNow({ db, nowMs, lockRows }: Engine): Promise<void> {
  const now = sql<number>`${nowMs()}`;
  const rooms = db.selectFrom('rooms').select('target').where('trouble_since', 'is not', null);
  await db
    .updateTable('rooms')
    .set({ not_before_ms: now })
    .where('not_before_ms', '>', now)
    .where('target', 'in', lockRows(rooms, 'skip'))
    .execute();
  const platforms = db.selectFrom('platforms').select('platform').where('trouble_since', 'is not', null);
  await db
    .updateTable('platforms')
    .set({ not_before_ms: now })
    .where('not_before_ms', '>', now)
    .where('platform', 'in', lockRows(platforms, 'skip'))
    .execute();
}
