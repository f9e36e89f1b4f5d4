import { describe, expect, test } from 'vitest';
import { createLiveSchedule } from '../../../src/schedule/live-schedule.js';
import type { ScheduledOccurrence } from '../../../src/schedule/schedule.js';
import { dateOf } from '../../../src/schedule/typed-date.js';
import { dateText, wallText } from '../../../src/time/zoned.js';
import { change, instant, sampleCommunity, sampleMeeting, wall } from '../../support/sample-changes.js';

/**
 * Every second Thursday at 11:00; 26 November skipped, 24 December moved to the 17th, 30 December added by the file. In chat,
 * 10 December is moved to the 11th, a second one added on 21 January, and one on 5 January that is moved to the 6th.
 */
const meeting = sampleMeeting('community', {
  except: [{ date: wall('2026-11-26T11:00'), why: 'Thanksgiving' }],
  moved: [{ from: wall('2026-12-24T11:00'), to: wall('2026-12-17T10:00') }],
  extra: [{ at: wall('2026-12-30T11:00') }],
});
const live = createLiveSchedule(sampleCommunity(meeting), [
  change(1, 'move', '2026-12-10T11:00', { to: '2026-12-11T09:00' }),
  change(2, 'add', '2027-01-21T16:00'),
  change(3, 'add', '2027-01-05T16:00'),
  change(4, 'move', '2027-01-05T16:00', { to: '2027-01-06T16:00', follows: 3 }),
]);

function read(typed: string, now = '2026-11-24T12:00:00Z'): string {
  const found = dateOf(typed, meeting, live, instant(now));
  const names = (all: readonly ScheduledOccurrence[]) => all.map(({ original }) => wallText(original)).join(', ');
  switch (found.is) {
    case 'found':
      return names([found.occurrence]);
    case 'several':
      return `several: ${names(found.occurrences)}`;
    case 'none':
      return `none on ${dateText(found.date)}, near: ${names(found.near)}`;
    case 'unclear':
      return `${found.problem} Near: ${names(found.near)}`;
  }
}

describe('said on Tuesday 24 November, a date means', () => {
  test.each([
    ['', '2026-12-10T11:00'],
    ['next', '2026-12-10T11:00'],
    ['the next one', '2026-12-10T11:00'],
    ['2026-11-26', '2026-11-26T11:00'],
    ['2026-11-26 11:00', '2026-11-26T11:00'],
    ['2026-11-26T11:00', '2026-11-26T11:00'],
    ['nov 26', '2026-11-26T11:00'],
    ['26 November', '2026-11-26T11:00'],
    ['thursday', '2026-11-26T11:00'],
    ['26.11.', '2026-11-26T11:00'],
    ['the 26th', '2026-11-26T11:00'],
    ['the day after tomorrow', '2026-11-26T11:00'],
    // Moved by the file: by the date it had, and by the one it has
    ['2026-12-24', '2026-12-24T11:00'],
    ['dec 24', '2026-12-24T11:00'],
    ['2026-12-24 11:00', '2026-12-24T11:00'],
    ['2026-12-17', '2026-12-24T11:00'],
    ['dec 17 10am', '2026-12-24T11:00'],
    ['2026-12-17 10:00', '2026-12-24T11:00'],
    // Moved in chat
    ['2026-12-10', '2026-12-10T11:00'],
    ['11 dec', '2026-12-10T11:00'],
    ['2027-01-05', '2027-01-05T16:00'],
    ['2027-01-06', '2027-01-05T16:00'],
    // Added
    ['2026-12-30', '2026-12-30T11:00'],
    // Two on one day
    ['2027-01-21', 'several: 2027-01-21T11:00, 2027-01-21T16:00'],
    ['jan 21 16:00', '2027-01-21T16:00'],
    ['jan 21 11am', '2027-01-21T11:00'],
    // Far away, and past
    ['2066-12-30', '2066-12-30T11:00'],
    ['2026-11-12', '2026-11-12T11:00'],
    // None
    ['2026-12-25', 'none on 2026-12-25, near: 2026-12-24T11:00, 2026-12-30T11:00'],
    ['2026-12-03', 'none on 2026-12-03, near: 2026-11-26T11:00, 2026-12-10T11:00'],
    ['2026-12-24 12:00', 'none on 2026-12-24, near: 2026-12-24T11:00, 2026-12-30T11:00'],
    ['2026-11-05', 'none on 2026-11-05, near: 2026-11-26T11:00, 2026-12-10T11:00'],
    ['friday', 'none on 2026-11-27, near: 2026-11-26T11:00, 2026-12-10T11:00'],
    ['tomorrow', 'none on 2026-11-25, near: 2026-11-26T11:00, 2026-12-10T11:00'],
    // No date
    ['banana', '“banana” is no date that I understand. Near: 2026-11-26T11:00, 2026-12-10T11:00'],
    ['11:00', '“11:00” does not say which date. Near: 2026-11-26T11:00, 2026-12-10T11:00'],
    ['a week later', '“a week later” does not say which date. Near: 2026-11-26T11:00, 2026-12-10T11:00'],
    ['friday dec 24', '“friday dec 24” does not say which date. Near: 2026-11-26T11:00, 2026-12-10T11:00'],
    ['feb 30', '“feb 30” is a day that the calendar does not have. Near: 2026-11-26T11:00, 2026-12-10T11:00'],
    [
      '5/6',
      '“5/6” may be two dates, or a time; write it with the year first, such as 2026-12-24. Near: 2026-11-26T11:00, 2026-12-10T11:00',
    ],
  ])('%j', (typed, expected) => {
    expect(read(typed)).toBe(expected);
  });
});

test('a meeting that has ended offers its last date, and has no next one', () => {
  const ended = sampleMeeting('community', { rule: { ...meeting.series.rule, count: 2 } });
  const schedule = createLiveSchedule(sampleCommunity(ended));
  const now = instant('2026-11-24T12:00:00Z');
  expect(dateOf('next', ended, schedule, now)).toMatchObject({ is: 'unclear', near: [] });
  const none = dateOf('2026-11-26', ended, schedule, now);
  expect(none).toMatchObject({ is: 'none', near: [{ original: { month: 1, day: 22 } }] });
});

test.each(['2026-12-24'.repeat(500), 'next '.repeat(12), '1'.repeat(60), '2026-12-24T11:00 '.repeat(3)])(
  'hostile text is read within 50 ms: %#',
  (typed) => {
    const began = performance.now();
    dateOf(typed, meeting, live, instant('2026-11-24T12:00:00Z'));
    expect(performance.now() - began).toBeLessThan(50);
  },
);
