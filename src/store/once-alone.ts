/**
 * Which keys were seen, for a database that no other process has open: decided in memory, written behind. A commit that
 * waits for the disk costs more than all the rest of an answer, and holds up the event loop for as long as the disk takes.
 *
 * What can be lost: a process that is killed loses the keys of its last 50 ms or so, and those that could not be written
 * (which is logged). A power cut loses those since the last commit of the ledger. The platform may deliver such an event
 * again, and it is then answered twice. After `close` nothing is lost. Reminders do not pass here: their ledger commits to
 * the disk before it says anything.
 */
import type { Logger, OnceGuard } from '../adapter.js';
import type { Clock } from '../time/clock.js';
import { createOnceGuard, SWEEP_EVERY, sweepSeen, writeSeen } from './once.js';
import type { Engine } from './schema.js';
import { WriteBehind } from './write-behind.js';

export interface WrittenOnceGuard extends OnceGuard {
  /** Writes what is not written yet. Never rejects. */
  close(): Promise<void>;
}

export interface OnceGuardAloneOptions {
  readonly engine: Engine;
  /** The database's clock as well: both run in this process. */
  readonly clock: Clock;
  readonly log?: Pick<Logger, 'warn'> | undefined;
  /** How many keys are held in memory. While more than these are unexpired, the table is asked about the others. */
  readonly most?: number;
}

/** How long keys are gathered before they are written together. */
const gatherMs = 50;

/** Begins with what the table remembers. Rejects when it cannot be read. */
export async function openOnceGuardAlone(options: OnceGuardAloneOptions): Promise<WrittenOnceGuard> {
  const { engine, clock, log, most = 20_000 } = options;
  const table = createOnceGuard(engine);
  /** Key to when it expires, in milliseconds; in the order they came, which is about the order they expire. */
  const seen = new Map<string, number>();
  const unwritten = new WriteBehind<number>({
    write,
    gatherMs,
    most,
    told: 'What was answered could not be written; it is kept in memory and tried again',
    log,
  });
  /** Until then the table holds unexpired keys that are not in memory. */
  let tableKnowsMoreUntil = 0;
  let sinceSweep = SWEEP_EVERY;
  let closed = false;

  const kept = await engine.db
    .selectFrom('seen')
    .selectAll()
    .where('keep_until', '>', clock.nowMs())
    .orderBy('keep_until', 'desc')
    .limit(most + 1)
    .execute();
  for (const { key, keep_until } of kept.reverse()) remember(key, Number(keep_until));

  function remember(key: string, until: number): void {
    seen.delete(key);
    seen.set(key, until);
    if (seen.size <= most) return;
    const [oldest] = seen;
    if (oldest === undefined) return;
    seen.delete(oldest[0]);
    tableKnowsMoreUntil = Math.max(tableKnowsMoreUntil, oldest[1]);
  }

  async function write(rows: readonly (readonly [string, number])[]): Promise<void> {
    const now = clock.nowMs();
    for (const [key, until] of seen) {
      if (until > now) break;
      seen.delete(key);
    }
    await engine.relaxed(async (connection) => {
      await writeSeen(connection, rows);
      sinceSweep += rows.length;
      if (sinceSweep < SWEEP_EVERY) return;
      await sweepSeen({ nowMs: engine.nowMs, db: connection });
      sinceSweep = 0;
    });
  }

  return {
    async first(key, keepSeconds) {
      if (closed) throw new Error('The store is closed.');
      const now = clock.nowMs();
      if ((seen.get(key) ?? unwritten.get(key) ?? 0) > now) return false;
      const until = now + keepSeconds * 1000;
      if (now < tableKnowsMoreUntil) {
        const isFirst = await table.first(key, keepSeconds);
        // Already written; where it is not the first, the table knows until when.
        if (isFirst) remember(key, until);
        return isFirst;
      }
      remember(key, until);
      unwritten.add(key, until);
      return true;
    },
    async close() {
      closed = true;
      await unwritten.close();
    },
  };
}
