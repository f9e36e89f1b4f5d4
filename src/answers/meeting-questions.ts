/** Questions about meetings that one link or one fact answers: join, recordings, notes, public or not, how long, how often. */
import { meetingOfGroup } from '../community/find.js';
import type { Line } from '../reply/reply.js';
import { siteName } from '../reply/site.js';
import { cityOf } from '../time/zone.js';
import type { Answered } from './answers.js';
import type { Idea } from './lexicon.js';
import { sentencesOf } from './markdown.js';
import {
  aboutGroup,
  momentInWords,
  momentOf,
  nextMeeting,
  noMeeting,
  type Subject,
  subjectOf,
  titleOfMeeting,
} from './meeting-subject.js';
import { type Asked, command, type Known, type Recogniser, saying } from './recogniser.js';
import { zonesIn } from './spoken-time.js';

/** "Where is X?": one link of the meeting, or that none is listed. */
function linkAnswer(known: Known, { meeting }: Subject, what: string, url: string | undefined, say: Line): Answered {
  const name = titleOfMeeting(known, meeting);
  const title = `${name}: ${what}`;
  const lines = [meeting.line];
  const choices = [nextMeeting(meeting)];
  if (url === undefined) {
    return saying('computed', {
      title,
      summary: `No ${what} ${what.endsWith('s') ? 'are' : 'is'} listed for ${name}.`,
      choices,
      lines,
    });
  }
  const link: Line = [{ type: 'link', text: siteName(url), url }];
  return saying('computed', {
    title,
    summary: `${name}, ${what}: ${url}`,
    line: link,
    blocks: say.length === 0 ? [] : [{ type: 'text', line: say }],
    choices,
    lines,
  });
}

/** The subject, if the sentence has one of `needs`, speaks of a meeting, and says nothing else. */
function asksFor(asked: Asked, known: Known, needs: readonly Idea[], allows: readonly Idea[], meetingNeeded = true) {
  const { reading } = asked;
  if (!reading.hasAny(...needs)) return undefined;
  const group = reading.named('group', reading.has('group'));
  const speaks = reading.has('meeting') || group !== undefined || reading.named('meeting', false) !== undefined;
  if (meetingNeeded && !speaks) return undefined;
  return subjectOf(asked, known, [...needs, ...allows]);
}

const recordings: Recogniser = (asked, known) => {
  const subject = asksFor(asked, known, ['recording'], ['past', 'where', 'join', 'list'], false);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  return linkAnswer(known, subject, 'recordings', subject.meeting.recordings, []);
};

const notes: Recogniser = (asked, known) => {
  if (asked.reading.has('long')) return undefined;
  const subject = asksFor(asked, known, ['notes'], ['past', 'where', 'join', 'next', 'folder'], false);
  if (subject === undefined) return undefined;
  const group = asked.reading.named('group', true)?.group;
  if (group?.notes !== undefined) {
    const line: Line = [{ type: 'link', text: siteName(group.notes), url: group.notes }];
    return saying('computed', {
      title: `${group.name}: notes`,
      summary: `Notes of ${group.name}: ${group.notes}`,
      line,
      choices: [aboutGroup(group)],
      lines: [group.line],
    });
  }
  if ('without' in subject) return noMeeting(subject.without);
  const isAgenda = asked.reading.hasWord('agenda');
  const { notes: kept, agenda } = subject.meeting;
  return isAgenda
    ? linkAnswer(known, subject, 'agenda', agenda ?? kept, [])
    : linkAnswer(known, subject, 'notes', kept ?? agenda, []);
};

const publicOrNot: Recogniser = (asked, known) => {
  // "Can anyone join?" speaks of the meeting without the word.
  const subject = asksFor(asked, known, ['public'], ['join', 'person', 'where'], !asked.reading.has('join'));
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  const name = titleOfMeeting(known, meeting);
  const said = sentencesOf(meeting.about ?? '').find((sentence) =>
    /\b(?:public|open|anyone|anybody|everyone|welcome|private|closed|invitation)\b/i.test(sentence),
  );
  const title = `${name}: who may come`;
  const choices = [nextMeeting(meeting)];
  if (said !== undefined) {
    const link: Line =
      meeting.join === undefined ? [] : [' Join: ', { type: 'link', text: siteName(meeting.join), url: meeting.join }];
    return saying('computed', { title, summary: said, line: [said, ...link], choices, lines: [meeting.line] });
  }
  const summary = `The community file does not say whether ${name} is public. Ask its hosts before you join.`;
  return saying('computed', { title, summary, choices, lines: [meeting.line] });
};

