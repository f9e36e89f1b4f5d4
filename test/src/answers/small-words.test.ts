import { expect, test } from 'vitest';
import { smallWordFor } from '../../../src/answers/small-words.js';
import { gist, istioDesk } from './istio-desk.js';

const ask = await istioDesk();

test.each([
  ['hte', 'the'],
  ['taht', 'that'],
  ['whne', 'when'],
  ['whree', 'where'],
  ['nxet', 'next'],
  ['todya', 'today'],
  ['tomrrow', 'tomorrow'],
  ['iss', 'is'],
  ['tmw', 'tomorrow'],
])('“%s” stands for “%s”', (typed, meant) => {
  expect(smallWordFor(typed)).toBe(meant);
});

test.each(['hwo', 'tls', 'pst', 'cet', 'lgtm', 'ist', 'release', 'a', '11', 'proxy'])(
  '“%s” is left as it is',
  (typed) => {
    expect(smallWordFor(typed)).toBeUndefined();
  },
);

test.each(['whne is hte meeting', 'wen si the next comunity meeting', 'waht time is the meeting'])(
  '“%s” is understood',
  async (question) => {
    expect(gist(await ask(question))).toEqual({ command: 'meeting', options: { name: 'community' } });
  },
);
