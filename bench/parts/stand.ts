import type { MeasuredProcess } from './measured-process.js';

/** A platform with one bot on it: the measured process. */
export interface Stand {
  readonly process: MeasuredProcess;
  /** The member whose turn it is types /meeting and waits for the answer that only they see. */
  ask(): Promise<void>;
  /** Lets the platform forget what it kept, so that a long run needs no more memory than a short one. */
  forget(): void;
  /** Throws what the platform would not have taken. */
  close(): Promise<void>;
}

/** What is started, and words that its answer must hold. */
export interface Bot {
  readonly program: readonly string[];
  readonly says: string;
  /** For node. */
  readonly flags: readonly string[];
}

/** They take turns: so many that none of them asks faster than a person is answered. */
export const members = 400;
