/** What is skipped or moved, and why: "is the meeting cancelled?", "why is there none on Thanksgiving?". */
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import { exceptionsAhead, lookedAhead } from './exceptions-ahead.js';
import { mannerOf } from './manner.js';
import { noMeeting, subjectOf } from './meeting-subject.js';
import type { Asked, Recogniser } from './recogniser.js';
import { daysIn } from './spoken-days.js';
import { stem } from './stem.js';
import { isStopWord, wordsOf } from './terms.js';

const within = (at: number, span: { readonly from: number; readonly to: number }) => span.from <= at && at < span.to;

/** Where the sentence has a word of the reason of an exception ahead: "why no meeting on thanksgiving?". */
export function givenReasons(asked: Asked, occurrences: readonly ScheduledOccurrence[]) {
  const stemsOf = (one: ScheduledOccurrence) =>
    wordsOf(one.why ?? '')
      .filter((word) => !isStopWord(word))
      .map(stem);
  const reasons = new Set(occurrences.flatMap(stemsOf));
  const spans = asked.reading.words.flatMap((word, at) => (reasons.has(word.stem) ? [{ from: at, to: at + 1 }] : []));
  const said = new Set(spans.map(({ from }) => asked.reading.words[from]?.stem ?? ''));
  return { spans, isMeant: (one: ScheduledOccurrence) => stemsOf(one).some((word) => said.has(word)) };
}

const exceptionIdeas = ['skip', 'why', 'when', 'next', 'dates', 'day'] as const;

/** "Is the meeting cancelled?", "why is there none on Thanksgiving?": without a day. */
export const skipped: Recogniser = (asked, known) => {
  const { reading } = asked;
  const days = daysIn(reading.texts, asked.now, asked.reader.zone ?? known.community.zone);
  if (!reading.hasAny('skip', 'why', 'meeting')) return undefined;
  const probable = subjectOf(asked, known, [...exceptionIdeas]);
  const meetings = probable !== undefined && 'meeting' in probable ? [probable.meeting] : known.community.meetings;
  const ahead = meetings.flatMap((meeting) => known.schedule.upcoming(meeting.id, asked.now, 8));
  const { spans, isMeant } = givenReasons(asked, ahead);
  // "Christmas" is a day of the calendar, and may be the reason given for another.
  const isReason = (at: number) => spans.some((span) => within(at, span));
  if (days !== undefined && !reading.words.every((_word, at) => !within(at, days) || isReason(at))) return undefined;
  // "Is the meeting still on?" asks the same.
  const asksOff = reading.has('skip') || (reading.hasWord('still') && mannerOf(reading) === 'yes-no');
  if (!asksOff && spans.length === 0) return undefined;
  if (!reading.has('meeting') && spans.length === 0 && reading.mentions.length === 0) return undefined;
  const subject = subjectOf(asked, known, exceptionIdeas, spans);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  if (spans.length === 0) return exceptionsAhead(asked, known, meeting);
  const meant = known.schedule.upcoming(meeting.id, asked.now, lookedAhead).filter(isMeant);
  return exceptionsAhead(asked, known, meeting, meant);
};
