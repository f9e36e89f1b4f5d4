import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readDocuments } from '../../../src/answers/documents.js';

let root = '';
let docs = '';

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'documents-'));
  docs = join(root, 'docs');
  await mkdir(join(docs, 'deep', '.git'), { recursive: true });
  await writeFile(join(docs, 'B.md'), '# Second\n\nText.');
  await writeFile(join(docs, 'A.md'), '# First\n\nText.');
  await writeFile(join(docs, 'deep', 'with space.md'), '# Third\n\nText.');
  await writeFile(join(docs, 'deep', '.git', 'hidden.md'), '# Hidden\n\nText.');
  await writeFile(join(docs, 'notes.txt'), '# Not Markdown');
  await writeFile(join(root, 'secret.md'), '# Secret\n\nOutside.');
  await symlink(join(root, 'secret.md'), join(docs, 'way-out.md'));
  await symlink(join(root, 'nowhere.md'), join(docs, 'broken.md'));
  await writeFile(join(docs, 'huge.md'), 'x'.repeat(1_000_001));
});

afterAll(() => rm(root, { recursive: true }));

test('every Markdown file below the folder is read, in the same order each time, with its published address', async () => {
  const { sections } = await readDocuments([{ path: docs, url: 'https://docs.example/main' }]);
  expect(sections.map(({ url }) => url)).toEqual([
    'https://docs.example/main/A.md#first',
    'https://docs.example/main/B.md#second',
    'https://docs.example/main/deep/with%20space.md#third',
  ]);
});

test('links out of the folder, broken links and huge files are left out, and it is said why', async () => {
  const { leftOut } = await readDocuments([{ path: docs }]);
  expect(leftOut.map(({ path, why }) => `${path.slice(docs.length + 1)}: ${why}`)).toEqual([
    'broken.md: it is a link that leads nowhere',
    'huge.md: it is larger than 1,000,000 bytes',
    'way-out.md: it is a link that leads out of the folder',
  ]);
});

test('a single file may be named in place of a folder', async () => {
  const { sections } = await readDocuments([{ path: join(docs, 'A.md'), url: 'https://docs.example' }]);
  expect(sections.map(({ url }) => url)).toEqual(['https://docs.example/A.md#first']);
});

test('a folder that is not there is an error that names it', async () => {
  await expect(readDocuments([{ path: join(root, 'missing') }])).rejects.toThrow('missing');
});
