import { describe, expect, test } from 'vitest';
import { noon, noonAnd, openedWith, type Start } from './ledger-samples.js';

/** How often what the feeds serve has changed, and who does what alone. */
export function feedsAndLeasesContract(name: string, start: Start): void {
  describe(`${name}: feeds and leases`, () => {
    const opened = openedWith(start);

    test('an item is at sequence 0 at first, and one further with each other digest', async () => {
      const { store, advance } = await opened();
      const item = (digest: string) => [{ name: 'community@istio', digest }];
      const first = [['community@istio', { sequence: 0, changedAt: noon }]];
      expect([...(await store.feedVersions(item('a')))]).toStrictEqual(first);
      await advance(60);
      expect([...(await store.feedVersions(item('a')))]).toStrictEqual(first);
      const second = [['community@istio', { sequence: 1, changedAt: noonAnd(60) }]];
      expect([...(await store.feedVersions(item('b')))]).toStrictEqual(second);
      await advance(60);
      expect([...(await store.feedVersions(item('b')))]).toStrictEqual(second);
      // What is as it was at first is a later version all the same.
      expect([...(await store.feedVersions(item('a')))]).toStrictEqual([
        ['community@istio', { sequence: 2, changedAt: noonAnd(120) }],
      ]);
    });

    test('of many items only those that differ change, and no others are told', async () => {
      const { store, advance } = await opened();
      const items = (changed: number) =>
        Array.from({ length: 1300 }, (_, n) => ({ name: `item-${n}`, digest: n < changed ? 'new' : 'old' }));
      await store.feedVersions([...items(0), { name: 'another', digest: 'x' }]);
      await advance(60);
      const versions = await store.feedVersions(items(2));
      expect(versions.size).toBe(1300);
      expect(versions.get('another')).toBeUndefined();
      expect(versions.get('item-0')).toStrictEqual({ sequence: 1, changedAt: noonAnd(60) });
      expect(versions.get('item-1')).toStrictEqual({ sequence: 1, changedAt: noonAnd(60) });
      expect(versions.get('item-2')).toStrictEqual({ sequence: 0, changedAt: noon });
      expect(versions.get('item-1299')).toStrictEqual({ sequence: 0, changedAt: noon });
    });

    test('those who serve the same at once come to the same version', async () => {
      const { store } = await opened();
      await store.feedVersions([
        { name: 'a', digest: '1' },
        { name: 'b', digest: '1' },
      ]);
      const next = [
        { name: 'a', digest: '2' },
        { name: 'b', digest: '2' },
      ];
      const all = await Promise.all([next, [...next].reverse(), next].map((items) => store.feedVersions(items)));
      for (const versions of all) {
        expect([...versions.entries()].sort()).toStrictEqual([
          ['a', { sequence: 1, changedAt: noon }],
          ['b', { sequence: 1, changedAt: noon }],
        ]);
      }
    });

    test('no items have no versions', async () => {
      const { store } = await opened();
      expect((await store.feedVersions([])).size).toBe(0);
    });

    test('who has a lease gets it for longer, and may give back what it does not have', async () => {
      const { store, advance } = await opened();
      expect(await store.lease('events', 30)).toBe(true);
      expect(await store.lease('events', 30)).toBe(true);
      await advance(31);
      expect(await store.lease('events', 30)).toBe(true);
      await store.unlease('events');
      await store.unlease('events');
      expect(await store.lease('events', 30)).toBe(true);
    });
  });
}
