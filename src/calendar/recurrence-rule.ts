/** A rule as an RRULE that every calendar program reads the same way; what they read differently is not written as one. */
import { dayOf, weekdayOfDay } from '../time/civil.js';
import type { Rule } from '../time/rule.js';
import { type CivilDate, type Instant, instantOf } from '../time/zoned.js';
import { utcDigits } from './wall-stamp.js';

const weekdays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] as const;

/** The rule with the day written out that it leaves to its anchor. */
export function withDays(rule: Rule, starting: CivilDate): Rule {
  if (rule.freq === 'daily' || rule.byDay.length + rule.byMonthDay.length > 0) return rule;
  if (rule.freq === 'weekly') return { ...rule, byDay: [{ weekday: weekdayOfDay(dayOf(starting)) }] };
  const byMonth = rule.freq === 'yearly' && rule.byMonth.length === 0 ? [starting.month] : rule.byMonth;
  return { ...rule, byMonth, byMonthDay: [starting.day] };
}

/**
 * The value of an RRULE, its last moment in UTC as RFC 5545 asks where times have a zone. A count is never written: a program
 * that leaves a time out which no clock shows would not count it.
 * @param last the rule's last moment, if any
 */
export function rruleText(rule: Rule, last: Instant | undefined): string {
  const part = (name: string, values: readonly (string | number)[]): string =>
    values.length === 0 ? '' : `;${name}=${values.join(',')}`;
  return [
    `FREQ=${rule.freq.toUpperCase()}`,
    rule.interval > 1 ? `;INTERVAL=${rule.interval}` : '',
    last === undefined ? '' : `;UNTIL=${utcDigits(last)}`,
    part('BYMONTH', rule.byMonth),
    part('BYMONTHDAY', rule.byMonthDay),
    part(
      'BYDAY',
      rule.byDay.map(({ weekday, nth }) => `${nth ?? ''}${weekdays[weekday - 1]}`),
    ),
    part('BYSETPOS', rule.bySetPos),
    // Monday is what the standard assumes; programs assume what their user has set.
    rule.freq === 'weekly' && rule.interval > 1 ? `;WKST=${weekdays[rule.weekStart - 1]}` : '',
  ].join('');
}

/** The moment after which a rule with an end has no occurrence; its count is not looked at. */
export function lastMoment({ until }: Rule, zone: string): Instant | undefined {
  if (until === undefined) return undefined;
  if ('instant' in until) return until.instant as Instant;
  const { date, hour = 23, minute = 59 } = until;
  return instantOf({ ...date, hour, minute }, zone);
}
