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

test('ten thousand long questions that share words with thousands of others hold no turn of the event loop', async () => {
  let seed = 7;
  // A linear generator (Numerical Recipes), so that each run reads the same.
  const next = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
  const texts = Array.from({ length: 10_000 }, () =>
    Array.from({ length: 40 }, () => `word${next(2_000).toString(36)}`).join(' '),
  );
  let longest = 0;
  let before = process.cpuUsage();
  const turn = () => {
    const { user } = process.cpuUsage(before);
    longest = Math.max(longest, user / 1_000);
    before = process.cpuUsage();
    timer = setImmediate(turn);
  };
  let timer = setImmediate(turn);
  const began = process.cpuUsage();
  const groups = await alike(texts, (text) => text);
  const { user } = process.cpuUsage(began);
  clearImmediate(timer);
  expect(groups.length).toBeGreaterThan(9_900);
  // Without care it is 13 s and turns of 900 ms; 50 ms are allowed, and the collector runs meanwhile.
  expect(user / 1_000).toBeLessThan(8_000);
  expect(longest).toBeLessThan(200);
});
