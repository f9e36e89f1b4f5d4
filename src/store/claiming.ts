/**
 * Who may post what, and when. A claim is given in one transaction that holds the platform's row: claims on one platform are
 * given one after the other, over all processes, so that a room never has two and every turn in the pace is given once.
 */
import { type RawBuilder, sql, type Transaction } from 'kysely';
import { type Candidate, candidates, inForce } from './candidates.js';
import { turnBack } from './clock-back.js';
import { latestChange } from './kept-changes.js';
import type { Claim, ClaimRequest, Ledger } from './ledger.js';
import { claimed, instant, noticeOf, planned, type Row, reminderOf, secondOf } from './reminder-rows.js';
import type { Engine, Tables } from './schema.js';

/** No turn is given further ahead: whoever gets one may die, and then it is lost. */
const AHEAD_MS = 1000;
/** Less than this a clock may go back without anybody's doing. */
const CLOCK_STEP_MS = 1000;

/** "Now" as a value that one statement reads once, so that an index can be searched for it. */
function once<T>(value: RawBuilder<T>): RawBuilder<T> {
  return sql<T>`(select ${value})`;
}

/** What time it is, and whether anything can be claimed at all. One look, no lock: this is what an idle process asks. */
async function look({ db, nowMs }: Engine, { platform }: ClaimRequest) {
  const row = await db
    .selectNoFrom(({ exists, selectFrom, or }) => [
      nowMs().as('now'),
      selectFrom('platforms').select('next_ms').where('platform', '=', platform).as('next'),
      or([
        exists(
          selectFrom('reminders')
            .select('key')
            .where('platform', '=', platform)
            .where('state', '=', planned)
            .where('not_before', '<=', once(sql<number>`${nowMs()} / 1000`)),
        ),
        exists(
          selectFrom('reminders')
            .select('key')
            .where('platform', '=', platform)
            .where('state', '=', claimed)
            .where('lease_until', '<=', once(nowMs())),
        ),
      ]).as('due'),
    ])
    .executeTakeFirstOrThrow();
  return { now: Number(row.now), nextMs: Number(row.next ?? 0), due: Boolean(row.due) };
}

/** Locks the platform's row. */
async function platformRow({ lockRows, nowMs }: Engine, trx: Transaction<Tables>, { platform }: ClaimRequest) {
  const query = trx
    .selectFrom('platforms')
    .select(['next_ms', 'not_before_ms', 'trouble_since', 'trouble_why', 'tries', nowMs().as('now')])
    .where('platform', '=', platform);
  const row = await lockRows(query, 'wait').executeTakeFirst();
  if (row !== undefined) return row;
  await trx
    .insertInto('platforms')
    .values({ platform })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return lockRows(query, 'wait').executeTakeFirstOrThrow();
}

/** How many turns there are within `AHEAD_MS`, the first of them at `startMs`. */
function turnsFrom(startMs: number, now: number, gapMs: number): number {
  const ahead = now + AHEAD_MS - startMs;
  if (ahead < 0) return 0;
  return gapMs > 0 ? Math.floor(ahead / gapMs) + 1 : Number.POSITIVE_INFINITY;
}

/** What a claim knows of its platform. */
interface Place {
  readonly tries: number;
  readonly trouble_why: string | null;
}

function claimOf(row: Candidate, now: number, more: Pick<Claim, 'waitMs' | 'roomGapMs'>, place: Place): Claim {
  const notice = noticeOf(row);
  // What waited for another's tries, for want of its own.
  const why = row.why ?? row.room_why ?? place.trouble_why;
  return {
    ...reminderOf(row),
    generation: row.generation + 1,
    unsure: row.unsure === 1,
    since: row.first_claimed_at === null ? secondOf(now) : instant(row.first_claimed_at),
    ...(why === null ? {} : { why }),
    ...(notice === undefined ? {} : { notice }),
    ...more,
    troubles: { room: row.room_tries, platform: place.tries },
  };
}

