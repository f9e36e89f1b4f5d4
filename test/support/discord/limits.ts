/**
 * Discord's rate limits, for those tests and benches that want them, with the headers and bodies of
 * https://discord.com/developers/docs/topics/rate-limits . A window begins with its first call.
 */
import type { Clock } from '../../../src/time/clock.js';
import type { Answer, Call } from './rest.js';

export interface Limits {
  /** Calls with the bot's own token; answers to interactions are not counted. */
  readonly globalPerSecond?: number;
  /** For each route of each channel by itself. */
  readonly channel?: { readonly count: number; readonly perMs: number };
}

interface Window {
  beganMs: number;
  calls: number;
}

export class RateLimits {
  limits: Limits = {};
  /** How many calls were answered 429 for these limits. */
  limited = 0;
  readonly #clock: Pick<Clock, 'nowMs'>;
  readonly #global: Window = { beganMs: 0, calls: 0 };
  readonly #channels = new Map<string, Window>();

  constructor(clock: Pick<Clock, 'nowMs'>) {
    this.#clock = clock;
  }

  /** The refusal of a call that is one too many, or the headers that its answer carries. */
  take(call: Call): { readonly refusal: Answer } | { readonly headers: Readonly<Record<string, string>> } {
    const { globalPerSecond, channel } = this.limits;
    if (!call.authorized) return { headers: {} };
    if (globalPerSecond !== undefined) {
      const left = this.#count(this.#global, 1_000, globalPerSecond);
      if (left.remaining < 0) return this.#refused(left.resetMs, { 'x-ratelimit-global': 'true' }, 'global');
    }
    if (channel === undefined || call.args.channel === undefined) return { headers: {} };
    const place = `${call.route} ${call.args.channel}`;
    const window = this.#channels.get(place) ?? { beganMs: 0, calls: 0 };
    this.#channels.set(place, window);
    const left = this.#count(window, channel.perMs, channel.count);
    const headers = {
      'x-ratelimit-limit': String(channel.count),
      'x-ratelimit-remaining': String(Math.max(0, left.remaining)),
      'x-ratelimit-reset': ((this.#clock.nowMs() + left.resetMs) / 1_000).toFixed(3),
      'x-ratelimit-reset-after': (left.resetMs / 1_000).toFixed(3),
      'x-ratelimit-bucket': Buffer.from(call.route).toString('hex').slice(-32),
    };
    return left.remaining < 0 ? this.#refused(left.resetMs, headers, 'user') : { headers };
  }

  #count(window: Window, perMs: number, most: number): { readonly remaining: number; readonly resetMs: number } {
    const now = this.#clock.nowMs();
    if (now >= window.beganMs + perMs) Object.assign(window, { beganMs: now, calls: 0 });
    window.calls += 1;
    return { remaining: most - window.calls, resetMs: window.beganMs + perMs - now };
  }

  #refused(
    resetMs: number,
    headers: Readonly<Record<string, string>>,
    scope: 'global' | 'user',
  ): { readonly refusal: Answer } {
    this.limited += 1;
    return {
      refusal: {
        status: 429,
        headers: { ...headers, 'x-ratelimit-scope': scope, 'retry-after': String(Math.ceil(resetMs / 1_000)) },
        body: { message: 'You are being rate limited.', retry_after: resetMs / 1_000, global: scope === 'global' },
      },
    };
  }
}
