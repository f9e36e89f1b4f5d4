/**
 * One claim, from its turn to the settled row:
 *
 *   wait for its turn -> if an earlier try may have been shown, ask the platform -> renew the lease, take in what was changed in
 *   chat meanwhile, and within 1.5 s -> is it still so, and still to come? -> one attempt -> outcomes.ts
 *
 * Every way out changes the row: it is settled for good, or given back with the instant of its next try. Between the last
 * check and the send nothing is waited for.
 */
import type { Post } from '../adapter.js';
import type { Claim } from '../store/ledger.js';
import type { Within } from '../time/within.js';
import { type Instant, parseWall } from '../time/zoned.js';
import { createAsking, isAnswered } from './asking.js';
import type { ChangesAhead } from './changing.js';
import { TOLD_OTHERWISE } from './consequences.js';
import { createDoor } from './door.js';
import { tooLateAt } from './lateness.js';
import { createOutcomes, type OutcomesSetup } from './outcomes.js';
import type { Quiet } from './quiet.js';
import { createStanding, type Obsolete, type Standing, type StandingSetup } from './standing.js';
import type { Stopwatch } from './stopwatch.js';
import { createTurns, type Turns } from './turns.js';

/** Six times an adapter's deadline: a takeover never meets a post that is still running. */
export const LEASE_SECONDS = 60;
/**
 * From the renewal to the send. A process that stood still for longer may have been taken for dead meanwhile, and its
 * reminder have been posted by another: it renews again. Much less than the 11 s after which the claims of the dead end.
 */
const RENEWAL_HOLDS_MS = 1_500;
/**
 * So many of a platform at once are between renewal and send: enough that a slow database does not hold up the pace, and so
 * few that none waits there for long. The others wait before their renewal.
 */
const READY_AT_ONCE = 8;
/** A ledger that takes so long so often is not well: the claim is given back. */
const RENEWALS = 4;
/** How long after the start the platform is still asked whether an uncertain post was shown. */
const ASK_AFTER_START_SECONDS = 3600;
/**
 * What this process has not heard of is left to the others for so long: while replicas are replaced one after the other, a
 * newer one may post it. After `LEFT_OFTEN` claims, which is some minutes, none is coming soon.
 */
const LEFT_SECONDS = { first: 5, spread: 5, later: 60 } as const;
const LEFT_OFTEN = 60;

export interface DeliverySetup extends StandingSetup, Omit<OutcomesSetup, 'surfaces'> {
  readonly within: Within;
  /** A clock that never jumps. */
  readonly monotonicMs: () => number;
  readonly stopwatch: Stopwatch;
  readonly quiet: Quiet;
  /** Other processes, perhaps with another community file, may work on the same ledger. */
  readonly shared?: boolean;
  /** Absent where nobody changes the schedule in chat. */
  readonly changes?: Pick<ChangesAhead, 'catchUp' | 'revision' | 'isChanged' | 'holds'>;
  /** Told when a message that stands may show what is no longer so, and is due for editing at `at`. */
  readonly onEdit: (at: Instant) => void;
}

/**
 * Delivers one claim; once it is stopping it begins no send, and gives the claim back. Rejects only when the ledger fails:
 * then the lease ends, and the next try asks the platform.
 */
export type Delivery = (claim: Claim) => Promise<void>;

