/**
 * Words that stand side by side in a question and in a section as well: "dead letter", "written in", "run offline". The same
 * words apart from each other often speak of something else. Words that carry no subject count as neighbours, because they
 * tell "come from" and "come to" apart.
 */
import { isStopWord, termOf } from './terms.js';

export interface Phrase {
  /** Two stems with a space at each side, as they stand in what `saidOf` gives. */
  readonly text: string;
  /** The one or two among them that carry a subject. */
  readonly terms: readonly string[];
}

/** Only as many are looked up, and only so far into a section: bounds the work on what nobody means to ask or to read. */
const mostPhrases = 20;
const mostCharacters = 4_000;

/** @param words The words of a question, in their order. */
export function phrasesOf(words: readonly string[]): readonly Phrase[] {
  const phrases = new Map<string, Phrase>();
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    if (next === undefined || phrases.size === mostPhrases) break;
    const terms = [word, next].filter((one) => !isStopWord(one)).map(termOf);
    const text = ` ${termOf(word)} ${termOf(next)} `;
    if (terms.length > 0) phrases.set(text, { text, terms });
  }
  return [...phrases.values()];
}

/**
 * A section's words in their order, to look for phrases in. None runs from one text into the next.
 * @param texts The stems of all words of each of its texts.
 */
export function saidOf(texts: readonly (readonly string[])[]): string {
  let said = '';
  for (const stems of texts) {
    if (said.length >= mostCharacters) break;
    said += `| ${stems.join(' ')} `;
  }
  return said.slice(0, mostCharacters);
}

/** The share of `phrases` that are said, by the weight of their terms, 0 to 1. */
export function phraseShare(phrases: readonly Phrase[], said: string, telling: (term: string) => number): number {
  let [found, all] = [0, 0];
  for (const { text, terms } of phrases) {
    const weight = terms.reduce((sum, term) => sum + telling(term), 0) / 2;
    all += weight;
    if (said.includes(text)) found += weight;
  }
  return all === 0 ? 0 : found / all;
}
