/**
 * Which occurrence a maintainer means by a typed date. A date may be the one on which it stands now or the one that it had
 * at first; where it names none, the two nearest are offered, and nothing is guessed.
 */
import type { Meeting } from '../community/model.js';
import { dateOfDay, dayOf, weekdayOfDay } from '../time/civil.js';
import type { TimeOfDay } from '../time/series.js';
import { readWords, type TypedDay, type TypedParts, type Unclear, wordsOf } from '../time/typed-words.js';
import {
  type CivilDate,
  dateText,
  type Instant,
  instantOf,
  parseWall,
  type WallTime,
  wallOf,
  wallText,
} from '../time/zoned.js';
import type { Schedule, ScheduledOccurrence } from './schedule.js';

export type DateReading =
  | { readonly is: 'found'; readonly occurrence: ScheduledOccurrence }
  /** Two or more of that meeting on that day, in order. */
  | { readonly is: 'several'; readonly occurrences: readonly ScheduledOccurrence[] }
  /**
   * A day without this meeting, at most two of whose neighbours are offered, in order: none that is over where others are
   * to come. `date` in the meeting's zone.
   */
  | { readonly is: 'none'; readonly date: CivilDate; readonly near: readonly ScheduledOccurrence[] }
  /** No date, or one that may be two: `problem` is a sentence; `near`: the next two. */
  | { readonly is: 'unclear'; readonly problem: string; readonly near: readonly ScheduledOccurrence[] };

const DAY = 86_400;
/** The longest text that is looked at. */
const longest = 60;
/** How many to come are looked through for one that was moved away from its day. */
const lookedAhead = 60;

/** @param typed empty or "next": the next one that takes place */
export function dateOf(typed: string, meeting: Meeting, schedule: Schedule, now: Instant): DateReading {
  const text = typed.trim();
  if (text === '' || /^(?:the )?next(?: one| meeting)?$/i.test(text)) return nextOf(meeting, schedule, now);
  const named = parseWall(text);
  const exact = named && exactly(named, meeting, schedule);
  if (exact !== undefined) return { is: 'found', occurrence: exact };
  const parts = text.length > longest ? undefined : readWords(wordsOf(text));
  if (parts === undefined) return unclear(`“${short(text)}” is no date that I understand.`, meeting, schedule, now);
  if ('unclear' in parts) return unclear(unclearWords(text, parts), meeting, schedule, now);
  const date = dayNamed(parts, meeting, now);
  if (date === undefined) return unclear(`“${short(text)}” does not say which date.`, meeting, schedule, now);
  return onDay(date, parts.time, meeting, schedule, now);
}

function nextOf(meeting: Meeting, schedule: Schedule, now: Instant): DateReading {
  const occurrence = schedule.next(meeting.id, now);
  if (occurrence !== undefined) return { is: 'found', occurrence };
  return { is: 'unclear', problem: 'This meeting has no date to come.', near: [] };
}

/** By the name of the occurrence, or else by when it stands now. */
function exactly(wall: WallTime, meeting: Meeting, schedule: Schedule): ScheduledOccurrence | undefined {
  const named = schedule.named(meeting.id, wall);
  if (named !== undefined) return named;
  const at = instantOf(wall, meeting.series.zone);
  return schedule
    .upcoming(meeting.id, (at - 1) as Instant, 5)
    .find((one) => one.at === at || wallText(one.wall) === wallText(wall));
}

/** In the meeting's zone. A day without a year is the next such day, today included. */
function dayNamed({ day, weekday }: TypedParts, meeting: Meeting, now: Instant): CivilDate | undefined {
  const today = dayOf(wallOf(now, meeting.series.zone));
  if (day !== undefined) {
    const date = dayOfParts(day, today);
    const fits = weekday === undefined || date === undefined || weekdayOfDay(dayOf(date)) === weekday.weekday;
    return fits ? date : undefined;
  }
  if (weekday === undefined) return undefined;
  const ahead = (weekday.weekday - weekdayOfDay(today) + 7) % 7;
  if (weekday.which === 'before') return dateOfDay(today + ahead - 7);
  return dateOfDay(today + (weekday.which === 'after' && ahead === 0 ? 7 : ahead));
}

function dayOfParts(day: TypedDay, today: number): CivilDate | undefined {
  switch (day.is) {
    case 'date':
      return day.date;
    case 'from-now':
      return dateOfDay(today + day.days);
    case 'yearless':
      return firstSuch(today, (date) => date.day === day.day && (day.month ?? date.month) === date.month);
    case 'from-there':
      return undefined;
    default:
      return day satisfies never;
  }
}

