/**
 * One claim, from its turn to the settled row:
 *
 *   wait for its turn -> if an earlier try may have been shown, ask the platform -> renew the lease -> is it still so, and
 *   still to come? -> one attempt -> outcomes.ts
 *
 * Every way out changes the row: it is settled for good, or given back with the instant of its next try. Between the last
 * check and the send nothing is waited for.
 */
import type { Post } from '../adapter.js';
import type { Claim } from '../store/ledger.js';
import type { Within } from '../time/within.js';
import type { Instant } from '../time/zoned.js';
import { createAsking, isAnswered } from './asking.js';
import { createOutcomes, type OutcomesSetup } from './outcomes.js';
import { createStanding, type Obsolete, type Standing, type StandingSetup } from './standing.js';
import { createTurns } from './turns.js';

/** Four times an adapter's deadline: a takeover never meets a post that is still running. */
export const LEASE_SECONDS = 60;
/**
 * From the renewal to the send. A process that stood still in between may have been taken for dead meanwhile, and its
 * reminder have been posted by another.
 */
const RENEWAL_HOLDS_MS = 1_500;
/** How long after the start the platform is still asked whether an uncertain post was shown. */
const ASK_AFTER_START_SECONDS = 3600;

export interface DeliverySetup extends StandingSetup, Omit<OutcomesSetup, 'surfaces'> {
  readonly within: Within;
}

/**
 * Delivers one claim; once `stopping` is aborted it begins no send, and gives the claim back. Rejects only when the ledger
 * fails: then the lease ends, and the next try asks the platform.
 */
export type Delivery = (claim: Claim, stopping: AbortSignal) => Promise<void>;

export function createDelivery(setup: DeliverySetup): Delivery {
  const { ledger, clock, log, pause } = setup;
  const standingOf = createStanding(setup);
  const asking = createAsking(setup);
  const { settle, tryAgain, notAsked, conclude } = createOutcomes(setup);
  const turns = new Map(setup.surfaces.map(({ platform, adapter }) => [platform, createTurns(adapter.pace.gapMs)]));

  function skip(claim: Claim, why: string): Promise<void> {
    return settle(claim, { state: 'skipped', at: clock.now(), why });
  }

  function drop(claim: Claim, { why }: Obsolete): Promise<void> {
    return skip(claim, claim.unsure ? `${why}; an earlier try may have been shown` : why);
  }

  /** Nothing was tried: what was known of it stands. */
  async function giveBack(claim: Claim): Promise<void> {
    await ledger.release(claim, { notBefore: clock.now(), unsure: claim.unsure });
  }

  function postOf(claim: Claim, standing: Standing): Post {
    // A database that was restored from a backup may know nothing of a try that was made when the reminder was due.
    const since = Math.min(claim.since, claim.dueAt, standing.dueAt) as Instant;
    return { key: claim.key, target: standing.target, reply: standing.reply(clock.now()), since };
  }

  /** Mostly there is nothing to wait for: its turn has come already. */
  async function turn({ platform }: Claim, stopping: AbortSignal): Promise<void> {
    const taken = turns.get(platform);
    for (let ms = taken?.take() ?? 0; ms > 0 && !stopping.aborted; ms = taken?.take() ?? 0) await pause(ms, stopping);
  }

  /** Asks whether an earlier try was shown. True: surely not. False: the claim has come to its end. */
  async function wasNotShown(claim: Claim, standing: Standing): Promise<boolean> {
    const asked = await asking.copies(standing.surface, postOf(claim, standing));
    if (isAnswered(asked)) {
      const [oldest] = asked;
      if (oldest === undefined) return true;
      await settle(claim, { state: 'posted', at: clock.now(), ...oldest, found: true });
    } else if (clock.now() >= standing.tooLateAt + ASK_AFTER_START_SECONDS) {
      await skip(claim, `it may have been shown: ${claim.platform} could not be asked`);
    } else await notAsked(claim, asked);
    return false;
  }

  /** What to do with the claim instead of posting it; undefined: post it. */
  function hindrance(claim: Claim, standing: Standing | Obsolete): (() => Promise<void>) | undefined {
    if ('why' in standing) return () => drop(claim, standing);
    const { dueAt, startsAt, tooLateAt, tooLate } = standing;
    const now = clock.now();
    if (now < dueAt) {
      return () => tryAgain(claim, { notBefore: dueAt, unsure: claim.unsure, moved: { dueAt, startsAt } });
    }
    if (now < tooLateAt) return undefined;
    const state = claim.troubles.room + claim.troubles.platform > 0 ? 'broken' : 'skipped';
    return () => settle(claim, { state, at: now, why: `${tooLate}${claim.why ? `: ${claim.why}` : ''}` });
  }

  return async (claim, stopping) => {
    await pause(claim.waitMs, stopping);
    if (stopping.aborted) return giveBack(claim);
    if (claim.unsure) {
      const before = standingOf(claim);
      if ('why' in before) return drop(claim, before);
      if (!(await wasNotShown(claim, before))) return;
    }
    if (stopping.aborted) return giveBack(claim);
    const renewal = performance.now();
    if (!(await ledger.renew(claim, LEASE_SECONDS))) {
      return log.warn('a claim was lost before posting', { key: claim.key });
    }
    await turn(claim, stopping);
    if (stopping.aborted || performance.now() - renewal > RENEWAL_HOLDS_MS) return giveBack(claim);
    const standing = standingOf(claim);
    const instead = hindrance(claim, standing);
    if (instead !== undefined) return instead();
    if ('why' in standing) return;
    return conclude(claim, standing, await asking.post(standing.surface, postOf(claim, standing)));
  };
}
