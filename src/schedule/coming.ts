/**
 * One meeting's occurrences in order, worked out once for the questions that follow each other: an answer asks for the
 * next one, for what is skipped before it and for the one after, and the next reader asks the same a moment later. What a
 * meeting's occurrences are never changes within one schedule, so what was found stays right.
 */
import type { Meeting } from '../community/model.js';
import { occurrences } from '../time/recurrence.js';
import type { Instant } from '../time/zoned.js';
import type { ScheduledOccurrence } from './schedule.js';

export type Occurrences = Generator<ScheduledOccurrence, void, undefined>;

/** Everything with at > `from`, as far as somebody asked. */
interface Stretch {
  readonly from: Instant;
  readonly found: ScheduledOccurrence[];
  readonly rest: Occurrences;
}

/** How many meetings have a stretch kept. */
const meetingsAtMost = 64;
/** A stretch begins anew when so many of it are past. */
const pastAtMost = 16;

/** As `occurrencesOf`, remembering what it found. */
export function createComing(): (meeting: Meeting, after: Instant) => Occurrences {
  const kept = new Map<Meeting, Stretch>();

  function stretchFor(meeting: Meeting, after: Instant): Stretch {
    const stretch = kept.get(meeting);
    if (stretch !== undefined && stretch.from <= after && !(after >= (stretch.found[pastAtMost]?.at ?? Infinity))) {
      return stretch;
    }
    kept.delete(meeting);
    const [oldest] = kept.size >= meetingsAtMost ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    const fresh = { from: after, found: [], rest: occurrencesOf(meeting, after) };
    kept.set(meeting, fresh);
    return fresh;
  }

  /** A walk that threw cannot go on, and would look like one that came to its end. */
  function further(meeting: Meeting, { found, rest }: Stretch): ScheduledOccurrence | undefined {
    try {
      const { value } = rest.next();
      if (value !== undefined) found.push(value);
      return value ?? undefined;
    } catch (error) {
      kept.delete(meeting);
      throw error;
    }
  }

  return function* coming(meeting, after) {
    const stretch = stretchFor(meeting, after);
    for (let n = 0; ; n += 1) {
      const one = stretch.found[n] ?? further(meeting, stretch);
      if (one === undefined) return;
      if (one.at > after) yield one;
    }
  };
}

/** One meeting's occurrences with at > after, each worked out when it is taken. It may never end. */
export function* occurrencesOf(meeting: Meeting, after: Instant): Occurrences {
  for (const occurrence of occurrences(meeting.series, after)) {
    const { original, wall, at, status, why } = occurrence;
    const until = (at + meeting.lastsMinutes * 60) as Instant;
    yield { original, wall, at, status, ...(why === undefined ? undefined : { why }), meeting, until };
  }
}
