/** In which threads the desk answered, and to whom: also across restarts and replicas. Kept for 30 days after the last answer. */
import type { Platform } from '../adapter.js';

export interface ThreadPlace {
  readonly platform: Platform;
  /** The platform's ids. On Slack `thread` is the ts of its first message. */
  readonly channel: string;
  readonly thread: string;
}

export interface Threads {
  /** The desk answered there. Calling it again renews it. */
  answered(place: ThreadPlace, asker: string): Promise<void>;
  /** Undefined: it did not. Otherwise the person to whom it answered first. Answers from memory where it can. */
  askerOf(place: ThreadPlace): Promise<string | undefined>;
}
