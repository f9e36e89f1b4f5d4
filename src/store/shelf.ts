import { createHash } from 'node:crypto';
import type { InvokeShelf, Logger } from '../adapter.js';
import type { Invoke } from '../reply/reply.js';
import type { Clock } from '../time/clock.js';
import type { Contact } from './contact.js';
import type { Engine } from './schema.js';
import { WriteBehind } from './write-behind.js';

const DAY = 86_400;
/** Buttons older than this answer "too old"; what is offered again meanwhile stays. */
const KEEP_DAYS = 180;
const SWEEP_AT_MOST = 200;
const KNOWN_AT_MOST = 2000;
const RETRY_MS = 1_000;

export interface Shelf extends InvokeShelf {
  /** Writes what is not written yet. Never rejects. */
  close(): Promise<void>;
}

interface Kept {
  readonly invoke: string;
  readonly at: number;
}

/** The same text for the same invoke, whatever the order of its options. */
function canonical({ command, options, share }: Invoke): string {
  const sorted = Object.fromEntries(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(share === true ? { command, options: sorted, share } : { command, options: sorted });
}

/**
 * An invoke's id is the head of its hash (132 bits, 22 characters): nothing has to be handed out or remembered in order. So
 * an id can be given while the database does not answer: the invoke is then kept in memory, and written when it does.
 */
export function createShelf(
  { db }: Pick<Engine, 'db'>,
  clock: Clock,
  contact: Contact,
  log?: Pick<Logger, 'warn'>,
): Shelf {
  /** What was kept lately, so that a list of fifty buttons does not write fifty rows each time it is shown. */
  const known = new Map<string, Kept>();
  const unwritten = new WriteBehind<Kept>({
    write: (rows) => contact.watch(() => write(rows)),
    gatherMs: RETRY_MS,
    most: KNOWN_AT_MOST,
    told: 'What stands behind a button could not be written; it is kept in memory and tried again',
    log,
  });

  async function write(rows: readonly (readonly [string, Kept])[]): Promise<void> {
    await db
      .insertInto('shelf')
      .values(rows.map(([id, { invoke, at }]) => ({ id, invoke, kept_at: at })))
      .onConflict((conflict) => conflict.column('id').doUpdateSet((row) => ({ kept_at: row.ref('excluded.kept_at') })))
      .execute();
    const old = db
      .selectFrom('shelf')
      .select('id')
      .where('kept_at', '<', clock.now() - KEEP_DAYS * DAY)
      .limit(SWEEP_AT_MOST);
    await db.deleteFrom('shelf').where('id', 'in', old).execute();
  }

  function remember(id: string, kept: Kept): void {
    known.delete(id);
    known.set(id, kept);
    const [oldest] = known.size > KNOWN_AT_MOST ? known.keys() : [];
    if (oldest !== undefined) known.delete(oldest);
  }

  return {
    async keep(invoke) {
      const text = canonical(invoke);
      const id = createHash('sha256').update(text).digest('base64url').slice(0, 22);
      const now = clock.now();
      if (now - (known.get(id)?.at ?? Number.NEGATIVE_INFINITY) <= DAY) return id;
      const kept = { invoke: text, at: now };
      try {
        await contact.briefly(() => write([[id, kept]]));
      } catch {
        unwritten.add(id, kept);
      }
      remember(id, kept);
      return id;
    },
    async take(id) {
      const inMemory = known.get(id) ?? unwritten.get(id);
      if (inMemory !== undefined) return JSON.parse(inMemory.invoke) as Invoke;
      const row = await contact.briefly(() =>
        db.selectFrom('shelf').select('invoke').where('id', '=', id).executeTakeFirst(),
      );
      return row === undefined ? undefined : (JSON.parse(row.invoke) as Invoke);
    },
    close: () => unwritten.close(),
  };
}
