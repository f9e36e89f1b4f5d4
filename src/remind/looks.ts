import type { Clock } from '../time/clock.js';
import type { Instant } from '../time/zoned.js';

/** Without a wake, what another process left behind is looked for so often. */
export const LOOKS_EVERY_SECONDS = 60;

/** When a worker beside the outbox looks for what is due: at the instants that it is told of, and once a minute. */
export interface Looks {
  /** Something comes due at this instant. */
  at(instant: Instant): void;
  isTime(): boolean;
  /** A look begins: what it finds due is not waited for any more. */
  begin(): void;
}

/** @param onWait told of each instant, so that somebody wakes the worker then */
export function createLooks(clock: Pick<Clock, 'now'>, onWait: (at: Instant) => void): Looks {
  const waiting = new Set<Instant>();
  let looked: Instant | undefined;
  return {
    at(instant) {
      waiting.add(instant);
      onWait(instant);
    },
    isTime() {
      const now = clock.now();
      // A clock that was set back must not put it off.
      return (
        looked === undefined ||
        Math.abs(now - looked) >= LOOKS_EVERY_SECONDS ||
        [...waiting].some((instant) => instant <= now)
      );
    },
    begin() {
      const now = clock.now();
      looked = now;
      for (const instant of waiting) if (instant <= now) waiting.delete(instant);
    },
  };
}
