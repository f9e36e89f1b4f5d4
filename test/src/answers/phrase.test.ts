import { expect, test } from 'vitest';
import { phraseShare, phrasesOf, saidOf } from '../../../src/answers/phrase.js';
import { termOf, wordsOf } from '../../../src/answers/terms.js';

const equally = () => 1;
const shareOf = (question: string, ...texts: string[]) =>
  phraseShare(phrasesOf(wordsOf(question)), saidOf(texts.map((text) => wordsOf(text).map(termOf))), equally);

test('words that stand side by side in both are found, in any form of the words', () => {
  expect(shareOf('watering cans', 'Fill the watering can at the well.')).toBe(1);
});

test('the same words apart from each other are no phrase', () => {
  expect(shareOf('watering cans', 'Watering is done with hoses or cans.')).toBe(0);
});

test('words in the other order are no phrase', () => {
  expect(shareOf('bed winter', 'A winter bed rests.')).toBe(0);
});

test('no phrase runs from the end of one text into the next', () => {
  expect(shareOf('watering cans', 'Mind the watering.', 'Cans stand in the shed.')).toBe(0);
});

test('a word without a subject counts beside one with it, and two such words do not', () => {
  expect(phrasesOf(['where', 'does', 'water', 'come', 'from']).map(({ text }) => text.trim())).toEqual([
    'doe water',
    'water come',
    'come from',
  ]);
});

test('the share weighs two words of a subject as much as they tell', () => {
  const telling = (term: string) => (term === 'compost' ? 3 : 1);
  // "buy compost" weighs (1 + 3) / 2, "compost bag" the same: one of two is said.
  expect(
    phraseShare(phrasesOf(['buy', 'compost', 'bags']), saidOf([['compost', 'bag', 'are', 'green']]), telling),
  ).toBe(0.5);
  // "compost bag" weighs 2, "bag green" weighs 1.
  expect(
    phraseShare(phrasesOf(['compost', 'bags', 'green']), saidOf([['compost', 'bag', 'stand', 'here']]), telling),
  ).toBeCloseTo(2 / 3);
});

test('a question of one word has no phrases, and they say nothing', () => {
  expect(shareOf('compost', 'Compost is free.')).toBe(0);
});

test('what nobody means to ask or to read is looked through only so far', () => {
  const words = Array.from({ length: 500 }, (_, at) => `word${at}`);
  expect(phrasesOf(words)).toHaveLength(20);
  expect(saidOf([words, words]).length).toBe(4_000);
});
