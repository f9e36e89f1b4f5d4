/**
 * A zone as a calendar describes it (VTIMEZONE), from our own zone data: what the reader's program knows of the zone may be
 * years old. Changes that come every year by one rule are written as that rule, all others one by one.
 */
import { dateOfDay, dayOf, daysInMonth, weekdayOfDay } from '../time/civil.js';
import { offsetSeconds } from '../time/zone.js';
import { type Instant, instantOf, type WallTime, wallOf } from '../time/zoned.js';
import { type ClockChange, clockChanges } from './clock-changes.js';
import { wallDigits } from './wall-stamp.js';

/** A rule is believed when it held for so many years on end, the last ones that are looked at among them. */
const yearsOfRule = 30;

/** A change with what the clock showed as it came: in the offset before it, as the standard has it. */
interface Onset extends ClockChange {
  readonly wall: WallTime;
}

/** @param from what lies before it is not described: the offset at that moment is taken as having always been. */
export function zoneLines(zone: string, from: Instant): readonly string[] {
  const { year } = wallOf(from, zone);
  const to = instantOf({ year: year + yearsOfRule + 2, month: 1, day: 1, hour: 0, minute: 0 }, 'UTC');
  const onsets = clockChanges(zone, from, to).map((change) => ({ ...change, wall: wallBefore(change) }));
  const offset = offsetSeconds(from, zone);
  return [
    'BEGIN:VTIMEZONE',
    `TZID:${zone}`,
    ...observance({ at: from, before: offset, after: offset, wall: beginning }, undefined),
    ...observances(onsets),
    'END:VTIMEZONE',
  ];
}

const beginning: WallTime = { year: 1970, month: 1, day: 1, hour: 0, minute: 0 };

function observances(onsets: readonly Onset[]): readonly string[] {
  const kinds = new Map<string, Onset[]>();
  for (const onset of onsets) {
    const { before, after, wall } = onset;
    const kind = `${before} ${after} ${wall.month} ${wall.hour}:${wall.minute}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), onset]);
  }
  const lastYear = onsets.at(-1)?.wall.year ?? 0;
  const ruled = [...kinds.values()].flatMap((kind) => ruleOf(kind, lastYear) ?? []);
  const covered = new Set(ruled.flatMap(({ onsets: some }) => some));
  return [
    ...onsets.filter((onset) => !covered.has(onset)).flatMap((onset) => observance(onset, undefined)),
    ...ruled.flatMap(({ onsets: [first], rrule }) => (first === undefined ? [] : observance(first, rrule))),
  ];
}

/** The longest run of years up to the last one that one rule says, and the rule. */
function ruleOf(
  kind: readonly Onset[],
  lastYear: number,
): { readonly onsets: readonly Onset[]; readonly rrule: string } | undefined {
  let found: { readonly onsets: readonly Onset[]; readonly rrule: string } | undefined;
  for (let count = yearsOfRule - 1; count <= kind.length; count += 1) {
    const onsets = kind.slice(-count);
    const isEveryYear = onsets.every(({ wall }, n) => wall.year === lastYear - onsets.length + 1 + n);
    const days = isEveryYear ? dayRule(onsets.map(({ wall }) => wall)) : undefined;
    if (days === undefined) return found;
    found = { onsets, rrule: `FREQ=YEARLY;BYMONTH=${onsets[0]?.wall.month};${days}` };
  }
  return found;
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** How the days of one month in many years are named: "BYDAY=2SU", "BYDAY=-1SU", or a weekday within seven dates. */
function dayRule(walls: readonly WallTime[]): string | undefined {
  const [weekday, other] = [...new Set(walls.map((wall) => weekdayOfDay(dayOf(wall))))];
  if (weekday === undefined || other !== undefined) return undefined;
  const name = weekdays[weekday - 1];
  const nth = new Set(walls.map(({ day }) => Math.ceil(day / 7)));
  if (nth.size === 1) return `BYDAY=${[...nth][0]}${name}`;
  if (walls.every((wall) => isLastOfItsKind(wall))) return `BYDAY=-1${name}`;
  const [first, last] = [Math.min(...walls.map(({ day }) => day)), Math.max(...walls.map(({ day }) => day))];
  if (last - first !== 6) return undefined;
  return `BYDAY=${name};BYMONTHDAY=${Array.from({ length: 7 }, (_, n) => first + n).join(',')}`;
}

function isLastOfItsKind({ year, month, day }: WallTime): boolean {
  return day + 7 > daysInMonth(year * 12 + month - 1);
}

function observance({ before, after, wall }: Onset, rrule: string | undefined): readonly string[] {
  const kind = after > before ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${wallDigits(wall)}`,
    ...(rrule === undefined ? [] : [`RRULE:${rrule}`]),
    `TZOFFSETFROM:${offsetText(before)}`,
    `TZOFFSETTO:${offsetText(after)}`,
    `END:${kind}`,
  ];
}

function wallBefore({ at, before }: ClockChange): WallTime {
  const minutes = Math.floor((at + before) / 60);
  const day = Math.floor(minutes / 1440);
  return { ...dateOfDay(day), hour: Math.floor((minutes - day * 1440) / 60), minute: minutes % 60 };
}

/** "-0800", "+0545" */
function offsetText(seconds: number): string {
  const minutes = Math.abs(Math.round(seconds / 60));
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${seconds < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}
