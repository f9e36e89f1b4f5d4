/**
 * A rule over civil days, cut into the periods that it counts in: days, weeks, months or years (RFC 5545, section 3.3.10).
 * Period 0 holds the anchor, period 1 is one interval later. Any period is found by arithmetic, never by stepping.
 */
import { dateOfDay, dayOf, daysInMonth, firstOfMonth, weekdayOfDay } from './civil.js';
import type { Rule } from './rule.js';
import type { CivilDate } from './zoned.js';

export interface Periods {
  /** The period that `day` lies in, or the last one before it where the interval leaves it out. */
  periodOf(day: number): number;
  /** The days of the rule in a period, rising, those before the anchor too. Empty where it has none. */
  daysIn(period: number): readonly number[];
  /** The first day that a period could hold. */
  startOf(period: number): number;
  /** After this many periods dates and weekdays repeat: a rule that had no day in so many never has one again. */
  readonly cycle: number;
  /** How many days each period holds, where that is the same for all of them. */
  size(): number | undefined;
}

/** What the calendar holds in 400 years, after which it repeats. */
const cycles = { daily: 146_097, weekly: 20_871, monthly: 4_800, yearly: 400 } as const;

/** @param starting the anchor: it fixes which periods count, and what the rule leaves open. */
export function periodsOf(rule: Rule, starting: CivilDate): Periods {
  const { freq, interval, weekStart } = rule;
  const anchor = dayOf(starting);
  const units = unitsOf(freq, weekStart);
  const first = units.of(anchor);
  const unitDays = daysOfUnit(rule, starting);
  return {
    periodOf: (day) => Math.floor((units.of(day) - first) / interval),
    daysIn: (period) => positioned(unitDays(first + period * interval, units.start), rule.bySetPos),
    startOf: (period) => units.start(first + period * interval),
    cycle: cycles[freq] / greatestCommonDivisor(interval, cycles[freq]),
    size: () => constantSize(rule, starting),
  };
}

/** How days are counted in units of a frequency: the unit that a day lies in, and a unit's first day. */
interface Units {
  of(day: number): number;
  start(unit: number): number;
}

const days: Units = { of: (day) => day, start: (unit) => unit };
const calendarMonths: Units = { of: monthOf, start: firstOfMonth };
const years: Units = { of: (day) => dateOfDay(day).year, start: (year) => firstOfMonth(year * 12) };

function unitsOf(freq: Rule['freq'], weekStart: number): Units {
  switch (freq) {
    case 'daily':
      return days;
    case 'weekly':
      // Day 0 was a Thursday, 4; so this counts weeks that begin on `weekStart`.
      return { of: (day) => Math.floor((day + 4 - weekStart) / 7), start: (week) => week * 7 - 4 + weekStart };
    case 'monthly':
      return calendarMonths;
    case 'yearly':
      return years;
  }
}

type UnitDays = (unit: number, start: (unit: number) => number) => readonly number[];

/** The days of one day, week, month or year, before BYSETPOS picks among them. */
function daysOfUnit(rule: Rule, starting: CivilDate): UnitDays {
  const { freq, byDay, byMonth, byMonthDay } = rule;
  const inMonths = (day: number) => byMonth.length === 0 || byMonth.includes(dateOfDay(day).month);
  switch (freq) {
    case 'daily':
      return (day) => (inMonths(day) && onMonthDay(rule, day) && onWeekday(rule, day) ? [day] : []);
    case 'weekly': {
      const weekdays = byDay.length > 0 ? byDay.map((entry) => entry.weekday) : [weekdayOfDay(dayOf(starting))];
      return (week, start) => {
        const from = start(week);
        return sorted(weekdays.map((weekday) => from + ((weekday - rule.weekStart + 7) % 7)).filter(inMonths));
      };
    }
    case 'monthly': {
      const days = daysOfMonth(rule, starting.day);
      return (month) => (byMonth.length === 0 || byMonth.includes(monthOfYear(month)) ? days(month) : []);
    }
    case 'yearly': {
      if (byMonth.length === 0 && byMonthDay.length === 0 && byDay.length > 0) {
        return (year) => weekdaysWithin(byDay, firstOfMonth(year * 12), firstOfMonth(year * 12 + 12));
      }
      const everyMonth = byMonthDay.length > 0 ? months : [starting.month];
      const inForce = byMonth.length > 0 ? sorted(byMonth) : everyMonth;
      const days = daysOfMonth(rule, starting.day);
      return (year) => inForce.flatMap((month) => days(year * 12 + month - 1));
    }
  }
}

