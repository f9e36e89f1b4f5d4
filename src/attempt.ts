/**
 * The bound over one attempt at a post, counted from the call of `Adapter.post`. Whoever calls has just made sure that the
 * post is still wanted, and still theirs: so what precedes the send may take no longer than that holds true, and a send that
 * is over is over for the caller too, who asks the platform then what became of it.
 */
import { late, within } from './time/within.js';

export interface AttemptBounds {
  /** For what has to be there before anything can be sent. */
  readonly preparationMs: number;
  /** For the attempt as a whole. */
  readonly attemptMs: number;
}

export const attemptBounds: AttemptBounds = { preparationMs: 1_000, attemptMs: 10_000 };

export interface Attempt {
  /** What `work` comes to; `late` where it is not there in time: then nothing may be sent. Rejects as `work` does. */
  prepared<T>(work: Promise<T>): Promise<T | typeof late>;
  /** The deadline of the send: whole milliseconds, at least one. */
  leftMs(): number;
}

/** Begins to count. @param nowMs milliseconds of a clock that nobody sets. */
export function beginAttempt(
  { preparationMs, attemptMs }: AttemptBounds = attemptBounds,
  nowMs: () => number = () => performance.now(),
): Attempt {
  const began = nowMs();
  const spentMs = () => nowMs() - began;
  return {
    async prepared(work) {
      const done = await within(Math.max(0, preparationMs - spentMs()), work);
      // A process that stood still finds its timer and its answer due together.
      return spentMs() > preparationMs ? late : done;
    },
    leftMs: () => Math.max(1, Math.floor(attemptMs - spentMs())),
  };
}
