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
import { createOnceGuard, SWEEP_EVERY, sweepSeen } from './once.js';
import type { Engine } from './schema.js';

export interface OnceGuardAlone extends OnceGuard {
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
const batchMs = 50;
/** How long after a write that failed it is tried again. */
const retryMs = 1_000;
const rowsAtOnce = 50;

/** Begins with what the table remembers. Rejects when it cannot be read. */
export async function openOnceGuardAlone(options: OnceGuardAloneOptions): Promise<OnceGuardAlone> {
  const { engine, clock, log, most = 20_000 } = options;
  const table = createOnceGuard(engine);
  /** Key to when it expires, in milliseconds; in the order they came, which is about the order they expire. */
  const seen = new Map<string, number>();
  const unwritten = new Map<string, number>();
  /** Until then the table holds unexpired keys that are not in memory. */
  let tableKnowsMoreUntil = 0;
  let sinceSweep = SWEEP_EVERY;
  let timer: NodeJS.Timeout | undefined;
  let writing = Promise.resolve();
  let failed = false;
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

  function writeSoon(key: string, until: number): void {
    unwritten.set(key, until);
    const [oldest] = unwritten.size > most ? unwritten.keys() : [];
    if (oldest !== undefined) unwritten.delete(oldest);
    writeIn(batchMs);
  }

  function writeIn(ms: number): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      writing = writing.then(write);
    }, ms).unref();
  }

  async function write(): Promise<void> {
    const now = clock.nowMs();
    for (const [key, until] of seen) {
      if (until > now) break;
      seen.delete(key);
    }
    try {
      await engine.relaxed(async (connection) => {
        while (unwritten.size > 0) await writeSome(connection);
        if (sinceSweep < SWEEP_EVERY) return;
        await sweepSeen({ ...engine, db: connection });
        sinceSweep = 0;
      });
      failed = false;
    } catch (error) {
      if (!failed) log?.warn('What was answered could not be written; it is kept in memory and tried again', { error });
      failed = true;
      writeIn(retryMs);
    }
  }

  /** One statement, and so one commit. */
  async function writeSome(connection: Engine['db']): Promise<void> {
    const rows = [...unwritten].slice(0, rowsAtOnce).map(([key, keep_until]) => ({ key, keep_until }));
    await connection
      .insertInto('seen')
      .values(rows)
      .onConflict((conflict) =>
        conflict.column('key').doUpdateSet((row) => ({ keep_until: row.ref('excluded.keep_until') })),
      )
      .execute();
    for (const { key, keep_until } of rows) if (unwritten.get(key) === keep_until) unwritten.delete(key);
    sinceSweep += rows.length;
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
      writeSoon(key, until);
      return true;
    },
    async close() {
      closed = true;
      clearTimeout(timer);
      await writing.then(write);
      clearTimeout(timer);
    },
  };
}
