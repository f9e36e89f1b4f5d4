/** The best passage of the documents for a question, or the sections that may hold it, or none. */

import { type Section, titleOf } from '../documents/section.js';
import { askedForm, hasForm } from './answer-form.js';
import type { Answered } from './answers.js';
import { confidenceOf, scoreOf } from './confidence.js';
import { type Passage, passageOf } from './passage.js';
import type { Found, PassageIndex } from './passage-index.js';
import { passageReply } from './passage-reply.js';
import { type SearchTerms, searchTerms } from './search-terms.js';
import { termsOf, wordsOf } from './terms.js';

/** "When is the next …?" asks for a date ahead. A document that was written once does not know it. */
function asksForDateAhead(question: string): boolean {
  const words = wordsOf(question);
  return words.includes('next') && words.some((word) => ['when', 'whens', 'date'].includes(word));
}

/** How many sections are looked at for one that answers in the form that was asked for. */
const mostTried = 4;
/** From this weight on a word stands in few sections: where an abbreviation does, there it is what is spoken of. */
const rareFrom = 2.5;
const mostOffered = 3;
const mostBeside = 2;
/** A section beside the quoted one is worth a look when it scored at least this share of what that one did. */
const nearlyAsGood = 0.75;

export type DocumentAnswer =
  | { readonly answered: Answered }
  /** Sections of which one may hold the answer, the best first, at most three. */
  | { readonly maybe: readonly Section[] }
  /** Sections that touch the subject, at most two, often none. */
  | { readonly near: readonly Section[] };

interface Judged {
  readonly wanted: SearchTerms;
  /** All that was found, best first. */
  readonly found: readonly Found[];
  /** The one to quote, with how surely it answers: a number for `confidenceOf`. Absent where nothing can be quoted. */
  readonly best?: {
    readonly section: Section;
    readonly passage: Passage;
    readonly score: number;
    readonly formed: boolean;
  };
}

/** "What are the requirements?" where six sections are called so, and nothing in the question tells which. */
function sameHeading(found: readonly Found[], best: Section, wanted: SearchTerms): readonly Section[] {
  const headingOf = (section: Section) => (section.headings.at(-1) ?? '').toLowerCase();
  const above = (section: Section) => new Set(termsOf(section.headings.slice(0, -1).join(' ')));
  const bestAbove = above(best);
  const tells = (other: Section) => {
    const others = above(other);
    return wanted.own.some((term) => bestAbove.has(term) !== others.has(term));
  };
  if (!termsOf(headingOf(best)).some((term) => wanted.own.includes(term))) return [];
  return found
    .map((one) => one.section)
    .filter((other) => other !== best && headingOf(other) === headingOf(best) && !tells(other));
}

/** @param names See `documentAnswer`. */
function judge(question: string, index: PassageIndex, names: ReadonlySet<string>): Judged {
  const wanted = searchTerms(question, index.vocabulary);
  const form = askedForm(question);
  const found = index.search(wanted, mostTried);
  const telling = index.tellingOfAll(wanted.own);
  const acronym = wanted.acronym && telling >= rareFrom;
  const named = wanted.own.some((term) => names.has(term));
  const tried = found.slice(0, form === undefined ? 1 : mostTried).flatMap((one) => {
    const passage = quotedFrom(one, wanted, index);
    if (passage === undefined) return [];
    const quoted = new Set(termsOf(passage.quote));
    const about = wanted.own.filter((term) => !names.has(term) || quoted.has(term)).length;
    const formed = hasForm(passage.quote, form);
    const signals = { telling, about, formed, acronym, named, measured: form !== undefined, sections: index.size };
    return [{ passage, section: one.section, formed, score: scoreOf(question, one, passage, signals) }];
  });
  const [best] = tried.toSorted((a, b) => b.score - a.score);
  return best === undefined ? { wanted, found } : { wanted, found, best };
}

function quotedFrom(found: Found, wanted: SearchTerms, index: PassageIndex): Passage | undefined {
  return passageOf(found.section, found.unitTerms, wanted, (term) => index.tellingOf(term));
}

/** Sections nearly as good as the quoted one, none of a heading that is already shown. */
function beside(found: readonly Found[], quoted: Section): readonly Section[] {
  const score = found.find((one) => one.section.id === quoted.id)?.score ?? 0;
  const good = found.filter((one) => one.section.id !== quoted.id && one.score >= nearlyAsGood * score);
  return otherTitles(
    good.map((one) => one.section),
    [quoted],
  ).slice(0, mostBeside);
}

/** Those with a heading, each heading once, and none of `shown`. */
function otherTitles(sections: readonly Section[], shown: readonly Section[]): readonly Section[] {
  const titles = new Set(['', ...shown.map(titleOf)]);
  return sections.filter((section) => {
    const title = titleOf(section);
    const isNew = !titles.has(title);
    titles.add(title);
    return isNew;
  });
}

/**
 * `answered` where the documents surely answer; `maybe` where they may, and a person has to look; else what comes near.
 * Nothing is quoted unless it is sure.
 * @param names Terms of the community's own name: the headings of every document have it, so it tells something only in
 *   the quote itself.
 */
export function documentAnswer(
  question: string,
  index: PassageIndex,
  names: ReadonlySet<string> = new Set(),
): DocumentAnswer {
  if (asksForDateAhead(question)) return { near: [] };
  const { wanted, found, best } = judge(question, index, names);
  if (best === undefined) return { near: [] };
  const sections = found.map((one) => one.section);
  const confidence = confidenceOf(best.score);
  switch (confidence === 'sure' && !best.formed ? 'doubtful' : confidence) {
    case 'sure': {
      const twins = sameHeading(found, best.section, wanted);
      if (twins.length > 0) return { maybe: [best.section, ...twins].slice(0, mostOffered) };
      const leavesOut = best.passage.unsaid.some((term) => !names.has(term));
      return { answered: passageReply(best.section, best.passage, beside(found, best.section), leavesOut) };
    }
    case 'doubtful':
      return { maybe: sections.slice(0, mostOffered) };
    case 'near':
      return { near: otherTitles(sections, []).slice(0, mostBeside) };
    case 'none':
      return { near: [] };
  }
}

/**
 * One section, quoted where it best fits the question. Undefined where the documents have no such section any more, or
 * nothing in it can be quoted.
 * @param id As `Section.id`.
 */
export function sectionAnswer(index: PassageIndex, id: string, question: string): Answered | undefined {
  const wanted = searchTerms(question, index.vocabulary);
  const found = index.sectionFor(id, wanted);
  const passage = found === undefined ? undefined : quotedFrom(found, wanted, index);
  return found === undefined || passage === undefined ? undefined : passageReply(found.section, passage, []);
}
