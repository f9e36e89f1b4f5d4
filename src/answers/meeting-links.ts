/** Questions about meetings that one link answers: where to join, recordings, notes, agenda. */
import type { Line } from '../reply/reply.js';
import { siteName } from '../reply/site.js';
import type { Answered } from './answers.js';
import {
  aboutGroup,
  asksFor,
  momentOf,
  nextMeeting,
  noMeeting,
  type Subject,
  titleOfMeeting,
} from './meeting-subject.js';
import { type Known, type Recogniser, saying } from './recogniser.js';

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

export const recordings: Recogniser = (asked, known) => {
  const subject = asksFor(asked, known, ['recording'], ['past', 'where', 'join', 'list'], false);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  return linkAnswer(known, subject, 'recordings', subject.meeting.recordings, []);
};

export const notes: Recogniser = (asked, known) => {
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

export const join: Recogniser = (asked, known) => {
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
