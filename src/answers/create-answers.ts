/**
 * Questions in chat, answered right or not at all. In this order: what the schedule, the groups and the links answer
 * exactly; the best passage of the documents, quoted short with its source; an honest "I don't know" and whom to ask. A
 * question is only ever read: nothing of it is repeated, followed or stored, and no answer is made up.
 */
import { findGroup, findMeeting, linksAbout } from '../community/find.js';
import type { Community } from '../community/model.js';
import type { Line } from '../reply/reply.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Instant } from '../time/zoned.js';
import { aboutQuestions } from './about-questions.js';
import type { Answered, Answers } from './answers.js';
import { changeRequests } from './change-requests.js';
import { cleanQuestion, sentencesIn } from './clean-question.js';
import { dateQuestions } from './date-questions.js';
import { deskQuestions, refusedOrder, smallTalk } from './desk-questions.js';
import { documentAnswer } from './document-answer.js';
import { readDocuments } from './documents.js';
import { groupQuestions } from './group-questions.js';
import { lexicon } from './lexicon.js';
import { linkQuestions, topicAtLast } from './link-questions.js';
import { meetingQuestions } from './meeting-questions.js';
import { type Names, namesOf } from './names.js';
import { PassageIndex } from './passage-index.js';
import { pastQuestions } from './past-questions.js';
import { type Reading, readSentence } from './reading.js';
import { type Asked, command, type Known, type Recogniser, saying } from './recogniser.js';
import { type Section, titleOf } from './section.js';
import { severalNames } from './several-names.js';
import { Spelling } from './spelling.js';
import { daysIn } from './spoken-days.js';
import { stem } from './stem.js';
import { termsOf } from './terms.js';
import { unlistedGroups } from './unlisted-group.js';
import { zoneQuestions } from './zone-questions.js';

/** In the order in which they are asked: the narrower first. */
const recognisers: readonly Recogniser[] = [
  ...deskQuestions,
  ...changeRequests,
  ...zoneQuestions,
  ...pastQuestions,
  ...dateQuestions,
  ...meetingQuestions,
  ...groupQuestions,
  ...unlistedGroups,
  ...linkQuestions,
  ...aboutQuestions,
];

function titleLine(section: Section): Line {
  const text = titleOf(section);
  return section.url === undefined ? [text] : [{ type: 'link', text, url: section.url }];
}

/** "I don't know", with the places to ask that the community file lists for help. */
function unknown(community: Community, near: readonly Section[]): Answered {
  const places = linksAbout(community, 'help').slice(0, 2);
  const nothing = `I find nothing about that in ${community.name}'s schedule, groups and documents.`;
  const ask: Line = places.flatMap((link, at) => [
    at === 0 ? ' Ask here: ' : ' or ',
    { type: 'link' as const, text: link.title, url: link.url },
  ]);
  const asked =
    places.length === 0 ? '' : ` Ask here: ${places.map((link) => `${link.title}, ${link.url}`).join(' or ')}`;
  return saying('unknown', {
    title: "I don't know",
    summary: `I don't know: ${nothing}${asked}`,
    line: places.length === 0 ? [nothing] : [nothing, ...ask, '.'],
    blocks:
      near.length === 0
        ? []
        : [
            { type: 'text', line: ['It may stand under:'] },
            { type: 'list', items: near.map(titleLine) },
          ],
    choices: [
      { label: 'Where to get help', invoke: { command: 'help-links', options: {} } },
      { label: 'What I can do', invoke: { command: 'frontdesk', options: {} } },
    ],
  });
}

/** Nothing but the name of a meeting, "all hands", whose words alone would say little. */
function bareName(community: Community, text: string): Answered | undefined {
  const named = findMeeting(community, text);
  const isGroup = findGroup(community, text) !== undefined;
  return named === undefined || isGroup ? undefined : command('meeting', { name: named.id });
}

function computed(sentence: string, asking: Omit<Asked, 'reading'>, known: Known, words: Words): Answered | undefined {
  const asked: Asked = { ...asking, reading: readSentence(sentence, words.names, words.spelling) };
  const first = (one: Asked) => {
    for (const recogniser of recognisers) {
      const answered = recogniser(one, known);
      if (answered !== undefined) return answered;
    }
    return undefined;
  };
  return severalNames(asked, known, first) ?? first(asked);
}

/** "When is the … meeting?", "what is on next week?", whatever else is said in it. */
function asksWhenItMeets(reading: Reading, now: Instant): boolean {
  const asksWhen =
    reading.hasWord('when', 'next', 'week', 'weeks', 'month') || reading.texts.join(' ').includes('what time');
  const ofMeeting = reading.words.some((word) => word.ideas.has('meeting'));
  return (asksWhen && ofMeeting) || daysIn(reading.texts, now, 'UTC') !== undefined;
}

interface Words {
  readonly names: Names;
  readonly spelling: Spelling;
}

/** Answers from a community and sections that are already read. Works in memory only; the same input gives the same answer. */
export function answersFrom(community: Community, schedule: Schedule, sections: readonly Section[]): Answers {
  const known: Known = { community, schedule };
  const names = namesOf(community);
  const index = new PassageIndex(sections);
  const spelled = [...lexicon.spellings, ...names.spellings];
  const communityTerms = new Set(termsOf(community.name));
  const words: Words = { names, spelling: new Spelling([...spelled, ...spelled.map(stem)]) };

  function answer(question: string, asking: Omit<Asked, 'reading'>): Answered {
    const clean = cleanQuestion(question);
    const atOnce = bareName(community, clean) ?? smallTalk(clean) ?? refusedOrder(clean);
    if (atOnce !== undefined) return atOnce;
    for (const sentence of sentencesIn(clean)) {
      const answered = smallTalk(sentence) === undefined ? computed(sentence, asking, known, words) : undefined;
      if (answered !== undefined) return answered;
    }
    const readings = sentencesIn(clean).map((sentence) => readSentence(sentence, words.names, words.spelling));
    // When a meeting is stands in the schedule or nowhere: no passage that only speaks of meetings is put for it.
    const found = readings.some((reading) => asksWhenItMeets(reading, asking.now))
      ? { near: [] }
      : documentAnswer(clean, index, communityTerms);
    if ('answered' in found) return found.answered;
    return topicAtLast(readings, community) ?? unknown(community, found.near);
  }
  return { answer: async (question, asking) => answer(question, asking) };
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
