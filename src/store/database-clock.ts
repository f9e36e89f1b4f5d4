/**
 * The database's time, told in this process: so that due times, leases and lateness mean the same in every process that
 * shares it, however wrong the clock of a host is. Between two measurements the process's monotonic time carries it, so a
 * host whose clock is set meanwhile changes nothing.
 */
import { performance } from 'node:perf_hooks';
import type { Clock } from '../time/clock.js';
import type { Instant } from '../time/zoned.js';

/** What two clocks may drift apart between two measurements before the last one is believed, whatever its error. */
const driftMs = 5;

export class DatabaseClock implements Clock {
  readonly #monotonicMs: () => number;
  /** What is added to the monotonic time. */
  #aheadMs = 0;
  /** How far `#aheadMs` may be wrong, either way. */
  #errorMs = Number.POSITIVE_INFINITY;

  constructor(monotonicMs: () => number = () => performance.now()) {
    this.#monotonicMs = monotonicMs;
  }

  nowMs(): number {
    return Math.round(this.#monotonicMs() + this.#aheadMs);
  }

  now(): Instant {
    return Math.floor(this.nowMs() / 1000) as Instant;
  }

  /**
   * Measures once: the database read its clock somewhere between the question and the answer, most likely half-way. Of
   * measurements that agree, the one with the shortest way counts.
   * @param ask gives the database's time in milliseconds
   */
  async measure(ask: () => Promise<number>): Promise<void> {
    const asked = this.#monotonicMs();
    const told = await ask();
    const errorMs = (this.#monotonicMs() - asked) / 2;
    const aheadMs = told - asked - errorMs;
    const agrees = Math.abs(aheadMs - this.#aheadMs) <= errorMs + this.#errorMs + driftMs;
    if (agrees && errorMs > this.#errorMs) return;
    this.#aheadMs = aheadMs;
    this.#errorMs = errorMs;
  }
}
