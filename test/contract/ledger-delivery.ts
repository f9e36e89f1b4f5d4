import { describe, expect, test } from 'vitest';
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
} from './ledger-samples.js';

/** Whose turn it is: rooms, pace and rests; and the sweeps after a doubtful post. */
export function deliveryContract(name: string, start: Start): void {
  describe(`${name}: turns and sweeps`, () => {
    const opened = openedWith(start);

    test('each room gets one claim at a time, the earliest due first, and other platforms none', async () => {
      const { store } = await opened();
      await store.planDue([
        reminder({ meeting: 'second', dueAt: noonAnd(-10) }),
        reminder({ meeting: 'first', dueAt: noonAnd(-20) }),
        reminder({ meeting: 'earliest', room: 'random', dueAt: noonAnd(-30) }),
        reminder({ meeting: 'later', room: 'later', dueAt: noonAnd(1) }),
        reminder({ meeting: 'discord', platform: 'discord', dueAt: noonAnd(-5) }),
      ]);
      expect(await meetingsClaimed(store)).toStrictEqual(['earliest', 'first']);
      expect(await meetingsClaimed(store)).toStrictEqual([]);
      expect(await meetingsClaimed(store, { platform: 'discord' })).toStrictEqual(['discord']);
    });

    test('as many as asked for are claimed, and none when none are', async () => {
      const { store } = await opened();
      await store.planDue(Array.from({ length: 9 }, (_, n) => reminder({ room: `room-${n}` })));
      expect(await store.claimDue(request({ limit: 0 }))).toStrictEqual([]);
      expect(await store.claimDue(request({ limit: 4 }))).toHaveLength(4);
    });

    test('a room with a thousand due reminders does not keep the others from their turn [fault 77]', async () => {
      const { store } = await opened();
      await store.planDue([
        ...Array.from({ length: 1000 }, (_, n) => reminder({ meeting: `many-${n}`, dueAt: noonAnd(-60) })),
        reminder({ meeting: 'quiet', room: 'quiet' }),
        reminder({ meeting: 'calm', room: 'calm' }),
      ]);
      expect(await meetingsClaimed(store, { limit: 3 })).toStrictEqual(['many-0', 'calm', 'quiet']);
    });

    test('of rooms whose reminders are due together, the one that was served longest ago is first', async () => {
      const { store, advance } = await opened();
      await store.planDue([
        ...['a', 'b'].map((room) => reminder({ meeting: 'one', room, dueAt: noonAnd(-60) })),
        ...['a', 'b'].map((room) => reminder({ meeting: 'two', room })),
      ]);
      const [inA, inB] = await store.claimDue(request());
      if (inA === undefined || inB === undefined) throw new Error('expected two claims');
      await store.settle(inB, shown(noon));
      await advance(1);
      await store.settle(inA, shown(noonAnd(1)));
      await advance(1);
      expect((await store.claimDue(request())).map(({ room }) => room)).toStrictEqual(['b', 'a']);
    });

    test('turns are given a gap apart, over all calls, and none further than a second ahead', async () => {
      const { store, advance } = await opened();
      await store.planDue(Array.from({ length: 20 }, (_, n) => reminder({ room: `room-${n}` })));
      const pace = { gapMs: 300, roomGapMs: 0 };
      const waits = async (limit: number) =>
        (await store.claimDue(request({ limit, pace }))).map(({ waitMs }) => waitMs);
      expect(await waits(2)).toStrictEqual([0, 300]);
      expect(await waits(10)).toStrictEqual([600, 900]);
      expect(await waits(10)).toStrictEqual([]);
      await advance(1);
      expect(await waits(10)).toStrictEqual([200, 500, 800]);
      await advance(60);
      expect(await waits(1)).toStrictEqual([0]);
    });

    test('a gap of a part of a millisecond is kept too: Discord takes 48 posts a second', async () => {
      const { store } = await opened();
      await store.planDue(Array.from({ length: 3 }, (_, n) => reminder({ room: `room-${n}` })));
      const pace = { gapMs: 20.8, roomGapMs: 1_050 };
      const waits = async (limit: number) =>
        (await store.claimDue(request({ limit, pace }))).map(({ waitMs }) => waitMs.toFixed(1));
      expect(await waits(1)).toStrictEqual(['0.0']);
      expect(await waits(2)).toStrictEqual(['21.0', '41.8']);
    });

    test('the pace of one platform does not hold back another', async () => {
      const { store } = await opened();
      const platforms = ['slack', 'discord'] as const;
      await store.planDue(platforms.map((platform) => reminder({ platform })));
      const pace = { gapMs: 5000, roomGapMs: 0 };
      expect(await onlyClaim(store, { pace })).toMatchObject({ platform: 'slack', waitMs: 0 });
      expect(await onlyClaim(store, { pace, platform: 'discord' })).toMatchObject({ platform: 'discord', waitMs: 0 });
    });

    test('a room rests after a post, and other rooms do not', async () => {
      const { store, advance } = await opened();
      await store.planDue([
        reminder({ meeting: 'a', dueAt: noonAnd(-9) }),
        reminder({ meeting: 'b' }),
        reminder({ meeting: 'elsewhere', room: 'random' }),
      ]);
      const pace = { gapMs: 0, roomGapMs: 2000 };
      const claim = await onlyClaim(store, { pace, limit: 1 });
      expect(claim).toMatchObject({ meeting: 'a', roomGapMs: 2000 });
      await store.settle(claim, shown(noon));
      expect(await meetingsClaimed(store, { pace })).toStrictEqual(['elsewhere']);
      await advance(1);
      expect(await meetingsClaimed(store, { pace })).toStrictEqual([]);
      await advance(1);
      expect(await meetingsClaimed(store, { pace })).toStrictEqual(['b']);
    });

    test('a room that is asked to wait rests, and the others go on', async () => {
      const { store, advance } = await opened();
      await store.planDue([
        reminder({ meeting: 'a', dueAt: noonAnd(-9) }),
        reminder({ meeting: 'b' }),
        reminder({ meeting: 'elsewhere', room: 'random' }),
      ]);
      const claim = await onlyClaim(store, { limit: 1 });
      const rest = { of: 'room', until: noonAnd(30) } as const;
      await store.release(claim, { notBefore: noonAnd(30), unsure: false, rest });
      expect(await meetingsClaimed(store)).toStrictEqual(['elsewhere']);
      await advance(29);
      expect(await meetingsClaimed(store)).toStrictEqual([]);
      await advance(1);
      expect(await meetingsClaimed(store)).toStrictEqual(['a']);
    });

    test('a platform that is asked to wait rests as a whole, and the other goes on', async () => {
      const { store, advance } = await opened();
      await store.planDue([
        reminder({ meeting: 'a', dueAt: noonAnd(-9) }),
        reminder({ meeting: 'b', room: 'random' }),
        reminder({ meeting: 'c', platform: 'discord' }),
      ]);
      const rest = { of: 'platform', until: noonAnd(30) } as const;
      await store.release(await onlyClaim(store, { limit: 1 }), { notBefore: noon, unsure: false, rest });
      await advance(29);
      expect(await meetingsClaimed(store)).toStrictEqual([]);
      expect(await meetingsClaimed(store, { platform: 'discord' })).toStrictEqual(['c']);
      await advance(1);
      expect(await meetingsClaimed(store)).toStrictEqual(['a', 'b']);
    });

    test('a shorter rest does not end a longer one', async () => {
      const { store, advance } = await opened();
      await store.planDue(['a', 'b'].map((room) => reminder({ room })));
      const claims = await store.claimDue(request());
      for (const [index, until] of [noonAnd(30), noonAnd(10)].entries()) {
        const claim = claims[index];
        if (claim === undefined) throw new Error('expected two claims');
        await store.release(claim, { notBefore: noon, unsure: false, rest: { of: 'platform', until } });
      }
      await advance(29);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(1);
      expect(await store.claimDue(request())).toHaveLength(2);
    });

    test('a post that was surely the only one is not swept', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.release(await onlyClaim(store), { notBefore: noon, unsure: false });
      await store.settle(await onlyClaim(store), shown(noon));
      await advance(3600);
      expect(await store.sweepsDue('slack', 10)).toStrictEqual([]);
    });

    test('a post after a try whose end nobody knew is swept 10 s and 2 minutes later', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.release(await onlyClaim(store), { notBefore: noonAnd(5), unsure: true });
      await advance(5);
      await store.settle(await onlyClaim(store), shown(noonAnd(5)));
      const sweep = { key: reminder().key, platform: 'slack', room: 'general', messageId: 'm1', since: noon };
      await advance(9);
      expect(await store.sweepsDue('slack', 10)).toStrictEqual([]);
      await advance(1);
      expect(await store.sweepsDue('discord', 10)).toStrictEqual([]);
      expect(await store.sweepsDue('slack', 0)).toStrictEqual([]);
      const [first] = await store.sweepsDue('slack', 10);
      expect(first).toMatchObject(sweep);
      if (first !== undefined) await store.swept(first, { removed: 0 });
      await advance(109);
      expect(await store.sweepsDue('slack', 10)).toStrictEqual([]);
      await advance(1);
      const [second] = await store.sweepsDue('slack', 10);
      expect(second).toMatchObject({ key: reminder().key, messageId: 'm1', since: noon });
      if (second !== undefined) await store.swept(second, { removed: 0 });
      await advance(86_400);
      expect(await store.sweepsDue('slack', 10)).toStrictEqual([]);
      expect(await store.receipts({ limit: 1 })).toStrictEqual([
        { ...reminder(), state: 'posted', generation: 2, settledAt: noonAnd(5), messageId: 'm1', lateBySeconds: 0 },
      ]);
    });

    test('a doubt stays, whatever the tries after it came to', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.release(await onlyClaim(store), { notBefore: noon, unsure: true });
      await store.release(await onlyClaim(store), { notBefore: noon, unsure: false });
      await store.settle(await onlyClaim(store), shown(noon));
      await advance(10);
      expect(await store.sweepsDue('slack', 10)).toHaveLength(1);
    });

    test('a sweep counts the copies it took away, and names the one that stays', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.release(await onlyClaim(store), { notBefore: noon, unsure: true });
      await store.settle(await onlyClaim(store), { ...shown(noon, 'm2'), link: 'https://slack.example/m2' });
      await advance(10);
      for (const [removed, kept] of [
        [2, { id: 'm1', link: 'https://slack.example/m1' }],
        [1, { id: 'm1' }],
      ] as const) {
        const [sweep] = await store.sweepsDue('slack', 10);
        if (sweep === undefined) throw new Error('expected a sweep');
        await store.swept(sweep, { removed, kept });
        await advance(110);
      }
      expect(await store.receipts({ limit: 1 })).toMatchObject([
        { state: 'posted', messageId: 'm1', link: 'https://slack.example/m1', repaired: 3 },
      ]);
    });

    test('a sweep is taken by one at a time, and again a minute after it was not done', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.settle(await onlyClaim(store), { state: 'posted', at: noon, id: 'm1', found: true });
      await advance(10);
      expect(await store.sweepsDue('slack', 10)).toHaveLength(1);
      await advance(59);
      expect(await store.sweepsDue('slack', 10)).toStrictEqual([]);
      await advance(1);
      expect(await store.sweepsDue('slack', 10)).toHaveLength(1);
    });

    test('a sweep that cannot be done yet is due again when it is said to be', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.settle(await onlyClaim(store), { state: 'posted', at: noon, id: 'm1', found: true });
      await advance(10);
      const [sweep] = await store.sweepsDue('slack', 10);
      if (sweep === undefined) throw new Error('expected a sweep');
      await store.sweepLater(sweep, noonAnd(300));
      await advance(289);
      expect(await store.sweepsDue('slack', 10)).toStrictEqual([]);
      await advance(1);
      expect(await store.sweepsDue('slack', 10)).toMatchObject([{ key: sweep.key, messageId: 'm1' }]);
    });

    test('sweeps come the earliest first, as many as asked for, those of direct messages with the person', async () => {
      const { store, advance } = await opened();
      await store.tell([notice({ room: '', person: 'U1' })]);
      await store.settle(await onlyClaim(store), { state: 'posted', at: noon, id: 'n1', found: true });
      await advance(1);
      await store.planDue([reminder()]);
      await store.settle(await onlyClaim(store), { state: 'posted', at: noonAnd(1), id: 'm1', found: true });
      await advance(30);
      expect(await store.sweepsDue('slack', 1)).toMatchObject([
        { key: notice().key, platform: 'slack', room: '', person: 'U1', messageId: 'n1', since: noon },
      ]);
      expect(await store.sweepsDue('slack', 1)).toMatchObject([{ messageId: 'm1' }]);
    });

    test('a sweep that began before the last one was due is not the last, however long it takes', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.settle(await onlyClaim(store), { state: 'posted', at: noon, id: 'm1', found: true });
      await advance(10);
      const [slow] = await store.sweepsDue('slack', 10);
      if (slow === undefined) throw new Error('expected a sweep');
      await advance(300);
      await store.swept(slow, { removed: 0 });
      const [last] = await store.sweepsDue('slack', 10);
      if (last === undefined) throw new Error('expected the last sweep');
      await store.swept(last, { removed: 0 });
      await advance(86_400);
      expect(await store.sweepsDue('slack', 10)).toStrictEqual([]);
    });

    test.each(['skipped', 'broken'] as const)(
      'a reminder that is %s after an unsure try is swept too',
      async (state) => {
        const { store, advance } = await opened();
        await store.planDue([reminder()]);
        await store.release(await onlyClaim(store), { notBefore: noon, unsure: true });
        await store.settle(await onlyClaim(store), { state, at: noon, why: 'it may have been shown' });
        await advance(10);
        const [sweep] = await store.sweepsDue('slack', 10);
        expect(sweep).toMatchObject({ key: reminder().key, messageId: '' });
        if (sweep !== undefined) await store.swept(sweep, { removed: 1 });
        expect(await store.receipts({ limit: 1 })).toMatchObject([{ state, repaired: 1 }]);
      },
    );

    test('a reminder that was never in doubt is not swept when it is skipped', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.settle(await onlyClaim(store), { state: 'skipped', at: noon, why: 'the meeting is skipped' });
      await advance(3600);
      expect(await store.sweepsDue('slack', 10)).toStrictEqual([]);
    });

    test('a claim given back for a trouble stays as unsure as it was', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.release(await onlyClaim(store), { notBefore: noon, unsure: true });
      const trouble = { of: 'room' as const, why: 'archived', until: noonAnd(600), notices: [] };
      expect(await store.trouble(await onlyClaim(store), trouble)).toBe('new');
      await advance(600);
      expect(await onlyClaim(store)).toMatchObject({ unsure: true });
    });

    test('a try that comes to an end after another one posted is swept for at once', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      const lost = await onlyClaim(store);
      await advance(60);
      const takeover = await onlyClaim(store);
      await store.settle(takeover, shown(noonAnd(60)));
      await advance(3600);
      for (const due of await store.sweepsDue('slack', 10)) await store.swept(due, { removed: 0 });
      expect(await store.sweepsDue('slack', 10)).toStrictEqual([]);
      await store.suspect(lost);
      expect(await store.sweepsDue('slack', 10)).toMatchObject([{ messageId: 'm1' }]);
    });

    test('a try that comes to an end while its reminder waits is asked about before the next one', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      const lost = await onlyClaim(store);
      await advance(60);
      await store.release(await onlyClaim(store), { notBefore: noonAnd(70), unsure: false });
      await store.suspect(lost);
      expect(await store.sweepsDue('slack', 10)).toStrictEqual([]);
      await advance(10);
      expect(await onlyClaim(store)).toMatchObject({ unsure: true });
    });
  });
}
