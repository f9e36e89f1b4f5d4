/**
 * What an answer has to hold by the form of its question: a length of time for "how long …?", a number for "how many …?",
 * a rhythm for "how often …?", a version for "what version …?", both things for "what is the difference between A and B?". A passage that lacks it speaks about the subject and does not
 * answer.
 */
import { termsOf, wordsOf } from './terms.js';

type Measure = 'duration' | 'number' | 'rhythm' | 'money' | 'version';

export type AnswerForm =
  | { readonly kind: Measure; readonly of?: string }
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

const moneyWords = /^(?:costs?|prices?|pay|paid|charges?|money|fees?|budget|earn|spend)$/;
const money =
  /[$€£¥]\s?\d|\d\s?[$€£¥]|\d[\d.,]*\s?(?:euros?|dollars?|pounds?|cents?|usd|eur|gbp|inr|rupees?|yen|francs?)\b|\b(?:free|nothing|no (?:fee|charge|cost)s?|donations?)\b/i;
const rhythm =
  /\b(?:(?:bi-?|semi-?|tri-?)?(?:daily|weekly|fortnightly|monthly|quarterly|yearly|annually|annual)|once|twice|never|always|(?:every|each|per|a|an) (?:\w+ ){0,2}?(?:hour|day|night|morning|week|fortnight|month|quarter|year|spring|summer|autumn|fall|winter|release|\w+day|january|february|march|april|may|june|july|august|september|october|november|december)s?|on (?:\w+ )?\w+days?|(?:\d+|two|three|four|five|six|several|many) times)\b/i;

export function askedForm(question: string): AnswerForm | undefined {
  const words = wordsOf(question);
  const asksHow = (word: string) => words.some((each, at) => each === 'how' && words[at + 1] === word);
  if (asksHow('long') || asksHow('soon')) return { kind: 'duration' };
  if (asksHow('often') || words.includes('frequently')) return { kind: 'rhythm' };
  if (asksHow('much') && words.some((word) => moneyWords.test(word))) return { kind: 'money' };
  const counted = words[words.findIndex((word, at) => word === 'many' && words[at - 1] === 'how') + 1];
  const [of] = asksHow('many') && counted !== undefined ? termsOf(counted) : [];
  if (asksHow('many') || asksHow('much')) return { kind: 'number', ...(of === undefined ? {} : { of }) };
  if (asksForVersion(words)) return { kind: 'version' };
  const sides = sidesOf(words);
  return sides === undefined ? undefined : { kind: 'both', sides };
}

/** "Which version is the latest?", "what is the current release?" */
function asksForVersion(words: readonly string[]): boolean {
  return (
    /^(?:what|whats|which)$/.test(words[0] ?? '') &&
    words.some((word) => /^(?:versions?|releases?)$/.test(word)) &&
    words.some((word) => /^(?:latest|current|newest|recent|stable)$/.test(word))
  );
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
  if (form.kind !== 'both') return hasMeasure(quote, form.kind, form.of);
  const terms = new Set(termsOf(quote));
  return form.sides.every((side) => side.every((term) => terms.has(term))) && comparison.test(quote);
}

const isNumber = (word: string) => /^\d/.test(word) || numberWords.has(word);

/** @param of What is counted: a number somewhere else in a quote that speaks of it counts something else. */
function hasMeasure(quote: string, measure: Measure, of?: string): boolean {
  const words = wordsOf(quote);
  switch (measure) {
    case 'duration':
      return words.some((word) => durations.has(word));
    case 'number': {
      const sentences = quote.split(/[.;!?]\s|\n/);
      const about = sentences.filter((sentence) => of !== undefined && termsOf(sentence).includes(of));
      return (about.length > 0 ? about : sentences).some((sentence) => wordsOf(sentence).some(isNumber));
    }
    case 'rhythm':
      return rhythm.test(quote);
    case 'money':
      return money.test(quote);
    case 'version':
      return /\d+\.\d+/.test(quote);
  }
}

const comparison = /\b(?:differ\w*|unlike|whereas|than|compar\w*|contrast|versus|vs|instead of|as opposed to)\b/i;
