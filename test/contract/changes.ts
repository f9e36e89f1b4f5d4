import { describe, expect, test } from 'vitest';
import type { ConcernedRow } from '../../src/store/change-log.js';
import { consequences, original, recorded, skip } from './change-samples.js';
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
  upTo,
} from './ledger-samples.js';

const changeNotice = (id: number, change = {}) =>
  notice({ key: `notice/change/community/2027-01-15T08:00/${id}/slack/general`, room: 'general', ...change });

/** Changes made in chat, and what they do to the ledger in the same transaction. */
export function changesContract(name: string, start: Start): void {
  describe(`${name}: changes`, () => {
    const opened = openedWith(start);

    test('there are none at first', async () => {
      const { store } = await opened();
      expect(await store.changesRevision()).toBe(0);
      expect(await store.changesAfter(0)).toStrictEqual([]);
    });

    test('a change comes back as it was made, with its number and the time', async () => {
      const { store, advance } = await opened();
      await advance(5);
      const moved = {
        kind: 'move',
        meeting: 'sécurité',
        original,
        to: { year: 2027, month: 1, day: 16, hour: 0, minute: 5 },
        why: 'the “room” is taken',
        by: { platform: 'discord', id: '99' },
        follows: 0,
      } as const;
      const noted = {
        kind: 'note',
        meeting: 'toc',
        original,
        note: '',
        by: { platform: 'slack', id: 'U1' },
        follows: 0,
      };
      expect(await recorded(store, moved)).toStrictEqual({ ...moved, id: 1, at: noonAnd(5) });
      await recorded(store, { ...noted, kind: 'note', by: { platform: 'slack', id: 'U1' } });
      expect(await store.changesAfter(0)).toStrictEqual([
        { ...moved, id: 1, at: noonAnd(5) },
        { ...noted, id: 2, at: noonAnd(5) },
      ]);
      expect(await store.changesAfter(1)).toStrictEqual([{ ...noted, id: 2, at: noonAnd(5) }]);
      expect(await store.changesRevision()).toBe(2);
    });

    test('a thousand and one changes are read in order', async () => {
      const { store } = await opened();
      for (let n = 0; n < 1001; n += 1) await recorded(store, skip({ follows: n, why: `reason ${n}` }));
      const read = await store.changesAfter(0);
      expect(read).toHaveLength(1001);
      expect(read.map(({ id }) => id)).toStrictEqual(Array.from({ length: 1001 }, (_, n) => n + 1));
    });

    test('the same button pressed again records nothing, whatever its author is called by now', async () => {
      const { store } = await opened();
      const change = await recorded(store);
      const again = skip({ by: { platform: 'slack', id: 'U0ANA', name: 'Ana B.' } });
      let asked = 0;
      const result = await store.recordChange(again, () => {
        asked += 1;
        return consequences();
      });
      expect(result).toStrictEqual({ outcome: 'already', change });
      expect(asked).toBe(0);
      expect(await store.changesRevision()).toBe(1);
    });

    test('a button pressed again after the change was undone records nothing either', async () => {
      const { store } = await opened();
      const change = await recorded(store);
      await recorded(store, skip({ kind: 'undo', follows: 1 }));
      expect(await store.recordChange(skip(), () => consequences())).toStrictEqual({ outcome: 'already', change });
    });

    test.each([
      ['another reason', { why: 'nobody comes' }],
      ['no reason', { kind: 'undo' as const }],
      ['another author', { by: { platform: 'slack' as const, id: 'U0BEN' } }],
      ['the same id elsewhere', { by: { platform: 'discord' as const, id: 'U0ANA' } }],
      ['another kind', { kind: 'move' as const, to: original }],
      ['a note', { note: 'bring cake' }],
    ])('who follows what was followed already is told by whom: %s', async (_what, other) => {
      const { store } = await opened();
      const change = await recorded(store);
      const result = await store.recordChange(skip(other), () => consequences({ notices: [changeNotice(9)] }));
      expect(result).toStrictEqual({ outcome: 'overtaken', by: change });
      expect(await store.claimDue(request())).toStrictEqual([]);
    });

    test('who comes two changes late is told of the latest', async () => {
      const { store } = await opened();
      await recorded(store);
      const latest = await recorded(store, skip({ kind: 'undo', follows: 1 }));
      const late = skip({ why: 'late' });
      expect(await store.recordChange(late, () => consequences())).toStrictEqual({ outcome: 'overtaken', by: latest });
    });

    test('what follows a change that the log does not know is refused', async () => {
      const { store } = await opened();
      await expect(store.recordChange(skip({ follows: 7 }), () => consequences())).rejects.toThrow(
        'change 7, which one follows, is not in the log',
      );
    });

    test('each occurrence has a chain of its own', async () => {
      const { store } = await opened();
      await recorded(store);
      expect(await recorded(store, skip({ meeting: 'toc' }))).toMatchObject({ id: 2 });
      expect(await recorded(store, skip({ original: { ...original, day: 29 } }))).toMatchObject({ id: 3 });
      expect(await recorded(store, skip({ kind: 'undo', follows: 1 }))).toMatchObject({ id: 4 });
    });

    test('of twenty who change one occurrence at once, one is recorded and the others learn of it', async () => {
      const { store } = await opened();
      const all = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          store.recordChange(skip({ why: `reason ${n % 10}` }), () => consequences()),
        ),
      );
      const outcomes = all.map(({ outcome }) => outcome).sort();
      expect(outcomes).toStrictEqual(['already', ...Array<string>(18).fill('overtaken'), 'recorded']);
      expect(await store.changesAfter(0)).toHaveLength(1);
    });

    test('of twenty who change twenty occurrences at once, all are recorded, each under a number of its own', async () => {
      const { store } = await opened();
      await Promise.all(Array.from({ length: 20 }, (_, n) => recorded(store, skip({ meeting: `m-${n}` }))));
      const ids = (await store.changesAfter(0)).map(({ id }) => id);
      expect(ids).toStrictEqual(Array.from({ length: 20 }, (_, n) => n + 1));
    });

    test('a change whose consequences cannot be written is not recorded, and leaves nothing', async () => {
      const { store } = await opened();
      await store.planDue([reminder()]);
      const broken = { ...reminder({ room: 'b' }), dueAt: Number.NaN as typeof noon };
      const skipped = { ...reminder(), skipped: { at: noon, why: 'the meeting is skipped' } };
      await expect(recorded(store, skip(), { reminders: [skipped, broken] })).rejects.toThrow();
      await expect(
        store.recordChange(skip(), () => {
          throw new Error('no idea');
        }),
      ).rejects.toThrow('no idea');
      expect(await store.changesRevision()).toBe(0);
      expect(await store.receipts({ limit: 5 })).toMatchObject([{ state: 'planned' }]);
      expect(await recorded(store)).toMatchObject({ id: 1 });
    });

    test('it is decided by the reminders of that occurrence and the notices about it, in the order of their keys', async () => {
      const { store } = await opened();
      const again = {
        ...reminder({ again: 2, beforeMinutes: 60 }),
        key: 'community/2027-01-15T08:00/60/general/slack/2',
      };
      await store.planDue([
        reminder(),
        again,
        reminder({ room: 'b', platform: 'discord', dueAt: noonAnd(-60) }),
        reminder({ meeting: 'toc' }),
        reminder({ original: '2027-01-29T08:00' }),
      ]);
      await store.tell([
        changeNotice(1),
        notice(),
        changeNotice(1, { key: 'notice/change/toc/2027-01-15T08:00/1/slack/general' }),
      ]);
      await store.settle(await onlyClaim(store, { platform: 'discord' }), { ...shown(noon), shown: 'as before' });
      let rows: readonly ConcernedRow[] = [];
      await store.recordChange(skip(), (given) => {
        rows = given;
        return consequences();
      });
      const plain = { state: 'planned', generation: 0, unsure: false };
      expect(rows).toStrictEqual([
        {
          ...reminder({ room: 'b', platform: 'discord', dueAt: noonAnd(-60) }),
          kind: 'reminder',
          state: 'posted',
          generation: 1,
          unsure: false,
          settledAt: noon,
          messageId: 'm1',
          lateBySeconds: 0,
        },
        { ...reminder(), ...plain, kind: 'reminder' },
        { ...again, ...plain, kind: 'reminder' },
        {
          ...plain,
          key: 'notice/change/community/2027-01-15T08:00/1/slack/general',
          kind: 'notice',
          meeting: '',
          original: '',
          beforeMinutes: 0,
          room: 'general',
          platform: 'slack',
          dueAt: noon,
          startsAt: noonAnd(86_400),
        },
      ]);
    });

    test('a row that is claimed, or whose try came to no known end, is unsure', async () => {
      const { store } = await opened();
      await store.planDue([reminder(), reminder({ room: 'b' })]);
      const claims = await store.claimDue(request());
      const inB = claims.find(({ room }) => room === 'b');
      if (inB === undefined) throw new Error('expected a claim');
      await store.release(inB, { notBefore: noonAnd(11), unsure: true });
      let rows: readonly ConcernedRow[] = [];
      await store.recordChange(skip(), (given) => {
        rows = given;
        return consequences();
      });
      expect(rows).toMatchObject([
        { room: 'b', state: 'planned', unsure: true },
        { room: 'general', state: 'claimed', unsure: true },
      ]);
    });

    test('a planned reminder is skipped with the change, and revived by its undoing at the same time', async () => {
      const { store } = await opened();
      await store.planDue([reminder()]);
      const skipped = { ...reminder(), skipped: { at: noonAnd(1), why: 'the meeting is skipped: a holiday' } };
      await recorded(store, skip(), { reminders: [skipped] });
      expect(await store.claimDue(request())).toStrictEqual([]);
      expect(await store.receipts({ limit: 5 })).toStrictEqual([
        {
          ...reminder(),
          state: 'skipped',
          generation: 0,
          settledAt: noonAnd(1),
          why: 'the meeting is skipped: a holiday',
        },
      ]);
      await recorded(store, skip({ kind: 'undo', follows: 1 }), { reminders: [reminder()] });
      expect(await store.receipts({ limit: 5 })).toStrictEqual([{ ...reminder(), state: 'planned', generation: 0 }]);
      expect(await onlyClaim(store)).toMatchObject({ generation: 1, unsure: false });
    });

    test('what a change has skipped is not brought back by planning it again', async () => {
      const { store } = await opened();
      await store.planDue([reminder()]);
      const skipped = { ...reminder(), skipped: { at: noon, why: 'the meeting is skipped' } };
      await recorded(store, skip(), { reminders: [skipped] });
      expect(await store.planDue([reminder()], upTo(noonAnd(1)))).toBe(0);
      expect(await store.claimDue(request())).toStrictEqual([]);
    });

    test('who plans by an older schedule neither moves back nor revives what a change has written', async () => {
      const { store, advance } = await opened();
      const later = { dueAt: noonAnd(7200), startsAt: noonAnd(8100) };
      const told = { ...reminder({ room: 'told', ...later }), skipped: { at: noon, why: 'the room is told' } };
      await store.planDue([reminder(), reminder({ room: 'told' })], upTo(noonAnd(1)));
      await recorded(store, skip({ kind: 'move', to: { ...original, hour: 10 } }), {
        reminders: [reminder(later), told],
      });
      const old = [reminder(), reminder({ room: 'told' }), reminder({ room: 'new' }), reminder({ meeting: 'toc' })];
      expect(await store.planDue(old, upTo(noonAnd(60)), 0)).toBe(2);
      expect(await meetingsClaimed(store)).toStrictEqual(['community', 'toc']);
      await advance(7200);
      expect(await store.receipts({ limit: 5, meeting: 'community', states: ['planned', 'skipped'] })).toMatchObject([
        { room: 'general', state: 'planned', dueAt: noonAnd(7200) },
        { room: 'told', state: 'skipped', dueAt: noonAnd(7200) },
      ]);
      // Who knows of the change plans as ever: the file may have been edited meanwhile.
      expect(await store.planDue([reminder({ dueAt: noonAnd(7100) })], upTo(noonAnd(7200)), 1)).toBe(1);
    });

    test('reminders that are not there yet are written, due in their own time, also those that remind again', async () => {
      const { store, advance } = await opened();
      const again = {
        ...reminder({ again: 2, dueAt: noonAnd(60) }),
        key: 'remind/community/2027-01-15T08:00/15/general/slack/2',
      };
      await store.planDue([reminder()]);
      await store.settle(await onlyClaim(store), shown(noon));
      await recorded(store, skip({ kind: 'move', to: original }), { reminders: [again] });
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(60);
      expect(await onlyClaim(store)).toMatchObject(again);
      expect(await store.receipts({ limit: 5, states: ['claimed'] })).toMatchObject([again]);
    });

    test('a reminder that is claimed or posted is not written over', async () => {
      const { store } = await opened();
      await store.planDue([reminder(), reminder({ room: 'b' })]);
      const [first] = await store.claimDue(request());
      if (first === undefined) throw new Error('expected a claim');
      await store.settle(first, shown(noon));
      const skipped = (room: string) => ({
        ...reminder({ room, dueAt: noonAnd(60) }),
        skipped: { at: noon, why: 'no' },
      });
      await recorded(store, skip(), { reminders: [skipped('general'), skipped('b')] });
      expect((await store.receipts({ limit: 5 })).map(({ state, dueAt }) => [state, dueAt])).toStrictEqual([
        ['posted', noon],
        ['claimed', noon],
      ]);
    });

    test('a reminder in doubt that takes a new time is not asked about before its last try must have landed', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder({ dueAt: noonAnd(-60) })]);
      await store.release(await onlyClaim(store), { notBefore: noonAnd(11), unsure: true });
      await recorded(store, skip(), { reminders: [reminder({ dueAt: noonAnd(-30) })] });
      await advance(10);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(1);
      expect(await onlyClaim(store)).toMatchObject({ dueAt: noonAnd(-30), unsure: true });
    });

    test('a notice that somebody has claimed is not withdrawn', async () => {
      const { store } = await opened();
      await recorded(store, skip(), { notices: [changeNotice(1)] });
      const claim = await onlyClaim(store);
      await recorded(store, skip({ kind: 'undo', follows: 1 }), {
        withdrawn: [{ key: claim.key, why: 'changed again' }],
      });
      expect(await store.settle(claim, shown(noon))).toBe(true);
      expect(await store.claimDue(request())).toStrictEqual([]);
    });

    test('a notice that is withdrawn is skipped, and is not claimed', async () => {
      const { store } = await opened();
      await recorded(store, skip(), { notices: [changeNotice(1)] });
      await recorded(store, skip({ kind: 'undo', follows: 1 }), {
        withdrawn: [{ key: changeNotice(1).key, why: 'the meeting was changed again' }],
      });
      let rows: readonly ConcernedRow[] = [];
      await store.recordChange(skip({ follows: 2 }), (given) => {
        rows = given;
        return consequences();
      });
      expect(rows).toMatchObject([{ state: 'skipped', why: 'the meeting was changed again', settledAt: noon }]);
      expect(await store.claimDue(request())).toStrictEqual([]);
    });

    test('a notice in a room that nothing was ever posted to is claimed at once', async () => {
      const { store } = await opened();
      await recorded(store, skip(), { notices: [changeNotice(1, { room: 'never-used' })] });
      expect(await onlyClaim(store)).toMatchObject({ room: 'never-used' });
    });

    test('a notice that only the locked rows call for is claimed at once too', async () => {
      const { store } = await opened();
      let asked = 0;
      await store.recordChange(skip(), () => {
        asked += 1;
        return consequences({ notices: asked === 1 ? [] : [changeNotice(1, { room: 'never-used' })] });
      });
      expect(await onlyClaim(store)).toMatchObject({ room: 'never-used' });
    });

    test('a reminder that a change brings forward pulls the next try of its room forward', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder({ dueAt: noonAnd(-60), startsAt: noonAnd(9900) })]);
      await store.trouble(await onlyClaim(store), troubleOf('room', 9000));
      await recorded(store, skip({ kind: 'add' }), {
        reminders: [reminder({ meeting: 'added', dueAt: noonAnd(1200), startsAt: noonAnd(9000) })],
      });
      await advance(1199);
      expect(await store.claimDue(request())).toStrictEqual([]);
      await advance(1);
      expect(await store.claimDue(request())).toHaveLength(1);
    });

    test('whoever renews a claim learns of the latest change', async () => {
      const { store } = await opened();
      await store.planDue([reminder()]);
      const claim = await onlyClaim(store);
      expect(await store.renew(claim, 60)).toStrictEqual({ revision: 0 });
      await recorded(store);
      await recorded(store, skip({ meeting: 'toc' }));
      expect(await store.renew(claim, 60)).toStrictEqual({ revision: 2 });
    });
  });
}
