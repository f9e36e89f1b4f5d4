import { expect, test } from 'vitest';
import { changeSentence, placeRows, skippedSentence } from '../../../src/schedule/occurrence-lines.js';
import type { ScheduledOccurrence } from '../../../src/schedule/schedule.js';
import type { Instant } from '../../../src/time/zoned.js';
import { meeting } from '../remind/sample.js';

/** Thursday 10 December 2026, 11:00 in Los Angeles, unless said otherwise. */
function occurrence(change: Partial<ScheduledOccurrence>): ScheduledOccurrence {
  const wall = { year: 2026, month: 12, day: 10, hour: 11, minute: 0 };
  const [at, until] = [1_796_929_200 as Instant, 1_796_932_800 as Instant];
  return { original: wall, wall, at, until, status: 'scheduled', meeting: meeting(), ...change };
}

test('the places of a meeting are links named after the service, in one order, and the host', () => {
  const places = placeRows(
    meeting({
      join: 'https://istio.zoom.us/j/986657835',
      agenda: 'https://docs.google.com/document/d/1',
      notes: 'https://notes.example/istio',
      recordings: 'https://www.youtube.com/istio',
      host: 'lead-one',
    }),
  );
  expect(places).toStrictEqual([
    ['Join', { type: 'link', text: 'Zoom', url: 'https://istio.zoom.us/j/986657835' }],
    ['Agenda', { type: 'link', text: 'Google Docs', url: 'https://docs.google.com/document/d/1' }],
    ['Notes', { type: 'link', text: 'notes.example', url: 'https://notes.example/istio' }],
    ['Recordings', { type: 'link', text: 'YouTube', url: 'https://www.youtube.com/istio' }],
    ['Host', 'lead-one'],
  ]);
  expect(placeRows(meeting())).toStrictEqual([]);
});

test('a moved date says from when, in the time of whoever reads it, and why', () => {
  const original = { year: 2026, month: 12, day: 24, hour: 11, minute: 0 };
  const usual = { type: 'moment', at: 1_798_138_800, show: 'day-time', home: 'America/Los_Angeles' };
  expect(changeSentence(occurrence({ status: 'moved', original, why: 'holidays' }))).toStrictEqual([
    'Moved from ',
    usual,
    ' (holidays).',
  ]);
  expect(changeSentence(occurrence({ status: 'moved', original }))).toStrictEqual(['Moved from ', usual, '.']);
});

test('an extra date says so; one as the rule has it says nothing', () => {
  expect(changeSentence(occurrence({ status: 'extra', why: 'release' }))).toStrictEqual([
    'An extra meeting (release).',
  ]);
  expect(changeSentence(occurrence({ status: 'extra' }))).toStrictEqual(['An extra meeting.']);
  expect(changeSentence(occurrence({}))).toBeUndefined();
});

test("a skipped date is named by the meeting's own day, with the reason where there is one", () => {
  expect(skippedSentence(occurrence({ status: 'skipped', why: 'the host is ill' }))).toBe(
    'Thursday 10 December 2026 in Los Angeles is skipped: the host is ill.',
  );
  expect(skippedSentence(occurrence({ status: 'skipped' }))).toBe(
    'Thursday 10 December 2026 in Los Angeles is skipped.',
  );
});
