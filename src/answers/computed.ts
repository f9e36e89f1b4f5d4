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
import { sentencesIn } from './clean-question.js';
import { dateQuestions } from './date-questions.js';
import { deskQuestions, refusedOrder, smallTalk } from './desk-questions.js';
import { groupQuestions } from './group-questions.js';
import { lexicon } from './lexicon.js';
import { linkQuestions, topicAtLast } from './link-questions.js';
import { meetingQuestions } from './meeting-questions.js';
import { namesOf } from './names.js';
import { pastQuestions } from './past-questions.js';
import { type Reading, readSentence } from './reading.js';
import { type Asked, command, type Known, type Recogniser } from './recogniser.js';
import { severalNames } from './several-names.js';
import { Spelling } from './spelling.js';
import { daysIn } from './spoken-days.js';
import { stem } from './stem.js';
import { unlistedGroups } from './unlisted-group.js';
import { zoneQuestions } from './zone-questions.js';

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

/** Nothing but the name of a meeting, "all hands", whose words alone would say little. */
function bareName(community: Community, text: string): Answered | undefined {
  const named = findMeeting(community, text);
  const isGroup = findGroup(community, text) !== undefined;
  return named === undefined || isGroup ? undefined : command('meeting', { name: named.id });
}

/** "When is the … meeting?", "what is on next week?", whatever else is said in it. */
function asksWhenItMeets(reading: Reading, now: Instant): boolean {
  const asksWhen =
    reading.hasWord('when', 'next', 'week', 'weeks', 'month') || reading.texts.join(' ').includes('what time');
  const ofMeeting = reading.words.some((word) => word.ideas.has('meeting'));
  return (asksWhen && ofMeeting) || daysIn(reading.texts, now, 'UTC') !== undefined;
}

export interface ComputedAnswers {
  /** `clean` is a question as cleanQuestion gives it. */
  answer(clean: string, asking: Omit<Asked, 'reading'>): Answered | undefined;
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

  function ofSentence(sentence: string, asking: Omit<Asked, 'reading'>): Answered | undefined {
    if (smallTalk(sentence) !== undefined) return undefined;
    const asked: Asked = { ...asking, reading: read(sentence) };
    const first = (one: Asked) => {
      for (const recogniser of recognisers) {
        const answered = recogniser(one, known);
        if (answered !== undefined) return answered;
      }
      return undefined;
    };
    return severalNames(asked, known, first) ?? first(asked);
  }

  return {
    answer(clean, asking) {
      const atOnce = bareName(community, clean) ?? smallTalk(clean) ?? refusedOrder(clean);
      if (atOnce !== undefined) return atOnce;
      for (const sentence of sentencesIn(clean)) {
        const answered = ofSentence(sentence, asking);
        if (answered !== undefined) return answered;
      }
      return undefined;
    },
    asksForDate: (clean, now) => sentencesIn(clean).some((sentence) => asksWhenItMeets(read(sentence), now)),
    atLast: (clean) => topicAtLast(sentencesIn(clean).map(read), community),
  };
}
