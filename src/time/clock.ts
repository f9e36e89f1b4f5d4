import type { Instant } from './zoned.js';

/** The only way to learn what time it is. Nothing in src calls Date.now() but this file. */
export interface Clock {
  /** Whole seconds since the epoch, rounded down. */
  now(): Instant;
  /** Milliseconds since the epoch, for lateness and leases. */
  nowMs(): number;
}

export const systemClock: Clock = {
  now: () => Math.floor(Date.now() / 1000) as Instant,
  nowMs: () => Date.now(),
};

/**
 * A clock that starts within the minute before `start` and then runs at its usual pace, so that `try --now …` lives in another week.
 * It is shifted by whole minutes: its minutes turn with those of the host, on which node-cron ticks.
 */
export function shiftedClock(start: Instant): Clock {
  const shiftMs = Math.floor((start * 1000 - Date.now()) / 60_000) * 60_000;
  return {
    now: () => Math.floor((Date.now() + shiftMs) / 1000) as Instant,
    nowMs: () => Date.now() + shiftMs,
  };
}

/** A clock that stands still until it is told to move: `ask --now …` and every test. */
export class FixedClock implements Clock {
  #ms: number;
  constructor(at: Instant) {
    this.#ms = at * 1000;
  }
  now(): Instant {
    return Math.floor(this.#ms / 1000) as Instant;
  }
  nowMs(): number {
    return this.#ms;
  }
  advance(seconds: number): void {
    this.#ms += seconds * 1000;
  }
}
