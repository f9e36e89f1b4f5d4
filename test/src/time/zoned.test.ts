import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Instant,
  instantOf,
  isoOf,
  parseDate,
  parseInstant,
  parseWall,
  wallOf,
  wallText,
} from '../../../src/time/zoned.js';

function wall(text: string) {
  const read = parseWall(text);
  if (read === undefined) throw new Error(`Not a wall time: ${text}`);
  return read;
}

describe('the instant of a wall clock', () => {
  test.each([
    ['an ordinary Thursday', 'America/Los_Angeles', '2026-11-26T11:00', '2026-11-26T19:00:00Z'],
    ['01:30 happens twice, take the first', 'America/Los_Angeles', '2026-11-01T01:30', '2026-11-01T08:30:00Z'],
    ['02:30 does not happen, slide past the gap', 'America/Los_Angeles', '2026-03-08T02:30', '2026-03-08T10:30:00Z'],
    ['the first minute of the gap', 'Europe/Berlin', '2026-03-29T02:00', '2026-03-29T01:00:00Z'],
    ['the last minute before the gap', 'Europe/Berlin', '2026-03-29T01:59', '2026-03-29T00:59:00Z'],
    ['the last minute of the gap', 'Europe/Berlin', '2026-03-29T02:59', '2026-03-29T01:59:00Z'],
    ['the first minute after the gap', 'Europe/Berlin', '2026-03-29T03:00', '2026-03-29T01:00:00Z'],
    ['the end of the repeated hour', 'Europe/Berlin', '2026-10-25T02:59', '2026-10-25T00:59:00Z'],
    ['the first minute after the repeated hour', 'Europe/Berlin', '2026-10-25T03:00', '2026-10-25T02:00:00Z'],
    ['clocks that move by half an hour', 'Australia/Lord_Howe', '2026-10-04T02:15', '2026-10-03T15:45:00Z'],
    ['a day that was left out whole', 'Pacific/Apia', '2011-12-30T12:00', '2011-12-30T22:00:00Z'],
    ['midnight that does not happen', 'Africa/Cairo', '2027-04-30T00:15', '2027-04-29T22:15:00Z'],
    ['a law of 2026 that older zone data lacks', 'America/Vancouver', '2026-12-10T11:00', '2026-12-10T18:00:00Z'],
    ['a century past the first years of the data', 'Europe/Berlin', '2126-07-01T12:00', '2126-07-01T10:00:00Z'],
    ['summer past the last change in the data', 'Europe/Berlin', '2612-07-01T12:00', '2612-07-01T10:00:00Z'],
    ['winter past the last change in the data', 'Europe/Berlin', '2612-12-01T12:00', '2612-12-01T11:00:00Z'],
    ['the gap of a year past the data', 'America/Los_Angeles', '2501-03-13T02:30', '2501-03-13T10:30:00Z'],
    ['the far side of the date line', 'Pacific/Kiritimati', '2026-01-01T00:00', '2025-12-31T10:00:00Z'],
    ['UTC', 'UTC', '2026-02-28T23:59', '2026-02-28T23:59:00Z'],
  ])('%s', (_why, zone, local, expected) => {
    expect(isoOf(instantOf(wall(local), zone))).toBe(expected);
  });

  test('does not exist in a zone that does not exist', () => {
    expect(() => instantOf(wall('2026-01-01T00:00'), 'America/San_Francisco')).toThrow(RangeError);
  });
});

describe('the wall clock at an instant', () => {
  test.each([
    ['before the gap', 'America/Los_Angeles', '2026-03-08T09:59:59Z', '2026-03-08T01:59'],
    ['after the gap', 'America/Los_Angeles', '2026-03-08T10:00:00Z', '2026-03-08T03:00'],
    ['the repeated hour, the first time', 'America/Los_Angeles', '2026-11-01T08:30:00Z', '2026-11-01T01:30'],
    ['the repeated hour, the second time', 'America/Los_Angeles', '2026-11-01T09:30:00Z', '2026-11-01T01:30'],
    ['a quarter of an hour', 'Asia/Kathmandu', '2026-11-01T09:30:00Z', '2026-11-01T15:15'],
    ['before 1970', 'Europe/Berlin', '1969-12-31T22:59:30Z', '1969-12-31T23:59'],
    ['Casablanca, which gave summer time up in 2026', 'Africa/Casablanca', '2026-12-01T12:00:00Z', '2026-12-01T12:00'],
  ])('%s', (_why, zone, at, expected) => {
    expect(wallText(wallOf(parseInstant(at) ?? (Number.NaN as Instant), zone))).toBe(expected);
  });

  test('leads back to the instant, or to the first of two', () => {
    const zones = ['America/St_Johns', 'Europe/Berlin', 'Africa/Cairo', 'Australia/Lord_Howe', 'Asia/Gaza', 'UTC'];
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.integer({ min: 0, max: 400_000_000 }), (zone, minute) => {
        const at = (minute * 60) as Instant;
        const back = instantOf(wallOf(at, zone), zone);
        expect(wallText(wallOf(back, zone))).toBe(wallText(wallOf(at, zone)));
        expect(at - back === 0 || at - back === 1800 || at - back === 3600).toBe(true);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('reading text', () => {
  test.each([
    ['2026-12-10T19:00:00Z', '2026-12-10T19:00:00Z'],
    ['2026-12-10T19:00Z', '2026-12-10T19:00:00Z'],
    ['2026-12-10T19:00:00.999Z', '2026-12-10T19:00:00Z'],
    ['2026-12-10T20:00:00+01:00', '2026-12-10T19:00:00Z'],
    ['2026-12-10 09:30-0930', '2026-12-10T19:00:00Z'],
  ])('%s is an instant', (text, expected) => {
    expect(isoOf(parseInstant(text) ?? (Number.NaN as Instant))).toBe(expected);
  });

  test.each([
    '',
    'tomorrow',
    '2026-12-10',
    '2026-12-10T19:00',
    '2026-02-30T00:00Z',
    '2026-12-10T24:00Z',
    '2026-12-10T19:60Z',
  ])('"%s" says no single instant', (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  test.each([
    '2026-02-29',
    '2100-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '26-01-01',
    '2026-1-1',
    '0000-01-01',
  ])('%s is not a day', (text) => {
    expect(parseDate(text)).toBeUndefined();
  });

  test('29 February is a day in leap years', () => {
    expect(parseDate('2028-02-29')).toEqual({ year: 2028, month: 2, day: 29 });
    expect(parseDate('2000-02-29')).toEqual({ year: 2000, month: 2, day: 29 });
  });

  test('a wall time is read with a T or a space, and nothing else', () => {
    expect(parseWall('2026-12-30 11:05')).toEqual({ year: 2026, month: 12, day: 30, hour: 11, minute: 5 });
    expect(parseWall('2026-12-30T11:05')).toEqual({ year: 2026, month: 12, day: 30, hour: 11, minute: 5 });
    for (const text of ['2026-12-30', '2026-12-30 11', '2026-12-30 24:00', '2026-12-30 9:00', '2026-12-30 11:00Z']) {
      expect(parseWall(text)).toBeUndefined();
    }
  });
});
