/**
 * What follows from an outcome: the row is settled, or given back with the instant of its next try, and whoever has to act
 * is told once.
 */
import type { Logger, PostOutcome } from '../adapter.js';
import { type Reply, unreachable } from '../reply/reply.js';
import type { Claim, Ledger, Release, Settlement, Trouble } from '../store/ledger.js';
import type { Clock } from '../time/clock.js';
import type { Pause } from '../time/pause.js';
import type { Instant } from '../time/zoned.js';
import type { Asked } from './asking.js';
import { createNotices, type NoticesSetup } from './notices.js';
import type { Standing } from './standing.js';

const LONGEST_BACKOFF_SECONDS = 30;
const LONGEST_RETRY_SECONDS = 3600;
/** Where a platform asks to wait and does not say how long. */
const UNSAID_RETRY_SECONDS = 15;
/** Between two tries of what is in trouble: from so many seconds, doubling, to so many. */
const TRIED_AGAIN = { room: [600, 6 * 3600], platform: [300, 1800] } as const;
/** However long a place is to be left alone: once more before the meeting starts, its own reminder tries it. */
const LAST_CHANCE_SECONDS = 120;
/** 2, 4, 8, 16 and 32 s after each other, then every minute: over about a quarter of an hour. */
const SUSPECT_TRIES = 20;
const LONGEST_SUSPECT_MS = 60_000;
/**
 * A try whose end is not known may be shown until a deadline of 10 s has passed: asked before that, the platform may say that
 * there is nothing, and then show it. It counts from the end of the try, not from its start: one that the platform did not
 * answer for 10 s is one that it is slow with.
 */
export const TRY_ENDS_SECONDS = 11;
/** When a row that was posted after an uncertain try is swept, after it was settled. */
const SWEPT_AFTER_SECONDS = [10, 120] as const;

export interface OutcomesSetup extends NoticesSetup {
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly log: Logger;
  readonly pause: Pause;
  readonly stopping: AbortSignal;
  /** 0 <= n < 1: spreads the tries of many reminders that failed together. */
  readonly random: () => number;
  /** Told when a reminder waits for another try at `at`. */
  readonly onWait: (at: Instant) => void;
  /** Told when sweeps are to come at `at`. */
  readonly onSweep: (at: Instant) => void;
}

export interface Outcomes {
  settle(claim: Claim, settlement: Settlement): Promise<void>;
  tryAgain(claim: Claim, release: Release): Promise<void>;
  /** The platform could not be asked about an earlier try. */
  notAsked(claim: Claim, asked: Exclude<Asked, readonly unknown[]>): Promise<void>;
  conclude(claim: Claim, standing: Standing, outcome: PostOutcome): Promise<void>;
}

/** For the log: what a message shows stands in the room. */
function fieldsOf({ key }: Claim, settlement: Settlement): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries({ key, ...settlement }).filter(([name]) => name !== 'shown'));
}

