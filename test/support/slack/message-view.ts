/** A message's payload, read back with a member's eyes. */
import { elementsOf, type Json, record } from './block-check.js';

export interface MessageView {
  readonly title: string;
  /** Text below the title and beside the buttons, in reading order; the words of links included, moments left out. */
  readonly texts: readonly string[];
  /** Of the texts, what has a line through it. */
  readonly struck: readonly string[];
  readonly links: readonly { readonly text: string; readonly url: string }[];
  /** Epoch seconds. */
  readonly instants: readonly number[];
  /** What stands in place of the moments where they cannot be shown. */
  readonly fallbacks: readonly string[];
  readonly buttons: readonly Button[];
  readonly people: readonly string[];
  /** Whom it pings: "here", "channel", a person's id. */
  readonly pings: readonly string[];
}

export interface Button {
  readonly label: string;
  readonly actionId: string;
  readonly value: string;
  readonly primary: boolean;
}

/** @param text the message's own text; it is shown where there are no blocks, and can ping all the same. */
export function viewMessage(text: string, blocks: readonly Json[]): MessageView {
  const inlines = blocks.filter(({ type }) => type === 'rich_text').flatMap(inlinesOf);
  const links = inlines.filter(({ type }) => type === 'link');
  const dates = inlines.filter(({ type }) => type === 'date');
  const buttons = blocks.filter(({ type }) => type === 'actions').flatMap(elementsOf);
  return {
    title: blocks
      .filter(({ type }) => type === 'header')
      .map((b) => plain(b.text))
      .join(' '),
    texts: blocks.length === 0 ? [plainOf(text)] : blocks.flatMap(textsOf),
    struck: inlines.filter(({ style }) => record(style).strike === true).map(({ text: words }) => String(words)),
    links: links.map(({ text: words, url }) => ({ text: String(words ?? url), url: String(url) })),
    instants: dates.map(({ timestamp }) => Number(timestamp)),
    fallbacks: dates.map(({ fallback }) => String(fallback)),
    buttons: buttons.map((b) => ({
      label: plain(b.text),
      actionId: String(b.action_id),
      value: String(b.value),
      primary: b.style === 'primary',
    })),
    people: [],
    pings: [...inlines.flatMap(pingOf), ...markupPings(text), ...blocks.flatMap(markupIn).flatMap(markupPings)],
  };
}

function inlinesOf(block: Json): readonly Json[] {
  return elementsOf(block).flatMap((paragraph) =>
    paragraph.type === 'rich_text_list' ? elementsOf(paragraph).flatMap(elementsOf) : elementsOf(paragraph),
  );
}

function textsOf(block: Json): readonly string[] {
  switch (block.type) {
    case 'rich_text':
      return elementsOf(block).flatMap((paragraph) =>
        paragraph.type === 'rich_text_list' ? elementsOf(paragraph).map(wordsOf) : [wordsOf(paragraph)],
      );
    case 'context':
      return elementsOf(block).map(plain);
    case 'section':
      return [plain(block.text)];
    default:
      return [];
  }
}

function wordsOf(paragraph: Json): string {
  return elementsOf(paragraph)
    .map((e) => (e.type === 'text' ? String(e.text) : e.type === 'link' ? String(e.text ?? e.url) : ''))
    .join('');
}

function plain(text: unknown): string {
  const { type, text: words } = record(text);
  return type === 'mrkdwn' ? plainOf(String(words)) : String(words ?? '');
}

function pingOf(inline: Json): readonly string[] {
  if (inline.type === 'broadcast') return [String(inline.range)];
  if (inline.type === 'user') return [String(inline.user_id)];
  return inline.type === 'usergroup' ? [String(inline.usergroup_id)] : [];
}

/** Strings that Slack reads as mrkdwn. */
function markupIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(markupIn);
  const it = record(value);
  if (it.type === 'mrkdwn') return [String(it.text)];
  return Object.values(it).flatMap((inner) => (typeof inner === 'object' ? markupIn(inner) : []));
}

function markupPings(source: string): readonly string[] {
  return [...source.matchAll(/<(?:!(here|channel|everyone)|!subteam\^(\w+)|@(\w+))[^>]*>/g)].map(
    ([, range, group, user]) => range ?? group ?? user ?? '',
  );
}

function plainOf(source: string): string {
  return source.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
