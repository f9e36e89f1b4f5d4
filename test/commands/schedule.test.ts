import { expect, test } from 'vitest';
import { plainText } from '../../src/reply/plain.js';
import type { Reply } from '../../src/reply/reply.js';
import { openScheduleDesk } from '../support/schedule-desk.js';

const berlin = 'Europe/Berlin';
const paragraphs = (reply: Reply) => plainText(reply, berlin).split('\n\n');
const labels = (reply: Reply) => reply.choices.map(({ label }) => label);
const asBen = { reader: { id: 'U0BEN', name: 'Ben', zone: berlin } } as const;

test('a skip is shown back in the meeting’s time and in the reader’s, and nothing is changed before the button', async () => {
  const { ask, changes } = await openScheduleDesk();
  const shown = await ask('/schedule skip community 2026-12-24 because holidays');
  expect(paragraphs(shown)).toEqual([
    'Community meeting: skip it?',
    [
      'Date: Thursday 24 December 2026, 11:00 in Los Angeles',
      'For you: Thursday 24 December 2026, 20:00 in Berlin',
      'Reason: holidays',
    ].join('\n'),
    'No reminder goes out for it.',
    'Nothing is changed until you press the button.',
  ]);
  expect(labels(shown)).toEqual(['Skip it']);
  expect(shown.audience).toBe('asker');
  expect(changes.list()).toEqual([]);
});

test('the button records who, what and why, and everybody reads it', async () => {
  const { ask, pressed, changes, clock } = await openScheduleDesk();
  const done = await pressed(await ask('/schedule skip community 2026-12-24 because holidays'), 'Skip it');
  expect(changes.list()).toEqual([
    {
      id: 1,
      kind: 'skip',
      meeting: 'community',
      original: { year: 2026, month: 12, day: 24, hour: 11, minute: 0 },
      why: 'holidays',
      by: { platform: 'slack', id: 'U0ANA', name: 'Ana Ruiz' },
      follows: 0,
      at: clock.now(),
    },
  ]);
  expect(done.summary).toBe(
    'Community meeting of Thursday 24 December 2026, 11:00 in Los Angeles is skipped: holidays.',
  );
  expect(labels(done)).toEqual(['Undo', 'All changes']);
  const meeting = plainText(await ask('/meeting community'), berlin);
  expect(meeting).toContain('Skipped: Thursday 24 December 2026 in Los Angeles is skipped: holidays.');
});

test('pressing twice changes nothing more', async () => {
  const { ask, pressed, changes } = await openScheduleDesk();
  const shown = await ask('/schedule skip community 2026-12-24 because holidays');
  await pressed(shown, 'Skip it');
  const again = await pressed(shown, 'Skip it');
  expect(again.summary).toBe(
    'Done already. Community meeting of Thursday 24 December 2026, 11:00 in Los Angeles is skipped: holidays.',
  );
  expect(changes.list()).toHaveLength(1);
});

test('a button whose change was taken back since makes nothing of its old answer: it asks anew', async () => {
  const { ask, pressed, changes } = await openScheduleDesk();
  const shown = await ask('/schedule skip community 2026-12-24 because holidays');
  await pressed(shown, 'Skip it');
  await pressed(await ask('/schedule undo community 2026-12-24'), 'Undo it');
  const again = await pressed(shown, 'Skip it');
  expect(again.title).toBe('Community meeting: skip it?');
  expect(paragraphs(again)[1]).toBe(
    'Meanwhile it was changed: a change taken back, by Ana Ruiz, Tuesday 24 November 2026, 11:00 in Berlin.',
  );
  expect(changes.list().map(({ kind }) => kind)).toEqual(['skip', 'undo']);
  await pressed(again, 'Skip it');
  expect(changes.list().map(({ kind }) => kind)).toEqual(['skip', 'undo', 'skip']);
});

