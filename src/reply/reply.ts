/**
 * The neutral reply: what a command answers with, as data. Text nodes are literal; nothing in a reply is ever read as
 * markup. Four renderers (Slack, Discord, terminal, web page) turn it into what a person sees; a node that one of them
 * forgets does not compile, because every switch over nodes ends in `unreachable`.
 */
import type { Instant } from '../time/zoned.js';

/** One moment, shown to each reader in their own zone. `home` is the IANA zone used where no reader zone is known. */
export interface Moment {
  readonly type: 'moment';
  readonly at: Instant;
  /** End of the span, for "20:00 to 21:00". Later than `at`. */
  readonly until?: Instant;
  readonly show: 'time' | 'day' | 'day-time';
  readonly home: string;
  /** Always show it in `home`, with the city named, whoever reads: a row of a table of cities. */
  readonly fixed?: true;
  /** Add a live countdown where the platform has one; elsewhere nothing is lost, because the absolute time stands. */
  readonly countdown?: true;
}

/** A person by name; shown as the platform's own person where an id is known, never pinged. */
export interface Person {
  readonly type: 'person';
  readonly name: string;
  readonly ids: { readonly slack?: string; readonly discord?: string };
}

/** Literal text or a node. A string is never parsed as markup. */
export type Inline =
  | string
  | Moment
  | Person
  /** `struck`: was so, and is no longer; the words around it make sense without the line through it. */
  | { readonly type: 'strong' | 'code' | 'struck'; readonly text: string }
  | { readonly type: 'link'; readonly text: string; readonly url: string };
export type Line = readonly Inline[];

export interface Field {
  readonly label: string;
  readonly value: Line;
}

export type Block =
  | { readonly type: 'text'; readonly line: Line }
  | { readonly type: 'list'; readonly items: readonly Line[] }
  | { readonly type: 'fields'; readonly fields: readonly Field[] }
  | { readonly type: 'source'; readonly quote: string; readonly title: string; readonly url?: string }
  /** Small print below what was said: where it comes from. */
  | { readonly type: 'footnote'; readonly text: string }
  | { readonly type: 'divider' };

/** What a button does: run a command again. So every surface can offer it: button, numbered line, HTML form. */
export interface Invoke {
  readonly command: string;
  readonly options: Readonly<Record<string, string | number>>;
  /** Answer to the room instead of to the asker alone ("Show to the room"). */
  readonly share?: true;
}

export interface Choice {
  /** Plain text, 1-75 characters (Slack's limit for a button; Discord's is 80). */
  readonly label: string;
  readonly invoke: Invoke;
  readonly primary?: true;
}

export interface Paging {
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly previous?: Invoke;
  readonly next?: Invoke;
}

export interface Reply {
  /** Plain text, 1-150 characters (Slack's limit for a header). */
  readonly title: string;
  readonly audience: 'asker' | 'room';
  readonly tone: 'plain' | 'problem';
  /** One plain sentence: notification, screen reader, log line. Times in it name their zone. */
  readonly summary: string;
  readonly body: readonly Block[];
  readonly choices: readonly Choice[];
  readonly paging?: Paging;
  /** The message whose button was pressed stays, with this below it: a thank-you must not take the answer away. */
  readonly beside?: true;
  /** A ping that a maintainer asked for in the community file (reminders only). Never taken from text. */
  readonly mention?: 'here';
}

/** Ends every switch over nodes: a new node type then breaks each renderer at compile time. */
export function unreachable(node: never): never {
  throw new TypeError(`No rendering for ${JSON.stringify(node)}`);
}
