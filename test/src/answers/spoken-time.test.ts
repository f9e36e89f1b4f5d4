import { expect, test } from 'vitest';
import { unreadableDate } from '../../../src/answers/spoken-dates.js';
import { daysIn } from '../../../src/answers/spoken-days.js';
import { clockTimeIn, zonesIn } from '../../../src/answers/spoken-time.js';
import { isoOf } from '../../../src/time/zoned.js';
import { tuesday } from './istio-desk.js';

const words = (text: string) => text.split(' ');

test.each([
  ['at 11am please', 11, 0],
  ['at 12am', 0, 0],
  ['at 12 pm', 12, 0],
  ['9:30pm', 21, 30],
  ['19:05', 19, 5],
  ['at noon', 12, 0],
])('“%s” is a time of day', (text, hour, minute) => {
  expect(clockTimeIn(words(text))?.value).toEqual({ hour, minute });
});

test.each(['2 and 5', '25:00', '13pm', '0am', '9:75', '2026-12-10'])('“%s” is none', (text) => {
  expect(clockTimeIn(words(text))).toBeUndefined();
});

test.each([
  ['today', '2026-11-23T23:00:00Z', '2026-11-24T23:00:00Z'],
  ['tomorrow', '2026-11-24T23:00:00Z', '2026-11-25T23:00:00Z'],
  ['this week', '2026-11-23T23:00:00Z', '2026-11-29T23:00:00Z'],
  ['next week', '2026-11-29T23:00:00Z', '2026-12-06T23:00:00Z'],
  ['on thursday', '2026-11-25T23:00:00Z', '2026-11-26T23:00:00Z'],
  ['on tuesday', '2026-11-23T23:00:00Z', '2026-11-24T23:00:00Z'],
  ['26 november', '2026-11-25T23:00:00Z', '2026-11-26T23:00:00Z'],
  ['november 26th', '2026-11-25T23:00:00Z', '2026-11-26T23:00:00Z'],
  ['the 7th of jan', '2027-01-06T23:00:00Z', '2027-01-07T23:00:00Z'],
  ['2026-12-10', '2026-12-09T23:00:00Z', '2026-12-10T23:00:00Z'],
  ['24.12.2026', '2026-12-23T23:00:00Z', '2026-12-24T23:00:00Z'],
  ['in january', '2026-12-31T23:00:00Z', '2027-01-31T23:00:00Z'],
  ['in may 2027', '2027-04-30T22:00:00Z', '2027-05-31T22:00:00Z'],
  ['of 2027', '2026-12-31T23:00:00Z', '2027-12-31T23:00:00Z'],
  ['next month', '2026-11-30T23:00:00Z', '2026-12-31T23:00:00Z'],
  ['yesterday', '2026-11-22T23:00:00Z', '2026-11-23T23:00:00Z'],
  ['before 10 december', '2026-11-24T10:00:00Z', '2026-12-09T23:00:00Z'],
  ['march 28 2027', '2027-03-27T23:00:00Z', '2027-03-28T22:00:00Z'],
])('“%s” is whole days in the reader’s zone', (text, from, to) => {
  const days = daysIn(words(text), tuesday, 'Europe/Berlin')?.value;
  expect(days && [isoOf(days.from), isoOf(days.to)]).toEqual([from, to]);
});

test.each(['31 february', 'may we meet', 'march 40', '31.02.2026', 'some day'])('“%s” names no day', (text) => {
  expect(daysIn(words(text), tuesday, 'Europe/Berlin')).toBeUndefined();
});

test('after a day begins when that day ends', () => {
  const days = daysIn(words('after 10 december'), tuesday, 'Europe/Berlin')?.value;
  expect(days && [isoOf(days.from), days.side]).toEqual(['2026-12-10T23:00:00Z', 'after']);
});

test.each([
  ['31 february', true],
  ['february 30', true],
  ['31.02.2026', true],
  ['2026-13-01', true],
  ['29 february 2028', false],
  ['24.12.2026', false],
  ['no date here', false],
])('whether “%s” is a date that the calendar lacks: %s', (text, expected) => {
  expect(unreadableDate(words(text), tuesday, 'Europe/Berlin') !== undefined).toBe(expected);
});

test.each([
  ['when is it in tokyo', ['Asia/Tokyo']],
  ['what is it in new york', ['America/New_York']],
  ['meeting in Europe/Berlin', ['Europe/Berlin']],
  ['is it in it', []],
  ['may we meet us', []],
])('zones in “%s”', (text, zones) => {
  expect(zonesIn(words(text), undefined).map((zone) => zone.value)).toEqual(zones);
});
