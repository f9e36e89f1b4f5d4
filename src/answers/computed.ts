/**
 * What the schedule, the groups and the links answer exactly, before any document is searched. The narrower question is asked
 * first.
 */
import { findGroup, findMeeting } from '../community/find.js';
import type { Community } from '../community/model.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Instant } from '../time/zoned.js';
import { aboutQuestions } from './about-questions.js';
import type { Answered } from './answers.js';
import { changeRequests } from './change-requests.js';
import { clashQuestion } from './clash-questions.js';
import { sentencesIn } from './clean-question.js';
import { commandLines } from './command-lines.js';
import { countQuestions } from './count-questions.js';
import { dateQuestions } from './date-questions.js';
import { deskQuestions, refusedOrder, smallTalk } from './desk-questions.js';
import { groupQuestions } from './group-questions.js';
import { afterLeadIn, isAsking, isLeadIn, standsAlone } from './lead-ins.js';
import { lexicon } from './lexicon.js';
import { linkQuestions, topicAtLast } from './link-questions.js';
import { asksForRule } from './manner.js';
import { meetingAbout } from './meeting-about.js';
import { meetingQuestions } from './meeting-questions.js';
import { nameOf, namesOf } from './names.js';
import { inEnglish } from './other-language.js';
import { ownCalendarQuestions } from './own-calendar.js';
import { pastQuestions } from './past-questions.js';
import { withoutPreamble } from './preamble.js';
import { type Mention, type Reading, readSentence } from './reading.js';
import { type Asked, command, type Known, type Recogniser } from './recogniser.js';
import { rhythmQuestions } from './rhythm-questions.js';
import { severalNames } from './several-names.js';
import { askByItself, mostQuestions, questionsIn, subjectIn, together } from './several-questions.js';
import { shortAnswer } from './short-answer.js';
import { Spelling } from './spelling.js';
import { daysIn } from './spoken-days.js';
import { toBeConfirmed } from './statements.js';
import { stem } from './stem.js';
import { timeQuestions } from './time-questions.js';
import { unlistedGroups } from './unlisted-group.js';
import { zoneQuestions } from './zone-questions.js';

const recognisers: readonly Recogniser[] = [
  ...deskQuestions,
  ...ownCalendarQuestions,
  ...changeRequests,
  meetingAbout,
  ...rhythmQuestions,
  ...timeQuestions,
  ...zoneQuestions,
  ...pastQuestions,
  ...countQuestions,
  ...dateQuestions,
  ...meetingQuestions,
  ...groupQuestions,
  ...unlistedGroups,
  ...linkQuestions,
  ...aboutQuestions,
];

/** Nothing but the name of a meeting, "all hands", whose words alone would say little. */
function bareName(community: Community, text: string): Answered | undefined {
  const named = findMeeting(community, text);
  const isGroup = findGroup(community, text) !== undefined;
  return named === undefined || isGroup ? undefined : command('meeting', { name: named.id });
}

/** "When is the … meeting?", "what is on next week?", whatever else is said in it. */
function asksWhenItMeets(reading: Reading, now: Instant): boolean {
  if (asksForRule(reading)) return false;
  const asksWhen =
    reading.hasWord('when', 'next', 'week', 'weeks', 'month') || reading.texts.join(' ').includes('what time');
  const ofMeeting = reading.words.some((word) => word.ideas.has('meeting'));
  if (asksWhen && ofMeeting) return true;
  // "No review in two weeks, what now?" names days, and asks for none.
  const asksDay = ofMeeting || reading.hasWord('when', 'next', 'on', 'date', 'today', 'tomorrow', 'tonight');
  return asksDay && daysIn(reading.texts, now, 'UTC') !== undefined;
}

type Asking = Omit<Asked, 'reading'>;

interface Found {
  readonly answered: Answered;
  readonly asked: Asked;
}

/** An answer in full, not a refusal or a greeting: one that may stand beside another. */
const isExact = ({ kind }: Answered): boolean => kind === 'computed' || kind === 'command';

/** A name as it can be put at the end of a question. */
function wordsFor({ named }: Mention): string {
  return named.kind === 'group' ? `${nameOf(named)} group` : nameOf(named);
}

export interface ComputedAnswers {
  /** `clean` is a question as cleanQuestion gives it. */
  answer(clean: string, asking: Asking): Answered | undefined;
  /**
   * Whether it asks when a meeting is: that stands in the schedule or nowhere, so no passage that only speaks of meetings is
   * put for it.
   */
  asksForDate(clean: string, now: Instant): boolean;
  /** A link on the subject, for a question that nothing else answers. */
  atLast(clean: string): Answered | undefined;
}

