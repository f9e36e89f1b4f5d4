import { expect, test } from 'vitest';
import { cityName, knowsZone, spanText } from '../../../../adapters/web/client/local-time.js';

const at = new Date('2026-12-10T19:00:00Z');
const until = new Date('2026-12-10T20:00:00Z');

test.each([
  ['day and time', { at, until, show: 'day-time' }, 'Europe/Berlin', 'Thursday 10 December 2026, 20:00 to 21:00'],
  ['the day alone', { at, until, show: 'day' }, 'Europe/Berlin', 'Thursday 10 December 2026'],
  ['the time alone', { at, show: 'time' }, 'America/Los_Angeles', '11:00'],
  [
    'another day on the other side of the date line',
    { at, show: 'day-time' },
    'Asia/Tokyo',
    'Friday 11 December 2026, 04:00',
  ],
  ['midnight is 00:00', { at: new Date('2026-12-10T23:00:00Z'), show: 'time' }, 'Europe/Berlin', '00:00'],
  [
    'an end on the next day names it',
    { at: new Date('2026-12-10T22:30:00Z'), until: new Date('2026-12-10T23:30:00Z'), show: 'day-time' },
    'Europe/Berlin',
    'Thursday 10 December 2026, 23:30 to Friday 11 December 2026, 00:30',
  ],
] as const)('%s', (_name, span, zone, expected) => {
  expect(spanText(span, zone)).toBe(expected);
});

test.each([
  ['America/Los_Angeles', 'Los Angeles'],
  ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
  ['UTC', 'UTC'],
  ['Asia/Calcutta', 'Kolkata'],
])('%s is called %s', (zone, city) => {
  expect(cityName(zone)).toBe(city);
});

test('a zone that the browser does not know is told apart', () => {
  expect([knowsZone('Europe/Berlin'), knowsZone('Mars/Olympus')]).toEqual([true, false]);
});
