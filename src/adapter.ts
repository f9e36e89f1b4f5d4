/**
 * The port that every chat surface implements, and the desk that it talks to. An adapter turns what its platform
 * delivers into an `Invocation`, hands it to the desk, and renders the `Reply`. Acknowledging in time, deferring and
 * ephemerality are the adapter's business; what is said is the desk's.
 */
import type { Invoke, Reply } from './reply/reply.js';
import type { Instant } from './time/zoned.js';

export type Platform = 'slack' | 'discord' | 'web' | 'console';

/** Who asks, as far as the platform tells. `zone` is a validated IANA name; an adapter drops what it cannot validate. */
export interface Reader {
  /** The platform's id of the person; opaque. */
  readonly id: string;
  readonly name?: string;
  readonly zone?: string;
  /** BCP 47, such as en-US. */
  readonly locale?: string;
  /**
   * Ids of the Discord roles or Slack user groups that the person has, as the platform tells now; asked only where a right
   * is checked. Rejects when the platform cannot be asked: then there is no right.
   */
  groups?(): Promise<readonly string[]>;
}

/** Where and by whom something was asked. `place` says whether others can read along. */
export interface Asking {
  readonly platform: Platform;
  readonly place: 'room' | 'direct';
  /** The platform's id of the channel; opaque. */
  readonly room: string;
  readonly reader: Reader;
}

/**
 * What was asked: a command with its typed options (a Discord slash command, a pressed button), or a line of text
 * ("/meeting community" from Slack, "when is the meeting?" from a mention). A line that starts with "/" is a command,
 * any other line is a question.
 */
export type Invocation = Asking & {
  /** Whatever is answered is read by all in the room: a mention. What a surface answers to the asker alone has no mark. */
  readonly public?: true;
} & ({ readonly invoke: Invoke } | { readonly line: string });

/** A message that was not addressed to the desk, in a thread in which it answered or in a room where it answers questions. */
export interface Overheard extends Asking {
  readonly place: 'room';
  readonly text: string;
  /** In a thread in which the desk answered, to the same person or to somebody else. */
  readonly thread?: 'asker' | 'other';
}

/** One value offered while a person types. `label` up to 100 characters, `value` is what the option then holds. */
export interface Completion {
  readonly label: string;
  readonly value: string;
}

/** What a platform needs to know of an option to register it. */
export interface OptionInfo {
  readonly name: string;
  /** 1-100 characters. */
  readonly summary: string;
  readonly kind: 'text' | 'count' | 'choice';
  readonly required: boolean;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  /** For `choice`: the values allowed, at most 25. */
  readonly values?: readonly string[];
  /** Whether `complete` can offer values. */
  readonly completes: boolean;
}

/** What a platform needs to know of a command to register it and to list it. */
export interface CommandInfo {
  /** Matches ^[a-z][a-z-]{0,31}$. */
  readonly name: string;
  /** 1-100 characters, no full stop. */
  readonly summary: string;
  /** Lines without the leading slash, the first without options where that is possible. */
  readonly examples: readonly string[];
  readonly options: readonly OptionInfo[];
  /** For maintainers alone; the desk checks the right each time, whatever a platform shows to whom. */
  readonly maintainers?: true;
  /** Stands behind buttons only: not registered with a platform, not listed, not completed. */
  readonly unlisted?: true;
  /** Where one option decides which others count: a platform that has subcommands registers each value as one. */
  readonly branches?: Branches;
}

export interface Branches {
  /** Name of a required option of kind "choice". */
  readonly option: string;
  /** One for each of its values, in order. */
  readonly of: readonly Branch[];
}

export interface Branch {
  readonly value: string;
  /** 1-100 characters. */
  readonly summary: string;
  /** Names of the options that count here, the required ones first. */
  readonly options: readonly string[];
  /** Which of them are required here. */
  readonly required: readonly string[];
}

