/** The dates of a series around a day, and how findings say dates. */
import { weekdayName } from '../time/calendar-names.js';
import { dateOfDay, dayOf, weekdayOfDay } from '../time/civil.js';
import { occurrences } from '../time/recurrence.js';
import type { Series, TimeOfDay } from '../time/series.js';
import { type CivilDate, dateText, instantOf } from '../time/zoned.js';

/** Four years and more: a rule such as "29 February" still finds its neighbours. */
export const SEARCH_DAYS = 1500;

/**
 * The two occurrences of a bare series nearest to a date, in order; fewer where there are none within four years. Looks in
 * widening windows, because a question about a single day may cost as much as one about all that follow.
 */
export function nearestDates(series: Series, date: CivilDate): readonly string[] {
  const day = dayOf(date);
  for (const window of [20, 150, SEARCH_DAYS]) {
    const around = daysAround(series, day, window);
    if (around.length < 2 && window < SEARCH_DAYS) continue;
    const nearest = around.sort((a, b) => Math.abs(a - day) - Math.abs(b - day)).slice(0, 2);
    return nearest.sort((a, b) => a - b).map((each) => dateText(dateOfDay(each)));
  }
  return [];
}

/** The days of a series at most `window` days from a day. */
function daysAround(series: Series, day: number, window: number): number[] {
  const from = instantOf({ ...dateOfDay(day - window - 1), hour: 0, minute: 0 }, series.zone);
  const found: number[] = [];
  for (const { original } of occurrences(series, from)) {
    const each = dayOf(original);
    if (each > day + window) break;
    if (each >= day - window && each !== day) found.push(each);
  }
  return found;
}

export function weekdayOf(date: CivilDate): string {
  return weekdayName(weekdayOfDay(dayOf(date)));
}

/** "2026-11-26 or 2026-12-10" */
export function either(dates: readonly string[]): string {
  return dates.join(' or ');
}

/** "09:00" */
export function clockText({ hour, minute }: TimeOfDay): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
