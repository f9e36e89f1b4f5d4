/** What is to be said of one date: that it takes place, was skipped or moved and why, is running, or is over. */
import type { Line, Moment } from '../reply/reply.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import { type Instant, instantOf } from '../time/zoned.js';
import type { Days } from './days.js';
import { asksOfPast, asksWhetherMoved, mannerOf } from './manner.js';
import { momentOf } from './meeting-subject.js';
import type { Asked } from './recogniser.js';

/** ": Thanksgiving", or nothing. */
export const because = ({ why }: ScheduledOccurrence): string => (why === undefined ? '' : `: ${why}`);

export function dayMoment(occurrence: ScheduledOccurrence): Moment {
  const { at, meeting } = occurrence;
  return { type: 'moment', at, show: 'day', home: meeting.series.zone };
}

function originalMoment({ original, meeting }: ScheduledOccurrence): Moment {
  const { zone } = meeting.series;
  return { type: 'moment', at: instantOf(original, zone), show: 'day', home: zone };
}

/** One date in a list: its moment, and what was changed about it. */
export function dated(occurrence: ScheduledOccurrence, now: Instant): Line {
  const { status, until } = occurrence;
  const note = status === 'skipped' || status === 'moved' ? ` (${status}${because(occurrence)})` : '';
  const over = status !== 'skipped' && until <= now ? ' (over)' : '';
  return [momentOf(occurrence), note, over].filter((part) => part !== '');
}

/** "Today's", "Tomorrow's", or the day itself. */
function ofDay(days: Days | undefined, day: Moment): Line {
  return days !== undefined && /^(?:today|tomorrow|yesterday)$/.test(days.when)
    ? [`${days.when.charAt(0).toUpperCase()}${days.when.slice(1)}'s`]
    : [day];
}

/** What is to be said of one date, with the Yes or No that the question asks for. `days`: the day it was asked for by. */
export function aboutOne(asked: Asked, occurrence: ScheduledOccurrence, isAway: boolean, days?: Days): Line {
  const { reading, now } = asked;
  const manner = mannerOf(reading);
  const { status, until, at } = occurrence;
  const say = (yesNo: string, inverted: string) =>
    manner === 'yes-no' ? yesNo : manner === 'inverted' ? inverted : '';
  if (status === 'skipped') {
    const verb = until <= now && days?.when !== 'today' ? 'was' : 'is';
    return [
      say('No. ', asksWhetherMoved(reading) ? 'No. ' : 'Yes. '),
      ...ofDay(days, dayMoment(occurrence)),
      ` ${verb} skipped${because(occurrence)}.`,
    ];
  }
  if (isAway) {
    const subject: Line = manner === 'plain' ? ofDay(days, originalMoment(occurrence)) : ['It'];
    const answer = say('No. ', asksWhetherMoved(reading) ? 'Yes. ' : 'No. ');
    return [answer, ...subject, ' is moved to ', momentOf(occurrence), `${because(occurrence)}.`];
  }
  const moved: Line =
    status === 'moved' ? [', moved from ', originalMoment(occurrence), `${because(occurrence)}.`] : ['.'];
  if (until <= now) {
    const start = asksOfPast(reading)
      ? say('Yes, ', 'No, ')
      : manner === 'plain'
        ? 'It is over: '
        : `No. ${overOf(days)}: `;
    return [start, momentOf(occurrence), ...moved];
  }
  if (at <= now)
    return [
      say('Yes, it is running now: ', 'No. It is running now: ') || 'Running now: ',
      momentOf(occurrence),
      ...moved,
    ];
  // "Why is there no meeting this week?", where there is one.
  if (reading.hasWord('no', 'not') && reading.hasWord('why'))
    return ['It does take place: ', momentOf(occurrence), ...moved];
  const wasMoved = status === 'moved' && asksWhetherMoved(reading) ? 'Yes, ' : 'No. It takes place: ';
  return [say('Yes, ', wasMoved), momentOf(occurrence), ...moved];
}

function overOf(days: Days | undefined): string {
  return days?.when === 'today' ? "Today's is over" : 'It is over';
}