export function createDelivery(setup: DeliverySetup): Delivery {
  const { ledger, clock, log, pause, stopping, monotonicMs, stopwatch, quiet, changes } = setup;
  const standingOf = createStanding(setup);
  const asking = createAsking(setup);
  const { settle, tryAgain, notAsked, conclude } = createOutcomes(setup);
  const gates = new Map(
    setup.surfaces.map(({ platform, adapter }) => [
      platform,
      { turns: createTurns(adapter.pace.gapMs, monotonicMs), door: createDoor(READY_AT_ONCE) },
    ]),
  );

  /** What a reminder is skipped by may be changed before that is written: the latest change that was known then. */
  function knownFor({ notice }: Claim): { readonly revision?: number } {
    return changes === undefined || notice !== undefined ? {} : { revision: changes.revision() };
  }

  function skip(claim: Claim, why: string, known = knownFor(claim)): Promise<void> {
    return settle(claim, { state: 'skipped', at: clock.now(), why, ...known });
  }

  async function drop(claim: Claim, { why, unheardOf, was }: Obsolete): Promise<void> {
    const known = knownFor(claim);
    const until = tooLateAt({ at: claim.startsAt }, claim);
    if (setup.shared && unheardOf && clock.now() < until) return leave(claim, why, until);
    if (!claim.unsure) return skip(claim, why);
    // What was shown is to be edited.
    if (was === undefined) return skip(claim, `${why}; an earlier try may have been shown`);
    if (await wasNotShown(claim, was)) await skip(claim, why, known);
  }

  function leave(claim: Claim, why: string, until: Instant): Promise<void> {
    const { first, spread, later } = LEFT_SECONDS;
    const seconds = claim.generation < LEFT_OFTEN ? first + setup.random() * spread : later;
    const notBefore = Math.min(until, Math.ceil(clock.nowMs() / 1000 + seconds)) as Instant;
    return tryAgain(claim, { notBefore, unsure: claim.unsure, why });
  }

  /** Nothing was tried: what was known of it stands. */
  async function giveBack(claim: Claim): Promise<void> {
    await ledger.release(claim, { notBefore: clock.now(), unsure: claim.unsure });
  }

  function postOf(claim: Claim, standing: Standing): Post {
    // A database that was restored from a backup may know nothing of a try that was made when the reminder was due.
    const since = Math.min(claim.since, claim.dueAt, standing.dueAt) as Instant;
    const post = { key: claim.key, target: standing.target, reply: standing.reply(clock.now()), since };
    const quietSince = quiet.sinceOf(claim);
    return quietSince === undefined ? post : { ...post, quietSince };
  }

  /**
   * Renews the lease and takes a turn, with so little time in between that the claim surely still holds. Mostly there is
   * nothing to wait for: its turn has come already. False: the claim has come to its end.
   */
  async function isReady(claim: Claim, turns: Turns): Promise<boolean> {
    for (let renewals = 0; renewals < RENEWALS && !stopping.aborted; renewals += 1) {
      // Counted from before the call: it may have been granted long before the answer is read.
      const sinceRenewal = stopwatch();
      const renewed = await ledger.renew(claim, LEASE_SECONDS);
      if (renewed === undefined) {
        log.warn('a claim was lost before posting', { key: claim.key });
        return false;
      }
      if (changes !== undefined && renewed.revision !== changes.revision()) await changes.catchUp();
      while (!stopping.aborted && sinceRenewal() <= RENEWAL_HOLDS_MS) {
        const ms = turns.take();
        if (ms === 0) return true;
        await pause(ms, stopping);
      }
    }
    await giveBack(claim);
    return false;
  }

  /** Asks whether an earlier try was shown. True: surely not. False: the claim has come to its end. */
  async function wasNotShown(claim: Claim, standing: Standing): Promise<boolean> {
    const asked = await asking.copies(standing.surface, postOf(claim, standing));
    if (isAnswered(asked)) {
      const [oldest] = asked;
      if (oldest === undefined) return true;
      await settle(claim, { state: 'posted', at: clock.now(), ...oldest, found: true });
      setup.onEdit(clock.now());
    } else if (clock.now() >= standing.tooLateAt + ASK_AFTER_START_SECONDS) {
      await skip(claim, `it may have been shown: ${claim.platform} could not be asked`);
    } else if (asked.refused !== undefined) {
      const { outcome, reason } = asked.refused;
      await conclude(claim, standing, { outcome, reason });
    } else await notAsked(claim, asked);
    return false;
  }

  /** Moved in chat while it was claimed, to a time whose reminder was due by then: the room got a notice in its place. */
  function wasMovedUnderWay({ meeting, original, startsAt, notice }: Claim, standing: Standing): boolean {
    const wall = parseWall(original);
    if (notice !== undefined || wall === undefined || standing.startsAt === startsAt) return false;
    return changes?.isChanged(meeting, wall) ?? false;
  }

  /** What stands in the room may show what was changed while it was on its way. */
  function lookForEdit(claim: Claim, { shown }: Standing): void {
    if (shown === undefined) return;
    const now = standingOf(claim);
    if (!('shown' in now) || now.shown !== shown) setup.onEdit(clock.now());
  }

  /** What to do with the claim instead of posting it; undefined: post it. */
  function hindrance(claim: Claim, standing: Standing | Obsolete): (() => Promise<void>) | undefined {
    if ('why' in standing) return () => drop(claim, standing);
    const { dueAt, startsAt, tooLateAt, tooLate } = standing;
    const now = clock.now();
    const known = knownFor(claim);
    if (now < dueAt) {
      return () => tryAgain(claim, { notBefore: dueAt, unsure: claim.unsure, moved: { dueAt, startsAt, ...known } });
    }
    if (wasMovedUnderWay(claim, standing)) return () => skip(claim, TOLD_OTHERWISE);
    if (now < tooLateAt) return undefined;
    const state = claim.troubles.room + claim.troubles.platform > 0 ? 'broken' : 'skipped';
    return () => settle(claim, { state, at: now, why: `${tooLate}${claim.why ? `: ${claim.why}` : ''}`, ...known });
  }

  return async (claim) => {
    const gate = gates.get(claim.platform);
    if (gate === undefined) return giveBack(claim);
    await pause(claim.waitMs, stopping);
    if (stopping.aborted) return giveBack(claim);
    if (claim.unsure) {
      await changes?.catchUp();
      const before = standingOf(claim);
      if ('why' in before) return drop(claim, before);
      if (!(await wasNotShown(claim, before))) return;
    }
    if (!(await gate.door(() => isReady(claim, gate.turns)))) return;
    const standing = standingOf(claim);
    const instead = hindrance(claim, standing);
    if (instead !== undefined) return instead();
    if ('why' in standing) return;
    const post = postOf(claim, standing);
    quiet.tried(claim);
    await conclude(claim, standing, await asking.post(standing.surface, post));
    lookForEdit(claim, standing);
  };
}
