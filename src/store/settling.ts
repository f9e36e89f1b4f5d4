/** How a claim ends: for good, or given back. Whoever has lost the claim matches no row, and changes nothing. */
import { sql, type Transaction } from 'kysely';
import type { Claim, Ledger, Release, Settlement } from './ledger.js';
import { planned, targetOf } from './reminder-rows.js';
import type { Engine, Tables } from './schema.js';

/** When a room is looked through for a second copy: all that was under way when the row was settled has ended by then. */
const FIRST_SWEEP_MS = 10_000;
export const LAST_SWEEP_MS = 120_000;

export function targetOfClaim({ platform, room, notice }: Claim): string {
  return targetOf({ platform, room, ...(notice?.person === undefined ? {} : { person: notice.person }) });
}

/** The row of a claim that still holds. */
export function held(trx: Transaction<Tables>, { key, generation }: Claim) {
  return trx
    .updateTable('reminders')
    .where('key', '=', key)
    .where('generation', '=', generation)
    .where('state', '=', 'claimed');
}

function outcomeOf(settlement: Settlement) {
  // What is not shown is not edited either.
  if (settlement.state !== 'posted') return { why: settlement.why, edit_at_ms: null };
  const shown = { message_id: settlement.id, link: settlement.link ?? null };
  if ('found' in settlement) return { ...shown, found: 1 };
  return { ...shown, late_by: settlement.lateBySeconds, shown: settlement.shown ?? null };
}

export function createSettling({ db, nowMs, lockRows }: Engine): Pick<Ledger, 'settle' | 'release'> {
  /**
   * Whether the claim's occurrence was changed in chat after `revision`. Whoever records a change decides by the rows as they
   * stand: so the row is locked first, and looked up in a statement of its own, which sees what the lock had to wait for.
   */
  async function isChanged(trx: Transaction<Tables>, claim: Claim, revision: number | undefined): Promise<boolean> {
    if (revision === undefined) return false;
    await lockRows(trx.selectFrom('reminders').select('key').where('key', '=', claim.key), 'wait').execute();
    const change = await trx
      .selectFrom('changes')
      .select('id')
      .where('meeting', '=', claim.meeting)
      .where('original', '=', claim.original)
      .where('id', '>', revision)
      .limit(1)
      .executeTakeFirst();
    return change !== undefined;
  }

  /** As it was before the claim, and due at once. */
  async function giveBack(trx: Transaction<Tables>, claim: Claim): Promise<boolean> {
    const result = await held(trx, claim)
      .set({
        state: 'planned',
        lease_until: 0,
        not_before: sql<number>`cast(${nowMs()} / 1000 as bigint)`,
        unsure: claim.unsure ? 1 : 0,
        why: claim.why ?? null,
      })
      .executeTakeFirst();
    return result.numUpdatedRows === 1n;
  }

  /** What waited because of a trouble, and is too late after it, is to say why. */
  async function rememberTrouble(trx: Transaction<Tables>, claim: Claim): Promise<void> {
    const target = targetOfClaim(claim);
    const platform = await trx
      .selectFrom('platforms')
      .select('trouble_why')
      .where('platform', '=', claim.platform)
      .executeTakeFirst();
    const room = await trx.selectFrom('rooms').select('trouble_why').where('target', '=', target).executeTakeFirst();
    const everywhere = platform?.trouble_why ?? undefined;
    const why = everywhere ?? room?.trouble_why ?? undefined;
    if (why === undefined) return;
    const waiting = trx
      .selectFrom('reminders')
      .select('key')
      .where('platform', '=', claim.platform)
      .where('state', '=', planned)
      .where('why', 'is', null)
      .where('due_at', '<=', sql<number>`${nowMs()} / 1000`);
    const chosen = everywhere === undefined ? waiting.where('target', '=', target) : waiting;
    await trx.updateTable('reminders').set({ why }).where('key', 'in', lockRows(chosen, 'skip')).execute();
  }

  /** What was shown just now: the room rests, and neither it nor its platform is in trouble. */
  async function served(trx: Transaction<Tables>, claim: Claim): Promise<void> {
    if (claim.troubles.room + claim.troubles.platform > 0) await rememberTrouble(trx, claim);
    const rested = sql<number>`${nowMs()} + ${claim.roomGapMs}`;
    await trx
      .updateTable('rooms')
      .set((row) => ({
        // It may have been asked to rest for longer meanwhile; the rest of a trouble is over with it.
        not_before_ms: sql<number>`case when ${row.ref('trouble_since')} is null and ${row.ref('not_before_ms')} > ${rested}
          then ${row.ref('not_before_ms')} else ${rested} end`,
        trouble_why: null,
        trouble_since: null,
        tries: 0,
      }))
      .where('target', '=', targetOfClaim(claim))
      .execute();
    await trx
      .updateTable('platforms')
      .set({ not_before_ms: 0, trouble_why: null, trouble_since: null, tries: 0 })
      .where('platform', '=', claim.platform)
      .where('trouble_since', 'is not', null)
      .execute();
  }

  async function rest(trx: Transaction<Tables>, claim: Claim, { of, until }: Required<Release>['rest']): Promise<void> {
    const change = { not_before_ms: until * 1000 };
    const rooms = trx.updateTable('rooms').set(change).where('not_before_ms', '<', change.not_before_ms);
    const platforms = trx.updateTable('platforms').set(change).where('not_before_ms', '<', change.not_before_ms);
    if (of === 'room') await rooms.where('target', '=', targetOfClaim(claim)).execute();
    else await platforms.where('platform', '=', claim.platform).execute();
  }

  return {
    settle(claim, settlement) {
      const shown = settlement.state === 'posted';
      const found = 'found' in settlement ? 1 : 0;
      return db.transaction().execute(async (trx) => {
        if ('revision' in settlement && (await isChanged(trx, claim, settlement.revision))) {
          return (await giveBack(trx, claim)) && 'changed';
        }
        const result = await held(trx, claim)
          .set((row) => {
            const sweepIn = (ms: number) =>
              sql<number | null>`case when ${row.ref('doubtful')} = 1 or ${found} = 1 then ${nowMs()} + ${ms} end`;
            return {
              state: settlement.state,
              settled_at: settlement.at,
              lease_until: 0,
              // What was not posted may be revived by a move; then an earlier try still counts.
              unsure: !shown && claim.unsure ? 1 : 0,
              why: null,
              sweep_at_ms: sweepIn(FIRST_SWEEP_MS),
              last_sweep_ms: sweepIn(LAST_SWEEP_MS),
              ...outcomeOf(settlement),
            };
          })
          .executeTakeFirst();
        if (result.numUpdatedRows !== 1n) return false;
        if (shown && found === 0) await served(trx, claim);
        return true;
      });
    },

    release(claim, { notBefore, unsure, why, moved, rest: asked }) {
      return db.transaction().execute(async (trx) => {
        const isElsewhere = moved !== undefined && !(await isChanged(trx, claim, moved.revision));
        const result = await held(trx, claim)
          .set({
            state: 'planned',
            lease_until: 0,
            // At its old time it may be due.
            not_before: moved === undefined || isElsewhere ? notBefore : sql<number>`cast(${nowMs()} / 1000 as bigint)`,
            unsure: unsure ? 1 : 0,
            why: why ?? claim.why ?? null,
            ...(isElsewhere ? { due_at: moved.dueAt, starts_at: moved.startsAt } : {}),
          })
          .executeTakeFirst();
        if (result.numUpdatedRows !== 1n) return false;
        if (asked !== undefined) await rest(trx, claim, asked);
        return true;
      });
    },
  };
}
