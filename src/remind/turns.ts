/** Timers come a little early or late: so many more than come evenly may be taken within a second. */
const SWAY = 1;
const SECOND_MS = 1000;

export interface Turns {
  /** Takes a turn, and gives 0; or takes none, and gives how many milliseconds it is worth waiting before asking again. */
  take(): number;
}

/**
 * The ledger hands out turns ahead of time, over all processes, and keeps the pace in the long run. A process that stood
 * still (a blocked event loop, SIGSTOP) finds many of them past at once. This lets it catch up with what it missed, at twice
 * the pace, and keeps it below what the platform takes in any one second.
 * @param nowMs a clock that never jumps
 */
export function createTurns(gapMs: number, nowMs: () => number): Turns {
  if (gapMs <= 0) return { take: () => 0 };
  const most = Math.floor(SECOND_MS / gapMs) + SWAY;
  /** When the last turns were taken: a ring of `most`, whose oldest stands at `at`. */
  const taken: number[] = [];
  let at = 0;
  let last = Number.NEGATIVE_INFINITY;
  return {
    take() {
      const now = nowMs();
      const oldest = taken[at] ?? Number.NEGATIVE_INFINITY;
      const opens = Math.max(oldest + SECOND_MS, last + gapMs / 2);
      if (now < opens) return opens - now;
      taken[at] = now;
      last = now;
      at = (at + 1) % most;
      return 0;
    },
  };
}
