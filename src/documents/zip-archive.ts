/**
 * The files in a ZIP archive, read with yauzl, which is loaded only where an archive is named. Only what is asked for is
 * unpacked, one file at a time, off the main thread, and never to more than the size that is allowed: what an archive says
 * of itself is not believed.
 */
import { open } from 'node:fs/promises';
import { buffer as bytesOf } from 'node:stream/consumers';
import { crc32 } from 'node:zlib';
import type { Entry, ZipFile } from 'yauzl';
import { zipReader } from './zip-reader.js';

export interface ZipEntry {
  /** With forward slashes, as it is written: it may well lead out of its folder. */
  readonly name: string;
  /** Unpacked, in bytes, as the archive says. */
  readonly size: number;
  readonly isEncrypted: boolean;
  readonly isLink: boolean;
  /** 0: stored, 8: deflated; others are not read here. */
  readonly method: number;
  readonly checksum: number;
  /** What yauzl needs to find the content again. */
  readonly inArchive: Entry;
}

/** The archive is not one, or is damaged. The message says what is wrong with it, and follows "it": "is no ZIP archive". */
export class ZipError extends Error {}

const mostEntries = 65_535;
/** A directory of more than 16 MB belongs to no folder of documents. */
const longestDirectory = 16_000_000;
const entryHeader = 46;

/** What yauzl says, and what we say; all else is damage. */
const sayings: readonly (readonly [RegExp, string])[] = [
  [/^end of central directory/i, 'is no ZIP archive, or is cut off'],
  [/^unexpected EOF|overflows file bounds/, 'is cut off'],
  [/^strong encryption/, 'is encrypted'],
  [/^multi-disk/, 'is one part of several'],
];

/** What the file system says stays as it is: an archive that cannot be read is not damaged. */
function told(error: unknown): unknown {
  if (error instanceof ZipError || !(error instanceof Error) || 'syscall' in error) return error;
  const saying = sayings.find(([said]) => said.test(error.message))?.[1];
  return new ZipError(saying ?? 'is damaged', { cause: error });
}

async function opened<T>(path: string, checksSizes: boolean, use: (zip: ZipFile) => Promise<T>): Promise<T> {
  // In the bundle it has only its default export.
  const { fromRandomAccessReader, RandomAccessReader } = (await import('yauzl')).default;
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    if (size === 0) throw new ZipError('is no ZIP archive');
    const reader = zipReader(handle, size, RandomAccessReader);
    // Strings are decoded here, and sizes are checked file by file: yauzl gives up a whole archive for one odd entry.
    const options = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: checksSizes };
    const zip = await new Promise<ZipFile>((resolve, reject) => {
      fromRandomAccessReader(reader, size, options, (error, opening) => (error ? reject(error) : resolve(opening)));
    });
    return await use(zip);
  } catch (error) {
    throw told(error);
  } finally {
    await handle.close();
  }
}

/** Most tools write UTF-8 and do not say so. */
function nameOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return (text.includes('\uFFFD') ? bytes.toString('latin1') : text).replaceAll('\\', '/');
}

function entryOf(entry: Entry & { readonly fileNameRaw: Buffer }): ZipEntry {
  const madeOnUnix = entry.versionMadeBy >>> 8 === 3;
  return {
    name: nameOf(entry.fileNameRaw),
    size: entry.uncompressedSize,
    isEncrypted: (entry.generalPurposeBitFlag & 0x2041) !== 0,
    isLink: madeOnUnix && entry.externalFileAttributes >>> 28 === 0xa,
    method: entry.compressionMethod,
    checksum: entry.crc32,
    inArchive: entry,
  };
}

function directoryOf(zip: ZipFile): Promise<readonly ZipEntry[]> {
  return new Promise((resolve, reject) => {
    if (zip.entryCount > mostEntries) throw new ZipError('is too large');
    const entries: ZipEntry[] = [];
    let length = 0;
    zip.on('entry', (entry) => {
      length += entryHeader + entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
      if (length > longestDirectory) return reject(new ZipError('is too large'));
      entries.push(entryOf(entry));
      zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.on('error', reject);
    zip.readEntry();
  });
}

/** @throws ZipError where it is no archive or damaged; what the file system says where it cannot be read. */
export async function zipEntries(path: string): Promise<readonly ZipEntry[]> {
  return opened(path, false, directoryOf);
}

/**
 * The content of one entry.
 * @param most bytes; an entry that unpacks to more is refused while it is unpacked.
 * @throws ZipError where it is damaged, or longer than `most`.
 */
export async function unzipped(path: string, entry: ZipEntry, most: number): Promise<Uint8Array> {
  // yauzl stops where more comes out than the entry says, so no more than that is ever held.
  const isStored = entry.method === 0;
  if (entry.size > most || (isStored && entry.inArchive.compressedSize !== entry.size))
    throw new ZipError('is damaged');
  const content = await opened(path, true, (zip) => contentOf(zip, entry.inArchive));
  if (crc32(content) !== entry.checksum) throw new ZipError('is damaged');
  return content;
}

function contentOf(zip: ZipFile, entry: Entry): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(error) : bytesOf(stream).then(resolve, reject)));
  });
}
