/**
 * Finds the sections that a question is about: BM25 over one weighted bag of words a section, in which headings count
 * beside the text and code counts little. One bag did better than a score a field (half the answers to questions that
 * people really ask stand in sections without a telling heading). Among sections about the same subject, those are
 * preferred that have the form of an answer: yes or no, a definition, a date.
 *
 * Beside the words, it counts whether a section opens with what was asked and has the question's words side by side. Both
 * were chosen by the questions of fifteen projects, eight of which had no part in anything that stood before.
 *
 * Tried and left out, because none found more right sections of projects that it was not fitted on: scores of the whole
 * document, of neighbours and of the best stretch; expansion by the best sections' words; letter groups; word vectors made
 * from newspapers, or of the documents themselves; fused rankings; a learned combination of all of these; and less weight
 * for words that askers use of anything.
 */

import type { Section } from '../documents/section.js';
import { opensLike } from './cue.js';
import { phraseShare, saidOf } from './phrase.js';
import { openingOf } from './question-opening.js';
import { askedAmong, type SearchTerms, type Vocabulary } from './search-terms.js';
import { Spelling } from './spelling.js';
import { Synonyms } from './synonyms.js';
import { isStopWord, termOf, termsOf, wordsOf } from './terms.js';
import { WordFamilies } from './word-family.js';

export interface Found {
  readonly section: Section;
  /** The terms of each of its units. */
  readonly unitTerms: readonly ReadonlySet<string>[];
  readonly score: number;
  /** Whether the section defines what a "what is …?" question asks about. */
  readonly defines: boolean;
  /** How far its heading and the question say the same, 0 to 1. */
  readonly likeness: number;
  /** Whether its heading says all that the question asks, and little else; or names the role that was asked for. */
  readonly titled: boolean;
  /** What share of the question's weight its headings say, its own among them, 0 to 1. */
  readonly headed: number;
  /** Whether its heading is a question that opens like the one that was asked. */
  readonly opensAlike: boolean;
}

/** Saturation and length normalisation of BM25: long sections must earn their place. */
const saturation = 4;
const lengthWeight = 0.95;
const headingWeight = 0.5;
const parentWeight = 0.5;
const ancestorWeight = 0.3;
const codeWeight = 0.3;
const yesNoGain = 0.5;
const cueGain = 0.4;
const definitionGain = 2;
const headingGain = 1.5;
/** For a heading that asks the same question. */
const sameQuestionGain = 0.8;
/** For a heading that the question names together with one above it. */
const pathGain = 0.5;
/** Of the question's weight, for a section that has all of it in its first sentences. */
const leadGain = 0.5;
/** Of the question's weight, for a section that has all of its words side by side as the question has them. */
const phraseGain = 0.75;
/** How many sentences lead into a section. */
const leadLength = 2;
/** What a stand-in counts in a heading beside the word that was asked. */
const standInShare = 0.7;
/** Of the question's weight, for a section under the heading of the role that was asked for. */
const roleGain = 3;
/** Sections whose form is looked at: the best by their words. The form never makes up for more than that. */
const mostWeighed = 200;
/** From this share of the best score on, two sections are about as good. */
const sameAs = 0.95;
/** From this likeness on, a heading speaks of what was asked. */
const likely = 0.5;

const yesOrNo =
  /^["'“‘(]?(?:yes|yep|yeah|no|nope|not|absolutely|certainly|definitely|indeed|sure|of course|by all means|unfortunately|currently|correct|right|it depends|that depends|(?:the )?short answer|in short|in general|generally|usually|there (?:is|are)|you (?:can|could)|we (?:do|don['’]t))\b/i;
/** "Istio is a …" says what it is; "Istio is hosted by …" does not. */
const definition =
  /^(?:the |an? )?(\S.{0,58}?\S)(?: \([^)]{1,40}\))?,? (?:(?:is|are) (?:an?|the|one|our|any|some|where|what|how)|means|stands for|refers to|describes|denotes) /i;

