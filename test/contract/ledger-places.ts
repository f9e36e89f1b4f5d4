import { describe, expect, test } from 'vitest';
import type { Claim } from '../../src/store/ledger.js';
import {
  meetingsClaimed,
  noon,
  noonAnd,
  notice,
  onlyClaim,
  openedWith,
  reminder,
  request,
  type Start,
  shown,
  troubleOf,
} from './ledger-samples.js';

/** Rooms and platforms in trouble, and the notices about it. */
export function placesContract(name: string, start: Start): void {
  describe(`${name}: troubles and notices`, () => {
    const opened = openedWith(start);

    test('a notice is claimed with its reply, once, however often it is told', async () => {
      const { store } = await opened();
      await store.tell([notice()]);
      await store.tell([notice(), notice()]);
      expect(await onlyClaim(store)).toStrictEqual({
        key: 'notice/room/slack/general/1800000000',
        meeting: '',
        original: '',
        beforeMinutes: 0,
        room: 'organisers',
        platform: 'slack',
        dueAt: noon,
        startsAt: noonAnd(86_400),
        generation: 1,
        unsure: false,
        since: noon,
        waitMs: 0,
        roomGapMs: 0,
        troubles: { room: 0, platform: 0 },
        notice: { reply: notice().reply },
      });
      expect(await store.claimDue(request())).toStrictEqual([]);
    });

    test('two notices to one person are one after the other, those to two persons are not', async () => {
      const { store } = await opened();
      const to = (key: string, person: string) => notice({ key: `notice/${key}`, room: '', person });
      await store.tell([to('a', 'U1'), to('b', 'U1'), to('c', 'U2')]);
      const claims = await store.claimDue(request());
      expect(claims.map(({ key, notice: told }) => [key, told?.person])).toStrictEqual([
        ['notice/a', 'U1'],
        ['notice/c', 'U2'],
      ]);
    });

    test('notices are not among the receipts', async () => {
      const { store } = await opened();
      await store.tell([notice()]);
      await store.planDue([reminder()]);
      expect(await store.receipts({ limit: 10 })).toMatchObject([{ meeting: 'community' }]);
    });

    test('a room in trouble is left alone until its next try, and the maintainers are told once', async () => {
      const { store, advance } = await opened();
      await store.planDue([
        reminder({ meeting: 'a', dueAt: noonAnd(-9) }),
        reminder({ meeting: 'b' }),
        reminder({ meeting: 'elsewhere', room: 'random' }),
      ]);
      expect(await store.trouble(await onlyClaim(store, { limit: 1 }), troubleOf('room', 600, [notice()]))).toBe('new');
      const claims = await store.claimDue(request());
      expect(claims.map(({ meeting, notice: told }) => told?.reply.title ?? meeting)).toStrictEqual([
        'elsewhere',
        'A room is closed',
      ]);
      expect(await store.troubles()).toStrictEqual([
        { platform: 'slack', room: 'general', why: 'the channel is archived', since: noon, triedAgainAt: noonAnd(600) },
      ]);
      for (const claim of claims) await store.settle(claim, shown(noon));
      await advance(599);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(1);
      const again = await onlyClaim(store);
      expect(again).toMatchObject({ meeting: 'a', generation: 2, unsure: false, troubles: { room: 1, platform: 0 } });
      const other = notice({ key: 'notice/room/slack/general/1800000600', dueAt: noonAnd(600) });
      expect(await store.trouble(again, troubleOf('room', 1800, [other]))).toBe('known');
      await advance(1199);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(1);
      expect(await onlyClaim(store)).toMatchObject({ troubles: { room: 2, platform: 0 } });
      expect(await store.troubles()).toMatchObject([{ since: noon, triedAgainAt: noonAnd(1800) }]);
    });

    test('the first post in a room ends its trouble; the next trouble is news again', async () => {
      const { store, advance } = await opened();
      await store.planDue(['a', 'b'].map((meeting) => reminder({ meeting, startsAt: noonAnd(9000) })));
      await store.trouble(await onlyClaim(store), troubleOf('room', 600));
      await advance(600);
      await store.settle(await onlyClaim(store), shown(noonAnd(600)));
      expect(await store.troubles()).toStrictEqual([]);
      const next = await onlyClaim(store);
      expect(next).toMatchObject({ meeting: 'b', troubles: { room: 0, platform: 0 } });
      expect(await store.trouble(next, troubleOf('room', 1200, [notice()]))).toBe('new');
    });

    test('a copy that was found tells nothing of the room today: its trouble stays', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.trouble(await onlyClaim(store), troubleOf('room', 600));
      await store.planDue([reminder({ meeting: 'next', startsAt: noonAnd(9000) })]);
      await advance(600);
      await store.settle(await onlyClaim(store, { limit: 1 }), {
        state: 'posted',
        at: noonAnd(600),
        id: 'm1',
        found: true,
      });
      expect(await store.troubles()).toHaveLength(1);
    });

    test.each(['room', 'platform'] as const)(
      'a %s for which nothing waits any more is told until its next try would have been, then no more',
      async (of) => {
        const { store, advance } = await opened();
        // It starts so soon that no try before the start is left.
        const soon = reminder({ startsAt: noonAnd(400) });
        await store.planDue([soon, reminder({ platform: 'discord' })]);
        await store.trouble(await onlyClaim(store), troubleOf(of, 1800));
        await advance(400 + 120);
        expect(await store.lapse()).toStrictEqual([soon.key]);
        expect(await store.troubles()).toHaveLength(1);
        await advance(1800 - 520 - 1);
        expect(await store.troubles()).toHaveLength(1);
        await advance(1);
        expect(await store.troubles()).toStrictEqual([]);
        // While something waits or is being posted it is told again, with the day since when it was.
        await store.planDue([reminder({ meeting: 'next', startsAt: noonAnd(9000) })]);
        expect(await store.troubles()).toMatchObject([{ since: noon }]);
        const next = await onlyClaim(store);
        expect(await store.troubles()).toHaveLength(1);
        await store.settle(next, { state: 'skipped', at: noonAnd(1800), why: 'the room left the file' });
        expect(await store.troubles()).toStrictEqual([]);
      },
    );

    test('a platform in trouble is left alone as a whole, and then tried with one post [fault 40]', async () => {
      const { store, advance } = await opened();
      await store.planDue([
        ...['a', 'b', 'c'].map((room) => reminder({ room, startsAt: noonAnd(9000) })),
        reminder({ platform: 'discord', startsAt: noonAnd(9000) }),
      ]);
      const [first, second] = await store.claimDue(request({ limit: 2 }));
      if (first === undefined || second === undefined) throw new Error('expected two claims');
      const told = [notice({ platform: 'discord' })];
      expect(await store.trouble(first, troubleOf('platform', 300, told))).toBe('new');
      expect(await store.trouble(second, troubleOf('platform', 300, told))).toBe('known');
      expect(await store.troubles()).toStrictEqual([
        { platform: 'slack', why: 'the channel is archived', since: noon, triedAgainAt: noonAnd(300) },
      ]);
      await advance(299);
      expect(await store.claimDue(request())).toStrictEqual([]);
      expect(await store.claimDue(request({ platform: 'discord' }))).toHaveLength(2);
      await advance(1);
      const trial = await onlyClaim(store);
      // Two claims met the same trouble together: that is one try, not two.
      expect(trial.troubles).toStrictEqual({ room: 0, platform: 1 });
      expect(await store.claimDue(request())).toStrictEqual([]);
      await store.settle(trial, shown(noonAnd(300)));
      expect(await store.troubles()).toStrictEqual([]);
      expect(await store.claimDue(request())).toHaveLength(2);
    });

    test('what waits for a room in trouble until its meeting began is broken, with the reason', async () => {
      const { store, advance } = await opened();
      const unsure = reminder({ meeting: 'unsure', room: 'general', dueAt: noonAnd(-9) });
      await store.planDue([unsure, reminder({ meeting: 'healthy', room: 'random', startsAt: noonAnd(9000) })]);
      await store.release(await onlyClaim(store, { limit: 1 }), { notBefore: noonAnd(9000), unsure: true });
      await store.planDue([
        reminder({ meeting: 'a' }),
        reminder({ meeting: 'b', startsAt: noonAnd(899) }),
        reminder({ meeting: 'later', startsAt: noonAnd(901) }),
      ]);
      const claims = await store.claimDue(request());
      for (const claim of claims) {
        if (claim.meeting === 'a') await store.trouble(claim, troubleOf('room', 9000));
        else await store.release(claim, { notBefore: noonAnd(9000), unsure: false });
      }
      await advance(900 + 119);
      expect(await store.lapse()).toStrictEqual([reminder({ meeting: 'b' }).key]);
      await advance(1);
      expect(await store.lapse()).toStrictEqual([reminder({ meeting: 'a' }).key]);
      expect(await store.lapse()).toStrictEqual([]);
      expect(await store.receipts({ limit: 10, states: ['broken'] })).toMatchObject([
        { meeting: 'a', why: 'the channel is archived', settledAt: noonAnd(1020) },
        { meeting: 'b', why: 'the channel is archived', settledAt: noonAnd(1019) },
      ]);
      const states = (await store.receipts({ limit: 10 })).map(({ meeting, state }) => `${meeting} ${state}`);
      expect(states.sort()).toStrictEqual([
        'a broken',
        'b broken',
        'healthy planned',
        'later planned',
        'unsure planned',
      ]);
    });

    test('what waits for a platform in trouble until its meeting began is broken in every room', async () => {
      const { store, advance } = await opened();
      await store.planDue(['a', 'b'].map((room) => reminder({ room })));
      await store.planDue([reminder({ platform: 'discord' })]);
      await store.trouble(await onlyClaim(store, { limit: 1 }), troubleOf('platform', 9000));
      await advance(1020);
      expect([...(await store.lapse())].sort()).toStrictEqual([
        'community/2027-01-15T08:00/15/a/slack',
        'community/2027-01-15T08:00/15/b/slack',
      ]);
    });

    test('without trouble nothing is given up, however late it is', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await advance(86_400);
      expect(await store.lapse()).toStrictEqual([]);
      expect(await meetingsClaimed(store)).toStrictEqual(['community']);
    });

    test('of two who meet the same trouble at once, one finds it new', async () => {
      const { store } = await opened();
      await store.planDue(['a', 'b', 'c', 'd'].map((room) => reminder({ room })));
      const claims = await store.claimDue(request());
      const meet = (claim: Claim) =>
        store.trouble(claim, troubleOf('platform', 300, [notice({ platform: 'discord' })]));
      const found = await Promise.all(claims.map(meet));
      expect([...found].sort()).toStrictEqual(['known', 'known', 'known', 'new']);
      expect(await store.claimDue(request({ platform: 'discord' }))).toHaveLength(1);
    });
  });
}
