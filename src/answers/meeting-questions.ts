/** Questions about meetings as such: when one is, all of them, and requests to book one. */
import { meetingOfGroup } from '../community/find.js';
import { asksForRule } from './manner.js';
import { meetingFacts } from './meeting-facts.js';
import { join, notes, recordings } from './meeting-links.js';
import { noMeeting, subjectOf } from './meeting-subject.js';
import { type Asked, command, type Known, type Recogniser, saying } from './recogniser.js';
import { zonesIn } from './spoken-time.js';

const allMeetings: Recogniser = ({ reading }, known) => {
  if (
    !reading.hasWord('meetings', 'calls', 'meetups') ||
    reading.has('next') ||
    reading.has('create') ||
    asksForRule(reading)
  )
    return undefined;
  if (reading.mentions.some((mention) => mention.named.kind !== 'community' && mention.named.kind !== 'meeting'))
    return undefined;
  if (reading.named('meeting', false) !== undefined || known.community.meetings.length < 2) return undefined;
  return reading.leftover(['meeting', 'when', 'list', 'where', 'group', 'often']).length === 0
    ? command('meeting', { show: 'all' })
    : undefined;
};

/** To book a room or to set up a meeting is not the desk's to do, whatever day is named. */
const booking: Recogniser = ({ reading }) => {
  const books =
    reading.hasWord('book', 'reserve', 'arrange') ||
    (reading.has('create') && reading.hasWord('schedule', 'set', 'scheduling', 'plan'));
  if (
    !books ||
    !(reading.has('meeting') || reading.hasWord('room', 'appointment')) ||
    (reading.has('group') && !reading.hasWord('with'))
  )
    return undefined;
  const summary = 'I cannot book or set up meetings: I only tell when the meetings of this community are.';
  return saying('unknown', {
    title: 'I cannot book meetings',
    summary,
    choices: [{ label: 'All meetings', invoke: { command: 'meeting', options: { show: 'all' } } }],
  });
};

/** "How was the meeting?", "see you at the meeting": of a meeting, and not when it is. */
const asksOther = /^(?:so )?(?:how|who|whom|why|see)\b|\b(?:was|were|cannot|cant|not|wont)\b/;

/** "When is it?": the whole answer is the meeting command's, in the zone that was named. */
const when: Recogniser = (asked, known) => {
  const { reading } = asked;
  const zones = zonesIn(reading.typed, undefined);
  const speaks =
    reading.has('meeting') ||
    // "When is it in Tokyo?"; what time it is there is another question.
    (zones.length > 0 && /^(?:so )?when (?:is|will) (?:it|that)\b/.test(reading.texts.join(' '))) ||
    ((reading.hasAny('when', 'next') || zones.length > 0) &&
      (reading.named('meeting', false) || meetsNamed(asked, known)));
  if (!speaks || (!reading.hasAny('when', 'next', 'day', 'zone') && asksOther.test(reading.texts.join(' '))))
    return undefined;
  const subject = subjectOf(asked, known, ['when', 'next', 'day', 'now', 'convert', 'zone'], zones);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const zone = zones[0]?.value;
  return command('meeting', { name: subject.meeting.id, ...(zone === undefined ? {} : { zone }) });
};

/** "When is networking?": a group that meets, named without the word meeting. */
function meetsNamed({ reading }: Asked, known: Known): boolean {
  const group = reading.named('group', reading.has('group'))?.group;
  return group !== undefined && meetingOfGroup(known.community, group) !== undefined;
}

export const meetingQuestions: readonly Recogniser[] = [
  booking,
  recordings,
  notes,
  ...meetingFacts,
  join,
  allMeetings,
  when,
];