interface Entry {
  readonly section: Section;
  readonly unitTerms: readonly ReadonlySet<string>[];
  readonly length: number;
  readonly saysYesOrNo: boolean;
  /** Its first sentences, and the terms of each. */
  readonly opening: string;
  readonly leadTerms: readonly ReadonlySet<string>[];
  /** As `saidOf` gives it. */
  readonly said: string;
  readonly heading: readonly string[];
  readonly parent: readonly string[];
  /** The terms of its headings above its own. */
  readonly above: ReadonlySet<string>;
  /** How its heading opens, where it is a question. */
  readonly asks: string | undefined;
  /** The stems of what its first sentence defines. */
  readonly defined: ReadonlySet<string>;
}

interface Bag {
  readonly words: ReadonlyMap<string, number>;
  readonly length: number;
  readonly unitTerms: readonly ReadonlySet<string>[];
  /** As `saidOf` gives it. */
  readonly said: string;
}

function bagOf(section: Section, synonyms: Synonyms): Bag {
  const words = new Map<string, number>();
  let length = 0;
  const add = (said: readonly string[], weight: number): Set<string> => {
    const names = synonyms.namesOf(said).map(({ name }) => name);
    const terms = names.length === 0 ? said : [...said, ...names];
    for (const term of terms) {
      words.set(term, (words.get(term) ?? 0) + weight);
      length += Math.min(weight, 0.5) * 2;
    }
    return new Set(terms);
  };
  const spoken: (readonly string[])[] = [];
  const unitTerms = section.units.map((unit) => {
    const words = wordsOf(unit.text);
    const stems = words.map(termOf);
    spoken.push(stems);
    const terms = stems.filter((_, at) => !isStopWord(words[at] ?? ''));
    return add(terms, unit.kind === 'code' ? codeWeight : 1);
  });
  add(termsOf(section.headings.at(-1) ?? ''), headingWeight);
  add(termsOf(section.headings.at(-2) ?? ''), parentWeight);
  add(termsOf(section.headings.slice(0, -2).join(' ')), ancestorWeight);
  // "Updating: Over the air" speaks of "ota" in each of its sentences.
  for (const { name } of synonyms.namesOf(termsOf(section.headings.join(' ')))) {
    words.set(name, (words.get(name) ?? 0) + headingWeight);
    for (const terms of unitTerms) terms.add(name);
  }
  return { words, length: Math.max(1, length), unitTerms, said: saidOf(spoken) };
}

function entryOf(section: Section, { length, unitTerms, said }: Bag): Entry {
  const prose = [...section.units.entries()].filter(([, unit]) => unit.kind !== 'code').slice(0, leadLength);
  const [first = '', second = ''] = prose.map(([, unit]) => unit.text.slice(0, 200));
  return {
    section,
    unitTerms,
    length,
    saysYesOrNo: yesOrNo.test(first),
    opening: `${first} ${second}`,
    leadTerms: prose.map(([at]) => unitTerms[at] ?? new Set<string>()),
    said,
    heading: [...new Set(termsOf(section.headings.at(-1) ?? ''))],
    parent: termsOf(section.headings.at(-2) ?? ''),
    asks: openingOf(wordsOf(section.headings.at(-1) ?? '')),
    above: new Set(termsOf(section.headings.slice(0, -1).join(' '))),
    defined: new Set(termsOf(definition.exec(first.slice(0, 120))?.[1] ?? '')),
  };
}

const requirement = termsOf('requirements')[0];

/** 2 for the requirements under a role's heading, 1 for the rest under it. */
function roleShare(entry: Entry, role: string): number {
  const isRole = (terms: readonly string[]) => terms.length === 1 && terms[0] === role;
  if (isRole(entry.heading)) return 1;
  if (!isRole(entry.parent)) return 0;
  return entry.heading.some((term) => term === requirement) ? 2 : 1;
}

/** Of sections that score about the same, the first whose heading speaks of the subject comes to the front. */
function tieBroken(found: readonly Found[]): readonly Found[] {
  const [first] = found;
  if (first === undefined || first.likeness >= likely) return found;
  const tied = found.find((one) => one.score >= sameAs * first.score && one.likeness >= likely);
  return tied === undefined ? found : [tied, ...found.filter((one) => one !== tied)];
}

interface Posting {
  readonly at: number[];
  readonly weight: number[];
}

