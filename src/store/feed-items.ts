import type { Instant } from '../time/zoned.js';

/** One item of a calendar feed as it is to be served now. `digest` differs whenever what a reader sees differs. */
export interface FeedItem {
  /** UID, and the RECURRENCE-ID behind a space where there is one. */
  readonly name: string;
  readonly digest: string;
}

export interface FeedVersion {
  /** 0 at first; one more with each other digest, for good. */
  readonly sequence: number;
  /** When the digest became what it is. */
  readonly changedAt: Instant;
}

/** Remembers how often each item of the feeds has changed, over restarts and processes. */
export interface FeedItems {
  /** Notes what is served, and tells each item's version, by name. Repeating the call changes nothing. */
  feedVersions(items: readonly FeedItem[]): Promise<ReadonlyMap<string, FeedVersion>>;
}
