/** Questions about what is over: "when was the last meeting?", "what did I miss?". */

import type { Meeting } from '../community/model.js';
import type { Line } from '../reply/reply.js';
import { siteName } from '../reply/site.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import type { Instant } from '../time/zoned.js';
import { momentInWords, momentOf, nextMeeting, noMeeting, subjectOf, titleOfMeeting } from './meeting-subject.js';
import { type Known, type Recogniser, saying } from './recogniser.js';

/** How far back the last one is looked for: a fortnight, two months, a little more than a year. */
const daysBack = [16, 62, 400];

/** The last occurrence that took place and has ended. */
export function lastOccurrence(known: Known, meeting: Meeting, now: Instant): ScheduledOccurrence | undefined {
  for (const days of daysBack) {
    const since = known.schedule.upcoming(meeting.id, (now - days * 86_400) as Instant, days + 2);
    const last = since.findLast((one) => one.until <= now && one.status !== 'skipped');
    if (last !== undefined) return last;
  }
  return undefined;
}

const lastMeeting: Recogniser = (asked, known) => {
  const { reading } = asked;
  const missed = reading.hasWord('miss', 'missed') && !reading.has('meeting') && reading.hasWord('what', 'i', 'we');
  const asksLast = reading.hasWord('last', 'previous') && reading.has('meeting');
  if ((!missed && !asksLast) || reading.hasAny('long', 'recording', 'notes', 'public')) return undefined;
  const subject = subjectOf(asked, known, ['past', 'when', 'day']);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  const title = titleOfMeeting(known, meeting);
  const last = lastOccurrence(known, meeting, asked.now);
  const { recordings, notes } = meeting;
  const links: Line = [
    ...(recordings === undefined
      ? []
      : ([' Recordings: ', { type: 'link', text: siteName(recordings), url: recordings }] as const)),
    ...(notes === undefined ? [] : ([' Notes: ', { type: 'link', text: siteName(notes), url: notes }] as const)),
  ];
  const where = `${recordings === undefined ? '' : ` Recordings: ${recordings}`}${notes === undefined ? '' : ` Notes: ${notes}`}`;
  const choices = [nextMeeting(meeting)];
  const lines = [meeting.line];
  if (last === undefined) {
    const none = 'No date of the past year is listed.';
    return saying('computed', { title, summary: `${title}: ${none}${where}`, line: [none, ...links], choices, lines });
  }
  return saying('computed', {
    title,
    summary: `${title}, the last one: ${momentInWords(last, asked)}.${where}`,
    line: ['The last one was ', momentOf(last), '.', ...links],
    choices,
    lines,
  });
};

export const pastQuestions: readonly Recogniser[] = [lastMeeting];
