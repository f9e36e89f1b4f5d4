/**
 * A series made ready for questions: its rule's days, and its exceptions, moves and extras brought to the timeline. Moves
 * and extras may lie far from the days of their rule, so they are all worked out once; there are few of them.
 */
import { dateOfDay, dayOf } from './civil.js';
import { type RuleDays, ruleDays } from './rule-days.js';
import type { Occurrence, Series, TimeOfDay } from './series.js';
import { type CivilDate, dateText, instantOf, type WallTime, wallText } from './zoned.js';

export interface KnownSeries {
  readonly series: Series;
  readonly days: RuleDays;
  /** Why an original is skipped, by wallText or, for every time of that day, by dateText. */
  readonly skipped: ReadonlyMap<string, string | undefined>;
  /** The originals, by wallText, that stand elsewhere. */
  readonly gone: ReadonlySet<string>;
  /** Moved and extra ones, by wallText of their originals, in order of `at`; extra ones that are skipped are among them. */
  readonly placed: ReadonlyMap<string, Occurrence>;
}

type Bare = Pick<KnownSeries, 'series' | 'days' | 'skipped'>;

const nothing: Pick<KnownSeries, 'skipped' | 'gone' | 'placed'> = {
  skipped: new Map(),
  gone: new Set(),
  placed: new Map(),
};
const kept = new WeakMap<Series, KnownSeries>();

/** What is costly to work out is kept as long as the series itself; a plain series costs less to read than to keep. */
export function knownSeries(series: Series): KnownSeries {
  const { rule, slots, except, moved, extra } = series;
  const unchanged = except.length + moved.length + extra.length === 0;
  if (unchanged && slots.length === 1 && rule.count === undefined) {
    return { series, days: ruleDays(rule, series.starting), ...nothing };
  }
  const known = kept.get(series) ?? changedSeries(series);
  kept.set(series, known);
  return known;
}

/** What the bare rule, its count and its end included, has on a day. */
export function originalOn(
  { series, days }: Pick<KnownSeries, 'series' | 'days'>,
  date: CivilDate,
): WallTime | undefined {
  const day = dayOf(date);
  const [first] = days.from(day);
  const original = first === day ? originalOf({ series, days }, day) : undefined;
  return original === undefined || isPast(series, original) ? undefined : original;
}

/** What the rule has on one of its days, `day`. */
export function originalOf({ series, days }: Pick<KnownSeries, 'series' | 'days'>, day: number): WallTime {
  const { slots } = series;
  const slot = slots.length > 1 ? slots[days.numberOf(day) % slots.length] : slots[0];
  if (slot === undefined) throw new RangeError('A series needs at least one time of day');
  const { year, month, day: ofMonth } = dateOfDay(day);
  return { year, month, day: ofMonth, hour: slot.hour, minute: slot.minute };
}

/** Whether an original lies after the rule's last moment. */
export function isPast({ rule: { until }, zone }: Series, original: WallTime): boolean {
  if (until === undefined) return false;
  if ('instant' in until) return instantOf(original, zone) > until.instant;
  const { date, hour = 23, minute = 59 } = until;
  return wallText(original) > wallText({ ...date, hour, minute });
}

/** In order of `at`; those at one instant in the order of their originals. */
export function inOrder(a: Occurrence, b: Occurrence): number {
  return a.at - b.at || (wallText(a.original) < wallText(b.original) ? -1 : 1);
}

function changedSeries(series: Series): KnownSeries {
  const days = ruleDays(series.rule, series.starting);
  const skipped = new Map(series.except.map(({ date, at, why }) => [originalKey(date, at), why]));
  const bare = { series, days, skipped };
  const moved = movedOnes(bare);
  const extras = extraOnes(bare).filter((extra) => !moved.has(wallText(extra.original)));
  const placed = [...moved.values(), ...extras].sort(inOrder).map((one) => [wallText(one.original), one] as const);
  return { ...bare, gone: new Set(moved.keys()), placed: new Map(placed) };
}

/** The moves that hold, by wallText of the original; what is skipped, or is no occurrence, is not moved. */
function movedOnes(bare: Bare): ReadonlyMap<string, Occurrence> {
  const extras = new Set(bare.series.extra.map(({ at }) => wallText(at)));
  const held = new Map<string, Occurrence>();
  for (const { from, at, to, why } of bare.series.moved) {
    const ofRule = originalOn(bare, from);
    const original = at === undefined ? ofRule : { ...from, ...at };
    if (original === undefined) continue;
    const text = wallText(original);
    const exists = (ofRule !== undefined && wallText(ofRule) === text) || extras.has(text);
    if (exists && !isSkipped(bare, original, ofRule)) held.set(text, placedAt(bare.series, original, to, 'moved', why));
  }
  return held;
}

/** The extra ones that the rule does not name already; those that are taken out again are marked. */
function extraOnes(bare: Bare): readonly Occurrence[] {
  return bare.series.extra.flatMap(({ at, why }) => {
    const ofRule = originalOn(bare, at);
    if (ofRule !== undefined && wallText(ofRule) === wallText(at)) return [];
    const text = wallText(at);
    if (bare.skipped.has(text)) return [placedAt(bare.series, at, at, 'skipped', bare.skipped.get(text))];
    return [placedAt(bare.series, at, at, 'extra', why)];
  });
}

/** An exception for a whole day takes out what the rule has on it; one with a time takes out exactly that. */
function isSkipped(bare: Bare, original: WallTime, ofRule: WallTime | undefined): boolean {
  if (bare.skipped.has(wallText(original))) return true;
  return ofRule !== undefined && wallText(ofRule) === wallText(original) && bare.skipped.has(dateText(original));
}

function placedAt(
  { zone }: Series,
  original: WallTime,
  wall: WallTime,
  status: 'moved' | 'extra' | 'skipped',
  why: string | undefined,
): Occurrence {
  return { original, wall, at: instantOf(wall, zone), status, ...(why === undefined ? {} : { why }) };
}

function originalKey(date: CivilDate, at: TimeOfDay | undefined): string {
  return at === undefined ? dateText(date) : wallText({ ...date, ...at });
}
