/** What the last read of each channel found, for a few minutes: whoever it is late enough for need not read again. */
import type { Copy } from '../../src/adapter.js';
import type { Clock } from '../../src/time/clock.js';

export interface LastRead {
  /** When it was begun, in epoch milliseconds: what landed later may not be in it. */
  readonly begunMs: number;
  /** Epoch seconds; it looked no further back. */
  readonly oldest: number;
  /** By key, the oldest first. */
  readonly found: ReadonlyMap<string, readonly Copy[]>;
}

export interface LastReads {
  keep(channel: string, read: LastRead): void;
  of(channel: string): LastRead | undefined;
}

const keptMs = 5 * 60_000;
const mostKept = 500;

export function createLastReads(clock: Clock): LastReads {
  const reads = new Map<string, LastRead>();

  /** A clock that was put back says nothing about when it was. */
  function isFresh({ begunMs }: LastRead): boolean {
    const age = clock.nowMs() - begunMs;
    return age >= 0 && age < keptMs;
  }

  return {
    keep(channel, read) {
      reads.delete(channel);
      reads.set(channel, read);
      for (const [other, { begunMs }] of reads) {
        if (reads.size <= mostKept && isFresh({ ...read, begunMs })) break;
        reads.delete(other);
      }
    },
    of(channel) {
      const read = reads.get(channel);
      return read !== undefined && isFresh(read) ? read : undefined;
    },
  };
}
