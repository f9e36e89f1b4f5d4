/** The dates of a meeting that its rule alone does not tell, and the stretch of time that a calendar is made for. */
import type { Meeting } from '../community/model.js';
import type { Schedule, ScheduledOccurrence } from '../schedule/schedule.js';
import { dateOfDay } from '../time/civil.js';
import { type KnownSeries, originalOn } from '../time/known-series.js';
import { type CivilDate, type Instant, instantOf, type WallTime, wallOf, wallText } from '../time/zoned.js';
import { clockChanges } from './clock-changes.js';
import { isPlainSpan } from './event-lines.js';

export interface Window {
  readonly from: Instant;
  readonly to: Instant;
}

/** Years before and after the running one, in UTC: a calendar made on any day of a year is the same. */
export function windowAt(now: Instant): Window {
  const { year } = wallOf(now, 'UTC');
  const newYear = (of: number): Instant => instantOf({ year: of, month: 1, day: 1, hour: 0, minute: 0 }, 'UTC');
  return { from: newYear(year - 1), to: newYear(year + 7) };
}

export interface ItemsSetup {
  readonly meeting: Meeting;
  readonly schedule: Pick<Schedule, 'named'>;
  /** The originals that were ever changed in chat. */
  readonly changed: readonly WallTime[];
  /** Behind the @ of each UID. */
  readonly host: string;
  readonly window: Window;
}

/** What differs from the bare rule, or cannot be told by wall time alone, by `wallText` of the original. */
export function specialDates(setup: ItemsSetup, known: KnownSeries): ReadonlyMap<string, ScheduledOccurrence> {
  const { meeting, schedule, changed } = setup;
  const { except, moved, extra } = meeting.series;
  const onDate = (date: CivilDate, at: { readonly hour: number; readonly minute: number } | undefined) =>
    at === undefined ? originalOn(known, date) : { ...date, ...at };
  const originals = [
    ...except.map(({ date, at }) => onDate(date, at)),
    ...moved.map(({ from, at }) => onDate(from, at)),
    ...extra.map(({ at }) => at),
    ...changed,
    ...aroundClockChanges(setup, known),
  ];
  const found = new Map<string, ScheduledOccurrence>();
  for (const original of originals) {
    const occurrence = original && schedule.named(meeting.id, original);
    if (occurrence !== undefined) found.set(wallText(occurrence.original), occurrence);
  }
  return found;
}

/** Originals whose wall time, or length on the wall, programs read differently. */
function aroundClockChanges({ meeting, window }: ItemsSetup, known: KnownSeries): readonly WallTime[] {
  const { zone } = meeting.series;
  const length = meeting.lastsMinutes * 60;
  return clockChanges(zone, window.from, window.to).flatMap(({ at, before, after }) => {
    const first = Math.floor((at + Math.min(before, after) - length) / 86_400);
    const last = Math.floor((at + Math.max(before, after)) / 86_400);
    const found: WallTime[] = [];
    for (let day = first; day <= last; day += 1) {
      const original = originalOn(known, dateOfDay(day));
      if (original === undefined) continue;
      const until = (instantOf(original, zone) + length) as Instant;
      if (!isPlainSpan(original, until, zone)) found.push(original);
    }
    return found;
  });
}
