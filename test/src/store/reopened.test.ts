import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../../src/store/store.js';
import { FixedClock, systemClock } from '../../../src/time/clock.js';
import { recorded, skip } from '../../contract/change-samples.js';
import { meetingsClaimed, noon, noonAnd, onlyClaim, reminder, request, shown } from '../../contract/ledger-samples.js';
import { movableDatabase } from '../../support/postgres.js';

interface Database {
  open(): Promise<Store>;
  advance(seconds: number): Promise<void>;
}

const home = mkdtempSync(join(tmpdir(), 'frontdesk-reopened-'));
let files = 0;

const databases: Readonly<Record<string, () => Promise<Database>>> = {
  async SQLite() {
    files += 1;
    const file = join(home, `${files}.db`);
    const clock = new FixedClock(noon);
    return { open: () => openStore(file, { clock }), advance: async (seconds) => clock.advance(seconds) };
  },
  async Postgres() {
    const { address, advance } = await movableDatabase(noon);
    return { open: () => openStore(address, { clock: systemClock }), advance };
  },
};

afterAll(() => rmSync(home, { recursive: true, force: true }));

describe.each(Object.entries(databases))('Frontdesk is started again on %s', (_name, fresh) => {
  let database: Database;
  let store: Store;

  async function opened(): Promise<void> {
    database = await fresh();
    store = await database.open();
  }

  async function startedAgain(): Promise<void> {
    await store.close();
    store = await database.open();
  }

  afterEach(() => store.close());

  test.each(['room', 'platform'] as const)('a %s in trouble is tried at once, and what waited follows', async (of) => {
    await opened();
    const rows = ['a', 'b'].map((meeting) => reminder({ meeting, startsAt: noonAnd(86_400) }));
    await store.planDue(rows);
    await store.trouble(await onlyClaim(store), { of, why: 'archived', until: noonAnd(21_600), notices: [] });
    await database.advance(60);
    expect(await store.claimDue(request())).toStrictEqual([]);
    await startedAgain();
    const trial = await onlyClaim(store);
    expect(trial).toMatchObject({ meeting: 'a', troubles: { [of]: 1 } });
    await store.settle(trial, shown(noonAnd(60)));
    expect(await meetingsClaimed(store)).toStrictEqual(['b']);
  });

  test('an edit that was under way is done again, at once where nobody else can be doing it', async () => {
    await opened();
    await store.planDue([reminder()]);
    await store.settle(await onlyClaim(store), { ...shown(noon), shown: 'at eight' });
    await recorded(store, skip(), { edits: [reminder().key] });
    expect(await store.editsDue('slack', 5)).toHaveLength(1);
    await startedAgain();
    if (store.shared) await database.advance(60);
    const [edit] = await store.editsDue('slack', 5);
    expect(edit).toMatchObject({ messageId: 'm1' });
    // It may have been shown just before the process ended.
    expect(edit).not.toHaveProperty('shown');
    await startedAgain();
    expect((await store.changesAfter(0)).map(({ id }) => id)).toStrictEqual([1]);
  });

  test('a room that rests goes on resting', async () => {
    await opened();
    await store.planDue([reminder()]);
    const rest = { of: 'room', until: noonAnd(300) } as const;
    await store.release(await onlyClaim(store), { notBefore: noon, unsure: false, rest });
    await startedAgain();
    expect(await store.claimDue(request())).toStrictEqual([]);
  });

  test('turns and rests from a clock that was put right meanwhile hold nothing back [fault 51]', async () => {
    await opened();
    const pace = { gapMs: 120, roomGapMs: 1050 };
    await store.planDue([reminder(), reminder({ room: 'asked-to-wait' }), reminder({ room: 'random' })]);
    await database.advance(18_000);
    const claims = await store.claimDue(request({ pace, limit: 2 }));
    for (const claim of claims) {
      const rest = { of: 'room', until: noonAnd(18_600) } as const;
      if (claim.room === 'asked-to-wait') await store.release(claim, { notBefore: noon, unsure: false, rest });
      else await store.settle(claim, shown(noonAnd(18_000)));
    }
    await database.advance(-18_000);
    await startedAgain();
    const rooms = (await store.claimDue(request({ pace }))).map(({ room }) => room);
    await database.advance(2);
    rooms.push(...(await store.claimDue(request({ pace }))).map(({ room }) => room));
    expect(rooms.sort()).toStrictEqual(['asked-to-wait', 'random']);
  });
});