const howLong: Recogniser = (asked, known) => {
  const lasting = asked.reading.hasWord('last', 'lasts');
  const subject = asksFor(asked, known, ['long'], lasting ? ['notes', 'past'] : ['notes'], !lasting);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  const name = titleOfMeeting(known, meeting);
  const summary = `${name} lasts ${meeting.lastsMinutes} minutes.`;
  return saying('computed', {
    title: `${name}: how long`,
    summary,
    choices: [nextMeeting(meeting)],
    lines: [meeting.line],
  });
};

const often: ReadonlyMap<string, string> = new Map([
  ['weekly1', 'weekly'],
  ['weekly2', 'bi-weekly'],
  ['monthly1', 'monthly'],
  ['daily1', 'daily'],
]);

const howOften: Recogniser = (asked, known) => {
  const { reading } = asked;
  const asksDay = reading.has('day') || (reading.hasWord('which', 'what') && reading.hasWord('days', 'weekday'));
  const subject = asksFor(asked, known, asksDay ? ['day'] : ['often'], ['when', 'often', 'day']);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  const { rule, zone } = meeting.series;
  const name = titleOfMeeting(known, meeting);
  const word = often.get(`${rule.freq}${rule.interval}`) ?? 'how often';
  const rhythm = `${meeting.rhythm.charAt(0).toUpperCase()}${meeting.rhythm.slice(1)} in ${cityOf(zone)}.`;
  const next = known.schedule.next(meeting.id, asked.now);
  const said = next === undefined ? '' : ` Next: ${momentInWords(next, asked)}.`;
  const line: Line = next === undefined ? [rhythm] : [`${rhythm} Next: `, momentOf(next), '.'];
  return saying('computed', {
    title: `${name}: ${word}`,
    summary: `${name}: ${rhythm}${said}`,
    line,
    choices: [nextMeeting(meeting)],
    lines: [meeting.line],
  });
};

const host: Recogniser = (asked, known) => {
  const { reading } = asked;
  if (!reading.has('host') && !(reading.has('lead', 'meeting') && reading.named('group', true) === undefined))
    return undefined;
  const subject = asksFor(asked, known, ['host', 'lead'], ['person', 'next']);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  const name = titleOfMeeting(known, meeting);
  return saying('computed', {
    title: `${name}: host`,
    summary: meeting.host === undefined ? `No host is listed for ${name}.` : `${meeting.host} hosts ${name}.`,
    choices: [nextMeeting(meeting)],
    lines: [meeting.line],
  });
};

const join: Recogniser = (asked, known) => {
  const { reading } = asked;
  // To join a group is not to join its meeting.
  if (reading.has('group') && !reading.has('meeting')) return undefined;
  // "Where do I join?" speaks of the meeting without the word.
  const subject = asksFor(asked, known, ['join', 'where'], ['when', 'next', 'public'], !reading.has('where', 'join'));
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  if (!reading.has('meeting') && !reading.hasAny('join')) return undefined;
  const next = known.schedule.next(subject.meeting.id, asked.now);
  const say: Line = next === undefined ? [] : ['Next: ', momentOf(next), '.'];
  return linkAnswer(known, subject, 'link to join', subject.meeting.join, say);
};

const allMeetings: Recogniser = ({ reading }, known) => {
  if (!reading.hasWord('meetings', 'calls', 'meetups') || reading.has('next') || reading.has('create'))
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
    (reading.has('create') && reading.hasWord('schedule', 'set', 'scheduling'));
  if (!books || !(reading.has('meeting') || reading.hasWord('room', 'appointment')) || reading.has('group'))
    return undefined;
  const summary = 'I cannot book or set up meetings: I only tell when the meetings of this community are.';
  return saying('unknown', {
    title: 'I cannot book meetings',
    summary,
    choices: [{ label: 'All meetings', invoke: { command: 'meeting', options: { show: 'all' } } }],
  });
};

/** "When is it?": the whole answer is the meeting command's, in the zone that was named. */
const when: Recogniser = (asked, known) => {
  const { reading } = asked;
  const zones = zonesIn(reading.typed, undefined);
  const speaks =
    reading.has('meeting') ||
    (reading.hasAny('when', 'next') && (reading.named('meeting', false) || meetsNamed(asked, known)));
  if (!speaks) return undefined;
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
  howLong,
  howOften,
  publicOrNot,
  host,
  join,
  allMeetings,
  when,
];
