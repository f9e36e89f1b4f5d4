import { expect, test } from 'vitest';
import { sourceFiles } from './source-files.js';

const longest = 400;

test(`no source file is longer than ${longest} lines`, () => {
  const files = sourceFiles('src', 'commands', 'adapters', 'test', 'bench');
  expect(files.length).toBeGreaterThan(100);
  const long = files.filter(({ text }) => text.split('\n').length > longest).map(({ path }) => path);
  expect(long).toEqual([]);
});

test('file names are lower-kebab nouns, and none is a drawer for everything', () => {
  const names = sourceFiles('src', 'commands', 'adapters', 'test', 'bench').map(({ path }) => path);
  const odd = names.filter(
    (path) =>
      !/^[a-z0-9/.-]+\.ts$/.test(path) ||
      /(^|\/)(utils?|helpers?|common|misc|[a-z-]*manager|[a-z-]*service)\.ts$/.test(path),
  );
  expect(odd).toEqual([]);
});
