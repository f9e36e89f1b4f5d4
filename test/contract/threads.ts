import { describe, expect, test } from 'vitest';
import type { ThreadPlace } from '../../src/store/threads.js';
import { openedWith, type Start } from './ledger-samples.js';

const place: ThreadPlace = { platform: 'slack', channel: 'C1', thread: '1.000001' };

/** In which threads the desk answered, and to whom. */
export function threadsContract(name: string, start: Start): void {
  describe(`${name}: threads`, () => {
    const opened = openedWith(start);

    test('a thread is nobody’s until it was answered in, and then the first asker’s', async () => {
      const { store } = await opened();
      expect(await store.askerOf(place)).toBeUndefined();
      await store.answered(place, 'U0ANA');
      await store.answered(place, 'U0BEN');
      expect(await store.askerOf(place)).toBe('U0ANA');
    });

    test('its channel and its platform belong to its name', async () => {
      const { store } = await opened();
      await store.answered(place, 'U0ANA');
      expect(await store.askerOf({ ...place, channel: 'C2' })).toBeUndefined();
      expect(await store.askerOf({ ...place, platform: 'discord' })).toBeUndefined();
      expect(await store.askerOf({ ...place, thread: '1.000002' })).toBeUndefined();
    });
  });
}
