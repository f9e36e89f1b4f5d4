import fc from 'fast-check';
import { expect, test } from 'vitest';
import { codesFor, customId, invokeOf } from '../../../adapters/discord/button.js';
import type { Invoke, Reply } from '../../../src/reply/reply.js';
import { MemoryShelf } from '../../support/discord/surface.js';

function replyWith(...invokes: readonly Invoke[]): Reply {
  const choices = invokes.map((invoke) => ({ label: 'A', invoke }));
  return { title: 'T', audience: 'asker', tone: 'plain', summary: 'S.', body: [], choices };
}

test('a short invoke stands in the button itself', async () => {
  const shelf = new MemoryShelf();
  const invoke: Invoke = { command: 'meeting', options: { name: 'community' }, share: true };
  const code = await codesFor(replyWith(invoke), shelf);
  expect(customId(0, code(invoke))).toBe('0~["meeting",{"name":"community"},1]');
  expect(shelf.held).toEqual([]);
});

test('a long invoke is kept on the shelf', async () => {
  const shelf = new MemoryShelf();
  const invoke: Invoke = { command: 'ask', options: { question: 'x'.repeat(100) } };
  const code = await codesFor(replyWith(invoke), shelf);
  expect(customId(7, code(invoke))).toBe('7~#0');
  expect(await invokeOf('7~#0', shelf)).toEqual(invoke);
});

test('every invoke comes back as it was, within 100 characters', async () => {
  const options = fc.dictionary(fc.string({ maxLength: 20 }), fc.oneof(fc.string({ maxLength: 80 }), fc.integer()), {
    maxKeys: 4,
    noNullPrototype: true,
  });
  const invokes = fc.record(
    { command: fc.string({ maxLength: 32 }), options, share: fc.constant(true as const) },
    { requiredKeys: ['command', 'options'] },
  );
  await fc.assert(
    fc.asyncProperty(invokes, fc.nat(39), async (invoke, place) => {
      fc.pre(!Object.keys(invoke.options).includes('__proto__'));
      const shelf = new MemoryShelf();
      const id = customId(place, (await codesFor(replyWith(invoke), shelf))(invoke));
      expect(id.length).toBeLessThanOrEqual(100);
      expect(await invokeOf(id, shelf)).toEqual(invoke);
    }),
  );
});

test.each(['0~', '0~nonsense', '0~[1,{}]', '0~["a"]', '0~["a",null]', '0~#99', '', '{}'])(
  'a button that cannot be read is none: %s',
  async (id) => {
    expect(await invokeOf(id, new MemoryShelf())).toBeUndefined();
  },
);
