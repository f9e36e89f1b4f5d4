import { expect, test } from 'vitest';
import { at, gardenDesk, gist, istioDesk, shown } from './istio-desk.js';

const ask = await istioDesk();
const askGarden = await gardenDesk();
const pacific = 'America/Los_Angeles';

test.each([
  [
    'is there a community meeting today',
    "No. Today's is skipped: Thanksgiving. Next: Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles.",
  ],
  [
    'is the meeting cancelled today?',
    "Yes. Today's is skipped: Thanksgiving. Next: Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles.",
  ],
  [
    'why is there no meeting today',
    "Today's is skipped: Thanksgiving. Next: Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles.",
  ],
])('on the skipped day, after the hour: “%s”', async (question, line) => {
  const answered = await ask(question, pacific, at('2026-11-26T19:30:00Z'));
  expect(shown(answered, pacific)).toEqual(['Community meeting', line]);
});

test('“a meeting” on a skipped day: Yes, where another meets, and what is skipped is told too', async () => {
  const answered = await ask('is there a meeting today', pacific, at('2026-11-26T19:30:00Z'));
  expect(shown(answered, pacific)).toEqual([
    'Meetings',
    'Yes, today:',
    '- Networking working group: Thursday 26 November 2026, 11:00 to 12:00 in Los Angeles',
    '- Test and Release working group: Thursday 26 November 2026, 13:00 to 14:00 in Los Angeles',
    'Community meeting: Thursday 26 November 2026, 11:00 to 12:00 in Los Angeles (skipped: Thanksgiving). Community meeting, next: Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles.',
  ]);
});

test.each([
  ['2026-12-10T18:30:00Z', 'Yes, Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles.'],
  ['2026-12-10T19:30:00Z', 'Yes, it is running now: Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles.'],
  [
    '2026-12-10T21:30:00Z',
    "No. Today's is over: Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles. Next: Thursday 24 December 2026, 11:00 to 12:00 in Los Angeles.",
  ],
])('before, during and after the meeting (%s)', async (now, line) => {
  const answered = await ask('is the community meeting today?', pacific, at(now));
  expect(shown(answered, pacific)).toEqual(['Community meeting', line]);
});

test.each([
  [
    'is there a circle meeting on 27 december?',
    'No. It is moved to Tuesday 29 December 2026, 02:30 to 03:30 in Berlin: holidays.',
  ],
  [
    'is the circle on 27 december cancelled?',
    'No. It is moved to Tuesday 29 December 2026, 02:30 to 03:30 in Berlin: holidays.',
  ],
  [
    'is the circle on 27 december moved?',
    'Yes. It is moved to Tuesday 29 December 2026, 02:30 to 03:30 in Berlin: holidays.',
  ],
  [
    'is there a circle meeting on 29 december?',
    'Yes, Tuesday 29 December 2026, 02:30 to 03:30 in Berlin, moved from Monday 28 December 2026 in Berlin: holidays.',
  ],
  [
    'is there a circle meeting on 26 december?',
    'No, there is no date on Saturday 26 December. Next: Monday 30 November 2026, 00:00 to 01:00 in Berlin.',
  ],
])('a moved date is found under its old day and its new: “%s”', async (question, line) => {
  expect(shown(await askGarden(question))).toEqual(['Garden circle', line]);
});

test('where the first meeting of the file is over, “the meeting” is the one that goes on', async () => {
  expect(gist(await askGarden('when is the meeting?'))).toEqual({ command: 'meeting', options: { name: 'circle' } });
});

test('a host that is listed is named', async () => {
  expect(gist(await askGarden('who hosts the circle?'))).toBe('computed: Ana Gardener hosts Garden circle.');
});

