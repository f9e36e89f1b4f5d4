/**
 * What site generators add to Markdown, brought back to plain Markdown before it is read: shortcodes of Hugo and Jekyll,
 * admonitions, components of MDX, footnotes, definition lists. The marks go, their text stays. Code is left alone.
 */
import { noteMark } from './markdown-inline.js';
import { dropShortcodes } from './shortcodes.js';

export interface PlainMarkdown {
  /** The document in pieces, cut before headings, paragraphs and items of lists, each small enough to be read in one go. */
  readonly pieces: readonly string[];
  /** The lines that say where reference links lead, which hold in every piece. */
  readonly references: string;
  /** The footnotes' texts, in the order of their numbers. */
  readonly notes: readonly string[];
  /** How many headings it has, and how many of the first rank, outside of code. */
  readonly headings: number;
  readonly titles: number;
}

/** Characters after which a piece ends at the next heading, paragraph or item of a list. */
const pieceLength = 8_000;

const fenceOpens = /^([\s>]*(?:[-*+][ \t]+|\d{1,9}[.)][ \t]+)?)(`{3,}|~{3,})([^`]*)$/;
const proseFence =
  /^\s*\{(?:note|warning|tip|important|hint|caution|attention|danger|error|seealso|admonition)\}\s*(.*)$/i;
const admonitionMark = /^([\s>]*>\s*)\\?\[!\w{2,20}\\?\][+-]?[ \t]*/;
const colonFence =
  /^\s*:{3,}[ \t]*(?:\{?[\w-]+\}?)?[ \t]*(?:\[([^\]]*)\]|"([^"]*)"|([^\]["{}]*?))[ \t]*(?:\{[^}]*\})?[ \t]*$/;
