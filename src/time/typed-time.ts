/**
 * A new time for an occurrence, as a maintainer types it in chat: "thursday 10am", "a week later", "2026-12-17 10:00 Berlin".
 * It comes out as what the wall clock in the meeting's zone is to show; a day alone keeps the time of day, a time alone
 * keeps the day. What may mean two things is never guessed silently: the other one is in `alternatives`, or nothing is
 * understood and the sentence says how to write it.
 */
import { weekdayName } from './calendar-names.js';
import { dateOfDay, dayOf, daysInMonth, weekdayOfDay } from './civil.js';
import { looseTime } from './loose-time.js';
import type { Weekday } from './rule.js';
import { readWords, type TypedDay, type TypedParts, type Unclear, type Which, wordsOf } from './typed-words.js';
import { resolveZone } from './zone-from-words.js';
import { type CivilDate, dateText, type Instant, instantOf, type WallTime, wallOf, wallText } from './zoned.js';

export interface TypedMoment {
  /** In the meeting's zone; as the clock there really shows it, also where the typed time does not exist. */
  readonly wall: WallTime;
  readonly at: Instant;
  /**
   * "gap": the typed time is left out on that day, as clocks go forward; `at` lies as far past the gap as it lay inside.
   * "fold": that time comes twice on that day, as clocks go back; `at` is the first.
   */
  readonly remark?: 'gap' | 'fold';
}

export interface TypedTime extends TypedMoment {
  /** IANA name of the zone that was typed beside it. */
  readonly zoneTyped?: string;
  /** What else it may have meant, the likelier first; none in the past. At most two. */
  readonly alternatives: readonly TypedMoment[];
}

/** What is wrong with what was typed and what to write instead, in one or two plain sentences. */
export interface TimeProblem {
  readonly problem: string;
}

export interface TimeAsked {
  /** Where the occurrence stands now. */
  readonly from: Instant;
  /** The meeting's zone. */
  readonly zone: string;
  readonly now: Instant;
}

/** The longest text that is looked at. */
const longest = 100;
const DAY = 86_400;

export async function readTypedTime(typed: string, asked: TimeAsked): Promise<TypedTime | TimeProblem> {
  const text = typed.trim();
  const words = text.length > longest ? [] : wordsOf(text);
  const span = spanOf(words, text);
  if (span !== undefined) return span;
  const direct = readWords(words);
  if (direct !== undefined) return resolved(direct, asked, text);
  const zoned = withZone(words);
  for (const { zone, rest } of zoned) {
    const parts = readWords(rest);
    if (parts !== undefined) return resolved(parts, asked, text, zone);
  }
  const loosely = [{ zone: undefined, rest: words }, ...zoned];
  for (const { zone, rest } of words.length === 0 ? [] : loosely) {
    const parts = await looseTime(rest.join(' '), wallOf(counted(rest, asked), zone ?? asked.zone));
    if (parts !== undefined) return resolved(parts, asked, text, zone);
  }
  return notUnderstood(text, asked);
}

/** "In two hours" counts from now, "two hours later" from where the occurrence stands. */
function counted(words: readonly string[], { from, now }: TimeAsked): Instant {
  return /^(?:in|within)\b|\b(?:ago|now|today|tomorrow|tonight)\b/i.test(words.join(' ')) ? now : from;
}

/** The zone that may stand at the end, and the words before it, the longest name first. */
function withZone(words: readonly string[]): readonly { readonly zone: string; readonly rest: readonly string[] }[] {
  const found: { readonly zone: string; readonly rest: readonly string[] }[] = [];
  for (let size = Math.min(4, words.length - 1); size >= 1; size -= 1) {
    const rest = words.slice(0, -size);
    const led = rest.at(-1)?.toLowerCase() === 'in' ? rest.slice(0, -1) : rest;
    const zone = resolveZone(words.slice(-size).join(' '));
    if (zone !== undefined && led.length > 0) found.push({ zone, rest: led });
  }
  // "10:00Z", "2026-12-17T10:00+01:00", "10:00UTC"
  const [, time, glued = ''] =
    /^(\d{1,2}(?::\d\d){1,2}(?:[ap]m)?|\d{1,2}[ap]m)([a-z]+|[+-]\d{1,2}(?::?\d\d)?)$/i.exec(words.at(-1) ?? '') ?? [];
  const isOffset = /^[+-]/.test(glued);
  // "10:00-11:00" is a span rather than a time eleven hours behind, unless a whole date stands before it.
  const holds = time !== undefined && (!isOffset || glued.startsWith('+') || /^\d{4}-/.test(words.at(-2) ?? ''));
  const zone = holds ? resolveZone(glued) : undefined;
  if (zone !== undefined && time !== undefined) found.push({ zone, rest: [...words.slice(0, -1), time] });
  return found;
}

