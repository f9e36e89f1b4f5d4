import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { readDocPath } from '../../../src/community/check-docs.js';
import { inFolder } from './temporary-community.js';

async function check(name: string, content: string | Uint8Array): Promise<unknown> {
  return inFolder(async (folder) => {
    await writeFile(join(folder, name), content);
    const read = await readDocPath(join(folder, 'community.yaml'), name);
    return 'path' in read ? 'read' : read;
  });
}

test.each([
  ['handbook.pdf', 'a PDF'],
  ['Rules.DOCX', 'a Word document'],
  ['index.html', 'a web page'],
  ['notes.txt', 'a plain text file'],
])('%s is no Markdown, and it is said what to do', async (name, form) => {
  expect(await check(name, 'x')).toEqual({
    problem: `Only Markdown is read, and this is ${form}.`,
    mend: 'Save it as Markdown (.md), or name a folder of Markdown files.',
  });
});

test('another kind of archive is to be unpacked', async () => {
  expect(await check('docs.tar', 'x')).toEqual({
    problem: 'Only Markdown is read, and this is a tar archive.',
    mend: 'Unpack it, or pack it as .zip.',
  });
});

test('a Markdown file, one with components, and a ZIP archive are read', async () => {
  expect(await check('A.md', '')).toBe('read');
  expect(await check('B.mdx', '')).toBe('read');
  expect(await check('docs.zip', zipSync({ 'A.md': strToU8('# A') }))).toBe('read');
});

test('a folder is read even if its name ends like a file', async () => {
  await inFolder(async (folder) => {
    await mkdir(join(folder, 'docs.pdf'));
    expect(await readDocPath(join(folder, 'community.yaml'), 'docs.pdf')).toHaveProperty('path');
  });
});

const mend = 'Download it again, or unpack it and name the folder.';

test.each([
  ['what only bears the name of a ZIP', new Uint8Array(100), 'This is no ZIP archive, or is cut off.'],
  ['nothing', new Uint8Array(), 'This is no ZIP archive.'],
  [
    'a download that broke off',
    zipSync({ 'A.md': strToU8('# A') }).slice(0, -30),
    'This is no ZIP archive, or is cut off.',
  ],
  ['an end without its beginning', zipSync({ 'A.md': strToU8('# A') }).slice(40), 'This is cut off.'],
])('%s is a problem with its mend', async (_what, bytes, problem) => {
  expect(await check('docs.zip', bytes)).toEqual({ problem, mend });
});

test('an archive with a broken directory is damaged', async () => {
  const bytes = zipSync({ 'A.md': strToU8('# A') });
  const at = Buffer.from(bytes).indexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bytes[at] = 0;
  expect(await check('docs.zip', bytes)).toEqual({ problem: 'This is damaged.', mend });
});

test.each(['https://github.com/example/docs', 'git+ssh://example.org/docs.git'])(
  'an address is no path, and nobody is told to create it: %s',
  async (address) => {
    expect(await readDocPath('/srv/desk/community.yaml', address)).toMatchObject({
      problem: 'Documents are read from this machine only, not from an address.',
    });
  },
);
