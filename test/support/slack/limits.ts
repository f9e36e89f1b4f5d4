/** Slack's rate limits, as documented, for those tests and benches that want them: https://docs.slack.dev/apis/web-api/rate-limits. */
import type { Clock } from '../../../src/time/clock.js';

export interface Limits {
  /** Posts a second in one channel, in the long run. */
  readonly channelPerSecond?: number;
  /** How many posts in one channel may come at once; 1 where it is not given. */
  readonly burst?: number;
  /** Posts within any 60 s, over all channels. */
  readonly workspacePerMinute?: number;
  /** Calls of conversations.history within any 60 s, for one channel. */
  readonly historyPerMinutePerChannel?: number;
  /** Calls of chat.update within any 60 s, over all channels (Tier 3: 50 and more). */
  readonly updatesPerMinute?: number;
}

/** A bucket that fills at `perSecond` up to `most`. */
class Bucket {
  #left: number;
  #at: number;
  constructor(most: number, now: number) {
    this.#left = most;
    this.#at = now;
  }
  /** Milliseconds until the next one may come; 0: it may come now, and is taken. */
  take(perSecond: number, most: number, now: number): number {
    this.#left = Math.min(most, this.#left + (Math.max(0, now - this.#at) / 1000) * perSecond);
    this.#at = now;
    // A thousandth is what rounding makes of a bucket that is full enough.
    if (this.#left > 0.999) {
      this.#left -= 1;
      return 0;
    }
    return ((1 - this.#left) / perSecond) * 1000;
  }
}

/** When things happened within the last minute. */
class Minute {
  readonly #at: number[] = [];
  #first = 0;
  /** Milliseconds until the next one may come; 0: now. */
  wait(most: number, now: number): number {
    while ((this.#at[this.#first] ?? now) <= now - 60_000) this.#first += 1;
    if (this.#first > 10_000) {
      this.#at.splice(0, this.#first);
      this.#first = 0;
    }
    const earliest = this.#at[this.#at.length - most];
    return this.#at.length - this.#first < most || earliest === undefined ? 0 : earliest + 60_000 - now;
  }
  add(now: number): void {
    this.#at.push(now);
  }
}

export class RateLimits {
  readonly #clock: Clock;
  readonly #channels = new Map<string, Bucket>();
  readonly #histories = new Map<string, Minute>();
  readonly #workspace = new Minute();
  readonly #updates = new Minute();
  readonly #limited = new Map<string, number>();
  limits: Limits = {};

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** How many calls were answered 429 for these limits. */
  get count(): number {
    return [...this.#limited.values()].reduce((sum, n) => sum + n, 0);
  }

  countOf(method: string): number {
    return this.#limited.get(method) ?? 0;
  }

  /** Seconds for Retry-After, 1 or more; undefined where the call may pass, and is counted. */
  refuse(method: string, channel: string): number | undefined {
    const wait = this.#waitMs(method, channel);
    if (wait <= 0) return undefined;
    this.#limited.set(method, this.countOf(method) + 1);
    return Math.max(1, Math.ceil(wait / 1000));
  }

  #waitMs(method: string, channel: string): number {
    switch (method) {
      case 'chat.postMessage':
        return this.#post(channel);
      case 'chat.update':
        return this.#update();
      case 'conversations.history':
        return this.#read(channel);
      default:
        return 0;
    }
  }

  #update(): number {
    const { updatesPerMinute: most } = this.limits;
    if (most === undefined) return 0;
    const now = this.#clock.nowMs();
    const wait = this.#updates.wait(most, now);
    if (wait <= 0) this.#updates.add(now);
    return wait;
  }

  #post(channel: string): number {
    const { channelPerSecond, burst = 1, workspacePerMinute } = this.limits;
    const now = this.#clock.nowMs();
    if (workspacePerMinute !== undefined) {
      const wait = this.#workspace.wait(workspacePerMinute, now);
      if (wait > 0) return wait;
    }
    if (channelPerSecond !== undefined) {
      const bucket = this.#channels.get(channel) ?? new Bucket(burst, now);
      this.#channels.set(channel, bucket);
      const wait = bucket.take(channelPerSecond, burst, now);
      if (wait > 0) return wait;
    }
    if (workspacePerMinute !== undefined) this.#workspace.add(now);
    return 0;
  }

  #read(channel: string): number {
    const { historyPerMinutePerChannel: most } = this.limits;
    if (most === undefined) return 0;
    const minute = this.#histories.get(channel) ?? new Minute();
    this.#histories.set(channel, minute);
    const now = this.#clock.nowMs();
    const wait = minute.wait(most, now);
    if (wait <= 0) minute.add(now);
    return wait;
  }
}
