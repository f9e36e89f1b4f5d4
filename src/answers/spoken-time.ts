/** Times of day, days and zones as they are typed in chat: "11am", "19:30", "26 November", "tomorrow", "in tokyo". */

import type { TimeOfDay } from '../time/series.js';
import { resolveZone } from '../time/zone.js';
import type { CivilDate, Instant } from '../time/zoned.js';
import { instantOf, parseDate, wallOf } from '../time/zoned.js';

/** Something read from the words `from` to `to` (not included) of a sentence. */
export interface At<T> {
  readonly value: T;
  readonly from: number;
  readonly to: number;
}

/** A stretch of whole days in one zone, as half-open instants. */
export interface Days {
  readonly from: Instant;
  readonly to: Instant;
  /** "today", "this week", or nothing where the date says it itself. */
  readonly said?: string;
}

const monthNames = 'january february march april may june july august september october november december'.split(' ');
const weekdayNames = 'monday tuesday wednesday thursday friday saturday sunday'.split(' ');

/** "11am", "11 am", "11:00", "9:30pm", "noon". A bare number is no time. */
export function clockTimeIn(words: readonly string[]): At<TimeOfDay> | undefined {
  for (const [at, word] of words.entries()) {
    if (word === 'noon' || word === 'midnight')
      return { value: { hour: word === 'noon' ? 12 : 0, minute: 0 }, from: at, to: at + 1 };
    const typed = /^(\d{1,2})(?::(\d{2}))?([ap]m)?$/.exec(word);
    if (typed === null) continue;
    const half = typed[3] ?? words[at + 1]?.match(/^[ap]m$/)?.[0];
    if (half === undefined && typed[2] === undefined) continue;
    const hour = Number(typed[1]);
    const minute = Number(typed[2] ?? 0);
    if (minute > 59 || hour > (half === undefined ? 23 : 12) || (half !== undefined && hour === 0)) continue;
    const value = { hour: half === undefined ? hour : (hour % 12) + (half === 'pm' ? 12 : 0), minute };
    return { value, from: at, to: at + (typed[3] === undefined && half !== undefined ? 2 : 1) };
  }
  return undefined;
}

const before = new Set(['in', 'for', 'to', 'from', 'at', 'into', 'is', 'of', 'my', 'to', 'using', 'en', 'a']);

/**
 * Zones named in a sentence, in order: where a small word such as "in" leads to one, right after a clock time, or right
 * before "time". Elsewhere a word is no zone: "us", "it" and "may" are words first.
 */
export function zonesIn(typed: readonly string[], afterTime: number | undefined): readonly At<string>[] {
  const words = typed.map((word) => word.toLowerCase());
  const found: At<string>[] = [];
  for (let at = 0; at < words.length; at += 1) {
    for (let size = Math.min(3, words.length - at); size > 0; size -= 1) {
      const leads =
        at === afterTime ||
        before.has(words[at - 1] ?? '') ||
        words[at + size] === 'time' ||
        words[at + size] === 'timezone';
      const text = words.slice(at, at + size).join(' ');
      if (!leads || text.length < 2 || /^\d/.test(text) || neverZones.has(text)) continue;
      const zone = resolveZone(typed.slice(at, at + size).join(' '));
      if (zone === undefined) continue;
      const to = at + size + (['time', 'timezone', 'zone'].includes(words[at + size] ?? '') ? 1 : 0);
      found.push({ value: zone, from: at, to });
      at = to - 1;
      break;
    }
  }
  return found;
}

const neverZones = new Set(
  'it us me my the a an is at in on to we you meeting call sync local what which that this now today next time'.split(
    ' ',
  ),
);

function daysFrom(date: CivilDate, count: number, zone: string, said?: string): Days {
  const start = { ...date, hour: 0, minute: 0 };
  const days = { from: instantOf(start, zone), to: instantOf(shifted(start, count), zone) };
  return said === undefined ? days : { ...days, said };
}

function shifted(date: CivilDate, days: number): CivilDate & TimeOfDay {
  const moved = new Date(Date.UTC(date.year, date.month - 1, date.day + days));
  return { year: moved.getUTCFullYear(), month: moved.getUTCMonth() + 1, day: moved.getUTCDate(), hour: 0, minute: 0 };
}

function dayOfMonth(word: string | undefined): number | undefined {
  const day = Number(/^(\d{1,2})(?:st|nd|rd|th)?$/.exec(word ?? '')?.[1] ?? Number.NaN);
  return day >= 1 && day <= 31 ? day : undefined;
}

/** "26 november", "november 26th", with or without a year; without one: the next such date that is not past. */
function namedDate(words: readonly string[], today: CivilDate): At<CivilDate> | undefined {
  for (const [at, word] of words.entries()) {
    const month =
      monthNames.findIndex(
        (name) => name === word || (word.length >= 3 && word !== 'mar' && name.slice(0, 3) === word),
      ) + 1;
    if (month === 0) continue;
    const ofBefore = words[at - 1] === 'of' ? at - 2 : at - 1;
    const [dayBefore, dayAfter] = [dayOfMonth(words[ofBefore]), dayOfMonth(words[at + 1])];
    const day = dayBefore ?? dayAfter;
    if (day === undefined) continue;
    const last = dayBefore === undefined ? at + 2 : at + 1;
    const typedYear = /^20\d{2}$/.test(words[last] ?? '') ? Number(words[last]) : undefined;
    const past = month < today.month || (month === today.month && day < today.day);
    const date = { year: typedYear ?? today.year + (past ? 1 : 0), month, day };
    if (parseDate(`${date.year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`) === undefined)
      continue;
    return { value: date, from: dayBefore === undefined ? at : ofBefore, to: last + (typedYear === undefined ? 0 : 1) };
  }
  return undefined;
}

/** The days that a sentence names, in `zone`. A weekday is the next one, today included. */
export function daysIn(words: readonly string[], now: Instant, zone: string): At<Days> | undefined {
  const today = wallOf(now, zone);
  const weekday = (new Date(Date.UTC(today.year, today.month - 1, today.day)).getUTCDay() + 6) % 7;
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    const one = (days: Days, size = 1): At<Days> => ({ value: days, from: at, to: at + size });
    const iso = parseDate(word);
    if (iso !== undefined) return one(daysFrom(iso, 1, zone));
    if (word === 'today' || word === 'tonight' || word === 'todays') return one(daysFrom(today, 1, zone, 'today'));
    if (word === 'tomorrow') return one(daysFrom(shifted(today, 1), 1, zone, 'tomorrow'));
    if (word === 'this' && next === 'week')
      return one(daysFrom(today, 7 - weekday, zone, 'in the rest of this week'), 2);
    if (word === 'next' && next === 'week') return one(daysFrom(shifted(today, 7 - weekday), 7, zone, 'next week'), 2);
    const named = weekdayNames.indexOf(word.replace(/s$/, ''));
    if (named >= 0) return one(daysFrom(shifted(today, (named - weekday + 7) % 7), 1, zone));
  }
  const date = namedDate(words, today);
  return date === undefined ? undefined : { value: daysFrom(date.value, 1, zone), from: date.from, to: date.to };
}
