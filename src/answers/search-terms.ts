/** What a question looks for in the documents: its terms with weights, and the form that an answer to it has. */
import { type Cue, cueOf } from './cue.js';
import { type Phrase, phrasesOf } from './phrase.js';
import { openingOf } from './question-opening.js';
import type { Spelling } from './spelling.js';
import { stem } from './stem.js';
import type { Synonyms } from './synonyms.js';
import { isMisspeltStopWord, questionTerms, termOf, wordsOf } from './terms.js';
import type { WordFamilies } from './word-family.js';

/** What the documents' words are to each other. */
export interface Vocabulary {
  /** The documents' own words, as stems. */
  readonly spelling: Spelling;
  readonly families: WordFamilies;
  readonly synonyms: Synonyms;
}

interface SearchTerm {
  readonly term: string;
  /** 1 for the question's own word, less for what stands in for it. */
  readonly weight: number;
  /** The question's own word that this one stands for; itself for an own word. */
  readonly for: string;
}

export interface SearchTerms {
  readonly terms: readonly SearchTerm[];
  /** The question's own words, each once, with the spelling mended. */
  readonly own: readonly string[];
  /** Its words that stand side by side. */
  readonly phrases: readonly Phrase[];
  /** `yes-no`: "can I …?"; `what-is`: asks what a thing is, in a few words. */
  readonly form: 'yes-no' | 'what-is' | 'other';
  /** Whether all that is asked about is one word in capitals, "what's LGTM?", which means little else where it stands. */
  readonly acronym: boolean;
  /** The role that somebody asks how to come to: "member". Sections under a heading of that name are meant. */
  readonly role?: string;
  /** How the question opens, as `openingOf` gives it. */
  readonly opening?: string;
  /** What the opening of an answer would hold. */
  readonly cue?: Cue;
}

const synonymWeight = 0.3;
/** For a word of the same family: "membership" where "member" was asked about. */
const relativeWeight = 0.5;
const mendedWeight = 0.8;
const joinedWeight = 0.5;
/** After "how" they ask for a measure, and name no subject. */
const measures = new Set(['long', 'often', 'soon', 'far', 'big', 'large']);
const [shortestPart, longestJoined] = [4, 24];
const requirement = stem('requirement');
const requirementWeight = 0.8;
/** Misspelt words that are looked up, at most: bounds the work on text that is all gibberish. */
const mostMended = 8;
/** No question that somebody means is longer. */
const mostCharacters = 2_000;

const yesNoStarts = new Set(
  'can could does do is are will should would may has have was did am must isnt arent doesnt dont cant'.split(' '),
);

function formOf(words: readonly string[], own: readonly string[]): SearchTerms['form'] {
  const [first = '', second = ''] = words;
  if (yesNoStarts.has(first)) return 'yes-no';
  const asksWhat =
    /^(?:whats|whos|define)$/.test(first) || (/^(?:what|who)$/.test(first) && /^(?:is|are|does)$/.test(second));
  return asksWhat && own.length <= 3 ? 'what-is' : 'other';
}

/** "How do I become a member?", "… before I can be a lead": what is asked for are the requirements of a role. */
function roleAskedFor(words: readonly string[]): string | undefined {
  const at = words.findIndex(
    (word, index) => /^(?:be|become|becoming)$/.test(word) && /^(?:a|an|the)$/.test(words[index + 1] ?? ''),
  );
  const role = words[at + 2];
  return at < 0 || role === undefined ? undefined : termOf(role);
}

/** "Rainwater" where the documents write "rain water": the parts of a word that they do not know, where they know both. */
function partsOf(words: readonly string[], own: readonly string[], spelling: Spelling) {
  return words.flatMap((word) => {
    const term = termOf(word);
    if (word.length < 2 * shortestPart || word.length > longestJoined || !own.includes(term) || spelling.knows(term))
      return [];
    for (let at = shortestPart; at <= word.length - shortestPart; at += 1) {
      const parts = [termOf(word.slice(0, at)), termOf(word.slice(at))];
      if (parts.every((part) => spelling.knows(part))) return parts.map((part) => ({ term, part }));
    }
    return [];
  });
}

/** "What does the rain gauge need?", "what tools do I need": asks for requirements, in the word that headings use. */
function asksForRequirements(words: readonly string[]): boolean {
  const what = words.findIndex((word) => word === 'what' || word === 'which');
  const need = words.findIndex((word) => /^(?:need|needs|needed)$/.test(word));
  // "What do I need to change …?" asks how something is done.
  return what >= 0 && what <= 1 && need > what && words[need + 1] !== 'to';
}

