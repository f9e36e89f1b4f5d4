import { expect, test } from 'vitest';
import { plainText } from '../../src/reply/plain.js';
import { loadText, withMeeting } from '../src/community/temporary-community.js';
import { openScheduleDesk } from '../support/schedule-desk.js';

const berlin = 'Europe/Berlin';

async function read(desk: Awaited<ReturnType<typeof openScheduleDesk>>, line = '/meeting show:why', zone = berlin) {
  return plainText(await desk.ask(line, { reader: { id: 'x', zone } }), zone).split('\n\n');
}

test('the rule in words, the next four dates, and why one is missing', async () => {
  expect(await read(await openScheduleDesk())).toEqual([
    'Community meeting: why then',
    'Every 2 weeks on Thursday at 11:00 in Los Angeles, counted from 8 January 2026.',
    'The next dates:',
    [
      '- Thursday 10 December 2026, 20:00 in Berlin',
      '- Thursday 24 December 2026, 20:00 in Berlin',
      '- Thursday 7 January 2027, 20:00 in Berlin',
      '- Thursday 21 January 2027, 20:00 in Berlin',
    ].join('\n'),
    '- Thursday 26 November 2026 in Los Angeles is skipped: Thanksgiving (community.yaml, line 34).',
  ]);
});

test('what a maintainer changed in chat is named with who, when and why', async () => {
  const desk = await openScheduleDesk();
  const { ask, pressed } = desk;
  await pressed(
    await ask('/schedule move community 2026-12-24 to 2026-12-17 10:00 because the room is taken'),
    'Move it',
  );
  await pressed(await ask('/schedule add community 2026-12-30 11:00 because a release'), 'Add it');
  await pressed(await ask('/schedule note community 2026-12-10: a guest'), 'Note it');
  expect((await read(desk)).at(-1)).toBe(
    [
      '- Thursday 26 November 2026 in Los Angeles is skipped: Thanksgiving (community.yaml, line 34).',
      '- Thursday 10 December 2026, 20:00 in Berlin: Note: a guest',
      '- Thursday 17 December 2026, 19:00 in Berlin instead of Thursday 24 December 2026, 20:00 in Berlin: the room is taken (by Ana Ruiz in chat on Tuesday 24 November 2026, 11:00 in Berlin).',
      '- Wednesday 30 December 2026, 20:00 in Berlin is added: a release (by Ana Ruiz in chat on Tuesday 24 November 2026, 11:00 in Berlin).',
    ].join('\n'),
  );
});

test('where clocks change apart it says from which date it is earlier, and from which later again', async () => {
  const desk = await openScheduleDesk(undefined, '2027-02-20T10:00:00Z');
  expect((await read(desk)).slice(-2)).toEqual([
    'From Thursday 18 March 2027 in Berlin on it is 1 hour earlier for you, because clocks in Los Angeles and yours do not change together.',
    'From Thursday 1 April 2027 in Berlin on it is 1 hour later for you, because clocks in Los Angeles and yours do not change together.',
  ]);
  expect((await read(desk, '/meeting show:why', 'America/New_York')).join(' ')).not.toContain('for you');
});

test('a weekly rule is told from when it holds, and a meeting that is over has no date to explain', async () => {
  const keys = 'every: week\non: monday\nat: "09:00"\nstarting: 2026-11-02\nuntil: 2026-11-16';
  const desk = await openScheduleDesk(await loadText(withMeeting(keys)));
  expect(await read(desk)).toEqual([
    'Sync: why then',
    'Every week on Monday at 09:00 in Berlin, since 2 November 2026.',
    'No further date is planned.',
  ]);
});

test('a rule that says every day itself needs no first date in the file, and none is made up', async () => {
  const desk = await openScheduleDesk(await loadText(withMeeting('every: month\non: second wednesday\nat: "18:30"')));
  expect((await read(desk))[1]).toBe('Every month on the second Wednesday at 18:30 in Berlin.');
});

test('the button “Why then?” below a meeting leads there', async () => {
  const { ask, pressed } = await openScheduleDesk();
  expect((await pressed(await ask('/meeting networking'), 'Why then?')).title).toBe(
    'Networking working group: why then',
  );
});
