import { describe, expect, test } from 'vitest';
import {
  cityOf,
  isZone,
  offsetSeconds,
  resolveZone,
  zoneDataVersion,
  zoneNames,
  zoneToUse,
} from '../../../src/time/zone.js';
import { type Instant, parseInstant } from '../../../src/time/zoned.js';

function instant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(text);
  return at;
}

/** Where the law changed after 2025a, the data of the oldest Node that runs this; the list is of 2026f. */
const changedSince2025 = [
  'Africa/Casablanca',
  'Africa/El_Aaiun',
  'America/Edmonton',
  'America/Havana',
  'America/Inuvik',
  'America/Vancouver',
  'America/Winnipeg',
  'Europe/Chisinau',
];

test('the zone data is no older than 2026f, and says so', () => {
  expect(zoneDataVersion >= '2026f').toBe(true);
});

test('the offsets of every zone Node knows agree with Node, but for laws newer than Node', () => {
  const zones = Intl.supportedValuesOf('timeZone').filter(isZone);
  expect(zones.length).toBeGreaterThan(400);
  const moments = Array.from({ length: 230 }, (_, step) => instant('1995-01-03T04:05:06Z') + step * 67.3 * 86_400);
  const differ = zones.filter((zone) => {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    return moments.some((moment) => {
      const at = Math.floor(moment) as Instant;
      const name = format.formatToParts(at * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? '';
      const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name) ?? [];
      const theirs = (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
      return offsetSeconds(at, zone) !== theirs + 0;
    });
  });
  expect(differ.filter((zone) => !changedSince2025.includes(zone))).toEqual([]);
});

test.each([
  ['America/Vancouver', '2026-12-10T12:00:00Z', -7],
  ['America/Edmonton', '2026-12-10T12:00:00Z', -6],
  ['America/Winnipeg', '2026-12-10T12:00:00Z', -5],
  ['Africa/Casablanca', '2026-12-10T12:00:00Z', 0],
  ['Africa/Casablanca', '2043-06-01T12:00:00Z', 0],
  ['Asia/Kolkata', '2026-12-10T12:00:00Z', 5.5],
  ['Pacific/Chatham', '2026-12-10T12:00:00Z', 13.75],
  ['Etc/GMT-2', '2026-12-10T12:00:00Z', 2],
  ['America/New_York', '2499-07-01T00:00:00Z', -4],
  ['America/New_York', '2499-12-31T00:00:00Z', -5],
  ['America/New_York', '2500-07-01T00:00:00Z', -4],
  ['America/New_York', '2500-12-31T00:00:00Z', -5],
  ['Australia/Sydney', '9999-01-01T00:00:00Z', 11],
  ['Australia/Sydney', '9999-07-01T00:00:00Z', 10],
])('%s at %s is %d hours from UTC', (zone, at, hours) => {
  expect(offsetSeconds(instant(at), zone)).toBe(hours * 3600);
});

test('clocks change on the same weekday of the month after the data ends as in its last years', () => {
  // The second Sunday of March 2500 is the 14th, as in 2100; 02:00 in New York is 07:00 UTC.
  expect(offsetSeconds(instant('2500-03-14T06:59:59Z'), 'America/New_York')).toBe(-5 * 3600);
  expect(offsetSeconds(instant('2500-03-14T07:00:00Z'), 'America/New_York')).toBe(-4 * 3600);
});

describe('names', () => {
  test.each([
    'America/Los_Angeles',
    'US/Pacific',
    'Asia/Calcutta',
    'Asia/Kolkata',
    'Europe/Kyiv',
    'Europe/Kiev',
    'UTC',
    'Etc/GMT-2',
  ])('%s is a zone [fault 57]', (name) => {
    expect(isZone(name)).toBe(true);
  });

  test.each([
    'PST',
    'EST',
    'CET',
    'Pacific',
    'america/los_angeles',
    'Berlin',
    'UTC+2',
    '',
    ' UTC',
    '__proto__',
    'constructor',
  ])('"%s" is none [fault 57]', (name) => {
    expect(isZone(name)).toBe(false);
  });

  test('those offered are cities under their present names, and UTC', () => {
    expect(zoneNames().every(isZone)).toBe(true);
    expect(zoneNames().length).toBeGreaterThan(400);
    expect(zoneNames()).toContain('UTC');
    expect(zoneNames()).toContain('Asia/Kolkata');
    for (const name of ['Asia/Calcutta', 'US/Pacific', 'EST', 'Etc/GMT-2', 'Australia/NSW']) {
      expect(zoneNames()).not.toContain(name);
    }
  });

  test.each([
    ['America/Los_Angeles', 'Los Angeles'],
    ['US/Pacific', 'Los Angeles'],
    ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
    ['America/Sao_Paulo', 'São Paulo'],
    ['Asia/Calcutta', 'Kolkata'],
    ['Europe/Stockholm', 'Stockholm'],
    ['Atlantic/Reykjavik', 'Reykjavik'],
    ['Iceland', 'Reykjavik'],
    ['Japan', 'Tokyo'],
    ['Australia/NSW', 'Sydney'],
    ['UTC', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['GMT', 'UTC'],
    ['Etc/GMT-2', 'UTC+2'],
    ['Etc/GMT+7', 'UTC-7'],
    ['EST5EDT', 'New York'],
  ])('%s is said as %s', (zone, city) => {
    expect(cityOf(zone)).toBe(city);
  });
});

describe('words for a zone', () => {
  test.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['AMERICA/NEW YORK', 'America/New_York'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['berlin', 'Europe/Berlin'],
    ['New York', 'America/New_York'],
    ['são paulo', 'America/Sao_Paulo'],
    ['Sao Paulo', 'America/Sao_Paulo'],
    ['St. Johns', 'America/St_Johns'],
    ['San Francisco', 'America/Los_Angeles'],
    ['München', 'Europe/Berlin'],
    ['beijing', 'Asia/Shanghai'],
    ['germany', 'Europe/Berlin'],
    ['New Zealand', 'Pacific/Auckland'],
    ['india', 'Asia/Kolkata'],
    ['sweden', 'Europe/Stockholm'],
    ['japan', 'Asia/Tokyo'],
    ['iceland', 'Atlantic/Reykjavik'],
    ['uk time', 'Europe/London'],
    ['Pacific', 'America/Los_Angeles'],
    ['pacific time', 'America/Los_Angeles'],
    ['eastern daylight time', 'America/New_York'],
    ['PST', 'America/Los_Angeles'],
    ['EST', 'America/New_York'],
    ['CET', 'Europe/Berlin'],
    ['IST', 'Asia/Kolkata'],
    ['BST', 'Europe/London'],
    ['EAT', 'Africa/Nairobi'],
    ['utc', 'UTC'],
    ['GMT', 'UTC'],
    ['UTC+2', 'Etc/GMT-2'],
    ['UTC-7', 'Etc/GMT+7'],
    ['gmt+02:00', 'Etc/GMT-2'],
    ['+0530', 'Asia/Kolkata'],
    ['UTC+5:30', 'Asia/Kolkata'],
    ['UTC−3', 'Etc/GMT+3'],
    ['UTC+0', 'UTC'],
  ])('"%s" means %s', (text, zone) => {
    expect(resolveZone(text)).toBe(zone);
    expect(isZone(zone)).toBe(true);
  });

  test.each([
    '',
    'usa',
    'canada',
    'australia',
    'brazil',
    'georgia',
    'eat',
    'cat',
    'nowhere',
    'UTC+15',
    'UTC+1:10',
    '7',
    'x'.repeat(2000),
    '../../etc',
  ])('"%s" means no single zone', (text) => {
    expect(resolveZone(text)).toBeUndefined();
  });

  test('every word of the tables leads to a zone', () => {
    for (const word of ['sf', 'ottawa', 'wien', 'hanoi', 'marrakesh', 'noida', 'queensland']) {
      expect(isZone(resolveZone(word) ?? '')).toBe(true);
    }
  });

  test.each([
    ['PST', 'America/Los_Angeles'],
    ['America/San_Francisco', 'America/Los_Angeles'],
    ['Europe/Berln', 'Europe/Berlin'],
    ['america/new_york', 'America/New_York'],
    ['Los Angeles', 'America/Los_Angeles'],
    ['Londn', 'Europe/London'],
    ['Europe/Kyev', 'Europe/Kyiv'],
  ])('"%s" is mended to %s', (text, zone) => {
    expect(zoneToUse(text)).toBe(zone);
  });

  test.each(['', 'the moon', 'Mars/Olympus_Mons', 'qqqqqqqq'])('"%s" is not mended', (text) => {
    expect(zoneToUse(text)).toBeUndefined();
  });
});
