import { expect, test } from 'vitest';
import { hoursFromDay, hoursFromDayIn } from '../../../src/time/waking-hours.js';
import { type Instant, parseInstant } from '../../../src/time/zoned.js';

const at = (text: string) => parseInstant(text) as Instant;

test.each([
  ['2026-12-10T02:00:00Z', 6],
  ['2026-12-10T00:00:00Z', 4],
  ['2026-12-10T04:30:00Z', 3.5],
  ['2026-12-10T07:45:00Z', 0.25],
  ['2026-12-10T08:00:00Z', 0],
  ['2026-12-10T20:00:00Z', 0],
  ['2026-12-10T20:30:00Z', 0.5],
  ['2026-12-10T23:00:00Z', 3],
])('at %s a clock on UTC is %d hours from the waking day', (instant, hours) => {
  expect(hoursFromDay(at(instant), 'UTC')).toBe(hours);
});

test('it is the reader’s own clock that counts, and a region is the mean of its zones', () => {
  expect(hoursFromDay(at('2026-12-10T19:00:00Z'), 'Asia/Tokyo')).toBe(4);
  const part = { name: 'two', zones: ['UTC', 'Asia/Tokyo'] };
  expect(hoursFromDayIn(part, at('2026-12-10T19:00:00Z'))).toBe(2);
});
