import fc from 'fast-check';
import { expect, test } from 'vitest';
import { columnsOf, type Run, wrap } from '../../../adapters/console/wrap.js';

function linesOf(text: string, width: number): string[] {
  return wrap([{ text }], width).map((line) => line.map((run) => run.text).join(''));
}

test.each([
  ['plain words', 'one two three', 8, ['one two', 'three']],
  ['a line that fits to the last column', 'one two', 7, ['one two']],
  ['newlines stay', 'one\n\ntwo', 20, ['one', '', 'two']],
  ['spaces between words are one space', '  one \t  two ', 20, ['one two']],
  ['nothing is one empty line', '', 20, ['']],
  ['a word wider than the line is broken', 'ab abcdefgh', 4, ['ab', 'abcd', 'efgh']],
  ['East Asian characters take two columns', '会議の日程', 4, ['会議', 'の日', '程']],
  ['an emoji sequence is never parted', '👩‍💻👩‍💻👩‍💻', 4, ['👩‍💻👩‍💻', '👩‍💻']],
])('%s', (_name, text, width, lines) => {
  expect(linesOf(text, width)).toEqual(lines);
});

test('words that touch across styles move together', () => {
  const runs: Run[] = [{ text: 'ask ' }, { text: 'Ana', style: 'bold' }, { text: ', then go' }];
  expect(wrap(runs, 7).map((line) => line.map(({ text }) => text).join(''))).toEqual(['ask', 'Ana,', 'then go']);
});

test('an address is not broken, however narrow the terminal', () => {
  const runs: Run[] = [{ text: 'see ' }, { text: '<https://example.org/a/long/way>', whole: true }, { text: ' soon' }];
  expect(wrap(runs, 10).map((line) => line.map(({ text }) => text).join(''))).toEqual([
    'see',
    '<https://example.org/a/long/way>',
    'soon',
  ]);
});

test('a comma stays with the address before it', () => {
  const runs: Run[] = [{ text: '<https://example.org/>', whole: true }, { text: ', then' }];
  expect(wrap(runs, 10).map((line) => line.map(({ text }) => text).join(''))).toEqual([
    '<https://example.org/>,',
    'then',
  ]);
});

test('no line is wider than asked, and no character is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.integer({ min: 2, max: 60 }), (text, width) => {
      const lines = linesOf(text, width);
      for (const line of lines) expect(columnsOf(line)).toBeLessThanOrEqual(width);
      expect(lines.join('').replace(/\s/gu, '')).toBe(text.replace(/\s/gu, ''));
    }),
  );
});