test('a move that was pressed before is not done where a later one holds; one that a note followed is', async () => {
  const { ask, pressed, changes } = await openScheduleDesk();
  const first = await ask('/schedule move community 2026-12-24 to 2026-12-17 10:00 because the room is taken');
  await pressed(first, 'Move it');
  await pressed(await ask('/schedule note community 2026-12-24: a guest'), 'Note it');
  expect((await pressed(first, 'Move it')).summary).toMatch(/^Done already\. .* 17 December 2026, 10:00/);
  await pressed(await ask('/schedule move community 2026-12-24 to 2026-12-18 10:00 because of guests'), 'Move it');
  expect((await pressed(first, 'Move it')).title).toBe('Community meeting: move it?');
  expect(changes.list()).toHaveLength(3);
});

test('a button that was overtaken says who changed what, and asks anew about what is so now', async () => {
  const { ask, pressed, changes } = await openScheduleDesk();
  const bens = await ask('/schedule skip community 2026-12-24 because storm', asBen);
  const anas = await ask('/schedule move community 2026-12-24 to 2026-12-17 10:00 because the room is taken');
  await pressed(anas, 'Move it');
  const asked = await pressed(bens, 'Skip it', asBen);
  expect(paragraphs(asked).slice(0, 3)).toEqual([
    'Community meeting: skip it?',
    'Meanwhile it was changed: moved to Thursday 17 December 2026, 19:00 in Berlin: the room is taken, by Ana Ruiz, Tuesday 24 November 2026, 11:00 in Berlin.',
    [
      'Date: Thursday 17 December 2026, 10:00 in Los Angeles',
      'For you: Thursday 17 December 2026, 19:00 in Berlin',
      'Reason: storm',
    ].join('\n'),
  ]);
  expect(changes.list()).toHaveLength(1);
  await pressed(asked, 'Skip it', asBen);
  expect(changes.list().map(({ kind, follows }) => [kind, follows])).toEqual([
    ['move', 0],
    ['skip', 1],
  ]);
});

test('two who skip the same date: the second is told that it is done, and by whom', async () => {
  const { ask, pressed } = await openScheduleDesk();
  const anas = await ask('/schedule skip community 2026-12-24 because holidays');
  const bens = await ask('/schedule skip community 2026-12-24 because holidays', asBen);
  await pressed(anas, 'Skip it');
  expect((await pressed(bens, 'Skip it', asBen)).summary).toBe(
    'Community meeting of Thursday 24 December 2026, 11:00 in Los Angeles is skipped already, by Ana Ruiz. Try /schedule list for all changes.',
  );
});

test('without a reason it is asked for; each reason is one press, and so is none', async () => {
  const { ask, pressed, changes } = await openScheduleDesk();
  const shown = await ask('/schedule skip community 2026-12-24');
  expect(paragraphs(shown).at(-1)).toBe(
    'Say why, so that people read it: press a reason, which makes the change, or type /schedule skip community 2026-12-24 11:00 because …',
  );
  expect(labels(shown)).toEqual(['Holiday', 'Too few people', 'Host not available', 'No reason']);
  await pressed(shown, 'Too few people');
  expect(changes.list()[0]?.why).toBe('too few people');
  await pressed(await ask('/schedule skip community 2027-01-07'), 'No reason');
  expect(changes.list()[1]).not.toHaveProperty('why');
});

test('a bare weekday is one button for each date that it may mean', async () => {
  const { ask, pressed } = await openScheduleDesk();
  const shown = await ask('/schedule move community 2026-12-24 to friday 10am');
  expect(labels(shown)).toEqual([
    'Move it: Fri 18 Dec 2026, 10:00 in Los Angeles',
    'Move it: Fri 25 Dec 2026, 10:00 in Los Angeles',
  ]);
  const asked = await pressed(shown, 'Move it: Fri 18 Dec 2026, 10:00 in Los Angeles');
  expect(paragraphs(asked)[1]).toBe(
    [
      'Date: Thursday 24 December 2026, 11:00 in Los Angeles',
      'To: Friday 18 December 2026, 10:00 in Los Angeles',
      'For you: Friday 18 December 2026, 19:00 in Berlin',
    ].join('\n'),
  );
  expect(labels(asked)[0]).toBe('Holiday');
});