export function computedAnswers(community: Community, schedule: Schedule): ComputedAnswers {
  const known: Known = { community, schedule };
  const names = namesOf(community);
  const spelled = [...lexicon.spellings, ...names.spellings];
  const spelling = new Spelling([...spelled, ...spelled.map(stem)]);
  const read = (sentence: string) => readSentence(sentence, names, spelling);

  function ofReading(asked: Asked): Answered | undefined {
    const first = (one: Asked) => {
      for (const recogniser of recognisers) {
        const answered = recogniser(one, known);
        if (answered !== undefined) return answered;
      }
      return undefined;
    };
    return clashQuestion(asked, known) ?? severalNames(asked, known, first) ?? first(asked);
  }

  function ofSentence(sentence: string, asking: Asking): Found | undefined {
    const english = inEnglish(sentence, community) ?? sentence;
    if (smallTalk(english) !== undefined) return undefined;
    const plain = withoutPreamble(english);
    const { leadIn, asked: ledTo } = afterLeadIn(plain);
    const about = leadIn === '' ? undefined : subjectIn(read(leadIn));
    const led = about !== undefined && subjectIn(read(ledTo)) === undefined ? [`${ledTo} ${wordsFor(about)}`] : [];
    const confirmed = toBeConfirmed(plain);
    const first = confirmed === undefined ? [] : [confirmed];
    // As it is first: "could you point me to the mailing list" may be known by all of its words.
    for (const question of new Set([...first, english, plain, ...led, ledTo])) {
      const asked: Asked = { ...asking, reading: read(question) };
      const answered = ofReading(asked);
      if (answered !== undefined) return { answered, asked };
    }
    return undefined;
  }

  /** The questions of a sentence, if each of them is answered; one that names nothing is asked of what was named before. */
  function ofParts(sentence: string, asking: Asking): readonly Found[] | undefined {
    const parts = questionsIn(sentence);
    if (parts.length < 2) return undefined;
    const found: Found[] = [];
    let before = '';
    for (const part of parts) {
      const mention = subjectIn(read(part));
      const again = before === '' || mention !== undefined ? undefined : ofSentence(`${part} ${before}`, asking);
      const one = again ?? ofSentence(part, asking);
      if (one === undefined || !isExact(one.answered)) return undefined;
      found.push(one);
      if (mention !== undefined) before = wordsFor(mention);
    }
    return found;
  }

  function answer(clean: string, asking: Asking): Answered | undefined {
    const question = inEnglish(clean, community) ?? clean;
    const atOnce = bareName(community, question) ?? smallTalk(question) ?? refusedOrder(question);
    if (atOnce !== undefined) return atOnce;
    const found: Found[] = [];
    let open = 0;
    const sentences = [...new Set(sentencesIn(question))];
    // What somebody tells of themselves before they ask is read only where their question alone says too little.
    const asks = sentences.some(isAsking) ? sentences.filter((sentence) => !isLeadIn(sentence)) : sentences;
    for (const sentence of asks) {
      if (found.length >= mostQuestions) break;
      const one = ofParts(sentence, asking) ?? ofSentence(sentence, asking);
      if (one !== undefined) found.push(...('length' in one ? one : [one]));
      else if (isAsking(sentence) && standsAlone(withoutPreamble(sentence))) open += 1;
    }
    if (found.length === 0) {
      const told = sentences.filter((sentence) => !asks.includes(sentence));
      const one = told.map((sentence) => ofSentence(sentence, asking)).find((each) => each !== undefined);
      if (one !== undefined) return one.answered;
    }
    const [first] = found;
    if (first === undefined) return undefined;
    const note = open > 0 && isExact(first.answered) ? [askByItself(open)] : [];
    if (found.length === 1) {
      const short = note.length === 0 ? undefined : shortAnswer(first.answered, first.asked, known);
      return short === undefined ? first.answered : together([short], note);
    }
    const exact = found.filter((one) => isExact(one.answered));
    const short = exact.flatMap((one) => shortAnswer(one.answered, one.asked, known) ?? []);
    const once = short.filter((one, at) => short.findIndex(({ reply }) => reply.summary === one.reply.summary) === at);
    return isExact(first.answered) && once.length > 1 ? together(once, note) : first.answered;
  }

  return {
    answer(clean, asking) {
      const answered = answer(clean, asking);
      if (answered?.kind !== 'command') return answered;
      const lines = commandLines(answered.invoke, community, schedule, asking.now);
      return lines.length === 0 ? answered : { ...answered, lines };
    },
    asksForDate: (clean, now) => sentencesIn(clean).some((sentence) => asksWhenItMeets(read(sentence), now)),
    atLast: (clean) => topicAtLast(sentencesIn(clean).map(read), community),
  };
}
