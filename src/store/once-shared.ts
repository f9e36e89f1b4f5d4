/**
 * Which keys were seen, for a database that several processes share: the database decides, so that an event that reaches
 * two processes is answered by one. While it does not answer, memory decides: a command is answered rather than left,
 * although another process may answer it too; and what was answered meanwhile is written as soon as that works again.
 */
import type { Logger } from '../adapter.js';
import type { Clock } from '../time/clock.js';
import type { Contact } from './contact.js';
import { createOnceGuard, writeSeen } from './once.js';
import type { WrittenOnceGuard } from './once-alone.js';
import type { Engine } from './schema.js';
import { WriteBehind } from './write-behind.js';

export interface OnceGuardSharedOptions {
  readonly engine: Engine;
  /** The database's. */
  readonly clock: Clock;
  readonly contact: Contact;
  readonly log?: Pick<Logger, 'warn'> | undefined;
  /** How many keys are held in memory. */
  readonly most?: number;
}

const gatherMs = 1_000;

export function createOnceGuardShared(options: OnceGuardSharedOptions): WrittenOnceGuard {
  const { engine, clock, contact, log, most = 20_000 } = options;
  const table = createOnceGuard(engine);
  /** Key to when it expires, in milliseconds; in the order they came. */
  const seen = new Map<string, number>();
  const unwritten = new WriteBehind<number>({
    write: (rows) => contact.watch(() => writeSeen(engine.db, rows)),
    gatherMs,
    most,
    told: 'What was answered could not be written; it is kept in memory and tried again',
    log,
  });
  let closed = false;

  function remember(key: string, until: number): void {
    seen.delete(key);
    seen.set(key, until);
    const [oldest] = seen.size > most ? seen.keys() : [];
    if (oldest !== undefined) seen.delete(oldest);
  }

  return {
    async first(key, keepSeconds) {
      if (closed) throw new Error('The store is closed.');
      const now = clock.nowMs();
      const until = now + keepSeconds * 1000;
      // The database does not know of it yet.
      if ((unwritten.get(key) ?? 0) > now) return false;
      const isKnown = (seen.get(key) ?? 0) > now;
      if (!isKnown) remember(key, until);
      try {
        return await contact.briefly(() => table.first(key, keepSeconds));
      } catch {
        if (isKnown) return false;
        unwritten.add(key, until);
        return true;
      }
    },
    async close() {
      closed = true;
      await unwritten.close();
    },
  };
}