test('“a meeting” means any: the others of that day are listed, and when the main one is', async () => {
  expect(shown(await ask('is there a meeting tomorrow?'))).toEqual([
    'Meetings',
    'Yes. 4 meetings are listed tomorrow:',
    '- Performance and Scalability working group: Wednesday 25 November 2026, 18:00 to 18:30 in Berlin',
    '- Integrations working group: Wednesday 25 November 2026, 20:00 to 21:00 in Berlin',
    '- Security working group: Wednesday 25 November 2026, 20:00 to 21:00 in Berlin',
    '- API Management working group: Wednesday 25 November 2026, 22:00 to 23:00 in Berlin',
    'Community meeting, next: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
  ]);
});

test.each(['when was the last meeting?', 'what did I miss', 'when did we last meet'])(
  '“%s” is answered with the date before, and where to watch it',
  async (question) => {
    expect(gist(await ask(question))).toBe(
      'computed: Community meeting, the last one: Thursday 12 November 2026, 20:00 to 21:00 in Berlin. Recordings: https://www.youtube.com/channel/UC-zVlo1F3mUbExQ96fABWcQ',
    );
  },
);

test('a skipped date is not the last one that took place', async () => {
  const answered = await ask('when was the last meeting?', 'Europe/Berlin', at('2026-12-01T10:00:00Z'));
  expect(gist(answered)).toContain('Thursday 12 November 2026');
});

test.each([
  ['next meeting after 10 december', 'Thursday 24 December 2026, 20:00 to 21:00 in Berlin.'],
  ['first meeting of 2027', 'Thursday 7 January 2027, 20:00 to 21:00 in Berlin.'],
  ['last meeting of 2026', 'Thursday 24 December 2026, 20:00 to 21:00 in Berlin.'],
  ['is there a meeting after 10 december?', 'Yes, Thursday 24 December 2026, 20:00 to 21:00 in Berlin.'],
  [
    'is there a community meeting before 10 december?',
    'No. Thursday 26 November 2026 in Berlin is skipped: Thanksgiving. Next: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
  ],
  ['is 10 dec still on?', 'Yes, Thursday 10 December 2026, 20:00 to 21:00 in Berlin.'],
  ['is the community meeting on 24.12.2026', 'Yes, Thursday 24 December 2026, 20:00 to 21:00 in Berlin.'],
  [
    'is the community meeting next week?',
    'No, there is no date next week. Next: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
  ],
  [
    'is the meeting still on?',
    'No. Thursday 26 November 2026 in Berlin is skipped: Thanksgiving. Next: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
  ],
])('“%s”', async (question, line) => {
  expect(shown(await ask(question))).toEqual(['Community meeting', line]);
});

test('a month is answered with its dates', async () => {
  expect(shown(await ask('do we meet in january?'))).toEqual([
    'Community meeting',
    'Yes. 2 dates in January:',
    '- Thursday 7 January 2027, 20:00 to 21:00 in Berlin',
    '- Thursday 21 January 2027, 20:00 to 21:00 in Berlin',
  ]);
});

test.each(['is there a meeting on 31 february', 'is the meeting on 31.02.2027', 'meeting on 2026-13-01?'])(
  '“%s” names no date, and that is said',
  async (question) => {
    expect(gist(await ask(question))).toBe(
      'unknown: I cannot read that date. Write for example 24 December, or 2026-12-24.',
    );
  },
);

test.each(['is the meeting in 2 weeks?', "what's on 3 december in the evening"])(
  '“%s” is never answered with a passage that only speaks of meetings',
  async (question) => {
    expect((await ask(question)).kind).not.toBe('passage');
  },
);

test.each([
  'is anything planned on december 31',
  'anything happening on 31 december?',
  'do we have something on new years eve',
  'which groups meet on december 31',
])('“%s” is asked of all meetings', async (question) => {
  const lines = shown(await ask(question));
  expect(lines.filter((line) => line.startsWith('- '))).toEqual([
    '- Config working group: Thursday 31 December 2026, 19:00 to 20:00 in Berlin',
    '- Test and Release working group: Thursday 31 December 2026, 22:00 to 23:00 in Berlin',
  ]);
});
