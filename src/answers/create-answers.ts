/**
 * Questions in chat, answered right or not at all. In this order: what the schedule, the groups and the links answer
 * exactly; what the maintainers wrote for it; the best passage of the documents, quoted short with its source; an honest "I don't know" and whom to ask. A
 * question is only ever read: nothing of it is repeated, followed or stored, and no answer is made up.
 */
import { setImmediate as turn } from 'node:timers/promises';
import type { Community } from '../community/model.js';
import { leftOutSentences, readDocuments } from '../documents/documents.js';
import { openDocuments, systemWatch, type WatchPorts } from '../documents/open-documents.js';
import type { Section } from '../documents/section.js';
import { plainText } from '../reply/plain.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Answered, Answers } from './answers.js';
import { cleanQuestion, sentencesIn } from './clean-question.js';
import { computedAnswers } from './computed.js';
import { type CuratedAnswers, curatedAnswers } from './curated.js';
import { documentAnswer, sectionAnswer } from './document-answer.js';
import { withoutLeadIns } from './lead-ins.js';
import { isForeignTo } from './other-language.js';
import { PassageIndex } from './passage-index.js';
import { maybeReply } from './passage-reply.js';
import { Synonyms } from './synonyms.js';
import { termsOf } from './terms.js';
import { unknown } from './unknown.js';

/** Answers from a community and sections that are already read. Works in memory only; the same input gives the same answer. */
export function answersFrom(
  community: Community,
  schedule: Schedule,
  sections: readonly Section[],
  curated: CuratedAnswers = curatedAnswers(community),
): Answers {
  const index = new PassageIndex(sections, new Synonyms(community.synonyms));
  return answersOver(community, schedule, () => index, curated);
}

function isForeign(question: string, answered: Answered): boolean {
  return answered.kind !== 'command' && isForeignTo(question, plainText(answered.reply));
}

/** @param indexNow the documents as they are at the moment of a question. */
function answersOver(
  community: Community,
  schedule: Schedule,
  indexNow: () => PassageIndex,
  curated: CuratedAnswers,
): Answers {
  const computed = computedAnswers(community, schedule);
  const communityTerms = new Set(termsOf(community.name));
  return {
    async answer(question, asking) {
      const clean = cleanQuestion(question);
      const answered = computed.answer(clean, asking);
      if (answered !== undefined) return answered;
      const written = await curated(clean);
      if (written !== undefined) return written;
      const found = computed.asksForDate(clean, asking.now)
        ? { near: [] }
        : documentAnswer(withoutLeadIns(sentencesIn(clean)), indexNow(), communityTerms);
      // A word that two languages share is no sign that the answer is right.
      if ('answered' in found && isForeign(clean, found.answered)) return unknown(community, []);
      if ('answered' in found) return found.answered;
      const last = computed.atLast(clean);
      if (last !== undefined) return last;
      return 'maybe' in found ? maybeReply(found.maybe, clean) : unknown(community, found.near);
    },
    passage: (section, question) => sectionAnswer(indexNow(), section, cleanQuestion(question)),
  };
}

/**
 * Reads the documents that the community file names, and answers from them and from the schedule.
 * @param report Told of each file that was left out, in one sentence.
 * @param curated Answers that the maintainers wrote; those of the file alone, unless said.
 * @throws Error naming a folder or file of documents that cannot be read.
 */
export async function createAnswers(
  community: Community,
  schedule: Schedule,
  report: (leftOut: string) => void = () => undefined,
  curated: CuratedAnswers = curatedAnswers(community),
): Promise<Answers> {
  const { sections, leftOut } = await readDocuments(community.docs);
  for (const sentence of leftOutSentences(leftOut)) report(sentence);
  return answersFrom(community, schedule, sections, curated);
}

export interface OpenAnswers extends Answers {
  /** Ends the watch over the documents. */
  stop(): Promise<void>;
}

/**
 * As createAnswers, and the documents are read again whenever they change. Questions are answered from what was read before
 * until the new index is whole. It does not keep the process running.
 */
export async function openAnswers(
  community: Community,
  schedule: Schedule,
  report: (sentence: string) => void,
  curated: CuratedAnswers = curatedAnswers(community),
  watch: WatchPorts = systemWatch,
): Promise<OpenAnswers> {
  const synonyms = new Synonyms(community.synonyms);
  const documents = await openDocuments(community.docs, report, watch);
  let index = new PassageIndex(documents.sections(), synonyms);
  documents.onChange(async (sections) => {
    index = await PassageIndex.gradually(sections, synonyms, turn);
  });
  const answers = answersOver(community, schedule, () => index, curated);
  return { ...answers, stop: () => documents.stop() };
}
