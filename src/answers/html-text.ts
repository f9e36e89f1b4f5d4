/**
 * HTML as it stands inside Markdown, read as plain text: rows of a table, list items and paragraphs become units. It only
 * ever takes text out; nothing of a tag but an `a`'s address survives. One pass, no backtracking.
 */

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
  ['nbsp', ' '],
  ['ndash', '–'],
  ['mdash', '—'],
  ['hellip', '…'],
  ['lsquo', '‘'],
  ['rsquo', '’'],
  ['ldquo', '“'],
  ['rdquo', '”'],
  ['copy', '©'],
  ['middot', '·'],
]);

/** Character references become characters; unknown ones stay as they are. */
export function decodeEntities(text: string): string {
  return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|[a-z]{2,8});/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return entities.get(name.toLowerCase()) ?? whole;
    const code =
      name[1] === 'x' || name[1] === 'X' ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
    return code >= 32 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : ' ';
  });
}

export interface HtmlPiece {
  readonly kind: 'text' | 'item' | 'row';
  readonly text: string;
  /** For a row: its cells. */
  readonly cells?: readonly string[];
}

const blockEnds = new Set([
  'p',
  'div',
  'br',
  'hr',
  'section',
  'summary',
  'details',
  'blockquote',
  'dt',
  'dd',
  'h1',
  'h2',
  'h3',
  'h4',
]);

/** The pieces of text in `html`, in order. Comments, scripts and styles give nothing. */
export function htmlPieces(html: string): readonly HtmlPiece[] {
  const pieces: HtmlPiece[] = [];
  let text = '';
  let cells: string[] | undefined;
  let skipUntil: string | undefined;
  const take = () => {
    const taken = decodeEntities(text).replace(/\s+/g, ' ').trim();
    text = '';
    return taken;
  };
  const push = (kind: 'text' | 'item') => {
    const taken = take();
    if (taken !== '') pieces.push({ kind, text: taken });
  };
  const onTag = (name: string, closing: boolean) => {
    if (name === 'tr') {
      if (cells !== undefined && cells.length > 0) pieces.push({ kind: 'row', text: cells.join('; '), cells });
      else if (cells === undefined) push('text');
      text = '';
      cells = closing ? undefined : [];
    } else if (cells !== undefined) {
      if ((name === 'td' || name === 'th') && closing) cells.push(take().replace(/[,\s]+$/, ''));
      else if ((name === 'td' || name === 'th') && !closing) text = '';
      else if ((blockEnds.has(name) || name === 'li') && closing && text.trim() !== '') text = `${text.trimEnd()}, `;
    } else if (name === 'li') push(closing ? 'item' : 'text');
    else if (blockEnds.has(name)) push('text');
  };
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      if (skipUntil === undefined) text += html.slice(at);
      break;
    }
    if (skipUntil === undefined) text += html.slice(at, open);
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const close = html.indexOf('>', open);
    const tag = /^<(\/?)([a-z][a-z0-9]*)/i.exec(html.slice(open, open + 20));
    if (tag === null || close < 0) {
      if (skipUntil === undefined) text += '<';
      at = open + 1;
      continue;
    }
    const name = (tag[2] ?? '').toLowerCase();
    const closing = tag[1] === '/';
    if (skipUntil !== undefined) {
      if (closing && name === skipUntil) skipUntil = undefined;
    } else if (!closing && (name === 'script' || name === 'style')) skipUntil = name;
    else onTag(name, closing);
    at = close + 1;
  }
  push('text');
  return pieces;
}
