/**
 * The files in a ZIP archive (PKWARE's APPNOTE 6.3): its directory stands at its end and tells where each file begins. Only
 * what is asked for is unpacked, one file at a time, off the main thread, and never to more than the size that is allowed:
 * what an archive says of itself is not believed.
 */
import { type FileHandle, open } from 'node:fs/promises';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

const inflate = promisify(inflateRaw);

export interface ZipEntry {
  /** With forward slashes, as it is written: it may well lead out of its folder. */
  readonly name: string;
  /** Unpacked, in bytes, as the archive says. */
  readonly size: number;
  readonly packedSize: number;
  readonly isEncrypted: boolean;
  readonly isLink: boolean;
  /** 0: stored, 8: deflated; others are not read here. */
  readonly method: number;
  readonly checksum: number;
  readonly offset: number;
}

/** The archive is not one, or is damaged. The message says what is wrong with it, and follows "it": "is no ZIP archive". */
export class ZipError extends Error {}

const endLength = 22;
const longestComment = 65_535;
/** A directory of more than 16 MB belongs to no folder of documents. */
const longestDirectory = 16_000_000;
const entryHeader = 46;

async function bytesAt(handle: FileHandle, at: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, at);
  if (bytesRead < length) throw new ZipError('is cut off');
  return buffer;
}

async function directoryOf(handle: FileHandle, size: number): Promise<{ directory: Buffer; count: number }> {
  if (size < endLength) throw new ZipError('is no ZIP archive');
  const length = Math.min(size, endLength + longestComment);
  const tail = await bytesAt(handle, size - length, length);
  const at = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]), tail.length - endLength);
  if (at < 0) throw new ZipError(`is no ZIP archive, or is cut off`);
  const count = tail.readUInt16LE(at + 10);
  const bytes = tail.readUInt32LE(at + 12);
  const offset = tail.readUInt32LE(at + 16);
  if (count === 0xffff || bytes > longestDirectory || offset === 0xffff_ffff) throw new ZipError('is too large');
  if (offset + bytes > size) throw new ZipError('is cut off');
  return { directory: await bytesAt(handle, offset, bytes), count };
}

function nameOf(bytes: Buffer): string {
  const text = bytes.toString('utf8');
  return (text.includes('\uFFFD') ? bytes.toString('latin1') : text).replaceAll('\\', '/');
}

function entriesOf(directory: Buffer, count: number): readonly ZipEntry[] {
  const entries: ZipEntry[] = [];
  for (let at = 0; entries.length < count; ) {
    if (at + entryHeader > directory.length || directory.readUInt32LE(at) !== 0x0201_4b50)
      throw new ZipError('is damaged');
    const nameLength = directory.readUInt16LE(at + 28);
    const madeOnUnix = directory.readUInt8(at + 5) === 3;
    entries.push({
      name: nameOf(directory.subarray(at + entryHeader, at + entryHeader + nameLength)),
      size: directory.readUInt32LE(at + 24),
      packedSize: directory.readUInt32LE(at + 20),
      isEncrypted: (directory.readUInt16LE(at + 8) & 0x2041) !== 0,
      isLink: madeOnUnix && directory.readUInt32LE(at + 38) >>> 28 === 0xa,
      method: directory.readUInt16LE(at + 10),
      checksum: directory.readUInt32LE(at + 16),
      offset: directory.readUInt32LE(at + 42),
    });
    at += entryHeader + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
  }
  return entries;
}

async function opened<T>(path: string, use: (handle: FileHandle, size: number) => Promise<T>): Promise<T> {
  const handle = await open(path);
  try {
    return await use(handle, (await handle.stat()).size);
  } finally {
    await handle.close();
  }
}

/** @throws ZipError where it is no archive or damaged; what the file system says where it cannot be read. */
export async function zipEntries(path: string): Promise<readonly ZipEntry[]> {
  return opened(path, async (handle, size) => {
    const { directory, count } = await directoryOf(handle, size);
    return entriesOf(directory, count);
  });
}

/**
 * The content of one entry.
 * @param most bytes; an entry that unpacks to more is refused while it is unpacked.
 * @throws ZipError where it is damaged, or longer than `most`.
 */
export async function unzipped(path: string, entry: ZipEntry, most: number): Promise<Uint8Array> {
  if (entry.packedSize > most + 1_000) throw new ZipError('is damaged');
  const packed = await opened(path, async (handle) => {
    const header = await bytesAt(handle, entry.offset, 30);
    if (header.readUInt32LE(0) !== 0x0403_4b50) throw new ZipError('is damaged');
    const start = entry.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
    return bytesAt(handle, start, entry.packedSize);
  });
  const content = entry.method === 0 ? packed : await inflate(packed, { maxOutputLength: most }).catch(() => undefined);
  if (content === undefined || crc32(content) !== entry.checksum) throw new ZipError('is damaged');
  return content;
}
