/** Single dates as they are typed in chat: "26 November", "24.12.2026", "Christmas Eve". */
import { monthNames } from '../time/calendar-names.js';
import { isDate } from '../time/civil.js';
import { type CivilDate, type Instant, wallOf } from '../time/zoned.js';
import type { At } from './spoken-time.js';

const months = monthNames.map((name) => name.toLowerCase());

export function monthIn(word: string | undefined): number {
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

export const yearIn = (word: string | undefined) => (/^20\d{2}$/.test(word ?? '') ? Number(word) : undefined);

/** "2026-12-24", "24.12.2026". It may be no date of the calendar. */
function writtenDate(word: string): CivilDate | undefined {
  const iso = /^(\d{4})-(\d\d)-(\d\d)$/.exec(word);
  if (iso !== null) return { year: Number(iso[1]), month: Number(iso[2]), day: Number(iso[3]) };
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(word);
  return dotted === null ? undefined : { year: Number(dotted[3]), month: Number(dotted[2]), day: Number(dotted[1]) };
}

/** Days that have the same date everywhere they are kept, by the words that name them. */
const holidays: readonly (readonly [words: string, month: number, day: number])[] = [
  ['new years day', 1, 1],
  ['new years eve', 12, 31],
  ['new years', 1, 1],
  ['valentines day', 2, 14],
  ['halloween', 10, 31],
  ['christmas eve', 12, 24],
  ['christmas day', 12, 25],
  ['boxing day', 12, 26],
  ['christmas', 12, 25],
];

function holidayIn(words: readonly string[], today: CivilDate): At<CivilDate> | undefined {
  for (const [name, month, day] of holidays) {
    const parts = name.split(' ');
    const from = words.findIndex((_word, at) => parts.every((part, index) => words[at + index] === part));
    if (from < 0) continue;
    const to = from + parts.length;
    const typedYear = yearIn(words[to]);
    const value = { year: typedYear ?? upcomingYear(month, day, today), month, day };
    return { value, from, to: to + (typedYear === undefined ? 0 : 1) };
  }
  return undefined;
}

/** The year of the next such date that is not past. */
function upcomingYear(month: number, day: number, today: CivilDate): number {
  const past = month < today.month || (month === today.month && day < today.day);
  return today.year + (past ? 1 : 0);
}

/** "26 november", "november 26th", with or without a year; without one: the next such date that is not past. */
export function namedDate(words: readonly string[], today: CivilDate): At<CivilDate> | undefined {
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
    const value = { year: typedYear ?? upcomingYear(month, day, today), month, day };
    return { value, from: dayBefore === undefined ? at : ofBefore, to: last + (typedYear === undefined ? 0 : 1) };
  }
  return holidayIn(words, today);
}

/** "31 February": where a date is typed that the calendar does not have. */
export function unreadableDate(words: readonly string[], now: Instant, zone: string): At<undefined> | undefined {
  const typed = namedDate(words, wallOf(now, zone));
  return typed === undefined || isDate(typed.value) ? undefined : { value: undefined, from: typed.from, to: typed.to };
}
