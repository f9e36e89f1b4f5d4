import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOfDay, dayOf } from '../../../src/time/civil.js';
import { type Periods, periodsOf } from '../../../src/time/periods.js';
import { occurrencesAfter } from '../../../src/time/recurrence.js';
import { type Rule, ruleFromRrule, type Weekday } from '../../../src/time/rule.js';
import { ruleDays } from '../../../src/time/rule-days.js';
import type { CivilDate, Instant } from '../../../src/time/zoned.js';
import { wallText } from '../../../src/time/zoned.js';

const DAY_MS = 86_400_000;

/** What the reference needs of a day, all of it from JavaScript's own calendar. */
interface Day {
  readonly number: number;
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
  readonly weekday: number;
}

function day(number: number): Day {
  const there = new Date(number * DAY_MS);
  return {
    number,
    year: there.getUTCFullYear(),
    month: there.getUTCMonth() + 1,
    dayOfMonth: there.getUTCDate(),
    weekday: there.getUTCDay() || 7,
  };
}

/** The unit that a day belongs to, counted; and the first day of the unit that a count stands for. */
const units = {
  daily: (at: Day) => at.number,
  weekly: (at: Day, weekStart: number) => (at.number - ((at.weekday - weekStart + 7) % 7) + 700_007) / 7,
  monthly: (at: Day) => at.year * 12 + at.month - 1,
  yearly: (at: Day) => at.year,
};

/** Every day of a rule among the first `span` days from the anchor, by looking at each day of each whole unit in turn. */
function walk(rule: Rule, starting: CivilDate, span: number): readonly number[] {
  const anchor = Date.UTC(starting.year, starting.month - 1, starting.day) / DAY_MS;
  const unitOf = (at: Day) => units[rule.freq](at, rule.weekStart);
  const first = unitOf(day(anchor));
  const byUnit = new Map<number, Day[]>();
  for (let number = anchor - 366; number < anchor + span + 366; number += 1) {
    const at = day(number);
    const unit = unitOf(at);
    if ((unit - first) % rule.interval === 0) byUnit.set(unit, [...(byUnit.get(unit) ?? []), at]);
  }
  return [...byUnit.values()]
    .flatMap((days) => {
      const matching = days.filter((at) => matches(rule, day(anchor), at));
      if (rule.bySetPos.length === 0) return matching;
      return matching.filter((_, n) => rule.bySetPos.includes(n + 1) || rule.bySetPos.includes(n - matching.length));
    })
    .map((at) => at.number)
    .filter((number) => number >= anchor && number < anchor + span)
    .slice(0, rule.count ?? Number.POSITIVE_INFINITY);
}

function matches({ freq, byDay, byMonth, byMonthDay }: Rule, anchor: Day, at: Day): boolean {
  const ofAnchor = byDay.length + byMonthDay.length === 0;
  const months = freq === 'yearly' && ofAnchor && byMonth.length === 0 ? [anchor.month] : byMonth;
  if (months.length > 0 && !months.includes(at.month)) return false;
  if (freq === 'weekly' && ofAnchor) return at.weekday === anchor.weekday;
  if (freq !== 'daily' && ofAnchor) return at.dayOfMonth === anchor.dayOfMonth;
  const length = new Date(Date.UTC(at.year, at.month, 0)).getUTCDate();
  const numbered = byMonthDay.includes(at.dayOfMonth) || byMonthDay.includes(at.dayOfMonth - length - 1);
  if (byMonthDay.length > 0 && !numbered) return false;
  const wholeYear = freq === 'yearly' && byMonth.length === 0 && byMonthDay.length === 0;
  const from = wholeYear ? Date.UTC(at.year, 0, 1) / DAY_MS : at.number - at.dayOfMonth + 1;
  const until = wholeYear ? Date.UTC(at.year, 11, 31) / DAY_MS : at.number - at.dayOfMonth + length;
  const nth = Math.floor((at.number - from) / 7) + 1;
  const fromEnd = -Math.floor((until - at.number) / 7) - 1;
  return byDay.length === 0 || byDay.some((d) => d.weekday === at.weekday && [undefined, nth, fromEnd].includes(d.nth));
}

const weekday = fc.integer({ min: 1, max: 7 }) as fc.Arbitrary<Weekday>;
const either = (max: number) => fc.integer({ min: -max, max }).filter((n) => n !== 0);
const few = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 3 });

const rules: fc.Arbitrary<Rule> = fc
  .record({
    freq: fc.constantFrom('daily' as const, 'weekly' as const, 'monthly' as const, 'yearly' as const),
    interval: fc.integer({ min: 1, max: 5 }),
    byDay: few(fc.record({ weekday, nth: fc.option(either(5), { nil: undefined }) })),
    byMonthDay: fc.oneof(fc.constant([]), few(either(31))),
    byMonth: fc.oneof(fc.constant([]), fc.constant([]), few(fc.integer({ min: 1, max: 12 }))),
    bySetPos: fc.oneof(fc.constant([]), fc.constant([]), few(either(4))),
    weekStart: weekday,
    count: fc.option(fc.integer({ min: 1, max: 30 }), { nil: undefined }),
  })
  .map(({ byDay, byMonthDay, count, ...rest }): Rule => {
    const counted = rest.freq === 'monthly' || rest.freq === 'yearly';
    return {
      ...rest,
      byDay: byDay.map(({ weekday: on, nth }) =>
        counted && nth !== undefined ? { weekday: on, nth } : { weekday: on },
      ),
      byMonthDay: rest.freq === 'weekly' ? [] : byMonthDay,
      ...(count === undefined ? {} : { count }),
    };
  });

