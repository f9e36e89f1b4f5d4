/** Dates, times, lengths and zones as a community file writes them. */
import { daysInMonth } from '../time/civil.js';
import type { TimeOfDay } from '../time/series.js';
import { isZone, zoneToUse } from '../time/zone.js';
import { type CivilDate, dateText, parseDate } from '../time/zoned.js';
import { type Mistake, scalar } from './scalar.js';

/** A date, and a time where one is written. */
export interface DateAndTime {
  readonly date: CivilDate;
  readonly time?: TimeOfDay;
}

type Read<T> = { readonly is: T } | Mistake;

const datePattern = '[0-9]{4}-[0-9]{2}-[0-9]{2}';
const timePattern = '([01]?[0-9]|2[0-3]):[0-5][0-9]';

export function date(description: string, example = '2026-11-26') {
  return scalar({ description, example, pattern: `^${datePattern}$` }, readDate);
}

function readDate(text: string): Read<CivilDate> {
  const found = parseDate(text);
  if (found !== undefined && (found.year < 1970 || found.year > 2199)) {
    return { problem: 'Years from 1970 to 2199 are understood.', mend: 'Check the year.' };
  }
  if (found !== undefined) return { is: found };
  const [, year = '', month = '', day = ''] = /^(\d{4})-(\d\d?)-(\d\d?)$/.exec(text) ?? [];
  const last = Number(month) >= 1 && Number(month) <= 12 ? daysInMonth(Number(year) * 12 + Number(month) - 1) : 0;
  if (last > 0 && Number(year) >= 1 && Number(day) > last) {
    const end = dateText({ year: Number(year), month: Number(month), day: last });
    return { problem: 'There is no such day.', mend: `Write a day that exists; the last one of that month is ${end}.` };
  }
  if (last > 0 && Number(day) >= 1) {
    const padded = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
    return { problem: 'Months and days have two digits.', mend: `Write ${padded}.` };
  }
  if (/^\d{4}-\d\d-\d\d[T ]/.test(text))
    return { problem: 'Only a date stands here.', mend: `Write ${text.slice(0, 10)}.` };
  return { problem: 'This is not a date.', mend: 'Write year, month and day, such as 2026-11-26.' };
}

export function timeOfDay(description: string, example = '11:00') {
  return scalar({ description, example, pattern: `^${timePattern}$` }, readTime);
}

function readTime(text: string): Read<TimeOfDay> {
  const [, hour = '', minute = ''] = /^(\d{1,2}):(\d\d)$/.exec(text) ?? [];
  if (hour !== '' && Number(hour) < 24 && Number(minute) < 60)
    return { is: { hour: Number(hour), minute: Number(minute) } };
  const [, hour12 = '', minute12 = '00', half = ''] = /^(\d{1,2})(?:[:.](\d\d))? ?([ap])\.?m\.?$/i.exec(text) ?? [];
  if (hour12 !== '' && Number(hour12) >= 1 && Number(hour12) <= 12) {
    const hour24 = (Number(hour12) % 12) + (half.toLowerCase() === 'p' ? 12 : 0);
    return {
      problem: 'Times are written over 24 hours.',
      mend: `Write “"${String(hour24).padStart(2, '0')}:${minute12}"”.`,
    };
  }
  if (text === '24:00') return { problem: 'The day ends at 23:59.', mend: 'Write “"00:00"” and the day after.' };
  return { problem: 'This is not a time of day.', mend: 'Write hours and minutes over 24 hours, such as “"11:00"”.' };
}

