import type { Clock } from '../time/clock.js';
import type { Instant } from '../time/zoned.js';
import type { Ticker } from './ticker.js';

/** The instants at which reminders wait for another try. The ticker is told of the earliest only, so this keeps them all. */
export interface Wakes {
  /** Wakes the ticker at this instant too. */
  at(instant: Instant): void;
  /** For every tick to call as it begins: what it comes too early for, it is woken for again. */
  next(): void;
}

export function createWakes(ticker: Pick<Ticker, 'wakeIn'>, clock: Clock): Wakes {
  const waiting = new Set<Instant>();

  function arm(): void {
    if (waiting.size === 0) return;
    // A timer may end a millisecond before its time by the wall clock, and a tick that comes early finds nothing due.
    ticker.wakeIn(Math.min(...waiting) * 1000 - clock.nowMs() + 1);
  }

  return {
    at(instant) {
      waiting.add(instant);
      arm();
    },
    next() {
      const now = clock.now();
      for (const instant of waiting) if (instant <= now) waiting.delete(instant);
      arm();
    },
  };
}
