import { describe, expect, test } from 'vitest';
import type { NewReminder } from '../../src/store/ledger.js';
import {
  claimOf,
  meetingsClaimed,
  noon,
  noonAnd,
  onlyClaim,
  openedWith,
  reminder,
  request,
  type Start,
  shown,
  upTo,
} from './ledger-samples.js';

/** Planning, and the life of one reminder. */
export function ledgerContract(name: string, start: Start): void {
  describe(`${name}: the ledger`, () => {
    const opened = openedWith(start);

    test('an empty ledger has no watermark, no receipts, nothing to claim, to sweep or to give up', async () => {
      const { store } = await opened();
      expect(await store.watermark('slack')).toBeUndefined();
      expect(await store.receipts({ limit: 10 })).toStrictEqual([]);
      expect(await store.claimDue(request())).toStrictEqual([]);
      expect(await store.sweepsDue('slack', 10)).toStrictEqual([]);
      expect(await store.lapse()).toStrictEqual([]);
      expect(await store.troubles()).toStrictEqual([]);
    });

    test('planning the same reminder again writes nothing', async () => {
      const { store } = await opened();
      expect(await store.planDue([reminder()], upTo(noonAnd(1)))).toBe(1);
      expect(await store.planDue([reminder()], upTo(noonAnd(2)))).toBe(0);
      expect(await store.receipts({ limit: 10 })).toHaveLength(1);
    });

    test('a reminder that stands twice in one plan is written once', async () => {
      const { store } = await opened();
      expect(await store.planDue([reminder(), reminder()])).toBe(1);
    });

    test('each platform has its own watermark', async () => {
      const { store } = await opened();
      await store.planDue([], upTo(noonAnd(100), 'web'));
      await store.planDue([], { platforms: ['discord'], at: noonAnd(40) });
      await store.planDue([], { platforms: [], at: noonAnd(200) });
      expect(await store.watermark('slack')).toBe(noonAnd(100));
      expect(await store.watermark('web')).toBe(noonAnd(100));
      expect(await store.watermark('discord')).toBe(noonAnd(40));
      expect(await store.watermark('console')).toBeUndefined();
    });

    test('a watermark goes forward only', async () => {
      const { store } = await opened();
      await store.planDue([], upTo(noonAnd(100)));
      await store.planDue([], upTo(noonAnd(40)));
      expect(await store.watermark('slack')).toBe(noonAnd(100));
    });

    test('when a row cannot be written, neither the others nor the watermark are', async () => {
      const { store } = await opened();
      const broken = { ...reminder({ room: 'other' }), meeting: null } as unknown as NewReminder;
      await expect(store.planDue([reminder(), broken], upTo(noonAnd(1)))).rejects.toThrow();
      expect(await store.watermark('slack')).toBeUndefined();
      expect(await store.receipts({ limit: 10 })).toStrictEqual([]);
      expect(await store.claimDue(request())).toStrictEqual([]);
    });

    test('a thousand reminders of one minute are planned in one call', async () => {
      const { store } = await opened();
      const rows = Array.from({ length: 1000 }, (_, n) => reminder({ room: `room-${n}` }));
      expect(await store.planDue(rows, upTo(noonAnd(1)))).toBe(1000);
      expect(await store.planDue(rows)).toBe(0);
      expect(await store.claimDue(request({ limit: 8 }))).toHaveLength(8);
    });

    // The process that held the claim was killed: it never settles, and nobody but the lease says so.
    test('a claim holds the reminder: nobody else gets it until the lease ends [fault 2]', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()], upTo(noonAnd(1)));
      expect(await onlyClaim(store)).toStrictEqual(claimOf(reminder()));
      await advance(59);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(1);
      expect(await onlyClaim(store)).toStrictEqual(claimOf(reminder(), { generation: 2, unsure: true }));
    });

    test('killed again while it asks the platform, a reminder is unsure for the third process too [fault 5]', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await onlyClaim(store);
      await advance(60);
      expect(await onlyClaim(store)).toMatchObject({ generation: 2, unsure: true });
      await advance(60);
      const third = await onlyClaim(store);
      expect(third).toStrictEqual(claimOf(reminder(), { generation: 3, unsure: true }));
      await store.settle(third, { state: 'posted', at: noonAnd(120), id: 'm1', found: true });
      expect(await store.receipts({ limit: 10 })).toStrictEqual([
        { ...reminder(), state: 'posted', generation: 3, settledAt: noonAnd(120), messageId: 'm1', found: true },
      ]);
      await advance(3600);
      expect(await store.claimDue(request())).toStrictEqual([]);
    });

    test('who lost a claim can neither renew, settle nor release it, nor report trouble', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()], upTo(noonAnd(1)));
      const lost = await onlyClaim(store);
      await advance(61);
      const takeover = await onlyClaim(store);
      expect(await store.renew(lost, 60)).toBeUndefined();
      expect(await store.settle(lost, { state: 'skipped', at: noonAnd(61), why: 'stale' })).toBe(false);
      expect(await store.release(lost, { notBefore: noonAnd(61), unsure: false })).toBe(false);
      const trouble = { of: 'room', why: 'gone', until: noonAnd(661), notices: [] } as const;
      expect(await store.trouble(lost, trouble)).toBe('lost');
      expect(await store.troubles()).toStrictEqual([]);
      expect(await store.settle(takeover, { ...shown(noonAnd(61)), lateBySeconds: 61 })).toBe(true);
      expect(await store.receipts({ limit: 1 })).toMatchObject([{ state: 'posted', generation: 2, messageId: 'm1' }]);
    });

    test('a renewed lease counts from the renewal; one that has ended cannot be renewed', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()], upTo(noonAnd(1)));
      const claim = await onlyClaim(store);
      await advance(50);
      expect(await store.renew(claim, 60)).toStrictEqual({ revision: 0 });
      await advance(59);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(1);
      expect(await store.renew(claim, 60)).toBeUndefined();
    });

    test('a posted reminder keeps its message, its link and how late it was, and is never claimed again', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()], upTo(noonAnd(1)));
      const link = 'https://slack.example/p1';
      const posted = { state: 'posted', at: noonAnd(7), id: '171.22', link, lateBySeconds: 7 } as const;
      await store.settle(await onlyClaim(store), posted);
      await advance(3600);
      expect(await store.claimDue(request())).toStrictEqual([]);
      expect(await store.planDue([reminder()])).toBe(0);
      expect(await store.receipts({ limit: 10 })).toStrictEqual([
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

    test('a claim can be settled once', async () => {
      const { store } = await opened();
      await store.planDue([reminder()]);
      const claim = await onlyClaim(store);
      expect(await store.settle(claim, shown(noon, 'first'))).toBe(true);
      expect(await store.settle(claim, shown(noon, 'second'))).toBe(false);
      expect(await store.receipts({ limit: 1 })).toMatchObject([{ messageId: 'first' }]);
    });

    test('a reminder that is too late already is written as skipped, with the reason', async () => {
      const { store, advance } = await opened();
      const skipped = { at: noonAnd(999), why: 'nobody was there' };
      await store.planDue([{ ...reminder(), skipped }], upTo(noonAnd(1000)));
      await advance(1000);
      expect(await store.claimDue(request())).toStrictEqual([]);
      expect(await store.receipts({ limit: 10 })).toStrictEqual([
        { ...reminder(), state: 'skipped', generation: 0, settledAt: noonAnd(999), why: 'nobody was there' },
      ]);
    });

    test.each(['skipped', 'broken'] as const)('a %s reminder says why and is never claimed again', async (state) => {
      const { store, advance } = await opened();
      await store.planDue([reminder()], upTo(noonAnd(1)));
      await store.settle(await onlyClaim(store), { state, at: noon, why: 'the channel is archived' });
      await advance(3600);
      expect(await store.claimDue(request())).toStrictEqual([]);
      expect(await store.receipts({ limit: 1 })).toMatchObject([
        { state, why: 'the channel is archived', settledAt: noon },
      ]);
    });

    test.each([true, false])(
      'a released reminder waits its time and keeps whether it may be shown (%s)',
      async (unsure) => {
        const { store, advance } = await opened();
        await store.planDue([reminder()], upTo(noonAnd(1)));
        const claim = await onlyClaim(store);
        expect(await store.release(claim, { notBefore: noonAnd(30), unsure, why: 'no answer' })).toBe(true);
        await advance(29);
        expect(await store.claimDue(request())).toStrictEqual([]);
        await advance(1);
        expect(await onlyClaim(store)).toStrictEqual(claimOf(reminder(), { generation: 2, unsure, why: 'no answer' }));
      },
    );

    test('a reminder released with a new time is due at that time', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()], upTo(noonAnd(1)));
      const moved = { dueAt: noonAnd(7200), startsAt: noonAnd(8100) };
      await store.release(await onlyClaim(store), { notBefore: moved.dueAt, unsure: false, moved });
      await advance(7199);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(1);
      expect(await onlyClaim(store)).toMatchObject(moved);
    });

    test.each(['planned', 'skipped', 'broken'] as const)(
      'a reminder that is %s follows its meeting to a later time',
      async (state) => {
        const { store, advance } = await opened();
        await store.planDue([reminder()]);
        if (state !== 'planned') await store.settle(await onlyClaim(store), { state, at: noon, why: 'refused' });
        const later = reminder({ dueAt: noonAnd(7200), startsAt: noonAnd(8100) });
        expect(await store.planDue([later])).toBe(1);
        await advance(7199);
        expect(await store.claimDue(request())).toStrictEqual([]);
        await advance(1);
        expect(await onlyClaim(store)).toStrictEqual(
          state === 'planned'
            ? claimOf(later, { since: noonAnd(7200) })
            : claimOf(later, { generation: 2, since: noon }),
        );
      },
    );

    test('a posted reminder does not follow its meeting', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.settle(await onlyClaim(store), shown(noon));
      expect(await store.planDue([reminder({ dueAt: noonAnd(7200), startsAt: noonAnd(8100) })])).toBe(0);
      await advance(7200);
      expect(await store.claimDue(request())).toStrictEqual([]);
    });

    test('what may have been shown before it was skipped is asked about when a move revives it', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await onlyClaim(store);
      await advance(60);
      await store.settle(await onlyClaim(store), { state: 'skipped', at: noonAnd(60), why: 'could not be asked' });
      await store.planDue([reminder({ dueAt: noonAnd(90), startsAt: noonAnd(990) })]);
      await advance(30);
      expect(await onlyClaim(store)).toMatchObject({ generation: 3, unsure: true });
    });

    test('after a plan that doubts, what was planned before is asked about, and what comes later is not', async () => {
      const { store, advance } = await opened();
      await store.planDue([
        reminder({ meeting: 'old', room: 'a' }),
        reminder({ meeting: 'elsewhere', platform: 'discord' }),
        reminder({ meeting: 'later', room: 'c', dueAt: noonAnd(60) }),
      ]);
      await store.planDue([reminder({ meeting: 'new', room: 'b' })], { ...upTo(noonAnd(60)), unsure: true });
      await advance(60);
      const claims = [
        ...(await store.claimDue(request())),
        ...(await store.claimDue(request({ platform: 'discord' }))),
      ];
      expect(claims.map(({ meeting, unsure }) => `${meeting} ${unsure}`)).toStrictEqual([
        'new true',
        'old true',
        'later false',
        'elsewhere false',
      ]);
    });

    test('a reminder that waits for its next try follows its meeting to an earlier time', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder({ dueAt: noonAnd(-60) })]);
      const moved = { dueAt: noonAnd(7200), startsAt: noonAnd(8100) };
      await store.release(await onlyClaim(store), { notBefore: moved.dueAt, unsure: true, moved });
      expect(await store.planDue([reminder({ dueAt: noonAnd(600), startsAt: noonAnd(1500) })])).toBe(1);
      await advance(600);
      expect(await onlyClaim(store)).toMatchObject({ dueAt: noonAnd(600), unsure: true });
    });

    test('a rule that is edited while a reminder is claimed changes nothing for whoever holds it [fault 60]', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      const claim = await onlyClaim(store);
      expect(await store.planDue([reminder({ dueAt: noonAnd(600), startsAt: noonAnd(1500) })])).toBe(0);
      // Who holds it finds the new time before it posts, and gives the reminder back with it: no second row comes of it.
      const moved = { dueAt: noonAnd(600), startsAt: noonAnd(1500) };
      expect(await store.release(claim, { notBefore: moved.dueAt, unsure: false, moved })).toBe(true);
      expect(await store.receipts({ limit: 10 })).toMatchObject([{ state: 'planned', dueAt: noonAnd(600) }]);
      await advance(600);
      expect(await onlyClaim(store)).toMatchObject({ ...moved, generation: 2, unsure: false });
    });

    test('a meeting that is cancelled while its reminder is claimed is settled as skipped, once [fault 61]', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      const claim = await onlyClaim(store);
      const skipped = { at: noonAnd(1), why: 'the meeting is skipped' };
      expect(await store.planDue([{ ...reminder(), skipped }])).toBe(0);
      expect(await store.settle(claim, { state: 'skipped', ...skipped })).toBe(true);
      await advance(60);
      expect(await store.claimDue(request())).toStrictEqual([]);
      expect(await store.receipts({ limit: 10 })).toMatchObject([{ state: 'skipped', why: 'the meeting is skipped' }]);
    });

    test('after a reminder waited for its next try, it goes first again, for it is due longest', async () => {
      const { store, advance } = await opened();
      await store.planDue([
        reminder({ meeting: 'a', dueAt: noonAnd(-20) }),
        reminder({ meeting: 'b', dueAt: noonAnd(-10) }),
      ]);
      await store.release(await onlyClaim(store), { notBefore: noonAnd(30), unsure: false });
      await advance(30);
      expect(await onlyClaim(store)).toMatchObject({ meeting: 'a', generation: 2 });
    });

    test('a reminder that waits for its next try does not keep the next one in its room from its turn', async () => {
      const { store } = await opened();
      await store.planDue([
        reminder({ meeting: 'a', dueAt: noonAnd(-20) }),
        reminder({ meeting: 'b', dueAt: noonAnd(-10) }),
      ]);
      await store.release(await onlyClaim(store), { notBefore: noonAnd(30), unsure: false });
      expect(await meetingsClaimed(store)).toStrictEqual(['b']);
    });

    test('receipts come latest due first, as many as asked, of the meeting and the states asked for', async () => {
      const { store } = await opened();
      await store.planDue([1, 3, 2].map((n) => reminder({ meeting: `m${n}`, dueAt: noonAnd(n - 3) })));
      await store.settle(await onlyClaim(store), { state: 'broken', at: noon, why: 'refused' });
      const meetings = async (query: Parameters<typeof store.receipts>[0]) =>
        (await store.receipts(query)).map(({ meeting }) => meeting);
      expect(await meetings({ limit: 2 })).toStrictEqual(['m3', 'm2']);
      expect(await meetings({ limit: 10, meeting: 'm2' })).toStrictEqual(['m2']);
      expect(await meetings({ limit: 10, states: ['broken', 'posted'] })).toStrictEqual(['m1']);
      expect(await meetings({ limit: 10, meeting: 'm2', states: ['broken'] })).toStrictEqual([]);
    });

    // What an embedded store may meet: its clock is the host's.
    test('a clock that went an hour ahead and came back delays nothing, and posts nothing again [fault 51]', async () => {
      const { store, advance } = await opened();
      const pace = { gapMs: 1000, roomGapMs: 5000 };
      await store.planDue(['a', 'b', 'c'].map((meeting) => reminder({ meeting, room: `room-${meeting}` })));
      await store.planDue([reminder({ meeting: 'd', room: 'room-a' })]);
      await advance(3600);
      const [first, second] = await store.claimDue(request({ pace }));
      if (first === undefined || second === undefined) throw new Error('expected two claims');
      await store.settle(first, shown(noonAnd(3600)));
      await store.release(second, { notBefore: noonAnd(3660), unsure: false });
      await advance(-3600);
      expect(await meetingsClaimed(store, { pace })).toStrictEqual(['b']);
      await advance(1);
      expect(await meetingsClaimed(store, { pace })).toStrictEqual(['c']);
      await advance(1);
      expect(await meetingsClaimed(store, { pace })).toStrictEqual(['d']);
    });

    test('a clock that came back leaves an uncertain try the time that it may still need [fault 51]', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await advance(3600);
      await store.release(await onlyClaim(store), { notBefore: noonAnd(3611), unsure: true });
      await advance(-3600);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(10);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(1);
      expect(await onlyClaim(store)).toMatchObject({ unsure: true, generation: 2 });
    });
  });
}
