/**
 * One meeting's occurrences in order, worked out once for the questions that follow each other: an answer asks for the
 * next one, for what is skipped before it and for the one after, and the next reader asks the same a moment later. What a
 * meeting's occurrences are never changes within one schedule, so what was found stays right.
 */
import type { Meeting } from '../community/model.js';
import { occurrences } from '../time/recurrence.js';
import type { Occurrence, Series } from '../time/series.js';
import { type Instant, wallText } from '../time/zoned.js';
import type { ScheduledOccurrence } from './schedule.js';

/** What changes made in chat come to for one meeting. */
export interface ChangedDates {
  readonly series: Series;
  /** By wallText of the originals. */
  readonly notes: ReadonlyMap<string, string>;
}

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
export function createComing(): typeof occurrencesOf {
  const kept = new Map<Meeting | ChangedDates, Stretch>();

  function stretchFor(meeting: Meeting, after: Instant, changed: ChangedDates | undefined): Stretch {
    const key = changed ?? meeting;
    const stretch = kept.get(key);
    if (stretch !== undefined && stretch.from <= after && !(after >= (stretch.found[pastAtMost]?.at ?? Infinity))) {
      return stretch;
    }
    kept.delete(key);
    const [oldest] = kept.size >= meetingsAtMost ? kept.keys() : [];
    if (oldest !== undefined) kept.delete(oldest);
    const fresh = { from: after, found: [], rest: occurrencesOf(meeting, after, changed) };
    kept.set(key, fresh);
    return fresh;
  }

  /** A walk that threw cannot go on, and would look like one that came to its end. */
  function further(key: Meeting | ChangedDates, { found, rest }: Stretch): ScheduledOccurrence | undefined {
    try {
      const { value } = rest.next();
      if (value !== undefined) found.push(value);
      return value ?? undefined;
    } catch (error) {
      kept.delete(key);
      throw error;
    }
  }

  return function* coming(meeting, after, changed) {
    const stretch = stretchFor(meeting, after, changed);
    for (let n = 0; ; n += 1) {
      const one = stretch.found[n] ?? further(changed ?? meeting, stretch);
      if (one === undefined) return;
      if (one.at > after) yield one;
    }
  };
}

/** One meeting's occurrences with at > after, each worked out when it is taken. It may never end. */
export function* occurrencesOf(meeting: Meeting, after: Instant, changed?: ChangedDates): Occurrences {
  for (const occurrence of occurrences(changed?.series ?? meeting.series, after)) {
    yield scheduled(occurrence, meeting, changed);
  }
}

/** One date of a series as one of its meeting's. */
export function scheduled(occurrence: Occurrence, meeting: Meeting, changed?: ChangedDates): ScheduledOccurrence {
  const { original, wall, at, status, why } = occurrence;
  const until = (at + meeting.lastsMinutes * 60) as Instant;
  const note = changed === undefined || changed.notes.size === 0 ? undefined : changed.notes.get(wallText(original));
  return {
    ...{ original, wall, at, status, meeting, until },
    ...(why === undefined ? undefined : { why }),
    ...(note === undefined ? undefined : { note }),
  };
}
