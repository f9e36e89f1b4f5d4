import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { joinedLines } from '../../../src/calendar/content-line.js';
import { zoneLines } from '../../../src/calendar/zone-lines.js';
import { zoneNames } from '../../../src/time/zone.js';
import { type Instant, parseInstant, wallOf, wallText } from '../../../src/time/zoned.js';

const from = parseInstant('2025-01-01T00:00:00Z') ?? fail();

/** Noon of the 1st, 9th, 17th and 25th of each month of eight years, on the wall of the zone as ical.js reads the description. */
function misread(zone: string): readonly string[] {
  const read = new ICAL.Timezone(new ICAL.Component(ICAL.parse(joinedLines(zoneLines(zone, from)))));
  const wrong: string[] = [];
  for (let at = from + 12 * 3600; at < from + 8 * 365 * 86_400; at += 8 * 86_400) {
    const { year, month, day, hour, minute } = wallOf(at as Instant, zone);
    const time = new ICAL.Time({ year, month, day, hour, minute, second: 0, isDate: false }, read);
    if (time.toUnixTime() !== at) wrong.push(`${zone} ${wallText({ year, month, day, hour, minute })}`);
  }
  return wrong;
}

describe('the description of a zone', () => {
  test('says each zone’s own rule', () => {
    expect(zoneLines('America/Santiago', from)).toEqual([
      'BEGIN:VTIMEZONE',
      'TZID:America/Santiago',
      'BEGIN:STANDARD',
      'DTSTART:19700405T000000',
      'RRULE:FREQ=YEARLY;BYMONTH=4;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8',
      'TZOFFSETFROM:-0300',
      'TZOFFSETTO:-0400',
      'END:STANDARD',
      'BEGIN:DAYLIGHT',
      'DTSTART:19700906T000000',
      'RRULE:FREQ=YEARLY;BYMONTH=9;BYDAY=SU;BYMONTHDAY=2,3,4,5,6,7,8',
      'TZOFFSETFROM:-0400',
      'TZOFFSETTO:-0300',
      'END:DAYLIGHT',
      'END:VTIMEZONE',
    ]);
    expect(zoneLines('Europe/Berlin', from).filter((line) => line.startsWith('RRULE'))).toEqual([
      'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
      'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
    ]);
  });

  test.each([
    ['America/Los_Angeles', ['DAYLIGHT 19700308T020000 -0700', 'STANDARD 19701101T020000 -0800']],
    ['Europe/Berlin', ['DAYLIGHT 19700329T020000 +0200', 'STANDARD 19701025T030000 +0100']],
    ['Australia/Sydney', ['STANDARD 19700405T030000 +1000', 'DAYLIGHT 19701004T020000 +1100']],
    ['Asia/Kolkata', ['STANDARD 19700101T000000 +0530']],
  ])('has one winter time and at most one summer time for %s, as Outlook reads no more', (zone, expected) => {
    const seen = [
      ...zoneLines(zone, from)
        .join('\n')
        .matchAll(/BEGIN:(\w+)\nDTSTART:(\w+)[\s\S]*?TZOFFSETTO:(\S+)/g),
    ];
    expect(seen.map(([, kind, start, offset]) => `${kind} ${start} ${offset}`)).toEqual(expected);
  });

  test('calls it no summer time when clocks are set forward for good', () => {
    expect(zoneLines('America/Vancouver', from).slice(-7, -4)).toEqual([
      'END:STANDARD',
      'BEGIN:STANDARD',
      'DTSTART:20260308T020000',
    ]);
  });

  test('writes changes that will not come again one by one', () => {
    expect(zoneLines('America/Vancouver', from).filter((line) => /RRULE|OFFSET|DTSTART:202/.test(line))).toEqual([
      'TZOFFSETFROM:-0800',
      'TZOFFSETTO:-0800',
      'DTSTART:20250309T020000',
      'TZOFFSETFROM:-0800',
      'TZOFFSETTO:-0700',
      'DTSTART:20251102T020000',
      'TZOFFSETFROM:-0700',
      'TZOFFSETTO:-0800',
      'DTSTART:20260308T020000',
      'TZOFFSETFROM:-0800',
      'TZOFFSETTO:-0700',
    ]);
  });

  test('is read by ical.js as our own zone data have it, in every zone there is', () => {
    expect(zoneNames().length).toBeGreaterThan(400);
    expect(zoneNames().flatMap(misread)).toEqual([]);
  });
});

function fail(): never {
  throw new Error('Not an instant');
}
