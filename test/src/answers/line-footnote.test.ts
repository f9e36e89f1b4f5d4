import { expect, test } from 'vitest';
import { lineFootnote } from '../../../src/answers/line-footnote.js';
import { emptyCommunity } from '../../support/empty-community.js';
import { istioDesk } from './istio-desk.js';

const community = { ...emptyCommunity, file: '/srv/desk/community.yaml' };

test.each([
  [[42], 'From community.yaml, line 42'],
  [[57, 42], 'From community.yaml, lines 42 and 57'],
  [[3, 1, 2], 'From community.yaml, lines 1, 2 and 3'],
  [[4, 4, 9], 'From community.yaml, lines 4 and 9'],
  [[5, 1, 2, 3, 4], 'From community.yaml, lines 1, 2, 3 and 2 more'],
])('lines %j are told as “%s”', (lines, text) => {
  expect(lineFootnote(community, lines)).toEqual({ type: 'footnote', text });
});

test('what comes from no line has no small print', () => {
  expect(lineFootnote(community, [])).toBeUndefined();
  expect(lineFootnote(community)).toBeUndefined();
});

const ask = await istioDesk();
const elsewhere = ['smalltalk', 'unknown'];

test.each([
  'when is the meeting?',
  'next 3 meetings',
  'is there a meeting tomorrow?',
  'zoom link pls',
  'where are the recordings',
  'how long is the meeting',
  'how often do you meet',
  'is the meeting public',
  'who hosts the meeting',
  'who leads networking',
  'what does lin sun lead',
  'is lin sun a lead of security?',
  'which group handles tracing',
  'forum for environments',
  'networking meeting notes',
  'all working groups',
  'which meetings are there',
  'which meetings clash?',
  'how many meetings are in december',
  'is the meeting at 11?',
  'when was the last meeting?',
  'mailing list',
  'i need help',
  'how can I help?',
  '11am pacific is what in tokyo',
])('“%s” is answered with the lines of the file that it comes from', async (question) => {
  const answered = await ask(question);
  expect(elsewhere).not.toContain(answered.kind);
  expect(answered.lines?.length).toBeGreaterThan(0);
  for (const line of answered.lines ?? []) expect(line).toBeGreaterThan(1);
});
