/** Starts a watch: what it gives tells how many milliseconds have passed since. */
export type Stopwatch = () => () => number;

/**
 * Goes by whichever clock says more: the monotonic one may stand still while the machine is suspended, the host's may be set
 * back.
 */
export function createStopwatch(monotonicMs: () => number, hostMs: () => number): Stopwatch {
  return () => {
    const [monotonic, host] = [monotonicMs(), hostMs()];
    return () => Math.max(monotonicMs() - monotonic, hostMs() - host);
  };
}
