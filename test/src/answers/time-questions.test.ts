import { expect, test } from 'vitest';
import { at, gardenDesk, gist, istioDesk, shown } from './istio-desk.js';

const ask = await istioDesk();
const askGarden = await gardenDesk();
const real =
  'Thursday 10 December 2026, 20:00 to 21:00 in Berlin. That is Thursday 10 December 2026, 11:00 in Los Angeles.';

test.each([
  ['is the community meeting at 11?', `Yes, ${real}`],
  ['is the meeting at 8?', `Yes, ${real}`],
  ['is the meeting at 20:00?', `Yes, ${real}`],
  ['is the meeting at 11am pacific?', `Yes, ${real}`],
  ['is it at 11am pacific?', `Yes, ${real}`],
  ['is the meeting at 10am?', `No, it is on ${real}`],
  ['is the meeting at 11am in berlin?', 'No, it is on Thursday 10 December 2026, 20:00 to 21:00 in Berlin.'],
  ['does the meeting start at 11 oclock?', `Yes, ${real}`],
  ['is the meeting on 10 december at 11am pacific?', `Yes, ${real}`],
])('“%s” begins with Yes or No and says the real time', async (question, line) => {
  expect(shown(await ask(question))).toEqual(['Community meeting', line]);
});

test('on a weekday whose date is skipped, why and the next date are told', async () => {
  expect(shown(await ask('is the meeting on Thursday at 11?'))).toEqual([
    'Community meeting',
    'No. Thursday 26 November 2026 in Berlin is skipped: Thanksgiving. Next: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
  ]);
});

test('on a day without a date, the next date is told', async () => {
  expect(gist(await ask('is the community meeting on friday at 11am pacific?'))).toMatch(
    /^computed: Community meeting: No, there is no date on Friday 27 November\. Next: Thursday 10 December 2026/,
  );
});

test('the hour of a moved date is the one it was moved to', async () => {
  const answered = await askGarden(
    'is the circle on 28 december at 5:30pm?',
    'America/Los_Angeles',
    at('2026-12-20T10:00:00Z'),
  );
  expect(shown(answered, 'America/Los_Angeles')).toEqual([
    'Garden circle',
    'Yes, Monday 28 December 2026, 17:30 to 18:30 in Los Angeles.',
  ]);
});

test.each(['is lunch at 12?', 'is the meeting with tom at 11?', 'is it cold at 11am?', 'is my flight at 10:30am?'])(
  '“%s” gets no meeting’s time',
  async (question) => {
    expect(JSON.stringify(await ask(question))).not.toContain('"type":"moment"');
  },
);

test.each([
  ['is the meeting at 11am in my time zone?', 'No, it is on'],
  ['is the community meeting at 11 for me', 'No, it is on'],
  ['is it at 11am local time', 'No, it is on'],
  ['is the meeting at 8pm my time?', 'Yes, '],
])('“%s” is asked of the clock of who asks and of no other', async (question, start) => {
  expect(shown(await ask(question))[1]?.startsWith(start)).toBe(true);
});
