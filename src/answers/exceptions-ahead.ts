/** What is skipped or moved ahead. */
import type { Meeting } from '../community/model.js';
import type { Block } from '../reply/reply.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import type { Answered } from './answers.js';
import { dayReply, nextLine } from './day-answer.js';
import { mannerOf } from './manner.js';
import { titleOfMeeting } from './meeting-subject.js';
import { aboutOne, dated } from './occurrence-words.js';
import type { Asked, Known } from './recogniser.js';

/** A daily meeting's year: of what lies behind it nobody asks. */
export const lookedAhead = 366;

/** What is skipped or moved ahead, or of `meant` among it. */
export function exceptionsAhead(
  asked: Asked,
  known: Known,
  meeting: Meeting,
  meant?: readonly ScheduledOccurrence[],
): Answered {
  const { now, reading } = asked;
  const title = titleOfMeeting(known, meeting);
  const ahead = known.schedule.upcoming(meeting.id, now, lookedAhead);
  const next = nextLine(known, meeting, now);
  const isException = (one: ScheduledOccurrence) => one.status === 'skipped' || one.status === 'moved';
  const [first] = ahead;
  const isOfMany = reading.hasWord('any', 'anything', 'which', 'dates', 'all');
  if (meant === undefined && first !== undefined && !isOfMany && mannerOf(reading) !== 'plain') {
    const line = aboutOne(asked, first, first.status === 'moved');
    const isOff = first.status === 'skipped';
    return dayReply(asked, title, [...line, ...(isOff ? next : [])], [], [meeting]);
  }
  const exceptions = (meant ?? ahead).filter(isException).slice(0, 5);
  const [only] = exceptions;
  if (only === undefined) return dayReply(asked, title, ['No date ahead is skipped or moved.', ...next], [], [meeting]);
  if (exceptions.length === 1) {
    const line = aboutOne(asked, only, only.status === 'moved');
    return dayReply(asked, title, [...line, ...(only.status === 'skipped' ? next : [])], [], [meeting]);
  }
  const items = exceptions.map((one) => dated(one, now));
  const after: readonly Block[] = next.length === 0 ? [] : [{ type: 'text', line: ['Next: ', ...next.slice(1)] }];
  return dayReply(asked, title, ['Changed dates ahead:'], [{ type: 'list', items }, ...after], [meeting]);
}
