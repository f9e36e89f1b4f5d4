/** Days as they are typed in chat: "26 November", "24.12.2026", "tomorrow", "in January", "of 2027", "after 10 December". */

import { monthNames, weekdayName, weekdayNames } from '../time/calendar-names.js';
import { dateOfDay, dayOf, isDate, weekdayOfDay } from '../time/civil.js';
import { type CivilDate, type Instant, instantOf, wallOf } from '../time/zoned.js';
import type { At } from './spoken-time.js';

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

const months = monthNames.map((name) => name.toLowerCase());
const weekdays = weekdayNames.map((name) => name.toLowerCase());
/** How far "after 10 December" looks. */
const daysAhead = 400;

/** "on Friday 27 November", with the year where it is not the present one. */
function onDay(day: number, today: CivilDate): string {
  const date = dateOfDay(day);
  const year = date.year === today.year ? '' : ` ${date.year}`;
  return `on ${weekdayName(weekdayOfDay(day))} ${date.day} ${monthNames[date.month - 1]}${year}`;
}

function daysFrom(day: number, count: number, zone: string, when: string): Days {
  const midnight = (at: number) => instantOf({ ...dateOfDay(at), hour: 0, minute: 0 }, zone);
  return { from: midnight(day), to: midnight(day + count), many: count > 1, when };
}

function monthIn(word: string | undefined): number {
  if (word === undefined || word === 'mar') return 0;
  return (
    months.findIndex((name) => name === word || (word.length === 3 && name.startsWith(word)) || isSept(word, name)) + 1
  );
}

const isSept = (word: string, name: string) => word === 'sept' && name === 'september';

/** 1 to 99; "26", "26th". */
function numberIn(word: string | undefined): number | undefined {
  const number = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word ?? '')?.[1] ?? Number.NaN);
  return number >= 1 ? number : undefined;
}

const yearIn = (word: string | undefined) => (/^20\d{2}$/.test(word ?? '') ? Number(word) : undefined);

/** "2026-12-24", "24.12.2026". It may be no date of the calendar. */
function writtenDate(word: string): CivilDate | undefined {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(word);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(word);
  return dotted === null ? undefined : { year: Number(dotted[3]), month: Number(dotted[2]), day: Number(dotted[1]) };
}

/** "26 november", "november 26th", with or without a year; without one: the next such date that is not past. */
function namedDate(words: readonly string[], today: CivilDate): At<CivilDate> | undefined {
  for (const [at, word] of words.entries()) {
    const written = writtenDate(word);
    if (written !== undefined) return { value: written, from: at, to: at + 1 };
    const month = monthIn(word);
    if (month === 0) continue;
    const ofBefore = words[at - 1] === 'of' ? at - 2 : at - 1;
    const [dayBefore, dayAfter] = [numberIn(words[ofBefore]), numberIn(words[at + 1])];
    const day = dayBefore ?? dayAfter;
    if (day === undefined) continue;
    const last = dayBefore === undefined ? at + 2 : at + 1;
    const typedYear = yearIn(words[last]);
    const past = month < today.month || (month === today.month && day < today.day);
    const value = { year: typedYear ?? today.year + (past ? 1 : 0), month, day };
    return { value, from: dayBefore === undefined ? at : ofBefore, to: last + (typedYear === undefined ? 0 : 1) };
  }
  return undefined;
}

/** "31 February": where a date is typed that the calendar does not have. */
export function unreadableDate(words: readonly string[], now: Instant, zone: string): At<undefined> | undefined {
  const typed = namedDate(words, wallOf(now, zone));
  return typed === undefined || isDate(typed.value) ? undefined : { value: undefined, from: typed.from, to: typed.to };
}

