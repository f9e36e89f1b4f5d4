/**
 * One line of a reply as Discord's markdown. Text from people and files is escaped so that Discord shows exactly its
 * characters: no style, no list, no mention, no emoji code, no link. Only the reply's own nodes become markup.
 */
import { clean, cleanLine } from '../../src/reply/clean.js';
import { type Inline, type Line, type Moment, unreachable } from '../../src/reply/reply.js';
import { safeUrl } from '../../src/reply/url.js';
import { sayMoment } from '../../src/time/say.js';

/** What has a meaning anywhere in a line. Discord reads a backslash before any of these as "show it as it stands". */
const anywhere = /[\\*_~|`<>[\]@]/g;
/** "](" ends the words of a link that began before, also where the first of the two is escaped. */
const linkMiddle = /(?<=^|\])\(/g;
/** Headings, small text and lists begin so at the start of a line. */
const lineStart = /(^|\n)([^\S\n]*)([#+-]|\d+(?=\.))/g;
/**
 * "https://…" becomes a link by itself and ":smile:" a picture, the second also where its second colon stands in what
 * follows. A colon before a space does neither.
 */
const liveColon = /:(?!\s)/g;

/** Markdown that shows `text` as it stands. Newlines stay. Nothing in it pings, links or changes its looks. */
export function escapeMarkdown(text: string): string {
  return clean(text)
    .replace(anywhere, '\\$&')
    .replace(linkMiddle, '\\(')
    .replace(lineStart, (_all, start: string, space: string, mark: string) =>
      /\d/.test(mark) ? `${start}${space}${mark}\\` : `${start}${space}\\${mark}`,
    )
    .replace(liveColon, '\\:');
}

/** As `escapeMarkdown`, on one line: for headings, labels, list items and the text of links. */
export function escapeOneLine(text: string): string {
  return escapeMarkdown(text.replace(/\s*[\n\r\u0085\u2028\u2029]+\s*/gu, ' '));
}

/** A whole line of nodes. `oneLine` keeps the newlines of texts out, where they would end a list item or a field. */
export function lineMarkdown(line: Line, oneLine: boolean): string {
  const literal = oneLine ? escapeOneLine : escapeMarkdown;
  return joinAlike(line)
    .map((node) => inlineMarkdown(node, literal))
    .join('');
}

function inlineMarkdown(node: Inline, literal: (text: string) => string): string {
  if (typeof node === 'string') return literal(node);
  switch (node.type) {
    case 'strong':
      return node.text.trim() === '' ? literal(node.text) : `**${literal(node.text)}**`;
    case 'struck':
      return node.text.trim() === '' ? literal(node.text) : `~~${literal(node.text)}~~`;
    case 'code':
      return codeMarkdown(node.text);
    case 'link':
      return linkMarkdown(node.text, node.url);
    case 'person':
      // Shown as the person's own name on the server. It never pings, because every message names whom it may ping.
      return node.ids.discord !== undefined && /^\d{15,21}$/.test(node.ids.discord)
        ? `<@${node.ids.discord}>`
        : escapeOneLine(node.name);
    case 'moment':
      return momentMarkdown(node);
    default:
      return unreachable(node);
  }
}

/** "**a****b**" is not two bold words for Discord: neighbours of one look become one. */
function joinAlike(line: Line): Line {
  const joined: Inline[] = [];
  for (const node of line) {
    const last = joined.at(-1);
    if (isLook(node) && last !== undefined && isLook(last) && last.type === node.type) {
      joined[joined.length - 1] = { type: node.type, text: last.text + node.text };
    } else joined.push(node);
  }
  return joined;
}

function isLook(node: Inline): node is { readonly type: 'strong' | 'struck'; readonly text: string } {
  return typeof node === 'object' && (node.type === 'strong' || node.type === 'struck');
}

/** Within backticks everything is literal, backslashes too: what would end the code or a link cannot stand there. */
function codeMarkdown(text: string): string {
  const shown = cleanLine(text);
  if (shown === '' || shown.includes('``') || shown.includes('](')) return escapeOneLine(text);
  if (!shown.includes('`')) return `\`${shown}\``;
  const [before, after] = [shown.startsWith('`'), shown.endsWith('`')].map((touches) => (touches ? ' ' : ''));
  return `\`\`${before}${shown}${after}\`\``;
}

/**
 * Discord does not make a link of "[istio.io](…)", because such words could name another place than they open. Brackets
 * within the words end them too early, escaped or not.
 */
const unfitWords = /:\/\/|^\S+\.[a-z]{2,}(?:[/?#:]\S*)?$|[[\]]/i;

/**
 * A link with its words; words and address side by side where Discord would not take the words; all of it as text where the address is
 * not http(s).
 */
export function linkMarkdown(text: string, url: string): string {
  const label = cleanLine(text);
  const safe = safeUrl(url);
  if (safe === undefined) return label === url ? escapeOneLine(url) : escapeOneLine(`${label} (${url})`);
  const address = encodeAddress(safe);
  if (label === '' || label === url || label === safe) return `<${address}>`;
  if (unfitWords.test(label)) return `${escapeOneLine(label)} (<${address}>)`;
  return `[${escapeOneLine(label)}](${address})`;
}

/** Brackets and the like would end the link early; percent-encoded they mean the same address. */
function encodeAddress(url: string): string {
  return url.replace(
    /[()<>[\]\\"'`\s]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
}

const styles = { 'day-time': 'F', day: 'D', time: 't' } as const;
const daySeconds = 86_400;

/** A timestamp that each reader's own Discord shows in their own zone and language. */
function momentMarkdown(moment: Moment): string {
  if (moment.fixed) return escapeOneLine(sayMoment(moment, moment.home));
  const { at, until, show } = moment;
  const style = styles[show];
  const start = `<t:${at}:${style}>`;
  const countdown = moment.countdown ? ` (<t:${at}:R>)` : '';
  const withinDay = until !== undefined && until - at < daySeconds;
  // "26 November to 26 November" says nothing that "26 November" does not.
  if (until === undefined || (show === 'day' && withinDay)) return `${start}${countdown}`;
  // The end's day is worth saying only where it may be another one.
  const endStyle = withinDay ? 't' : style;
  return `${start} to <t:${until}:${endStyle}>${countdown}`;
}