/** "2026-12-17", or "2026-12-17 13:00"; both where `needsTime` is false. */
export function dateAndTime(description: string, needsTime: boolean) {
  const example = needsTime ? '2026-12-30 11:00' : '2026-12-17';
  const pattern = needsTime ? `^${datePattern}[T ]${timePattern}$` : `^${datePattern}([T ]${timePattern})?$`;
  return scalar({ description, example, pattern }, (text): Read<DateAndTime> => {
    const [, day = text, clock] = /^([^T ]+)[T ]+(.+)$/.exec(text) ?? [];
    const readDay = readDate(day);
    if (!('is' in readDay)) return readDay;
    if (clock === undefined) {
      if (!needsTime) return { is: { date: readDay.is } };
      return { problem: 'The time is missing.', mend: `Write date and time, such as ${day} 11:00.` };
    }
    const time = readTime(clock);
    return 'is' in time ? { is: { date: readDay.is, time: time.is } } : time;
  });
}

const minutesIn: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440, week: 10_080 };

/** "15 minutes", "1 hour 30 minutes", "2 days": whole minutes from `min` to `max`. */
export function duration(description: string, example: string, min: number, max: number, maxText: string) {
  const pattern = '^[0-9]+ (minute|hour|day|week)s?( [0-9]+ (minute|hour|day|week)s?)*$';
  return scalar({ description, example, pattern }, (text): Read<number> => {
    const minutes = readMinutes(text);
    if (minutes === undefined) return notLength(text, example);
    if (minutes > max) return { problem: `This is more than ${maxText}.`, mend: `Write ${maxText} or less.` };
    if (minutes < min) return { problem: 'This is no time at all.', mend: `Write for example “${example}”.` };
    return { is: minutes };
  });
}

function readMinutes(text: string): number | undefined {
  const parts = text.split(/,? and |,? +(?=\d)/);
  const each = parts.map((part) => {
    const [, number = '', unit = ''] = /^(\d{1,6}) (minute|hour|day|week)s?$/.exec(part) ?? [];
    return Number(number) * (minutesIn[unit] ?? Number.NaN);
  });
  const sum = each.reduce((total, minutes) => total + minutes, 0);
  return Number.isNaN(sum) ? undefined : sum;
}

function notLength(text: string, example: string): Mistake {
  const negative = /^[-−]\s*(?=\d)/.exec(text)?.[0];
  const meant = meantLength(text.slice(negative?.length ?? 0));
  return {
    problem: negative === undefined ? 'This is not a length of time.' : 'A length of time may not be negative.',
    mend:
      meant === undefined
        ? `Write a number and minutes, hours, days or weeks, such as “${example}”.`
        : `Write “${meant}”.`,
  };
}

/** What a short form such as "15 min", "1h30m" or "90" was to say. */
function meantLength(text: string): string | undefined {
  if (/^\d{1,6}$/.test(text)) return counted(text, 'minute');
  const part = /(\d{1,6}) ?(minutes?|mins?|m|hours?|hrs?|h|days?|d|weeks?|wks?|w)\.?(?![a-z])(?:,? and |,? ?|$)/iy;
  const said: string[] = [];
  while (part.lastIndex < text.length) {
    const [, number = '', unit = ''] = part.exec(text) ?? [];
    const name = { m: 'minute', h: 'hour', d: 'day', w: 'week' }[unit.slice(0, 1).toLowerCase()];
    if (name === undefined) return undefined;
    said.push(counted(number, name));
  }
  return said.length === 0 ? undefined : said.join(' ');
}

function counted(number: string, unit: string): string {
  return `${number} ${unit}${number === '1' ? '' : 's'}`;
}

/** Abbreviations stand for one offset, half a year wrong: only names that keep summer time are taken. */
export function zone(description: string, example = 'America/Los_Angeles') {
  return scalar({ description, example, pattern: '^([A-Za-z_]+/[A-Za-z0-9_+/-]+|UTC)$' }, (text): Read<string> => {
    if (text === 'UTC' || (text.includes('/') && isZone(text))) return { is: text };
    const use = zoneToUse(text);
    const problem = /^[A-Z]{2,5}$/i.test(text)
      ? 'An abbreviation does not know summer time.'
      : 'There is no time zone of this name.';
    return { problem, mend: use === undefined ? 'Use a name such as Europe/Berlin.' : `Use ${use}.` };
  });
}
