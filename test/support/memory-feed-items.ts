import type { FeedItem, FeedItems, FeedVersion } from '../../src/store/feed-items.js';
import type { Clock } from '../../src/time/clock.js';

/** Versions of feed items in memory. */
export class MemoryFeedItems implements FeedItems {
  readonly #known = new Map<string, FeedVersion & { readonly digest: string }>();
  readonly #clock: Clock;
  asked = 0;
  /** What asking gives, where the store cannot be reached. */
  trouble: Error | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async feedVersions(items: readonly FeedItem[]): Promise<ReadonlyMap<string, FeedVersion>> {
    this.asked += 1;
    if (this.trouble !== undefined) throw this.trouble;
    for (const { name, digest } of items) {
      const known = this.#known.get(name);
      if (known?.digest === digest) continue;
      const sequence = known === undefined ? 0 : known.sequence + 1;
      this.#known.set(name, { digest, sequence, changedAt: this.#clock.now() });
    }
    const told = new Map<string, FeedVersion>();
    for (const { name } of items) {
      const known = this.#known.get(name);
      if (known !== undefined) told.set(name, known);
    }
    return told;
  }
}
