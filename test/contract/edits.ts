import { describe, expect, test } from 'vitest';
import type { Edit } from '../../src/store/ledger.js';
import type { Store } from '../../src/store/store.js';
import { recorded, skip } from './change-samples.js';
import {
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

const { key } = reminder();

/** Which posted reminders are edited, by whom, and until when. */
export function editsContract(name: string, start: Start): void {
  describe(`${name}: edits`, () => {
    const opened = openedWith(start);

    async function posted(store: Store): Promise<void> {
      await store.planDue([reminder()]);
      await store.settle(await onlyClaim(store), { ...shown(noon), shown: 'at eight' });
    }

    async function onlyEdit(store: Store): Promise<Edit> {
      const [edit, ...more] = await store.editsDue('slack', 10);
      if (edit === undefined || more.length > 0) throw new Error(`expected one edit, not none or ${more.length + 1}`);
      return edit;
    }

    test('what is posted and was never changed is not edited', async () => {
      const { store, advance } = await opened();
      await posted(store);
      await recorded(store, skip({ meeting: 'toc' }), {});
      await advance(86_400);
      expect(await store.editsDue('slack', 10)).toStrictEqual([]);
    });

    test('a change makes a posted reminder due for editing at once, with all that is known of it', async () => {
      const { store, advance } = await opened();
      await posted(store);
      await advance(600);
      await recorded(store, skip(), { edits: [key] });
      expect(await store.editsDue('discord', 10)).toStrictEqual([]);
      expect(await store.editsDue('slack', 0)).toStrictEqual([]);
      expect(await store.editsDue('slack', 10)).toStrictEqual([
        { ...reminder(), messageId: 'm1', shown: 'at eight', since: noon, tries: 0, takenMs: noonAnd(600) * 1000 },
      ]);
    });

    test('a notice of a change is edited too, and what it said comes with it', async () => {
      const { store } = await opened();
      const told = notice({ key: `notice/change/${reminder().meeting}/${reminder().original}/1/slack/general` });
      await store.tell([told]);
      await store.settle(await onlyClaim(store), { ...shown(noon), shown: 'so' });
      await recorded(store, skip(), { edits: [told.key] });
      expect(await onlyEdit(store)).toMatchObject({ key: told.key, notice: told.reply, shown: 'so', room: told.room });
    });

    test('an edit that nobody finished leaves open what the message shows', async () => {
      const { store, advance } = await opened();
      await posted(store);
      await recorded(store, skip(), { edits: [key] });
      expect(await onlyEdit(store)).toMatchObject({ shown: 'at eight' });
      await recorded(store, skip({ kind: 'undo', follows: 1 }), { edits: [key] });
      const second = await onlyEdit(store);
      expect(second).not.toHaveProperty('shown');
      await advance(60);
      expect(await onlyEdit(store)).not.toHaveProperty('shown');
    });

    test('an edit that surely showed nothing leaves what is known of the message as it was', async () => {
      const { store } = await opened();
      await posted(store);
      await recorded(store, skip(), { edits: [key] });
      await store.editLater(await onlyEdit(store), noon, { untouched: true });
      expect(await onlyEdit(store)).toMatchObject({ shown: 'at eight', tries: 1 });
    });

    test('one that reminds again is edited under its own number', async () => {
      const { store } = await opened();
      const again = { ...reminder({ again: 3 }), key: `${key}/3` };
      await store.planDue([again]);
      await store.settle(await onlyClaim(store), shown(noon));
      await recorded(store, skip(), { edits: [again.key] });
      const edit = await onlyEdit(store);
      expect(edit).toMatchObject({ ...again, original: '2027-01-15T08:00' });
      expect(edit).not.toHaveProperty('shown');
    });

    test('an edit is taken by one at a time, and again a minute after it was not done', async () => {
      const { store, advance } = await opened();
      await posted(store);
      await recorded(store, skip(), { edits: [key] });
      const all = await Promise.all([1, 2, 3].map(() => store.editsDue('slack', 10)));
      expect(all.flat()).toHaveLength(1);
      await advance(59);
      expect(await store.editsDue('slack', 10)).toStrictEqual([]);
      await advance(1);
      expect(await store.editsDue('slack', 10)).toHaveLength(1);
    });

    test('what was edited shows what it was edited to, and is not due any more', async () => {
      const { store, advance } = await opened();
      await posted(store);
      await recorded(store, skip(), { edits: [key] });
      await store.edited(await onlyEdit(store), 'skipped');
      await advance(86_400);
      expect(await store.editsDue('slack', 10)).toStrictEqual([]);
      await recorded(store, skip({ kind: 'undo', follows: 1 }), { edits: [key] });
      expect(await onlyEdit(store)).toMatchObject({ shown: 'skipped' });
    });

    test('what cannot be edited any more still shows what it showed', async () => {
      const { store, advance } = await opened();
      await posted(store);
      await recorded(store, skip(), { edits: [key] });
      await store.edited(await onlyEdit(store), undefined);
      await advance(86_400);
      expect(await store.editsDue('slack', 10)).toStrictEqual([]);
      await recorded(store, skip({ kind: 'undo', follows: 1 }), { edits: [key] });
      expect(await onlyEdit(store)).toMatchObject({ shown: 'at eight' });
    });

    test('an edit that could not be done is due at the time that is asked for, and counted', async () => {
      const { store, advance } = await opened();
      await posted(store);
      await recorded(store, skip(), { edits: [key] });
      await store.editLater(await onlyEdit(store), noonAnd(4));
      await advance(3);
      expect(await store.editsDue('slack', 10)).toStrictEqual([]);
      await advance(1);
      const second = await onlyEdit(store);
      expect(second).toMatchObject({ tries: 1 });
      await store.editLater(second, noonAnd(4));
      expect(await onlyEdit(store)).toMatchObject({ tries: 2 });
      await recorded(store, skip({ kind: 'undo', follows: 1 }), { edits: [key] });
      expect(await onlyEdit(store)).toMatchObject({ tries: 0 });
    });

    test('a change that comes while a message is edited makes it due again, whatever becomes of that edit', async () => {
      const { store } = await opened();
      await posted(store);
      await recorded(store, skip(), { edits: [key] });
      const first = await onlyEdit(store);
      await recorded(store, skip({ kind: 'undo', follows: 1 }), { edits: [key] });
      await store.edited(first, 'skipped');
      const second = await onlyEdit(store);
      // Nobody knows whether another process has edited it meanwhile.
      expect(second).not.toHaveProperty('shown');
      await recorded(store, skip({ follows: 2 }), { edits: [key] });
      await store.editLater(second, noonAnd(600));
      await store.edited(await onlyEdit(store), 'skipped');
      expect(await store.editsDue('slack', 10)).toStrictEqual([]);
    });

    test('an edit that ends after another process took it over is looked at once more', async () => {
      const { store, advance } = await opened();
      await posted(store);
      await recorded(store, skip(), { edits: [key] });
      const slow = await onlyEdit(store);
      await advance(60);
      await store.edited(await onlyEdit(store), 'skipped');
      await store.edited(slow, 'moved');
      expect(await onlyEdit(store)).not.toHaveProperty('shown');
    });

    test('a reminder that is being posted while it is changed is due once it is posted', async () => {
      const { store } = await opened();
      await store.planDue([reminder()]);
      const claim = await onlyClaim(store);
      await recorded(store, skip(), { edits: [key] });
      expect(await store.editsDue('slack', 10)).toStrictEqual([]);
      await store.settle(claim, { ...shown(noon), shown: 'at eight' });
      expect(await onlyEdit(store)).toMatchObject({ messageId: 'm1', shown: 'at eight' });
    });

    test('a reminder that turns out to have been shown before it was changed is due once it is found', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.release(await onlyClaim(store), { notBefore: noonAnd(11), unsure: true });
      await recorded(store, skip(), { edits: [key] });
      await advance(11);
      await store.settle(await onlyClaim(store), { state: 'posted', at: noonAnd(11), id: 'm0', found: true });
      const edit = await onlyEdit(store);
      expect(edit).toMatchObject({ messageId: 'm0', since: noon });
      expect(edit).not.toHaveProperty('shown');
    });

    test.each(['skipped', 'broken'] as const)(
      'a reminder that ends as %s is not edited, also after a move',
      async (state) => {
        const { store, advance } = await opened();
        await store.planDue([reminder()]);
        const claim = await onlyClaim(store);
        await recorded(store, skip(), { edits: [key] });
        await store.settle(claim, { state, at: noon, why: 'no' });
        await recorded(store, skip({ kind: 'move', to: skip().original, follows: 1 }), {
          reminders: [reminder({ dueAt: noonAnd(60) })],
          edits: [],
        });
        await advance(60);
        await store.settle(await onlyClaim(store), shown(noonAnd(60)));
        expect(await store.editsDue('slack', 10)).toStrictEqual([]);
      },
    );

    test('a skipped reminder is not made due for editing', async () => {
      const { store } = await opened();
      await store.planDue([reminder()]);
      await recorded(store, skip(), { reminders: [{ ...reminder(), skipped: { at: noon, why: 'no' } }], edits: [key] });
      await recorded(store, skip({ kind: 'undo', follows: 1 }), { reminders: [reminder()] });
      await store.settle(await onlyClaim(store), shown(noon));
      expect(await store.editsDue('slack', 10)).toStrictEqual([]);
    });

    test('where a sweep leaves another copy than the one that was edited, that one is edited', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await store.release(await onlyClaim(store), { notBefore: noon, unsure: true });
      await store.settle(await onlyClaim(store), { ...shown(noon, 'm2'), shown: 'at eight' });
      await recorded(store, skip(), { edits: [key] });
      const edit = await onlyEdit(store);
      await store.edited(edit, 'skipped');
      await advance(10);
      const [sweep] = await store.sweepsDue('slack', 10);
      if (sweep === undefined) throw new Error('expected a sweep');
      await store.swept(sweep, { removed: 0, kept: { id: 'm2' } });
      expect(await store.editsDue('slack', 10)).toStrictEqual([]);
      await store.swept(sweep, { removed: 1, kept: { id: 'm1' } });
      const other = await onlyEdit(store);
      expect(other).toMatchObject({ messageId: 'm1' });
      expect(other).not.toHaveProperty('shown');
      // An edit of the copy that is gone says nothing of the one that stays.
      await store.edited({ ...other, messageId: 'm2' }, 'skipped');
      expect(await onlyEdit(store)).not.toHaveProperty('shown');
    });

    test('where a sweep leaves another copy of what was never changed, nothing is edited', async () => {
      const { store, advance } = await opened();
      await store.planDue([reminder()]);
      await recorded(store, skip({ meeting: 'toc' }));
      await store.release(await onlyClaim(store), { notBefore: noon, unsure: true });
      await store.settle(await onlyClaim(store), { ...shown(noon, 'm2'), shown: 'at eight' });
      await advance(10);
      const [sweep] = await store.sweepsDue('slack', 10);
      if (sweep === undefined) throw new Error('expected a sweep');
      await store.swept(sweep, { removed: 1, kept: { id: 'm1' } });
      expect(await store.editsDue('slack', 10)).toStrictEqual([]);
    });

    test('a try that comes to an end after its claim was lost makes its reminder due, if it was ever changed', async () => {
      const { store, advance } = await opened();
      const other = reminder({ meeting: 'toc', room: 'b' });
      await store.planDue([reminder(), other]);
      const lost = await store.claimDue(request());
      await recorded(store, skip(), { edits: [key] });
      await advance(60);
      for (const claim of await store.claimDue(request())) await store.settle(claim, shown(noonAnd(60)));
      await store.edited(await onlyEdit(store), 'skipped');
      expect(await store.editsDue('slack', 10)).toStrictEqual([]);
      for (const claim of lost) await store.suspect(claim);
      expect(await onlyEdit(store)).toMatchObject({ key });
    });

    test('edits come the earliest first, as many as asked for', async () => {
      const { store, advance } = await opened();
      const rows = ['a', 'b', 'c'].map((room) => reminder({ room }));
      await store.planDue(rows);
      for (const claim of await store.claimDue(request())) await store.settle(claim, shown(noon));
      await recorded(store, skip(), { edits: [rows[2]?.key ?? ''] });
      await advance(1);
      await recorded(store, skip({ kind: 'undo', follows: 1 }), { edits: rows.slice(0, 2).map((row) => row.key) });
      const rooms = async (limit: number) => (await store.editsDue('slack', limit)).map(({ room }) => room);
      expect(await rooms(2)).toStrictEqual(['c', 'a']);
      expect(await rooms(2)).toStrictEqual(['b']);
    });

    test('a clock that was ahead and came back does not put an edit off [fault 51]', async () => {
      const { store, advance } = await opened();
      await posted(store);
      await recorded(store, skip(), { edits: [key] });
      await store.claimDue(request());
      await advance(3600);
      expect(await store.editsDue('slack', 10)).toHaveLength(1);
      await store.claimDue(request());
      await advance(-3600);
      await store.claimDue(request());
      expect(await store.editsDue('slack', 10)).toHaveLength(1);
    });
  });
}
