/**
 * The ledger: what became of every reminder, and the outbox that is made of it. One row for each (meeting, occurrence's
 * original local time, offset, room, platform), under a unique key, so that no restart, retry or second scan can make a
 * second one. Notices to the maintainers are rows too, and are posted with the same care.
 *
 *   planned   due, waits for a claim (or for its next try)
 *   claimed   one outbox may post it, until its lease ends; `generation` says which try it is
 *   posted    shown, with the platform's message id and how late it was
 *   skipped   not shown, and why
 *   broken    not shown, because the room was gone or closed to the bot, or the platform refused the message itself
 *
 * Every change to a claimed row names the claim's generation: whoever has lost the row changes nothing. "Now" is always
 * the store's own clock (`Store.clock`): the database's, where several processes share it.
 *
 * A room or a platform can be in trouble: nothing is claimed for it until the trouble's next try, its rows wait. The first
 * post that is shown there ends the trouble, and all that waited is due. Each start of Frontdesk tries at once. A reminder
 * that becomes due there pulls the next try forward to its due time, and one that waits to 2 minutes before its meeting, but
 * not to less than 10 minutes (a platform: 5) after the last try.
 */
import type { Pace, Platform } from '../adapter.js';
import type { Reply } from '../reply/reply.js';
import type { Instant } from '../time/zoned.js';