test('a weekday with a reason is one press away', async () => {
  const { ask, pressed, changes } = await openScheduleDesk();
  const shown = await ask('/schedule move community 2026-12-24 to friday 10am because the room is taken');
  await pressed(shown, 'Move it: Fri 25 Dec 2026, 10:00 in Los Angeles');
  expect(changes.list()[0]).toMatchObject({
    to: { year: 2026, month: 12, day: 25, hour: 10, minute: 0 },
    why: 'the room is taken',
  });
});

test('a zone that is typed is shown beside the meeting’s own', async () => {
  const { ask } = await openScheduleDesk();
  const shown = await ask('/schedule move community 2026-12-24 to 18:00 london because of guests');
  expect(paragraphs(shown)[1]).toBe(
    [
      'Date: Thursday 24 December 2026, 11:00 in Los Angeles',
      'To: Thursday 24 December 2026, 10:00 in Los Angeles',
      'For you: Thursday 24 December 2026, 19:00 in Berlin',
      'As typed: Thursday 24 December 2026, 18:00 in London',
      'Reason: guests',
    ].join('\n'),
  );
});

test('what is added may be moved, noted and undone, step by step', async () => {
  const { ask, pressed, live, clock } = await openScheduleDesk();
  await pressed(await ask('/schedule add community friday 10am because a release'), 'Add it');
  await pressed(await ask('/schedule move community 2026-11-27 to 1 hour later because a clash'), 'Move it');
  await pressed(await ask('/schedule note community 2026-11-27: bring questions'), 'Note it');
  const [added] = live.upcoming('community', clock.now(), 2).filter(({ original }) => original.day === 27);
  expect(added).toMatchObject({ wall: { day: 27, hour: 11 }, status: 'moved', note: 'bring questions' });
  for (const _of of ['note', 'move', 'add']) await pressed(await ask('/schedule undo'), 'Undo it');
  expect(live.upcoming('community', clock.now(), 2)).toEqual(live.file.upcoming('community', clock.now(), 2));
});

test('undo shows what is taken back, whose it was, and what is so then', async () => {
  const { ask, pressed } = await openScheduleDesk();
  await pressed(await ask('/schedule skip community 2026-12-24 because holidays'), 'Skip it');
  const shown = await ask('/schedule undo community 2026-12-24', asBen);
  expect(paragraphs(shown)[1]).toBe(
    [
      'Date: Thursday 24 December 2026, 11:00 in Los Angeles',
      'Undo: skipped: holidays, by Ana Ruiz, Tuesday 24 November 2026, 11:00 in Berlin',
      'Then: Thursday 24 December 2026, 11:00 in Los Angeles',
      'For you: Thursday 24 December 2026, 20:00 in Berlin',
    ].join('\n'),
  );
  const done = await pressed(shown, 'Undo it', asBen);
  expect(done.summary).toBe('Community meeting takes place on Thursday 24 December 2026, 11:00 in Los Angeles.');
});

test('a note shows where people look, and is taken away by “none”', async () => {
  const { ask, pressed } = await openScheduleDesk();
  await pressed(await ask('/schedule note community 2026-12-10: a guest from Tekton'), 'Note it');
  expect(paragraphs(await ask('/meeting'))).toContain('Note: a guest from Tekton');
  expect((await ask('/schedule note community 2026-12-10: a guest from Tekton')).summary).toBe(
    'That is what the note for Community meeting of Thursday 10 December 2026, 11:00 in Los Angeles says already, so nothing changes.',
  );
  await pressed(await ask('/schedule note community 2026-12-10: none'), 'Note it');
  expect(paragraphs(await ask('/meeting'))).not.toContain('Note: a guest from Tekton');
});
