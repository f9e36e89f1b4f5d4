/**
 * HTML as it stands inside Markdown, told as what happens: headings, rows of tables, list items, questions that open.
 * It remembers what is open, because Markdown gives HTML in pieces: a table with an empty line in it comes in two. Tags
 * inside a line stay in what it tells, to be read with the Markdown around them. One pass, no backtracking.
 */
import { type Tag, tagAt } from './html-tag.js';

export type HtmlEvent =
  | { readonly type: 'text' | 'item' | 'code' | 'summary'; readonly raw: string; readonly id?: string }
  | { readonly type: 'heading'; readonly raw: string; readonly depth: number; readonly id?: string }
  | { readonly type: 'definition'; readonly term: string; readonly raw: string }
  | { readonly type: 'row'; readonly cells: readonly string[]; readonly header: boolean }
  | { readonly type: 'open' | 'close' | 'table-end' }
  | { readonly type: 'anchor'; readonly id: string };

const ends =
  'p div br hr section article main header footer nav aside blockquote center figure figcaption form body html';
const blockEnds: ReadonlySet<string> = new Set([
  ...ends.split(' '),
  'ul',
  'ol',
  'dl',
  'tbody',
  'thead',
  'tfoot',
  'caption',
]);
/** Their content is no text. */
const silent: ReadonlySet<string> = new Set(['script', 'style', 'svg', 'template', 'iframe', 'noscript']);

const isBlank = (raw: string): boolean => raw.trim() === '';

function idOf({ attributes }: Tag): { readonly id?: string } {
  const id = attributes.get('id') ?? attributes.get('name');
  return id !== undefined && /^[\w.:-]{1,100}$/.test(id) ? { id } : {};
}

export class HtmlBlocks {
  #raw = '';
  #events: HtmlEvent[] = [];
  #tables = 0;
  #row: { readonly cells: string[]; header: boolean } | undefined;
  #inCell = false;
  #items = 0;
  #term: string | undefined;
  #heading: { readonly depth: number; readonly id?: string } | undefined;
  #summary: { readonly id?: string } | undefined;
  #inCode = false;
  /** The element whose content is skipped. */
  #skipped: string | undefined;

  /** Whether what comes next belongs into an open cell, whatever it is. */
  get inCell(): boolean {
    return this.#inCell;
  }

