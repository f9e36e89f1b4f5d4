import { expect, test } from 'vitest';
import { gist, istioDesk } from './istio-desk.js';

const ask = await istioDesk();

test.each([
  'when is my next meeting',
  'cancel my meeting',
  'what meetings do I have today with tom',
  'what meetings do i have today',
  'schedule a meeting with my boss',
  'do i have a meeting tomorrow',
  'is bowling on my calendar',
])('“%s” is about somebody’s own calendar: no meeting of the community is put in its place', async (question) => {
  const answered = await ask(question);
  expect(gist(answered)).toBe('unknown: I only know the meetings of this community.');
  expect(JSON.stringify(answered)).not.toContain('"type":"moment"');
});

test.each(['when is the meeting in my time', 'what time is the meeting for me', 'when is the meeting in my timezone'])(
  '“%s” is about the community’s meeting',
  async (question) => {
    expect(gist(await ask(question))).toEqual({ command: 'meeting', options: { name: 'community' } });
  },
);

test.each([
  'how was the meeting',
  'see you at the meeting',
  'who was in the meeting yesterday',
  'do we have any holidays next month',
  'plan a meeting with the team',
  'schedule a call for tomorrow',
  'call me at 11am',
  'when is the next train',
])('“%s” asks for no date of a meeting, and gets none', async (question) => {
  const answered = await ask(question);
  expect(gist(answered)).not.toMatchObject({ command: 'meeting' });
  expect(JSON.stringify(answered)).not.toContain('"type":"moment"');
});
