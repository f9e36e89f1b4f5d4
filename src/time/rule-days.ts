/**
 * The days of a rule from its anchor on, found from any day without stepping there from the anchor.
 *
 * COUNT, and slots that take turns, need the number of a day. Where every period holds equally many days it is plain
 * arithmetic. Elsewhere (fifth Fridays, the 31st, months left out) the sizes of the periods are added up once, as far as
 * they are asked for, and kept: the first question costs a step for each period since the anchor, later ones none.
 */
import { dayOf, LAST_DAY } from './civil.js';
import { type Periods, periodsOf } from './periods.js';
import type { Rule } from './rule.js';
import type { CivilDate } from './zoned.js';

export interface RuleDays {
  /** The days of the rule on or after `day`, rising; ends with the rule's count, or where no day can follow. */
  from(day: number): Iterable<number>;
  /** How many days of the rule lie before a day of the rule: 0 for the first. */
  numberOf(day: number): number;
}

/** @param cut how the rule is cut into periods; given only to watch how many of them are looked at. */
export function ruleDays(rule: Rule, starting: CivilDate, cut: Periods = periodsOf(rule, starting)): RuleDays {
  const anchor = dayOf(starting);
  const daysBefore = runningTotal(cut, anchor);
  const numberOf = (day: number): number => {
    const period = cut.periodOf(day);
    return daysBefore(period) + cut.daysIn(period).filter((other) => other >= anchor && other < day).length;
  };
  return {
    numberOf,
    from(day) {
      const first = Math.max(day, anchor);
      return rule.count === undefined ? daysFrom(cut, first) : counted(cut, first, rule.count, numberOf);
    },
  };
}

// The generators stand at the top because making one anew for each rule costs V8 forty times what it then does (Node 20.20.2).

function* daysFrom(cut: Periods, from: number): Generator<number, void, undefined> {
  let period = cut.periodOf(from);
  for (let empty = 0; empty <= cut.cycle && cut.startOf(period) <= LAST_DAY; period += 1) {
    const days = cut.daysIn(period);
    empty = days.length === 0 ? empty + 1 : 0;
    for (const day of days) if (day >= from && day <= LAST_DAY) yield day;
  }
}

function* counted(
  cut: Periods,
  from: number,
  count: number,
  numberOf: (day: number) => number,
): Generator<number, void, undefined> {
  let left: number | undefined;
  for (const day of daysFrom(cut, from)) {
    left ??= count - numberOf(day);
    if (left <= 0) return;
    left -= 1;
    yield day;
  }
}

/** How many days of the rule, from the anchor on, lie before a period. */
function runningTotal(cut: Periods, anchor: number): (period: number) => number {
  const totals = [0];
  let size: { readonly ofEach: number | undefined } | undefined;
  return (period) => {
    size ??= { ofEach: cut.size() };
    if (period > 0 && totals.length === 1) totals.push(cut.daysIn(0).filter((day) => day >= anchor).length);
    if (size.ofEach !== undefined && period > 0) return (totals[1] ?? 0) + (period - 1) * size.ofEach;
    for (let next = totals.length; next <= period; next += 1) {
      totals.push((totals[next - 1] ?? 0) + cut.daysIn(next - 1).length);
    }
    return totals[period] ?? 0;
  };
}
