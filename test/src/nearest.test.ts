import { expect, test } from 'vitest';
import { edits, fold, nearest } from '../../src/nearest.js';

const groups = ['Networking', 'Security', 'Steering', 'Test and Release', 'Configuração'];

test.each([
  ['netwroking', ['Networking']],
  ['NETWORKING', ['Networking']],
  ['net', ['Networking']],
  ['secuirty', ['Security']],
  ['configuracao', ['Configuração']],
  ['bananas', []],
  ['', []],
  ['🙂', []],
  ['x'.repeat(40_000), []],
])('“%.20s” is near %j', (typed, expected) => {
  expect(nearest(typed, groups)).toEqual(expected);
});

test('folding keeps letters of every script', () => {
  expect(fold('  Ünï-côde & العربية 東京! ')).toBe('uni code العربية 東京');
});

test.each([
  ['netwroking', 'networking', 1],
  ['echo', 'ehco', 1],
  ['meting', 'meeting', 1],
  ['same', 'same', 0],
  ['abcd', 'badc', 3],
  ['', 'ab', 2],
])('%s and %s are %i apart', (a, b, expected) => {
  expect(edits(a, b)).toBe(expected);
});

test.each([
  ['Groß', 'gross'],
  ['Łukasz', 'lukasz'],
  ['Søren', 'soren'],
])('“%s” folds to what is typed without its special letter, “%s”', (name, folded) => {
  expect(fold(name)).toBe(folded);
});
