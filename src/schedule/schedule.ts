import type { Community, Meeting } from '../community/model.js';
import type { Occurrence } from '../time/series.js';
import type { Instant } from '../time/zoned.js';

/** One occurrence of one meeting, as things stand: the file, and (later) what maintainers changed in chat. */
export interface ScheduledOccurrence extends Occurrence {
  readonly meeting: Meeting;
  /** End: `at` plus the meeting's length. */
  readonly until: Instant;
}

/** What happens next, and why. Each call costs the same however far away `after` lies from the first meeting. */
export interface Schedule {
  /**
   * The first `limit` occurrences of one meeting that start after `after`, in order of their instant. Skipped ones are
   * among them, marked (they stand at the instant they would have had), because people ask why.
   */
  upcoming(meetingId: string, after: Instant, limit: number): readonly ScheduledOccurrence[];
  /** The occurrence running at `now` (started, not yet ended) or else the next one that does take place. */
  next(meetingId: string, now: Instant): ScheduledOccurrence | undefined;
  /** Every occurrence of every meeting with from <= at < to, in order; skipped ones are among them, marked. */
  between(from: Instant, to: Instant): readonly ScheduledOccurrence[];
}

export type CreateSchedule = (community: Community) => Schedule;
