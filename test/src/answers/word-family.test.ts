import { expect, test } from 'vitest';
import { stem } from '../../../src/answers/stem.js';
import { WordFamilies } from '../../../src/answers/word-family.js';

const relatives = (word: string, ...documents: readonly string[]) =>
  new WordFamilies(documents.map(stem)).relativesOf(stem(word));

test.each([
  ['contribute', 'contributors'],
  ['member', 'membership'],
])('“%s” is related to “%s”', (word, other) => {
  expect(relatives(word, other)).toEqual([stem(other)]);
});

test.each([
  ['member', 'memory'],
  ['port', 'portion'],
  ['vote', 'voter'],
  ['http2', 'http1'],
])('“%s” is not related to “%s”', (word, other) => {
  expect(relatives(word, other)).toEqual([]);
});

test('a word is no relative of itself', () => {
  expect(relatives('member', 'members', 'member')).toEqual([]);
});
