/**
 * Finds the sections that a question is about: BM25 over one weighted bag of words a section, in which headings count
 * beside the text and code counts little. One bag did better than a score a field (half the answers to questions that
 * people really ask stand in sections without a telling heading). Two forms of answer are then preferred: one that
 * begins with yes or no, for a question that asks for it, and a definition, for "what is …?".
 */

import type { SearchTerms } from './search-terms.js';
import type { Section } from './section.js';
import { Spelling } from './spelling.js';
import { termsOf } from './terms.js';

export interface Found {
  readonly section: Section;
  /** The terms of each of its units. */
  readonly unitTerms: readonly ReadonlySet<string>[];
  readonly score: number;
  /** Whether the section defines what a "what is …?" question asks about. */
  readonly defines: boolean;
  /** Whether its heading says all that the question asks, and little else. */
  readonly titled: boolean;
}

/** Saturation and length normalisation of BM25: long sections must earn their place. */
const saturation = 4;
const lengthWeight = 0.95;
const headingWeight = 0.5;
const parentWeight = 0.5;
const ancestorWeight = 0.3;
const codeWeight = 0.3;
const yesNoGain = 0.5;
const definitionGain = 2;
const headingGain = 1.5;
/** Of the question's weight, for a section under the heading of the role that was asked for. */
const roleGain = 1;

const yesOrNo =
  /^(?:yes|no|not|absolutely|definitely|currently|sure|of course|unfortunately|nope|correct|it depends|there (?:is|are)|you (?:can|could)|we do)\b/i;
const definition = /^(?:the |an? )?(\S.{0,58}?\S) (?:is|are|means|stands for|refers to) /i;

interface Entry {
  readonly section: Section;
  readonly unitTerms: readonly ReadonlySet<string>[];
  readonly length: number;
  readonly saysYesOrNo: boolean;
  readonly heading: readonly string[];
  readonly parent: readonly string[];
  /** The stems of what its first sentence defines. */
  readonly defined: ReadonlySet<string>;
}

interface Bag {
  readonly words: ReadonlyMap<string, number>;
  readonly length: number;
  readonly unitTerms: readonly ReadonlySet<string>[];
}

function bagOf(section: Section): Bag {
  const words = new Map<string, number>();
  let length = 0;
  const add = (text: string, weight: number): ReadonlySet<string> => {
    const terms = termsOf(text);
    for (const term of terms) {
      words.set(term, (words.get(term) ?? 0) + weight);
      length += Math.min(weight, 0.5) * 2;
    }
    return new Set(terms);
  };
  const unitTerms = section.units.map((unit) => add(unit.text, unit.kind === 'code' ? codeWeight : 1));
  add(section.headings.at(-1) ?? '', headingWeight);
  add(section.headings.at(-2) ?? '', parentWeight);
  add(section.headings.slice(0, -2).join(' '), ancestorWeight);
  return { words, length: Math.max(1, length), unitTerms };
}

function entryOf(section: Section, { length, unitTerms }: Bag): Entry {
  const first = section.units.find((unit) => unit.kind !== 'code')?.text ?? '';
  return {
    section,
    unitTerms,
    length,
    saysYesOrNo: yesOrNo.test(first),
    heading: [...new Set(termsOf(section.headings.at(-1) ?? ''))],
    parent: termsOf(section.headings.at(-2) ?? ''),
    defined: new Set(termsOf(definition.exec(first.slice(0, 100))?.[1] ?? '')),
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

export class PassageIndex {
  readonly #entries: readonly Entry[];
  readonly #postings = new Map<string, { readonly at: number[]; readonly weight: number[] }>();
  readonly #averageLength: number;
  /** The documents' own words, as stems. */
  readonly spelling: Spelling;

  constructor(sections: readonly Section[]) {
    let total = 0;
    this.#entries = sections.map((section, at) => {
      const bag = bagOf(section);
      total += bag.length;
      for (const [term, weight] of bag.words) this.#post(term, at, weight);
      return entryOf(section, bag);
    });
    this.#averageLength = total / Math.max(1, sections.length);
    this.spelling = new Spelling(this.#postings.keys());
  }

  #post(term: string, at: number, weight: number): void {
    const posting = this.#postings.get(term);
    if (posting === undefined) this.#postings.set(term, { at: [at], weight: [weight] });
    else {
      posting.at.push(at);
      posting.weight.push(weight);
    }
  }

  /** How telling a term is: near 0 where every section has it, highest where none has. */
  tellingOf(term: string): number {
    const having = this.#postings.get(term)?.at.length ?? 0;
    return Math.log(1 + (this.#entries.length - having + 0.5) / (having + 0.5));
  }

  /** The best sections, best first. */
  search(wanted: SearchTerms, limit: number): readonly Found[] {
    const scores = new Map<number, number>();
    for (const { term, weight } of wanted.terms) this.#score(term, weight, scores);
    const telling = wanted.own.reduce((sum, term) => sum + this.tellingOf(term), 0);
    return [...scores]
      .map(([at, score]) => this.#found(at, score, wanted, telling))
      .filter((found) => found !== undefined)
      .sort((a, b) => b.score - a.score)
      .slice(0, limit);
  }

  #score(term: string, weight: number, scores: Map<number, number>): void {
    const posting = this.#postings.get(term);
    if (posting === undefined) return;
    const telling = weight * this.tellingOf(term);
    for (const [index, at] of posting.at.entries()) {
      const often = posting.weight[index] ?? 0;
      const length = (this.#entries[at]?.length ?? 1) / this.#averageLength;
      const gain = (often * (saturation + 1)) / (often + saturation * (1 - lengthWeight + lengthWeight * length));
      scores.set(at, (scores.get(at) ?? 0) + telling * gain);
    }
  }

  #found(at: number, score: number, wanted: SearchTerms, telling: number): Found | undefined {
    const entry = this.#entries[at];
    if (entry === undefined) return undefined;
    const defines =
      wanted.form === 'what-is' && wanted.own.length > 0 && wanted.own.every((term) => entry.defined.has(term));
    const bonus = defines ? (definitionGain * Math.max(telling, 1) * wanted.own.length) / entry.defined.size : 0;
    const gain = wanted.form === 'yes-no' && entry.saysYesOrNo ? 1 + yesNoGain : 1;
    const { likeness, asked } = this.#headingLikeness(entry, wanted, telling);
    const role = wanted.role === undefined ? 0 : roleShare(entry, wanted.role);
    const whole = score * gain + bonus + headingGain * asked * likeness ** 4 + roleGain * role * telling;
    return { section: entry.section, unitTerms: entry.unitTerms, score: whole, defines, titled: likeness > 0.8 };
  }

  /**
   * How far heading and question say the same, 0 to 1: "Merging PRs" for "when can a PR be merged?". Only near sameness
   * counts in the end, because a heading that shares one word with a question says little.
   */
  #headingLikeness(entry: Entry, wanted: SearchTerms, telling: number) {
    const sum = (terms: readonly string[]) => terms.reduce((total, term) => total + this.tellingOf(term), 0);
    const asked = sum(entry.heading.filter((term) => wanted.own.includes(term)));
    return { asked, likeness: asked === 0 ? 0 : asked ** 2 / (sum(entry.heading) * telling) };
  }
}
