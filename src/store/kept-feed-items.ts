/** The versions of what the feeds serve. They are read at each look, and written only where something has changed. */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { FeedItem, FeedItems, FeedVersion } from './feed-items.js';
import { inParts } from './planning.js';
import { inOrder, instant } from './reminder-rows.js';
import type { Engine, Tables } from './schema.js';
import { transact } from './transact.js';

/** The embedded database answers within the call: so many rows take a few milliseconds. */
const READ_AT_ONCE = 500;

interface Kept extends FeedVersion {
  readonly digest: string;
}

async function keptItems(db: Kysely<Tables>, names: readonly string[]): Promise<Map<string, Kept>> {
  const kept = new Map<string, Kept>();
  for (let from = 0; from < names.length; from += READ_AT_ONCE) {
    if (from > 0) await nextTurn();
    const rows = await db
      .selectFrom('feed_items')
      .selectAll()
      .where('name', 'in', names.slice(from, from + READ_AT_ONCE))
      .execute();
    for (const { name, digest, sequence, changed_at } of rows) {
      kept.set(name, { digest, sequence, changedAt: instant(changed_at) });
    }
  }
  return kept;
}

export function createFeedItems({ db, nowMs }: Engine): FeedItems {
  /** In order, so that two processes that serve the same at once wait for each other instead of each for the other. */
  async function write(trx: Transaction<Tables>, items: readonly FeedItem[]): Promise<void> {
    const changed_at = sql<number>`cast(${nowMs()} / 1000 as bigint)`;
    await inParts(items, async (part) => {
      await trx
        .insertInto('feed_items')
        .values(part.map(({ name, digest }) => ({ name, digest, sequence: 0, changed_at })))
        .onConflict((conflict) =>
          conflict
            .column('name')
            .doUpdateSet(({ ref }) => ({
              digest: ref('excluded.digest'),
              sequence: sql<number>`${ref('feed_items.sequence')} + 1`,
              changed_at: ref('excluded.changed_at'),
            }))
            .whereRef('feed_items.digest', '<>', 'excluded.digest'),
        )
        .execute();
    });
  }

  return {
    async feedVersions(given) {
      const items = inOrder(given, ({ name }) => name);
      const names = items.map(({ name }) => name);
      let kept = await keptItems(db, names);
      const changed = items.filter(({ name, digest }) => kept.get(name)?.digest !== digest);
      if (changed.length > 0) {
        kept = await transact(db, async (trx) => {
          await write(trx, changed);
          return keptItems(trx, names);
        });
      }
      return new Map([...kept].map(([name, { sequence, changedAt }]) => [name, { sequence, changedAt }]));
    },
  };
}
