/** Days as they are typed in chat: "tomorrow", "on Friday", "in January", "of 2027", "after 10 December", "in two weeks". */
import { monthNames, weekdayNames } from '../time/calendar-names.js';
import { dayOf, isDate, weekdayOfDay } from '../time/civil.js';
import { type CivilDate, type Instant, wallOf } from '../time/zoned.js';
import { type Days, daysFrom, onDay } from './days.js';
import { relativeDays } from './relative-days.js';
import { monthIn, namedDate, yearIn } from './spoken-dates.js';
import type { At } from './spoken-time.js';

const weekdays = weekdayNames.map((name) => name.toLowerCase());
/** How far "after 10 December" looks. */
const daysAhead = 400;

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
  const relative = relativeDays(words, now, zone);
  if (relative !== undefined) return relative;
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
  // "The day after tomorrow", "the day after the clocks change".
  if (words[at] === 'after' && words[at - 1] === 'day') {
    const day = dayOf(wallOf(to, zone));
    const value = daysFrom(day, 1, zone, onDay(day, wallOf(now, zone)));
    return { value, from: words[at - 2] === 'the' ? at - 2 : at - 1, to: days.to };
  }
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
