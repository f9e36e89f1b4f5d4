/**
 * Breaks styled text into lines of a terminal. Widths are columns, not characters: East Asian characters and emoji take
 * two. Words move whole; a word wider than a line is broken, but an address never is, because a broken one cannot be opened.
 */
type Style = 'bold' | 'dim' | 'struck';

/** A stretch of text in one style. `whole` text is never broken. */
export interface Run {
  readonly text: string;
  readonly style?: Style;
  readonly whole?: true;
}
export type RunLine = readonly Run[];

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
const wide =
  /\p{Emoji_Presentation}|\uFE0F|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6\u{20000}-\u{3FFFD}]/u;

/** How many columns the text takes. */
export function columnsOf(text: string): number {
  // Printable ASCII is one column a character, and is nearly all there is.
  if (/^[\x20-\x7E]*$/.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of segmenter.segment(text)) columns += wide.test(segment) ? 2 : 1;
  return columns;
}

/** The runs in lines of at most `width` columns; newlines in the text break too. Always at least one line. */
export function wrap(runs: readonly Run[], width: number): readonly RunLine[] {
  const lines: Run[][] = [[]];
  let used = 0;
  const breakLine = () => {
    lines.push([]);
    used = 0;
  };
  for (const word of wordsOf(runs)) {
    if (word === 'newline') {
      breakLine();
      continue;
    }
    const columns = widthOf(word);
    if (used > 0 && used + 1 + columns > width) breakLine();
    const pieces = columns > width ? breakWord(word, width) : [word];
    for (const [index, piece] of pieces.entries()) {
      if (index > 0) breakLine();
      const line = lines.at(-1) ?? [];
      if (used > 0) line.push(spaceBetween(line.at(-1), piece[0]));
      line.push(...piece);
      used += (used > 0 ? 1 : 0) + widthOf(piece);
    }
  }
  return lines.map(joined);
}

/** A space within one style belongs to it, so that a bold title is one bold stretch. */
function spaceBetween(before: Run | undefined, after: Run | undefined): Run {
  const style = before?.style === after?.style ? before?.style : undefined;
  return style === undefined ? { text: ' ' } : { text: ' ', style };
}

/** Neighbours of one style become one run. */
function joined(line: RunLine): RunLine {
  const runs: Run[] = [];
  for (const run of line) {
    const before = runs.at(-1);
    if (before !== undefined && before.style === run.style)
      runs.splice(-1, 1, { ...before, text: before.text + run.text });
    else runs.push(run);
  }
  return runs;
}

type Word = readonly Run[];

function widthOf(word: Word): number {
  return word.reduce((sum, { text }) => sum + columnsOf(text), 0);
}

/** Runs that touch without a space between them are one word: "**Ana**," never parts from its comma. */
function* wordsOf(runs: readonly Run[]): Generator<Word | 'newline'> {
  let word: Run[] = [];
  for (const run of runs) {
    for (const text of run.whole ? [run.text] : (run.text.match(/\n|[^\S\n]+|\S+/gu) ?? [])) {
      if (run.whole || /\S/u.test(text)) {
        word.push({ ...run, text });
        continue;
      }
      if (word.length > 0) yield word;
      word = [];
      if (text === '\n') yield 'newline';
    }
  }
  if (word.length > 0) yield word;
}

/** A word wider than a line, in pieces that fill lines; what is `whole` gets a line of its own, however wide. */
function breakWord(word: Word, width: number): readonly Word[] {
  const pieces: Run[][] = [[]];
  let used = 0;
  let before: Run | undefined;
  for (const run of word) {
    const units = run.whole ? [run.text] : Array.from(segmenter.segment(run.text), ({ segment }) => segment);
    for (const text of units) {
      const columns = columnsOf(text);
      // A comma stays with the address before it, since that line is as wide as it is anyway.
      const stays = before?.whole === true && /^\p{P}$/u.test(text);
      if (used > 0 && used + columns > width && !stays) {
        pieces.push([]);
        used = 0;
      }
      pieces.at(-1)?.push({ ...run, text });
      used += columns;
    }
    before = run;
  }
  return pieces;
}
