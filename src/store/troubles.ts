/**
 * Rooms and platforms that cannot be posted to. Their trouble stands in the database, so all processes leave them alone, and
 * one of them tells the maintainers: the notices are written in the transaction that finds the trouble new.
 */
import { sql, type Transaction } from 'kysely';
import type { Platform } from '../adapter.js';
import type { Claim, Ledger, Trouble } from './ledger.js';
import { nextTryMs } from './next-try.js';
import { insertNotices, openNoticePlaces } from './planning.js';
import { planned, secondOf } from './reminder-rows.js';
import type { Engine, Tables } from './schema.js';
import { held, targetOfClaim } from './settling.js';

/** How long after the start a reminder may still be posted, at most. */
const AFTER_START_SECONDS = 120;

interface Before {
  readonly trouble_since: number | string | null;
  readonly tries: number;
  readonly now: number | string;
}

/**
 * What a trouble changes in the row of its room or platform.
 * @param triesBefore as the claim knew it: claims that fail together count as one try
 */
function troubled({ trouble_since, tries, now }: Before, { why }: Trouble, triesBefore: number, nextMs: number) {
  return {
    trouble_why: why,
    trouble_since: Number(trouble_since ?? secondOf(Number(now))),
    tries: Math.max(tries, triesBefore + 1),
    not_before_ms: nextMs,
    last_try_ms: Number(now),
  };
}

interface Broken {
  readonly platform: Platform;
  /** Absent where the whole platform is. */
  readonly target?: string;
  readonly why: string;
  readonly now: number;
}

/** Every place that is in trouble. Mostly there is none. */
async function openTroubles({ db, nowMs }: Engine): Promise<readonly Broken[]> {
  const rows = await db
    .selectFrom('rooms')
    .select(['platform', sql<string | null>`target`.as('target'), 'trouble_why as why', nowMs().as('now')])
    .where('trouble_since', 'is not', null)
    .unionAll(
      db
        .selectFrom('platforms')
        .select(['platform', sql<string | null>`null`.as('target'), 'trouble_why as why', nowMs().as('now')])
        .where('trouble_since', 'is not', null),
    )
    .execute();
  return rows.map(({ platform, target, why, now }) => ({
    platform,
    ...(target === null ? {} : { target }),
    why: why ?? '',
    now: Number(now),
  }));
}

export function createTroubles(engine: Engine): Pick<Ledger, 'trouble' | 'lapse'> {
  const { db, nowMs, lockRows } = engine;

  /** Whether nobody knew of it. */
  async function noteRoom(trx: Transaction<Tables>, claim: Claim, trouble: Trouble): Promise<boolean> {
    const target = targetOfClaim(claim);
    const query = trx.selectFrom('rooms').select(['trouble_since', 'tries', nowMs().as('now')]);
    const before = await lockRows(query.where('target', '=', target), 'wait').executeTakeFirstOrThrow();
    const nextMs = await nextTryMs(trx, claim, trouble, Number(before.now));
    const change = troubled(before, trouble, claim.troubles.room, nextMs);
    await trx.updateTable('rooms').set(change).where('target', '=', target).execute();
    return before.trouble_since === null;
  }

  async function notePlatform(trx: Transaction<Tables>, claim: Claim, trouble: Trouble): Promise<boolean> {
    const { platform, troubles } = claim;
    const query = trx.selectFrom('platforms').select(['trouble_since', 'tries', nowMs().as('now')]);
    const before = await lockRows(query.where('platform', '=', platform), 'wait').executeTakeFirstOrThrow();
    const nextMs = await nextTryMs(trx, claim, trouble, Number(before.now));
    const change = troubled(before, trouble, troubles.platform, nextMs);
    await trx.updateTable('platforms').set(change).where('platform', '=', platform).execute();
    return before.trouble_since === null;
  }

  return {
    trouble(claim, trouble) {
      return db.transaction().execute(async (trx) => {
        await openNoticePlaces(trx, trouble.notices);
        const result = await held(trx, claim)
          .set({
            state: 'planned',
            lease_until: 0,
            // Its place alone tells when it is tried again: so all that waits there is due when the trouble ends.
            unsure: claim.unsure ? 1 : 0,
            why: trouble.why,
          })
          .executeTakeFirst();
        if (result.numUpdatedRows !== 1n) return 'lost';
        const isNew = await (trouble.of === 'room' ? noteRoom : notePlatform)(trx, claim, trouble);
        if (!isNew) return 'known';
        await insertNotices(trx, trouble.notices);
        return 'new';
      });
    },

    async lapse() {
      const broken = await openTroubles(engine);
      if (broken.length === 0) return [];
      const keys: string[] = [];
      for (const { platform, target, why, now } of broken) {
        const second = secondOf(now);
        const waiting = db
          .selectFrom('reminders')
          .select('key')
          .where('platform', '=', platform)
          .where('state', '=', planned)
          .where('unsure', '=', 0)
          .where('starts_at', '<=', second - AFTER_START_SECONDS);
        const chosen = target === undefined ? waiting : waiting.where('target', '=', target);
        const lapsed = await db
          .updateTable('reminders')
          .set({ state: 'broken', settled_at: second, why })
          .where('key', 'in', lockRows(chosen, 'skip'))
          .returning('key')
          .execute();
        keys.push(...lapsed.map(({ key }) => key));
      }
      return keys;
    },
  };
}