function spanOf(words: readonly string[], text: string): TimeProblem | undefined {
  const clocks = '\\d{1,2}(?:[:.]\\d\\d)?(?:[ap]m)?';
  const glued = new RegExp(`^${clocks}-${clocks}$`, 'i');
  const isGlued = words.some(
    (word, index) => glued.test(word) && (/:|m/i.test(word) || index > 0) && !/^\d{4}-/.test(words[index - 1] ?? ''),
  );
  const isApart = words.some(
    (word, index) => (word === '-' || /^until|till$/i.test(word)) && index > 0 && /^\d/.test(words[index + 1] ?? ''),
  );
  if (!isGlued && !isApart) return undefined;
  return { problem: `“${short(text)}” is a span of time. Please write only when it starts.` };
}

function resolved(
  read: TypedParts | Unclear,
  asked: TimeAsked,
  text: string,
  zoneTyped?: string,
): TypedTime | TimeProblem {
  const zone = zoneTyped ?? asked.zone;
  if ('unclear' in read) return unclear(read, asked, text);
  const walls = wallsOf(read, { ...asked, zone });
  if ('problem' in walls) return walls;
  const isTimeAlone = read.time !== undefined && read.day === undefined && read.weekday === undefined;
  const typed = isTimeAlone ? onEitherDay(walls, zone, asked) : walls;
  const moments = typed.map((wall) => momentOf(wall, zone, asked.zone));
  const [first, ...others] = moments;
  if (first === undefined) return notUnderstood(text, asked);
  const alternatives = others.filter(({ at }) => at > asked.now && at !== first.at && at !== asked.from).slice(0, 2);
  return { ...first, alternatives, ...(zoneTyped === undefined ? {} : { zoneTyped }) };
}

/**
 * Of a time of another zone, typed without a day: where the calendar shows another day there than at home, either may be
 * "its day". The one that is closer to the occurrence comes first.
 */
function onEitherDay(walls: readonly WallTime[], zone: string, { from, zone: home }: TimeAsked): readonly WallTime[] {
  const days = dayOf(wallOf(from, home)) - dayOf(wallOf(from, zone));
  if (days === 0) return walls;
  const away = (wall: WallTime) => Math.abs(instantOf(wall, zone) - from);
  const both = walls.flatMap((wall) => [wall, { ...wall, ...dateOfDay(dayOf(wall) + days) }]);
  return both.sort((a, b) => away(a) - away(b));
}

/** Every wall time in the zone that was meant which the parts may name, the likeliest first. */
function wallsOf(parts: TypedParts, asked: TimeAsked): readonly WallTime[] | TimeProblem {
  const { from, zone } = asked;
  if (parts.shiftMinutes !== undefined) {
    if (Object.keys(parts).length > 1) return [];
    return [wallOf((from + parts.shiftMinutes * 60) as Instant, zone)];
  }
  const there = wallOf(from, zone);
  const dates = datesOf(parts, asked, there);
  if ('problem' in dates) return dates;
  const { hour, minute } = parts.time ?? there;
  const times = parts.time?.eitherHalf ? likelierFirst(hour, hour + 12, there) : [hour];
  const walls = times.flatMap((each) => dates.map((date) => ({ ...date, hour: each, minute })));
  // Midnight belongs to the night before it as well.
  const isMidnight = parts.time !== undefined && hour === 0 && minute === 0 && dates.length > 0;
  return isMidnight ? [...walls, ...walls.map((wall) => ({ ...wall, ...dateOfDay(dayOf(wall) + 1) }))] : walls;
}

/** The half of the day that is closer to when the occurrence stands. */
function likelierFirst(morning: number, evening: number, there: WallTime): readonly number[] {
  const away = (hour: number) => Math.abs(hour - there.hour);
  return away(evening) < away(morning) ? [evening, morning] : [morning, evening];
}

function datesOf(parts: TypedParts, asked: TimeAsked, there: WallTime): readonly CivilDate[] | TimeProblem {
  const { day, weekday } = parts;
  if (day === undefined && weekday === undefined) return [plainDate(there)];
  if (day === undefined) return weekday === undefined ? [] : onWeekday(weekday, asked, there, parts.time === undefined);
  const dates = daysNamed(day, asked, there);
  const [date] = dates;
  if (weekday === undefined || date === undefined) return dates;
  const isWeek = day.is === 'from-there' && (day.week === true || day.days % 7 === 0);
  if (isWeek) {
    const monday = dayOf(date) - (weekdayOfDay(dayOf(date)) - 1);
    return [dateOfDay(monday + weekday.weekday - 1)];
  }
  const real = weekdayOfDay(dayOf(date));
  if (real === weekday.weekday) return [date];
  const names = `${dateText(date)} is a ${weekdayName(real)}, not a ${weekdayName(weekday.weekday)}`;
  return { problem: `${names}. Please write one of the two.` };
}

function daysNamed(day: TypedDay, { now, zone }: TimeAsked, there: WallTime): readonly CivilDate[] {
  switch (day.is) {
    case 'date':
      return [day.date];
    case 'yearless':
      return [nearestSuch(day, there, wallOf(now, zone))];
    case 'from-there':
      return [dateOfDay(dayOf(there) + day.days)];
    case 'from-now': {
      const date = dateOfDay(dayOf(wallOf(now, zone)) + day.days);
      // Said of an occurrence that lies further ahead, "tomorrow" may mean the day after it.
      return day.days === 1 ? [date, dateOfDay(dayOf(there) + 1)] : [date];
    }
    default:
      return day satisfies never;
  }
}

