/**
 * Markdown to sections: split at headings, with the parent headings kept, as plain text in quotable units. Anchors are
 * made as GitHub makes them, and relative links are resolved to where the file is published.
 */
import { marked, type Token, type Tokens } from 'marked';
import { decodeEntities, htmlPieces } from './html-text.js';
import type { Section, Unit } from './section.js';

type Link = Unit['links'][number];

export interface MarkdownFile {
  /** Path inside the folder of documents, with forward slashes. */
  readonly path: string;
  /** Where the file is published. */
  readonly url?: string;
  readonly markdown: string;
}

/** GitHub's anchor for a heading; `taken` counts the ones already given in this file, and is kept up. */
export function anchorOf(heading: string, taken: Map<string, number>): string {
  const base = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
  const before = taken.get(base);
  taken.set(base, (before ?? 0) + 1);
  if (before === undefined) return base;
  return `${base}-${before}`;
}

function tidy(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The sentences of a paragraph. A full stop inside a name ("istio.io") or after "e.g." ends none. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  let from = 0;
  for (const end of text.matchAll(/[.!?:]["”’)]?(?= )/g)) {
    const stop = end.index + end[0].length;
    const lastWord =
      text
        .slice(Math.max(from, stop - 12), stop)
        .split(' ')
        .at(-1) ?? '';
    const next = text.charAt(stop + 1);
    const abbreviated = /^\(?(?:e\.g|i\.e|etc|vs|cf|mr|mrs|ms|dr|st|no|approx|[a-z])\.$/i.test(lastWord);
    if (abbreviated || end[0].startsWith(':') || /[\p{Ll}]/u.test(next)) continue;
    sentences.push(text.slice(from, stop).trim());
    from = stop + 1;
  }
  sentences.push(text.slice(from).trim());
  return sentences.filter((sentence) => sentence !== '');
}

interface Inline {
  text: string;
  links: Link[];
}

class Reader {
  readonly #base: URL | undefined;
  constructor(url: string | undefined) {
    this.#base = url === undefined || !URL.canParse(url) ? undefined : new URL(url);
  }

  #resolve(href: string): string | undefined {
    const absolute = URL.canParse(href);
    if (!absolute && this.#base === undefined) return undefined;
    if (!absolute && !URL.canParse(href, this.#base)) return undefined;
    const url = absolute ? new URL(href) : new URL(href, this.#base);
    const safe = (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === '';
    return safe ? url.href : undefined;
  }

  inline(tokens: readonly Token[]): Inline {
    const into: Inline = { text: '', links: [] };
    for (const token of tokens) this.#one(token, into);
    return into;
  }

  #one(token: Token, into: Inline): void {
    if (token.type === 'br') into.text += ' ';
    else if (token.type === 'image' || token.type === 'html' || token.type === 'checkbox') return;
    else if (token.type === 'codespan' || token.type === 'escape') into.text += token.text;
    else if ('tokens' in token && token.tokens !== undefined) {
      const inner = this.inline(token.tokens);
      into.text += inner.text;
      into.links.push(...inner.links);
      const url = token.type === 'link' ? this.#resolve(token.href) : undefined;
      const text = tidy(inner.text);
      if (url !== undefined && text !== '') into.links.push({ text, url });
    } else if ('text' in token) into.text += decodeEntities(String(token.text));
  }

  blocks(tokens: readonly Token[]): Unit[] {
    return tokens.flatMap((token) => this.#block(token));
  }

  #prose(tokens: readonly Token[]): Unit[] {
    const { text, links } = this.inline(tokens);
    return sentencesOf(tidy(text)).map((sentence) => ({
      kind: sentence.endsWith(':') ? 'lead' : 'sentence',
      text: sentence,
      links: links.filter((link) => sentence.includes(link.text)),
    }));
  }

  #block(token: Token): Unit[] {
    switch (token.type) {
      case 'paragraph':
      case 'text':
        return this.#prose(('tokens' in token ? token.tokens : undefined) ?? [token]);
      case 'list':
        return (token as Tokens.List).items.flatMap((item) => this.#item(item));
      case 'table':
        return this.#table(token as Tokens.Table);
      case 'html':
        return this.#html(token.raw);
      case 'code':
        return [{ kind: 'code', text: tidy((token as Tokens.Code).text), links: [] }];
      case 'blockquote':
        return this.blocks((token as Tokens.Blockquote).tokens);
      default:
        return [];
    }
  }

  #item(item: Tokens.ListItem): Unit[] {
    const own: Inline = { text: '', links: [] };
    const below: Unit[] = [];
    for (const token of item.tokens) {
      if (token.type === 'text' || token.type === 'paragraph') {
        const inner = this.inline(('tokens' in token ? token.tokens : undefined) ?? [token]);
        own.text += ` ${inner.text}`;
        own.links.push(...inner.links);
      } else below.push(...this.#block(token));
    }
    const text = tidy(own.text);
    return text === '' ? below : [{ kind: 'item', text, links: own.links }, ...below];
  }

  #table(table: Tokens.Table): Unit[] {
    const header = table.header.map((cell) => tidy(this.inline(cell.tokens).text));
    return table.rows.flatMap((row) => {
      const cells = row.map((cell) => this.inline(cell.tokens));
      const text = rowText(
        header,
        cells.map((cell) => tidy(cell.text)),
      );
      return text === '' ? [] : [{ kind: 'row' as const, text, links: cells.flatMap((cell) => cell.links) }];
    });
  }

  #html(html: string): Unit[] {
    let header: readonly string[] | undefined;
    return htmlPieces(html).flatMap((piece): Unit[] => {
      if (piece.cells === undefined) {
        if (piece.kind === 'item') return [{ kind: 'item', text: piece.text, links: [] }];
        return sentencesOf(piece.text).map((text) => ({ kind: 'sentence', text, links: [] }));
      }
      if (header === undefined) {
        header = piece.cells;
        return [];
      }
      return [{ kind: 'row', text: rowText(header, piece.cells), links: [] }];
    });
  }
}

/** "Role: Member; Scope: Organization": a row that can be read without its table. */
function rowText(header: readonly string[], cells: readonly string[]): string {
  return cells.flatMap((cell, at) => (cell === '' ? [] : [header[at] ? `${header[at]}: ${cell}` : cell])).join('; ');
}

interface FrontMatter {
  readonly body: string;
  readonly title?: string;
}

function withoutFrontMatter(markdown: string): FrontMatter {
  const text = markdown.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
  const end = text.startsWith('---\n') ? text.indexOf('\n---', 3) : -1;
  if (end < 0) return { body: text };
  const title = /^title:[ \t]*(.+)$/m
    .exec(text.slice(0, end))?.[1]
    ?.trim()
    .replace(/^(["'])(.*)\1$/, '$2');
  const body = text.slice(text.indexOf('\n', end + 1) + 1);
  return title === undefined ? { body } : { body, title };
}

/** The sections of one file, in order. Headings without text of their own give none, but stay parents of what follows. */
export function sectionsOf(file: MarkdownFile): readonly Section[] {
  const { body, title } = withoutFrontMatter(file.markdown);
  const reader = new Reader(file.url);
  const taken = new Map<string, number>();
  const name = title ?? (file.path.split('/').at(-1) ?? file.path).replace(/\.(?:md|markdown)$/i, '');
  const sections: Section[] = [];
  let path: { readonly depth: number; readonly text: string }[] = [{ depth: 0, text: name }];
  let anchor = '';
  let units: Unit[] = [];
  const close = () => {
    if (units.length > 0) {
      const hash = anchor === '' ? '' : `#${anchor}`;
      const url = file.url === undefined ? {} : { url: `${file.url}${hash}` };
      sections.push({ id: `${file.path}${hash}`, headings: path.map((heading) => heading.text), units, ...url });
    }
    units = [];
  };
  for (const token of marked.lexer(body, { gfm: true })) {
    if (token.type !== 'heading') {
      units.push(...reader.blocks([token]));
      continue;
    }
    close();
    const text = tidy(reader.inline(token.tokens ?? []).text);
    // The document's first heading of the first rank is its title, and takes the place of the file's name.
    path = [
      ...path.filter((heading) => heading.depth < token.depth && !(token.depth === 1 && heading.depth === 0)),
      { depth: token.depth, text },
    ];
    anchor = anchorOf(text, taken);
  }
  close();
  return sections;
}
