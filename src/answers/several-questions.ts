/**
 * Two questions or more in one message, "when is the meeting, and who leads networking?": each that has an exact answer is
 * answered shortly, one under the other. A part that names nothing is asked of what the part before it named.
 */
import { shorten } from '../reply/build.js';
import { plainText } from '../reply/plain.js';
import type { Block, Reply } from '../reply/reply.js';
import type { Answered } from './answers.js';
import type { Mention, Reading } from './reading.js';
import { saying } from './recogniser.js';

/** At most this many questions of a message are answered. */
export const mostQuestions = 3;

/** Where a second question begins: after "and" or a comma, with a word that questions begin with. */
const seam =
  /(?:,\s*|\s+)(?:and|or|plus|also|but)(?:\s+also)?\s+(?=(?:who|whom|where|when|what|which|how|why|is|are|does|do|did|can|will|whos|wheres|whens|whats|hows)\b)|,\s*(?=(?:who|where|when|what|which|how|why|whos|wheres|whens|whats)\b)/i;

/** The questions of a sentence, in its order; none where it has more than are answered. */
export function questionsIn(sentence: string): readonly string[] {
  const parts = sentence
    .split(seam)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > mostQuestions ? [] : parts;
}

/** What a part speaks of, beside the community itself. */
export function subjectIn(reading: Reading): Mention | undefined {
  return reading.mentions.find(({ named, part }) => named.kind !== 'community' && !part);
}

/** Its blocks under its title, where its first sentence does not say by itself what it is about. */
function blocksOf(reply: Reply): readonly Block[] {
  const about = reply.title.split(':')[0] ?? '';
  const said = plainText({ ...reply, title: '' });
  return said.includes(about)
    ? reply.body
    : [{ type: 'text', line: [{ type: 'strong', text: reply.title }] }, ...reply.body];
}

export type ShortAnswer = Exclude<Answered, { readonly kind: 'command' }>;

/** Says that not all that was asked is answered. @param open how many questions are not. */
export function askByItself(open: number): Block {
  const text =
    open === 1
      ? 'You asked more than that: ask the other question by itself.'
      : 'You asked more than that: ask the other questions one by one.';
  return { type: 'text', line: [text] };
}

/** Several short answers as one, with `note` after them. */
export function together(answers: readonly ShortAnswer[], note: readonly Block[] = []): Answered {
  const shown = answers.slice(0, mostQuestions);
  return saying('computed', {
    title: shorten([...new Set(shown.map(({ reply }) => reply.title))].join('; '), 150),
    summary: shown.map(({ reply }) => reply.summary).join(' '),
    line: [],
    blocks: [...shown.flatMap(({ reply }) => blocksOf(reply)), ...note],
    choices: shown.flatMap(({ reply }) => reply.choices.slice(0, 1)),
    lines: shown.flatMap(({ lines }) => lines ?? []),
  });
}
