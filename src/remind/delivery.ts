/**
 * One claim, from the platform's answer about an earlier try to the settled row. Every way out changes the row: it is
 * settled for good, or given back with the instant of its next try.
 */
import type { Adapter, Logger, Post, PostOutcome } from '../adapter.js';
import type { Community } from '../community/model.js';
import { unreachable } from '../reply/reply.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Claim, Ledger, Settlement } from '../store/ledger.js';
import type { Clock } from '../time/clock.js';
import { late, type Within } from '../time/within.js';
import { type Instant, parseWall } from '../time/zoned.js';
import { dueAt, tooLateAt } from './lateness.js';
import { occurrenceNamed } from './occurrences.js';
import type { Pauses } from './pauses.js';
import { type ConnectedPlatform, type PlannedPost, reminderReply } from './plan.js';

/** A surface that reminders go to: the web page too, whose channels are the rooms' own names. */
export interface ReminderSurface extends ConnectedPlatform {
  readonly adapter: Pick<Adapter, 'post' | 'find'>;
}

/** An adapter answers within 10 s; this is for one that breaks its word. */
const ANSWER_MS = 15_000;
/** Four times an adapter's deadline: a takeover never meets a post that is still running. */
export const LEASE_SECONDS = 60;
const LONGEST_BACKOFF_SECONDS = 60;
const LONGEST_RETRY_SECONDS = 3600;
const REVOKED_PAUSE_SECONDS = 300;
const BROKEN_PAUSE_SECONDS = 600;
/** How long after the start the platform is still asked whether an uncertain post was shown. */
const ASK_AFTER_START_SECONDS = 3600;

export interface DeliverySetup {
  readonly community: Community;
  readonly schedule: Schedule;
  readonly ledger: Ledger;
  readonly surfaces: readonly ReminderSurface[];
  readonly clock: Clock;
  readonly log: Logger;
  /** 0 <= n < 1: spreads the tries of many reminders that failed together. */
  readonly random: () => number;
  readonly within: Within;
  readonly pauses: Pauses;
  /** Told when a reminder waits for another try at `at`. */
  readonly onWait: (at: Instant) => void;
}

/** A claim as the file and the schedule have it now. */
interface Delivery extends PlannedPost {
  readonly surface: ReminderSurface;
  readonly since: Instant;
}

