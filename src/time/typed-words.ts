/**
 * The words of a typed day and time, read one after the other: what each says, not yet which moment that is. Every word has
 * to be understood; one that is not makes the whole text no time.
 */
import { monthNames, weekdayNames } from './calendar-names.js';
import { isDate } from './civil.js';
import type { Weekday } from './rule.js';
import type { TimeOfDay } from './series.js';
import type { CivilDate } from './zoned.js';

/** A day as it is typed. */
export type TypedDay =
  | { readonly is: 'date'; readonly date: CivilDate }
  /** Without a year, or (no month) without a month. */
  | { readonly is: 'yearless'; readonly month?: number; readonly day: number }
  /** From today. */
  | { readonly is: 'from-now'; readonly days: number }
  /** From the day of what is moved. `week`: any day of that week may be named beside it. */
  | { readonly is: 'from-there'; readonly days: number; readonly week?: true };

export type Which = 'nearest' | 'this' | 'after' | 'before';

/** All that was typed; at least one of them. */
export interface TypedParts {
  readonly day?: TypedDay;
  readonly weekday?: { readonly weekday: Weekday; readonly which: Which };
  /** `eitherHalf`: of the morning or of the evening, nobody said. */
  readonly time?: TimeOfDay & { readonly eitherHalf?: true };
  /** So many minutes from the moment of what is moved. */
  readonly shiftMinutes?: number;
}

/** Days that the same words may mean: two dates, or a date and a time of day. */
export type Unclear =
  | { readonly unclear: 'dates'; readonly dates: readonly { month: number; day: number; year?: number }[] }
  | { readonly unclear: 'date-or-time'; readonly month: number; readonly day: number; readonly time: TimeOfDay }
  | { readonly unclear: 'no-such-day' };

type Part = TypedParts | { readonly filler: true } | { readonly dotted: readonly [number, number] } | Unclear;
type Matcher = (words: readonly string[]) => readonly [part: Part, size: number] | undefined;

