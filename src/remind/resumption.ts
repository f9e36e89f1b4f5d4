/**
 * Where planning goes on after a start, for each platform by itself: at its watermark, or now when it has none, so that a
 * first start posts nothing old. Before the watermark lies what was planned already, and what was never asked for (a
 * meeting added meanwhile); the one exception is an occurrence that was moved there and is still to come.
 */
import type { Logger, Platform } from '../adapter.js';
import type { ReminderRule } from '../community/model.js';
import type { Ledger } from '../store/ledger.js';
import { type Instant, isoOf } from '../time/zoned.js';
import { spanText, tooLateAt } from './lateness.js';
import type { PlannedPost } from './plan.js';

const HOUR = 3600;
/** A process that runs writes its watermark every minute: an older one is that of a process that was away. */
const AWAY_SECONDS = 120;
/** Older reminders of meetings that are over get no receipt of their own after a long absence. */
const RECEIPTS_BACK_SECONDS = 7 * 24 * HOUR;

interface Start {
  readonly watermark: Instant;
  readonly first: boolean;
}

export interface Resumption {
  /** The earliest watermark; now where no platform has one. */
  readonly watermark: Instant;
  /**
   * The ledger was left alone for a while. Perhaps it is a backup that was restored: what was due before now may have been
   * shown without a trace in it.
   */
  readonly away: boolean;
  /** No reminder of the rule that is due before this instant is wanted on any platform. */
  from(rule: ReminderRule): Instant;
  isWanted(post: PlannedPost): boolean;
  /** Why it is not to be posted any more; undefined when it is. */
  whyNot(post: PlannedPost, now: Instant): string | undefined;
}

/** Reads the watermarks; a platform that has none gets one at `now`. Rejects when the ledger does. */
export async function resume(
  ledger: Ledger,
  platforms: readonly Platform[],
  now: Instant,
  log: Logger,
): Promise<Resumption> {
  const oldest = (now - RECEIPTS_BACK_SECONDS) as Instant;

  async function startOf(platform: Platform): Promise<Start> {
    const found = await ledger.watermark(platform);
    if (found === undefined) {
      await ledger.planDue([], { platforms: [platform], at: now });
      return { watermark: now, first: true };
    }
    if (found > now + HOUR) {
      const fields = { platform, watermark: isoOf(found), now: isoOf(now) };
      log.warn('the ledger is ahead of the clock; reminders go on from now', fields);
      return { watermark: now, first: false };
    }
    if (found < oldest) {
      const fields = { platform, away: spanText(now - found), receiptsFrom: isoOf(oldest) };
      log.warn('after this absence, reminders of meetings long over get no receipt', fields);
    }
    return { watermark: found, first: false };
  }

  const starts = new Map<Platform, Start>();
  for (const platform of platforms) starts.set(platform, await startOf(platform));
  const watermark = Math.min(now, ...[...starts.values()].map((start) => start.watermark)) as Instant;

  /** No meeting that started before this instant gets a receipt because it was moved. */
  const movedFrom = (since: Instant) => Math.max(since, oldest);
  const isBefore = (since: Instant, { dueAt, rule }: PlannedPost) =>
    // A reminder whose meeting is still to come is due no longer ago than its offset.
    dueAt < Math.max(since, Math.min(oldest, now - rule.beforeMinutes * 60));

  return {
    watermark,
    away: watermark < now - AWAY_SECONDS,
    from: ({ beforeMinutes }) => (movedFrom(watermark) - beforeMinutes * 60) as Instant,
    isWanted(post) {
      const start = starts.get(post.target.platform);
      if (start === undefined) return false;
      const { status, at } = post.occurrence;
      return !isBefore(start.watermark, post) || (status === 'moved' && at >= movedFrom(start.watermark));
    },
    whyNot(post, at) {
      const start = starts.get(post.target.platform);
      const wasMoved = start !== undefined && isBefore(start.watermark, post);
      // Written down, or the next start, which is no first one, would take it for one that was moved meanwhile.
      if (wasMoved && start.first) return 'it was due before Frontdesk came to this platform';
      if (at < tooLateAt(post.occurrence, post.rule)) return undefined;
      return wasMoved
        ? 'the meeting was moved to an earlier time, and had started when Frontdesk came to know it'
        : 'Frontdesk was not running between its time and the start of the meeting';
    },
  };
}
