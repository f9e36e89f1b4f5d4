/**
 * The no-loss law, one suite for every renderer: whatever a reply says is found in what a member sees, in order, within
 * the platform's limits, and text from people stays text. Each surface brings a harness that renders a reply through its
 * own `fit`, then reads the payload back with a member's eyes: escapes undone, markup taken away.
 */
import { describe, expect, test } from 'vitest';
import type { Reader } from '../../src/adapter.js';
import {
  type Block,
  type Inline,
  type Invoke,
  type Line,
  type Moment,
  type Reply,
  unreachable,
} from '../../src/reply/reply.js';
import { gallery, lateAt, meetingAt, nextAt } from '../support/gallery.js';

interface SeenLink {
  /** The words that open it; the address itself where it is shown plainly. */
  readonly text: string;
  /** Where it goes, as the platform would open it. */
  readonly url: string;
}

export interface SeenButton {
  readonly label: string;
  /** What pressing it runs, decoded from the payload by the surface's own decoder. */
  readonly invoke: Invoke;
}

/** One message (one screen on the page and in the terminal) as a member sees it. */
export interface SeenPart {
  readonly title: string;
  /** All text below the title and beside the buttons, in reading order; the words of links and of paging included. */
  readonly texts: readonly string[];
  /** Of `texts`, what has a line through it; absent where a surface draws none and says “(was …)” in its place. */
  readonly struck?: readonly string[];
  /** Everything that opens when pressed, bare addresses that the platform makes live included. */
  readonly links: readonly SeenLink[];
  /** Moments that the platform shows in each reader's own time, as epoch seconds; `until` counts as one of its own. */
  readonly instants: readonly number[];
  /** The platform's ids of people shown as the platform's own person, which does not ping. */
  readonly people: readonly string[];
  readonly buttons: readonly SeenButton[];
  /** Whom this message pings: ids, 'here', 'everyone'. */
  readonly pings: readonly string[];
  /** What it oversteps of the platform's limits, in words; counted by the harness, not by the renderer. */
  readonly broken: readonly string[];
}

/** The messages that one reply becomes, in order. */
export type RenderedParts = readonly SeenPart[];
export type RenderForLaw = (reply: Reply, reader: Reader) => RenderedParts | Promise<RenderedParts>;

export interface RendererTraits {
  /** 'native': moments are in `instants`. 'said': they stand in the text, in the reader's zone, with its city. */
  readonly moments: 'native' | 'said';
  /** Whether `mention: 'here'` reaches people here; a terminal and a page have nobody to ping. */
  readonly canMention: boolean;
}

const reader: Reader = { id: 'U-asker', name: 'Asker', zone: 'Europe/Berlin' };

/** Words with a line through them in each place that holds a line, markup among them. */
const movedDate: Reply = {
  title: 'Community meeting is moved',
  audience: 'room',
  tone: 'plain',
  summary: 'The community meeting of Thursday 10 December 2026 is moved.',
  body: [
    {
      type: 'text',
      line: [{ type: 'struck', text: 'Thursday 10 December, 11:00 in Los Angeles' }, ' Friday instead.'],
    },
    { type: 'list', items: [['Join on ', { type: 'struck', text: 'Zoom ~~*_`<!channel>~ @everyone' }, ' Jitsi.']] },
    { type: 'fields', fields: [{ label: 'Host', value: [{ type: 'struck', text: 'Ana' }, ' Ben'] }] },
  ],
  choices: [],
};

/** How the gallery's moments read in Berlin, written out by hand. */
const saidInBerlin: Readonly<Record<string, string>> = {
  [`${meetingAt} day-time`]: 'Thursday 10 December 2026, 20:00 in Berlin',
  [`${meetingAt} day`]: 'Thursday 10 December 2026 in Berlin',
  [`${meetingAt} time`]: '20:00 in Berlin',
  [`${meetingAt} day-time until`]: 'Thursday 10 December 2026, 20:00 to 21:00 in Berlin',
  [`${meetingAt} time until`]: '20:00 to 21:00 in Berlin',
  [`${nextAt} day`]: 'Thursday 24 December 2026 in Berlin',
  [`${lateAt} day-time`]: 'Friday 11 December 2026, 00:30 in Berlin',
};

/** The fixed moments of the gallery, which read the same on every platform. */
const saidFixed: Readonly<Record<string, string>> = {
  'America/Los_Angeles': '15:30 in Los Angeles',
  'Europe/Berlin': 'Friday 11 December 2026, 00:30 in Berlin',
  'Asia/Kolkata': '05:00 in Kolkata',
};