/** The words of a text, their case kept: zones need it. */
export function wordsOf(text: string): readonly string[] {
  return text
    .normalize('NFKC')
    .replace(/[−–—]/g, '-')
    .replace(/\b([ap])\.m\.?/gi, '$1m')
    .replace(/o['’]clock/gi, ' oclock')
    .replace(/(\d{4}-\d\d-\d\d)t(?=\d)/gi, '$1 ')
    .replace(/[@,()]/g, (sign) => (sign === '@' ? ' at ' : ' '))
    .trim()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** Undefined where a word is not understood, or two say the same thing. */
export function readWords(typed: readonly string[]): TypedParts | Unclear | undefined {
  const words = typed.map((word) => word.toLowerCase());
  const shift = leadingShift(words);
  let parts: TypedParts = shift?.[0] ?? {};
  let dotted: readonly [number, number] | undefined;
  for (let at = shift?.[1] ?? 0; at < words.length; ) {
    const [part, size] = firstMatch(words.slice(at, at + 5)) ?? [];
    if (part === undefined || size === undefined) return undefined;
    at += size;
    if ('filler' in part) continue;
    if ('unclear' in part) return part;
    if ('dotted' in part) {
      if (dotted !== undefined) return undefined;
      dotted = part.dotted;
      continue;
    }
    if (Object.keys(part).some((key) => Object.hasOwn(parts, key))) return undefined;
    parts = { ...parts, ...part };
  }
  const whole = dotted === undefined ? parts : withDotted(parts, dotted);
  return whole === undefined || Object.keys(whole).length === 0 ? undefined : whole;
}

function firstMatch(words: readonly string[]): ReturnType<Matcher> {
  for (const matcher of matchers) {
    const found = matcher(words);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** "10.30" and "17.12" look alike: what else is typed tells a time from a date, or nothing does. */
function withDotted(parts: TypedParts, [first, second]: readonly [number, number]): TypedParts | Unclear | undefined {
  const isTime = first < 24 && second < 60;
  const isDay = isDate({ year: 2028, month: second, day: first });
  if (isTime && (parts.day !== undefined || parts.shiftMinutes !== undefined || !isDay)) {
    return parts.time === undefined ? { ...parts, time: { hour: first, minute: second } } : undefined;
  }
  if (!isDay) return undefined;
  if (parts.time !== undefined || !isTime) return { ...parts, day: { is: 'yearless', month: second, day: first } };
  const time = { hour: first, minute: second };
  return parts.weekday === undefined
    ? { unclear: 'date-or-time', month: second, day: first, time }
    : { ...parts, time };
}

const numbers = 'zero one two three four five six seven eight nine ten eleven twelve'.split(' ');
const unitMinutes: readonly (readonly [form: RegExp, minutes: number])[] = [
  [/^(?:minutes?|mins?|m)$/, 1],
  [/^(?:hours?|hrs?|h)$/, 60],
  [/^(?:days?|d)$/, 1440],
  [/^(?:weeks?|wks?|w)$/, 10_080],
  [/^fortnights?$/, 20_160],
];
const later = new Set(['later', 'after', 'afterwards', 'forward']);
const earlier = new Set(['earlier', 'before', 'sooner', 'back', 'backward']);

/** "1 hour earlier", "half an hour later", "+2h", "1h 30m later", "by 2 days". */
function leadingShift(words: readonly string[]): readonly [TypedParts, number] | undefined {
  const sign = /^([+-])/.exec(words[0] ?? '')?.[1];
  // "30min" and "+1h30m" are several words in one.
  const split = words.slice(0, 9).flatMap((word, index) =>
    word
      .replace(/^[+-]/, '')
      .split(/(?<=\d)(?=[a-z])|(?<=[a-z])(?=\d)/)
      .map((piece) => ({ piece, index })),
  );
  let minutes = 0;
  let at = 0;
  let smallest = Number.POSITIVE_INFINITY;
  for (;;) {
    const amount = amountAt(split.slice(at).map(({ piece }) => piece));
    if (amount === undefined) break;
    minutes += amount.minutes;
    smallest = Math.min(smallest, amount.unit);
    at += amount.size;
    if (split[at]?.piece === 'and') at += 1;
  }
  if (at === 0) return undefined;
  const said = split[at]?.piece ?? '';
  const direction = later.has(said) ? 1 : earlier.has(said) ? -1 : undefined;
  if (direction === undefined && sign === undefined) return undefined;
  const after = direction === undefined ? at : at + 1;
  const size = (split[after]?.index ?? words.length) as number;
  const whole = (direction ?? (sign === '-' ? -1 : 1)) * minutes;
  if (!Number.isInteger(whole) || whole === 0 || Math.abs(whole) > 400 * 1440) return undefined;
  return [smallest >= 1440 ? { day: { is: 'from-there', days: whole / 1440 } } : { shiftMinutes: whole }, size];
}

function amountAt(pieces: readonly string[]) {
  const [first = '', second = '', third = ''] = pieces;
  const half = first === 'half' && /^an?$/.test(second);
  const counted = half ? 0.5 : countOf(first);
  const unit = unitMinutes.find(([form]) => form.test(half ? third : second))?.[1];
  if (counted === undefined || unit === undefined) return undefined;
  return { minutes: counted * unit, unit: half && unit > 60 ? 1 : unit, size: half ? 3 : 2 };
}

function countOf(word: string): number | undefined {
  if (/^an?$/.test(word)) return 1;
  const named = numbers.indexOf(word);
  if (named > 0) return named;
  return /^\d{1,4}(?:\.5)?$/.test(word) ? Number(word) : undefined;
}

const fillers = new Set(['at', 'on', 'the', 'of', 'to', 'for', 'instead', 'is', 'be']);
const filler: Matcher = ([word = '']) => (fillers.has(word) ? [{ filler: true }, 1] : undefined);

const isoDate: Matcher = ([word = '']) => {
  const found = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$/.exec(word);
  return found === null ? undefined : [dateOf(Number(found[1]), Number(found[2]), Number(found[3])), 1];
};

/** "17.12." and "17.12.2026"; without the last dot it may be a time. */
const dottedDate: Matcher = ([word = '']) => {
  const found = /^(\d{1,2})\.(\d{1,2})\.(\d{4}|\d\d)?$/.exec(word);
  if (found === null) {
    const bare = /^(\d{1,2})\.(\d{1,2})$/.exec(word);
    if (bare === null) return undefined;
    const day = Number(bare[1]);
    // A time has two digits after the dot: "5.6" is a day.
    if (bare[2]?.length === 2) return [{ dotted: [day, Number(bare[2])] }, 1];
    return [yearless(Number(bare[2]), day), 1];
  }
  const [day, month] = [Number(found[1]), Number(found[2])];
  return [found[3] === undefined ? yearless(month, day) : dateOf(yearOf(found[3]), month, day), 1];
};

/** The day stands first in half of the world, the month in the other. */
const slashedDate: Matcher = ([word = '']) => {
  const found = /^(\d{1,2})\/(\d{1,2})(?:\/(\d{4}|\d\d))?$/.exec(word);
  if (found === null) return undefined;
  const [first, second] = [Number(found[1]), Number(found[2])];
  const year = found[3] === undefined ? undefined : yearOf(found[3]);
  const ways = [
    { month: second, day: first },
    { month: first, day: second },
  ].filter((way) => isDate({ year: year ?? 2028, ...way }));
  const [way, other] = ways;
  if (way === undefined) return [{ unclear: 'no-such-day' }, 1];
  if (other !== undefined && other.day !== way.day) {
    return [{ unclear: 'dates', dates: ways.map((each) => ({ ...each, ...(year === undefined ? {} : { year }) })) }, 1];
  }
  return [year === undefined ? yearless(way.month, way.day) : dateOf(year, way.month, way.day), 1];
};

/** "17 december", "dec 17th 2026", "17th of dec" */
const namedDate: Matcher = (words) => {
  const dayFirst = dayNumber(words[0]);
  const ofSize = words[1] === 'of' ? 1 : 0;
  const month = monthOf(words[dayFirst === undefined ? 0 : 1 + ofSize]);
  const theSize = dayFirst === undefined && words[1] === 'the' ? 1 : 0;
  const day = dayFirst ?? dayNumber(words[1 + theSize]);
  if (month === undefined || day === undefined) return undefined;
  const size = 2 + (dayFirst === undefined ? theSize : ofSize);
  const year = /^\d{4}$/.test(words[size] ?? '') ? Number(words[size]) : undefined;
  return year === undefined ? [yearless(month, day), size] : [dateOf(year, month, day), size + 1];
};

/** "the 17th" */
const ordinalDay: Matcher = ([word = '']) => {
  const day = /^\d{1,2}(?:st|nd|rd|th)$/.test(word) ? dayNumber(word) : undefined;
  return day === undefined ? undefined : [day > 31 ? { unclear: 'no-such-day' } : { day: { is: 'yearless', day } }, 1];
};

const relativeDays: readonly (readonly [phrase: string, day: TypedDay])[] = [
  ['day after tomorrow', { is: 'from-now', days: 2 }],
  ['today', { is: 'from-now', days: 0 }],
  ['tomorrow', { is: 'from-now', days: 1 }],
  ['same day', { is: 'from-there', days: 0 }],
  ['same time', { is: 'from-there', days: 0 }],
  ['next day', { is: 'from-there', days: 1 }],
  ['following day', { is: 'from-there', days: 1 }],
  ['day after', { is: 'from-there', days: 1 }],
  ['day before', { is: 'from-there', days: -1 }],
  ['previous day', { is: 'from-there', days: -1 }],
  ['this week', { is: 'from-there', days: 0, week: true }],
  ['same week', { is: 'from-there', days: 0, week: true }],
  ['next week', { is: 'from-there', days: 7, week: true }],
  ['following week', { is: 'from-there', days: 7, week: true }],
  ['week after', { is: 'from-there', days: 7, week: true }],
  ['week before', { is: 'from-there', days: -7, week: true }],
  ['previous week', { is: 'from-there', days: -7, week: true }],
  ['last week', { is: 'from-there', days: -7, week: true }],
];

const relativeDay: Matcher = (words) => {
  for (const [phrase, day] of relativeDays) {
    const size = phrase.split(' ').length;
    if (words.slice(0, size).join(' ') === phrase) return [{ day }, size];
  }
  return undefined;
};

const whichOf: Readonly<Record<string, Which>> = {
  ...{ next: 'after', following: 'after', after: 'after' },
  ...{ this: 'this', coming: 'nearest', previous: 'before', last: 'before', before: 'before' },
};

/** "thursday", "next thu", "thursday after" */
const weekday: Matcher = ([first = '', second = '']) => {
  const alone = weekdayOf(first);
  if (alone !== undefined) {
    const which = second === 'after' || second === 'before' ? whichOf[second] : undefined;
    return [{ weekday: { weekday: alone, which: which ?? 'nearest' } }, which === undefined ? 1 : 2];
  }
  const which = Object.hasOwn(whichOf, first) ? whichOf[first] : undefined;
  const named = which === undefined ? undefined : weekdayOf(second);
  return named === undefined || which === undefined ? undefined : [{ weekday: { weekday: named, which } }, 2];
};

const clock: Matcher = ([word = '', next = '']) => {
  if (/^(?:noon|midday)$/.test(word)) return [{ time: { hour: 12, minute: 0 } }, 1];
  if (word === 'midnight') return [{ time: { hour: 0, minute: 0 } }, 1];
  const found = /^(\d{1,2})(?:[:.h](\d\d)(?::00)?)?(am|pm|h|uhr)?$/.exec(word);
  if (found === null) return undefined;
  const half = found[3] ?? (/^(?:am|pm|uhr|h)$/.test(next) ? next : undefined);
  const size = found[3] === undefined && half !== undefined ? 2 : 1;
  // "10.30" without more may be a day, and a bare number anything.
  if (half === undefined && !/[:h]/.test(word)) return undefined;
  const time = timeOf(Number(found[1]), Number(found[2] ?? 0), half);
  return time && [{ time }, size];
};

/** "at 10", "10 oclock": morning or evening, unless the hour says. */
const bareHour: Matcher = ([first = '', second = '', third = '']) => {
  const led = first === 'at';
  const word = led ? second : first;
  const oclock = (led ? third : second) === 'oclock';
  if (!/^\d{1,2}$/.test(word) || !(led || oclock)) return undefined;
  // "at 10 am" and "at 17 dec" say more than an hour.
  if (led && !oclock && (/^(?:am|pm|uhr|h)$/.test(third) || monthOf(third) !== undefined)) return undefined;
  const hour = Number(word);
  if (hour > 23) return undefined;
  const either = hour > 0 && hour < 12;
  return [
    { time: { hour, minute: 0, ...(either && { eitherHalf: true as const }) } },
    1 + (led ? 1 : 0) + (oclock ? 1 : 0),
  ];
};

const matchers: readonly Matcher[] = [
  ...[isoDate, dottedDate, slashedDate, clock, bareHour, namedDate, ordinalDay, relativeDay, weekday, filler],
];

function timeOf(hour: number, minute: number, half: string | undefined): TimeOfDay | undefined {
  if (minute > 59) return undefined;
  if (half !== 'am' && half !== 'pm') return hour > 23 ? undefined : { hour, minute };
  return hour < 1 || hour > 12 ? undefined : { hour: (hour % 12) + (half === 'pm' ? 12 : 0), minute };
}

function dateOf(year: number, month: number, day: number): TypedParts | Unclear {
  const date = { year, month, day };
  return isDate(date) ? { day: { is: 'date', date } } : { unclear: 'no-such-day' };
}

/** Of a leap year: which year is meant is not known yet. */
function yearless(month: number, day: number): TypedParts | Unclear {
  return isDate({ year: 2028, month, day }) ? { day: { is: 'yearless', month, day } } : { unclear: 'no-such-day' };
}

function yearOf(digits: string): number {
  return digits.length === 2 ? 2000 + Number(digits) : Number(digits);
}

function dayNumber(word: string | undefined): number | undefined {
  const found = /^(\d{1,2})(?:st|nd|rd|th|\.)?$/.exec(word ?? '');
  return found === null || Number(found[1]) === 0 ? undefined : Number(found[1]);
}

function monthOf(word: string | undefined): number | undefined {
  const typed = (word ?? '').replace(/\.$/, '');
  if (typed.length < 3) return undefined;
  const short = typed === 'sept' ? 'sep' : typed;
  const at = monthNames.findIndex((name) => name.toLowerCase() === short || name.slice(0, 3).toLowerCase() === short);
  return at < 0 ? undefined : at + 1;
}

function weekdayOf(word: string): Weekday | undefined {
  const typed = word.replace(/\.$/, '');
  if (typed.length < 3) return undefined;
  const short: Readonly<Record<string, string>> = { tues: 'tue', thur: 'thu', thurs: 'thu', weds: 'wed' };
  const folded = Object.hasOwn(short, typed) ? short[typed] : typed;
  const at = weekdayNames.findIndex(
    (name) => name.toLowerCase() === folded || name.slice(0, 3).toLowerCase() === folded,
  );
  return at < 0 ? undefined : ((at + 1) as Weekday);
}
