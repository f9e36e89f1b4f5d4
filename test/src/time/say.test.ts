import { DateTime } from 'luxon';
import { expect, test } from 'vitest';
import { DataZone } from '../../../src/time/luxon-zone.js';
import { sayMoment } from '../../../src/time/say.js';
import { type Instant, parseInstant } from '../../../src/time/zoned.js';

function instant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(text);
  return at;
}

const meeting = {
  at: instant('2026-12-10T19:00:00Z'),
  until: instant('2026-12-10T20:00:00Z'),
  home: 'America/Los_Angeles',
};

test.each([
  ['day-time' as const, 'Europe/Berlin', 'Thursday 10 December 2026, 20:00 to 21:00 in Berlin'],
  ['day-time' as const, undefined, 'Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles'],
  ['day-time' as const, 'UTC', 'Thursday 10 December 2026, 19:00 to 20:00 in UTC'],
  ['day-time' as const, 'Etc/GMT-2', 'Thursday 10 December 2026, 21:00 to 22:00 in UTC+2'],
  ['day-time' as const, 'Asia/Tokyo', 'Friday 11 December 2026, 04:00 to 05:00 in Tokyo'],
  ['day-time' as const, 'Asia/Calcutta', 'Friday 11 December 2026, 00:30 to 01:30 in Kolkata'],
  ['day-time' as const, 'America/Vancouver', 'Thursday 10 December 2026, 12:00 to 13:00 in Vancouver'],
  ['day-time' as const, 'Asia/Kathmandu', 'Friday 11 December 2026, 00:45 to 01:45 in Kathmandu'],
  ['day-time' as const, 'Asia/Yekaterinburg', 'Friday 11 December 2026, 00:00 to 01:00 in Yekaterinburg'],
  ['day-time' as const, 'Asia/Dubai', 'Thursday 10 December 2026, 23:00 to Friday 11 December, 00:00 in Dubai'],
  ['day' as const, 'Asia/Dubai', 'Thursday 10 December 2026 in Dubai'],
  ['time' as const, 'Europe/Berlin', '20:00 to 21:00 in Berlin'],
])('a moment shown as %s in %s', (show, zone, expected) => {
  expect(sayMoment({ ...meeting, show }, zone)).toBe(expected);
});

test.each([
  [
    'clocks go back in between',
    '2026-10-25T00:30:00Z',
    '2026-10-25T02:00:00Z',
    'Sunday 25 October 2026, 02:30 (UTC+2) to 03:00 (UTC+1) in Berlin',
  ],
  [
    'clocks go forward in between',
    '2026-03-29T00:30:00Z',
    '2026-03-29T01:30:00Z',
    'Sunday 29 March 2026, 01:30 (UTC+1) to 03:30 (UTC+2) in Berlin',
  ],
  [
    'clocks go back after it',
    '2026-10-24T22:30:00Z',
    '2026-10-24T23:30:00Z',
    'Sunday 25 October 2026, 00:30 to 01:30 in Berlin',
  ],
])('%s: a span says how far it is from UTC where that changes', (_why, from, to, expected) => {
  const moment = { at: instant(from), until: instant(to), show: 'day-time' as const, home: 'UTC' };
  expect(sayMoment(moment, 'Europe/Berlin')).toBe(expected);
});

test('a moment without an end', () => {
  expect(sayMoment({ at: meeting.at, show: 'time', home: 'Europe/Berlin' })).toBe('20:00 in Berlin');
  expect(sayMoment({ at: meeting.at, show: 'day-time', home: 'Europe/Berlin' })).toBe(
    'Thursday 10 December 2026, 20:00 in Berlin',
  );
});

test('luxon takes its offsets from our data', () => {
  const read = DateTime.fromSeconds(meeting.at, { zone: new DataZone('America/Vancouver') });
  expect(read.isValid).toBe(true);
  expect(read.toISO()).toBe('2026-12-10T12:00:00.000-07:00');
  expect(read.zone.equals(new DataZone('America/Vancouver'))).toBe(true);
  expect(read.zone.equals(new DataZone('America/Edmonton'))).toBe(false);
  expect(read.offsetNameShort).toBe('Vancouver');
  expect(() => new DataZone('PST')).toThrow(RangeError);
});
