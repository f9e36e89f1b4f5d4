import type { FileHandle } from 'node:fs/promises';
import type { RandomAccessReader } from 'yauzl';

const readAhead = 65_536;

type ReadBytes = (at: number, length: number) => Promise<Buffer>;

/**
 * Reads ahead, for yauzl asks for the directory in pieces of a few bytes. It asks for any place that the archive names, also
 * for one that no file could have.
 */
function bytesIn(handle: FileHandle, size: number): ReadBytes {
  let from = 0;
  let block = Buffer.alloc(0);
  return async (at, length) => {
    if (at < from || at + length > from + block.length) {
      if (at + length > size) throw new Error('unexpected EOF');
      const ahead = Buffer.alloc(Math.min(Math.max(length, readAhead), size - at));
      const { bytesRead } = await handle.read(ahead, 0, ahead.length, at);
      if (bytesRead < length) throw new Error('unexpected EOF');
      [from, block] = [at, ahead.subarray(0, bytesRead)];
    }
    return block.subarray(at - from, at - from + length);
  };
}

/**
 * What yauzl reads an archive through. Its own reader takes the process down where an archive names a place that no file
 * could have; this one says "unexpected EOF", as yauzl does where a file ends too early.
 * @param handle stays open, and must until the last is read.
 * @param size of the file, in bytes.
 * @param Reader yauzl's class, handed in because yauzl is loaded late.
 */
export function zipReader(handle: FileHandle, size: number, Reader: typeof RandomAccessReader): RandomAccessReader {
  const bytesAt = bytesIn(handle, size);
  return new (class extends Reader {
    override read(into: Buffer, start: number, length: number, at: number, done: (error: Error | null) => void): void {
      bytesAt(at, length)
        .then((bytes) => bytes.copy(into, start))
        .then(() => done(null))
        .catch(done);
    }
    override _readStreamForRange(start: number, end: number) {
      return handle.createReadStream({ start, end: end - 1, autoClose: false });
    }
  })();
}