export interface Desk {
  readonly community: { readonly name: string };
  readonly commands: readonly CommandInfo[];
  /** Never rejects: what goes wrong becomes a reply with tone "problem". */
  answer(invocation: Invocation): Promise<Reply>;
  /**
   * What was said in a room without being addressed to the desk. Undefined: nothing is said to it, which is nearly always so.
   * Otherwise a reply for the room. Never rejects. Only for rooms that the community file opens for it, and for threads in
   * which the desk answered.
   */
  overhear(overheard: Overheard): Promise<Reply | undefined>;
  /**
   * At most 25 values for an option, best first; empty where nothing fits. Never rejects.
   * @param filled the command's other options as far as they are filled in
   */
  complete(command: string, option: string, typed: string, filled?: Invoke['options']): Promise<readonly Completion[]>;
  /** The next meetings at a glance: Slack's App Home and the page's first screen. Never rejects. */
  home(asking: Asking): Promise<Reply>;
}

/** Where a post goes: `room` is the community's own name for the place, `channel` the platform's id of it. */
export interface Target {
  readonly platform: Platform;
  readonly room: string;
  readonly channel: string;
  /** `channel` is a person's id: the post is a direct message, and `room` is empty. */
  readonly person?: true;
}

/** One post, named for good by `key` (any length; ASCII). Posting the same key again must not show it twice. */
export interface Post {
  readonly key: string;
  readonly target: Target;
  readonly reply: Reply;
  /**
   * No attempt under this key was made before this instant of our clock: `copies` need not look further back than
   * `clockSkewSeconds` before it.
   */
  readonly since?: Instant;
  /**
   * No attempt under this key was made after this instant, by this host's clock, by anybody: `copies` may answer from what
   * it read of the place since then. Absent where that is not known.
   */
  readonly quietSince?: Instant;
}

/**
 * How far our clock may be ahead of a platform's, which dates the messages that `copies` looks through. In seconds. A host
 * that is an hour ahead (a wrong zone, a wrong summer time) must not hide an earlier copy; looking back further than needed
 * costs only pages.
 */
export const clockSkewSeconds = 7_200;

/** What became of a post. Classified by the adapter's transport.ts; nothing outside it reads a status code. */
export type PostOutcome =
  | { readonly outcome: 'posted'; readonly id: string; readonly link?: string }
  /** Not shown. `everywhere`: the whole platform asks to wait, not this channel alone. */
  | { readonly outcome: 'retry-after'; readonly seconds: number; readonly everywhere?: true }
  /** Surely not shown: safe to try again. */
  | { readonly outcome: 'not-delivered'; readonly reason: string }
  /** Perhaps shown: ask for `copies` before trying again. */
  | { readonly outcome: 'unknown'; readonly reason: string }
  /** Surely not shown, because the platform finds the message itself wrong: the same message never passes. */
  | { readonly outcome: 'refused'; readonly reason: string }
  /** The channel is gone, or the bot may not write there: a maintainer has to act, `reason` says how. */
  | { readonly outcome: 'gone' | 'forbidden'; readonly reason: string }
  /** Nothing can be posted on the whole platform until a person has acted: the token no longer works, for one. */
  | { readonly outcome: 'revoked'; readonly reason: string };

/** What became of an edit. `gone`: the message or its channel is no longer there. The others as in `PostOutcome`. */
export type EditOutcome = { readonly outcome: 'edited' } | Exclude<PostOutcome, { readonly outcome: 'posted' }>;

/** How fast posts may go, over all processes that use one token. Below what the platform allows. */
export interface Pace {
  /** Between two posts on the platform. */
  readonly gapMs: number;
  /** Between two posts in one channel. */
  readonly roomGapMs: number;
}

/** One message that shows a post. */
export interface Copy {
  readonly id: string;
  readonly link?: string;
}

/** The platform can be asked for `copies` only in so many seconds: its own limit, or ours below it. */
export class AskLater extends Error {
  readonly seconds: number;
  constructor(seconds: number) {
    super(`The platform can be asked again in ${seconds} s.`);
    this.seconds = seconds;
  }
}

/** The token is refused, or the surface could not join: whoever looks or tidies leaves it alone until a person may have acted. */
export class TokenRefused extends AskLater {
  constructor(reason: string) {
    super(300);
    this.message = reason;
  }
}

/**
 * The platform refuses to be asked for `copies`, for a reason for which it would refuse a post there as well: a person has to
 * act, `reason` says how. Not for what keeps the bot from reading alone: then posts go on.
 */
export class AskRefused extends Error {
  readonly outcome: 'gone' | 'forbidden' | 'revoked';
  readonly reason: string;
  constructor(outcome: AskRefused['outcome'], reason: string) {
    super(reason);
    this.outcome = outcome;
    this.reason = reason;
  }
}

