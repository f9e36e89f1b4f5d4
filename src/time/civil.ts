/** Days on the Gregorian calendar as whole numbers: day 0 is 1970-01-01. No zone, no clock, no Date. */
import type { Weekday } from './rule.js';
import type { CivilDate } from './zoned.js';

/** The last day that can be written with four digits: 9999-12-31. */
export const LAST_DAY = 2_932_896;

/** Days since 1970-01-01, negative before. A day past the end of its month counts on into the next. */
export function dayOf({ year, month, day }: CivilDate): number {
  return firstOfMonth(year * 12 + month - 1) + day - 1;
}

/** The day number of the first of a month; months count from January of year 0. */
export function firstOfMonth(month: number): number {
  // Years that begin in March put the leap day last, which makes the days before a month a plain formula.
  const sinceMarch = month - 2;
  const year = Math.floor(sinceMarch / 12);
  const monthOfYear = sinceMarch - year * 12;
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  // 719,468 days lie between 0000-03-01 and 1970-01-01.
  return year * 365 + leapDays + Math.floor((153 * monthOfYear + 2) / 5) - 719_468;
}

export function dateOfDay(day: number): CivilDate {
  // An estimate that is never more than one month off, then put right.
  let month = Math.floor((day + 719_528) / 30.436_875);
  if (firstOfMonth(month) > day) month -= 1;
  else if (firstOfMonth(month + 1) <= day) month += 1;
  const year = Math.floor(month / 12);
  return { year, month: month - year * 12 + 1, day: day - firstOfMonth(month) + 1 };
}

/** How many days a month has; months count from January of year 0. */
export function daysInMonth(month: number): number {
  return firstOfMonth(month + 1) - firstOfMonth(month);
}

/** 1 = Monday to 7 = Sunday. */
export function weekdayOfDay(day: number): Weekday {
  const sinceMonday = (day + 3) % 7; // 1970-01-01 was a Thursday.
  return ((sinceMonday < 0 ? sinceMonday + 7 : sinceMonday) + 1) as Weekday;
}

/** Whether the day exists; years 1 to 9999. */
export function isDate({ year, month, day }: CivilDate): boolean {
  if (!(year >= 1 && year <= 9999 && month >= 1 && month <= 12 && day >= 1)) return false;
  return day <= daysInMonth(year * 12 + month - 1);
}
