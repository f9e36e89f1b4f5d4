import { expect, test } from 'vitest';
import type { Reply } from '../../src/reply/reply.js';
import { loadText } from '../src/community/temporary-community.js';
import { openScheduleDesk } from '../support/schedule-desk.js';

const labels = (reply: Reply) => reply.choices.map(({ label }) => label);

test.each([
  [
    '/schedule skip community 2026-12-25 because x',
    'Community meeting is not on Fri 25 Dec 2026. The nearest: Thu 24 Dec 2026, 11:00 and Thu 7 Jan 2027, 11:00. Try /meeting dates for more.',
  ],
  [
    '/schedule move community 2026-12-24 to banana',
    '“banana” is no time that I understand. Write it as 2026-12-24 11:00, “thursday 10am” or “a week later”.',
  ],
  [
    '/schedule move community 2026-12-24',
    'Please say to when. For example: /schedule move community 2026-12-24 to thursday 10am',
  ],
  ['/schedule add community', 'Please say when. For example: /schedule add community friday 10am'],
  [
    '/schedule note community 2026-12-24',
    'Please say what to note, behind a colon. For example: /schedule note community 2026-12-24: a guest speaks',
  ],
  [
    '/schedule move community 2026-12-24 to 2026-12-24 11:00 because x',
    'Community meeting is on Thursday 24 December 2026, 11:00 in Los Angeles already, so nothing changes. Say another time.',
  ],
  [
    '/schedule move community 2026-12-24 to 2026-11-20 11:00 because x',
    'Friday 20 November 2026, 11:00 in Los Angeles is past. Say a time that is still to come.',
  ],
  [
    '/schedule move community 2026-12-24 to 2062-12-23 11:00 because x',
    'Saturday 23 December 2062, 11:00 in Los Angeles is more than 5 years away. Say a nearer date.',
  ],
  [
    '/schedule add community 9999-12-31 23:59',
    'Friday 31 December 9999, 23:59 in Los Angeles is more than 5 years away. Say a nearer date.',
  ],
  [
    // Of a database that is no more.
    '/schedule-change kind:skip meeting:community original:2026-12-24T11:00 follows:77',
    'That button is too old to work. Please run the command again.',
  ],
  [
    '/schedule skip community 2026-11-26 because x',
    'Community meeting of Thursday 26 November 2026, 11:00 in Los Angeles is skipped already, by community.yaml, line 34. Try /schedule list for all changes.',
  ],
  [
    '/schedule skip community 2026-11-12 because x',
    'Community meeting of Thursday 12 November 2026, 11:00 in Los Angeles is over, so nothing is left to change. Try /meeting dates for those to come.',
  ],
  [
    '/schedule add community 2026-12-24 11:00',
    'Community meeting has Thursday 24 December 2026, 11:00 in Los Angeles as a date already. Say another time, or use /schedule skip or move for that date.',
  ],
  [
    '/schedule undo',
    'No change made in chat stands for any coming date, so there is nothing to undo. Try /schedule list for all changes.',
  ],
  [
    '/schedule undo community 2026-12-24',
    'No change made in chat stands for Community meeting of Thursday 24 December 2026, 11:00 in Los Angeles, so there is nothing to undo. Try /schedule list for all changes.',
  ],
  [
    '/schedule undo community 2026-11-26',
    'Thursday 26 November 2026, 11:00 in Los Angeles is changed by the community file itself (community.yaml, line 34), so it is taken back there and not in chat.',
  ],
  [
    '/schedule skip comunity dec 24',
    'No meeting is called “comunity”. Did you mean “Community meeting”? Try /meeting all for the full list.',
  ],
  ['/schedule frob', '“frob” does not fit do: use skip, move, add, note, undo or list.'],
  [
    `/schedule skip community 2026-12-24 because ${'x'.repeat(121)}`,
    'That is 121 characters; reason can be 120 at most. Please shorten it.',
  ],
])('%s: one sentence, and nothing is changed', async (line, sentence) => {
  const { ask, changes } = await openScheduleDesk();
  const told = await ask(line);
  expect(told).toMatchObject({ tone: 'problem', summary: sentence });
  expect(changes.list()).toEqual([]);
});

test('the two nearest dates are buttons that keep all else that was typed', async () => {
  const { ask, pressed } = await openScheduleDesk();
  const told = await ask('/schedule skip community 2026-12-25 because holidays');
  expect(labels(told)).toEqual(['Thu 24 Dec 2026, 11:00', 'Thu 7 Jan 2027, 11:00']);
  const shown = await pressed(told, 'Thu 7 Jan 2027, 11:00');
  expect(shown.summary).toBe(
    'Nothing is changed yet. Skip Community meeting of Thursday 7 January 2027, 11:00 in Los Angeles? Reason: holidays.',
  );
});

