import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Documents, leftOutSentences, readDocuments } from '../../../src/documents/documents.js';

let root = '';
let docs = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'documents-'));
  docs = join(root, 'docs');
  await mkdir(docs);
});

afterEach(() => rm(root, { recursive: true }));

/** Writes files below the folder of documents; names end with what they hold. */
async function put(files: Readonly<Record<string, string | Uint8Array>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(join(docs, name)), { recursive: true });
    await writeFile(join(docs, name), content);
  }
}

const said = ({ sections }: Documents) => sections.flatMap(({ units }) => units.map(({ text }) => text));
const why = ({ leftOut }: Documents) => leftOut.map((one) => `${one.path.slice(docs.length + 1)}: ${one.why}`);

test('every Markdown file below the folder is read, in the same order each time, with its published address', async () => {
  await put({
    'B.md': '# Second\n\nText.',
    'A.md': '# First\n\nText.',
    'deep/with space #1.md': '# Third\n\nText.',
    'notes.txt': '# Not Markdown\n\nText.',
  });
  const { sections } = await readDocuments([{ path: docs, url: 'https://docs.example/main' }]);
  expect(sections.map(({ url }) => url)).toEqual([
    'https://docs.example/main/A.md#first',
    'https://docs.example/main/B.md#second',
    'https://docs.example/main/deep/with%20space%20%231.md#third',
  ]);
});

test('hidden folders and those of other people are not looked into', async () => {
  await put({
    '.github/a.md': 'Hidden.',
    'node_modules/x/b.md': 'A package.',
    'vendor/c.md': 'A copy.',
    '.d.md': 'Hidden file.',
    'e.md': 'Ours.',
  });
  expect(said(await readDocuments([{ path: docs }]))).toEqual(['Ours.']);
});

test('links out of the folder, broken links and huge files are left out, and it is said why', async () => {
  await writeFile(join(root, 'secret.md'), '# Secret\n\nOutside.');
  await symlink(join(root, 'secret.md'), join(docs, 'way-out.md'));
  await symlink(join(root, 'nowhere.md'), join(docs, 'broken.md'));
  await put({ 'huge.md': 'x'.repeat(1_000_001), 'fits.md': 'x'.repeat(1_000_000) });
  const documents = await readDocuments([{ path: docs }]);
  expect(why(documents)).toEqual([
    'broken.md: it is a link that leads nowhere',
    'huge.md: it is larger than 1,000,000 bytes',
    'way-out.md: it is a link that leads out of the folder',
  ]);
  expect(documents.sections).toHaveLength(1);
});

test('a link to another document of the same folder is read as it is named', async () => {
  await put({ 'real.md': 'Text.' });
  await symlink('real.md', join(docs, 'alias.md'));
  const { sections } = await readDocuments([{ path: docs }]);
  expect(sections.map(({ id }) => id)).toEqual(['alias.md', 'real.md']);
});

test('a single file may be named in place of a folder', async () => {
  await put({ 'A.md': '# First\n\nText.' });
  const { sections } = await readDocuments([{ path: join(docs, 'A.md'), url: 'https://docs.example' }]);
  expect(sections.map(({ url }) => url)).toEqual(['https://docs.example/A.md#first']);
});

test('a folder that is not there is an error that names it', async () => {
  await expect(readDocuments([{ path: join(root, 'missing') }])).rejects.toThrow('missing');
});

test('a folder without a Markdown file is told', async () => {
  const { leftOut } = await readDocuments([{ path: docs }]);
  expect(leftOut).toEqual([{ path: docs, why: 'it holds no Markdown file' }]);
});

const utf16 = (text: string, mark: number[], swap: boolean): Uint8Array => {
  const bytes = Buffer.from(text, 'utf16le');
  return Buffer.concat([Buffer.from(mark), swap ? bytes.swap16() : bytes]);
};

test('files in UTF-8, UTF-16 and Latin-1 say the same; what is no text is left out', async () => {
  await put({
    '1.md': Buffer.from('Grüße.'),
    '2.md': Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from('Grüße.')]),
    '3.md': utf16('Grüße.', [0xff, 0xfe], false),
    '4.md': utf16('Grüße.', [0xfe, 0xff], true),
    '5.md': Buffer.from('Grüße.', 'latin1'),
    '6.md': Buffer.from([1, 0, 2, 0]),
    '7.md': Buffer.from([0xef, 0xbb, 0xbf, 0x47, 0xfc]),
  });
  const documents = await readDocuments([{ path: docs }]);
  expect(said(documents)).toEqual(['Grüße.', 'Grüße.', 'Grüße.', 'Grüße.', 'Grüße.']);
  expect(why(documents)).toEqual(['6.md: it holds no text', '7.md: it says that it is UTF-8, and is not']);
});

test('more than 2,000 files are too many, and each that is left out is named', async () => {
  await put(
    Object.fromEntries(Array.from({ length: 2_002 }, (_, at) => [`${String(at).padStart(4, '0')}.md`, 'Text.'])),
  );
  const documents = await readDocuments([{ path: docs }]);
  expect(documents.sections).toHaveLength(2_000);
  expect(why(documents)).toEqual([
    '2000.md: there are more than 2,000 files',
    '2001.md: there are more than 2,000 files',
  ]);
});

test('a file that does not fit into 10,000 sections is left out as a whole', async () => {
  const long = (count: number) => Array.from({ length: count }, (_, at) => `## ${at}\n\nText.\n\n`).join('');
  await put({ '1.md': long(6_000), '2.md': long(4_001), '3.md': long(4_000) });
  const documents = await readDocuments([{ path: docs }]);
  expect(documents.sections).toHaveLength(10_000);
  expect(why(documents)).toEqual(['2.md: there are more than 10,000 sections']);
});

test('two sources with files of the same name have sections of different names', async () => {
  await put({ 'a/README.md': '# Same\n\nOne.', 'b/README.md': '# Same\n\nTwo.' });
  const { sections } = await readDocuments([{ path: join(docs, 'a') }, { path: join(docs, 'b') }]);
  expect(sections.map(({ id }) => id)).toEqual(['README.md#same', 'README.md#same~2']);
});

test('many files that are left out are told in one sentence', () => {
  const file = (name: string) => ({ path: `docs/${name}.md`, why: 'it is no text' });
  expect(leftOutSentences([file('a'), file('b')])).toEqual([
    'docs/a.md is not read: it is no text.',
    'docs/b.md is not read: it is no text.',
  ]);
  const many = Array.from({ length: 1_200 }, (_, at) => file(String(at)));
  expect(leftOutSentences(many)).toEqual([
    '1,200 files are not read: docs/0.md (it is no text), docs/1.md (it is no text), docs/2.md (it is no text) and 1,197 more.',
  ]);
});