function isAcronym(question: string, term: string): boolean {
  const capitals = question.match(/[\p{L}\p{N}]+/gu)?.filter((word) => /^[A-Z][A-Z0-9]{1,7}s?$/.test(word)) ?? [];
  // Somebody who shouts names no acronym.
  return /\p{Ll}/u.test(question) && capitals.some((word) => termOf(word.toLowerCase()) === term);
}

/** The question's own words; those that the documents do not know are mended where they come near one that they do. */
function ownTerms(typed: readonly string[], { spelling, synonyms }: Vocabulary): Map<string, number> {
  const own = new Map<string, number>();
  let looked = 0;
  for (const term of questionTerms(typed.join(' '))) {
    // A word that the documents only have another word for is not misspelt: "wrote" is no "write" gone wrong.
    const unknown = !spelling.knows(term) && !synonyms.of(term).some((other) => spelling.knows(other));
    const word = unknown && looked < mostMended ? spelling.mend(term) : undefined;
    if (unknown) looked += 1;
    if (word === undefined) own.set(term, 1);
    else if (!own.has(word)) own.set(word, mendedWeight);
  }
  return own;
}

export function searchTerms(question: string, vocabulary: Vocabulary): SearchTerms {
  const { spelling, families, synonyms } = vocabulary;
  const words = wordsOf(question.slice(0, mostCharacters));
  const typed = words.filter((word) => spelling.knows(termOf(word)) || !isMisspeltStopWord(word));
  const role = roleAskedFor(typed);
  // "Become" only says that a role is asked for.
  const subjects = role === undefined ? typed : typed.filter((word) => !/^becom(?:e|ing)$/.test(word));
  const weights = ownTerms(
    subjects.filter((word, at) => !(subjects[at - 1] === 'how' && measures.has(word))),
    vocabulary,
  );
  // "Over the air update" is one thing where the community calls it "ota", and the documents speak of it.
  const named = synonyms.namesOf([...weights.keys()]).filter(({ name }) => spelling.knows(name));
  for (const { name, stems } of named) {
    for (const stem of stems) weights.delete(stem);
    weights.set(name, 1);
  }
  const own = [...weights.keys()];
  const terms = new Map<string, SearchTerm>();
  const add = (term: string, weight: number, standsFor: string) => {
    const before = terms.get(term);
    if (before === undefined || before.weight < weight) terms.set(term, { term, weight, for: standsFor });
  };
  for (const [term, weight] of weights) add(term, weight, term);
  if (role !== undefined && own.includes(role)) add(requirement, requirementWeight, role);
  const subject = own.at(-1);
  if (subject !== undefined && asksForRequirements(typed)) add(requirement, requirementWeight, subject);
  for (const [at, term] of own.entries()) {
    for (const other of synonyms.of(term)) add(other, synonymWeight, term);
    for (const other of families.relativesOf(term)) add(other, relativeWeight, term);
    const joined = term + (own[at + 1] ?? '');
    if (joined !== term && spelling.knows(joined)) add(joined, joinedWeight, term);
  }
  for (const { name, stems } of named) for (const stem of stems) add(stem, synonymWeight, name);
  for (const other of synonyms.ofPhrases(own)) add(other.term, synonymWeight, other.for);
  for (const { term, part } of partsOf(typed, own, spelling)) add(part, mendedWeight, term);
  const cue = cueOf(typed);
  const opening = openingOf(typed);
  const acronym = own.length === 1 && spelling.knows(own[0] ?? '') && isAcronym(question, own[0] ?? '');
  return {
    terms: [...terms.values()],
    own,
    phrases: phrasesOf(words),
    form: formOf(typed, own),
    acronym,
    ...(role === undefined ? {} : { role }),
    ...(opening === undefined ? {} : { opening }),
    ...(cue === undefined ? {} : { cue }),
  };
}

/** The weight of what is asked for among the terms that `has` knows; each own word counts once, by the best that stands for it. */
export function askedAmong(
  has: (term: string) => boolean,
  wanted: SearchTerms,
  telling: (term: string) => number,
): number {
  const best = new Map<string, number>();
  for (const { term, weight, for: own } of wanted.terms) {
    if (has(term)) best.set(own, Math.max(best.get(own) ?? 0, weight));
  }
  let sum = 0;
  for (const [own, weight] of best) sum += weight * telling(own);
  return sum;
}
