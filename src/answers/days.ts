/** Stretches of whole days in one zone, and how they are said. */
import { monthNames, weekdayName } from '../time/calendar-names.js';
import { dateOfDay, weekdayOfDay } from '../time/civil.js';
import { type CivilDate, type Instant, instantOf } from '../time/zoned.js';

/** A stretch of whole days in one zone, as half-open instants. */
export interface Days {
  readonly from: Instant;
  readonly to: Instant;
  /** "today", "on Friday 27 November", "in January". */
  readonly when: string;
  /** Whether it is longer than a day. */
  readonly many: boolean;
  /** Asked for is what comes strictly after the days named, or before them; `from` and `to` say so already. */
  readonly side?: 'after' | 'before';
}

/** "on Friday 27 November", with the year where it is not the present one. */
export function onDay(day: number, today: CivilDate): string {
  const date = dateOfDay(day);
  const year = date.year === today.year ? '' : ` ${date.year}`;
  return `on ${weekdayName(weekdayOfDay(day))} ${date.day} ${monthNames[date.month - 1]}${year}`;
}

/** `count` days from the civil day `day`, from midnight to midnight in `zone`. */
export function daysFrom(day: number, count: number, zone: string, when: string): Days {
  const midnight = (at: number) => instantOf({ ...dateOfDay(at), hour: 0, minute: 0 }, zone);
  return { from: midnight(day), to: midnight(day + count), many: count > 1, when };
}