export interface AdapterHealth {
  readonly ready: boolean;
  /** One plain sentence, without secrets. */
  readonly detail: string;
}

export interface Adapter {
  readonly platform: Platform;
  readonly pace: Pace;
  /**
   * Starts listening. Rejects with an `AdapterStartError` when the platform refuses (a bad token), so that the others
   * go on.
   */
  start(desk: Desk): Promise<void>;
  /**
   * One attempt, with the library's own retries off: at most 1 s to prepare it, and 10 s in all, after which nothing of it
   * is sent any more. Never rejects.
   */
  post(post: Post): Promise<PostOutcome>;
  /**
   * Asks the platform for every message that shows `post.key`, the oldest first. Empty: surely none. Rejects when the
   * platform cannot be asked (with `AskLater` where it is only too early, with `AskRefused` where the place is gone or
   * closed): then nothing may be concluded.
   */
  copies(post: Post): Promise<readonly Copy[]>;
  /**
   * Makes one of our own messages show `post.reply`, and carry `post.key` as before; whom it pinged is not pinged again. One
   * attempt, within 10 s. Repeating it shows the same. Never rejects.
   */
  edit(post: Post, id: string): Promise<EditOutcome>;
  /** Takes one of our own messages away. Harmless where it is gone already. Rejects when that cannot be done. */
  remove(target: Target, id: string): Promise<void>;
  /** The platform's own list of coming events, where it has one and the bot may keep events in it. */
  readonly events?: EventList;
  health(): AdapterHealth;
  /** Stops taking work, then waits for what is in flight. Calling it twice is harmless. */
  stop(): Promise<void>;
}

/** One coming date as a platform's own event list shows it. */
export interface PlatformEvent {
  /** Names the occurrence for good: "community/2026-12-24T11:00". Stands in the event, so that it is known again. */
  readonly mark: string;
  readonly name: string;
  readonly description: string;
  /** A link or a place in words. */
  readonly location: string;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

export interface OwnEvent extends PlatformEvent {
  readonly id: string;
  /** The platform's id of the server that it stands in. */
  readonly server: string;
}

/**
 * Events that this bot keeps on a platform; those that anybody else made are never told of, changed or counted as ours. All
 * reject where the platform cannot be asked, with `AskLater` or `AskRefused` where that is why.
 */
export interface EventList {
  /** The servers in which events are kept: those that the rooms' channels are in. */
  servers(): Promise<readonly string[]>;
  /** The event as `own` tells of it once it stands: its texts cleaned, escaped, and fitted to what the platform takes. */
  shown(event: PlatformEvent): PlatformEvent;
  /** Our own events that are still to come or running, and how many of all active events the server may take more. */
  own(server: string): Promise<{ readonly events: readonly OwnEvent[]; readonly room: number }>;
  /**
   * One attempt. Rejects with `EventRefused` where the platform takes others but not this one; with anything but that,
   * `AskLater` and `AskRefused` where it may have been made all the same.
   */
  create(server: string, event: PlatformEvent): Promise<void>;
  change(server: string, id: string, event: PlatformEvent): Promise<void>;
  /** Harmless where it is gone already. */
  cancel(server: string, id: string): Promise<void>;
}

/** The platform does not take this one event as it is, and has certainly not made it. */
export class EventRefused extends Error {}

/** Why a surface could not start, in a sentence for the operator: names the variable to mend, never its value. */
export class AdapterStartError extends Error {}

/** A line for the operator. `fields` never hold a secret; the logger redacts what looks like one all the same. */
export interface Logger {
  info(message: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(message: string, fields?: Readonly<Record<string, unknown>>): void;
  error(message: string, fields?: Readonly<Record<string, unknown>>): void;
}

/** Handles each platform event once, also across restarts and replicas. */
export interface OnceGuard {
  /** True for the first caller with this key within `keepSeconds`, false for every later one. */
  first(key: string, keepSeconds: number): Promise<boolean>;
}

/** Keeps invokes that are too long for a button's own id (Discord allows 100 characters). */
export interface InvokeShelf {
  /** Calling it again with the same invoke gives the same short id. */
  keep(invoke: Invoke): Promise<string>;
  take(id: string): Promise<Invoke | undefined>;
}
