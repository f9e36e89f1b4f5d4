/** The ports with steps at which the process may die: production code has no switch for it. */
import { type Adapter, AskLater } from '../../src/adapter.js';
import type { ChangeLog } from '../../src/store/change-log.js';
import type { Claim, Ledger } from '../../src/store/ledger.js';
import type { Fate, Step } from './fate.js';

type Around = <T>(
  before: Step | undefined,
  during: Step | undefined,
  after: Step,
  work: () => Promise<T>,
) => Promise<T>;

function aroundWith(fate: Fate): Around {
  return async (before, during, after, work) => {
    if (before !== undefined) fate.meet(before);
    if (during !== undefined) fate.begin(during);
    const done = await work();
    fate.meet(after);
    return done;
  };
}

/** Before the transaction, in it, and when it is committed and the schedule here does not tell the change yet. */
export function mortalLog(log: ChangeLog, fate: Fate): ChangeLog {
  const around = aroundWith(fate);
  return {
    changesRevision: () => log.changesRevision(),
    changesAfter: (id) => log.changesAfter(id),
    recordChange: (change, decide) =>
      around('before recordChange', 'during recordChange', 'after recordChange', () =>
        log.recordChange(change, decide),
      ),
  };
}

export function mortalLedger(ledger: Ledger, fate: Fate): Ledger {
  const around = aroundWith(fate);
  async function ending<T>(claim: Claim, steps: readonly [Step, Step | undefined, Step], work: () => Promise<T>) {
    return around(...steps, async () => {
      const ended = await work();
      fate.holds.delete(claim.key);
      return ended;
    });
  }

  return {
    ...ledger,
    planDue: (rows, watermark) =>
      rows.length === 0
        ? ledger.planDue(rows, watermark)
        : around(undefined, 'during planDue', 'after planDue', () => ledger.planDue(rows, watermark)),
    async claimDue(request) {
      fate.meet('before claimDue');
      fate.begin('during claimDue');
      const claims = await ledger.claimDue(request);
      for (const { key } of claims) fate.holds.add(key);
      if (claims.length > 0) fate.meet('after claimDue');
      return claims;
    },
    renew: (claim, seconds) =>
      around('before renew', 'during renew', 'after renew', () => ledger.renew(claim, seconds)),
    settle: (claim, settlement) =>
      ending(claim, ['before settle', 'during settle', 'after settle'], () => ledger.settle(claim, settlement)),
    release: (claim, release) =>
      ending(claim, ['before release', undefined, 'after release'], () => ledger.release(claim, release)),
    trouble: (claim, trouble) =>
      ending(claim, ['before release', undefined, 'after release'], () => ledger.trouble(claim, trouble)),
    edited: (edit, shown) => around('before edited', 'during edited', 'after edited', () => ledger.edited(edit, shown)),
    swept: (sweep, done) => around('before swept', undefined, 'after swept', () => ledger.swept(sweep, done)),
  };
}

export type PostingAdapter = Pick<Adapter, 'platform' | 'pace' | 'post' | 'copies' | 'edit' | 'remove'>;

export function mortalAdapter(adapter: PostingAdapter, fate: Fate): PostingAdapter {
  return {
    platform: adapter.platform,
    pace: adapter.pace,
    async post(post) {
      fate.meet('before post');
      fate.beginRequest('during post');
      const outcome = await adapter.post(post);
      fate.meet('after answer');
      return outcome;
    },
    async copies(post) {
      fate.meet('before copies');
      fate.beginRequest('during copies');
      const copies = await adapter.copies(post);
      fate.meet('after copies');
      return copies;
    },
    async edit(post, id) {
      fate.meet('before edit');
      fate.beginRequest('during edit');
      const outcome = await adapter.edit(post, id);
      fate.meet('after edit');
      return outcome;
    },
    async remove(target, id) {
      fate.meet('before remove');
      await adapter.remove(target, id);
      fate.meet('after remove');
    },
  };
}

/**
 * The strategy that most bots have: what got no answer is posted again, and nobody asks the platform first. (Its posts carry
 * no nonce either; the platform of the control run forgets them.)
 */
export function blindAdapter(adapter: PostingAdapter): PostingAdapter {
  return { ...adapter, copies: async () => [] };
}

export function blindLedger(ledger: Ledger): Ledger {
  return { ...ledger, sweepsDue: async () => [] };
}

/** Stands between the last check and the request, as long as `still` takes. */
export function haltingAdapter(adapter: PostingAdapter, still: (key: string) => Promise<void>): PostingAdapter {
  return {
    ...adapter,
    async post(post) {
      await still(post.key);
      return adapter.post(post);
    },
  };
}

/** For an adapter whose own clock runs `times` faster: what it says in its seconds, in ours. */
export function hastyAdapter(adapter: PostingAdapter, times: number): PostingAdapter {
  return {
    ...adapter,
    async copies(post) {
      try {
        return await adapter.copies(post);
      } catch (error) {
        throw error instanceof AskLater ? new AskLater(error.seconds / times) : error;
      }
    },
  };
}
