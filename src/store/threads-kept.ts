/**
 * Threads in the database, with what was learnt of them in memory. In a room where people talk, nearly every message stands
 * in a thread that is not the desk's: that must cost no query.
 *
 * Where no other process has the database open, memory knows all that the table knows. Where several share it, another one
 * may have answered in a thread a moment ago: a thread that is not the desk's is asked about once a second, and no more.
 */
import { sql } from 'kysely';
import type { Logger } from '../adapter.js';
import type { Clock } from '../time/clock.js';
import type { Contact } from './contact.js';
import type { Engine } from './schema.js';
import type { ThreadPlace, Threads } from './threads.js';
import { WriteBehind } from './write-behind.js';

export interface KeptThreads extends Threads {
  /** Writes what is not written yet. Never rejects. */
  close(): Promise<void>;
}

export interface ThreadsOptions {
  readonly engine: Engine;
  /** The database's. */
  readonly clock: Clock;
  readonly contact: Contact;
  readonly log?: Pick<Logger, 'warn'> | undefined;
  /** How many threads are held in memory, and how many that are not the desk's. */
  readonly most?: number;
}

interface Kept {
  readonly asker: string;
  /** In milliseconds. */
  readonly until: number;
}

const dayMs = 86_400_000;
const keepMs = 30 * dayMs;
/** Another replica's thread is seen after this time and what writing it takes. */
const missMs = 1_000;
const gatherMs = 100;
const sweepAtMost = 200;
const mostUnwritten = 5_000;

/** Begins with what the table remembers. Rejects when it cannot be read. */
export async function openThreads(options: ThreadsOptions): Promise<KeptThreads> {
  const { engine, clock, contact, log, most = 20_000 } = options;
  const { db, alone } = engine;
  const ours = new Map<string, Kept>();
  /** Threads that are not the desk's, and until when that is taken as known. */
  const others = new Map<string, number>();
  /** Until then the table holds threads that memory does not. */
  let tableKnowsMoreUntil = alone ? 0 : Number.POSITIVE_INFINITY;
  const unwritten = new WriteBehind<Kept>({
    write: (rows) => contact.watch(() => write(rows)),
    gatherMs,
    most: mostUnwritten,
    told: 'In which thread was answered could not be written; it is kept in memory and tried again',
    log,
  });

  const kept = await db
    .selectFrom('threads')
    .selectAll()
    .where('keep_until', '>', clock.nowMs())
    .orderBy('keep_until', 'desc')
    .limit(most + 1)
    .execute();
  for (const { place, asker, keep_until } of kept.reverse()) remember(place, { asker, until: Number(keep_until) });

  async function write(rows: readonly (readonly [string, Kept])[]): Promise<void> {
    const now = clock.nowMs();
    const store = async (connection: Engine['db']) => {
      await connection
        .insertInto('threads')
        .values(rows.map(([place, { asker, until }]) => ({ place, asker, keep_until: until })))
        .onConflict((conflict) =>
          conflict.column('place').doUpdateSet((row) => ({
            // Two replicas may have answered there at once: the first one's asker stays.
            asker: sql<string>`case when threads.keep_until > ${now} then threads.asker else excluded.asker end`,
            keep_until: row.ref('excluded.keep_until'),
          })),
        )
        .execute();
      const expired = connection
        .selectFrom('threads')
        .select('place')
        .where('keep_until', '<=', now)
        .limit(sweepAtMost);
      await connection.deleteFrom('threads').where('place', 'in', expired).execute();
    };
    await (alone ? engine.relaxed(store) : store(db));
  }

  function remember(place: string, thread: Kept): void {
    others.delete(place);
    ours.delete(place);
    ours.set(place, thread);
    const [oldest] = ours.size > most ? ours : [];
    if (oldest === undefined) return;
    ours.delete(oldest[0]);
    tableKnowsMoreUntil = Math.max(tableKnowsMoreUntil, oldest[1].until);
  }

  function passOver(place: string, until: number): void {
    others.delete(place);
    others.set(place, until);
    const [oldest] = others.size > most ? others.keys() : [];
    if (oldest !== undefined) others.delete(oldest);
  }

  function inMemory(place: string): Kept | undefined {
    const thread = ours.get(place) ?? unwritten.get(place);
    return thread !== undefined && thread.until > clock.nowMs() ? thread : undefined;
  }

  async function find(place: string): Promise<Kept | undefined> {
    const known = inMemory(place);
    const now = clock.nowMs();
    if (known !== undefined || now >= tableKnowsMoreUntil || now < (others.get(place) ?? 0)) return known;
    // Said before it is asked, so that a crowd in one thread asks once; and while the database does not answer, not again.
    passOver(place, now + missMs);
    try {
      const row = await contact.briefly(() =>
        db.selectFrom('threads').selectAll().where('place', '=', place).executeTakeFirst(),
      );
      if (row === undefined || Number(row.keep_until) <= now) return inMemory(place);
      const thread = { asker: row.asker, until: Number(row.keep_until) };
      remember(place, thread);
      return thread;
    } catch {
      return inMemory(place);
    }
  }

  return {
    async answered(thread, asker) {
      const place = keyOf(thread);
      const known = await find(place);
      const until = clock.nowMs() + keepMs;
      // Renewed once a day at most: in a lively thread each answer would write otherwise.
      if (known !== undefined && known.until > until - dayMs) return;
      const renewed = { asker: known?.asker ?? asker, until };
      remember(place, renewed);
      unwritten.add(place, renewed);
    },
    askerOf: async (thread) => (await find(keyOf(thread)))?.asker,
    close: () => unwritten.close(),
  };
}

function keyOf({ platform, channel, thread }: ThreadPlace): string {
  return `${platform}/${channel}/${thread}`;
}
