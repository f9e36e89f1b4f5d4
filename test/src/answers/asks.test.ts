import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asksRoom, questionsIn } from '../../../src/answers/asks.js';
import { talk } from '../../support/talk.js';

test('what newcomers ask a room is a question to the room', () => {
  const questions = talk('questions');
  expect(questions).toHaveLength(60);
  expect(questions.filter((text) => !asksRoom(text))).toEqual([]);
});

test('of ordinary talk little has the form of one', () => {
  const chatter = talk('chatter');
  expect(chatter.length).toBeGreaterThan(500);
  // What is left asks for facts that no community writes down ("what time is lunch?"), or another one does ("when is KubeCon?"):
  // that it gets no answer is tested with the whole desk.
  expect(chatter.filter(asksRoom).length).toBeLessThanOrEqual(chatter.length * 0.35);
});

test.each([
  ['a person is asked', '@ana when is the next meeting?'],
  ['a person is asked by name', 'Maria, when is the next meeting?'],
  ['a person is greeted', 'hey Ana when is the next meeting?'],
  ['a person is greeted in small letters', 'hey ana, when is the next meeting?'],
  ['a person is asked by name and dash', 'kim - when is the next meeting?'],
  ['a person is asked after a word of regret', 'sorry Ana, when is the next meeting?'],
  ['another machine is asked', 'ok google, when is the next meeting?'],
  ['the answer follows', 'When is the community meeting? It’s on Thursday at 11, as always.'],
  ['it is taken back', 'how do I become a member? nvm, got it'],
  ['answers are announced', 'how do I become a member? how do I sign the CLA? I’ll answer both on stage'],
  ['somebody is quoted', '> when is the next meeting?\nThursday'],
  ['something is quoted', 'she wrote "when is the next meeting?" on the board'],
  ['it is a line for another bot', '!meeting when is the next one?'],
  ['it is code', '`when is the next meeting?`'],
  ['it stands in a block of code', '```\nwhen is the next meeting?\n```'],
  ['the question mark is an address’s', 'see https://example.org/?q=when-is-the-next-meeting'],
  ['it speaks of what was said before', 'when can we merge this?'],
  ['it asks for agreement', 'the next meeting is on Thursday, right?'],
  ['it wants something done', 'can somebody approve the pull request for the docs?'],
  ['it begins as a question and is none', 'when we met in Austin we agreed on a new working group'],
  ['it is one word', 'meeting?'],
  ['there is nothing in it', ' '],
  ['it tells a long story', `when is the next meeting? ${'and so on '.repeat(200)}`],
])('no question to the room where %s', (_why, text) => {
  expect(asksRoom(text)).toBe(false);
});

test.each([
  ['a greeting comes first', 'Hello everyone! When is the next meeting?'],
  ['everybody is meant', '@here when is the next meeting?'],
  ['a story comes first', 'I joined last week and I like the project a lot. How do I become a member?'],
  ['what was tried follows', 'How do I join? I found no link. Where is it written down?'],
  ['what it is not follows', 'where are the recordings? It is not in the calendar.'],
  ['code comes with it', 'how do I install the operator?\n```\nkubectl apply -f x.yaml\n```'],
  ['it is said without a question mark', 'how do I become a member'],
  ['it is shouted', 'WHEN IS THE NEXT MEETING??'],
  ['it ends in both marks', 'where are the recordings?!'],
])('a question to the room where %s', (_why, text) => {
  expect(asksRoom(text)).toBe(true);
});

test.each([
  ['is the build green?', true],
  ['when will the release be done?', true],
  ['has the link changed?', true],
  ['are the tests supposed to pass?', true],
  ['is there a mailing list?', false],
  ['do I need to sign the CLA?', false],
  ['is it possible to join by phone?', false],
  ['when can I apply?', false],
  ['how do I become a member?', false],
  ['do we have any calls next week?', true],
  ['does the group have recordings?', true],
])('%s asks how things stand at this time: %s', (text, isOfNow) => {
  expect(questionsIn(text)).toEqual([{ text, isOfNow }]);
});

test.each([
  ['I like it here. Sorry if that was asked before, but who leads networking? Thanks!', 'but who leads networking?'],
  ['For the networking group, when is the next meeting?', 'For the networking group, when is the next meeting?'],
])('only what asks is taken for the question: %s', (said, asks) => {
  expect(questionsIn(said).map(({ text }) => text)).toEqual([asks]);
});

test('any text is read within 20 ms', () => {
  const nasty = [
    'a, '.repeat(500),
    'when '.repeat(300),
    '?'.repeat(1_500),
    '> '.repeat(700),
    'can anyone '.repeat(130),
  ];
  for (const text of [...nasty, `${'x'.repeat(1_499)}?`, `${'was '.repeat(370)}?`, '\u0301'.repeat(1_500)]) {
    asksRoom(text);
    const started = performance.now();
    asksRoom(text);
    expect(performance.now() - started).toBeLessThan(20);
  }
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 2_000 }), (text) => {
      expect(typeof asksRoom(text)).toBe('boolean');
    }),
  );
});
