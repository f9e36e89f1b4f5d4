/**
 * The ledger: what became of every reminder. One row for each (meeting, occurrence's original local time, offset, room,
 * platform), under a unique key, so that no restart, retry or second scan can make a second one.
 *
 *   planned   due, waits for a claim (or for its next try)
 *   claimed   one outbox may post it, until its lease ends; `generation` says which try it is
 *   posted    shown, with the platform's message id and how late it was
 *   skipped   not shown, and why
 *   broken    not shown because the room is gone or closed to the bot; a maintainer has to act
 *
 * Every change to a claimed row names the claim's generation: whoever has lost the row changes nothing.
 */
import type { Platform } from '../adapter.js';
import type { Instant } from '../time/zoned.js';

export interface ReminderRow {
  /** Unique, ASCII; made by src/remind/key.ts. */
  readonly key: string;
  readonly meeting: string;
  /** The occurrence's original local time, such as 2026-11-26T11:00. */
  readonly original: string;
  readonly beforeMinutes: number;
  readonly room: string;
  readonly platform: Platform;
  readonly dueAt: Instant;
  readonly startsAt: Instant;
}

/** `skipped`: it is already too late to post it; the row is written as skipped, with this reason. */
export interface NewReminder extends ReminderRow {
  readonly skipped?: { readonly at: Instant; readonly why: string };
}

/** The right to post one reminder. */
export interface Claim extends ReminderRow {
  /** 1 for the first try. */
  readonly generation: number;
  /** An earlier try may have been shown: ask the platform before posting. */
  readonly unsure: boolean;
  /** When it was first claimed: no try is older. */
  readonly since: Instant;
  /** What the last try came to, if there was one. */
  readonly why?: string;
}

export interface ClaimRequest {
  readonly now: Instant;
  /** Rows of other platforms stay as they are. */
  readonly platform: Platform;
  /** 1 or more; at most one claim is given for each room. */
  readonly limit: number;
  readonly leaseSeconds: number;
  /** Rooms that are busy or told us to wait. */
  readonly except: readonly { readonly platform: Platform; readonly room: string }[];
}

export type Settlement =
  | {
      readonly state: 'posted';
      readonly at: Instant;
      readonly id: string;
      readonly link?: string;
      readonly lateBySeconds: number;
    }
  /** An earlier try turns out to have been shown; when, nobody knows. */
  | { readonly state: 'posted'; readonly at: Instant; readonly id: string; readonly repaired: true }
  | { readonly state: 'skipped' | 'broken'; readonly at: Instant; readonly why: string };

export interface Release {
  /** Not claimed again before this instant. */
  readonly notBefore: Instant;
  /** Whether the try that ends here may have been shown. */
  readonly unsure: boolean;
  readonly why?: string;
  /** The occurrence stands at another time now. */
  readonly moved?: { readonly dueAt: Instant; readonly startsAt: Instant };
}

/** What became of a reminder. */
export interface Receipt extends ReminderRow {
  readonly state: 'planned' | 'claimed' | 'posted' | 'skipped' | 'broken';
  readonly generation: number;
  /** When it was posted, skipped or found broken. */
  readonly settledAt?: Instant;
  readonly messageId?: string;
  readonly link?: string;
  /** Absent where an earlier try turned out to have been shown. */
  readonly lateBySeconds?: number;
  readonly why?: string;
}

/** How far planning has come: every reminder of these platforms that is due before `at` is in the ledger. */
export interface Watermark {
  readonly platforms: readonly Platform[];
  readonly at: Instant;
}

export interface Ledger {
  /**
   * Each platform has its own: one that could not be opened for a while goes on where it stopped. `undefined`: nothing was
   * ever planned for it.
   */
  watermark(platform: Platform): Promise<Instant | undefined>;
  /**
   * Writes rows that are not there yet, and with them the new watermark, in one transaction. A row that is there already
   * stays as it is, unless its occurrence was moved before it was posted. A watermark never goes back. Repeating the call
   * changes nothing. Returns how many rows were written.
   */
  planDue(rows: readonly NewReminder[], watermark?: Watermark): Promise<number>;
  /**
   * Claims what is planned and may be tried at `now`, and what was claimed under a lease that has ended: the earliest due
   * first, one for each room. Durable when it returns.
   */
  claimDue(request: ClaimRequest): Promise<readonly Claim[]>;
  /** Makes the lease last `leaseSeconds` from now. False: the claim is lost, do not post. */
  renew(claim: Claim, leaseSeconds: number): Promise<boolean>;
  /** Ends a claim for good. False: the claim was lost, nothing is changed. */
  settle(claim: Claim, settlement: Settlement): Promise<boolean>;
  /** Gives a claim back, to be tried again. False: the claim was lost, nothing is changed. */
  release(claim: Claim, release: Release): Promise<boolean>;
  /** The latest due first. `limit` 1 to 1,000. */
  receipts(limit: number): Promise<readonly Receipt[]>;
}