const months = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

function daysOfMonth({ byDay, byMonthDay }: Rule, anchorDay: number): (month: number) => readonly number[] {
  return (month) => {
    const first = firstOfMonth(month);
    const length = daysInMonth(month);
    const weekdays = byDay.length > 0 ? weekdaysWithin(byDay, first, first + length) : undefined;
    if (byMonthDay.length === 0 && weekdays !== undefined) return weekdays;
    const numbers = byMonthDay.length > 0 ? byMonthDay : [anchorDay];
    const days = numbers.map((number) => (number > 0 ? number : length + 1 + number));
    const found = sorted(days.filter((day) => day >= 1 && day <= length).map((day) => first + day - 1));
    return weekdays === undefined ? found : found.filter((day) => weekdays.includes(day));
  };
}

/** The weekdays asked for among the days from `first` up to, not including, `end`; `nth` counts within them. */
function weekdaysWithin(byDay: Rule['byDay'], first: number, end: number): readonly number[] {
  const found = byDay.flatMap(({ weekday, nth }) => {
    const earliest = first + ((weekday - weekdayOfDay(first) + 7) % 7);
    const all = Array.from({ length: Math.ceil((end - earliest) / 7) }, (_, week) => earliest + week * 7);
    if (nth === undefined) return all;
    const one = all.at(nth > 0 ? nth - 1 : nth);
    return one === undefined ? [] : [one];
  });
  return sorted(found);
}

/** Picks by place in the period, from its front (1) or its back (-1). */
function positioned(days: readonly number[], places: readonly number[]): readonly number[] {
  if (places.length === 0) return days;
  return sorted(places.flatMap((place) => days.at(place > 0 ? place - 1 : place) ?? []));
}

function onMonthDay({ byMonthDay }: Rule, day: number): boolean {
  if (byMonthDay.length === 0) return true;
  const fromFront = dateOfDay(day).day;
  return byMonthDay.includes(fromFront) || byMonthDay.includes(fromFront - daysInMonth(monthOf(day)) - 1);
}

function onWeekday({ byDay }: Rule, day: number): boolean {
  return byDay.length === 0 || byDay.some((entry) => entry.weekday === weekdayOfDay(day));
}

/** The size shared by all periods, where the rule has nothing that could change it from one to the next. */
function constantSize(rule: Rule, starting: CivilDate): number | undefined {
  const { freq, byDay, byMonth, byMonthDay, bySetPos } = rule;
  if (byMonth.length > 0) return undefined;
  const placed = (size: number) =>
    positioned(
      Array.from({ length: size }, (_, n) => n),
      bySetPos,
    ).length;
  if (freq === 'daily') return byDay.length + byMonthDay.length === 0 ? placed(1) : undefined;
  if (freq === 'weekly') return placed(new Set(byDay.map((entry) => entry.weekday)).size || 1);
  if (freq === 'yearly' || bySetPos.length > 0) return undefined;
  // Days 29 and later, from either end, and fifth weekdays are missing from some months; two numbers from different ends
  // may name one day.
  const numbers = byMonthDay.length > 0 ? byMonthDay : byDay.length > 0 ? [] : [starting.day];
  if (numbers.length > 0) {
    const sameEnd = numbers.every((n) => n > 0) || numbers.every((n) => n < 0);
    return byDay.length === 0 && sameEnd && numbers.every((n) => Math.abs(n) <= 28) ? new Set(numbers).size : undefined;
  }
  const nths = byDay.map((entry) => entry.nth ?? 0);
  const regular = nths.every((n) => n >= 1 && n <= 4) || nths.every((n) => n <= -1 && n >= -4);
  return regular ? new Set(byDay.map(({ weekday, nth }) => `${weekday} ${nth}`)).size : undefined;
}

/** Months count from January of year 0. */
function monthOf(day: number): number {
  const { year, month } = dateOfDay(day);
  return year * 12 + month - 1;
}

function monthOfYear(month: number): number {
  return month - Math.floor(month / 12) * 12 + 1;
}

function sorted(days: readonly number[]): readonly number[] {
  return days.length < 2 ? days : [...new Set(days)].sort((a, b) => a - b);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
