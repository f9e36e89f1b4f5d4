import { expect, test } from 'vitest';
import { partings } from '../../../src/time/partings.js';
import { type Region, regions } from '../../../src/time/regions.js';
import { isZone } from '../../../src/time/zone.js';
import { dateText, type Instant, isoOf, parseInstant } from '../../../src/time/zoned.js';

const at = (text: string): Instant => parseInstant(text) ?? (Number.NaN as Instant);

/** One line for each: "8 March to 29 March 2026, 60 minutes earlier" as "2026-03-08 2026-03-29 -60 most of Europe". */
function seen(home: string, of: readonly Region[], year: number, years = 1): readonly string[] {
  return partings(home, of, at(`${year}-01-01T00:00:00Z`), at(`${year + years}-01-01T00:00:00Z`)).map(
    ({ from, to, shiftMinutes, further, region }) =>
      [
        dateText(from),
        to === undefined ? 'lasting' : dateText(to),
        shiftMinutes,
        ...(further ? ['further'] : []),
        region.name,
      ].join(' '),
  );
}
const place = (...zones: readonly string[]): Region => ({ name: zones[0] ?? '', zones });

test('a meeting in Los Angeles: Europe is apart for three weeks in spring and one in autumn, Asia for the summer', () => {
  expect(seen('America/Los_Angeles', regions, 2026)).toEqual([
    '2026-03-08 2026-03-29 -60 most of Europe',
    '2026-03-08 2026-11-01 -60 most of Asia',
    '2026-03-08 2026-11-01 -60 most of South America',
    '2026-03-08 2026-11-01 -60 most of Africa',
    '2026-03-08 2026-04-05 -60 southeastern Australia',
    '2026-03-08 2026-04-05 -60 New Zealand',
    '2026-04-05 2026-10-04 -60 further southeastern Australia',
    '2026-04-05 2026-09-27 -60 further New Zealand',
    '2026-09-27 2026-11-01 60 New Zealand',
    '2026-10-04 2026-11-01 60 southeastern Australia',
    '2026-10-25 2026-11-01 -60 most of Europe',
    '2026-11-01 2027-03-14 60 most of Asia',
    '2026-11-01 2027-03-14 60 most of South America',
    '2026-11-01 2027-03-14 60 most of Africa',
    '2026-11-01 2027-03-14 60 further southeastern Australia',
    '2026-11-01 2027-03-14 60 further New Zealand',
  ]);
});

test('a meeting in UTC: each region’s own summer time is told, and its end', () => {
  expect(seen('UTC', regions, 2026)).toEqual([
    '2026-03-08 2026-11-01 60 most of North America',
    '2026-03-29 2026-10-25 60 most of Europe',
    '2026-04-05 2026-10-04 -60 southeastern Australia',
    '2026-04-05 2026-09-27 -60 New Zealand',
    '2026-09-27 2027-04-04 60 New Zealand',
    '2026-10-04 2027-04-04 60 southeastern Australia',
    '2026-10-25 2027-03-28 -60 most of Europe',
    '2026-11-01 2027-03-14 -60 most of North America',
  ]);
});

test('a meeting in London is apart from North America alone for a few weeks; Berlin never is', () => {
  expect(seen('Europe/London', [place('America/New_York'), place('Europe/Berlin')], 2027)).toEqual([
    '2027-03-14 2027-03-28 60 America/New_York',
    '2027-10-31 2027-11-07 60 America/New_York',
  ]);
});

test('the southern hemisphere: a meeting in Sydney is an hour later for Europe on two Sundays running', () => {
  expect(seen('Australia/Sydney', [place('Europe/Berlin')], 2026)).toEqual([
    '2026-03-29 2026-04-05 60 Europe/Berlin',
    '2026-04-05 2026-10-04 60 further Europe/Berlin',
    '2026-10-04 2026-10-25 -60 Europe/Berlin',
    '2026-10-25 2027-03-28 -60 further Europe/Berlin',
  ]);
});

test('two zones that never change their clocks, and two that change them together, are never apart', () => {
  expect(seen('UTC', [place('Asia/Kolkata'), place('America/Sao_Paulo')], 2026, 5)).toEqual([]);
  expect(seen('America/Los_Angeles', [place('America/New_York'), place('America/Toronto')], 2026, 5)).toEqual([]);
  expect(seen('America/Sao_Paulo', [place('Asia/Tokyo')], 2026, 5)).toEqual([]);
});

test('Ramadan: Morocco’s clocks go back, Europe’s go forward a week before Morocco’s follow; what comes and goes is told once', () => {
  expect(seen('Europe/Berlin', [place('Africa/Casablanca')], 2025)).toEqual([
    '2025-02-23 2025-03-30 -60 Africa/Casablanca',
    '2025-03-30 2025-04-06 -60 further Africa/Casablanca',
    '2025-10-26 2026-02-15 60 Africa/Casablanca',
  ]);
});

test.each([
  ['Egypt', 'Africa/Cairo', ['2026-03-29 2026-04-24 -60 Africa/Cairo', '2026-10-25 2026-10-29 60 Africa/Cairo']],
  ['Israel', 'Asia/Jerusalem', ['2026-03-27 2026-03-29 60 Asia/Jerusalem']],
  [
    'Lord Howe, which moves its clocks by half an hour',
    'Australia/Lord_Howe',
    [
      '2026-03-29 2026-04-05 -60 Australia/Lord_Howe',
      '2026-04-05 2026-10-04 -30 further Australia/Lord_Howe',
      '2026-10-04 2026-10-25 30 Australia/Lord_Howe',
      '2026-10-25 2027-03-28 60 further Australia/Lord_Howe',
    ],
  ],
])('days of their own: Berlin and %s', (_who, zone, expected) => {
  expect(seen('Europe/Berlin', [place(zone)], 2026)).toEqual(expected);
});

