import { expect, test } from 'vitest';
import { answersFrom } from '../../../src/answers/create-answers.js';
import type { Community } from '../../../src/community/model.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import { gist, tuesday } from './istio-desk.js';

const bare: Community = {
  name: 'Garden',
  home: 'https://garden.example',
  zone: 'Europe/Berlin',
  rooms: [],
  maintainers: [],
  meetings: [],
  groups: [],
  links: [],
  contribute: [],
  docs: [],
  file: '/garden/community.yaml',
};
const answers = answersFrom(bare, createSchedule(bare), []);
const ask = (question: string) => answers.answer(question, { reader: { id: 'reader' }, now: tuesday });

test.each([
  'when is the meeting?',
  'who leads networking',
  'where are the recordings',
  'what is garden',
  'which groups are there',
  'next 3 meetings',
])('a community that lists nothing declines “%s” and makes nothing up', async (question) => {
  expect(gist(await ask(question))).toBe(
    "unknown: I don't know: I find nothing about that in Garden's schedule, groups and documents.",
  );
});

test('the same question gets the same answer', async () => {
  expect(await ask('anything at all')).toEqual(await ask('anything at all'));
});