const never =
  /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B\u202A-\u202E\u2066-\u2069\uFEFF]|[\uD800-\uDFFF]|[\u{E0041}-\u{E0060}]/u;

export function renderersKeep(name: string, render: RenderForLaw, traits: RendererTraits): void {
  describe(`${name} keeps all that a reply says`, () => {
    const exhibits = [...gallery, { name: 'a date that was moved', reply: movedDate }];
    test.each(exhibits.map((exhibit) => [exhibit.name, exhibit.reply] as const))('%s', async (_name, reply) => {
      expectKept(reply, await render(reply, reader), traits);
    });
  });
}

/** The law for one reply; a failed expectation says what was lost. */
export function expectKept(reply: Reply, parts: RenderedParts, traits: RendererTraits): void {
  expect(parts.length, 'messages').toBeGreaterThan(0);
  expect(parts.flatMap((part) => part.broken)).toEqual([]);
  titleStands(reply, parts);
  bodyStands(reply, parts, traits);
  strikesStand(reply, parts);
  linksStand(reply, parts);
  buttonsStand(reply, parts);
  textStaysText(reply, parts, traits);
}

function titleStands(reply: Reply, parts: RenderedParts): void {
  expect(bare(parts[0]?.title ?? '')).toBe(bare(reply.title));
  for (const [index, part] of parts.slice(1).entries()) {
    expect(part.title.endsWith(`(${index + 2} of ${parts.length})`), part.title).toBe(true);
  }
}

function bodyStands(reply: Reply, parts: RenderedParts, traits: RendererTraits): void {
  const reading = new Reading(parts);
  const instants = parts.flatMap((part) => part.instants);
  for (const block of reply.body)
    readBlock(block, reading, (moment) => momentStands(moment, reading, instants, traits));
  if (reply.paging !== undefined) {
    const { from, to, total } = reply.paging;
    const numbers =
      parts
        .flatMap((part) => part.texts)
        .join(' ')
        .match(/\d+/gu) ?? [];
    expect(numbers, 'paging').toEqual(expect.arrayContaining([String(from), String(to), String(total)]));
  }
}

function readBlock(block: Block, reading: Reading, onMoment: (moment: Moment) => void): void {
  const readLine = (line: readonly Inline[]) => {
    for (const inline of line) readInline(inline, reading, onMoment);
  };
  switch (block.type) {
    case 'footnote':
      reading.find(block.text);
      break;
    case 'text':
      readLine(block.line);
      break;
    case 'list':
      block.items.forEach(readLine);
      break;
    case 'fields':
      for (const { label, value } of block.fields) {
        reading.find(label);
        readLine(value);
      }
      break;
    case 'source':
      reading.findBoth(block.quote, block.title);
      break;
    case 'divider':
      break;
    default:
      unreachable(block);
  }
}

function readInline(inline: Inline, reading: Reading, onMoment: (moment: Moment) => void): void {
  if (typeof inline === 'string') {
    reading.find(inline);
    return;
  }
  switch (inline.type) {
    case 'strong':
    case 'code':
    case 'struck':
    case 'link':
      reading.find(inline.text);
      break;
    case 'person':
      reading.findPerson(inline.name, Object.values(inline.ids));
      break;
    case 'moment':
      onMoment(inline);
      break;
    default:
      unreachable(inline);
  }
}

function momentStands(moment: Moment, reading: Reading, instants: readonly number[], traits: RendererTraits): void {
  if (moment.fixed) {
    reading.find(saidFixed[moment.home] ?? 'a fixed moment that the contract does not know');
    return;
  }
  if (traits.moments === 'native') {
    expect(instants).toContain(moment.at);
    if (moment.until !== undefined) expect(instants).toContain(moment.until);
    return;
  }
  const key = `${moment.at} ${moment.show}${moment.until === undefined ? '' : ' until'}`;
  reading.find(saidInBerlin[key] ?? `a moment that the contract does not know: ${key}`);
}

/** What was struck out reads as such, and nothing else does: a line through the wrong words says the opposite. */
function strikesStand(reply: Reply, parts: RenderedParts): void {
  const meant = linesOf(reply)
    .flat()
    .flatMap((inline) => (typeof inline !== 'string' && inline.type === 'struck' ? [inline.text] : []));
  if (parts.some(({ struck }) => struck !== undefined)) {
    expect(bare(parts.flatMap(({ struck = [] }) => struck).join(' ')), 'struck out').toBe(bare(meant.join(' ')));
    return;
  }
  const reading = new Reading(parts);
  for (const words of meant) reading.find(`(was ${words})`);
}

