import { expect, test } from 'vitest';
import { stem } from '../../../src/answers/stem.js';

// Pairs from the vocabulary that Snowball publishes with the algorithm, and families that questions here come in.
test.each([
  ['consist', 'consist'],
  ['consisted', 'consist'],
  ['consistency', 'consist'],
  ['consistently', 'consist'],
  ['consolation', 'consol'],
  ['consolidated', 'consolid'],
  ['conspicuous', 'conspicu'],
  ['constantly', 'constant'],
  ['knackeries', 'knackeri'],
  ['kneaded', 'knead'],
  ['knightly', 'knight'],
  ['knives', 'knive'],
  ['generously', 'generous'],
  ['generate', 'generat'],
  ['communities', 'communiti'],
  ['ties', 'tie'],
  ['cries', 'cri'],
  ['hoping', 'hope'],
  ['hopping', 'hop'],
  ['hoped', 'hope'],
  ['luxuriated', 'luxuri'],
  ['relational', 'relat'],
  ['national', 'nation'],
  ['happy', 'happi'],
  ['dying', 'die'],
  ['news', 'news'],
  ['succeeding', 'succeed'],
  ['say', 'say'],
  ['youth', 'youth'],
  ['licensed', 'licens'],
  ['license', 'licens'],
  ['agreed', 'agre'],
  ['by', 'by'],
  ['11am', '11am'],
])('%s comes to %s', (word, expected) => {
  expect(stem(word)).toBe(expected);
});

test.each([
  ['meeting', 'meetings', 'meet', 'meets'],
  ['recording', 'recordings', 'recorded', 'record'],
  ['merge', 'merged', 'merges', 'merging'],
  ['review', 'reviews', 'reviewing', 'reviewed'],
  ['cancel', 'cancels', 'canceled'],
])('%s and its family come to one stem', (...family) => {
  expect(new Set(family.map(stem)).size).toBe(1);
});
