/**
 * What the opening of an answer holds by the first word of its question: a date or a rhythm for "when …?", a place for
 * "where …?", a reason for "why …?". A weak sign, used only to choose between sections that are about the subject alike.
 */
export type Cue = 'when' | 'where' | 'why';

const signs: Readonly<Record<Cue, RegExp>> = {
  when: /\b(?:january|february|march|april|may|june|july|august|september|october|november|december|\d{4}|every|daily|weekly|monthly|quarterly|yearly|annually|days?|weeks?|months?|(?:mon|tues|wednes|thurs|fri|satur|sun)days?|schedule|cadence|date|once|after|before)\b/i,
  where:
    /\b(?:here|at|located|location|place|find|found|available|check out|see|visit|join)\b|https?:|\.(?:io|org|com|dev)\b/i,
  why: /\b(?:because|since|reasons?|so that|in order to|due to|advantages?|benefits?|allows?|therefore|to avoid|otherwise|instead|problems?|want|better|we)\b/i,
};

/** @param words The words of a question, in lower case. */
export function cueOf(words: readonly string[]): Cue | undefined {
  // "How long", "how many" and "how often" are asked for by their own words.
  return words
    .map((word) => /^(when|where|why)s?$/.exec(word)?.[1] as Cue | undefined)
    .find((cue) => cue !== undefined);
}

/** @param opening The first sentences of a section. */
export function opensLike(opening: string, cue: Cue): boolean {
  return signs[cue].test(opening);
}