export class PassageIndex {
  vocabulary: Vocabulary;
  readonly #synonyms: Synonyms;
  readonly #entries: Entry[] = [];
  readonly #byId = new Map<string, number>();
  readonly #postings = new Map<string, Posting>();
  #averageLength = 0;
  #wholeLength = 0;

  /** @param synonyms The built-in words and the community's own. */
  constructor(sections: readonly Section[], synonyms: Synonyms = new Synonyms()) {
    this.#synonyms = synonyms;
    for (const section of sections) this.#add(section);
    this.vocabulary = this.#close(synonyms);
  }

  /** The same, with a turn after every few sections: an index is rebuilt while questions are answered from the old one. */
  static async gradually(
    sections: readonly Section[],
    synonyms: Synonyms,
    turn: () => Promise<unknown>,
  ): Promise<PassageIndex> {
    const index = new PassageIndex([], synonyms);
    for (const [at, section] of sections.entries()) {
      index.#add(section);
      if (at % 20 === 19) await turn();
    }
    index.vocabulary = index.#close(synonyms);
    return index;
  }

  #add(section: Section): void {
    const at = this.#entries.length;
    const bag = bagOf(section, this.#synonyms);
    this.#wholeLength += bag.length;
    if (!this.#byId.has(section.id)) this.#byId.set(section.id, at);
    for (const [term, weight] of bag.words) this.#post(term, at, weight);
    this.#entries.push(entryOf(section, bag));
  }

  #close(synonyms: Synonyms): Vocabulary {
    this.#averageLength = this.#wholeLength / Math.max(1, this.#entries.length);
    const stems = [...this.#postings.keys()];
    return { spelling: new Spelling(stems), families: new WordFamilies(stems), synonyms };
  }

  #post(term: string, at: number, weight: number): void {
    const posting = this.#postings.get(term);
    if (posting === undefined) this.#postings.set(term, { at: [at], weight: [weight] });
    else {
      posting.at.push(at);
      posting.weight.push(weight);
    }
  }

  get size(): number {
    return this.#entries.length;
  }