const indentedBlock = /^(\s*)(?:!!!|\?\?\?\+?|===\+?)[ \t]+(?:[\w-]+(?:[ \t]+[\w-]+)*[ \t]*)?(?:"([^"]*)")?[ \t]*$/;
const moduleLine =
  /^(?:import\s+(?:[^'"]{1,300}\sfrom\s+)?['"][^'"]+['"];?|export\s+\*?.{0,200}\sfrom\s+['"][^'"]+['"];?)\s*$/;
const exported = /^export\s+(?:(?:const|let|var)\s+[\w{[]|(?:default|function|async|class)\b[^.]*[({])/;
const componentLine = /^\s*<\/?(?:[A-Z][\w.]*(?:\s(?:[^<>]|=>)*)?)?\/?>\s*$/;
const componentOpens = /^\s*<[A-Z][\w.]*(?:\s[^<>]*)?$/;
const attributeLine = /^\s*\{:[^{}]*\}\s*$|^\s*\[(?:TOC|\[_?TOC_?\])\]\s*$|^\s*\{\/\*.*\*\/\}\s*$/i;
const noteDefinition = /^ {0,3}\[\^([^\]\s]{1,60})\]:[ \t]*(.*)$/;
const definition = /^:[ \t]{1,3}(\S.*)$/;
const verbatimOpens = /^ {0,3}<(!--|pre\b|script\b|style\b|textarea\b)/i;
const reference = /^ {0,3}\[[^\]^][^\]]{0,200}\]:[ \t]*\S+/;

interface Fence {
  readonly mark: string;
  /** The fence is only an admonition: its content is prose, and its marks go. */
  readonly prose: boolean;
}

const closes = (line: string, { mark }: Fence): boolean => {
  const bare = line.replace(/^[\s>]+/, '').trimEnd();
  return bare.length >= mark.length && [...bare].every((char) => char === mark.charAt(0));
};

class Translator {
  readonly #pieces: string[] = [];
  readonly #references: string[] = [];
  readonly #notes: string[] = [];
  readonly #noteNumbers = new Map<string, number>();
  /** Lines of prose that are not yet freed of shortcodes, and the text of this piece that is ready. */
  #prose: string[] = [];
  #ready: string[] = [];
  #length = 0;
  #fence: Fence | undefined;
  #indent = -1;
  #inNote = -1;
  #inExport = false;
  #inComponent = false;
  /** The comment or element that goes on over empty lines. */
  #verbatim: string | undefined;
  #headings = 0;
  #titles = 0;

  line(line: string): void {
    if (this.#fence !== undefined) this.#inFence(line, this.#fence);
    else if (!this.#isPartOfNote(line) && !this.#isProgram(line)) this.#proseLine(this.#outdented(line));
  }

  #proseLine(line: string): void {
    const fence = fenceOpens.exec(line);
    this.#count(line);
    this.#cutBefore(line);
    if (reference.test(line)) this.#references.push(line);
    if (fence !== null) this.#openFence(line, fence);
    else if (attributeLine.test(line)) this.#say('');
    else this.#translate(line);
  }

  #count(line: string): void {
    const underlined = /^ {0,3}(?:=+|-+)[ \t]*$/.test(line) && (this.#prose.at(-1) ?? '').trim() !== '';
    const rank = /^ {0,3}(#{1,6})[ \t]/.exec(line)?.[1]?.length ?? Number(/<h([1-6])[\s>]/i.exec(line)?.[1] ?? 0);
    if (underlined || rank > 0) this.#headings += 1;
    if (rank === 1 || (underlined && line.includes('='))) this.#titles += 1;
  }

  #say(line: string): void {
    this.#prose.push(line);
    this.#length += line.length + 1;
  }

  #translate(line: string): void {
    const colons = line.includes(':::') ? colonFence.exec(line) : null;
    const block = indentedBlock.exec(line);
    const defined = definition.exec(line);
    if (colons !== null) this.#title(colons[1] ?? colons[2] ?? colons[3] ?? '');
    else if (block !== null && /!!!|\?\?\?|"/.test(line)) {
      this.#title(block[2] ?? '', block[1]);
      this.#indent = (block[1] ?? '').length;
    } else if (defined !== null && this.#define(defined[1] ?? '')) return;
    else this.#say(this.#withNotes(line.replace(admonitionMark, '$1')));
  }

  /** The title of an admonition introduces what stands in it. */
  #title(title: string, indent = ''): void {
    const said = title.trim();
    this.#say('');
    if (said !== '') this.#say(`${indent}${said}${/[.:?!]$/.test(said) ? '' : ':'}`);
    this.#say('');
  }

  /** "Term" and below it ": what it means", of PHP Markdown, become one item of a list. */
  #define(meaning: string): boolean {
    const term = this.#prose.at(-1) ?? '';
    const alone = (this.#prose.at(-2) ?? '').trim() === '' || /^- /.test(this.#prose.at(-2) ?? '');
    if (/^- .*: /.test(term)) {
      this.#say(`  ${this.#withNotes(meaning)}`);
      return true;
    }
    if (!alone || !/^[\p{L}\p{N}`*_"“]/u.test(term) || term.length > 120) return false;
    this.#prose.pop();
    this.#say(`- ${term.trim()}: ${this.#withNotes(meaning)}`);
    return true;
  }

  #outdented(line: string): string {
    if (this.#indent < 0 || line.trim() === '') return line;
    const own = line.length - line.trimStart().length;
    if (own > this.#indent) return line.slice(Math.min(own, this.#indent + 4));
    this.#indent = -1;
    return line;
  }

  #openFence(line: string, [, lead = '', mark = '', info = '']: RegExpExecArray): void {
    const prose = proseFence.exec(info);
    this.#fence = { mark, prose: prose !== null };
    if (prose === null) {
      this.#free();
      this.#keep(line);
    } else this.#title(prose[1] ?? '', lead);
  }

  #inFence(line: string, fence: Fence): void {
    const ended = closes(line, fence);
    if (ended) this.#fence = undefined;
    const said = this.#outdented(line);
    if (!fence.prose) this.#keep(said);
    else if (!ended) this.#say(/^\s*:[\w-]+:/.test(said) ? '' : said);
    else this.#say('');
  }

  #keep(line: string): void {
    this.#ready.push(line);
    this.#length += line.length + 1;
  }

  #isProgram(line: string): boolean {
    if (this.#inExport) this.#inExport = line.trim() !== '';
    else if (this.#inComponent) this.#inComponent = line.trim() !== '' && !/(?<!=)>\s*$/.test(line);
    else if (exported.test(line)) this.#inExport = true;
    else if (componentOpens.test(line)) this.#inComponent = true;
    else if (!moduleLine.test(line) && !(componentLine.test(line) && line.trim() !== '')) return false;
    this.#say('');
    return true;
  }

  #isPartOfNote(line: string): boolean {
    const begun = noteDefinition.exec(line);
    if (begun !== null) {
      this.#inNote = this.#numberOf(begun[1] ?? '');
      this.#notes[this.#inNote] = this.#withNotes(begun[2] ?? '');
      return true;
    }
    if (this.#inNote < 0) return false;
    const goesOn = /^(?: {2,}|\t)\S/.test(line) || line.trim() === '';
    if (goesOn) this.#notes[this.#inNote] = `${this.#notes[this.#inNote] ?? ''} ${this.#withNotes(line.trim())}`;
    else this.#inNote = -1;
    if (line.trim() === '') this.#say('');
    return goesOn;
  }

  #numberOf(label: string): number {
    const known = this.#noteNumbers.get(label);
    if (known !== undefined) return known;
    this.#noteNumbers.set(label, this.#noteNumbers.size);
    return this.#noteNumbers.size - 1;
  }

  #withNotes(line: string): string {
    if (!line.includes('[^')) return line;
    return line.replace(/(`+)[^`]*\1|\[\^([^\]\s]{1,60})\]/g, (whole, _code, label: string | undefined) =>
      label === undefined ? whole : noteMark(this.#numberOf(label)),
    );
  }

  #free(): void {
    if (this.#prose.length > 0) this.#ready.push(dropShortcodes(this.#prose.join('\n')));
    this.#prose = [];
  }

  /** A piece may begin with a heading, a paragraph or an item of a list, unless a comment or preformatted text is open there. */
  #cutBefore(line: string): void {
    // An item at the margin begins a list of its own as well as it goes on with one.
    const begins =
      /^(?:#{1,6}|[-*+])[ \t]/.test(line) || (/^\p{L}/u.test(line) && (this.#prose.at(-1) ?? 'x').trim() === '');
    if (this.#length >= pieceLength && begins && this.#verbatim === undefined) {
      this.#free();
      this.#pieces.push(this.#ready.join('\n'));
      this.#ready = [];
      this.#length = 0;
    }
    this.#verbatim ??= verbatimOpens.exec(line)?.[1]?.toLowerCase();
    const end = this.#verbatim === '!--' ? '-->' : `</${this.#verbatim}`;
    if (this.#verbatim !== undefined && line.toLowerCase().includes(end)) this.#verbatim = undefined;
  }

  result(): PlainMarkdown {
    this.#free();
    const pieces = [...this.#pieces, this.#ready.join('\n')];
    return {
      pieces,
      references: this.#references.join('\n'),
      notes: Array.from(this.#notes, (note = '') => note.trim()),
      headings: this.#headings,
      titles: this.#titles,
    };
  }
}

/** Characters that are translated in one turn. */
const turnLength = 30_000;

/**
 * Gives the turn away every so many lines.
 * @param body a document without its front matter, lines ended by "\n".
 */
export function* plainMarkdown(body: string): Generator<undefined, PlainMarkdown> {
  const translator = new Translator();
  let length = 0;
  for (const line of body.split('\n')) {
    translator.line(line);
    length += line.length + 1;
    if (length < turnLength) continue;
    length = 0;
    yield;
  }
  return translator.result();
}
