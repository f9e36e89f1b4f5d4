import { expect, test } from 'vitest';
import { gist, istioDesk, shown } from './istio-desk.js';

const ask = await istioDesk();
const next = 'Community meeting, next: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.';

test.each([
  [
    'cancel the meeting',
    'I cannot change the schedule',
    'The schedule stands in the community file, which a maintainer edits; nothing changes it from here.',
  ],
  [
    'can you please move the meeting to friday',
    'I cannot change the schedule',
    'The schedule stands in the community file, which a maintainer edits; nothing changes it from here.',
  ],
  [
    'skip the next meeting',
    'I cannot change the schedule',
    'The schedule stands in the community file, which a maintainer edits; nothing changes it from here.',
  ],
  [
    'remind me 10 minutes before',
    'I cannot set reminders',
    'Reminders go to rooms, as a maintainer sets them in the community file; I remind nobody alone.',
  ],
  [
    'add the meeting to my calendar',
    'I cannot write to your calendar',
    'Enter the date there yourself; I only tell it.',
  ],
])('“%s” is declined with who can do it, and with the next date', async (question, title, sentence) => {
  expect(shown(await ask(question))).toEqual([title, `${sentence} ${next}`]);
});

test.each([
  'is the meeting cancelled today?',
  'was the meeting moved?',
  'when is the meeting cancelled',
  'is it moved to friday',
])('“%s” is a question, not a request', async (question) => {
  expect(shown(await ask(question))[0]).not.toMatch(/^I cannot/);
});

test('a request about a group’s meeting names that meeting’s next date', async () => {
  expect(gist(await ask('please cancel the security call'))).toMatch(
    /Security working group, next: Wednesday 25 November/,
  );
});
