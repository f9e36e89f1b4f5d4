/**
 * One question about several names, "who leads networking and security?": asked once for each of them, and the answers put
 * under one another, so that none is dropped.
 */
import { shorten } from '../reply/build.js';
import { plainText } from '../reply/plain.js';
import type { Block, Reply } from '../reply/reply.js';
import type { Answered } from './answers.js';
import { type Named, nameOf } from './names.js';
import type { Mention, Reading } from './reading.js';
import { type Asked, type Known, saying } from './recogniser.js';
import { shortAnswer } from './short-answer.js';

/** At most this many names are answered at once. */
const mostNames = 5;

const joining = new Set(['and', 'or', 'plus', 'the', 'both', 'also']);

function keyOf(named: Named): string {
  switch (named.kind) {
    case 'group':
      return `group ${named.group.id}`;
    case 'meeting':
      return `meeting ${named.meeting.id}`;
    case 'person':
      return `person ${named.name}`;
    case 'community':
      return '';
  }
}

/** Whether the words between two names list them: "networking and the security group". */
function isListed(reading: Reading, one: Mention, other: Mention): boolean {
  const between = reading.words.slice(one.to, other.from);
  const small = between.every((word) => joining.has(word.text) || word.ideas.has('group') || word.ideas.has('meeting'));
  const joined = between.some((word) => ['and', 'or', 'plus'].includes(word.text));
  const comma = reading.words.slice(one.to, other.from + 1).some((word) => word.listed);
  return small && (joined || comma);
}

/** The names that a sentence lists, in its order; empty where it lists none. */
function listedNames(reading: Reading): readonly Mention[] {
  const parts = reading.hasAny('group', 'meeting', 'lead');
  const named = reading.mentions
    .filter((mention) => mention.named.kind !== 'community' && (parts || !mention.part))
    .toSorted((a, b) => a.from - b.from);
  const listed = named.filter((mention, at) => {
    const [before, after] = [named[at - 1], named[at + 1]];
    return (
      (before !== undefined && isListed(reading, before, mention)) ||
      (after !== undefined && isListed(reading, mention, after))
    );
  });
  const keys = listed.map((mention) => keyOf(mention.named));
  const once = listed.filter((_mention, at) => keys.indexOf(keys[at] ?? '') === at);
  return once.length > 1 ? once : [];
}

/** Its blocks; the first sentence says whose it is, where it does not by itself. */
function blocksOf(reply: Reply, named: Named): readonly Block[] {
  const [first, ...rest] = reply.body;
  const says = first !== undefined && plainText({ ...reply, title: '', body: [first] }).includes(nameOf(named));
  if (says || first?.type !== 'text') return reply.body;
  return [{ type: 'text', line: [`${nameOf(named)}: `, ...first.line] }, ...rest];
}

/** @param answer Answers one sentence. Undefined where fewer than two names are listed, or where one has no answer. */
export function severalNames(
  asked: Asked,
  known: Known,
  answer: (asked: Asked) => Answered | undefined,
): Answered | undefined {
  const names = listedNames(asked.reading);
  if (names.length === 0) return undefined;
  const replies = names.slice(0, mostNames).flatMap((mention) => {
    const reading = asked.reading.without(names.filter((other) => other !== mention));
    const one = shortAnswer(answer({ ...asked, reading }), asked, known);
    return one === undefined ? [] : [{ ...one, blocks: blocksOf(one.reply, mention.named) }];
  });
  if (replies.length < Math.min(names.length, mostNames)) return undefined;
  const titles = names.map((mention) => nameOf(mention.named));
  const rest = titles.slice(mostNames);
  const more =
    rest.length === 0
      ? []
      : [{ type: 'text' as const, line: [`Not answered here: ${rest.join(', ')}. Ask for them next.`] }];
  return saying('computed', {
    title: shorten(`${titles.slice(0, mostNames).join(', ')}`, 150),
    summary: replies.map(({ reply }) => reply.summary).join(' '),
    line: [],
    blocks: [...replies.flatMap(({ blocks }) => blocks), ...more],
    choices: replies.flatMap(({ reply }) => reply.choices.slice(0, 1)),
    lines: replies.flatMap((reply) => reply.lines ?? []),
  });
}