function linksStand(reply: Reply, parts: RenderedParts): void {
  const live = parts.flatMap((part) => part.links).map(({ url }) => sameUrl(url));
  for (const url of honestUrls(reply)) expect(live, 'links').toContain(url);
}

function buttonsStand(reply: Reply, parts: RenderedParts): void {
  const { previous, next } = reply.paging ?? {};
  const buttons = parts.flatMap((part) => part.buttons);
  const invokes = [...reply.choices.map(({ invoke }) => invoke), previous, next].filter((one) => one !== undefined);
  for (const choice of reply.choices) {
    const same = buttons.filter(({ label }) => bare(label) === bare(choice.label)).map(({ invoke }) => invoke);
    expect(same, `the button “${choice.label}”`).toContainEqual(choice.invoke);
  }
  for (const invoke of invokes) expect(buttons.map((button) => button.invoke)).toContainEqual(invoke);
  expect(buttons.length, 'buttons').toBe(invokes.length);
}

function textStaysText(reply: Reply, parts: RenderedParts, traits: RendererTraits): void {
  const honest = honestUrls(reply);
  for (const { text, url } of parts.flatMap((part) => part.links)) {
    // An address shown as itself deceives nobody, so a platform may make it live.
    if (sameUrl(text) !== sameUrl(url)) expect(honest, `the link “${text}”`).toContain(sameUrl(url));
  }
  const pings = parts.flatMap((part) => part.pings);
  expect(pings, 'pings').toEqual(reply.mention !== undefined && traits.canMention ? ['here'] : []);
  const shown = parts.flatMap((part) => [part.title, ...part.texts, ...part.buttons.map(({ label }) => label)]);
  for (const text of shown) expect(never.exec(text), `a character that steers the screen in “${text}”`).toBeNull();
}

/** The addresses of a reply that a link may hold: http(s), without a name or password in front of the host. */
function honestUrls(reply: Reply): readonly string[] {
  const linked = linesOf(reply)
    .flat()
    .flatMap((inline) => (typeof inline !== 'string' && inline.type === 'link' ? [inline.url] : []));
  const quoted = reply.body.flatMap((block) => (block.type === 'source' && block.url !== undefined ? [block.url] : []));
  return [...linked, ...quoted].filter((url) => /^https?:\/\/[^@/]+(?:\/|$)/u.test(url)).map(sameUrl);
}

function linesOf(reply: Reply): readonly Line[] {
  return reply.body.flatMap((block) => {
    if (block.type === 'text') return [block.line];
    if (block.type === 'list') return block.items;
    return block.type === 'fields' ? block.fields.map(({ value }) => value) : [];
  });
}

/** One spelling for one address: renderers percent-encode the characters that their markup needs. */
function sameUrl(url: string): string {
  if (!URL.canParse(url)) return url;
  return new URL(url).href.replace(/%(2[89A]|5B|5D|5F|7C|3E|3C|60)/giu, (escaped) => decodeURIComponent(escaped));
}

/** Without white space and without what shows nothing: lines wrap and renderers clean, the words stay. */
function bare(text: string): string {
  return text.replace(/[\s\p{C}\uFFFD]+/gu, '');
}

/** Reads on and on: what is found next has to stand behind what was found before. */
class Reading {
  readonly #all: string;
  readonly #people: readonly string[];
  readonly #parts: number;
  #at = 0;

  constructor(parts: RenderedParts) {
    this.#all = bare(parts.flatMap((part) => part.texts).join(' '));
    this.#people = parts.flatMap((part) => part.people);
    this.#parts = parts.length;
  }

  find(text: string): void {
    this.#at = this.#endOf(bare(text), this.#at);
  }

  /** A quote and its title, whichever the platform shows first. */
  findBoth(one: string, other: string): void {
    const from = this.#at;
    this.#at = Math.max(this.#endOf(bare(one), from), this.#endOf(bare(other), from));
  }

  findPerson(name: string, ids: readonly string[]): void {
    if (!ids.some((id) => this.#people.includes(id))) this.find(name);
  }

  /** Where `text` ends. A text may be split where messages end: then each piece stands behind the one before. */
  #endOf(text: string, from: number): number {
    let rest = text;
    let at = from;
    for (let piece = 0; piece < this.#parts && rest !== ''; piece += 1) {
      let length = rest.length;
      while (length > 0 && !this.#all.includes(rest.slice(0, length), at)) length -= 1;
      if (length === 0) break;
      at = this.#all.indexOf(rest.slice(0, length), at) + length;
      rest = rest.slice(length);
    }
    expect(rest.slice(0, 200), `lost after “…${this.#all.slice(Math.max(0, from - 40), from)}”`).toBe('');
    return at;
  }
}
