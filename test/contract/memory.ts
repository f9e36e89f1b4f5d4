import { describe, expect, test } from 'vitest';
import { openedWith, type Start } from './ledger-samples.js';

/** Events seen, and invokes behind short buttons. */
export function memoryContract(name: string, start: Start): void {
  describe(`${name}: events and buttons`, () => {
    const opened = openedWith(start);

    test('a key is new once, and again only after it expired', async () => {
      const { store, advance } = await opened();
      expect(await store.first('event-1', 60)).toBe(true);
      expect(await store.first('event-1', 60)).toBe(false);
      expect(await store.first('event-2', 60)).toBe(true);
      await advance(59);
      expect(await store.first('event-1', 60)).toBe(false);
      await advance(1);
      expect(await store.first('event-1', 60)).toBe(true);
      expect(await store.first('event-1', 60)).toBe(false);
    });

    test('of fifty who ask at once about one key, one is first', async () => {
      const { store } = await opened();
      const answers = await Promise.all(Array.from({ length: 50 }, () => store.first('same', 60)));
      expect(answers.filter(Boolean)).toHaveLength(1);
    });

    test('an invoke comes back from the shelf as it was', async () => {
      const { store } = await opened();
      const invoke = { command: 'working-groups', options: { query: 'sécurité "‮', page: 2 }, share: true } as const;
      const id = await store.keep(invoke);
      expect(id).toMatch(/^[A-Za-z0-9_-]{1,24}$/);
      expect(await store.take(id)).toStrictEqual(invoke);
    });

    test('the same invoke has one id, whatever the order of its options; another has another', async () => {
      const { store } = await opened();
      const id = await store.keep({ command: 'meeting', options: { name: 'toc', page: 1 } });
      expect(await store.keep({ command: 'meeting', options: { page: 1, name: 'toc' } })).toBe(id);
      expect(await store.keep({ command: 'meeting', options: { name: 'toc', page: '1' } })).not.toBe(id);
      expect(await store.keep({ command: 'meeting', options: { name: 'toc', page: 1 }, share: true })).not.toBe(id);
    });

    test('an id that nobody kept gives nothing', async () => {
      const { store } = await opened();
      expect(await store.take('AAAAAAAAAAAAAAAAAAAAAA')).toBeUndefined();
    });

    test('closing twice is harmless', async () => {
      const { store } = await opened();
      await store.close();
      await store.close();
      await expect(store.watermark('slack')).rejects.toThrow();
    });
  });
}
