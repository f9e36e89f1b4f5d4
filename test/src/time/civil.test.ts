import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dateOfDay, dayOf, daysInMonth, isDate, LAST_DAY, weekdayOfDay } from '../../../src/time/civil.js';

test('days, dates and weekdays agree with those of JavaScript for every year that can be written', () => {
  fc.assert(
    fc.property(fc.integer({ min: -719_162, max: 2_932_896 }), (day) => {
      const there = new Date(day * 86_400_000);
      const date = dateOfDay(day);
      expect(date).toEqual({ year: there.getUTCFullYear(), month: there.getUTCMonth() + 1, day: there.getUTCDate() });
      expect(weekdayOfDay(day)).toBe(there.getUTCDay() === 0 ? 7 : there.getUTCDay());
      expect(dayOf(date)).toBe(day);
      expect(isDate(date)).toBe(true);
    }),
    { numRuns: 5000 },
  );
});

test('the first and the last day of every month of 400 years are told apart', () => {
  let day = dayOf({ year: 2000, month: 1, day: 1 });
  expect(day).toBe(10_957);
  for (let month = 2000 * 12; month < 2400 * 12; month += 1) {
    const date = { year: Math.floor(month / 12), month: (month % 12) + 1, day: 1 };
    expect(dateOfDay(day)).toEqual(date);
    day += daysInMonth(month);
    expect(dateOfDay(day - 1)).toEqual({ ...date, day: daysInMonth(month) });
  }
  expect(day).toBe(10_957 + 146_097);
});

test('the last day is 31 December 9999', () => {
  expect(dateOfDay(LAST_DAY)).toEqual({ year: 9999, month: 12, day: 31 });
});
