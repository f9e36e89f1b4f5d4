/**
 * Requests to change something: each is told who can. A sentence never changes the schedule, and whoever asks is not known to
 * have the right: the button leads to where both are settled.
 */

import { meetingOfGroup } from '../community/find.js';
import type { Meeting } from '../community/model.js';
import { choice } from '../reply/build.js';
import type { Choice, Line } from '../reply/reply.js';
import { mainMeetingAt } from '../schedule/main-meeting.js';
import type { Answered } from './answers.js';
import { mannerOf } from './manner.js';
import { momentInWords, momentOf, nextMeeting, subjectOf, titleOfMeeting } from './meeting-subject.js';
import type { Reading } from './reading.js';
import { type Asked, command, type Known, type Recogniser, saying } from './recogniser.js';

const polite = new Set(
  `please pls plz can could would will you kindly hey hi hello frontdesk bot i want need like to id lets let us we should just ok so
  help me`.split(/\s+/),
);
const changes = new Set(
  `cancel skip move postpone reschedule shift delete remove change edit update end stop`.split(' '),
);
const moves = new Set(`move postpone reschedule shift`.split(' '));
const skips = new Set(`cancel skip delete remove stop`.split(' '));

/** The first word that says what to do, if the sentence is a request and no question. */
function verbOf(reading: Reading): { readonly verb: string; readonly asked: boolean } {
  const at = reading.texts.findIndex((word) => !polite.has(word));
  const before = reading.texts.slice(0, Math.max(at, 0));
  // "Can we move …?" and "should I remind …" ask the same; "is it moved" does not begin with a verb.
  return { verb: reading.texts[at] ?? '', asked: before.includes('should') };
}

/**
 * One sentence, and the next date of the meeting that is meant.
 * @param ways buttons before the one for the next date
 */
function declined(
  asked: Asked,
  known: Known,
  title: string,
  sentence: string,
  ways: (meeting: Meeting) => readonly Choice[] = () => [],
): Answered {
  const group = asked.reading.named('group', true)?.group;
  const ofGroup = group === undefined ? undefined : meetingOfGroup(known.community, group);
  if (group !== undefined && ofGroup === undefined) return saying('unknown', { title, summary: sentence });
  const meeting =
    ofGroup ??
    asked.reading.named('meeting', true)?.meeting ??
    mainMeetingAt(known.community, known.schedule, asked.now);
  const next = meeting === undefined ? undefined : known.schedule.next(meeting.id, asked.now);
  if (meeting === undefined || next === undefined) return saying('unknown', { title, summary: sentence });
  const name = titleOfMeeting(known, meeting);
  const line: Line = [`${sentence} ${name}, next: `, momentOf(next), '.'];
  return saying('unknown', {
    title,
    summary: `${sentence} ${name}, next: ${momentInWords(next, asked)}.`,
    line,
    choices: [...ways(meeting), nextMeeting(meeting)],
    lines: [meeting.line],
  });
}

const changeSchedule: Recogniser = (asked, known) => {
  const { reading } = asked;
  const { verb, asked: isQuestion } = verbOf(reading);
  const speaks = reading.has('meeting') || reading.named('meeting', false) !== undefined;
  if (!changes.has(verb) || !speaks || isQuestion) return undefined;
  const sentence =
    'A maintainer changes one date with /schedule, and everybody is told; what I am asked in words changes nothing.';
  const to = typedBehindTo(reading);
  return declined(asked, known, 'Maintainers change the schedule', sentence, ({ id }) => {
    if (skips.has(verb)) return [choice('Skip the next date', 'schedule', { do: 'skip', meeting: id })];
    if (!moves.has(verb) || to === '') return [];
    return [choice('Move the next date', 'schedule', { do: 'move', meeting: id, to })];
  });
};

/** "friday 10am" of "move the meeting to friday 10am"; what it means is read, and shown back, where the button leads. */
function typedBehindTo({ words }: Reading): string {
  const at = words.findLastIndex(({ text }) => text === 'to');
  return at < 0
    ? ''
    : words
        .slice(at + 1)
        .map(({ typed }) => typed)
        .join(' ');
}

const remindMe: Recogniser = (asked, known) => {
  const { reading } = asked;
  const { verb } = verbOf(reading);
  const ofMeeting = reading.has('meeting') || reading.mentions.length > 0 || reading.hasWord('before', 'when');
  const sets = ['set', 'create', 'add', 'schedule'].includes(verb) && reading.hasWord('reminder', 'reminders', 'alarm');
  const about = reading.hasWord('me', 'us') && /^(?:remind|notify|ping|alert|wake)$/.test(verb);
  if (!sets && !(about && ofMeeting)) return undefined;
  const sentence = 'Reminders go to rooms, as a maintainer sets them in the community file; I remind nobody alone.';
  return declined(asked, known, 'I cannot set reminders', sentence);
};

const toCalendar: Recogniser = (asked, known) => {
  const { reading } = asked;
  const puts = reading.hasWord('add', 'put', 'save', 'enter', 'sync') && reading.hasWord('calendar', 'calendars');
  const asksOwn = mannerOf(reading) !== 'plain' && !polite.has(reading.texts[0] ?? '');
  if (!puts || asksOwn || !(reading.has('meeting') || reading.hasWord('it', 'this', 'that', 'them'))) return undefined;
  const sentence = 'Subscribe to the meeting’s feed, where /meeting links to one, or enter the date yourself.';
  return declined(asked, known, 'I cannot write to your calendar', sentence);
};

/** "Who cancelled the meeting?": the reasons for its dates name whoever changed one. */
const whoChanged: Recogniser = (asked, known) => {
  const [first, second = ''] = asked.reading.texts;
  if (first !== 'who' || !/^(?:cancell?ed|skipped|moved|postponed|rescheduled)$/.test(second)) return undefined;
  const subject = subjectOf(asked, known, ['skip', 'next'], [{ from: 0, to: 2 }]);
  if (subject === undefined || !('meeting' in subject)) return undefined;
  return command('meeting', { name: subject.meeting.id, show: 'why' });
};

export const changeRequests: readonly Recogniser[] = [toCalendar, remindMe, changeSchedule, whoChanged];
