/**
 * Markdown to sections: split at headings, with the parent headings kept, as plain text in quotable units. HTML in it and
 * the dialects of site generators are read as their readers see them. Every word of prose lands in exactly one section.
 */
import { Lexer, type Token, type Tokens } from 'marked';
import { documentName } from './document-name.js';
import { frontMatterOf } from './front-matter.js';
import { anchorOf, writtenAnchor } from './heading-anchor.js';
import { HtmlBlocks, type HtmlEvent } from './html-blocks.js';
import { plainMarkdown } from './markdown-dialects.js';
import { bareText, type Inline, inlineOf, inlineTokens, withoutNotes } from './markdown-inline.js';
import { resolverOf } from './published-address.js';
import { questionIn, titleLine } from './question-line.js';
import type { Section, Unit } from './section.js';
import { SectionOutline } from './section-outline.js';
import { sentencesOf, tidy } from './sentences.js';
import { type Cell, rowUnit, TableRows } from './table-rows.js';

export { anchorOf } from './heading-anchor.js';
export { sentencesOf } from './sentences.js';

export interface MarkdownFile {
  /** Path inside the folder of documents, with forward slashes. */
  readonly path: string;
  /** Where the file is published. */
  readonly url?: string;
  readonly markdown: string;
}

class Reader {
  readonly #resolve: ReturnType<typeof resolverOf>;
  readonly #outline: SectionOutline;
  readonly #notes: readonly string[];
  readonly #pending: Set<number>;
  readonly #anchors = new Map<string, number>();
  readonly #html = new HtmlBlocks();
  readonly #rows = new TableRows();
  /** An anchor that stands before the question it belongs to. */
  #anchor: string | undefined;
  /** A document without any heading is divided by its lines in bold. */
  readonly #boldDivides: boolean;

  constructor(file: MarkdownFile, outline: SectionOutline, notes: readonly string[], boldDivides: boolean) {
    this.#resolve = resolverOf(file.url, file.path);
    this.#outline = outline;
    this.#notes = notes;
    this.#pending = new Set(notes.keys());
    this.#boldDivides = boldDivides;
  }

