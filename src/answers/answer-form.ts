/**
 * What an answer has to hold by the form of its question: a length of time for "how long …?", a number for "how many …?",
 * both things for "what is the difference between A and B?". A passage that lacks it speaks about the subject and does not
 * answer.
 */
import { termsOf, wordsOf } from './terms.js';

export type AnswerForm =
  | { readonly kind: 'duration' }
  | { readonly kind: 'number' }
  | { readonly kind: 'both'; readonly sides: readonly (readonly string[])[] };

const durations = new Set(
  `second seconds minute minutes hour hours day days week weeks month months year years immediately instantly forever`.split(
    ' ',
  ),
);
const numberWords = new Set(
  `no none zero one two three four five six seven eight nine ten eleven twelve dozen hundred thousand million several unlimited
  any both single couple few limit limited many maximum minimum`.split(/\s+/),
);

export function askedForm(question: string): AnswerForm | undefined {
  const words = wordsOf(question);
  const asksHow = (word: string) => words.some((each, at) => each === 'how' && words[at + 1] === word);
  if (asksHow('long') || asksHow('soon')) return { kind: 'duration' };
  if (asksHow('many')) return { kind: 'number' };
  const sides = sidesOf(words);
  return sides === undefined ? undefined : { kind: 'both', sides };
}

/** "The difference between a member and a reviewer": the terms of both. */
function sidesOf(words: readonly string[]): readonly (readonly string[])[] | undefined {
  const at = words.findIndex((word) => /^differ(?:ence|ences|ent|s)?$/.test(word));
  const between = words.indexOf('between', at);
  const and = words.indexOf('and', between);
  if (at < 0 || between < 0 || and < 0) return undefined;
  const sides = [words.slice(between + 1, and), words.slice(and + 1)].map((side) => termsOf(side.join(' ')));
  return sides.every((side) => side.length > 0) ? sides : undefined;
}

export function hasForm(quote: string, form: AnswerForm | undefined): boolean {
  if (form === undefined) return true;
  const words = wordsOf(quote);
  if (form.kind === 'duration') return words.some((word) => durations.has(word));
  if (form.kind === 'number') return words.some((word) => /^\d/.test(word) || numberWords.has(word));
  const terms = new Set(termsOf(quote));
  return form.sides.every((side) => side.every((term) => terms.has(term))) && comparison.test(quote);
}

const comparison = /\b(?:differ\w*|unlike|whereas|than|compar\w*|contrast|versus|vs|instead of|as opposed to)\b/i;
