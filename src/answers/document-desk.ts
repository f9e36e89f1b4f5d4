/** Questions put to sections alone, without a community file: as the desk answers when no computed answer fits. */

import type { Section } from '../documents/section.js';
import { cleanQuestion } from './clean-question.js';
import { documentAnswer } from './document-answer.js';
import type { EvalDesk } from './evaluation.js';
import { PassageIndex } from './passage-index.js';
import { maybeReply } from './passage-reply.js';
import { saying } from './recogniser.js';
import { searchTerms } from './search-terms.js';
import type { Synonyms } from './synonyms.js';
import { termsOf } from './terms.js';

const mostRanked = 10;

/** The ids of the sections that a question finds, best first, at most ten. */
export function ranking(index: PassageIndex): EvalDesk['rank'] {
  return (question) =>
    index.search(searchTerms(cleanQuestion(question), index.vocabulary), mostRanked).map((found) => found.section.id);
}

/** @param name What the community is called, where that is known. */
export function documentDesk(sections: readonly Section[], name: string, synonyms?: Synonyms): EvalDesk {
  const index = new PassageIndex(sections, synonyms);
  const names = new Set(termsOf(name));
  return {
    rank: ranking(index),
    async answer(question) {
      const clean = cleanQuestion(question);
      const found = documentAnswer(clean, index, names);
      if ('answered' in found) return found.answered;
      if ('maybe' in found) return maybeReply(found.maybe, clean);
      return saying('unknown', { title: "I don't know", summary: 'I find nothing about that in the documents.' });
    },
  };
}
