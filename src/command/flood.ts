/**
 * Keeps one person from using up what all share. Each has a bucket of twenty answers that fills by one every 2 s; whoever
 * empties it is told so once in 10 s, and what comes between costs next to nothing. The terminal has a single person.
 */
import type { Asking, Logger } from '../adapter.js';
import type { Clock } from '../time/clock.js';

const atOnce = 20;
const refillMs = 2_000;
const tellEveryMs = 10_000;
/** Who asked longest ago is forgotten first: by then the bucket is full again, unless thousands ask at once. */
const mostPeople = 10_000;

interface Bucket {
  answers: number;
  at: number;
  toldAt?: number;
}

export interface FloodGuard {
  /**
   * Takes one answer. Undefined: go on; `seconds`: say that there is one again in so many; "hush": that was said just now.
   */
  check(asking: Asking): { readonly seconds: number } | 'hush' | undefined;
}

export function createFloodGuard(clock: Clock, log: Pick<Logger, 'warn'>): FloodGuard {
  const buckets = new Map<string, Bucket>();

  function bucketOf(key: string, now: number): Bucket {
    const bucket = buckets.get(key) ?? { answers: atOnce, at: now };
    // Last in the map, so that the first is who asked longest ago.
    buckets.delete(key);
    buckets.set(key, bucket);
    const [oldest] = buckets.keys();
    if (buckets.size > mostPeople && oldest !== undefined) buckets.delete(oldest);
    return bucket;
  }

  return {
    check({ platform, reader }) {
      if (platform === 'console') return undefined;
      const now = clock.nowMs();
      const bucket = bucketOf(`${platform}/${reader.id}`, now);
      // A clock that is set back gives nothing, and takes nothing away.
      const passedMs = Math.max(0, now - bucket.at);
      bucket.answers = Math.min(atOnce, bucket.answers + passedMs / refillMs);
      bucket.at = now;
      if (bucket.answers >= 1) {
        bucket.answers -= 1;
        return undefined;
      }
      if (bucket.toldAt !== undefined && Math.abs(now - bucket.toldAt) < tellEveryMs) return 'hush';
      bucket.toldAt = now;
      log.warn('A person asks faster than is answered', { platform, person: reader.id });
      return { seconds: Math.ceil(((1 - bucket.answers) * refillMs) / 1000) };
    },
  };
}
