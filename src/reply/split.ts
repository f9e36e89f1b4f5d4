/**
 * Breaks one block in two where a message is full: between items or rows first, then between the nodes of a line, then
 * between words, and inside a word only where the word alone is too long. Put together again, the pieces say exactly what
 * the block said: a break between words leaves its space at the end of the former piece.
 */
import { shorten } from './build.js';
import { type Block, type Field, type Inline, type Line, unreachable } from './reply.js';

export interface Pieces<T> {
  readonly head: T;
  readonly rest: T;
}

/** What the label of a field's further piece ends in, so that the row is still understood in the next message. */
const continued = ' (continued)';

/** A further piece names its row again, but has room for what the row says. */
const longestAgain = 40;

/**
 * The block in two pieces of which the first fits, as much of it as does; `undefined` where nothing of it fits.
 * @param how 'between items' leaves items, rows, paragraphs and quotes whole.
 */
export function splitBlock(
  block: Block,
  fits: (piece: Block) => boolean,
  how: 'between items' | 'anywhere',
): Pieces<Block> | undefined {
  switch (block.type) {
    case 'list':
      return both(
        splitItems(block.items, (items) => fits({ ...block, items }), how, splitLine),
        (items) => ({ ...block, items }),
      );
    case 'fields':
      return both(
        splitItems(block.fields, (rows) => fits({ ...block, fields: rows }), how, splitField),
        (rows) => ({
          ...block,
          fields: rows,
        }),
      );
    case 'footnote':
      return undefined;
    case 'text':
      if (how === 'between items') return undefined;
      return both(
        splitLine(block.line, (line) => fits({ ...block, line })),
        (line) => ({ ...block, line }),
      );
    case 'source':
      if (how === 'between items') return undefined;
      return both(
        splitText(block.quote, (quote) => fits({ ...block, quote })),
        (quote) => ({ ...block, quote }),
      );
    case 'divider':
      return undefined;
    default:
      return unreachable(block);
  }
}

/** The largest count from 0 to `most` that fits, by halving: a part is rendered about log2(most) times, not `most`. */
export function largest(most: number, fits: (count: number) => boolean): number {
  let low = 0;
  let high = most;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

type Split<T> = (whole: T, fits: (piece: T) => boolean) => Pieces<T> | undefined;

/** As many whole items as fit; the first one itself is split only where it does not fit alone. */
function splitItems<T>(
  items: readonly T[],
  fits: (items: readonly T[]) => boolean,
  how: 'between items' | 'anywhere',
  splitItem: Split<T>,
): Pieces<readonly T[]> | undefined {
  const count = largest(items.length, (n) => fits(items.slice(0, n)));
  const [item, ...others] = items.slice(count);
  if (count > 0) return { head: items.slice(0, count), rest: items.slice(count) };
  if (how === 'between items' || item === undefined) return undefined;
  const pieces = splitItem(item, (piece) => fits([piece]));
  return pieces && { head: [pieces.head], rest: [pieces.rest, ...others] };
}

function splitField(field: Field, fits: (piece: Field) => boolean): Pieces<Field> | undefined {
  const value = splitLine(field.value, (line) => fits({ ...field, value: line }));
  if (value !== undefined) {
    const { label } = field;
    const again = label.endsWith(continued) ? label : `${shorten(label, longestAgain)}${continued}`;
    return { head: { ...field, value: value.head }, rest: { label: again, value: value.rest } };
  }
  // The label alone is too long: it goes first, in as many rows as it takes, and the value follows the last of them.
  const label = splitText(field.label, (piece) => fits({ label: piece, value: [] }));
  return label && { head: { label: label.head, value: [] }, rest: { label: label.rest, value: field.value } };
}

/** As many nodes as fit, and words of the next one where that one would not fit alone. */
function splitLine(line: Line, fits: (piece: Line) => boolean): Pieces<Line> | undefined {
  const count = largest(line.length, (n) => fits(line.slice(0, n)));
  const [next, ...others] = line.slice(count);
  if (next === undefined) return undefined;
  const head = line.slice(0, count);
  if (count === 0 || !fits([next])) {
    const pieces = splitInline(next, (piece) => fits([...head, piece]));
    if (pieces !== undefined) return { head: [...head, pieces.head], rest: [pieces.rest, ...others] };
  }
  return count === 0 ? undefined : { head, rest: [next, ...others] };
}

function splitInline(inline: Inline, fits: (piece: Inline) => boolean): Pieces<Inline> | undefined {
  if (typeof inline === 'string') return splitText(inline, fits);
  switch (inline.type) {
    case 'strong':
    case 'code':
    case 'struck':
    case 'link':
      return both(
        splitText(inline.text, (text) => fits({ ...inline, text })),
        (text) => ({ ...inline, text }),
      );
    case 'moment':
    case 'person':
      return undefined;
    default:
      return unreachable(inline);
  }
}

/** After the last space that fits; where no space does, between two characters as a reader sees them. */
function splitText(text: string, fits: (piece: string) => boolean): Pieces<string> | undefined {
  const most = largest(text.length - 1, (n) => fits(text.slice(0, wholePairs(text, n))));
  for (const at of breaks(text, wholePairs(text, most))) {
    // Escaping may make a shorter piece longer, so what was found by halving is asked once more.
    if (fits(text.slice(0, at))) return { head: text.slice(0, at), rest: text.slice(at) };
  }
  return undefined;
}

/** The places to break at, up to `most`, best first: spaces from the right, then characters, then halves of sequences. */
function* breaks(text: string, most: number): Generator<number> {
  const head = text.slice(0, most);
  const word = head.search(/\s\S*$/u) + 1;
  if (word > 0) yield word;
  // Only the last stretch is segmented: a cluster longer than this is an attack on fonts, not a character.
  const from = wholePairs(text, Math.max(0, most - 100));
  const clusters = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(text.slice(from, most + 100))];
  const edges = clusters.map(({ index }) => from + index).filter((edge) => edge > from && edge <= most);
  yield* edges.reverse();
  for (let at = most; at > 0; at = wholePairs(text, at - 1)) yield at;
}

/** `at`, or one less where that would part a surrogate pair. */
function wholePairs(text: string, at: number): number {
  const before = text.charCodeAt(at - 1);
  return at > 0 && at < text.length && before >= 0xd800 && before <= 0xdbff ? at - 1 : at;
}

function both<T, U>(pieces: Pieces<T> | undefined, wrap: (piece: T) => U): Pieces<U> | undefined {
  return pieces && { head: wrap(pieces.head), rest: wrap(pieces.rest) };
}