export function createOutcomes(setup: OutcomesSetup): Outcomes {
  const { ledger, clock, log } = setup;
  const notices = createNotices(setup);

  function inSeconds(seconds: number): Instant {
    return Math.ceil(clock.nowMs() / 1000 + seconds) as Instant;
  }

  function backoff({ generation }: Claim, atLeast = 1): Instant {
    const longest = Math.min(LONGEST_BACKOFF_SECONDS, 2 ** generation);
    return inSeconds(Math.max(atLeast, longest * (0.5 + setup.random() / 2)));
  }

  function retryIn(asked: number): number {
    if (!(asked > 0)) return UNSAID_RETRY_SECONDS * (1 + setup.random());
    return Math.min(LONGEST_RETRY_SECONDS, Math.max(1, asked));
  }

  /**
   * The claim was lost, and its try may have been shown: a second copy may come to stand beside it. Nobody else knows of it,
   * so a ledger that does not answer is told again; while stopping, at once.
   */
  async function suspect(claim: Claim): Promise<void> {
    for (let tries = 1; ; tries += 1) {
      try {
        await ledger.suspect(claim);
        return setup.onSweep(inSeconds(0));
      } catch (error) {
        if (tries === SUSPECT_TRIES) {
          return log.error('a reminder may stand twice, and the ledger could not be told', { key: claim.key, error });
        }
        await setup.pause(Math.min(LONGEST_SUSPECT_MS, 1000 * 2 ** tries), setup.stopping);
      }
    }
  }

  async function settle(claim: Claim, settlement: Settlement): Promise<void> {
    const kept = await ledger.settle(claim, settlement);
    if (kept === 'changed') return setup.onWait(inSeconds(0));
    const fields = fieldsOf(claim, settlement);
    if (!kept) {
      log.warn('a reminder was taken over before its outcome was written', fields);
      if (settlement.state === 'posted') await suspect(claim);
    } else if (settlement.state !== 'posted') log.warn(`reminder ${settlement.state}`, fields);
    else {
      log.info('reminder posted', fields);
      if (claim.generation > 1) for (const seconds of SWEPT_AFTER_SECONDS) setup.onSweep(inSeconds(seconds));
    }
  }

  async function tryAgain(claim: Claim, release: Release): Promise<void> {
    const kept = await ledger.release(claim, release);
    if (kept) return setup.onWait(release.notBefore);
    log.warn('a reminder was taken over before its outcome was written', { key: claim.key, why: release.why });
    if (release.unsure) await suspect(claim);
  }

  function triedAgain(claim: Claim, of: Trouble['of'], startsAt: Instant): Instant {
    const [first, longest] = TRIED_AGAIN[of];
    const regular = inSeconds(Math.min(longest, first * 2 ** claim.troubles[of]));
    const last = (startsAt - LAST_CHANCE_SECONDS) as Instant;
    return last > inSeconds(first) && last < regular ? last : regular;
  }

  async function trouble(claim: Claim, { target, startsAt }: Standing, of: Trouble['of'], why: string): Promise<void> {
    const { platform, room } = target;
    const until = triedAgain(claim, of, startsAt);
    const place = of === 'room' ? { platform, room } : { platform };
    const told = await ledger.trouble(claim, { of, why, until, notices: notices.about(place, why, until) });
    const fields = { ...place, reason: why };
    if (told === 'lost') return log.warn('a reminder was taken over before its outcome was written', fields);
    if (told === 'new') log.error(`a ${of} cannot be posted to; a maintainer has to act`, fields);
    setup.onWait(until);
    if (told === 'new') setup.onWait(inSeconds(0));
  }

  /**
   * A notice that its room or person did not take. What a room does not take goes to people, written before the notice is
   * closed: who is killed in between writes it again, once. What a person does not take ends there.
   */
  async function notTold(claim: Claim, { summary }: Reply, why: string): Promise<void> {
    const people = notices.insteadOf(claim);
    if (people.length > 0) {
      await ledger.tell(people);
      setup.onWait(inSeconds(0));
    } else {
      const { key, room, platform } = claim;
      const isChange = key.startsWith('notice/change/');
      const who = isChange ? 'a room' : claim.notice?.person === undefined ? 'the maintainers' : 'a maintainer';
      log.error(`${who} could not be told: ${summary}`, {
        key,
        ...(room === '' ? {} : { room }),
        platform,
        reason: why,
      });
    }
    return settle(claim, { state: 'broken', at: clock.now(), why });
  }

  /** What this try leaves as it was is uncertain where it was before: an older try may still be shown late. */
  async function conclude(claim: Claim, standing: Standing, outcome: PostOutcome): Promise<void> {
    const at = clock.now();
    const { dueAt, target } = standing;
    const { unsure } = claim;
    switch (outcome.outcome) {
      case 'posted': {
        const { id, link } = outcome;
        const lateBySeconds = Math.max(0, at - dueAt);
        const { shown } = standing;
        const more = { ...(link === undefined ? {} : { link }), ...(shown === undefined ? {} : { shown }) };
        return settle(claim, { state: 'posted', at, id, lateBySeconds, ...more });
      }
      case 'retry-after': {
        const seconds = retryIn(outcome.seconds);
        const until = inSeconds(seconds);
        const why = `${target.platform} asked to wait ${Math.ceil(seconds)} s`;
        const of = outcome.everywhere ? 'platform' : 'room';
        return tryAgain(claim, { notBefore: until, unsure, why, rest: { of, until } });
      }
      case 'not-delivered':
        return tryAgain(claim, { notBefore: backoff(claim), unsure, why: outcome.reason });
      case 'unknown':
        return tryAgain(claim, { notBefore: backoff(claim, TRY_ENDS_SECONDS), unsure: true, why: outcome.reason });
      case 'refused':
        log.error('a platform refuses a message for what it says', { key: claim.key, reason: outcome.reason });
        return settle(claim, { state: 'broken', at, why: outcome.reason });
      case 'gone':
      case 'forbidden':
        // There is no notice about a notice.
        if (claim.notice !== undefined) return notTold(claim, claim.notice.reply, outcome.reason);
        return trouble(claim, standing, 'room', outcome.reason);
      case 'revoked':
        return trouble(claim, standing, 'platform', outcome.reason);
      default:
        return unreachable(outcome);
    }
  }

  return {
    settle,
    tryAgain,
    conclude,
    notAsked(claim, { later, error }) {
      if (error !== undefined) log.warn('a platform could not be asked what it shows', { key: claim.key, error });
      const notBefore = later === undefined ? backoff(claim) : inSeconds(Math.max(1, later));
      return tryAgain(claim, { notBefore, unsure: true, why: 'the platform could not be asked' });
    },
  };
}