/** Delivers one claim. Rejects only when the ledger fails: then the lease ends, and the next try asks the platform. */
export function createDelivery(setup: DeliverySetup): (claim: Claim) => Promise<void> {
  const { schedule, ledger, surfaces, clock, log, pauses } = setup;
  const meetings = new Map(setup.community.meetings.map((meeting) => [meeting.id, meeting]));
  /** Rooms and platforms whose trouble was logged and is not over. */
  const told = new Set<string>();

  /** What to post, or why there is nothing to post any more. */
  function current(claim: Claim): Delivery | { readonly why: string } {
    const meeting = meetings.get(claim.meeting);
    if (meeting === undefined) return { why: 'the community file no longer has this meeting' };
    const rule = meeting.remind.find(
      ({ beforeMinutes, rooms }) => beforeMinutes === claim.beforeMinutes && rooms.includes(claim.room),
    );
    if (rule === undefined) return { why: 'the community file no longer asks for this reminder' };
    const surface = surfaces.find(({ platform }) => platform === claim.platform);
    const channel = surface?.channelOf(claim.room);
    if (surface === undefined || channel === undefined) {
      return { why: `the room ${claim.room} has no channel on ${claim.platform}` };
    }
    const original = parseWall(claim.original);
    const from = Math.min(clock.now(), claim.startsAt) as Instant;
    const occurrence = original && occurrenceNamed(schedule, meeting.id, original, from);
    if (occurrence === undefined) return { why: 'the schedule no longer has this meeting on that date' };
    if (occurrence.status === 'skipped') {
      return { why: `the meeting is skipped${occurrence.why === undefined ? '' : `: ${occurrence.why}`}` };
    }
    const target = { platform: claim.platform, room: claim.room, channel };
    return { key: claim.key, dueAt: dueAt(occurrence, rule), occurrence, rule, target, surface, since: claim.since };
  }

  async function settle(claim: Claim, settlement: Settlement): Promise<void> {
    const kept = await ledger.settle(claim, settlement);
    const fields = { key: claim.key, ...settlement };
    if (!kept) log.warn('a reminder was taken over before its outcome was written', fields);
    else if (settlement.state === 'posted') log.info('reminder posted', fields);
    else log.warn(`reminder ${settlement.state}`, fields);
  }

  function skip(claim: Claim, why: string): Promise<void> {
    return settle(claim, { state: 'skipped', at: clock.now(), why });
  }

  async function tryAgain(claim: Claim, notBefore: Instant, unsure: boolean, why: string): Promise<void> {
    await ledger.release(claim, { notBefore, unsure, why });
    setup.onWait(notBefore);
  }

  function backoff({ generation }: Claim): Instant {
    const longest = Math.min(LONGEST_BACKOFF_SECONDS, 2 ** generation);
    return inSeconds(Math.max(1, longest * (0.5 + setup.random() / 2)));
  }

  function inSeconds(seconds: number): Instant {
    return Math.ceil(clock.nowMs() / 1000 + seconds) as Instant;
  }

  /** Once for each trouble of a room or platform, until something was posted there again. */
  function tellOnce(place: string, message: string, fields: Readonly<Record<string, unknown>>): void {
    if (!told.has(place)) log.error(message, fields);
    told.add(place);
  }

  function postOf(delivery: Delivery): Post {
    const { key, target, since } = delivery;
    return { key, target, reply: reminderReply(delivery, clock.now()), since };
  }

  /** Whether an earlier try was shown; undefined when the platform cannot tell. */
  async function wasShown(delivery: Delivery): Promise<{ readonly id: string } | false | undefined> {
    try {
      const answer = await setup.within(ANSWER_MS, delivery.surface.adapter.find(postOf(delivery)));
      return answer === late ? undefined : (answer ?? false);
    } catch {
      return undefined;
    }
  }

  async function post(delivery: Delivery): Promise<PostOutcome> {
    try {
      const outcome = await setup.within(ANSWER_MS, delivery.surface.adapter.post(postOf(delivery)));
      return outcome === late ? { outcome: 'unknown', reason: 'no answer in time' } : outcome;
    } catch (error) {
      log.error('an adapter rejected instead of giving an outcome', { platform: delivery.target.platform, error });
      return { outcome: 'unknown', reason: 'the adapter failed' };
    }
  }

  async function conclude(claim: Claim, { dueAt: due, target }: Delivery, outcome: PostOutcome): Promise<void> {
    const room = `${target.platform}/${target.room}`;
    switch (outcome.outcome) {
      case 'posted': {
        told.delete(room);
        told.delete(target.platform);
        const at = clock.now();
        const { id, link } = outcome;
        const lateBySeconds = Math.max(0, at - due);
        return settle(claim, { state: 'posted', at, id, ...(link === undefined ? {} : { link }), lateBySeconds });
      }
      case 'retry-after': {
        const until = inSeconds(Math.min(LONGEST_RETRY_SECONDS, Math.max(1, outcome.seconds)));
        pauses.room(target, until);
        return tryAgain(claim, until, false, `${target.platform} asked to wait ${outcome.seconds} s`);
      }
      case 'not-delivered':
        return tryAgain(claim, backoff(claim), false, outcome.reason);
      case 'unknown':
        return tryAgain(claim, backoff(claim), true, outcome.reason);
      case 'gone':
      case 'forbidden':
        pauses.room(target, inSeconds(BROKEN_PAUSE_SECONDS));
        tellOnce(room, 'a room cannot be posted to; a maintainer has to act', { ...target, reason: outcome.reason });
        return settle(claim, { state: 'broken', at: clock.now(), why: outcome.reason });
      case 'revoked':
        pauses.platform(target.platform, inSeconds(REVOKED_PAUSE_SECONDS));
        tellOnce(target.platform, 'a platform refuses the token; its reminders wait', {
          platform: target.platform,
          reason: outcome.reason,
        });
        return tryAgain(claim, inSeconds(REVOKED_PAUSE_SECONDS), false, outcome.reason);
      default:
        return unreachable(outcome);
    }
  }

  return async (claim) => {
    const delivery = current(claim);
    if ('why' in delivery) {
      return skip(claim, claim.unsure ? `${delivery.why}; an earlier try may have been shown` : delivery.why);
    }
    const end = tooLateAt(delivery.occurrence, delivery.rule);
    if (claim.unsure) {
      const shown = await wasShown(delivery);
      if (shown === undefined && clock.now() >= end + ASK_AFTER_START_SECONDS) {
        return skip(claim, `it may have been shown: ${claim.platform} could not be asked`);
      }
      if (shown === undefined) return tryAgain(claim, backoff(claim), true, 'the platform could not be asked');
      if (shown !== false) return settle(claim, { state: 'posted', at: clock.now(), id: shown.id, repaired: true });
    }
    const now = clock.now();
    if (now < delivery.dueAt) {
      const moved = { dueAt: delivery.dueAt, startsAt: delivery.occurrence.at };
      await ledger.release(claim, { notBefore: delivery.dueAt, unsure: false, moved });
      return setup.onWait(delivery.dueAt);
    }
    if (now >= end) return skip(claim, `not posted before the meeting started${claim.why ? `: ${claim.why}` : ''}`);
    if (!(await ledger.renew(claim, LEASE_SECONDS))) {
      return log.warn('a claim was lost before posting', { key: claim.key });
    }
    return conclude(claim, delivery, await post(delivery));
  };
}
