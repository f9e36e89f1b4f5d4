import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { openPostgres } from '../../../src/store/postgres.js';
import { openStore, type Store } from '../../../src/store/store.js';
import { transact } from '../../../src/store/transact.js';
import { systemClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { consequences, recorded, skip } from '../../contract/change-samples.js';
import { noon, noonAnd, notice, onlyClaim, reminder, request, shown, upTo } from '../../contract/ledger-samples.js';
import { freshDatabase, movableDatabase } from '../../support/postgres.js';

describe('changes by several processes on one Postgres database', () => {
  const open: { close(): Promise<void> }[] = [];

  async function opened(address: string): Promise<Store> {
    const store = await openStore(address, { clock: systemClock });
    open.push(store);
    return store;
  }

  async function two(address: string): Promise<readonly [Store, Store]> {
    return [await opened(address), await opened(address)];
  }

  /** So many sessions of the database wait for a lock. */
  async function waiting(client: pg.Client, count: number): Promise<void> {
    await expect
      .poll(async () => {
        const { rows } = await client.query<{ count: string }>(
          `select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        );
        return Number(rows[0]?.count);
      })
      .toBe(count);
  }

  afterEach(async () => {
    for (const one of open.splice(0)) await one.close();
  });

  test('whoever reads on while others record reads each change once, in order, and misses none', async () => {
    const address = await freshDatabase();
    const stores = await two(address);
    const reader = await opened(address);
    const read: number[] = [];
    let isDone = false;
    const reading = (async () => {
      for (let isLast = false; !isLast; ) {
        isLast = isDone;
        read.push(...(await reader.changesAfter(read.at(-1) ?? 0)).map(({ id }) => id));
      }
    })();
    const recording = [...stores, ...stores].map(async (store, writer) => {
      for (let n = 0; n < 15; n += 1) await recorded(store, skip({ meeting: `m-${writer}-${n}` }));
    });
    await Promise.all(recording);
    isDone = true;
    await reading;
    expect(read).toStrictEqual(Array.from({ length: 60 }, (_, n) => n + 1));
  });

  test('two maintainers who change one occurrence in two processes at once do not both change it', async () => {
    const [one, other] = await two(await freshDatabase());
    for (let round = 0; round < 10; round += 1) {
      const of = (why: string) => skip({ meeting: `m-${round}`, why });
      const results = await Promise.all([
        one.recordChange(of('a holiday'), () => consequences()),
        other.recordChange(of('nobody comes'), () => consequences()),
      ]);
      expect(results.map(({ outcome }) => outcome).sort()).toStrictEqual(['overtaken', 'recorded']);
    }
    expect(await one.changesRevision()).toBe(10);
  });

  test('one press that reaches two processes is recorded once', async () => {
    const stores = await two(await freshDatabase());
    const all = await Promise.all(
      [...stores, ...stores].map((store) =>
        store.recordChange(skip(), ({ length }) => consequences({ notices: length === 0 ? [notice()] : [] })),
      ),
    );
    expect(all.map(({ outcome }) => outcome).sort()).toStrictEqual(['already', 'already', 'already', 'recorded']);
  });

  test('plans, claims and changes of the same reminders at once all come to an end', { timeout: 60_000 }, async () => {
    const address = await freshDatabase();
    const [planner, other] = await two(address);
    const now = planner.clock.now();
    const startsAt = (now + 9000) as Instant;
    const row = (meeting: number, room: number, dueAt = now) =>
      reminder({ meeting: `m-${meeting}`, room: `room-${room}`, dueAt, startsAt });
    const rooms = [7, 3, 9, 0, 5, 8, 1, 6, 2, 4];
    const plan = async (store: Store) => {
      for (let n = 0; n < 20; n += 1) {
        const rows = rooms.map((room) => row(n % 4, room + n, (now - (n % 3)) as Instant));
        await store.planDue(rows, { platforms: ['slack'], at: (now + n) as Instant }, 0);
      }
    };
    const change = async (store: Store, meeting: number) => {
      for (let n = 0; n < 20; n += 1) {
        await store.recordChange(
          skip({ meeting: `m-${meeting}`, why: `reason ${n}`, follows: await follows(store, meeting) }),
          () =>
            consequences({
              reminders: rooms.map((room) => row(meeting, room + n, (now - (n % 5)) as Instant)),
              edits: rooms.map((room) => row(meeting, room).key),
            }),
        );
      }
    };
    const follows = async (store: Store, meeting: number) =>
      (await store.changesAfter(0)).findLast((each) => each.meeting === `m-${meeting}`)?.id ?? 0;
    const claim = async (store: Store) => {
      for (let n = 0; n < 20; n += 1) {
        for (const each of await store.claimDue(request({ limit: 5 }))) {
          expect(await store.renew(each, 60)).toBeDefined();
          expect(await store.settle(each, shown(now, each.key))).toBe(true);
        }
        for (const edit of await store.editsDue('slack', 5)) await store.edited(edit, 'as it is');
      }
    };
    await Promise.all([
      ...[planner, other].map(plan),
      ...[planner, other].map(claim),
      change(planner, 0),
      change(other, 1),
      change(other, 2),
    ]);
    expect(await planner.changesRevision()).toBe(60);
  });

  test('a renewal that had to wait for a change knows of it', async () => {
    const address = await freshDatabase();
    const store = await opened(address);
    await store.planDue([reminder({ dueAt: store.clock.now() })]);
    const claim = await onlyClaim(store);
    const recording = new pg.Client(address);
    await recording.connect();
    await recording.query('begin');
    await recording.query('select key from reminders for update');
    await recording.query(
      `insert into changes (id, meeting, original, kind, author_platform, author, follows, changed_at)
       values (1, 'community', '2027-01-15T08:00', 'skip', 'slack', 'U1', 0, 0)`,
    );
    const renewed = store.renew(claim, 60);
    await waiting(recording, 1);
    await recording.query('commit');
    await recording.end();
    expect(await renewed).toStrictEqual({ revision: 1 });
  });

  test('what is settled as skipped, and had to wait for a change, is given back', async () => {
    const address = await freshDatabase();
    const store = await opened(address);
    await store.planDue([reminder({ dueAt: store.clock.now() })]);
    const claim = await onlyClaim(store);
    const recording = new pg.Client(address);
    await recording.connect();
    await recording.query('begin');
    await recording.query('select key from reminders for update');
    await recording.query(
      `insert into changes (id, meeting, original, kind, author_platform, author, follows, changed_at)
       values (1, 'community', '2027-01-15T08:00', 'skip', 'slack', 'U1', 0, 0)`,
    );
    const settled = store.settle(claim, { state: 'skipped', at: store.clock.now(), why: 'skipped', revision: 0 });
    await waiting(recording, 1);
    await recording.query('commit');
    await recording.end();
    expect(await settled).toBe('changed');
  });

  test('an edit is taken by one of them', async () => {
    const { address } = await movableDatabase(noon);
    const [one, other] = await two(address);
    const rows = Array.from({ length: 30 }, (_, n) => reminder({ room: `room-${n}` }));
    await one.planDue(rows, upTo(noonAnd(1)));
    for (const claim of await one.claimDue(request({ limit: 30 }))) await one.settle(claim, shown(noon, claim.key));
    await recorded(one, skip(), { edits: rows.map(({ key }) => key) });
    const taken = (await Promise.all([one, other, one, other].map((store) => store.editsDue('slack', 30)))).flat();
    expect(taken).toHaveLength(30);
    expect(new Set(taken.map(({ key }) => key)).size).toBe(30);
  });

  test('one process has a lease until it gives it back, or until it ends', async () => {
    const { address, advance } = await movableDatabase(noon);
    const [one, other] = await two(address);
    expect(await one.lease('events', 30)).toBe(true);
    expect(await other.lease('events', 30)).toBe(false);
    expect(await other.lease('another', 30)).toBe(true);
    await other.unlease('events');
    expect(await other.lease('events', 30)).toBe(false);
    await advance(20);
    expect(await one.lease('events', 30)).toBe(true);
    await advance(29);
    expect(await other.lease('events', 30)).toBe(false);
    await advance(1);
    expect(await other.lease('events', 30)).toBe(true);
    expect(await one.lease('events', 30)).toBe(false);
    await other.unlease('events');
    expect(await one.lease('events', 30)).toBe(true);
  });

  test('of two that ask at once, one gets the lease', async () => {
    const stores = await two(await freshDatabase());
    const got = await Promise.all(stores.map((store) => store.lease('events', 30)));
    expect(got.sort()).toStrictEqual([false, true]);
  });

  test('a lease that was given by a clock an hour ahead does not outlive the correction [fault 51]', async () => {
    const { address, advance } = await movableDatabase(noon);
    const [one, other] = await two(address);
    await advance(3600);
    expect(await one.lease('events', 30)).toBe(true);
    await advance(-3600);
    expect(await other.lease('events', 30)).toBe(true);
  });

  test('processes that serve the same feeds at once come to the same versions', async () => {
    const { address } = await movableDatabase(noon);
    const stores = await two(address);
    const items = (digest: string) => Array.from({ length: 300 }, (_, n) => ({ name: `item-${n}`, digest }));
    await stores[0].feedVersions(items('1'));
    const all = await Promise.all(
      [...stores, ...stores].map((store, index) =>
        store.feedVersions(index % 2 === 0 ? items('2') : [...items('2')].reverse()),
      ),
    );
    for (const versions of all) {
      expect(new Set([...versions.values()].map(({ sequence }) => sequence))).toStrictEqual(new Set([1]));
    }
  });

  test('a transaction that is ended for the sake of another one is done again', async () => {
    const engine = await openPostgres(await freshDatabase());
    open.push(engine);
    const { db } = engine;
    await db.schema.createTable('seen').addColumn('key', 'text').addColumn('keep_until', 'bigint').execute();
    await db
      .insertInto('seen')
      .values([
        { key: 'a', keep_until: 0 },
        { key: 'b', keep_until: 0 },
      ])
      .execute();
    let tries = 0;
    const both = (first: string, second: string, met: () => Promise<unknown>) =>
      transact(db, async (trx) => {
        tries += 1;
        const add = (key: string) =>
          trx
            .updateTable('seen')
            .set(({ eb }) => ({ keep_until: eb('keep_until', '+', 1) as never }))
            .where('key', '=', key)
            .execute();
        await add(first);
        await met();
        await add(second);
      });
    let arrive: () => void = () => undefined;
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    let count = 0;
    const meet = async () => {
      count += 1;
      if (count === 2) arrive();
      await arrived;
    };
    await Promise.all([both('a', 'b', meet), both('b', 'a', meet)]);
    expect(tries).toBe(3);
    const rows = await db.selectFrom('seen').selectAll().orderBy('key').execute();
    expect(rows).toStrictEqual([
      { key: 'a', keep_until: 2 },
      { key: 'b', keep_until: 2 },
    ]);
  });
});
