import { expect, test } from 'vitest';
import { gist, istioDesk, shown } from './istio-desk.js';

const ask = await istioDesk();
const next = 'Community meeting, next: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.';

test.each([
  [
    'cancel the meeting',
    'Maintainers change the schedule',
    'A maintainer changes one date with /schedule, and everybody is told; what I am asked in words changes nothing.',
  ],
  [
    'can you please move the meeting to friday',
    'Maintainers change the schedule',
    'A maintainer changes one date with /schedule, and everybody is told; what I am asked in words changes nothing.',
  ],
  [
    'skip the next meeting',
    'Maintainers change the schedule',
    'A maintainer changes one date with /schedule, and everybody is told; what I am asked in words changes nothing.',
  ],
  [
    'remind me 10 minutes before',
    'I cannot set reminders',
    'Reminders go to rooms, as a maintainer sets them in the community file; I remind nobody alone.',
  ],
  [
    'add the meeting to my calendar',
    'I cannot write to your calendar',
    'Subscribe to the meeting’s feed, where /meeting links to one, or enter the date yourself.',
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
  expect(shown(await ask(question))[0]).not.toMatch(/^(?:I cannot|Maintainers change)/);
});

test('a request about a group’s meeting names that meeting’s next date', async () => {
  expect(gist(await ask('please cancel the security call'))).toMatch(
    /Security working group, next: Wednesday 25 November/,
  );
});

const buttons = async (question: string) => {
  const answered = await ask(question);
  return answered.kind === 'command' ? [] : answered.reply.choices.map(({ label, invoke }) => [label, invoke.options]);
};

test('the button opens the change, which the right is checked for and which is shown back first', async () => {
  expect((await buttons('cancel the meeting'))[0]).toEqual([
    'Skip the next date',
    { do: 'skip', meeting: 'community' },
  ]);
  expect((await buttons('can you please move the meeting to friday 10am'))[0]).toEqual([
    'Move the next date',
    { do: 'move', meeting: 'community', to: 'friday 10am' },
  ]);
});

test('who does not say when it is to be has no button that would guess it', async () => {
  expect((await buttons('please postpone the meeting')).map(([label]) => label)).toEqual(['Next date']);
});

test.each([
  ['who cancelled the meeting?', 'community'],
  ['who moved the next community meeting', 'community'],
  ['who postponed the security call', 'security'],
])('“%s” is answered by the reasons for its dates', async (question, name) => {
  expect(gist(await ask(question))).toEqual({ command: 'meeting', options: { name, show: 'why' } });
});

test('who moved something else is nobody that the schedule knows', async () => {
  expect(gist(await ask('who moved my cheese to the meeting?'))).not.toHaveProperty('options');
});
