/**
 * A reply as a terminal shows it: wrapped to a width, labels in a column where there is room for one, moments in the
 * reader's zone with its city, links as "words <address>", choices as "[1] label".
 */
import type { CommandInfo } from '../../src/adapter.js';
import { clean, cleanLine } from '../../src/reply/clean.js';
import { momentWords, pagingWords, struckWords } from '../../src/reply/plain.js';
import {
  type Block,
  type Field,
  type Inline,
  type Invoke,
  type Line,
  type Paging,
  type Reply,
  unreachable,
} from '../../src/reply/reply.js';
import { safeUrl } from '../../src/reply/url.js';
import { typedLine } from './typed-line.js';
import { columnsOf, type Run, type RunLine, wrap } from './wrap.js';

export interface View {
  /** Columns, 20 or more. */
  readonly width: number;
  /** The reader's zone (IANA); without it each moment's home. */
  readonly zone?: string;
  /** Bold, dim and struck out by ANSI sequences; without it not one escape is written, and what is struck is “(was …)”. */
  readonly color?: boolean;
  /** What to type for a choice: "1" gives "[1] label". Without it nothing can be pressed, and the command is shown. */
  readonly code?: (invoke: Invoke) => string;
  /** The desk's commands, so that a command shown for a choice is spelled as it is read. */
  readonly commands?: readonly CommandInfo[];
}

/** Under this many columns a value is not readable beside its label, so it goes below. */
const leastValue = 24;

/** The reply in lines, without a newline at the end. */
export function renderConsole(reply: Reply, view: View): string {
  const title = wrap([{ text: cleanLine(reply.title), style: 'bold' }], view.width);
  const blocks = reply.body.map((block) => blockLines(block, view));
  const groups = [title, ...blocks, choiceLines(reply, view), pagingLines(reply.paging, view)];
  return groups
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.map((line) => paint(line, view)).join('\n'))
    .join('\n\n');
}

/** One sentence of the terminal's own, such as its greeting. */
export function renderSentence(sentence: string, width: number): string {
  return wrap([{ text: clean(sentence) }], width)
    .map((line) => paint(line, { width }))
    .join('\n');
}

function choiceLines({ choices }: Reply, view: View): readonly RunLine[] {
  const { code } = view;
  if (code === undefined) {
    // Typed by hand there is no room to show it to, and what stands behind buttons only is not typed at all.
    const isTyped = ({ command }: Invoke) => view.commands?.some(({ name }) => name === command) ?? true;
    const typed = choices.filter(({ invoke }) => !invoke.share && isTyped(invoke));
    return fieldLines(
      typed.map(({ label, invoke }) => ({ label, value: [typedFor(invoke, view)] })),
      view,
    );
  }
  return choices.flatMap(({ label, invoke }) => {
    const key = `[${code(invoke)}] `;
    return hang(wrap([{ text: cleanLine(label) }], view.width - columnsOf(key)), { text: key, style: 'dim' });
  });
}

/** "11 to 20 of 42 · n: next page · p: previous page" */
function pagingLines(paging: Paging | undefined, view: View): readonly RunLine[] {
  if (paging === undefined) return [];
  const turn = (invoke: Invoke | undefined, key: string, page: string) => {
    if (invoke === undefined) return [];
    return [view.code === undefined ? `${page}: ${typedFor(invoke, view)}` : `${key}: ${page}`];
  };
  const ways = [...turn(paging.next, 'n', 'next page'), ...turn(paging.previous, 'p', 'previous page')];
  const runs = [pagingWords(paging), ...ways].flatMap((words): Run[] => [
    { text: ' · ', style: 'dim' },
    { text: words, style: 'dim', whole: true },
  ]);
  return wrap(runs.slice(1), view.width);
}

function typedFor(invoke: Invoke, view: View): string {
  return cleanLine(typedLine(invoke, view.commands ?? []));
}

