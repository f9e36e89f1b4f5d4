/**
 * What maintainers did in chat to single occurrences. Changes stand beside the community file, in the order in which they were
 * made; nothing is ever taken out: an undo is a change too. The changes of one occurrence form a chain, each naming the one
 * before it, so that two maintainers (or two presses of one button) cannot both change the same state.
 */
import type { Platform } from '../adapter.js';
import type { Instant, WallTime } from '../time/zoned.js';

/** Who made a change, by the platform's own id. */
export interface Author {
  readonly platform: Platform;
  readonly id: string;
  /** As the platform showed it then; for people to read, never for rights. */
  readonly name?: string;
}

/** `undo` takes back the latest change of its occurrence that still stands. */
export type ChangeKind = 'skip' | 'move' | 'add' | 'note' | 'undo';

export interface NewChange {
  readonly kind: ChangeKind;
  /** Id of the meeting. */
  readonly meeting: string;
  /** Names the occurrence for good: its original local time; of an added one, the time for which it was added first. */
  readonly original: WallTime;
  /** For `move`: what the wall clock in the meeting's zone is to show. */
  readonly to?: WallTime;
  /** Why it is skipped, moved or added; at most 120 characters, one line. */
  readonly why?: string;
  /** For `note`: at most 300 characters, one line; empty takes the note away. */
  readonly note?: string;
  readonly by: Author;
  /** The latest change of this occurrence that its author saw; 0: none. */
  readonly follows: number;
}

export interface Change extends NewChange {
  /** Grows over all changes, in the order in which they were recorded. 1 or more. */
  readonly id: number;
  readonly at: Instant;
}

export type Recorded =
  | { readonly outcome: 'recorded'; readonly change: Change }
  /** The very same was recorded already, by an earlier press: nothing is changed. */
  | { readonly outcome: 'already'; readonly change: Change }
  /** Another change of the occurrence came in between: nothing is changed. */
  | { readonly outcome: 'overtaken'; readonly by: Change };

/** The schedule's changes, as a command may read and make them. */
export interface ScheduleChanges {
  /** All that are known here, the earliest first. */
  list(): readonly Change[];
  /**
   * Records a change, durably and with all that follows from it, and makes the schedule tell it. Repeating the call changes
   * nothing. Throws a ReaderError where this surface cannot write.
   */
  record(change: NewChange): Promise<Recorded>;
}
