/**
 * Splits a reply that is too large for one message. Nothing is ever cut: what does not fit goes into a further part.
 * It breaks between blocks where it can, then between the items of a list or the rows of fields, then between words, and
 * inside a word only where the word alone is too long. What a part may hold is asked of `accepts`, so that every platform
 * counts in its own way.
 */
import { shorten } from './build.js';
import { limits } from './limits.js';
import type { Block, Choice, Reply } from './reply.js';
import { largest, splitBlock } from './split.js';

/** More parts than a person would ever read; titles are measured with this many so that their length never surprises. */
const mostParts = 999;

/**
 * The reply in parts, in order; the whole reply as it is where it fits. The first part has the title and the mention, the
 * title of a further part ends in " (2 of 3)". Choices and paging stand on the last part; choices that no part holds
 * together are spread over further ones. A divider at a break is left out, because the break divides.
 * @param accepts whether one message holds this part. A part of an accepted part must be accepted too.
 * @throws RangeError where not even one character, one person or one button is accepted.
 */
export function fit(reply: Reply, accepts: (part: Reply) => boolean): readonly Reply[] {
  if (accepts(reply)) return [reply];
  const parts: Reply[] = [];
  let body = trimDividers(reply.body);
  let choices = reply.choices;
  for (;;) {
    const number = parts.length + 1;
    if (number > mostParts) throw new RangeError(`“${reply.title}” needs more than ${mostParts} messages.`);
    const blank = number === 1 ? first(reply) : further(reply, number);
    const last = { ...blank, body, choices, ...(reply.paging ? { paging: reply.paging } : {}) };
    if (accepts(last)) {
      parts.push(last);
      return parts.length === 1 ? parts : parts.map((part, index) => numbered(part, reply.title, index, parts.length));
    }
    if (body.length > 0) {
      const next = further(reply, number + 1);
      const { head, rest } = takeBlocks(
        body,
        (blocks) => accepts({ ...blank, body: blocks }),
        (block) => accepts({ ...next, body: [block] }),
      );
      parts.push({ ...blank, body: trimDividers(head) });
      body = trimDividers(rest);
    } else {
      const { head, rest } = takeChoices(choices, (some) => accepts({ ...blank, choices: some }), reply);
      parts.push({ ...blank, choices: head });
      choices = rest;
    }
  }
}

function first(reply: Reply): Reply {
  const { paging: _paging, ...rest } = reply;
  return { ...rest, body: [], choices: [] };
}

/** A further part must not ping again. */
function further(reply: Reply, number: number): Reply {
  const { mention: _mention, ...rest } = first(reply);
  return { ...rest, title: numberedTitle(reply.title, number, mostParts) };
}

function numbered(part: Reply, title: string, index: number, total: number): Reply {
  return index === 0 ? part : { ...part, title: numberedTitle(title, index + 1, total) };
}

/** Stays within a title's bound: the first part shows the whole title, so a further one may shorten it. */
function numberedTitle(title: string, number: number, total: number): string {
  const suffix = ` (${number} of ${total})`;
  return title.length + suffix.length <= limits.slack.header
    ? `${title}${suffix}`
    : `${shorten(title, limits.slack.header - suffix.length)}${suffix}`;
}

interface Taken<T> {
  readonly head: readonly T[];
  readonly rest: readonly T[];
}

/** The most blocks that fit; a block that would not fit into a part of its own is split. */
function takeBlocks(
  blocks: readonly Block[],
  fits: (blocks: readonly Block[]) => boolean,
  fitsAlone: (block: Block) => boolean,
): Taken<Block> {
  const count = largest(blocks.length, (n) => fits(blocks.slice(0, n)));
  // All blocks fit and only the choices did not: the last block goes with them, so that buttons never stand alone.
  if (count === blocks.length) return splitAt(blocks, Math.max(1, count - 1));
  const head = blocks.slice(0, count);
  const next = blocks[count];
  if (next === undefined || (count > 0 && fitsAlone(next))) return splitAt(blocks, count);
  const pieces = splitBlock(next, (piece) => fits([...head, piece]), count > 0 ? 'between items' : 'anywhere');
  if (pieces !== undefined) {
    return { head: [...head, pieces.head], rest: [pieces.rest, ...blocks.slice(count + 1)] };
  }
  if (count > 0) return splitAt(blocks, count);
  throw new RangeError(`No message holds even the smallest part of this: ${JSON.stringify(next).slice(0, 200)}`);
}

function takeChoices(
  choices: readonly Choice[],
  fits: (some: readonly Choice[]) => boolean,
  reply: Reply,
): Taken<Choice> {
  const count = largest(choices.length, (n) => fits(choices.slice(0, n)));
  if (count === 0) throw new RangeError(`No message holds the buttons of “${reply.title}”.`);
  // All choices fit and only the paging did not: as with blocks, the last one goes with it.
  return splitAt(choices, count === choices.length && count > 1 ? count - 1 : count);
}

function splitAt<T>(all: readonly T[], count: number): Taken<T> {
  return { head: all.slice(0, count), rest: all.slice(count) };
}

function trimDividers(blocks: readonly Block[]): readonly Block[] {
  const start = blocks.findIndex((block) => block.type !== 'divider');
  const end = blocks.findLastIndex((block) => block.type !== 'divider');
  return start === -1 ? [] : blocks.slice(start, end + 1);
}