  /** Adds text that Markdown read inside an open cell; it is escaped, so that it is not read a second time. */
  addToCell(text: string): void {
    const escaped = text.replace(/[\\`*_[\]<&!~]/g, (char) => `&#${char.charCodeAt(0)};`);
    this.#raw += isBlank(this.#raw) || /,\s*$/.test(this.#raw) ? escaped : `, ${escaped}`;
  }

  /** What `html`, one piece of the document, says. */
  feed(html: string): readonly HtmlEvent[] {
    let at = 0;
    while (at < html.length) {
      const open = html.indexOf('<', at);
      this.#say(html.slice(at, open < 0 ? html.length : open));
      if (open < 0) break;
      at = this.#tag(html, open);
    }
    if (!this.#inCell && this.#heading === undefined && this.#summary === undefined && !this.#inCode) this.#flush();
    return this.#taken();
  }

  /** What is still open when the document ends. */
  end(): readonly HtmlEvent[] {
    if (this.#row !== undefined) this.#endRow();
    this.#endTitle();
    this.#flush();
    this.#events.push({ type: 'table-end' });
    return this.#taken();
  }

  #taken(): readonly HtmlEvent[] {
    const events = this.#events;
    this.#events = [];
    return events;
  }

  #say(text: string): void {
    if (this.#skipped === undefined) this.#raw += text;
  }

  /** Reads what begins at the "<" and gives the position behind it. */
  #tag(html: string, open: number): number {
    if (html.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open);
      return end < 0 ? html.length : end + 3;
    }
    const tag = tagAt(html, open);
    if (tag === undefined) {
      this.#say(/^<[!?]/.test(html.slice(open, open + 2)) ? ' ' : '&lt;');
      return open + 1;
    }
    const name = tag.name.toLowerCase();
    if (this.#skipped !== undefined) {
      if (tag.closing && name === this.#skipped) this.#skipped = undefined;
    } else if (silent.has(name)) {
      if (!tag.closing && !html.startsWith('/>', tag.end - 2)) this.#skipped = name;
    } else this.#onTag(name, tag, html.slice(open, tag.end));
    return tag.end;
  }

  #onTag(name: string, tag: Tag, written: string): void {
    if (this.#inCode && name !== 'pre') return;
    if (name === 'table') this.#onTable(tag.closing);
    else if (this.#row !== undefined || name === 'tr') this.#onTableTag(name, tag, written);
    else if (/^h[1-6]$/.test(name) && this.#summary === undefined) this.#onHeading(Number(name.charAt(1)), tag);
    else if (name === 'summary') this.#onSummary(tag);
    else if (this.#heading !== undefined || this.#summary !== undefined) this.#onTitleTag(name, tag, written);
    else if (name === 'details') {
      this.#flush();
      this.#events.push({ type: tag.closing ? 'close' : 'open' });
    } else if (name === 'li') {
      this.#flush();
      this.#items = Math.max(0, this.#items + (tag.closing ? -1 : 1));
    } else if (name === 'dt' || name === 'dd') this.#onDefinition(name, tag.closing);
    else if (name === 'pre') {
      this.#flush(this.#inCode ? 'code' : undefined);
      this.#inCode = !tag.closing;
    } else if (blockEnds.has(name)) this.#flush();
    else if (name === 'a' && tag.attributes.get('href') === undefined && !tag.closing) this.#onAnchor(tag);
    else this.#raw += written;
  }

  #onAnchor(tag: Tag): void {
    const { id } = idOf(tag);
    if (id !== undefined) this.#events.push({ type: 'anchor', id });
  }

  #onTable(closing: boolean): void {
    if (this.#tables === 0) this.#flush();
    this.#tables = Math.max(0, this.#tables + (closing ? -1 : 1));
    if (this.#tables > 0 || !closing) return;
    if (this.#row !== undefined) this.#endRow();
    this.#events.push({ type: 'table-end' });
  }

  #onTableTag(name: string, tag: Tag, written: string): void {
    const isCell = name === 'td' || name === 'th';
    if (this.#tables > 1 && (isCell || name === 'tr')) this.#separate();
    else if (name === 'tr') {
      if (this.#row === undefined) this.#flush();
      else this.#endRow();
      if (!tag.closing) this.#row = { cells: [], header: true };
    } else if (isCell) {
      this.#endCell();
      this.#inCell = !tag.closing;
      if (name === 'td' && this.#row !== undefined) this.#row.header = false;
    } else if (blockEnds.has(name) || /^(?:li|dt|dd|details|summary|pre|h[1-6])$/.test(name)) this.#separate();
    else this.#raw += written;
  }

  /** Blocks inside a cell stand in one line, with a comma between them. */
  #separate(): void {
    if (!isBlank(this.#raw) && !/[,:]\s*$/.test(this.#raw)) this.#raw = `${this.#raw.trimEnd()}, `;
  }

  #endCell(): void {
    if (this.#inCell) this.#row?.cells.push(this.#raw.replace(/[,\s]+$/, ''));
    if (this.#inCell || isBlank(this.#raw)) this.#raw = '';
    this.#inCell = false;
  }

  #endRow(): void {
    this.#endCell();
    const row = this.#row;
    this.#row = undefined;
    if (row !== undefined && row.cells.length > 0) this.#events.push({ type: 'row', ...row });
    this.#flush();
  }

  #onHeading(depth: number, tag: Tag): void {
    if (tag.closing) this.#endTitle();
    else {
      this.#flush();
      this.#heading = { depth, ...idOf(tag) };
    }
  }

  #onSummary(tag: Tag): void {
    if (tag.closing) this.#endTitle();
    else {
      this.#flush();
      this.#summary = idOf(tag);
    }
  }

  #onTitleTag(name: string, tag: Tag, written: string): void {
    if (name === 'a' && !tag.closing) this.#onAnchor(tag);
    if (name === 'details') this.#endTitle();
    if (blockEnds.has(name) || /^h[1-6]$/.test(name)) this.#raw += ' ';
    else this.#raw += written;
  }

  #endTitle(): void {
    if (this.#heading !== undefined) this.#events.push({ type: 'heading', raw: this.#raw, ...this.#heading });
    else if (this.#summary !== undefined) this.#events.push({ type: 'summary', raw: this.#raw, ...this.#summary });
    else return;
    this.#heading = undefined;
    this.#summary = undefined;
    this.#raw = '';
  }

  #onDefinition(name: 'dt' | 'dd', closing: boolean): void {
    if (name === 'dt' && closing) {
      this.#term = this.#raw;
      this.#raw = '';
    } else if (name === 'dd' && !closing && this.#term === undefined) this.#term = this.#raw;
    if (name === 'dd' && !closing) this.#raw = '';
    if (name === 'dd' && closing && this.#term !== undefined) {
      this.#events.push({ type: 'definition', term: this.#term, raw: this.#raw });
      this.#term = undefined;
      this.#raw = '';
    } else if (name === 'dt' && !closing) this.#flush();
  }

  #flush(kind: 'text' | 'item' | 'code' = this.#items > 0 ? 'item' : 'text'): void {
    const raw = this.#raw;
    this.#raw = '';
    // A term whose definition never came is text all the same.
    const term = this.#term;
    if (term !== undefined && isBlank(raw)) return;
    this.#term = undefined;
    if (term !== undefined) this.#events.push({ type: 'definition', term, raw });
    else if (!isBlank(raw)) this.#events.push({ type: kind, raw });
  }
}
