/**
 * The inside of a line of Markdown as plain text, with its links, and with the tags of HTML in it read as well: nothing of a
 * tag survives but where an `a` leads, and what an image is called.
 */
import { Lexer, type Token } from 'marked';
import { decodeEntities } from './entities.js';
import { tagAt } from './html-tag.js';
import type { Resolve } from './published-address.js';
import type { Unit } from './section.js';
import { tidy } from './sentences.js';

type Link = Unit['links'][number];

export interface Inline {
  readonly text: string;
  readonly links: readonly Link[];
  /** Footnotes it refers to, by number. */
  readonly notes: readonly number[];
  /** Anchors that stand in it, such as <a name="here">. */
  readonly anchors: readonly string[];
}

/** A reference to footnote 3, as it goes through the Markdown reader. Private-use characters are taken out of documents. */
export const noteMark = (number: number): string => `\uE000${number}\uE001`;
const noteMarks = /\uE000(\d+)\uE001/g;

/** Code and addresses refer to no footnotes. */
export const withoutNotes = (text: string): string => text.replace(noteMarks, '');
/** What an image is called stands between these, until it is known whether it is said. */
const alts = /\uE002([^\uE003]*)\uE003/g;

/** ":rocket:" is a picture. Only alone: "a:b:c" is none. */
const shortcode = /(?<![\w:/]):[a-z][a-z0-9_+-]{1,30}:(?![\w:/])/g;

const blockTags = /^(?:p|div|li|td|th|tr|ul|ol|h[1-6]|dt|dd|hr|summary|details|table)$/;

/** An image is named only beside words (`beside`), only where there are no words (`alone`), or always. */
type Alts = 'beside' | 'alone' | 'always';

class InlineReader {
  #text = '';
  readonly #links: { readonly from: number; readonly to: number; readonly url: string }[] = [];
  readonly #anchors: string[] = [];
  readonly #notes: number[] = [];
  readonly #open: { readonly from: number; readonly url: string | undefined }[] = [];
  #skipped: string | undefined;
  readonly #resolve: Resolve;

  constructor(resolve: Resolve) {
    this.#resolve = resolve;
  }

  read(tokens: readonly Token[]): void {
    for (const token of tokens) this.#one(token);
  }

  #one(token: Token): void {
    if (token.type === 'html') this.#html(token.raw);
    else if (this.#skipped !== undefined || token.type === 'checkbox') return;
    else if (token.type === 'br') this.#text += ' ';
    else if (token.type === 'image') this.#image(token.text, token.href);
    else if (token.type === 'codespan' || token.type === 'escape') this.#text += withoutNotes(String(token.text));
    else if (token.type === 'link') {
      const from = this.#text.length;
      this.read(token.tokens ?? []);
      this.#link(from, this.#resolve(withoutNotes(String(token.href))));
    } else if ('tokens' in token && token.tokens !== undefined) this.read(token.tokens);
    else if ('text' in token) this.#words(String(token.text));
  }

  #words(raw: string): void {
    this.#text += decodeEntities(raw).replace(noteMarks, (_, number: string) => {
      this.#notes.push(Number(number));
      return '';
    });
  }

  /** A badge tells the state of a build on that day, which is no text of the document. */
  #image(alt: unknown, href: unknown): void {
    const said = decodeEntities(withoutNotes(String(alt ?? '')));
    if (said.length <= 60 && !/shields\.io|badge/i.test(String(href))) this.#text += `\uE002${said}\uE003`;
  }

  #link(from: number, url: string | undefined): void {
    const inside = this.#text.slice(from);
    // A picture alone that links somewhere is a badge or a banner.
    if (inside.replace(alts, '').trim() === '') this.#text = this.#text.slice(0, from);
    else if (url !== undefined) this.#links.push({ from, to: this.#text.length, url });
  }

  #html(raw: string): void {
    if (raw.startsWith('<!--')) return;
    const tag = tagAt(raw, 0);
    if (tag === undefined) return;
    const name = tag.name.toLowerCase();
    if (this.#skipped !== undefined) {
      if (tag.closing && name === this.#skipped) this.#skipped = undefined;
    } else if (name === 'script' || name === 'style') {
      if (!tag.closing) this.#skipped = name;
    } else if (name === 'img') this.#image(tag.attributes.get('alt'), tag.attributes.get('src'));
    else if (name === 'a') this.#anchorTag(tag.closing, tag.attributes);
    else if (name === 'br' || blockTags.test(name)) this.#text += ' ';
  }

  #anchorTag(closing: boolean, attributes: ReadonlyMap<string, string>): void {
    if (closing) {
      const open = this.#open.pop();
      if (open !== undefined) this.#link(open.from, open.url);
      return;
    }
    const id = attributes.get('id') ?? attributes.get('name');
    if (id !== undefined && /^[\w.:-]{1,100}$/.test(id)) this.#anchors.push(id);
    const href = attributes.get('href');
    const url = href === undefined ? undefined : this.#resolve(decodeEntities(withoutNotes(href)));
    this.#open.push({ from: this.#text.length, url });
  }

  #said(text: string, named: boolean): string {
    return tidy(text.replace(alts, named ? '$1' : '').replace(shortcode, ''));
  }

  result(mode: Alts): Inline {
    const wordless = this.#said(this.#text, false) === '';
    const named = mode === 'always' || (mode === 'alone') === wordless;
    const links = this.#links.flatMap(({ from, to, url }) => {
      const text = this.#said(this.#text.slice(from, to), named);
      return text === '' ? [] : [{ text, url }];
    });
    return { text: this.#said(this.#text, named), links, notes: this.#notes, anchors: this.#anchors };
  }

  /** As an anchor is made of it: nothing trimmed, no pictures. */
  get bare(): string {
    return this.#text.replace(alts, '');
  }
}

export function inlineOf(tokens: readonly Token[], resolve: Resolve, mode: Alts = 'beside'): Inline {
  const reader = new InlineReader(resolve);
  reader.read(tokens);
  return reader.result(mode);
}

/** The text of a heading as GitHub makes an anchor of it. */
export function bareText(tokens: readonly Token[]): string {
  const reader = new InlineReader(() => undefined);
  reader.read(tokens);
  return reader.bare;
}

/** The tokens of a line that stands inside HTML: what is Markdown there is read too, because that is how it is meant. */
export function inlineTokens(raw: string): readonly Token[] {
  return Lexer.lexInline(raw.trim(), { gfm: true });
}
