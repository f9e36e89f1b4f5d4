/**
 * Points on the timeline, days on the calendar, clocks on the wall, and the way between them. Text forms are ISO 8601.
 * Nothing here depends on the zone or the zone data of the machine.
 */
import { dateOfDay, dayOf, isDate } from './civil.js';
import { zoneNamed } from './zone-data.js';

/** A point on the timeline: whole seconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly unit: 'epoch-seconds' };

/** A day on the Gregorian calendar, in no zone. `month` 1-12, `day` 1-31. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What a clock on the wall shows, in no zone. `hour` 0-23, `minute` 0-59. */
export interface WallTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
}

const DAY = 86_400;

/**
 * The instant at which a wall clock in `zone` shows `wall`. Twice on the clock (autumn): the first. Skipped (spring): read
 * with the offset before the gap, so it lands as far past the gap as it lay inside (RFC 5545, section 3.3.5).
 * @param zone IANA name, already validated; a RangeError where it is none.
 */
export function instantOf(wall: WallTime, zone: string): Instant {
  const local = dayOf(wall) * DAY + wall.hour * 3600 + wall.minute * 60;
  const data = zoneNamed(zone);
  // No offset is further than a day from UTC, so the stretch that holds `local` begins after this one.
  let stretch = data.stretchAt(local - 2 * DAY);
  for (;;) {
    if (local - stretch.offset < stretch.end) return (local - stretch.offset) as Instant;
    const next = data.stretchAt(stretch.end);
    // In the gap: later than the old offset's last moment, earlier than the new one's first.
    if (local - next.offset < next.start) return (local - stretch.offset) as Instant;
    stretch = next;
  }
}

/** What a wall clock in `zone` shows at `at`, the seconds dropped. A RangeError where `zone` is no IANA name. */
export function wallOf(at: Instant, zone: string): WallTime {
  const local = at + zoneNamed(zone).stretchAt(at).offset;
  const day = Math.floor(local / DAY);
  const minutes = Math.floor((local - day * DAY) / 60);
  const { year, month, day: ofMonth } = dateOfDay(day);
  return { year, month, day: ofMonth, hour: Math.floor(minutes / 60), minute: minutes % 60 };
}

/** ISO 8601 in UTC: "2026-12-10T19:00:00Z". */
export function isoOf(at: Instant): string {
  return `${new Date(at * 1000).toISOString().slice(0, 19)}Z`;
}

const instantForm = /^(\d{4}-\d\d-\d\d)[T ](\d\d):(\d\d)(?::(\d\d)(?:[.,]\d+)?)?(?:Z|([+-])(\d\d):?(\d\d))$/i;

/** Reads ISO 8601 with Z or an offset; a fraction of a second is dropped. Undefined where it says no single instant. */
export function parseInstant(text: string): Instant | undefined {
  const [, dateOnly = '', hour, minute, second = '0', sign = '+', offsetHour = '0', offsetMinute = '0'] =
    instantForm.exec(text.trim()) ?? [];
  const date = parseDate(dateOnly);
  if (date === undefined) return undefined;
  const [h, m, s, oh, om] = [hour, minute, second, offsetHour, offsetMinute].map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (h > 23 || m > 59 || s > 59 || oh > 23 || om > 59) return undefined;
  const offset = (sign === '-' ? -1 : 1) * (oh * 3600 + om * 60);
  return (dayOf(date) * DAY + h * 3600 + m * 60 + s - offset) as Instant;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** "2026-11-26" */
export function dateText(date: CivilDate): string {
  return `${String(date.year).padStart(4, '0')}-${two(date.month)}-${two(date.day)}`;
}

/** "2026-11-26T11:00" */
export function wallText(wall: WallTime): string {
  return `${dateText(wall)}T${two(wall.hour)}:${two(wall.minute)}`;
}

/** Reads "2026-11-26"; undefined for any other form and for days that do not exist. Years 0001 to 9999. */
export function parseDate(text: string): CivilDate | undefined {
  const found = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text.trim());
  if (found === null) return undefined;
  const date = { year: Number(found[1]), month: Number(found[2]), day: Number(found[3]) };
  return isDate(date) ? date : undefined;
}

/** Reads "2026-11-26T11:00" or "2026-11-26 11:00"; undefined for any other form and for times that no clock shows. */
export function parseWall(text: string): WallTime | undefined {
  const found = /^(\S{10})[T ](\d\d):(\d\d)$/.exec(text.trim());
  const date = parseDate(found?.[1] ?? '');
  const [hour, minute] = [Number(found?.[2]), Number(found?.[3])];
  return date !== undefined && hour < 24 && minute < 60 ? { ...date, hour, minute } : undefined;
}