export interface ReminderRow {
  /** Unique, ASCII; made by src/remind/key.ts. */
  readonly key: string;
  /**
   * 2 or more: the occurrence was moved so far after its reminder was posted that it is reminded of again; which time it is.
   * Absent: the first.
   */
  readonly again?: number;
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

/** A message to the maintainers: to a room, or to a person as a direct message. */
export interface NewNotice {
  /** Unique, ASCII, begins with "notice/"; the same notice has the same key whoever writes it. */
  readonly key: string;
  readonly platform: Platform;
  /** Empty for a direct message. */
  readonly room: string;
  /** The platform's id of the person. */
  readonly person?: string;
  readonly reply: Reply;
  readonly dueAt: Instant;
  /** From then on it helps nobody any more, and is skipped. */
  readonly until: Instant;
}

/** The right to post one reminder, or one notice (then `startsAt` is its `until`, and `meeting` is empty). */
export interface Claim extends ReminderRow {
  /** 1 for the first try. */
  readonly generation: number;
  /** An earlier try may have been shown: ask the platform before posting. */
  readonly unsure: boolean;
  /** When it was first claimed, or earlier: no try is older. */
  readonly since: Instant;
  /** What the last try came to, if there was one; else why its room or platform is, or was, in trouble while it waited. */
  readonly why?: string;
  readonly notice?: { readonly reply: Reply; readonly person?: string };
  /** Its turn in the platform's pace: so many milliseconds from now. 0 or more. */
  readonly waitMs: number;
  /** How often in a row its room, and its platform, gave trouble before this try. */
  readonly troubles: { readonly room: number; readonly platform: number };
  /** As requested: how long its room rests after it was posted. */
  readonly roomGapMs: number;
}

export interface ClaimRequest {
  /** Rows of other platforms stay as they are. */
  readonly platform: Platform;
  /** 1 or more; at most one claim is given for each room. */
  readonly limit: number;
  readonly leaseSeconds: number;
  /** Turns are given `gapMs` apart, over all processes; no turn lies more than a second ahead. */
  readonly pace: Pace;
}

export type Settlement =
  | {
      readonly state: 'posted';
      readonly at: Instant;
      readonly id: string;
      readonly link?: string;
      readonly lateBySeconds: number;
      /** What it shows, as src/remind/shown.ts writes it. */
      readonly shown?: string;
    }
  /** An earlier try turns out to have been shown; when, nobody knows. */
  | {
      readonly state: 'posted';
      readonly at: Instant;
      readonly id: string;
      readonly link?: string;
      readonly found: true;
    }
  | {
      readonly state: 'skipped' | 'broken';
      readonly at: Instant;
      readonly why: string;
      /** Id of the latest change made in chat by which it is not to be posted; absent where none matters. */
      readonly revision?: number;
    };

export interface Release {
  /** Not claimed again before this instant. */
  readonly notBefore: Instant;
  /** Whether the try that ends here may have been shown. */
  readonly unsure: boolean;
  readonly why?: string;
  /** The occurrence stands at another time now. */
  readonly moved?: {
    readonly dueAt: Instant;
    readonly startsAt: Instant;
    /** Id of the latest change made in chat that is known of: where it was changed since, it waits at its old time. */
    readonly revision?: number;
  };
  /** Nothing else is claimed before this instant in its room, or on its whole platform: it asked to wait. */
  readonly rest?: { readonly of: 'room' | 'platform'; readonly until: Instant };
}

/** A room, or a whole platform, that cannot be posted to until somebody mends it. */
export interface Trouble {
  readonly of: 'room' | 'platform';
  readonly why: string;
  /** When it is tried again, at the latest. */
  readonly until: Instant;
  /** Written in the same transaction, when this trouble is new: so that they are told once. */
  readonly notices: readonly NewNotice[];
}

export interface OpenTrouble {
  readonly platform: Platform;
  /** Absent where the whole platform is in trouble. */
  readonly room?: string;
  readonly why: string;
  readonly since: Instant;
  readonly triedAgainAt: Instant;
}

/** A settled row whose room is to be looked through for a second copy. */
export interface Sweep {
  readonly key: string;
  readonly platform: Platform;
  readonly room: string;
  readonly person?: string;
  /** Empty where it was not posted, as far as is known. */
  readonly messageId: string;
  /** When it was due or first claimed: no copy is older. */
  readonly since: Instant;
  /** When it was taken, by the database's clock. */
  readonly takenMs: number;
}

/** A posted reminder, or notice of a change, that shows, or may show, what is no longer so. */
export interface Edit extends ReminderRow {
  /** What the notice said when it was posted; absent for a reminder. */
  readonly notice?: Reply;
  readonly messageId: string;
  /** What it shows, as far as is known. */
  readonly shown?: string;
  /** When it was due or first claimed: the message is no older. */
  readonly since: Instant;
  /** How often it was tried in a row before. */
  readonly tries: number;
  /** When it was taken, by the database's clock. */
  readonly takenMs: number;
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
  /** An earlier try turned out to have been shown. */
  readonly found?: true;
  /** How many second copies were taken away; absent where none was. */
  readonly repaired?: number;
  readonly why?: string;
}

export interface ReceiptQuery {
  /** 1 to 1,001: a thousand, and one that tells that there are more. */
  readonly limit: number;
  readonly meeting?: string;
  readonly states?: readonly Receipt['state'][];
}

/** How far planning has come: every reminder of these platforms that is due before `at` is in the ledger. */
export interface Watermark {
  readonly platforms: readonly Platform[];
  readonly at: Instant;
  /**
   * What is planned and due before `at`, these rows and older ones, becomes unsure: the database may be a backup that was
   * restored, and know nothing of tries that were made since.
   */
  readonly unsure?: true;
}

/** What people may read of the ledger. */
export interface Receipts {
  /** The latest due first. Notices are not among them. */
  receipts(query: ReceiptQuery): Promise<readonly Receipt[]>;
  /** Places for which something waits, or whose next try is still to come; the oldest trouble first. */
  troubles(): Promise<readonly OpenTrouble[]>;
}

export interface Ledger extends Receipts {
  /**
   * Each platform has its own: one that could not be opened for a while goes on where it stopped. `undefined`: nothing was
   * ever planned for it.
   */
  watermark(platform: Platform): Promise<Instant | undefined>;
  /**
   * Writes rows that are not there yet, and with them the new watermark, in one transaction. A row that is there already
   * stays as it is, unless its occurrence was moved before it was posted. A watermark never goes back. Repeating the call
   * changes nothing. Returns how many rows were written.
   * @param revision id of the latest change made in chat that the rows are planned by: rows of occurrences that were changed
   * since stay as that change left them. Absent: none is looked for
   */
  planDue(rows: readonly NewReminder[], watermark?: Watermark, revision?: number): Promise<number>;
  /** Writes notices that are not there yet. Repeating the call changes nothing. */
  tell(notices: readonly NewNotice[]): Promise<void>;
  /**
   * Claims what is planned and may be tried now, and what was claimed under a lease that has ended: the earliest due first,
   * one for each room; none in a room that has a claim already, that rests or is in trouble. Durable when it returns.
   */
  claimDue(request: ClaimRequest): Promise<readonly Claim[]>;
  /**
   * Makes the lease last `leaseSeconds` from now, and tells the id of the latest change made in chat (0: none): whoever knows
   * fewer reads them before posting. Undefined: the claim is lost, do not post.
   */
  renew(claim: Claim, leaseSeconds: number): Promise<{ readonly revision: number } | undefined>;
  /**
   * Ends a claim for good. A row with a try whose end nobody knew is due for two sweeps, 10 s and 2 min later. What is posted
   * now (not what was found) ends the trouble of its room and platform. False: the claim was lost, nothing is changed.
   * "changed": its occurrence was changed after the settlement's `revision`; it is given back instead, to be tried at once.
   */
  settle(claim: Claim, settlement: Settlement): Promise<boolean | 'changed'>;
  /** Gives a claim back, to be tried again. False: the claim was lost, nothing is changed. */
  release(claim: Claim, release: Release): Promise<boolean>;
  /**
   * Gives a claim back because its room or platform is in trouble: nothing was shown by this try, what was unsure stays so. "new": nobody was told
   * yet, and the notices are written; "known": they are not. "lost": the claim was lost, nothing is changed.
   */
  trouble(claim: Claim, trouble: Trouble): Promise<'new' | 'known' | 'lost'>;
  /**
   * Settles as broken what waited for a room or platform in trouble until its meeting had begun (2 minutes ago or more), but
   * for rows that may have been shown. Returns their keys.
   */
  lapse(): Promise<readonly string[]>;
  /** Takes sweeps that are due, the earliest first, each for a minute: after that another process may take it. */
  sweepsDue(platform: Platform, limit: number): Promise<readonly Sweep[]>;
  /** One sweep is done: `kept` is the copy that stays, if any was found. */
  swept(
    sweep: Sweep,
    done: { readonly removed: number; readonly kept?: { readonly id: string; readonly link?: string } },
  ): Promise<void>;
  /** A sweep could not be done; it is due again at `at`. */
  sweepLater(sweep: Sweep, at: Instant): Promise<void>;
  /**
   * Takes edits that are due, the earliest first, each for a minute: after that another process may take it, and does not know
   * what the message shows.
   */
  editsDue(platform: Platform, limit: number): Promise<readonly Edit[]>;
  /** The message shows `shown` now, or (undefined) cannot be edited any more. Due again at once where it was changed meanwhile. */
  edited(edit: Edit, shown: string | undefined): Promise<void>;
  /**
   * It could not be edited; it is due again at `at`. `untouched`: surely nothing of it was shown, so what was known of the
   * message holds.
   */
  editLater(edit: Edit, at: Instant, how?: { readonly untouched?: boolean }): Promise<void>;
  /**
   * A try whose claim was lost came to an end and may have been shown: its row is swept again, at once and 2 min later; one
   * that is not settled yet becomes unsure.
   */
  suspect(claim: Claim): Promise<void>;
}
