import { expect, test } from 'vitest';
import { withoutLeadIns } from '../../../src/answers/lead-ins.js';
import { gist, istioDesk, shown } from './istio-desk.js';

const ask = await istioDesk();
const community = { command: 'meeting', options: { name: 'community' } };

test.each([
  'Just found this project, when is the next meeting?',
  "hey, I've just signed up: when do you folks meet?",
  'I am a student and new to all this. When is the community meeting?',
  'hmm, when is the meeting',
  'uhh ok when is the next community meeting?',
  '@desk: when is the meeting?',
])('what is told before the question does not change it: “%s”', async (question) => {
  expect(gist(await ask(question))).toEqual(community);
});

test('what is told names the subject of a question that names none', async () => {
  expect(gist(await ask('I would love to help with networking, when is the meeting?'))).toEqual({
    command: 'meeting',
    options: { name: 'networking' },
  });
});

test('a condition is no lead-in', async () => {
  expect(gist(await ask('when our proxy crashes, is the meeting the place to tell?'))).toMatch(/^unknown/);
});

test.each([
  [['I am new here, how do I become a member?'], 'how do I become a member?'],
  [['I just joined!', 'How are pull requests merged?'], 'How are pull requests merged?'],
  [['My pull request got no review in two weeks, what now?'], 'My pull request got no review in two weeks, what now?'],
  [['I started a patch.', 'Who reviews it?'], 'I started a patch. Who reviews it?'],
  [['How do I become a member?'], 'How do I become a member?'],
])('%j is looked for in the documents as “%s”', (sentences, question) => {
  expect(withoutLeadIns(sentences)).toBe(question);
});

test('a second question without an exact answer is not dropped in silence', async () => {
  expect(shown(await ask('When is the community meeting? And how many approvals does a change need?'))).toEqual([
    'Community meeting',
    'Community meeting: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
    'You asked more than that: ask the other question by itself.',
  ]);
});
