/**
 * A zone as a calendar describes it (VTIMEZONE), from our own zone data: what the reader's program knows of the zone may be
 * years old. Changes that come every year by one rule are written as that rule, all others one by one.
 *
 * Outlook and Exchange read one yearly change to summer time and one back, and drop or mistake what says more ([MS-OXCICAL]
 * 2.1.3.1.1.19). So a zone whose clocks go by two rules is those two alone, each from 1970 on.
 */
import { dateOfDay, dayOf, daysInMonth, weekdayOfDay } from '../time/civil.js';
import { offsetSeconds } from '../time/zone.js';
import { type CivilDate, type Instant, instantOf, type WallTime, wallOf } from '../time/zoned.js';
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
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...observances(onsets, offsetSeconds(from, zone)), 'END:VTIMEZONE'];
}

const beginning: WallTime = { year: 1970, month: 1, day: 1, hour: 0, minute: 0 };

/** @param offset seconds ahead of UTC before the first onset */
function observances(onsets: readonly Onset[], offset: number): readonly string[] {
  const kinds = new Map<string, Onset[]>();
  for (const onset of onsets) {
    const { before, after, wall } = onset;
    const kind = `${before} ${after} ${wall.month} ${wall.hour}:${wall.minute}`;
    kinds.set(kind, [...(kinds.get(kind) ?? []), onset]);
  }
  const lastYear = onsets.at(-1)?.wall.year ?? 0;
  const ruled = [...kinds.values()].flatMap((kind) => ruleOf(kind, lastYear) ?? []);
  const covered = new Set(ruled.flatMap(({ onsets: some }) => some));
  const others = onsets.filter((onset) => !covered.has(onset));
  if (ruled.length > 0 && others.length === 0) {
    return ruled.flatMap(({ first, rule }) => observance({ ...first, wall: firstDay(first.wall, rule) }, rule));
  }
  return [
    ...observance({ before: offset, after: offset, wall: beginning }, undefined),
    ...others.flatMap((onset) => observance(onset, undefined, ruled.length === 0 && onset === onsets.at(-1))),
    ...ruled.flatMap(({ first, rule }) => observance(first, rule)),
  ];
}

/** When a rule would have come first, had it held in 1970. */
function firstDay({ month, hour, minute }: WallTime, { weekday, holds }: DayRule): WallTime {
  const first = dayOf({ year: 1970, month, day: 1 });
  const days = Array.from({ length: daysInMonth(1970 * 12 + month - 1) }, (_, n) => first + n);
  const found = days.find((day) => weekdayOfDay(day) === weekday && holds(dateOfDay(day)));
  return { ...dateOfDay(found ?? first), hour, minute };
}

/** A rule in the days that it names. */
interface DayRule {
  readonly text: string;
  readonly weekday: number;
  /** For a day of that weekday in the rule's month. */
  holds(date: CivilDate): boolean;
}

interface Ruled {
  readonly first: Onset;
  readonly onsets: readonly Onset[];
  readonly rule: DayRule;
}

/** The longest run of years up to the last one that one rule says, and the rule. */
function ruleOf(kind: readonly Onset[], lastYear: number): Ruled | undefined {
  let found: Ruled | undefined;
  for (let count = yearsOfRule - 1; count <= kind.length; count += 1) {
    const onsets = kind.slice(-count);
    const [first] = onsets;
    const isEveryYear = onsets.every(({ wall }, n) => wall.year === lastYear - onsets.length + 1 + n);
    const rule = isEveryYear ? dayRule(onsets.map(({ wall }) => wall)) : undefined;
    if (first === undefined || rule === undefined) return found;
    found = { first, onsets, rule };
  }
  return found;
}

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** How the days of one month in many years are named: "BYDAY=2SU", "BYDAY=-1SU", or a weekday within seven dates. */
function dayRule(walls: readonly WallTime[]): DayRule | undefined {
  const [weekday, other] = [...new Set(walls.map((wall) => weekdayOfDay(dayOf(wall))))];
  if (weekday === undefined || other !== undefined) return undefined;
  const name = weekdays[weekday - 1];
  const [nth, more] = [...new Set(walls.map(nthOfItsKind))];
  if (nth !== undefined && more === undefined) {
    return { text: `BYDAY=${nth}${name}`, weekday, holds: (date) => nthOfItsKind(date) === nth };
  }
  if (walls.every(isLastOfItsKind)) return { text: `BYDAY=-1${name}`, weekday, holds: isLastOfItsKind };
  const [first, last] = [Math.min(...walls.map(({ day }) => day)), Math.max(...walls.map(({ day }) => day))];
  if (last - first !== 6) return undefined;
  const days = Array.from({ length: 7 }, (_, n) => first + n);
  return { text: `BYDAY=${name};BYMONTHDAY=${days.join(',')}`, weekday, holds: ({ day }) => days.includes(day) };
}

function nthOfItsKind({ day }: CivilDate): number {
  return Math.ceil(day / 7);
}

function isLastOfItsKind({ year, month, day }: CivilDate): boolean {
  return day + 7 > daysInMonth(year * 12 + month - 1);
}

/** @param lasts what comes last, by no rule, is no summer time however the clocks were changed */
function observance(
  { before, after, wall }: Pick<Onset, 'before' | 'after' | 'wall'>,
  rule: DayRule | undefined,
  lasts = false,
): readonly string[] {
  const kind = after > before && !lasts ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${wallDigits(wall)}`,
    ...(rule === undefined ? [] : [`RRULE:FREQ=YEARLY;BYMONTH=${wall.month};${rule.text}`]),
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
