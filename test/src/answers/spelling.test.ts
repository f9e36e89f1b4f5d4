import { expect, test } from 'vitest';
import { Spelling } from '../../../src/answers/spelling.js';

const spelling = new Spelling(['networking', 'community', 'meeting', 'should', 'would', 'security', 'release']);

test.each([
  ['netwroking', 'networking'],
  ['commuity', 'community'],
  ['meting', 'meeting'],
  ['securtiy', 'security'],
])('%s is mended to %s', (typed, word) => {
  expect(spelling.mend(typed)).toBe(word);
});

test.each(['meeting', 'mean', 'greeting', 'networks', '11meeting', 'releasing', 'x'.repeat(200), ''])(
  '%s is left alone',
  (typed) => {
    expect(spelling.mend(typed)).toBeUndefined();
  },
);