  /** How telling a term is: near 0 where every section has it, highest where none has. */
  tellingOf(term: string): number {
    const having = this.#postings.get(term)?.at.length ?? 0;
    return Math.log(1 + (this.#entries.length - having + 0.5) / (having + 0.5));
  }

  /** The weight of all of the question's own words. */
  tellingOfAll(terms: readonly string[]): number {
    return terms.reduce((sum, term) => sum + this.tellingOf(term), 0);
  }

  /** The best sections, best first; where two are equal, in the order of the documents. */
  search(wanted: SearchTerms, limit: number): readonly Found[] {
    const scores = this.#scores(wanted);
    const best = this.#best(scores, Math.max(limit, mostWeighed));
    const found = [...new Set([...best, ...this.#defining(wanted)])]
      .map((at) => this.#found(at, scores[at] ?? 0, wanted))
      .filter((one) => one !== undefined)
      .sort((a, b) => b.score - a.score);
    return tieBroken(found).slice(0, limit);
  }

  /** One section as `search` would give it, whether or not it has a word of the question. */
  sectionFor(id: string, wanted: SearchTerms): Found | undefined {
    const at = this.#byId.get(id);
    return at === undefined ? undefined : this.#found(at, this.#scores(wanted)[at] ?? 0, wanted);
  }

  #scores(wanted: SearchTerms): Float64Array {
    const scores = new Float64Array(this.#entries.length);
    for (const { term, weight, for: own } of wanted.terms) {
      const posting = this.#postings.get(term);
      if (posting === undefined) continue;
      // A rare stand-in tells no more than the word that was asked about.
      const telling = weight * Math.min(this.tellingOf(term), this.tellingOf(own));
      for (let index = 0; index < posting.at.length; index += 1) {
        const at = posting.at[index] ?? 0;
        const often = posting.weight[index] ?? 0;
        const length = (this.#entries[at]?.length ?? 1) / this.#averageLength;
        const gain = (often * (saturation + 1)) / (often + saturation * (1 - lengthWeight + lengthWeight * length));
        scores[at] = (scores[at] ?? 0) + telling * gain;
      }
    }
    return scores;
  }

  /** Where the `most` highest scores stand; sections without a word of the question are none. */
  #best(scores: Float64Array, most: number): readonly number[] {
    const above: number[] = [];
    for (let at = 0; at < scores.length; at += 1) if ((scores[at] ?? 0) > 0) above.push(at);
    if (above.length <= most) return above;
    const least = Float64Array.from(above, (at) => scores[at] ?? 0).sort()[above.length - most] ?? 0;
    return above.filter((at) => (scores[at] ?? 0) >= least).slice(0, most * 2);
  }

  /** Where sections stand that define what is asked: a name that every section has does not bring them to the top. */
  #defining({ form, own }: SearchTerms): readonly number[] {
    const posting = form === 'what-is' ? this.#postings.get(own[0] ?? '') : undefined;
    return (posting?.at ?? []).filter((at) => this.#entries[at]?.defined.has(own[0] ?? ''));
  }

  #found(at: number, score: number, wanted: SearchTerms): Found | undefined {
    const entry = this.#entries[at];
    if (entry === undefined) return undefined;
    const telling = this.tellingOfAll(wanted.own);
    const defines =
      wanted.form === 'what-is' && wanted.own.length > 0 && wanted.own.every((term) => entry.defined.has(term));
    const bonus = defines ? (definitionGain * Math.max(telling, 1) * wanted.own.length) / entry.defined.size : 0;
    const answersYesNo = wanted.form === 'yes-no' && entry.saysYesOrNo ? 1 + yesNoGain : 1;
    const cued = wanted.cue !== undefined && opensLike(entry.opening, wanted.cue) ? 1 + cueGain : 1;
    const { likeness, asked, headed, named } = this.#headingLikeness(entry, wanted, telling);
    const opensAlike = entry.asks !== undefined && entry.asks === wanted.opening;
    const alike = (opensAlike ? sameQuestionGain : named > 0 ? pathGain : 0) * asked * headed;
    const role = wanted.role === undefined ? 0 : roleShare(entry, wanted.role);
    const ofTerm = (term: string) => this.tellingOf(term);
    const leads = askedAmong((term) => entry.leadTerms.some((terms) => terms.has(term)), wanted, ofTerm);
    const whole =
      score * answersYesNo * cued +
      bonus +
      headingGain * asked * likeness ** 4 +
      alike +
      roleGain * role * telling +
      leadGain * leads +
      phraseGain * phraseShare(wanted.phrases, entry.said, ofTerm) * telling;
    return {
      section: entry.section,
      unitTerms: entry.unitTerms,
      score: whole,
      defines,
      likeness,
      titled: likeness > 0.8 || role > 0 || (opensAlike && headed > 0.8),
      headed,
      opensAlike,
    };
  }

  /**
   * How far heading and question say the same, 0 to 1: "Merging PRs" for "when can a PR be merged?". Only near sameness
   * counts in the end, because a heading that shares one word with a question says little. The headings above it count as
   * far as the question names them: of six sections called "Calibration", "calibrate the rain gauge" means the one below
   * "Rain".
   */
  #headingLikeness(entry: Entry, wanted: SearchTerms, telling: number) {
    const own = new Set(wanted.own);
    let asked = 0;
    for (const term of entry.heading) {
      if (own.has(term)) asked += this.tellingOf(term);
      else {
        const meant = wanted.terms.find((one) => one.term === term)?.for;
        // "Setting up a working group" for "how do I start a working group?", unless it says "start" as well.
        if (meant !== undefined && !entry.heading.includes(meant))
          asked += standInShare * Math.min(this.tellingOf(term), this.tellingOf(meant));
      }
    }
    if (asked === 0 || telling === 0) return { asked: 0, named: 0, likeness: 0, headed: 0 };
    const above = wanted.own.filter((term) => entry.above.has(term) && !entry.heading.includes(term));
    const named = this.tellingOfAll(above);
    const headed = Math.min(1, (asked + named) / telling);
    return {
      asked: asked + named,
      named,
      headed,
      likeness: headed * ((asked + named) / (this.tellingOfAll(entry.heading) + named)),
    };
  }
}
