import { expect, test } from 'vitest';
import { plainText } from '../../src/reply/plain.js';
import { openScheduleDesk } from '../support/schedule-desk.js';

test.each([
  ['/schedule skip community 2026-12-24 holidays', 'Reason: holidays'],
  ['/schedule skip community dec 24, holidays', 'Reason: holidays'],
  ['/schedule skip community 2026-12-24: holidays', 'Reason: holidays'],
  ['/schedule skip community 2026-12-24 due to holidays', 'Reason: holidays'],
  ['/schedule skip community dec 24 - the host is away', 'Reason: the host is away'],
  ['/schedule skip community 2026-12-24 as nobody is there', 'Reason: nobody is there'],
  ['/schedule note community dec 24 guest speaker from Tekton', 'Note: guest speaker from Tekton'],
])('without “because” or a colon, the words behind the date are the reason or the note: %s', async (line, row) => {
  const { ask } = await openScheduleDesk();
  const said = plainText(await ask(line), 'Europe/Berlin');
  expect(said).toContain('Date: Thursday 24 December 2026, 11:00 in Los Angeles');
  expect(said.split('\n')).toContain(row);
});

test.each([
  '/schedule skip community 2026-12-24 and 2027-01-07',
  '/schedule skip community 2026-12-24 to 2027-01-07',
  '/schedule skip community dec 24 until january',
  '/schedule skip community 2026-12-24, 2027-01-07',
])('two dates, or a span of them, are no date with a reason: %s', async (line) => {
  const { ask } = await openScheduleDesk();
  const reply = await ask(line);
  expect(reply.tone).toBe('problem');
  expect(plainText(reply)).toContain('is no date that I understand.');
});

test.each([
  ['/schedule skip dec 17 config because x', 'Config working group: skip it?'],
  ['/schedule skip next community because x', 'Community meeting: skip it?'],
])('the date may come before the meeting: %s', async (line, title) => {
  const { ask } = await openScheduleDesk();
  expect((await ask(line)).title).toBe(title);
});

test('of what is to be skipped no date is offered that is skipped already', async () => {
  const { ask } = await openScheduleDesk();
  const reply = await ask('/schedule skip community 2026-11-25 because x');
  expect(plainText(reply)).toContain('The nearest: Thu 10 Dec 2026, 11:00.');
  expect(reply.choices.map(({ label }) => label)).toEqual(['Thu 10 Dec 2026, 11:00']);
});
