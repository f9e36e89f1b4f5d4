import type { Change, NewChange, Recorded } from '../schedule/change.js';
import type { NewNotice, NewReminder, Receipt } from './ledger.js';

/** A ledger row of the occurrence that is changed: a reminder, or a notice about an earlier change of it. */
export interface ConcernedRow extends Receipt {
  readonly kind: 'reminder' | 'notice';
  /** A try may have been shown whose end nobody knows. Always true of a claimed row. */
  readonly unsure: boolean;
}

/** What follows from a change in the ledger; written in the change's own transaction. */
export interface Consequences {
  /**
   * Reminders as they are to stand now: rows that are not there yet, and rows in state planned, skipped or broken, which take
   * the new times and become planned (or skipped, with the reason). What is claimed or posted already is left as it is.
   */
  readonly reminders: readonly NewReminder[];
  /** Keys of rows, notices among them, that are or may be shown as things stood before: each is due for editing as soon as it is posted. */
  readonly edits: readonly string[];
  readonly notices: readonly NewNotice[];
  /** Keys of notices that nobody may have seen yet and that say what is no longer so: skipped, with the reason. */
  readonly withdrawn: readonly { readonly key: string; readonly why: string }[];
}

/** Pure: it may be asked more than once. @param rows locked, in the order of their keys */
export type Decide = (rows: readonly ConcernedRow[], change: Change) => Consequences;

/** Changes made in chat, and what they do to the ledger. Shared by all processes on one database. */
export interface ChangeLog {
  /** The id of the latest change; 0: none. One cheap look. */
  changesRevision(): Promise<number>;
  /** Those with a greater id, in order. An id never appears later below one that was read already. */
  changesAfter(id: number): Promise<readonly Change[]>;
  /**
   * Records the change and its consequences in one transaction, unless the occurrence was changed since `follows`. "already":
   * the change that follows the same one is the same in kind, time, reason, note and author.
   */
  recordChange(change: NewChange, decide: Decide): Promise<Recorded>;
}

/** Reading alone, beside a process that runs. */
export type ChangeReading = Pick<ChangeLog, 'changesAfter'>;
