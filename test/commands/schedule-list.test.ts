import { expect, test } from 'vitest';
import { loadCommunity } from '../../src/community/load.js';
import { plainText } from '../../src/reply/plain.js';
import type { Reply } from '../../src/reply/reply.js';
import { openScheduleDesk } from '../support/schedule-desk.js';

const berlin = 'Europe/Berlin';
const paragraphs = (reply: Reply) => plainText(reply, berlin).split('\n\n');
const labels = (reply: Reply) => reply.choices.map(({ label }) => label);

test('the list has chat and file, by date, with who and why; what chat changed has a button', async () => {
  const { ask, pressed } = await openScheduleDesk();
  await pressed(await ask('/schedule move community 2026-12-24 to 2026-12-17 10:00 because holidays'), 'Move it');
  const shown = await ask('/schedule list');
  expect(paragraphs(shown)).toEqual([
    'Changes of the schedule',
    '2 coming dates differ from the rule; 1 changed in chat.',
    [
      '- Thursday 26 November 2026, 20:00 in Berlin · Community meeting · skipped: Thanksgiving · community.yaml, line 34',
      '- Thursday 24 December 2026, 20:00 in Berlin · Community meeting · moved to Thursday 17 December 2026, 19:00 in Berlin: holidays, by Ana Ruiz, Tuesday 24 November 2026, 11:00 in Berlin',
    ].join('\n'),
  ]);
  expect(labels(shown)).toEqual(['Undo: Community meeting, Thu 24 Dec 2026, 11:00']);
  expect((await ask('/schedule list networking')).summary).toBe(
    'No coming date of Networking working group differs from its rule.',
  );
});

test('however long a title is, the button names the date, and a date with two times names the time', async () => {
  const loaded = await loadCommunity('communities/istio/community.yaml');
  if (!loaded.ok) throw new Error('The Istio file is not sound');
  const title = 'The open meeting of everybody who builds, runs, documents or merely wonders about this project';
  const meetings = loaded.community.meetings.map((one) => (one.id === 'community' ? { ...one, title } : one));
  const { ask, pressed } = await openScheduleDesk({ ...loaded, community: { ...loaded.community, meetings } });
  for (const time of ['9:00', '17:00']) {
    await pressed(await ask(`/schedule add community 2026-12-25 ${time} because of guests`), 'Add it');
  }
  expect(labels(await ask('/schedule list'))).toEqual([
    'Undo: The open meeting of everybody who…, Fri 25 Dec 2026, 09:00',
    'Undo: The open meeting of everybody who…, Fri 25 Dec 2026, 17:00',
  ]);
});

test('a chat change of a date that the file changes too is named', async () => {
  const { ask, pressed } = await openScheduleDesk();
  await pressed(await ask('/schedule move community 2026-11-26 to 2026-11-25 11:00 because we meet'), 'Move it');
  expect(paragraphs(await ask('/schedule list')).at(-1)).toContain(
    ' · the file says otherwise: skipped: Thanksgiving (community.yaml, line 34); this holds',
  );
});

test('dates complete for the meeting that is filled in, by any words of them', async () => {
  const { desk, ask, pressed } = await openScheduleDesk();
  const all = await desk.complete('schedule', 'date', '', { do: 'skip', meeting: 'community' });
  expect(all).toHaveLength(25);
  expect(all.slice(0, 2)).toEqual([
    { label: 'Thu 26 Nov 2026, 11:00 (skipped: Thanksgiving)', value: '2026-11-26 11:00' },
    { label: 'Thu 10 Dec 2026, 11:00', value: '2026-12-10 11:00' },
  ]);
  const christmas = [{ label: 'Thu 24 Dec 2026, 11:00', value: '2026-12-24 11:00' }];
  expect(await desk.complete('schedule', 'date', 'december 24', { meeting: 'community' })).toEqual(christmas);
  expect(await desk.complete('schedule', 'date', '2026-12-24', { meeting: 'Community meeting' })).toEqual(christmas);
  expect(await desk.complete('schedule', 'date', '', { do: 'undo', meeting: 'community' })).toEqual([]);
  await pressed(await ask('/schedule skip community 2026-12-24 because holidays'), 'Skip it');
  expect(await desk.complete('schedule', 'date', '', { do: 'undo', meeting: 'community' })).toEqual([
    { label: 'Thu 24 Dec 2026, 11:00 (skipped: holidays)', value: '2026-12-24 11:00' },
  ]);
  expect(await desk.complete('schedule', 'date', '', { meeting: 'nothing of the kind' })).toEqual([]);
});