function blockLines(block: Block, view: View): readonly RunLine[] {
  switch (block.type) {
    case 'text':
      return isEmpty(block.line) ? [] : wrap(runsOf(block.line, view), view.width);
    case 'footnote':
      return wrap([{ text: cleanLine(block.text), style: 'dim' }], view.width);
    case 'list':
      return block.items.flatMap((item) => hang(wrap(runsOf(item, view), view.width - 2), { text: '• ' }));
    case 'fields':
      return fieldLines(block.fields, view);
    case 'source': {
      const quote = wrap([{ text: clean(block.quote) }], view.width - 2);
      const title = wrap(linkRuns(block.title, block.url), view.width - 2);
      return [...quote.map((line) => [bar, ...line]), ...title.map((line) => [bar, ...line])];
    }
    case 'divider':
      return [[{ text: '─'.repeat(Math.min(view.width, 40)), style: 'dim' }]];
    default:
      return unreachable(block);
  }
}

const bar: Run = { text: '│ ', style: 'dim' };

/** Labels in one column if every value keeps room beside them, else each value indented below its label. */
function fieldLines(fields: readonly Field[], view: View): readonly RunLine[] {
  const column = Math.max(0, ...fields.map(({ label }) => columnsOf(cleanLine(label)) + 1)) + 1;
  const beside = view.width - column >= leastValue && column <= view.width / 2;
  return fields.flatMap(({ label, value }) => {
    const words = `${cleanLine(label)}:`;
    const runs = runsOf(value, view);
    if (beside) {
      const padded = words + ' '.repeat(column - columnsOf(words));
      return hang(wrap(runs, view.width - column), { text: padded, style: 'bold' });
    }
    const head = wrap([{ text: words, style: 'bold' }], view.width);
    return isEmpty(value) ? head : [...head, ...wrap(runs, view.width - 2).map((line) => [{ text: '  ' }, ...line])];
  });
}

/** The first line behind `mark`, the others indented as far. */
function hang(lines: readonly RunLine[], mark: Run): readonly RunLine[] {
  const indent: Run = { text: ' '.repeat(columnsOf(mark.text)) };
  return lines.map((line, index) => [index === 0 ? mark : indent, ...line]);
}

function isEmpty(line: Line): boolean {
  return line.every((inline) => typeof inline === 'string' && clean(inline).trim() === '');
}

function runsOf(line: Line, view: View): readonly Run[] {
  return line.flatMap((inline) => runsOfInline(inline, view));
}

function runsOfInline(inline: Inline, view: View): readonly Run[] {
  if (typeof inline === 'string') return [{ text: clean(inline) }];
  switch (inline.type) {
    case 'strong':
      return [{ text: clean(inline.text), style: 'bold' }];
    case 'code':
      return [{ text: clean(inline.text) }];
    case 'struck':
      return [view.color ? { text: clean(inline.text), style: 'struck' } : { text: struckWords(inline.text) }];
    case 'link':
      return linkRuns(inline.text, inline.url);
    case 'person':
      return [{ text: cleanLine(inline.name) }];
    case 'moment':
      return [{ text: momentWords(inline, view.zone) }];
    default:
      return unreachable(inline);
  }
}

/** The address stands behind the words, so that what it opens is seen; an unsafe one is left out. */
function linkRuns(words: string, url: string | undefined): readonly Run[] {
  const safe = url === undefined ? undefined : safeUrl(url);
  const shown = cleanLine(words);
  if (safe === undefined) return [{ text: shown }];
  if (safe === shown) return [{ text: safe, whole: true }];
  return [{ text: `${shown} ` }, { text: `<${safe}>`, style: 'dim', whole: true }];
}

/** How each style begins and ends: https://ecma-international.org/publications-and-standards/standards/ecma-48, SGR. */
const sequences = {
  bold: ['\u001B[1m', '\u001B[22m'],
  dim: ['\u001B[2m', '\u001B[22m'],
  struck: ['\u001B[9m', '\u001B[29m'],
} as const;

function paint(line: RunLine, view: View): string {
  const painted = line.map(({ text, style }) => {
    if (style === undefined || !view.color || text.trim() === '') return text;
    const [begin, end] = sequences[style];
    return `${begin}${text}${end}`;
  });
  return painted.join('').trimEnd();
}