test('a meeting that is misspelt is a button that keeps all else that was typed', async () => {
  const { ask, pressed } = await openScheduleDesk();
  const told = await ask('/schedule skip netwroking next because holidays');
  expect((await pressed(told, 'Networking working group')).title).toBe('Networking working group: skip it?');
});

test('without a meeting and a date it is the next date of the main meeting', async () => {
  const { ask } = await openScheduleDesk();
  expect((await ask('/schedule skip because storm')).summary).toBe(
    'Nothing is changed yet. Skip Community meeting of Thursday 10 December 2026, 11:00 in Los Angeles? Reason: storm.',
  );
});

test('of several meetings that belong to nobody in particular none is guessed', async () => {
  const { ask, pressed } = await openScheduleDesk(await loadText(twoInOneCall));
  const told = await ask('/schedule skip because storm');
  expect(told.summary).toBe(
    'Say which meeting. Did you mean “Meeting A” or “Meeting B”? Try /meeting all for the full list.',
  );
  expect((await pressed(told, 'Meeting B')).title).toBe('Meeting B: skip it?');
});

test('one day with two dates of a meeting asks for the time', async () => {
  const { ask, pressed, press } = await openScheduleDesk();
  await press({
    command: 'schedule-change',
    options: { kind: 'add', meeting: 'community', original: '2026-12-24T17:00', follows: 0 },
  });
  const told = await ask('/schedule skip community 2026-12-24 because x');
  expect(told.summary).toBe(
    'Community meeting is on “2026-12-24” more than once: Thu 24 Dec 2026, 11:00 and Thu 24 Dec 2026, 17:00. Say the time too.',
  );
  expect((await pressed(told, 'Thu 24 Dec 2026, 17:00')).summary).toContain('24 December 2026, 17:00 in Los Angeles');
});

test.each([['/schedule list'], ['/schedule skip community 2026-12-24 because x']])(
  'whoever has no right changes and reads nothing: %s',
  async (line) => {
    const { ask } = await openScheduleDesk();
    expect((await ask(line, { reader: { id: 'U0EVE' } })).summary).toBe(
      'Only maintainers may use /schedule; the community file lists them.',
    );
  },
);

test('a button that somebody without the right presses changes nothing', async () => {
  const { ask, pressed, changes } = await openScheduleDesk();
  const shown = await ask('/schedule skip community 2026-12-24 because holidays');
  const told = await pressed(shown, 'Skip it', { reader: { id: 'U0EVE' } });
  expect(told.tone).toBe('problem');
  expect(changes.list()).toEqual([]);
});

test.each([
  [{ kind: 'skip', meeting: 'gone', original: '2026-12-24T11:00', follows: 0 }],
  [{ kind: 'skip', meeting: 'community', original: 'yesterday', follows: 0 }],
  [{ kind: 'move', meeting: 'community', original: '2026-12-24T11:00', follows: 0 }],
])('a button that says what is no longer there is too old: %j', async (options) => {
  const { press, changes } = await openScheduleDesk();
  expect((await press({ command: 'schedule-change', options })).summary).toBe(
    'That button is too old to work. Please run the command again.',
  );
  expect(changes.list()).toEqual([]);
});

test('a button for a date that is over by now, or that never was, changes nothing', async () => {
  const { ask, pressed, press, changes, clock } = await openScheduleDesk();
  const shown = await ask('/schedule skip community 2026-12-10 because x');
  clock.advance(30 * 86_400);
  expect((await pressed(shown, 'Skip it')).title).toBe('Over');
  const never = { kind: 'skip', meeting: 'community', original: '2027-01-08T11:00', follows: 0 };
  expect((await press({ command: 'schedule-change', options: never })).title).toBe('No such date');
  expect(changes.list()).toEqual([]);
});

const twoInOneCall = `community: { name: Test, home: "https://example.org", timezone: Europe/Berlin }
rooms: { general: {} }
meetings:
  - { id: a, title: Meeting A, every: week, on: wednesday, at: "10:00", lasts: 30 minutes, join: "https://meet.example.org/one", starting: 2026-11-04 }
  - { id: b, title: Meeting B, every: week, on: thursday, at: "10:00", lasts: 30 minutes, join: "https://meet.example.org/one", starting: 2026-11-05 }
`;
