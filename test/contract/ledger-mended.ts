import { describe, expect, test } from 'vitest';
import {
  meetingsClaimed,
  noon,
  noonAnd,
  onlyClaim,
  openedWith,
  reminder,
  request,
  type Start,
  shown,
  troubleOf,
  upTo,
} from './ledger-samples.js';

const day = 86_400;

/** What was in trouble and was mended, without anybody's word. */
export function mendedContract(name: string, start: Start): void {
  describe(`${name}: what was mended`, () => {
    const opened = openedWith(start);

    test('a reminder that becomes due in a room in trouble is the next try there, and all that waits follows it', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder({ startsAt: noonAnd(day) })]);
      await store.trouble(await onlyClaim(store), troubleOf('room', 21_600));
      await advance(5000);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await store.planDue([reminder({ meeting: 'new', dueAt: noonAnd(5060), startsAt: noonAnd(5960) })]);
      expect(await store.troubles()).toMatchObject([{ room: 'general', triedAgainAt: noonAnd(5060) }]);
      await advance(59);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(1);
      const first = await onlyClaim(store);
      expect(first).toMatchObject({ meeting: 'community', troubles: { room: 1, platform: 0 } });
      await store.settle(first, shown(noonAnd(5060)));
      expect(await meetingsClaimed(store)).toStrictEqual(['new']);
    });

    test.each([
      ['room', 600],
      ['platform', 300],
    ] as const)('a %s in trouble is not tried sooner than %i s after the last try', async (of, rest) => {
      const { store, advance } = await opened();
      await store.planDue([reminder({ startsAt: noonAnd(day) })]);
      await store.trouble(await onlyClaim(store), troubleOf(of, 1800));
      await advance(60);
      await store.planDue([reminder({ meeting: 'new', dueAt: noonAnd(60), startsAt: noonAnd(day) })]);
      await advance(rest - 61);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(1);
      expect(await store.claimDue(request())).toHaveLength(1);
    });

    test('a reminder pulls the next try forward once, however often it is planned', async () => {
      const { store, advance } = await opened();
      const row = reminder({ startsAt: noonAnd(day) });
      await store.planDue([row]);
      await store.trouble(await onlyClaim(store), troubleOf('room', 21_600));
      await advance(1000);
      expect(await store.planDue([row], upTo(noonAnd(1000)))).toBe(0);
      await store.planDue([reminder({ meeting: 'elsewhere', room: 'random', dueAt: noonAnd(1000) })]);
      const skipped = { at: noonAnd(1000), why: 'too late' };
      await store.planDue([reminder({ meeting: 'late', dueAt: noonAnd(900), skipped })]);
      expect(await store.troubles()).toMatchObject([{ triedAgainAt: noonAnd(21_600) }]);
    });

    test('a reminder in another room pulls the next try of its platform forward', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder({ startsAt: noonAnd(day) })]);
      await store.trouble(await onlyClaim(store), troubleOf('platform', 1800));
      await store.planDue([reminder({ room: 'random', dueAt: noonAnd(400), startsAt: noonAnd(1300) })]);
      await advance(399);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(1);
      const trial = await onlyClaim(store);
      await store.settle(trial, shown(noonAnd(400)));
      // The other one did not wait for a time of its own.
      expect(await store.claimDue(request())).toHaveLength(1);
    });

    test('each that waits has its last chance 2 minutes before its meeting, and what is moved there its due time', async () => {
      const { store, advance } = await opened();
      await store.planDue([
        reminder({ meeting: 'a', dueAt: noonAnd(-9), startsAt: noonAnd(day) }),
        reminder({ meeting: 'soon', startsAt: noonAnd(4000) }),
        reminder({ meeting: 'moved', startsAt: noonAnd(day) }),
      ]);
      await store.planDue([reminder({ meeting: 'moved', dueAt: noonAnd(700), startsAt: noonAnd(day) })]);
      await store.trouble(await onlyClaim(store), troubleOf('room', 21_600));
      expect(await store.troubles()).toMatchObject([{ triedAgainAt: noonAnd(700) }]);
      await advance(700);
      await store.trouble(await onlyClaim(store), troubleOf('room', 21_600));
      expect(await store.troubles()).toMatchObject([{ triedAgainAt: noonAnd(3880) }]);
      await advance(3180);
      await store.trouble(await onlyClaim(store), troubleOf('room', 21_600));
      expect(await store.troubles()).toMatchObject([{ triedAgainAt: noonAnd(21_600) }]);
    });

    test.each(['room', 'platform'] as const)('what waited for a %s without a try of its own says so', async (of) => {
      const { store, advance } = await opened();
      await store.planDue([
        reminder({ meeting: 'a', dueAt: noonAnd(-9), startsAt: noonAnd(day) }),
        reminder({ meeting: 'b', dueAt: noonAnd(-5) }),
        reminder({ meeting: 'c' }),
        reminder({ meeting: 'healthy', platform: 'discord' }),
      ]);
      await store.trouble(await onlyClaim(store), troubleOf(of, 600));
      await advance(600);
      await store.planDue([reminder({ meeting: 'later', dueAt: noonAnd(601) })]);
      const trial = await onlyClaim(store);
      expect(trial).toMatchObject({ meeting: 'a', why: 'the channel is archived' });
      await store.release(trial, { notBefore: noonAnd(700), unsure: false });
      // Claimed while the trouble stands.
      const second = await onlyClaim(store);
      expect(second).toMatchObject({ meeting: 'b', why: 'the channel is archived' });
      await store.settle(second, shown(noonAnd(600)));
      // Claimed after it has ended.
      const third = await onlyClaim(store);
      expect(third).toMatchObject({ meeting: 'c', why: 'the channel is archived', troubles: { room: 0, platform: 0 } });
      await store.settle(third, shown(noonAnd(600)));
      await advance(1);
      for (const platform of ['slack', 'discord'] as const) {
        const healthy = await onlyClaim(store, { platform });
        expect(healthy.why).toBeUndefined();
      }
    });

    test('a reminder that was skipped in doubt and is revived by a move is swept no more until it is settled', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.release(await onlyClaim(store), { notBefore: noon, unsure: true });
      await store.settle(await onlyClaim(store), { state: 'skipped', at: noon, why: 'the meeting is skipped' });
      await store.planDue([reminder({ dueAt: noonAnd(day), startsAt: noonAnd(day + 900) })]);
      await advance(3600);
      expect(await store.sweepsDue('slack', 10)).toStrictEqual([]);
    });

    test('a reminder that was skipped in doubt and is moved to where it is too late is swept all the same', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.release(await onlyClaim(store), { notBefore: noon, unsure: true });
      await store.settle(await onlyClaim(store), { state: 'skipped', at: noon, why: 'the meeting is skipped' });
      await store.planDue([{ ...reminder({ dueAt: noonAnd(-60) }), skipped: { at: noon, why: 'too late' } }]);
      await advance(10);
      expect(await store.sweepsDue('slack', 10)).toHaveLength(1);
    });

    test('after a clock came back, copies are looked for from an hour ago, not from a time to come [fault 51]', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await advance(7200);
      await store.release(await onlyClaim(store), { notBefore: noonAnd(7211), unsure: true });
      await advance(-7200);
      await store.claimDue(request());
      await advance(11);
      expect(await onlyClaim(store)).toMatchObject({ unsure: true, since: noonAnd(-3600) });
    });

    test('a pace slower than a second is no clock that came back', async () => {
      const { store } = await opened();
      await store.planDue(['a', 'b'].map((room) => reminder({ room })));
      const pace = { gapMs: 60_000, roomGapMs: 0 };
      expect(await store.claimDue(request({ pace }))).toHaveLength(1);
      expect(await store.claimDue(request({ pace }))).toStrictEqual([]);
      expect(await store.claimDue(request({ pace }))).toStrictEqual([]);
    });
  });
}
