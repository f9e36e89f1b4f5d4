import { setTimeout as passing } from 'node:timers/promises';

/** Resolves after `ms`, or as soon as `signal` is aborted. Never rejects; 0 or less, and it is over at once. */
export type Pause = (ms: number, signal: AbortSignal) => Promise<void>;

export const pause: Pause = async (ms, signal) => {
  if (ms <= 0 || signal.aborted) return;
  // It rejects only because it was aborted, which here is one of two ways to end.
  await passing(ms, undefined, { signal }).catch(() => undefined);
};
