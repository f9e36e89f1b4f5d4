/**
 * Small constructors for replies, so that commands say what they answer in a few lines. They build data, nothing is read
 * as markup, and they keep the model's own bounds: titles and button labels are shortened with "…" where a name is longer
 * than every platform's header or button, links that are not http(s) become plain text.
 */
import type { Instant } from '../time/zoned.js';
import { cleanLine } from './clean.js';
import { limits } from './limits.js';
import type { Block, Choice, Field, Inline, Invoke, Line, Moment, Paging, Person, Reply } from './reply.js';
import { safeUrl } from './url.js';

/** A paragraph. */
export function text(...line: readonly Inline[]): Block {
  return { type: 'text', line };
}

/** A bulleted list; an item is one inline or a line of several. */
export function list(...items: readonly (Inline | Line)[]): Block {
  return { type: 'list', items: items.map((item) => (isLine(item) ? item : [item])) };
}

/** Labelled values, in order: fields(['Join', link('Zoom', url)], ['Host', 'Ana']). */
export function fields(...rows: readonly (readonly [label: string, ...value: Inline[]])[]): Block {
  return { type: 'fields', fields: rows.map(([label, ...value]): Field => ({ label, value })) };
}

/** A passage quoted from the community's documents, with where it stands. */
export function source(quote: string, title: string, url?: string): Block {
  return { type: 'source', quote, title, ...(url === undefined ? {} : { url }) };
}

export const divider: Block = { type: 'divider' };

export function strong(words: string): Inline {
  return { type: 'strong', text: words };
}

export function code(words: string): Inline {
  return { type: 'code', text: words };
}

/** What was so and is no longer. A time in it names its zone. */
export function struck(words: string): Inline {
  return { type: 'struck', text: words };
}

/** A link, or its words with the address behind them where the address is not safe to open. */
export function link(words: string, url: string): Inline {
  const safe = safeUrl(url);
  if (safe === undefined) return `${words} (${url})`;
  return { type: 'link', text: words.trim() === '' ? safe : words, url: safe };
}

/** A moment in the reader's own time; `home` (IANA) serves where the reader's zone is not known. Shows day and time. */
export function moment(
  at: Instant,
  home: string,
  how: {
    readonly until?: Instant;
    readonly show?: Moment['show'];
    readonly fixed?: true;
    readonly countdown?: true;
  } = {},
): Moment {
  return { type: 'moment', at, home, show: 'day-time', ...how };
}

export function person(name: string, ids: Person['ids'] = {}): Person {
  return { type: 'person', name, ids };
}

/** A button that runs `command` with `options`. */
export function choice(
  label: string,
  command: string,
  options: Invoke['options'] = {},
  how: { readonly primary?: true; readonly share?: true } = {},
): Choice {
  const invoke: Invoke = { command, options, ...(how.share ? { share: true as const } : {}) };
  return {
    label: shorten(label, limits.slack.buttonLabel),
    invoke,
    ...(how.primary ? { primary: true as const } : {}),
  };
}

/** A whole reply: to the asker alone and in a plain tone unless said otherwise. */
export function reply(parts: {
  readonly title: string;
  readonly summary: string;
  readonly body: readonly Block[];
  readonly choices?: readonly Choice[];
  readonly paging?: Paging;
  readonly audience?: Reply['audience'];
  readonly tone?: Reply['tone'];
  readonly beside?: true;
  readonly mention?: 'here';
}): Reply {
  return {
    audience: 'asker',
    tone: 'plain',
    choices: [],
    ...parts,
    title: shorten(parts.title, limits.slack.header),
    summary: cleanLine(parts.summary),
  };
}

/**
 * At most `max` characters on one line: whole words where they fill half of it or more, then "…". For names in titles,
 * labels and table cells only: what a reply says in its body is never cut.
 */
export function shorten(words: string, max: number): string {
  const line = cleanLine(words);
  if (line.length <= max) return line;
  const head = line.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/u, '');
  const word = head.lastIndexOf(' ');
  return `${(word >= max / 2 ? head.slice(0, word) : head).trimEnd()}…`;
}

function isLine(item: Inline | Line): item is Line {
  return Array.isArray(item);
}