/** "in january", "of 2027", "this month": whole months and years, where a small word leads to them. */
function spanOfMonths(words: readonly string[], today: CivilDate, zone: string): At<Days> | undefined {
  const first = (year: number, month: number) =>
    dayOf({ year: year + Math.floor((month - 1) / 12), month: ((month - 1) % 12) + 1, day: 1 });
  const span = (year: number, month: number, count: number, said: string) => {
    const start = first(year, month);
    return daysFrom(start, first(year, month + count) - start, zone, said);
  };
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    if (next === 'month' && (word === 'this' || word === 'next')) {
      const value = span(today.year, today.month + (word === 'next' ? 1 : 0), 1, `${word} month`);
      return { value, from: at, to: at + 2 };
    }
    if (next === 'year' && (word === 'this' || word === 'next')) {
      return { value: span(today.year + (word === 'next' ? 1 : 0), 1, 12, `${word} year`), from: at, to: at + 2 };
    }
    if (!['in', 'of', 'during', 'for'].includes(word)) continue;
    const year = yearIn(next);
    if (year !== undefined) return { value: span(year, 1, 12, `in ${year}`), from: at, to: at + 2 };
    const month = monthIn(next);
    if (month === 0) continue;
    const typedYear = yearIn(words[at + 2]);
    const said = `in ${monthNames[month - 1]}${typedYear === undefined ? '' : ` ${typedYear}`}`;
    const inYear = typedYear ?? today.year + (month < today.month ? 1 : 0);
    return { value: span(inYear, month, 1, said), from: at, to: at + (typedYear === undefined ? 2 : 3) };
  }
  return undefined;
}

/** "Next week", "next week's". */
const isWeek = (word: string | undefined) => word === 'week' || word === 'weeks';

/** The days of a sentence before "after" and "before" are read. */
function plainDays(words: readonly string[], now: Instant, zone: string): At<Days> | undefined {
  const wall = wallOf(now, zone);
  const today = dayOf(wall);
  const sinceMonday = weekdayOfDay(today) - 1;
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    const found = (days: Days, size = 1): At<Days> => ({ value: days, from: at, to: at + size });
    if (word === 'today' || word === 'tonight' || word === 'todays') return found(daysFrom(today, 1, zone, 'today'));
    if (word === 'tomorrow' || word === 'tomorrows') return found(daysFrom(today + 1, 1, zone, 'tomorrow'));
    if (word === 'yesterday' || word === 'yesterdays') return found(daysFrom(today - 1, 1, zone, 'yesterday'));
    if (word === 'this' && isWeek(next))
      return found(daysFrom(today, 7 - sinceMonday, zone, 'in the rest of this week'), 2);
    if (word === 'next' && isWeek(next)) return found(daysFrom(today + 7 - sinceMonday, 7, zone, 'next week'), 2);
    const named = weekdays.indexOf(word.replace(/s$/, ''));
    const thatDay = today + ((named - sinceMonday + 7) % 7);
    if (named >= 0) return found(daysFrom(thatDay, 1, zone, onDay(thatDay, wall)));
  }
  const date = namedDate(words, wall);
  if (date === undefined) return spanOfMonths(words, wall, zone);
  if (!isDate(date.value)) return undefined;
  const day = dayOf(date.value);
  return { value: daysFrom(day, 1, zone, onDay(day, wall)), from: date.from, to: date.to };
}

/** The days that a sentence names, in `zone`. A weekday is the next one, today included. */
export function daysIn(words: readonly string[], now: Instant, zone: string): At<Days> | undefined {
  const days = plainDays(words, now, zone);
  if (days === undefined) return undefined;
  const at = words[days.from - 1] === 'the' ? days.from - 2 : days.from - 1;
  const { from, to, when } = days.value;
  const span = { from: at, to: days.to };
  const ahead = (start: Instant) => (start + daysAhead * 86_400) as Instant;
  const aside = (side: 'after' | 'before') => `${side} ${when.replace(/^(?:on|in) /, '')}`;
  switch (words[at]) {
    case 'after':
    case 'past':
      return { ...span, value: { from: to, to: ahead(to), many: true, side: 'after', when: aside('after') } };
    case 'since':
    case 'from':
      return { ...span, value: { from, to: ahead(from), many: true, side: 'after', when: `from ${when}` } };
    case 'before':
    case 'until':
      return {
        ...span,
        value: { from: now < from ? now : from, to: from, many: true, side: 'before', when: aside('before') },
      };
    default:
      return days;
  }
}
