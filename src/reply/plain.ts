/**
 * A reply as plain text: for notifications, logs and wherever nothing can be pressed or localised. Times name their zone,
 * links show their address, buttons are left out because there is nothing to press.
 */
import { sayMoment } from '../time/say.js';
import { clean, cleanLine } from './clean.js';
import { type Block, type Inline, type Line, type Moment, type Paging, type Reply, unreachable } from './reply.js';
import { safeUrl } from './url.js';

/** The whole reply, blocks apart by an empty line. @param zone the reader's (IANA); without it each moment's home. */
export function plainText(reply: Reply, zone?: string): string {
  const blocks = reply.body.map((block) => plainBlock(block, zone)).filter((words) => words !== '');
  const paging = reply.paging === undefined ? [] : [pagingWords(reply.paging)];
  return [cleanLine(reply.title), ...blocks, ...paging].join('\n\n');
}

/** One line of a reply; newlines within its strings stay. */
export function plainLine(line: Line, zone?: string): string {
  return line.map((inline) => plainInline(inline, zone)).join('');
}

/** "11 to 20 of 42", the same words on every surface. */
export function pagingWords({ from, to, total }: Paging): string {
  return from === to ? `${from} of ${total}` : `${from} to ${to} of ${total}`;
}

/** A moment in words: in its home where it is fixed there, else in the reader's zone if that is known. */
export function momentWords(moment: Moment, zone?: string): string {
  return sayMoment(moment, moment.fixed ? moment.home : (zone ?? moment.home));
}

/** What was so and is no longer, where no line can be drawn through it. */
export function struckWords(text: string): string {
  const words = clean(text);
  return words === '' ? '' : `(was ${words})`;
}

function plainBlock(block: Block, zone: string | undefined): string {
  switch (block.type) {
    case 'footnote':
      return cleanLine(block.text);
    case 'text':
      return plainLine(block.line, zone);
    case 'list':
      return block.items.map((item) => `- ${plainLine(item, zone)}`).join('\n');
    case 'fields':
      return block.fields.map(({ label, value }) => `${cleanLine(label)}: ${plainLine(value, zone)}`).join('\n');
    case 'source':
      return `“${clean(block.quote)}”\n${linkWords(block.title, block.url)}`;
    case 'divider':
      return '';
    default:
      return unreachable(block);
  }
}

function plainInline(inline: Inline, zone: string | undefined): string {
  if (typeof inline === 'string') return clean(inline);
  switch (inline.type) {
    case 'strong':
    case 'code':
      return clean(inline.text);
    case 'struck':
      return struckWords(inline.text);
    case 'link':
      return linkWords(inline.text, inline.url);
    case 'person':
      return cleanLine(inline.name);
    case 'moment':
      return momentWords(inline, zone);
    default:
      return unreachable(inline);
  }
}

function linkWords(words: string, url: string | undefined): string {
  const safe = url === undefined ? undefined : safeUrl(url);
  const shown = cleanLine(words);
  return safe === undefined || safe === shown ? shown : `${shown} <${safe}>`;
}
