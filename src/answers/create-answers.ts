/**
 * Questions in chat, answered right or not at all. In this order: what the schedule, the groups and the links answer
 * exactly; the best passage of the documents, quoted short with its source; an honest "I don't know" and whom to ask. A
 * question is only ever read: nothing of it is repeated, followed or stored, and no answer is made up.
 */
import type { Community } from '../community/model.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Answers } from './answers.js';
import { cleanQuestion } from './clean-question.js';
import { computedAnswers } from './computed.js';
import { documentAnswer } from './document-answer.js';
import { readDocuments } from './documents.js';
import { PassageIndex } from './passage-index.js';
import type { Section } from './section.js';
import { termsOf } from './terms.js';
import { unknown } from './unknown.js';

/** Answers from a community and sections that are already read. Works in memory only; the same input gives the same answer. */
export function answersFrom(community: Community, schedule: Schedule, sections: readonly Section[]): Answers {
  const computed = computedAnswers(community, schedule);
  const index = new PassageIndex(sections);
  const communityTerms = new Set(termsOf(community.name));
  return {
    async answer(question, asking) {
      const clean = cleanQuestion(question);
      const answered = computed.answer(clean, asking);
      if (answered !== undefined) return answered;
      const found = computed.asksForDate(clean, asking.now)
        ? { near: [] }
        : documentAnswer(clean, index, communityTerms);
      if ('answered' in found) return found.answered;
      return computed.atLast(clean) ?? unknown(community, found.near);
    },
  };
}

/**
 * Reads the documents that the community file names, and answers from them and from the schedule.
 * @param report Told of each file that was left out, in one sentence.
 * @throws Error naming a folder or file of documents that cannot be read.
 */
export async function createAnswers(
  community: Community,
  schedule: Schedule,
  report: (leftOut: string) => void = () => undefined,
): Promise<Answers> {
  const { sections, leftOut } = await readDocuments(community.docs);
  for (const { path, why } of leftOut) report(`${path} is not read: ${why}.`);
  return answersFrom(community, schedule, sections);
}