/** Eight years lie between two 29 Februaries at most. */
function firstSuch(today: number, isSuch: (date: CivilDate) => boolean): CivilDate | undefined {
  for (let day = today; day < today + 8 * 366; day += 1) {
    const date = dateOfDay(day);
    if (isSuch(date)) return date;
  }
  return undefined;
}

function onDay(
  date: CivilDate,
  time: TimeOfDay | undefined,
  meeting: Meeting,
  schedule: Schedule,
  now: Instant,
): DateReading {
  const here = standingOn(date, meeting, schedule);
  const away = namedOn(date, meeting, schedule, now).filter((one) => !here.some((other) => isSame(one, other)));
  // Where one stands that day, it is meant rather than one that was moved away from it.
  const found = time === undefined ? (here.length > 0 ? here : away) : [...here, ...away];
  const fitting =
    time === undefined ? found : found.filter(({ wall, original }) => isAt(wall, time) || isAt(original, time));
  const [occurrence, ...others] = fitting;
  if (occurrence === undefined) return { is: 'none', date, near: nearest(date, meeting, schedule, now) };
  return others.length === 0 ? { is: 'found', occurrence } : { is: 'several', occurrences: fitting };
}

function standingOn(date: CivilDate, meeting: Meeting, schedule: Schedule): readonly ScheduledOccurrence[] {
  const from = startOf(date, meeting);
  const found: ScheduledOccurrence[] = [];
  // A day of more than 26 hours does not exist; one meets at most some times a day.
  for (const one of schedule.upcoming(meeting.id, (from - 1) as Instant, lookedAhead)) {
    if (one.at >= from + 26 * 3600) break;
    if (dateText(one.wall) === dateText(date)) found.push(one);
  }
  return found;
}

/** Those that were to be on that day at first, as far as the rule, the file's extra ones and the next ones tell. */
function namedOn(date: CivilDate, meeting: Meeting, schedule: Schedule, now: Instant): readonly ScheduledOccurrence[] {
  const { slots, extra } = meeting.series;
  const times = [...slots, ...extra.filter(({ at }) => dateText(at) === dateText(date)).map(({ at }) => at)];
  const byName = times.flatMap(({ hour, minute }) => schedule.named(meeting.id, { ...date, hour, minute }) ?? []);
  const coming = schedule
    .upcoming(meeting.id, now, lookedAhead)
    .filter(({ original }) => dateText(original) === dateText(date));
  return [...new Map([...byName, ...coming].map((one) => [wallText(one.original), one])).values()];
}

/** The one before the day and the one after it, or the next two where the one before is over. */
function nearest(date: CivilDate, meeting: Meeting, schedule: Schedule, now: Instant): readonly ScheduledOccurrence[] {
  const from = startOf(date, meeting);
  const after = schedule.upcoming(meeting.id, (Math.max(from, now) - 1) as Instant, 2).slice(0, 2);
  const before = lastBefore(from, meeting, schedule);
  const isOver = before === undefined || before.until <= now;
  if (!isOver) return [before, ...after].slice(0, 2);
  return after.length > 0 || before === undefined ? after : [before];
}

/** Looks in widening windows: a question about one day costs little, and five years hold every rule's neighbours. */
function lastBefore(at: Instant, meeting: Meeting, schedule: Schedule): ScheduledOccurrence | undefined {
  for (const days of [8, 35, 400, 1900]) {
    let last: ScheduledOccurrence | undefined;
    for (const one of schedule.upcoming(meeting.id, (at - days * DAY) as Instant, days + lookedAhead)) {
      if (one.at >= at) break;
      last = one;
    }
    if (last !== undefined) return last;
  }
  return undefined;
}

function unclear(problem: string, meeting: Meeting, schedule: Schedule, now: Instant): DateReading {
  return { is: 'unclear', problem, near: schedule.upcoming(meeting.id, now, 2) };
}

function unclearWords(text: string, read: Unclear): string {
  if (read.unclear === 'no-such-day') return `“${short(text)}” is a day that the calendar does not have.`;
  return `“${short(text)}” may be two dates, or a time; write it with the year first, such as 2026-12-24.`;
}

function startOf(date: CivilDate, { series }: Meeting): Instant {
  return instantOf({ year: date.year, month: date.month, day: date.day, hour: 0, minute: 0 }, series.zone);
}

function isAt(wall: WallTime, { hour, minute }: TimeOfDay): boolean {
  return wall.hour === hour && wall.minute === minute;
}

function isSame(one: ScheduledOccurrence, other: ScheduledOccurrence): boolean {
  return wallText(one.original) === wallText(other.original);
}

/** What was typed, on one line and short enough to repeat. */
function short(text: string): string {
  const letters = [...text.replace(/[\s\p{C}]+/gu, ' ').trim()];
  return letters.length > 40 ? `${letters.slice(0, 39).join('')}…` : letters.join('');
}