  read(tokens: readonly Token[]): void {
    for (const [at, token] of tokens.entries()) {
      if (token.type === 'html') for (const event of this.#html.feed(token.raw)) this.#event(event);
      else if (token.type === 'space' || token.type === 'def') continue;
      else if (this.#html.inCell) for (const unit of this.#blocks([token])) this.#html.addToCell(unit.text);
      else if (token.type === 'heading') this.#heading(token.depth, token.tokens ?? []);
      else if (token.type === 'paragraph') this.#paragraph(token.tokens ?? [], tokens[at + 1]);
      else this.#outline.add(this.#blocks([token]));
    }
  }

  end(): void {
    for (const event of this.#html.end()) this.#event(event);
    for (const note of this.#pending) this.#outline.add(this.#note(note));
  }

  #heading(depth: number, tokens: readonly Token[], id?: string): void {
    const { text: said, anchor: written } = writtenAnchor(inlineOf(tokens, this.#resolve, 'alone').text);
    const made = anchorOf(writtenAnchor(bareText(tokens)).text, this.#anchors);
    this.#anchor = undefined;
    const text = said.replace(/(?<=\S)\s+logo$/i, '');
    if (text !== '') this.#outline.heading(depth, text, written ?? id ?? made);
  }

  /** A paragraph of the document itself: it may hold a question that the next ones answer. */
  #paragraph(tokens: readonly Token[], next: Token | undefined): void {
    const { anchors } = inlineOf(tokens, this.#resolve);
    this.#anchor = anchors.at(-1) ?? this.#anchor;
    const asked = questionIn(tokens, (some) => inlineOf(some, this.#resolve).text);
    if (asked !== undefined) {
      this.#question(asked.question);
      this.#outline.add(this.#prose(asked.rest, asked.marked));
      return;
    }
    const title = titleLine(tokens, (some) => inlineOf(some, this.#resolve).text);
    if (title === undefined || next === undefined) this.#outline.add(this.#prose(tokens));
    else if (this.#boldDivides) this.#question(title);
    else this.#outline.add([{ kind: 'lead', text: `${title}:`, links: [] }]);
  }

  #question(text: string): void {
    this.#outline.question(text, this.#anchor ?? anchorOf(text, this.#anchors), this.#anchor);
    this.#anchor = undefined;
  }

  #summary({ raw, id = this.#anchor }: { readonly raw: string; readonly id?: string }): void {
    const { text, anchors } = this.#inline(raw);
    const at = anchors.at(-1) ?? id;
    this.#anchor = undefined;
    if (text === '') return;
    const says = /^(?:click|details?|show|expand|see|view|more|toggle|open|read more|example|output)\b/i.test(text);
    if (says && !text.endsWith('?'))
      this.#outline.add([{ kind: 'lead', text: text.endsWith(':') ? text : `${text}:`, links: [] }]);
    else this.#outline.summary(text, at ?? anchorOf(text, this.#anchors), at);
  }

  #event(event: HtmlEvent): void {
    if (event.type === 'open') this.#outline.open();
    else if (event.type === 'close') this.#outline.close();
    else if (event.type === 'anchor') this.#anchor = event.id;
    else if (event.type === 'heading') this.#heading(event.depth, inlineTokens(event.raw), event.id);
    else if (event.type === 'summary') this.#summary(event);
    else if (event.type === 'text') this.#paragraph(inlineTokens(event.raw), undefined);
    else this.#outline.add(this.#unitsOf(event));
  }

  #unitsOf(event: HtmlEvent): Unit[] {
    switch (event.type) {
      case 'item':
        return this.#withNotes(this.#inline(event.raw), ({ text, links }) => [{ kind: 'item', text, links }]);
      case 'code':
        return [{ kind: 'code', text: this.#inline(event.raw.replace(/([\\`*_[\]])/g, '\\$1')).text, links: [] }];
      case 'row':
        return this.#rows.next(
          event.cells.map((cell) => inlineOf(inlineTokens(cell), this.#resolve, 'always')),
          event.header,
        );
      case 'table-end':
        return this.#rows.end();
      case 'definition': {
        const { text: term } = this.#inline(event.term);
        const { text, links } = this.#inline(event.raw);
        if (term.endsWith('?')) {
          this.#question(term);
          return this.#prose(inlineTokens(event.raw));
        }
        return [{ kind: 'item', text: [term, text].filter((part) => part !== '').join(': '), links }];
      }
      default:
        return [];
    }
  }

  #inline(raw: string): Inline {
    return inlineOf(inlineTokens(raw), this.#resolve);
  }

  /** The units of something, and of the footnotes it refers to behind them. */
  #withNotes(inline: Inline, units: (inline: Inline) => readonly Unit[]): Unit[] {
    const said = inline.text === '' ? [] : units(inline);
    return [...said, ...inline.notes.filter((note) => this.#pending.has(note)).flatMap((note) => this.#note(note))];
  }

  #note(note: number): Unit[] {
    this.#pending.delete(note);
    return this.#prose(inlineTokens(this.#notes[note] ?? ''));
  }

  #prose(tokens: readonly Token[], answers = false): Unit[] {
    const inline = inlineOf(tokens, this.#resolve);
    if (/^\W*(?:back to )?top\W*$/i.test(inline.text)) return [];
    const said = answers ? { ...inline, text: inline.text.replace(/^(?:A\d*|Answer)\s*[.:)]\s+/i, '') } : inline;
    return this.#withNotes(said, ({ text, links }) => proseUnits(text, links));
  }

  #blocks(tokens: readonly Token[]): Unit[] {
    return tokens.flatMap((token) => this.#block(token));
  }

  #block(token: Token): Unit[] {
    switch (token.type) {
      case 'paragraph':
      case 'text':
        return this.#prose(('tokens' in token ? token.tokens : undefined) ?? [token]);
      case 'heading':
        return this.#innerHeading(token.tokens ?? []);
      case 'list':
        return isContents(token as Tokens.List) ? [] : (token as Tokens.List).items.flatMap((item) => this.#item(item));
      case 'table':
        return this.#table(token as Tokens.Table);
      case 'html':
        return this.#innerHtml(token.raw);
      case 'code':
        return [{ kind: 'code', text: tidy(withoutNotes((token as Tokens.Code).text)), links: [] }];
      case 'blockquote':
        return this.#blocks((token as Tokens.Blockquote).tokens);
      default:
        return [];
    }
  }

  /** A heading inside a list or a quotation divides nothing, but has its anchor, and introduces what follows. */
  #innerHeading(tokens: readonly Token[]): Unit[] {
    anchorOf(bareText(tokens), this.#anchors);
    const { text, links } = inlineOf(tokens, this.#resolve);
    return text === '' ? [] : [{ kind: 'lead', text: /[.:?!]$/.test(text) ? text : `${text}:`, links }];
  }

  /** HTML inside a list or a quotation divides nothing either. */
  #innerHtml(raw: string): Unit[] {
    const html = new HtmlBlocks();
    return [...html.feed(raw), ...html.end()].flatMap((event): Unit[] => {
      if (event.type === 'open' || event.type === 'close' || event.type === 'anchor') return [];
      if (event.type === 'heading' || event.type === 'summary') return this.#innerHeading(inlineTokens(event.raw));
      return event.type === 'text' ? this.#prose(inlineTokens(event.raw)) : this.#unitsOf(event);
    });
  }

  #item(item: Tokens.ListItem): Unit[] {
    const own: Token[] = [];
    const below: Unit[] = [];
    for (const token of item.tokens) {
      const isText = token.type === 'text' || token.type === 'paragraph';
      if (isText && below.length === 0)
        own.push(...(own.length === 0 ? [] : [lineBreak]), ...(token.tokens ?? [token]));
      else below.push(...this.#block(token));
    }
    const units = this.#withNotes(inlineOf(own, this.#resolve), ({ text, links }) => [{ kind: 'item', text, links }]);
    return [...units, ...below];
  }

  #table(table: Tokens.Table): Unit[] {
    const read = (cells: readonly Tokens.TableCell[]): readonly Cell[] =>
      cells.map((cell) => inlineOf(cell.tokens, this.#resolve, 'always'));
    const header = read(table.header);
    const rows = table.rows.length === 0 ? [rowUnit([], header)] : table.rows.map((row) => rowUnit(header, read(row)));
    const notes = [...table.header, ...table.rows.flat()].flatMap((cell) => inlineOf(cell.tokens, this.#resolve).notes);
    return [...rows.flat(), ...this.#withNotes({ text: '', links: [], anchors: [], notes }, () => [])];
  }
}

const lineBreak: Token = { type: 'br', raw: '\n' };

function proseUnits(text: string, links: Unit['links']): readonly Unit[] {
  return sentencesOf(text).map((sentence) => ({
    kind: sentence.endsWith(':') ? 'lead' : 'sentence',
    text: sentence,
    links: links.filter((link) => sentence.includes(link.text)),
  }));
}

/** A list of links to headings of the same page: a table of contents answers nothing. */
function isContents({ items }: Tokens.List): boolean {
  const isEntry = (token: Token): boolean => {
    if (token.type === 'list') return (token as Tokens.List).items.every((item) => item.tokens.every(isEntry));
    if (token.type === 'space' || token.type === 'checkbox') return true;
    if (token.type === 'text' || token.type === 'paragraph')
      return 'tokens' in token && (token.tokens ?? []).every(isEntry);
    return token.type === 'link' && String(token.href).startsWith('#');
  };
  return items.length > 1 && items.every((item) => item.tokens.length > 0 && item.tokens.every(isEntry));
}

/** Reads a file piece by piece; between two pieces it gives the turn away, so that it can be read beside other work. */
export function* readMarkdown(file: MarkdownFile): Generator<undefined, readonly Section[]> {
  const text = file.markdown
    .replace(/^\uFEFF/, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\uE000-\uE003]/g, '');
  const { body, title, description } = frontMatterOf(text);
  const { pieces, references, notes, headings, titles } = yield* plainMarkdown(body);
  yield;
  const outline = new SectionOutline({
    ...file,
    title: title ?? documentName(file.path),
    keepsTitle: title !== undefined && titles > 1,
  });
  if (description !== undefined) outline.add(proseUnits(description, []));
  const reader = new Reader(file, outline, notes, headings === 0);
  const { links } = new Lexer({ gfm: true }).lex(references);
  yield;
  for (const piece of pieces) {
    const lexer = new Lexer({ gfm: true });
    lexer.tokens.links = Object.create(links);
    reader.read(lexer.lex(piece));
    yield;
  }
  reader.end();
  return outline.sections();
}

/** The sections of one file, in order. Headings without text of their own give none, but stay parents of what follows. */
export function sectionsOf(file: MarkdownFile): readonly Section[] {
  const reading = readMarkdown(file);
  let step = reading.next();
  while (step.done !== true) step = reading.next();
  return step.value;
}