const starts = fc.integer({ min: 14_600, max: 21_000 }).map(dateOfDay);
const SPAN = 1500;

test('the days of any rule are those that a walk over every day finds, from wherever one starts looking', () => {
  fc.assert(
    fc.property(rules, starts, fc.integer({ min: 0, max: SPAN }), (rule, starting, skip) => {
      const anchor = dayOf(starting);
      const walked = walk(rule, starting, SPAN);
      const found: number[] = [];
      const days = ruleDays(rule, starting);
      for (const at of days.from(anchor + skip)) {
        if (at >= anchor + SPAN) break;
        found.push(at);
      }
      expect(found).toEqual(walked.filter((at) => at >= anchor + skip));
      for (const at of found.slice(0, 3)) expect(days.numberOf(at)).toBe(walked.indexOf(at));
    }),
    { numRuns: 400 },
  );
}, 60_000);

test('a series takes its slots in turn, in the order of the walk', () => {
  const slots = [
    { hour: 9, minute: 0 },
    { hour: 17, minute: 30 },
  ];
  fc.assert(
    fc.property(rules, starts, fc.integer({ min: 0, max: 700 }), (rule, starting, skip) => {
      const anchor = dayOf(starting);
      const series = { zone: 'UTC', rule, starting, slots, except: [], moved: [], extra: [] };
      const after = ((anchor + skip) * 86_400 - 1) as Instant;
      const found = occurrencesAfter(series, after, 4)
        .filter(({ original }) => dayOf(original) < anchor + SPAN)
        .map(({ original }) => wallText(original));
      const walked = walk(rule, starting, SPAN).map(
        (at, n) => `${new Date(at * DAY_MS).toISOString().slice(0, 10)}T${n % 2 === 0 ? '09:00' : '17:30'}`,
      );
      const from = new Date((anchor + skip) * DAY_MS).toISOString().slice(0, 10);
      expect(found).toEqual(walked.filter((text) => text >= from).slice(0, 4));
    }),
    { numRuns: 200 },
  );
}, 60_000);

/** Counts the periods looked at. */
function watched(rrule: string, starting: CivilDate): { readonly cut: Periods; readonly rule: Rule; looks: number } {
  const read = ruleFromRrule(rrule);
  if ('problem' in read) throw new Error(read.problem);
  const cut = periodsOf(read.rule, starting);
  const watch = {
    rule: read.rule,
    looks: 0,
    cut: {
      ...cut,
      daysIn(period: number) {
        watch.looks += 1;
        return cut.daysIn(period);
      },
    },
  };
  return watch;
}

const starting = { year: 2026, month: 1, day: 8 };
const HORIZONS = [
  dayOf({ year: 2026, month: 2, day: 1 }),
  dayOf({ year: 2046, month: 2, day: 1 }),
  dayOf({ year: 3026, month: 2, day: 1 }),
];

test.each([
  'FREQ=DAILY;INTERVAL=3',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH',
  'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=99999',
  'FREQ=MONTHLY;BYDAY=2TH',
  'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1',
  'FREQ=MONTHLY;BYMONTHDAY=8,15;COUNT=99999',
  'FREQ=YEARLY',
])(
  '%s: the next three, and the number of the first, cost the same after a month, 20 years and 1,000 years',
  (rrule) => {
    const needsNumber = !rrule.includes('BYSETPOS') && !rrule.includes('YEARLY');
    const looks = HORIZONS.map((from) => {
      const watch = watched(rrule, starting);
      const days = ruleDays(watch.rule, starting, watch.cut);
      let left = 3;
      for (const at of days.from(from)) {
        if (left === 3 && needsNumber) days.numberOf(at);
        left -= 1;
        if (left === 0) break;
      }
      expect(left).toBe(0);
      return watch.looks;
    });
    expect(Math.max(...looks)).toBeLessThanOrEqual(10);
  },
);

test('a rule whose months differ in size pays for the way once, when a number is asked for', () => {
  const watch = watched('FREQ=MONTHLY;BYDAY=5TH', starting);
  const days = ruleDays(watch.rule, starting, watch.cut);
  const [far] = days.from(dayOf({ year: 2046, month: 2, day: 1 }));
  expect(watch.looks).toBeLessThanOrEqual(6);
  expect(days.numberOf(far ?? 0)).toBe(84);
  expect(watch.looks).toBeGreaterThan(240);
  const before = watch.looks;
  days.numberOf(far ?? 0);
  expect(watch.looks - before).toBeLessThanOrEqual(2);
});

test('a rule that never matches looks at no more than one turn of the calendar', () => {
  const watch = watched('FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;BYMONTH=2,3', starting);
  expect([...ruleDays(watch.rule, starting, watch.cut).from(HORIZONS[0] ?? 0)]).toEqual([]);
  expect(watch.looks).toBeLessThanOrEqual(402);
});
