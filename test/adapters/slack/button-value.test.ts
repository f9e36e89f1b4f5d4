import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buttonValues, invokeOfValue, readInvoke, writeInvoke } from '../../../adapters/slack/button-value.js';
import type { Invoke, Reply } from '../../../src/reply/reply.js';
import { MemoryShelf } from '../../support/slack/harness.js';

const invokes = fc.record(
  {
    command: fc.string(),
    options: fc.dictionary(fc.string(), fc.oneof(fc.string(), fc.integer()), { noNullPrototype: true }),
    share: fc.constant(true as const),
  },
  { requiredKeys: ['command', 'options'] },
);

test('what a button carries reads back as it was', () => {
  fc.assert(
    fc.property(invokes, (invoke) => {
      expect(readInvoke(writeInvoke(invoke))).toEqual(invoke);
    }),
  );
});

test.each([
  '',
  'home',
  '{}',
  '[]',
  '["meeting"]',
  '["meeting",[]]',
  '["meeting",{"a":{}}]',
  '[1,{}]',
  'null',
  '["meeting",null]',
])('a value that is not ours (%s) reads as nothing', (value) => {
  expect(readInvoke(value)).toBeUndefined();
});

test('what is longer than Slack takes goes on the shelf, and comes back from it', async () => {
  const shelf = new MemoryShelf();
  const long: Invoke = { command: 'ask', options: { question: 'a'.repeat(2_000) } };
  const short: Invoke = { command: 'meeting', options: {} };
  const choices = [long, short].map((invoke) => ({ label: 'x', invoke }));
  const reply: Reply = { title: 't', audience: 'asker', tone: 'plain', summary: 's', body: [], choices };
  const code = await buttonValues(reply, shelf);
  expect(code(short)).toBe('["meeting",{}]');
  expect(code(long)).toBe('~0');
  expect(await invokeOfValue('~0', shelf)).toEqual(long);
  expect(await invokeOfValue('~9', shelf)).toBeUndefined();
});
