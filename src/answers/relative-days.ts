/** Days counted from today: "in two weeks", "the next 3 weeks", "this weekend", "last Thursday", "when the clocks change". */
import { monthNames, weekdayNames } from '../time/calendar-names.js';
import { dateOfDay, dayOf, weekdayOfDay } from '../time/civil.js';
import { zoneNamed } from '../time/zone-data.js';
import { type Instant, wallOf } from '../time/zoned.js';
import { type Days, daysFrom, onDay } from './days.js';
import type { At } from './spoken-time.js';

const counts = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const weekdays = weekdayNames.map((name) => name.toLowerCase());
/** At most so many days ahead are counted; further away nobody counts in weeks. */
const farthest = 366;

function countOf(word: string | undefined): number | undefined {
  if (word === 'a' || word === 'an') return 1;
  const spelled = counts.indexOf(word ?? '');
  if (spelled >= 0) return spelled + 1;
  return /^[1-9]\d?$/.test(word ?? '') ? Number(word) : undefined;
}

interface Counted {
  readonly days: number;
  readonly isWeeks: boolean;
  /** How many words it takes. */
  readonly size: number;
}

/** "Two weeks", "10 days", "a fortnight", at `at`. */
function countedAt(words: readonly string[], at: number): Counted | undefined {
  const count = countOf(words[at]);
  if (count === undefined) return undefined;
  const unit = words[at + 1];
  if (unit === 'day' || unit === 'days') return { days: count, isWeeks: false, size: 2 };
  if (unit === 'week' || unit === 'weeks') return { days: count * 7, isWeeks: true, size: 2 };
  return unit === 'fortnight' ? { days: count * 14, isWeeks: true, size: 2 } : undefined;
}

interface Today {
  readonly day: number;
  readonly sinceMonday: number;
  readonly zone: string;
}

/** "In two weeks" is the whole week that the day falls in; "in 10 days" is that day. */
function countedDays({ days, isWeeks }: Counted, { day, sinceMonday, zone }: Today): Days {
  const today = dateOfDay(day);
  if (!isWeeks) return daysFrom(day + days, 1, zone, onDay(day + days, today));
  const monday = day - sinceMonday + days;
  const { day: ofMonth, month } = dateOfDay(monday);
  return daysFrom(monday, 7, zone, `in the week of ${ofMonth} ${monthNames[month - 1]}`);
}

const clockWords =
  /\b(?:clocks?|dst|daylight savings?(?: time)?|summer ?time|winter ?time)(?: time)? (?:(?:will|next) )*(?:changes?|ends?|begins?|starts?|shifts?|switch(?:es)?|goes?|go|fall|spring)\b(?: (?:back|forward))?/;

/** The day on which clocks in the zone change next. */
function clockChange(words: readonly string[], { day, zone }: Today): At<Days> | undefined {
  const said = words.join(' ');
  const found = clockWords.exec(said);
  if (found === null) return undefined;
  const from = said.slice(0, found.index).split(' ').length - 1;
  const to = from + found[0].split(' ').length;
  const { end } = zoneNamed(zone).stretchAt(daysFrom(day, 1, zone, '').from);
  if (!Number.isFinite(end)) return undefined;
  const changing = dayOf(wallOf(end as Instant, zone));
  return { value: daysFrom(changing, 1, zone, onDay(changing, dateOfDay(day))), from, to };
}

function daysAt(words: readonly string[], at: number, today: Today): At<Days> | undefined {
  const { day, sinceMonday, zone } = today;
  const [word, next, third] = [words[at], words[at + 1], words[at + 2]];
  const found = (value: Days, size: number): At<Days> => ({ value, from: at, to: at + size });
  const ahead = word === 'in' ? countedAt(words, at + 1) : undefined;
  if (ahead !== undefined && ahead.days <= farthest) {
    const tail = words[at + 3] === 'time' ? 1 : 0;
    return found(countedDays(ahead, today), ahead.size + 1 + tail);
  }
  const fromNow = countedAt(words, at);
  if (
    fromNow !== undefined &&
    fromNow.days <= farthest &&
    third === 'from' &&
    /^(?:now|today)$/.test(words[at + 3] ?? '')
  )
    return found(countedDays(fromNow, today), 4);
  const span = word === 'next' || word === 'coming' ? countedAt(words, at + 1) : undefined;
  if (span !== undefined && span.days <= farthest)
    return found(daysFrom(day, span.days + 1, zone, `in the next ${words[at + 1]} ${words[at + 2]}`), 3);
  if ((word === 'this' || word === 'the' || word === 'next') && next === 'weekend') {
    const saturday = day + 5 - sinceMonday + (word === 'next' ? 7 : 0);
    return found(daysFrom(saturday, 2, zone, `${word === 'next' ? 'next' : 'this'} weekend`), 2);
  }
  if (word !== 'last') return undefined;
  if (next === 'week') return found(daysFrom(day - 7 - sinceMonday, 7, zone, 'last week'), 2);
  const weekday = weekdays.indexOf(next ?? '');
  if (weekday < 0) return undefined;
  const that = day - ((sinceMonday - weekday + 6) % 7) - 1;
  return found(daysFrom(that, 1, zone, onDay(that, dateOfDay(day))), 2);
}

/** Days counted from the day that it is in `zone` at `now`. */
export function relativeDays(words: readonly string[], now: Instant, zone: string): At<Days> | undefined {
  const day = dayOf(wallOf(now, zone));
  const today = { day, sinceMonday: weekdayOfDay(day) - 1, zone };
  for (let at = 0; at < words.length; at += 1) {
    const found = daysAt(words, at, today);
    if (found !== undefined) return found;
  }
  return clockChange(words, today);
}
