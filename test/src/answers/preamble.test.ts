import { expect, test } from 'vitest';
import { withoutPreamble } from '../../../src/answers/preamble.js';
import { gist, istioDesk } from './istio-desk.js';

test.each([
  ['sorry if this was asked before, but who leads networking?', 'who leads networking?'],
  ['hi all, quick question: when do we meet', 'when do we meet'],
  ['does anyone know where the recordings are', 'where the recordings are'],
  ['I was wondering whether there is a meeting', 'there is a meeting'],
  ['tell me when we meet', 'when we meet'],
  ['when do we meet', 'when do we meet'],
  ['hello', 'hello'],
  ['sorry', 'sorry'],
])('“%s” asks “%s”', (sentence, question) => {
  expect(withoutPreamble(sentence)).toBe(question);
});

test('politeness does not keep a question from being answered', async () => {
  const ask = await istioDesk();
  expect(gist(await ask('sorry if this was asked before, but when is the next meeting?'))).toEqual({
    command: 'meeting',
    options: { name: 'community' },
  });
});
