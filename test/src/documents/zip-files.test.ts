import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Documents, readDocuments } from '../../../src/documents/documents.js';

let root = '';
let archive = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'archive-'));
  archive = join(root, 'docs.zip');
});

afterEach(() => rm(root, { recursive: true }));

async function read(bytes: Uint8Array): Promise<Documents> {
  await writeFile(archive, bytes);
  return readDocuments([{ path: archive, url: 'https://docs.example/main' }]);
}

const why = ({ leftOut }: Documents) => leftOut.map((one) => `${one.path.slice(root.length + 1)}: ${one.why}`);
const places = ({ sections }: Documents) => sections.map(({ id }) => id);

/** Where the directory of the archive speaks of a file, and where the file itself begins. */
function entryAt(bytes: Uint8Array, name: string): { readonly directory: number; readonly local: number } {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return { directory: buffer.lastIndexOf(name) - 46, local: buffer.indexOf(name) - 30 };
}

test('the one folder at the top of a download is left away, and what is in it is published', async () => {
  const documents = await read(
    zipSync({ 'handbook-main': { 'A.md': strToU8('# First\n\nText.'), docs: { 'B.md': strToU8('Text.') } } }),
  );
  expect(documents.sections.map(({ url }) => url)).toEqual([
    'https://docs.example/main/A.md#first',
    'https://docs.example/main/docs/B.md',
  ]);
});

test('stored and packed files say the same', async () => {
  const text = strToU8('The same text, the same text, the same text.');
  const documents = await read(zipSync({ 'a.md': [text, { level: 0 }], 'b.md': [text, { level: 9 }] }));
  expect(documents.sections.map(({ units }) => units[0]?.text)).toEqual([
    'The same text, the same text, the same text.',
    'The same text, the same text, the same text.',
  ]);
});

test('only Markdown is read, not what is hidden or of other people', async () => {
  const text = strToU8('Text.');
  const documents = await read(
    zipSync({ 'a.md': text, '.github/b.md': text, 'node_modules/c.md': text, 'vendor/d.md': text, 'e.png': text }),
  );
  expect(places(documents)).toEqual(['a.md']);
});

test('paths that lead out of the archive are left out', async () => {
  const text = strToU8('Text.');
  const documents = await read(
    zipSync({ 'a.md': text, '../b.md': text, '/c.md': text, 'C:/d.md': text, 'e/..\\f.md': text }),
  );
  expect(places(documents)).toEqual(['a.md']);
  expect(why(documents)).toEqual([
    'docs.zip: ../b.md: its path leads out of the archive',
    'docs.zip: /c.md: its path leads out of the archive',
    'docs.zip: C:/d.md: its path leads out of the archive',
    'docs.zip: e/../f.md: its path leads out of the archive',
  ]);
});

test('links and encrypted files are left out', async () => {
  const files: Zippable = {
    'a.md': strToU8('Text.'),
    'b.md': [strToU8('/etc/passwd'), { os: 3, attrs: 0o120777 << 16 }],
    'c.md': strToU8('Text.'),
  };
  const bytes = zipSync(files);
  const { directory } = entryAt(bytes, 'c.md');
  bytes[directory + 8] = (bytes[directory + 8] ?? 0) | 1;
  const documents = await read(bytes);
  expect(places(documents)).toEqual(['a.md']);
  expect(why(documents)).toEqual(['docs.zip: b.md: it is a link', 'docs.zip: c.md: it is encrypted']);
});

test('a file that unpacks to more than a megabyte is left out, whatever the archive says of it', async () => {
  const honest = zipSync({ 'a.md': strToU8('Text.'), 'bomb.md': new Uint8Array(50_000_000) });
  expect(why(await read(honest))).toEqual(['docs.zip: bomb.md: it is larger than 1,000,000 bytes']);
  const { directory } = entryAt(honest, 'bomb.md');
  new DataView(honest.buffer, honest.byteOffset).setUint32(directory + 24, 10, true);
  const documents = await read(honest);
  expect(why(documents)).toEqual(['docs.zip: bomb.md: it is damaged']);
  expect(places(documents)).toEqual(['a.md']);
});

test('a file whose content does not fit its checksum is left out', async () => {
  const bytes = zipSync({ 'a.md': [strToU8('Text.'), { level: 0 }], 'b.md': strToU8('Text.') });
  const { local } = entryAt(bytes, 'a.md');
  bytes[local + 34] = 0x54 ^ 1;
  const documents = await read(bytes);
  expect(why(documents)).toEqual(['docs.zip: a.md: it is damaged']);
  expect(places(documents)).toEqual(['b.md']);
});

test('more than 2,000 files are too many', async () => {
  const files = Object.fromEntries(
    Array.from({ length: 2_001 }, (_, at) => [`${String(at).padStart(4, '0')}.md`, strToU8('T.')]),
  );
  const documents = await read(zipSync(files));
  expect(documents.sections).toHaveLength(2_000);
  expect(why(documents)).toEqual(['docs.zip: 2000.md: there are more than 2,000 files']);
});

test('an archive that holds no Markdown is told', async () => {
  const { leftOut } = await read(zipSync({ 'a.png': strToU8('x') }));
  expect(leftOut).toEqual([{ path: archive, why: 'it holds no Markdown file' }]);
});

test('an archive that is none is an error', async () => {
  await expect(read(strToU8('no archive at all, only text'))).rejects.toThrow('is no ZIP archive');
});
