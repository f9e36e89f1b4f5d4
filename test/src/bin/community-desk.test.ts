import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCommunity } from '../../../src/bin/community-desk.js';

const before = process.env.FRONTDESK_COMMUNITY;
let folder = '';
beforeEach(async () => {
  delete process.env.FRONTDESK_COMMUNITY;
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-desk-'));
});
afterEach(async () => {
  if (before === undefined) delete process.env.FRONTDESK_COMMUNITY;
  else process.env.FRONTDESK_COMMUNITY = before;
  await rm(folder, { recursive: true });
});

async function linesFor(file: string): Promise<readonly string[]> {
  const failed = await readCommunity(file).catch((error: unknown) => error);
  return failed instanceof Error ? failed.message.split('\n') : [];
}

test('a file outside the working folder is named by the same path in the heading and in every line', async () => {
  const file = join(folder, 'community.yaml');
  await writeFile(file, 'colour: red\n');
  const [heading, ...lines] = await linesFor(file);
  expect(heading).toBe(`${file} has 2 problems:`);
  expect(lines.map((line) => line.split('  ')[0])).toEqual([`${file}:1:1`, `${file}:1:1`]);
});

test('a file below the working folder is named from there on in both', async () => {
  const [heading, line] = await linesFor(join(process.cwd(), 'communities', 'none.yaml'));
  expect(heading).toBe('communities/none.yaml has 1 problem:');
  expect(line).toMatch(/^communities\/none\.yaml:1:1 {2}There is no such file\./);
});

test.each([
  ['as it stands', (file: string) => file],
  ['from the working folder on', (file: string) => relative(process.cwd(), file)],
  ['with spaces around it', (file: string) => ` ${file} `],
])('a misspelt path in the setting, written %s, is named with the setting', async (_how, written) => {
  const file = join(folder, 'comunity.yaml');
  process.env.FRONTDESK_COMMUNITY = written(file);
  expect((await linesFor(file))[0]).toBe(`${file}, which FRONTDESK_COMMUNITY names, has 1 problem:`);
  expect((await linesFor(join(folder, 'other.yaml')))[0]).toBe(`${join(folder, 'other.yaml')} has 1 problem:`);
});
