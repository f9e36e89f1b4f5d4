/** Turns that a stalled process missed are made up for in so small a burst. */
const BURST_MS = 40;

export interface Turns {
  /** Takes a turn, and gives 0; or takes none, and gives how many milliseconds it is worth waiting before asking again. */
  take(): number;
}

/**
 * The ledger hands out turns ahead of time, over all processes. A process that stood still (a blocked event loop, SIGSTOP)
 * finds many of them past at once: this spreads them again, so that they do not reach the platform together.
 * @param nowMs a clock that never jumps
 */
export function createTurns(gapMs: number, nowMs: () => number = () => performance.now()): Turns {
  /** When the next turn would come if all came evenly. */
  let even = Number.NEGATIVE_INFINITY;
  return {
    take() {
      const now = nowMs();
      if (now < even - BURST_MS) return even - BURST_MS - now;
      even = Math.max(even, now) + gapMs;
      return 0;
    },
  };
}
