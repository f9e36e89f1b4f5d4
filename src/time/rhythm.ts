/** Says a rule in English words. */
import { monthNames, ordinal, weekdayName, workdays } from './calendar-names.js';
import { dayOf, weekdayOfDay } from './civil.js';
import type { Rule } from './rule.js';
import type { TimeOfDay } from './series.js';
import type { CivilDate } from './zoned.js';

const units = { daily: 'day', weekly: 'week', monthly: 'month', yearly: 'year' } as const;

/**
 * "every 2 weeks on Thursday at 11:00", without dates or zone; of a count or an end it says nothing.
 * @param starting says the day where the rule leaves it to the anchor; without it no day is said then.
 */
export function rhythm(rule: Rule, slots: readonly TimeOfDay[], starting?: CivilDate): string {
  const { freq, interval } = rule;
  const workWeek = freq === 'weekly' && interval === 1 && isWorkdays(rule.byDay);
  const unit = workWeek ? 'weekday' : units[freq];
  const full = starting === undefined ? rule : anchored(rule, starting);
  return [
    interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`,
    workWeek ? '' : daysOf(full),
    monthsOf(full),
    timesOf(slots),
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** The rule with the day written out that it leaves to its anchor. */
function anchored(rule: Rule, starting: CivilDate): Rule {
  if (rule.freq === 'daily' || rule.byDay.length + rule.byMonthDay.length > 0) return rule;
  if (rule.freq === 'weekly') return { ...rule, byDay: [{ weekday: weekdayOfDay(dayOf(starting)) }] };
  const byMonth = rule.freq === 'yearly' && rule.byMonth.length === 0 ? [starting.month] : rule.byMonth;
  return { ...rule, byMonth, byMonthDay: [starting.day] };
}

function daysOf({ freq, byDay, byMonthDay, byMonth, bySetPos }: Rule): string {
  const numbers = byMonthDay.map((day) => (day > 0 ? ordinal(day) : day === -1 ? 'last day' : `${place(day)} day`));
  const weekdays = listed(byDay.map(({ weekday }) => weekdayName(weekday)));
  if (bySetPos.length > 0 && byDay.length > 0) {
    const kinds = isWorkdays(byDay) ? 'weekday' : `of ${weekdays}`;
    return `on the ${listed(bySetPos.map(place))} ${kinds}`;
  }
  if (byDay.length > 0 && numbers.length > 0) return `on ${weekdays} if it is the ${either(numbers)}`;
  if (numbers.length > 0) return `on the ${listed(numbers)}`;
  if (byDay.length === 0) return '';
  if (byDay.every(({ nth }) => nth === undefined))
    return freq === 'monthly' ? `on every ${weekdays}` : `on ${weekdays}`;
  const ofYear = freq === 'yearly' && byMonth.length === 0 ? ' of the year' : '';
  return `on ${countedWeekdays(byDay)}${ofYear}`;
}

/** "the first and third Tuesday", "the first Tuesday and the last Friday" */
function countedWeekdays(byDay: Rule['byDay']): string {
  const [first] = byDay;
  if (first !== undefined && byDay.every(({ weekday, nth }) => weekday === first.weekday && nth !== undefined)) {
    return `the ${listed(byDay.map(({ nth = 1 }) => place(nth)))} ${weekdayName(first.weekday)}`;
  }
  return listed(
    byDay.map(({ weekday, nth }) => `${nth === undefined ? 'every' : `the ${place(nth)}`} ${weekdayName(weekday)}`),
  );
}

function monthsOf({ freq, byDay, byMonthDay, byMonth }: Rule): string {
  if (byMonth.length === 0) return '';
  const names = listed(byMonth.map((month) => monthNames[month - 1] ?? ''));
  const counted = byMonthDay.length > 0 || byDay.some(({ nth }) => nth !== undefined);
  return freq === 'yearly' && counted ? `of ${names}` : `in ${names}`;
}

function timesOf(slots: readonly TimeOfDay[]): string {
  const times = slots.map(({ hour, minute }) => `${two(hour)}:${two(minute)}`);
  return times.length > 1 ? `in turn at ${listed(times)}` : `at ${times.join('')}`;
}

const counted = ['first', 'second', 'third', 'fourth', 'fifth'];

function place(nth: number): string {
  const fromFront = counted[Math.abs(nth) - 1] ?? ordinal(Math.abs(nth));
  if (nth > 0) return fromFront;
  return nth === -1 ? 'last' : `${fromFront} to last`;
}

function isWorkdays(byDay: Rule['byDay']): boolean {
  return (
    byDay.length === workdays.length &&
    workdays.every((workday) => byDay.some(({ weekday, nth }) => weekday === workday && nth === undefined))
  );
}

const two = (number: number): string => String(number).padStart(2, '0');
const listed = (items: readonly string[]): string => joined(items, 'and');
const either = (items: readonly string[]): string => joined(items, 'or');

function joined(items: readonly string[], word: string): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} ${word} ${last}`;
}
