import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unzipped, type ZipEntry, ZipError, zipEntries } from '../../../src/documents/zip-archive.js';

let root = '';
let archive = '';

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'archive-'));
  archive = join(root, 'docs.zip');
});

afterEach(() => rm(root, { recursive: true }));

const text = strToU8('Text.');
const packed = (files: Zippable): Buffer => Buffer.from(zipSync(files));

async function entriesOf(bytes: Buffer): Promise<readonly ZipEntry[]> {
  await writeFile(archive, bytes);
  return zipEntries(archive);
}

async function contentsOf(entries: readonly ZipEntry[], most = 1_000): Promise<readonly string[]> {
  const contents: string[] = [];
  for (const entry of entries) {
    const read = unzipped(archive, entry, most).then((content) => Buffer.from(content).toString());
    contents.push(await read.catch((error) => (error instanceof ZipError ? error.message : `a fault: ${error}`)));
  }
  return contents;
}

/** Where the directory speaks of a file. */
const inDirectory = (bytes: Buffer, name: string): number => bytes.lastIndexOf(name, bytes.length, 'latin1') - 46;

/** As tools write it that allow for more than 4 GB. */
function withLargeDirectory(bytes: Buffer, place: bigint, entries: bigint): Buffer {
  const end = bytes.length - 22;
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x0606_4b50, 0);
  record.writeBigUInt64LE(entries, 32);
  record.writeBigUInt64LE(BigInt(bytes.readUInt32LE(end + 16)), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x0706_4b50, 0);
  locator.writeBigUInt64LE(place, 8);
  return Buffer.concat([bytes.subarray(0, end), record, locator, bytes.subarray(end)]);
}

test('names are read as UTF-8, else as Latin-1, and a backslash parts folders', async () => {
  const bytes = packed({ 'Überblick.md': text, 'a\\b.md': text, 'caf?.md': text });
  for (const at of [bytes.indexOf('caf?'), bytes.lastIndexOf('caf?')]) bytes[at + 3] = 0xe9;
  const entries = await entriesOf(bytes);
  expect(entries.map(({ name }) => name)).toEqual(['Überblick.md', 'a/b.md', 'café.md']);
  expect(await contentsOf(entries)).toEqual(['Text.', 'Text.', 'Text.']);
});

test('a name that leads out of the archive does not keep the other files from being read', async () => {
  const entries = await entriesOf(packed({ '../a.md': text, '/b.md': text, 'c.md': text }));
  expect(entries.map(({ name }) => name)).toEqual(['../a.md', '/b.md', 'c.md']);
  expect(await contentsOf(entries.slice(2))).toEqual(['Text.']);
});

test('an empty file, stored or packed, is read as empty', async () => {
  const entries = await entriesOf(packed({ 'a.md': [strToU8(''), { level: 0 }], 'b.md': strToU8('') }));
  expect(await contentsOf(entries)).toEqual(['', '']);
});

test('a stored file that lies about its size is damaged, and the others are read', async () => {
  const bytes = packed({ 'a.md': [text, { level: 0 }], 'b.md': text });
  bytes.writeUInt32LE(3, inDirectory(bytes, 'a.md') + 24);
  expect(await contentsOf(await entriesOf(bytes))).toEqual(['is damaged', 'Text.']);
});

test('a packed file that unpacks to more or less than it says is damaged', async () => {
  const bytes = packed({ 'less.md': text, 'more.md': text, 'right.md': text });
  bytes.writeUInt32LE(6, inDirectory(bytes, 'less.md') + 24);
  bytes.writeUInt32LE(4, inDirectory(bytes, 'more.md') + 24);
  expect(await contentsOf(await entriesOf(bytes))).toEqual(['is damaged', 'is damaged', 'Text.']);
});

test('a file longer than is allowed is refused, and one of just that length is read', async () => {
  const files: Zippable = { 'a.md': text, 'b.md': strToU8('Texts.'), 'c.md': [strToU8('Texts.'), { level: 0 }] };
  expect(await contentsOf(await entriesOf(packed(files)), 5)).toEqual(['Text.', 'is damaged', 'is damaged']);
});

test('an archive that is cut off anywhere is told as such', async () => {
  const bytes = packed({ 'a.md': text, 'b.md': text });
  for (let length = 1; length < bytes.length; length += 1) {
    await expect(entriesOf(bytes.subarray(0, length))).rejects.toThrow(
      new ZipError('is no ZIP archive, or is cut off'),
    );
  }
});

test('an archive whose beginning is missing is damaged or cut off', async () => {
  const bytes = packed({ 'a.md': text });
  await expect(entriesOf(bytes.subarray(10))).rejects.toThrow(new ZipError('is damaged'));
  await expect(entriesOf(bytes.subarray(-22))).rejects.toThrow(new ZipError('is cut off'));
});

test('an archive in the form for large files is read', async () => {
  const bytes = packed({ 'a.md': text });
  const entries = await entriesOf(withLargeDirectory(bytes, BigInt(bytes.length - 22), 1n));
  expect(await contentsOf(entries)).toEqual(['Text.']);
});

test('an archive that names a place no file could have is cut off', async () => {
  const bytes = packed({ 'a.md': text });
  await expect(entriesOf(withLargeDirectory(bytes, 0xffff_ffff_ffff_fff0n, 1n))).rejects.toThrow(
    new ZipError('is cut off'),
  );
});

test('an archive of more than 65,535 files is too large', async () => {
  const bytes = packed({ 'a.md': text });
  await expect(entriesOf(withLargeDirectory(bytes, BigInt(bytes.length - 22), 65_536n))).rejects.toThrow(
    new ZipError('is too large'),
  );
});

test('an archive with a directory of more than 16 MB is too large', async () => {
  const files: Zippable = {};
  for (let at = 0; at < 250; at += 1) files[`${at}.md`] = [text, { comment: 'x'.repeat(65_000) }];
  await expect(entriesOf(packed(files))).rejects.toThrow(new ZipError('is too large'));
});

test('an archive that is encrypted as a whole is told as such', async () => {
  const bytes = packed({ 'a.md': text });
  bytes.writeUInt16LE(0x41, inDirectory(bytes, 'a.md') + 8);
  await expect(entriesOf(bytes)).rejects.toThrow(new ZipError('is encrypted'));
});

test('an archive that is not there is what the file system says, not damage', async () => {
  await expect(zipEntries(join(root, 'none.zip'))).rejects.toMatchObject({ code: 'ENOENT' });
});

test.skipIf(!existsSync('/proc/self/fd'))('nothing stays open, whether the archive is whole or damaged', async () => {
  const bytes = packed({ 'a.md': text, 'b.md': new Uint8Array(500_000), 'c.md': [text, { level: 0 }] });
  bytes.writeUInt32LE(10, inDirectory(bytes, 'b.md') + 24);
  bytes[bytes.indexOf('c.md') + 5] = 0;
  expect(await contentsOf(await entriesOf(bytes))).toEqual(['Text.', 'is damaged', 'is damaged']);
  await expect(entriesOf(bytes.subarray(5))).rejects.toThrow(ZipError);
  const open = await readdir('/proc/self/fd');
  const names = await Promise.all(open.map((each) => readlink(join('/proc/self/fd', each)).catch(() => '')));
  expect(names.filter((name) => name === archive)).toEqual([]);
});
