import { afterEach, describe, expect, test } from 'vitest';
import type { Platform } from '../../src/adapter.js';
import type { Claim, ClaimRequest, NewReminder } from '../../src/store/ledger.js';
import type { Store } from '../../src/store/store.js';
import { FixedClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';

const noon = 1_800_000_000 as Instant;
const noonAnd = (seconds: number) => (noon + seconds) as Instant;
const on = (at: Instant, ...platforms: readonly Platform[]) => ({ platforms: ['slack' as const, ...platforms], at });

export function reminder(change: Partial<NewReminder> = {}): NewReminder {
  const row = {
    meeting: 'community',
    original: '2027-01-15T08:00',
    beforeMinutes: 15,
    room: 'general',
    platform: 'slack' as const,
    dueAt: noon,
    startsAt: noonAnd(900),
    ...change,
  };
  return { key: `${row.meeting}/${row.original}/${row.beforeMinutes}/${row.room}/${row.platform}`, ...row };
}

function request(change: Partial<ClaimRequest> = {}): ClaimRequest {
  return { now: noon, platform: 'slack', limit: 10, leaseSeconds: 60, except: [], ...change };
}

/** What every store keeps to, whatever database stands behind store. */
export function storeContract(name: string, start: (clock: FixedClock) => Promise<Store>): void {
  describe(name, () => {
    let open: Store | undefined;
    let clock = new FixedClock(noon);

    async function opened(): Promise<Store> {
      clock = new FixedClock(noon);
      open = await start(clock);
      return open;
    }

    async function claimedOne(of: Store, change: Partial<ClaimRequest> = {}): Promise<Claim> {
      const [claim, ...more] = await of.claimDue(request(change));
      if (claim === undefined || more.length > 0) throw new Error('expected exactly one claim');
      return claim;
    }

    afterEach(async () => {
      await open?.close();
      open = undefined;
    });

    test('a key is new once, and again only after it expired', async () => {
      const store = await opened();
      expect(await store.first('event-1', 60)).toBe(true);
      expect(await store.first('event-1', 60)).toBe(false);
      expect(await store.first('event-2', 60)).toBe(true);
      clock.advance(59);
      expect(await store.first('event-1', 60)).toBe(false);
      clock.advance(1);
      expect(await store.first('event-1', 60)).toBe(true);
      expect(await store.first('event-1', 60)).toBe(false);
    });

    test('of fifty who ask at once about one key, one is first', async () => {
      const store = await opened();
      const answers = await Promise.all(Array.from({ length: 50 }, () => store.first('same', 60)));
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    test('an invoke comes back from the shelf as it was', async () => {
      const store = await opened();
      const invoke = { command: 'working-groups', options: { query: 'sécurité "‮', page: 2 }, share: true } as const;
      const id = await store.keep(invoke);
      expect(id).toMatch(/^[A-Za-z0-9_-]{1,24}$/);
      expect(await store.take(id)).toStrictEqual(invoke);
    });

    test('the same invoke has one id, whatever the order of its options; another has another', async () => {
      const store = await opened();
      const id = await store.keep({ command: 'meeting', options: { name: 'toc', page: 1 } });
      expect(await store.keep({ command: 'meeting', options: { page: 1, name: 'toc' } })).toBe(id);
      expect(await store.keep({ command: 'meeting', options: { name: 'toc', page: '1' } })).not.toBe(id);
      expect(await store.keep({ command: 'meeting', options: { name: 'toc', page: 1 }, share: true })).not.toBe(id);
    });

    test('an id that nobody kept gives nothing', async () => {
      const store = await opened();
      expect(await store.take('AAAAAAAAAAAAAAAAAAAAAA')).toBeUndefined();
    });

    test('an invoke offered within half a year is still there, an older one is not', async () => {
      const store = await opened();
      const old = await store.keep({ command: 'meeting', options: { name: 'old' } });
      const renewed = await store.keep({ command: 'meeting', options: { name: 'renewed' } });
      clock.advance(100 * 86_400);
      await store.keep({ command: 'meeting', options: { name: 'renewed' } });
      clock.advance(81 * 86_400);
      await store.keep({ command: 'meeting', options: { name: 'new' } });
      expect(await store.take(old)).toBeUndefined();
      expect(await store.take(renewed)).toStrictEqual({ command: 'meeting', options: { name: 'renewed' } });
    });

    test('an empty ledger has no watermark and no receipts', async () => {
      const store = await opened();
      expect(await store.watermark('slack')).toBeUndefined();
      expect(await store.receipts(10)).toStrictEqual([]);
      expect(await store.claimDue(request())).toStrictEqual([]);
    });

    test('planning the same reminder again writes nothing', async () => {
      const store = await opened();
      expect(await store.planDue([reminder()], on(noonAnd(1)))).toBe(1);
      expect(await store.planDue([reminder()], on(noonAnd(2)))).toBe(0);
      expect(await store.receipts(10)).toHaveLength(1);
    });

    test('each platform has its own watermark', async () => {
      const store = await opened();
      await store.planDue([], on(noonAnd(100), 'web'));
      await store.planDue([], { platforms: ['discord'], at: noonAnd(40) });
      await store.planDue([], { platforms: [], at: noonAnd(200) });
      expect(await store.watermark('slack')).toBe(noonAnd(100));
      expect(await store.watermark('web')).toBe(noonAnd(100));
      expect(await store.watermark('discord')).toBe(noonAnd(40));
      expect(await store.watermark('console')).toBeUndefined();
    });

    test('a watermark goes forward only', async () => {
      const store = await opened();
      await store.planDue([], on(noonAnd(100)));
      await store.planDue([], on(noonAnd(40)));
      expect(await store.watermark('slack')).toBe(noonAnd(100));
    });

    test('when a row cannot be written, neither the others nor the watermark are', async () => {
      const store = await opened();
      const broken = { ...reminder({ room: 'other' }), meeting: null } as unknown as NewReminder;
      await expect(store.planDue([reminder(), broken], on(noonAnd(1)))).rejects.toThrow();
      expect(await store.watermark('slack')).toBeUndefined();
      expect(await store.receipts(10)).toStrictEqual([]);
    });

    test('a thousand reminders of one minute are planned in one call', async () => {
      const store = await opened();
      const rows = Array.from({ length: 1000 }, (_, n) => reminder({ room: `room-${n}` }));
      expect(await store.planDue(rows, on(noonAnd(1)))).toBe(1000);
      expect(await store.claimDue(request({ limit: 8 }))).toHaveLength(8);
    });

    test('a claim holds the reminder: nobody else gets it until the lease ends', async () => {
      const store = await opened();
      await store.planDue([reminder()], on(noonAnd(1)));
      const claim = await claimedOne(store);
      expect(claim).toStrictEqual({ ...reminder(), generation: 1, unsure: false, since: noon });
      clock.advance(59);
      expect(await store.claimDue(request({ now: noonAnd(59) }))).toStrictEqual([]);
      clock.advance(1);
      const takeover = await claimedOne(store, { now: noonAnd(60) });
      expect(takeover).toStrictEqual({ ...reminder(), generation: 2, unsure: true, since: noon });
    });

    test('who lost a claim can neither renew, settle nor release it', async () => {
      const store = await opened();
      await store.planDue([reminder()], on(noonAnd(1)));
      const lost = await claimedOne(store);
      clock.advance(61);
      const takeover = await claimedOne(store, { now: noonAnd(61) });
      expect(await store.renew(lost, 60)).toBe(false);
      expect(await store.settle(lost, { state: 'skipped', at: noonAnd(61), why: 'stale' })).toBe(false);
      expect(await store.release(lost, { notBefore: noonAnd(61), unsure: false })).toBe(false);
      expect(await store.settle(takeover, { state: 'posted', at: noonAnd(61), id: 'm1', lateBySeconds: 61 })).toBe(
        true,
      );
      expect(await store.receipts(1)).toMatchObject([{ state: 'posted', generation: 2, messageId: 'm1' }]);
    });

    test('a renewed lease counts from the renewal; one that has ended cannot be renewed', async () => {
      const store = await opened();
      await store.planDue([reminder()], on(noonAnd(1)));
      const claim = await claimedOne(store);
      clock.advance(50);
      expect(await store.renew(claim, 60)).toBe(true);
      clock.advance(59);
      expect(await store.claimDue(request({ now: noonAnd(109) }))).toStrictEqual([]);
      clock.advance(1);
      expect(await store.renew(claim, 60)).toBe(false);
    });

    test('a posted reminder keeps its message, its link and how late it was, and is never claimed again', async () => {
      const store = await opened();
      await store.planDue([reminder()], on(noonAnd(1)));
      const claim = await claimedOne(store);
      await store.settle(claim, {
        state: 'posted',
        at: noonAnd(7),
        id: '171.22',
        link: 'https://slack.example/p1',
        lateBySeconds: 7,
      });
      clock.advance(3600);
      expect(await store.claimDue(request({ now: noonAnd(3600) }))).toStrictEqual([]);
      expect(await store.planDue([reminder()])).toBe(0);
      expect(await store.receipts(10)).toStrictEqual([
        {
          ...reminder(),
          state: 'posted',
          generation: 1,
          settledAt: noonAnd(7),
          messageId: '171.22',
          link: 'https://slack.example/p1',
          lateBySeconds: 7,
        },
      ]);
    });

    test('a reminder that is too late already is written as skipped, with the reason', async () => {
      const store = await opened();
      await store.planDue(
        [{ ...reminder(), skipped: { at: noonAnd(999), why: 'nobody was there' } }],
        on(noonAnd(1000)),
      );
      expect(await store.claimDue(request({ now: noonAnd(1000) }))).toStrictEqual([]);
      expect(await store.receipts(10)).toStrictEqual([
        { ...reminder(), state: 'skipped', generation: 0, settledAt: noonAnd(999), why: 'nobody was there' },
      ]);
    });

    test.each(['skipped', 'broken'] as const)('a %s reminder says why and is never claimed again', async (state) => {
      const store = await opened();
      await store.planDue([reminder()], on(noonAnd(1)));
      await store.settle(await claimedOne(store), { state, at: noon, why: 'the channel is archived' });
      clock.advance(3600);
      expect(await store.claimDue(request({ now: noonAnd(3600) }))).toStrictEqual([]);
      expect(await store.receipts(1)).toMatchObject([{ state, why: 'the channel is archived', settledAt: noon }]);
    });

    test.each([true, false])(
      'a released reminder waits its time and keeps whether it may be shown (%s)',
      async (unsure) => {
        const store = await opened();
        await store.planDue([reminder()], on(noonAnd(1)));
        const claim = await claimedOne(store);
        expect(await store.release(claim, { notBefore: noonAnd(30), unsure, why: 'no answer' })).toBe(true);
        expect(await store.claimDue(request({ now: noonAnd(29) }))).toStrictEqual([]);
        const again = await claimedOne(store, { now: noonAnd(30) });
        expect(again).toStrictEqual({ ...reminder(), generation: 2, unsure, since: noon, why: 'no answer' });
      },
    );

    test('a reminder released with a new time is due at that time', async () => {
      const store = await opened();
      await store.planDue([reminder()], on(noonAnd(1)));
      const moved = { dueAt: noonAnd(7200), startsAt: noonAnd(8100) };
      await store.release(await claimedOne(store), { notBefore: moved.dueAt, unsure: false, moved });
      expect(await store.claimDue(request({ now: noonAnd(7199) }))).toStrictEqual([]);
      expect(await claimedOne(store, { now: noonAnd(7200) })).toMatchObject(moved);
    });

    test('a reminder that was not posted follows its meeting to a later time; a posted one does not', async () => {
      const store = await opened();
      const kept = reminder({ room: 'kept' });
      const done = reminder({ room: 'done' });
      await store.planDue([{ ...kept, skipped: { at: noon, why: 'skipped' } }, done], on(noonAnd(1)));
      const claim = await claimedOne(store);
      await store.settle(claim, { state: 'posted', at: noon, id: 'm1', lateBySeconds: 0 });
      const later = { dueAt: noonAnd(7200), startsAt: noonAnd(8100) };
      expect(
        await store.planDue([
          { ...kept, ...later },
          { ...done, ...later },
        ]),
      ).toBe(1);
      expect(await claimedOne(store, { now: noonAnd(7200) })).toStrictEqual({
        ...kept,
        ...later,
        generation: 1,
        unsure: false,
        since: noonAnd(7200),
      });
    });

    test('a reminder that waits for its next try follows its meeting to an earlier time', async () => {
      const store = await opened();
      await store.planDue([reminder({ dueAt: noonAnd(-60) })]);
      const moved = { dueAt: noonAnd(7200), startsAt: noonAnd(8100) };
      await store.release(await claimedOne(store), { notBefore: moved.dueAt, unsure: true, moved });
      expect(await store.planDue([reminder({ dueAt: noonAnd(600), startsAt: noonAnd(1500) })])).toBe(1);
      expect(await claimedOne(store, { now: noonAnd(600) })).toMatchObject({ dueAt: noonAnd(600), unsure: true });
    });

    test('each room gets one claim at a time, the earliest due first, and busy rooms and other platforms none', async () => {
      const store = await opened();
      const first = reminder({ meeting: 'a', dueAt: noonAnd(-20) });
      const second = reminder({ meeting: 'b', dueAt: noonAnd(-10) });
      const elsewhere = reminder({ meeting: 'c', room: 'random', dueAt: noonAnd(-30) });
      const onDiscord = reminder({ meeting: 'd', platform: 'discord', dueAt: noonAnd(-5) });
      await store.planDue([second, first, elsewhere, onDiscord], on(noonAnd(1)));
      const busy = [{ platform: 'slack' as const, room: 'random' }];
      const claims = await store.claimDue(request({ except: busy }));
      expect(claims.map((claim) => claim.meeting)).toStrictEqual(['a']);
      const more = await store.claimDue(request({ platform: 'discord', except: busy }));
      expect(more.map((claim) => claim.meeting)).toStrictEqual(['d']);
    });

    test('a room with very many due reminders does not keep the others from their turn', async () => {
      const store = await opened();
      const many = Array.from({ length: 600 }, (_, n) => reminder({ meeting: `many-${n}`, dueAt: noonAnd(-60) }));
      await store.planDue([...many, reminder({ meeting: 'quiet', room: 'quiet' })], on(noonAnd(1)));
      const busy = (await store.claimDue(request({ limit: 2 }))).map(({ platform, room }) => ({ platform, room }));
      const next = await store.claimDue(request({ limit: 2, except: busy }));
      expect(next.map((claim) => claim.meeting)).toStrictEqual(['quiet']);
    });

    test('after a room waited, its earliest reminder goes first although it was tried before', async () => {
      const store = await opened();
      await store.planDue([
        reminder({ meeting: 'a', dueAt: noonAnd(-20) }),
        reminder({ meeting: 'b', dueAt: noonAnd(-10) }),
      ]);
      await store.release(await claimedOne(store), { notBefore: noonAnd(30), unsure: false });
      expect(await claimedOne(store, { now: noonAnd(30) })).toMatchObject({ meeting: 'a', generation: 2 });
    });

    test('receipts come latest due first, as many as asked', async () => {
      const store = await opened();
      await store.planDue([1, 3, 2].map((n) => reminder({ meeting: `m${n}`, dueAt: noonAnd(n) })));
      expect((await store.receipts(2)).map((receipt) => receipt.meeting)).toStrictEqual(['m3', 'm2']);
    });

    test('closing twice is harmless', async () => {
      const store = await opened();
      await store.close();
      await store.close();
      await expect(store.watermark('slack')).rejects.toThrow();
    });
  });
}