export function createClaiming(engine: Engine): Pick<Ledger, 'claimDue' | 'renew'> {
  const { db, nowMs, owner } = engine;
  let latest = Number.NEGATIVE_INFINITY;

  /** Whether there is anything to claim, after what had to be mended first. */
  async function isAnythingDue(request: ClaimRequest): Promise<boolean> {
    let { now, nextMs, due } = await look(engine, request);
    // It may have gone back while no process ran: then the turns tell. Rests and next tries that are too far ahead were set
    // when turns were given, so they need no look of their own.
    const latestTurn = now + AHEAD_MS + request.pace.gapMs + CLOCK_STEP_MS;
    if (now < latest - CLOCK_STEP_MS || nextMs > latestTurn) {
      await turnBack(engine, { now, leaseMs: request.leaseSeconds * 1000 });
      ({ now, due } = await look(engine, request));
    }
    latest = now;
    return due;
  }

  async function mark(trx: Transaction<Tables>, rows: readonly Row[], now: number, leaseMs: number): Promise<void> {
    await trx
      .updateTable('reminders')
      .set((row) => ({
        state: 'claimed',
        generation: sql<number>`${row.ref('generation')} + 1`,
        owner,
        lease_until: sql<number>`${nowMs()} + ${leaseMs}`,
        doubtful: sql<number>`case when ${row.ref('unsure')} = 1 then 1 else ${row.ref('doubtful')} end`,
        // From here on a try may be shown; only its end can say that it was not.
        unsure: 1,
        first_claimed_at: sql<number>`coalesce(${row.ref('first_claimed_at')}, ${secondOf(now)})`,
      }))
      .where(
        'key',
        'in',
        rows.map((row) => row.key),
      )
      .execute();
  }

  return {
    async claimDue(request) {
      const { platform, pace, leaseSeconds } = request;
      if (request.limit < 1 || !(await isAnythingDue(request))) return [];
      return db.transaction().execute(async (trx) => {
        const place = await platformRow(engine, trx, request);
        const now = Number(place.now);
        if (Number(place.not_before_ms) > now) return [];
        const startMs = Math.max(now, Number(place.next_ms));
        let limit = Math.min(request.limit, turnsFrom(startMs, now, pace.gapMs));
        // A platform in trouble is tried with one post; the others wait for what becomes of it.
        if (place.trouble_since !== null) {
          limit = Math.min(
            limit,
            (await inForce(trx, { platform, now }).limit(1).executeTakeFirst()) === undefined ? 1 : 0,
          );
        }
        if (limit < 1) return [];
        const rows = await candidates(engine, trx, { platform, limit, now });
        if (rows.length === 0) return [];
        await mark(trx, rows, now, leaseSeconds * 1000);
        const { now: given } = await trx
          .updateTable('platforms')
          // Whole milliseconds: Postgres refuses anything else, and a gap may be 20.8.
          .set({ next_ms: Math.ceil(startMs + rows.length * pace.gapMs) })
          .where('platform', '=', platform)
          .returning(nowMs().as('now'))
          .executeTakeFirstOrThrow();
        return rows.map((row, index) => {
          const waitMs = Math.max(0, startMs + index * pace.gapMs - Number(given));
          return claimOf(row, now, { waitMs, roomGapMs: pace.roomGapMs }, place);
        });
      });
    },

    async renew({ key, generation }, leaseSeconds) {
      const result = await db
        .updateTable('reminders')
        .set({ lease_until: sql<number>`${nowMs()} + ${leaseSeconds * 1000}` })
        .where('key', '=', key)
        .where('generation', '=', generation)
        .where('state', '=', 'claimed')
        .where('lease_until', '>', nowMs())
        .executeTakeFirst();
      if (result.numUpdatedRows !== 1n) return undefined;
      // In a statement of its own: one that waited for a change to be recorded does not see it yet.
      return { revision: await latestChange(db) };
    },
  };
}
