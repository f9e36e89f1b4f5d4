import { describe, expect, test } from 'vitest';
import { recorded, skip } from './change-samples.js';
import { noonAnd, onlyClaim, openedWith, reminder, type Start } from './ledger-samples.js';

const skipped = { state: 'skipped', at: noonAnd(1), why: 'the meeting is skipped' } as const;
const evening = { dueAt: noonAnd(3600), startsAt: noonAnd(4500) };

/** Claims that end by what was changed in chat, while somebody changes it once more. */
export function changedClaimsContract(name: string, start: Start): void {
  describe(`${name}: claims of what is changed`, () => {
    const opened = openedWith(start);

    test('what is skipped by a change that was taken back meanwhile is given back, and claimed again at once', async () => {
      const { store } = await opened();
      await store.planDue([reminder()]);
      const claim = await onlyClaim(store);
      await recorded(store);
      await recorded(store, skip({ kind: 'undo', follows: 1 }));
      expect(await store.settle(claim, { ...skipped, revision: 1 })).toBe('changed');
      expect(await store.receipts({ limit: 5 })).toStrictEqual([{ ...reminder(), state: 'planned', generation: 1 }]);
      expect(await onlyClaim(store)).toMatchObject({ generation: 2, unsure: false });
    });

    test('given back, it is as uncertain as it was', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      const why = 'connection reset';
      await store.release(await onlyClaim(store), { notBefore: noonAnd(11), unsure: true, why });
      await advance(11);
      const claim = await onlyClaim(store);
      await recorded(store);
      await store.settle(claim, { ...skipped, revision: 0 });
      expect(await onlyClaim(store)).toMatchObject({ generation: 3, unsure: true, why });
    });

    test('what is skipped by the latest change is skipped, whatever was changed of other dates and meetings', async () => {
      const { store } = await opened();
      await store.planDue([reminder()]);
      const claim = await onlyClaim(store);
      await recorded(store);
      await recorded(store, skip({ meeting: 'toc' }));
      await recorded(store, skip({ original: { year: 2027, month: 1, day: 29, hour: 8, minute: 0 } }));
      expect(await store.settle(claim, { ...skipped, revision: 1 })).toBe(true);
      expect(await store.receipts({ limit: 5 })).toMatchObject([{ state: 'skipped', why: 'the meeting is skipped' }]);
    });

    test('one that reminds again is given back too', async () => {
      const { store } = await opened();
      const again = reminder({ key: 'again/2', again: 2 });
      await store.planDue([again]);
      const claim = await onlyClaim(store);
      await recorded(store);
      expect(await store.settle(claim, { ...skipped, revision: 0 })).toBe('changed');
      expect(await onlyClaim(store)).toMatchObject({ key: 'again/2', generation: 2 });
    });

    test('a claim that is lost is lost, whatever was changed', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      const claim = await onlyClaim(store);
      await advance(61);
      await onlyClaim(store);
      await recorded(store);
      expect(await store.settle(claim, { ...skipped, revision: 0 })).toBe(false);
      expect(await store.receipts({ limit: 5 })).toMatchObject([{ state: 'claimed', generation: 2 }]);
    });

    test('a move that was taken back while its reminder was given back for the new time: it is due in its old time', async () => {
      const { store } = await opened();
      await store.planDue([reminder()]);
      const claim = await onlyClaim(store);
      await recorded(store, skip({ kind: 'move', to: { year: 2027, month: 1, day: 15, hour: 9, minute: 0 } }));
      await recorded(store, skip({ kind: 'undo', follows: 1 }));
      const moved = { ...evening, revision: 1 };
      expect(await store.release(claim, { notBefore: evening.dueAt, unsure: false, moved })).toBe(true);
      expect(await store.receipts({ limit: 5 })).toStrictEqual([{ ...reminder(), state: 'planned', generation: 1 }]);
      expect(await onlyClaim(store)).toMatchObject({ generation: 2 });
    });

    test('a move that stands: its reminder waits for the new time', async () => {
      const { store } = await opened();
      await store.planDue([reminder()]);
      const claim = await onlyClaim(store);
      await recorded(store, skip({ kind: 'move', to: { year: 2027, month: 1, day: 15, hour: 9, minute: 0 } }));
      await store.release(claim, { notBefore: evening.dueAt, unsure: false, moved: { ...evening, revision: 1 } });
      expect(await store.receipts({ limit: 5 })).toMatchObject([{ state: 'planned', ...evening }]);
    });
  });
}
