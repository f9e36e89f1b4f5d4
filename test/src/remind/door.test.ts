import { expect, test } from 'vitest';
import { createDoor } from '../../../src/remind/door.js';

/** Work that goes on until it is told to end. */
function tasks(names: readonly string[]) {
  const begun: string[] = [];
  const ends = new Map<string, (failure?: Error) => void>();
  const work = (name: string) => () => {
    begun.push(name);
    return new Promise<string>((resolve, reject) => {
      ends.set(name, (failure) => (failure === undefined ? resolve(name) : reject(failure)));
    });
  };
  const door = createDoor(2);
  const results = names.map((name) => door(work(name)).catch((error: Error) => error.message));
  const end = async (name: string, failure?: Error) => {
    ends.get(name)?.(failure);
    await new Promise(setImmediate);
  };
  return { begun, results, end, door };
}

test('two are let in at once, the others in the order in which they came, also after one that failed', async () => {
  const { begun, results, end, door } = tasks(['a', 'b', 'c', 'd']);
  await new Promise(setImmediate);
  expect(begun).toStrictEqual(['a', 'b']);
  await end('b', new Error('b failed'));
  expect(begun).toStrictEqual(['a', 'b', 'c']);
  await end('a');
  expect(begun).toStrictEqual(['a', 'b', 'c', 'd']);
  await end('c');
  await end('d');
  expect(await Promise.all(results)).toStrictEqual(['a', 'b failed', 'c', 'd']);
  expect(await door(async () => 'e')).toBe('e');
});
