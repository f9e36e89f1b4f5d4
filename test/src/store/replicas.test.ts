import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import type { Claim } from '../../../src/store/ledger.js';
import { openStore, type Store } from '../../../src/store/store.js';
import { systemClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { noon, noonAnd, notice, onlyClaim, reminder, request, shown } from '../../contract/ledger-samples.js';
import { freshDatabase, movableDatabase } from '../../support/postgres.js';

describe('three processes on one Postgres database', () => {
  const open: Store[] = [];

  async function threeStores(at?: string): Promise<readonly Store[]> {
    const address = at ?? (await freshDatabase());
    for (let count = 0; count < 3; count += 1) open.push(await openStore(address, { clock: systemClock }));
    return [...open];
  }

  function some<T>(items: readonly T[], index: number): T {
    const item = items[index];
    if (item === undefined) throw new Error(`expected ${index + 1} of them`);
    return item;
  }

  afterEach(async () => {
    for (const store of open.splice(0)) await store.close();
  });

  test('all that plan the same at once write each reminder once [fault 8]', async () => {
    const stores = await threeStores();
    const rows = Array.from({ length: 500 }, (_, n) => reminder({ meeting: `m-${n % 10}`, room: `room-${n}` }));
    const written = await Promise.all(
      stores.map((store, index) =>
        store.planDue(index === 1 ? [...rows].reverse() : rows, { platforms: ['slack'], at: noonAnd(1) }),
      ),
    );
    expect(written.reduce((sum, count) => sum + count, 0)).toBe(500);
    expect(await some(stores, 0).receipts({ limit: 1000 })).toHaveLength(500);
  });

  test('each reminder is claimed once, and no room has two claims at once [fault 8]', { timeout: 60_000 }, async () => {
    const stores = await threeStores();
    const dueAt = (some(stores, 0).clock.now() - 60) as Instant;
    const rows = Array.from({ length: 500 }, (_, n) =>
      reminder({
        meeting: `m-${Math.floor(n / 50)}`,
        room: `room-${n % 50}`,
        dueAt,
        startsAt: (dueAt + 9000) as Instant,
      }),
    );
    await some(stores, 0).planDue(rows);
    /** Rooms whose claim was given and is not yet being settled. */
    const busy = new Set<string>();
    const claimed: string[] = [];
    const doubled: string[] = [];

    async function settle(store: Store, claim: Claim): Promise<void> {
      // As an outbox does before it posts; meanwhile the others claim.
      await store.renew(claim, 60);
      busy.delete(claim.room);
      await store.settle(claim, shown(noon, claim.key));
    }
    async function work(store: Store): Promise<void> {
      while (claimed.length < rows.length) {
        const claims = await store.claimDue(request({ limit: 5 }));
        for (const claim of claims) {
          if (busy.has(claim.room)) doubled.push(claim.key);
          busy.add(claim.room);
          claimed.push(claim.key);
        }
        await Promise.all(claims.map((claim) => settle(store, claim)));
      }
    }

    // Two of each process at once, as when a tick meets a post that has just ended.
    await Promise.all([...stores, ...stores].map(work));
    expect(doubled).toStrictEqual([]);
    expect(new Set(claimed).size).toBe(500);
    expect(claimed).toHaveLength(500);
    const receipts = await some(stores, 1).receipts({ limit: 1000 });
    expect(
      receipts.every(
        ({ state, generation, messageId, key }) => state === 'posted' && generation === 1 && messageId === key,
      ),
    ).toBe(true);
  });

  test('all processes together keep one pace: no turn is given twice [fault 8]', async () => {
    const stores = await threeStores((await movableDatabase(noon)).address);
    await some(stores, 0).planDue(Array.from({ length: 60 }, (_, n) => reminder({ room: `room-${n}` })));
    const pace = { gapMs: 100, roomGapMs: 0 };
    const given = (await Promise.all(stores.map((store) => store.claimDue(request({ limit: 4, pace }))))).flat();
    expect(given.map(({ waitMs }) => waitMs).sort((a, b) => a - b)).toStrictEqual([
      0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000,
    ]);
    expect(new Set(given.map(({ room }) => room)).size).toBe(11);
  });

  test('two processes that meet the same trouble at once tell the maintainers once [fault 8]', async () => {
    const stores = await threeStores();
    const now = some(stores, 0).clock.now();
    await some(stores, 0).planDue(['a', 'b', 'c'].map((room) => reminder({ room, dueAt: (now - 60) as Instant })));
    const claims = await some(stores, 0).claimDue(request());
    const found = await Promise.all(
      stores.map((store, index) =>
        store.trouble(some(claims, index), {
          of: 'platform',
          why: 'the token no longer works',
          until: (now + 300) as Instant,
          notices: [notice({ key: `notice/platform/slack/${index}`, platform: 'discord', dueAt: now })],
        }),
      ),
    );
    expect([...found].sort()).toStrictEqual(['known', 'known', 'new']);
    expect(await some(stores, 2).claimDue(request({ platform: 'discord' }))).toHaveLength(1);
    expect(await some(stores, 1).troubles()).toHaveLength(1);
  });

  test('a trouble that is told in a room which somebody plans for just now waits for the plan, not the plan for it', async () => {
    const address = await freshDatabase();
    const [store] = await threeStores(address);
    if (store === undefined) throw new Error('no store');
    const now = store.clock.now();
    await store.planDue([reminder({ dueAt: now })]);
    const claim = await onlyClaim(store);
    // A plan in another process: it has made a room, and comes to the reminder after it.
    const plan = new pg.Client(address);
    await plan.connect();
    await plan.query(`begin; set local lock_timeout = '2s'`);
    await plan.query(`insert into rooms (target, platform, room) values ('slack/organisers', 'slack', 'organisers')`);
    const told = store.trouble(claim, {
      of: 'room',
      why: 'the channel is archived',
      until: (now + 600) as Instant,
      notices: [notice({ dueAt: now })],
    });
    await expect
      .poll(async () => {
        const { rows } = await plan.query<{ count: string }>(
          `select count(*) from pg_stat_activity where datname = current_database() and wait_event = 'transactionid'`,
        );
        return Number(rows[0]?.count);
      })
      .toBe(1);
    const { rowCount } = await plan.query('update reminders set due_at = due_at where key = $1', [claim.key]);
    await plan.query('commit');
    await plan.end();
    expect(rowCount).toBe(1);
    expect(await told).toBe('new');
  });

  test('a sweep is taken by one of them', async () => {
    const { address, advance } = await movableDatabase(noon);
    await threeStores(address);
    const store = some(open, 0);
    await store.planDue(Array.from({ length: 30 }, (_, n) => reminder({ room: `room-${n}` })));
    for (const claim of await store.claimDue(request({ limit: 30 }))) {
      await store.settle(claim, { state: 'posted', at: noon, id: claim.key, found: true });
    }
    await advance(10);
    const taken = (await Promise.all(open.map((one) => one.sweepsDue('slack', 30)))).flat();
    expect(taken).toHaveLength(30);
    expect(new Set(taken.map(({ key }) => key)).size).toBe(30);
  });
});
