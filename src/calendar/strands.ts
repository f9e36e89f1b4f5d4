/**
 * A series as the recurring events that a calendar can hold. A rule is one strand; times that take turns are one strand for
 * each time. Rules that calendar programs read differently, or turns that no rule says, have no strands: their dates are then
 * written one by one.
 */
import { dayOf, weekdayOfDay } from '../time/civil.js';
import { knownSeries } from '../time/known-series.js';
import type { Rule } from '../time/rule.js';
import type { Series } from '../time/series.js';
import type { WallTime } from '../time/zoned.js';
import { withDays } from './recurrence-rule.js';

export interface Strand {
  /** Tells the strands of one meeting apart, for good; empty where there is one. */
  readonly name: string;
  readonly rule: Rule;
  /** Whether it holds this original of the series. */
  owns(original: WallTime): boolean;
}

export function strandsOf(series: Series): readonly Strand[] {
  const rule = withDays(series.rule, series.starting);
  if (series.slots.length === 1) return isReadAlike(rule) ? [{ name: '', rule, owns: () => true }] : [];
  return turnsOf(series, rule);
}

/**
 * Whether programs agree on what the rule means. Left out is what few people write and few programs test: weekdays together
 * with numbered days, a choice among other days than a month's weekdays, days counted over a whole year, months left out.
 */
function isReadAlike({ freq, byDay, byMonthDay, byMonth, bySetPos }: Rule): boolean {
  const isCounted = byDay.length > 0 && byDay.every(({ nth }) => nth !== undefined);
  const isPlain = byDay.every(({ nth }) => nth === undefined);
  if (byDay.length > 0 && byMonthDay.length > 0) return false;
  if (freq !== 'yearly' && byMonth.length > 0) return false;
  if (bySetPos.length > 0) return freq === 'monthly' && byDay.length > 0 && isPlain;
  switch (freq) {
    case 'daily':
      return byDay.length + byMonthDay.length === 0;
    case 'weekly':
      return isPlain;
    case 'monthly':
      return isCounted || byDay.length === 0;
    case 'yearly':
      return byMonth.length === 1 && (isCounted || byMonthDay.length > 0);
  }
}

/** One strand for each time, and each weekday that it falls on, of a rule whose periods all hold equally many days. */
function turnsOf(series: Series, rule: Rule): readonly Strand[] {
  const perPeriod = daysInEachPeriod(rule);
  if (perPeriod === undefined) return [];
  const { days } = knownSeries(bareOf(series));
  const slots = series.slots.length;
  const interval = (rule.interval * slots) / commonDivisor(slots, perPeriod);
  const turnOf = (day: number): string => {
    const slot = `turn-${(days.numberOf(day) % slots) + 1}`;
    return perPeriod === 1 ? slot : `${slot}-${weekdayOfDay(day)}`;
  };
  const strands = new Map<string, Strand>();
  let left = slots * perPeriod;
  for (const day of days.from(dayOf(series.starting))) {
    if (left === 0) break;
    left -= 1;
    const name = turnOf(day);
    const only = perPeriod === 1 ? rule : { ...rule, byDay: [{ weekday: weekdayOfDay(day) }] };
    strands.set(name, { name, rule: { ...only, interval }, owns: (original) => turnOf(dayOf(original)) === name });
  }
  return [...strands.values()];
}

/** Undefined where periods differ, or may be left out. */
function daysInEachPeriod({ freq, byDay, byMonthDay, byMonth, bySetPos }: Rule): number | undefined {
  if (byMonth.length > 0 || bySetPos.length > 0) return undefined;
  if (freq === 'weekly')
    return new Set(byDay.map(({ weekday }) => weekday)).size === byDay.length ? byDay.length : undefined;
  if (byDay.length + byMonthDay.length === 0) return freq === 'daily' ? 1 : undefined;
  if (freq !== 'monthly' || byDay.length + byMonthDay.length > 1) return undefined;
  const [nth = 0, day = 0] = [byDay[0]?.nth, byMonthDay[0]];
  return (nth >= -4 && nth <= 4 && nth !== 0) || (day >= -28 && day <= 28 && day !== 0) ? 1 : undefined;
}

/** The series without what differs from its rule. */
export function bareOf(series: Series): Series {
  return { ...series, except: [], moved: [], extra: [] };
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
