/**
 * The changes made in chat, as rows. A change gets the id after the greatest one, in the transaction that writes all that
 * follows from it. Two that are recorded at once want the same id: the second waits at it until the first is done or gone.
 * So ids grow in the order of the commits, and whoever has read up to one has missed none before it.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type Kysely, type Selectable, sql, type Transaction } from 'kysely';
import type { Change, NewChange, Recorded } from '../schedule/change.js';
import { parseWall, type WallTime, wallText } from '../time/zoned.js';
import type { ChangeLog, ChangeReading } from './change-log.js';
import { concernedRows, writeConsequences } from './concerned-rows.js';
import { holdPlanning, openPlaces } from './planning.js';
import { instant, noticeRow, reminderRow } from './reminder-rows.js';
import type { ChangeTable, Engine, Tables } from './schema.js';
import { transact } from './transact.js';

type Row = Selectable<ChangeTable>;

/** The embedded database answers within the call: so many rows take a few milliseconds. */
const READ_AT_ONCE = 500;

function wallOf(text: string): WallTime {
  const wall = parseWall(text);
  if (wall === undefined) throw new TypeError(`the change log holds ${JSON.stringify(text)} where a local time stands`);
  return wall;
}

function changeOf(row: Row): Change {
  return {
    id: Number(row.id),
    kind: row.kind,
    meeting: row.meeting,
    original: wallOf(row.original),
    ...(row.moved_to === null ? {} : { to: wallOf(row.moved_to) }),
    ...(row.why === null ? {} : { why: row.why }),
    ...(row.note === null ? {} : { note: row.note }),
    by: {
      platform: row.author_platform,
      id: row.author,
      ...(row.author_name === null ? {} : { name: row.author_name }),
    },
    follows: Number(row.follows),
    at: instant(row.changed_at),
  };
}

/** All that a press of the same button says again. */
function contentOf({ kind, to, why, note, by }: NewChange) {
  return {
    kind,
    moved_to: to === undefined ? null : wallText(to),
    why: why ?? null,
    note: note ?? null,
    author_platform: by.platform,
    author: by.id,
  };
}

function saysTheSame(row: Row, change: NewChange): boolean {
  return Object.entries(contentOf(change)).every(([column, value]) => row[column as keyof Row] === value);
}

/** 0: there is none. One look into an index. */
export async function latestChange(db: Kysely<Tables>): Promise<number> {
  const { id } = await db
    .selectFrom('changes')
    .select(({ fn }) => fn.max('id').as('id'))
    .executeTakeFirstOrThrow();
  return Number(id ?? 0);
}

/** What only reads: also for a database that another process has open. */
export function createChangeReading({ db }: Pick<Engine, 'db'>): ChangeReading {
  return {
    async changesAfter(id) {
      const found: Change[] = [];
      for (let after = id; ; after = found.at(-1)?.id ?? id) {
        const rows = await db
          .selectFrom('changes')
          .selectAll()
          .where('id', '>', after)
          .orderBy('id')
          .limit(READ_AT_ONCE)
          .execute();
        found.push(...rows.map(changeOf));
        if (rows.length < READ_AT_ONCE) return found;
        await nextTurn();
      }
    },
  };
}

/** Undefined: the occurrence was changed since what `change` follows. */
async function insertChange(
  { nowMs }: Engine,
  trx: Transaction<Tables>,
  change: NewChange,
): Promise<Change | undefined> {
  const row = await trx
    .insertInto('changes')
    .values({
      ...contentOf(change),
      id: sql<number>`(select coalesce(max(id), 0) + 1 from changes)`,
      meeting: change.meeting,
      original: wallText(change.original),
      author_name: change.by.name ?? null,
      follows: change.follows,
      changed_at: sql<number>`cast(${nowMs()} / 1000 as bigint)`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return row === undefined ? undefined : changeOf(row);
}

/** Puts the change at the end of its occurrence's chain, unless another one stands there already. */
async function addToChain(engine: Engine, trx: Transaction<Tables>, change: NewChange): Promise<Recorded> {
  const chain = trx
    .selectFrom('changes')
    .selectAll()
    .where('meeting', '=', change.meeting)
    .where('original', '=', wallText(change.original));
  for (;;) {
    const latest = await chain.orderBy('id', 'desc').limit(1).executeTakeFirst();
    if (Number(latest?.id ?? 0) !== change.follows) {
      if (latest === undefined) throw new RangeError(`change ${change.follows}, which one follows, is not in the log`);
      const next = await chain.where('follows', '=', change.follows).executeTakeFirst();
      if (next !== undefined && saysTheSame(next, change)) return { outcome: 'already', change: changeOf(next) };
      return { outcome: 'overtaken', by: changeOf(latest) };
    }
    const recorded = await insertChange(engine, trx, change);
    if (recorded !== undefined) return { outcome: 'recorded', change: recorded };
    // Another process recorded one since we looked: whether it was of this occurrence shows when we look again.
  }
}

export function createChangeLog(engine: Engine): ChangeLog {
  const { db } = engine;
  return {
    ...createChangeReading(engine),
    changesRevision: () => latestChange(db),

    recordChange(wanted, decide) {
      return transact(db, async (trx) => {
        const recorded = await addToChain(engine, trx, wanted);
        if (recorded.outcome !== 'recorded') return recorded;
        const { change } = recorded;
        await holdPlanning(engine, trx);
        // Places are opened before any row is locked: whoever holds a row and waits for a place may be waited for.
        const { reminders, notices } = decide(await concernedRows(engine, trx, change, 'look'), change);
        await openPlaces(trx, [...reminders.map(reminderRow), ...notices.map(noticeRow)]);
        const consequences = decide(await concernedRows(engine, trx, change, 'lock'), change);
        await writeConsequences(engine, trx, consequences);
        return recorded;
      });
    },
  };
}
