import { expect, test } from 'vitest';
import { plainText } from '../../src/reply/plain.js';
import type { Reply } from '../../src/reply/reply.js';
import { loadText } from '../src/community/temporary-community.js';
import { FixedReceipts, receipt } from '../support/fixed-receipts.js';
import { openScheduleDesk } from '../support/schedule-desk.js';

const berlin = 'Europe/Berlin';
const paragraphs = (reply: Reply) => plainText(reply, berlin).split('\n\n');

test.each([
  [
    'a time that clocks leave out',
    '/schedule move community 2027-03-04 to 2027-03-14 02:30 because x',
    'Mind: That time is left out on that day, because clocks go forward: it is 03:30 instead.',
  ],
  [
    'a time that clocks show twice',
    '/schedule move community 2027-10-28 to 2027-11-07 01:30 because x',
    'Mind: Sun 7 Nov 2027, 01:30 comes twice on that day, because clocks go back: it is the first of the two.',
  ],
  [
    'another date of the same meeting',
    '/schedule move community 2026-12-24 to 2027-01-07 11:30 because x',
    'Mind: Another date of this meeting runs then: Thursday 7 January 2027, 11:00 in Los Angeles.',
  ],
  [
    'another meeting of the same room',
    '/schedule move security 2026-12-09 to 2026-12-17 10:30 because x',
    'Mind: Config working group runs then, in the same room (working-groups): Thursday 17 December 2026, 10:00 in Los Angeles.',
  ],
])('%s is warned of: %s', async (_what, line, warning) => {
  const { ask } = await openScheduleDesk();
  expect(paragraphs(await ask(line))).toContain(warning);
});

test('another meeting behind the same link is warned of', async () => {
  const { ask } = await openScheduleDesk(await loadText(twoInOneCall));
  expect(paragraphs(await ask('/schedule move b 2026-11-26 to 2026-11-25 10:15 because x'))).toContain(
    'Mind: Meeting A runs then, behind the same link: Wednesday 25 November 2026, 10:00 in Berlin.',
  );
});

test('the posts that are out already are counted, and the rooms that will be told are named', async () => {
  const own = { original: '2026-12-10T11:00' };
  const { ask } = await openScheduleDesk(
    undefined,
    '2026-12-10T18:50:00Z',
    new FixedReceipts([
      receipt({ ...own, beforeMinutes: 1440 }),
      receipt(own),
      receipt({ ...own, platform: 'discord' }),
      receipt({ original: '2026-12-24T11:00', state: 'planned' }),
    ]),
  );
  const shown = await ask('/schedule skip community 2026-12-10 because storm');
  expect(paragraphs(shown)[2]).toBe(
    '3 reminders are posted already: they show the change, and general on Slack and general on Discord are told.',
  );
});

const twoInOneCall = `community: { name: Test, home: "https://example.org", timezone: Europe/Berlin }
rooms: { general: {} }
meetings:
  - { id: a, title: Meeting A, every: week, on: wednesday, at: "10:00", lasts: 30 minutes, join: "https://meet.example.org/one", starting: 2026-11-04 }
  - { id: b, title: Meeting B, every: week, on: thursday, at: "10:00", lasts: 30 minutes, join: "https://meet.example.org/one", starting: 2026-11-05 }
`;
