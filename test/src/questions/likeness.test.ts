import fc from 'fast-check';
import { expect, test } from 'vitest';
import { alike } from '../../../src/questions/likeness.js';

const grouped = async (texts: readonly string[]) => (await alike(texts, (text) => text)).map(({ all }) => all);

test('questions that share their content words stand together, whatever is said around them', async () => {
  expect(
    await grouped([
      'how do I become a member?',
      'where is the recording of the meeting',
      'becoming a member, how?',
      'Please, how can I become a new member',
      'recordings of meetings',
    ]),
  ).toEqual([
    ['how do I become a member?', 'becoming a member, how?', 'Please, how can I become a new member'],
    ['where is the recording of the meeting', 'recordings of meetings'],
  ]);
});

test('one word of three makes another question', async () => {
  expect(
    await grouped(['install the mesh on Linux', 'install the mesh on Windows', 'install the mesh on linux?']),
  ).toEqual([['install the mesh on Linux', 'install the mesh on linux?'], ['install the mesh on Windows']]);
});

test('a group keeps its first question and its members, whatever is asked later', async () => {
  const words = fc.constantFrom('install', 'mesh', 'linux', 'windows', 'member', 'quota', 'policy', 'the', 'how');
  const texts = fc.array(
    fc.array(words, { minLength: 1, maxLength: 6 }).map((each) => each.join(' ')),
    { maxLength: 30 },
  );
  await fc.assert(
    fc.asyncProperty(texts, texts, async (before, later) => {
      const early = await grouped(before);
      const all = await grouped([...before, ...later]);
      expect(early.map((group, at) => all[at]?.slice(0, group.length))).toEqual(early);
      expect(all.flat()).toHaveLength(before.length + later.length);
    }),
  );
});

test('ten thousand questions are put together while the event loop goes on, and without each being held against each', async () => {
  let turns = 0;
  const turn = () => {
    turns += 1;
    timer = setImmediate(turn);
  };
  let timer = setImmediate(turn);
  let read = 0;
  const texts = Array.from(
    { length: 10_000 },
    (_, n) => `how does topic${n % 4_000} reach thing${n % 3_989} in the mesh`,
  );
  const before = process.cpuUsage();
  const groups = await alike(texts, (text) => {
    read += 1;
    return text;
  });
  const { user } = process.cpuUsage(before);
  clearImmediate(timer);
  expect(read).toBe(10_000);
  expect(groups.length).toBeGreaterThan(3_900);
  expect(turns).toBeGreaterThanOrEqual(99);
  // Each against each is some twenty million comparisons of sets, which takes far longer.
  expect(user / 1_000).toBeLessThan(4_000);
});