test.each<[string, string, string, readonly string[]]>([
  [
    'Chile changes weeks after Europe in spring and weeks before it in autumn: an hour, and another',
    'Europe/London',
    'America/Santiago',
    [
      '2027-03-28 2027-04-03 -60 America/Santiago',
      '2027-04-03 2027-09-05 -60 further America/Santiago',
      '2027-09-05 2027-10-31 60 America/Santiago',
      '2027-10-31 2028-03-26 60 further America/Santiago',
    ],
  ],
  [
    'Egypt follows Los Angeles seven weeks later, and goes back ten days before',
    'America/Los_Angeles',
    'Africa/Cairo',
    ['2027-03-14 2027-04-30 -60 Africa/Cairo', '2027-10-28 2027-11-07 -60 Africa/Cairo'],
  ],
  [
    'Arizona has no summer time',
    'America/Los_Angeles',
    'America/Phoenix',
    ['2027-03-14 2027-11-07 -60 America/Phoenix', '2027-11-07 2028-03-12 60 America/Phoenix'],
  ],
  [
    'Newfoundland changes with North America, and London is apart as from New York',
    'America/St_Johns',
    'Europe/London',
    ['2027-03-14 2027-03-28 -60 Europe/London', '2027-10-31 2027-11-07 -60 Europe/London'],
  ],
  [
    'Greenland changes at the same moment as Europe, which is the evening before there',
    'UTC',
    'America/Nuuk',
    ['2027-03-28 2027-10-30 60 America/Nuuk', '2027-10-30 2028-03-26 -60 America/Nuuk'],
  ],
  [
    'India has no summer time, so that London’s is all there is',
    'Asia/Kolkata',
    'Europe/London',
    ['2027-03-28 2027-10-31 60 Europe/London', '2027-10-31 2028-03-26 -60 Europe/London'],
  ],
  [
    'Sydney is the other way round for São Paulo',
    'America/Sao_Paulo',
    'Australia/Sydney',
    ['2027-04-04 2027-10-03 -60 Australia/Sydney', '2027-10-03 2028-04-02 60 Australia/Sydney'],
  ],
  ['the Chatham Islands change with New Zealand', 'Pacific/Chatham', 'Pacific/Auckland', []],
  ['the Azores change with Lisbon', 'Europe/Lisbon', 'Atlantic/Azores', []],
  ['Norfolk changes with Sydney, by another zone’s hour', 'Australia/Sydney', 'Pacific/Norfolk', []],
])('in 2027: %s', (_what, home, zone, expected) => {
  expect(seen(home, [place(zone)], 2027)).toEqual(expected);
});

test('a law that ends summer time: Vancouver stays on its summer time from 2026, and is apart from Seattle each winter', () => {
  expect(seen('America/Los_Angeles', [place('America/Vancouver')], 2026, 2)).toEqual([
    '2026-11-01 2027-03-14 60 America/Vancouver',
    '2027-03-14 2027-11-07 -60 America/Vancouver',
    '2027-11-07 2028-03-12 60 America/Vancouver',
  ]);
  // Beside UTC it changes once more, for good.
  expect(seen('UTC', [place('America/Vancouver')], 2026, 3)).toEqual(['2026-03-08 lasting 60 America/Vancouver']);
});

test('a region is told of what more than half of it does; where its parts do not end together, no end is told', () => {
  const mixed = (...zones: readonly string[]) => ({ name: 'the region', zones });
  expect(seen('UTC', [mixed('Asia/Tokyo', 'Europe/Berlin', 'Europe/Paris')], 2026)).toEqual([
    '2026-03-29 2026-10-25 60 the region',
    '2026-10-25 2027-03-28 -60 the region',
  ]);
  expect(seen('UTC', [mixed('Asia/Tokyo', 'Europe/Berlin')], 2026)).toEqual([]);
  expect(seen('UTC', [mixed('America/Vancouver', 'America/Los_Angeles')], 2026)).toEqual([
    '2026-03-08 lasting 60 the region',
  ]);
});

test('a parting starts at the second at which the clocks are changed', () => {
  const [spring] = partings(
    'America/Los_Angeles',
    [place('Europe/Berlin')],
    at('2026-01-01T00:00:00Z'),
    at('2026-06-01T00:00:00Z'),
  );
  expect(spring && [isoOf(spring.start), spring.end && isoOf(spring.end)]).toEqual([
    '2026-03-08T10:00:00Z',
    '2026-03-29T01:00:00Z',
  ]);
});

test('asked from day to day over a year, the same partings come out', () => {
  const whole = seen('Australia/Sydney', regions, 2026);
  const start = at('2026-01-01T00:00:00Z');
  const days = Array.from({ length: 365 }, (_, day) => (start + day * 86_400) as Instant);
  const daily = days.flatMap((day) => partings('Australia/Sydney', regions, day, (day + 86_400) as Instant));
  expect(daily.map(({ from, region }) => `${dateText(from)} ${region.name}`).sort()).toEqual(
    whole.map((line) => `${line.slice(0, 10)} ${line.replace(/^\S+ \S+ \S+ (further )?/, '')}`).sort(),
  );
});

test('every zone of every region is a zone', () => {
  const zones = regions.flatMap(({ zones }) => zones);
  expect(zones.length).toBeGreaterThan(20);
  expect(zones.filter((zone) => !isZone(zone))).toEqual([]);
});