/** The date of that day (and month) nearest to `there` that is not past; where all near ones are, the nearest. */
function nearestSuch(
  { month, day }: { readonly month?: number; readonly day: number },
  there: CivilDate,
  today: CivilDate,
): CivilDate {
  const months = there.year * 12 + there.month - 1;
  const candidates: CivilDate[] = [];
  for (let each = months - 60; each <= months + 60; each += 1) {
    const date = { year: Math.floor(each / 12), month: (each % 12) + 1, day };
    if ((month === undefined || date.month === month) && day <= daysInMonth(each)) candidates.push(date);
  }
  const ahead = candidates.filter((date) => dayOf(date) >= dayOf(today));
  return nearestTo(dayOf(there), ahead.length > 0 ? ahead : candidates) ?? plainDate(there);
}

function nearestTo(day: number, dates: readonly CivilDate[]): CivilDate | undefined {
  return [...dates].sort((a, b) => Math.abs(dayOf(a) - day) - Math.abs(dayOf(b) - day))[0];
}

/**
 * The days of that name around the occurrence, the one that is meant first.
 * @param moves without a time of day the occurrence's own day would be no change
 */
function onWeekday(
  { weekday, which }: { readonly weekday: Weekday; readonly which: Which },
  { now, zone }: TimeAsked,
  there: WallTime,
  moves: boolean,
): readonly CivilDate[] {
  const day = dayOf(there);
  const ahead = (weekday - weekdayOfDay(day) + 7) % 7;
  const after = day + (ahead === 0 ? 7 : ahead);
  const before = after - (ahead === 0 ? 14 : 7);
  const monday = day - (weekdayOfDay(day) - 1);
  const today = dayOf(wallOf(now, zone));
  const around =
    ahead === 0 ? (moves ? [after, before] : [day, after, before]) : ahead <= 3 ? [after, before] : [before, after];
  const meant = {
    nearest: around,
    this: [monday + weekday - 1, ...around],
    after: [after, before],
    before: [before, after],
  }[which];
  // "Next Thursday" said on a Monday of a meeting on Tuesday may skip the one of this week.
  const wider = which === 'after' && ahead > 0 ? [after, after + 7] : meant;
  const days = [...new Set(wider)];
  const coming = days.filter((each) => each >= today);
  return (coming.length > 0 ? coming : days).map(dateOfDay);
}

function momentOf(typed: WallTime, zone: string, home: string): TypedMoment {
  const at = instantOf(typed, zone);
  const wall = wallOf(at, home);
  if (wallText(wallOf(at, zone)) !== wallText(typed)) return { wall, at, remark: 'gap' };
  // A time of another zone may fall into the second of two equal hours at home, which the schedule cannot name.
  const named = instantOf(wall, home);
  return { wall, at: named, ...(isFold(named, home) ? { remark: 'fold' } : {}) };
}

/** Whether the wall clock shows the same again later on that day. No fold is longer than a day. */
function isFold(at: Instant, zone: string): boolean {
  const shown = wallText(wallOf(at, zone));
  for (let minutes = 15; minutes <= 180; minutes += 15) {
    if (wallText(wallOf((at + minutes * 60) as Instant, zone)) === shown) return true;
  }
  return wallText(wallOf((at + DAY) as Instant, zone)) === shown;
}

function unclear(read: Unclear, { from, now, zone }: TimeAsked, text: string): TimeProblem {
  if (read.unclear === 'no-such-day') {
    return {
      problem: `“${short(text)}” names a day that the calendar does not have. Write it as ${dateText(wallOf(from, zone))}.`,
    };
  }
  const nearest = (day: { readonly month: number; readonly day: number }) =>
    dateText(nearestSuch(day, wallOf(from, zone), wallOf(now, zone)));
  if (read.unclear === 'date-or-time') {
    const date = nearest(read);
    const time = clockText(read.time);
    return { problem: `“${short(text)}” may be a day or a time of day. Write ${date}, or ${time}.` };
  }
  const dates = read.dates.map(({ year, ...day }) => (year === undefined ? nearest(day) : dateText({ ...day, year })));
  return { problem: `“${short(text)}” may be ${dates.join(' or ')}. Write it as one of them.` };
}

function notUnderstood(text: string, { from, zone }: TimeAsked): TimeProblem {
  const wall = wallOf(from, zone);
  const example = `${dateText(wall)} ${clockText(wall)}`;
  const weekday = weekdayName(weekdayOfDay(dayOf(wall))).toLowerCase();
  const read = text === '' ? 'No time is given.' : `“${short(text)}” is no time that I understand.`;
  return { problem: `${read} Write it as ${example}, “${weekday} 10am” or “a week later”.` };
}

const clockText = ({ hour, minute }: { readonly hour: number; readonly minute: number }) =>
  `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;

function plainDate({ year, month, day }: CivilDate): CivilDate {
  return { year, month, day };
}

/** What was typed, on one line and short enough to repeat. */
function short(text: string): string {
  const line = text.replace(/[\s\p{C}]+/gu, ' ').trim();
  const letters = [...line];
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : line;
}
