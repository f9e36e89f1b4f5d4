import { createHash } from 'node:crypto';
import type { InvokeShelf } from '../adapter.js';
import type { Invoke } from '../reply/reply.js';
import type { Clock } from '../time/clock.js';
import type { Engine } from './schema.js';

const DAY = 86_400;
/** Buttons older than this answer "too old"; what is offered again meanwhile stays. */
const KEEP_DAYS = 180;
const SWEEP_AT_MOST = 200;
const KNOWN_AT_MOST = 2000;

/** The same text for the same invoke, whatever the order of its options. */
function canonical({ command, options, share }: Invoke): string {
  const sorted = Object.fromEntries(Object.entries(options).sort(([a], [b]) => (a < b ? -1 : 1)));
  return JSON.stringify(share === true ? { command, options: sorted, share } : { command, options: sorted });
}

/** An invoke's id is the head of its hash (132 bits, 22 characters): nothing has to be handed out or remembered in order. */
export function createShelf({ db }: Engine, clock: Clock): InvokeShelf {
  /** Ids kept lately and when, so that a list of fifty buttons does not write fifty rows each time it is shown. */
  const known = new Map<string, number>();

  async function write(id: string, invoke: string, now: number): Promise<void> {
    await db
      .insertInto('shelf')
      .values({ id, invoke, kept_at: now })
      .onConflict((conflict) => conflict.column('id').doUpdateSet((row) => ({ kept_at: row.ref('excluded.kept_at') })))
      .execute();
    const old = db
      .selectFrom('shelf')
      .select('id')
      .where('kept_at', '<', now - KEEP_DAYS * DAY)
      .limit(SWEEP_AT_MOST);
    await db.deleteFrom('shelf').where('id', 'in', old).execute();
    if (known.size >= KNOWN_AT_MOST) known.clear();
    known.set(id, now);
  }

  return {
    async keep(invoke) {
      const text = canonical(invoke);
      const id = createHash('sha256').update(text).digest('base64url').slice(0, 22);
      const now = clock.now();
      if (now - (known.get(id) ?? Number.NEGATIVE_INFINITY) > DAY) await write(id, text, now);
      return id;
    },
    async take(id) {
      const row = await db.selectFrom('shelf').select('invoke').where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : (JSON.parse(row.invoke) as Invoke);
    },
  };
}
