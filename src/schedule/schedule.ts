import type { Community, Meeting } from '../community/model.js';
import { occurrenceNamed } from '../time/recurrence.js';
import type { Occurrence } from '../time/series.js';
import type { Instant, WallTime } from '../time/zoned.js';
import { type ChangedDates, createComing, occurrencesOf, scheduled } from './coming.js';

/** One occurrence of one meeting, as things stand: the file, and what maintainers changed in chat. */
export interface ScheduledOccurrence extends Occurrence {
  readonly meeting: Meeting;
  /** End: `at` plus the meeting's length. */
  readonly until: Instant;
  /** What a maintainer noted for this date alone. */
  readonly note?: string;
}

/**
 * What happens next, and why. Each call costs the same however far away `after` lies from the first meeting; only rules
 * whose months differ in size and whose times take turns pay once for the way (see src/time/rule-days.ts). A meeting that
 * the file does not have has no occurrences.
 */
export interface Schedule {
  /**
   * The first `limit` occurrences of one meeting that start after `after`, in order of their instant. Skipped ones are
   * among them, marked (they stand at the instant they would have had), because people ask why.
   */
  upcoming(meetingId: string, after: Instant, limit: number): readonly ScheduledOccurrence[];
  /** The occurrence running at `now` (started, not yet ended) or else the next one that does take place. */
  next(meetingId: string, now: Instant): ScheduledOccurrence | undefined;
  /**
   * The occurrence of that name, wherever it stands now, skipped or not; undefined where the meeting has none. Costs the same
   * however far away it is.
   */
  named(meetingId: string, original: WallTime): ScheduledOccurrence | undefined;
  /** Every occurrence of every meeting with from <= at < to, in order; skipped ones are among them, marked. */
  between(from: Instant, to: Instant): readonly ScheduledOccurrence[];
}

export type CreateSchedule = (community: Community) => Schedule;

/** More than these are a walk of their own, and nothing of it is remembered. */
const remembered = 12;

/** The schedule that the community file alone makes. It never changes: a changed file needs a new one. */
export const createSchedule: CreateSchedule = ({ meetings }) => {
  const byId = new Map(meetings.map((meeting) => [meeting.id, meeting]));
  return scheduleOf(meetings, byId, () => undefined);
};

/**
 * A schedule over meetings some of which are changed.
 * @param changedOf asked anew at each question; gives the same object as long as nothing more is changed.
 */
export function scheduleOf(
  meetings: readonly Meeting[],
  byId: ReadonlyMap<string, Meeting>,
  changedOf: (meetingId: string) => ChangedDates | undefined,
): Schedule {
  const coming = createComing();
  return {
    upcoming(meetingId, after, limit) {
      const meeting = byId.get(meetingId);
      if (meeting === undefined || limit < 1) return [];
      return first(limit, (limit > remembered ? occurrencesOf : coming)(meeting, after, changedOf(meetingId)));
    },
    next(meetingId, now) {
      const meeting = byId.get(meetingId);
      if (meeting === undefined) return undefined;
      for (const occurrence of coming(meeting, (now - lengthOf(meeting)) as Instant, changedOf(meetingId))) {
        if (occurrence.status !== 'skipped') return occurrence;
      }
      return undefined;
    },
    named(meetingId, original) {
      const meeting = byId.get(meetingId);
      if (meeting === undefined) return undefined;
      const changed = changedOf(meetingId);
      const found = occurrenceNamed(changed?.series ?? meeting.series, original);
      return found && scheduled(found, meeting, changed);
    },
    between(from, to) {
      return meetings.flatMap((meeting) => inWindow(meeting, from, to, changedOf(meeting.id))).sort(inOrder);
    },
  };
}

function inWindow(
  meeting: Meeting,
  from: Instant,
  to: Instant,
  changed: ChangedDates | undefined,
): readonly ScheduledOccurrence[] {
  const found: ScheduledOccurrence[] = [];
  for (const occurrence of occurrencesOf(meeting, (from - 1) as Instant, changed)) {
    if (occurrence.at >= to) break;
    found.push(occurrence);
  }
  return found;
}

function first<T>(limit: number, items: Iterable<T>): readonly T[] {
  const found: T[] = [];
  for (const item of items) {
    found.push(item);
    if (found.length >= limit) break;
  }
  return found;
}

function lengthOf(meeting: Meeting): number {
  return meeting.lastsMinutes * 60;
}

function inOrder(a: ScheduledOccurrence, b: ScheduledOccurrence): number {
  return a.at - b.at || (a.meeting.id < b.meeting.id ? -1 : 1);
}
