/** "Is the meeting at 11?", "is it on Thursday at 11am Pacific?": Yes or No, and the real time. */

import { plainLine } from '../reply/plain.js';
import type { Line } from '../reply/reply.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import type { TimeOfDay } from '../time/series.js';
import { wallOf } from '../time/zoned.js';
import { meetingOnDays } from './day-answer.js';
import { mannerOf } from './manner.js';
import { momentOf, nextMeeting, noMeeting, subjectOf, titleOfMeeting } from './meeting-subject.js';
import { type Asked, command, type Known, type Recogniser, saying } from './recogniser.js';
import { daysIn } from './spoken-days.js';
import { bareHourIn, clockTimeIn, zonesIn } from './spoken-time.js';

/** Whether a clock in `zone` shows that time when it starts; an hour alone is of the morning or of the evening. */
function startsAt({ at }: ScheduledOccurrence, time: TimeOfDay, zone: string, half: boolean): boolean {
  const wall = wallOf(at, zone);
  const hours = half && time.hour < 12 ? [time.hour, time.hour + 12] : [time.hour];
  return wall.minute === time.minute && hours.includes(wall.hour);
}

/** "It takes place on Thursday at 11" speaks of the meeting without the word. */
const ofIt = /^(?:so )?(?:is|was|does|will) (?:it|this|that)\b/;

/** "My time", "my time zone", "where I live": the reader's own clock and no other. */
function ownClockIn(texts: readonly string[]): { readonly from: number; readonly to: number } | undefined {
  const said = ` ${texts.join(' ')} `;
  const found =
    / (?:in |on |at |for )?(?:my (?:own )?(?:local )?(?:time ?zone|time|clock|place|end|side)|(?:my )?local time|here|where i (?:live|am)|for me) /.exec(
      said,
    );
  if (found === null) return undefined;
  const from = said.slice(0, found.index).trim().split(' ').filter(Boolean).length;
  return { from, to: from + found[0].trim().split(' ').length };
}

const isAtTime: Recogniser = (asked, known) => {
  const { reading } = asked;
  const exact = clockTimeIn(reading.texts);
  const time = exact ?? bareHourIn(reading.texts);
  if (time === undefined || mannerOf(reading) !== 'yes-no') return undefined;
  const named = reading.named('group', false) !== undefined || reading.named('meeting', false) !== undefined;
  if (!reading.has('meeting') && !named && !ofIt.test(reading.texts.join(' '))) return undefined;
  const zones = zonesIn(reading.typed, time.to);
  const readers = asked.reader.zone ?? known.community.zone;
  const days = daysIn(reading.texts, asked.now, zones[0]?.value ?? readers);
  const own = ownClockIn(reading.texts);
  const spans = [time, ...zones, ...(own === undefined ? [] : [own]), ...(days === undefined ? [] : [days])];
  const subject = subjectOf(asked, known, ['when', 'day', 'next', 'often'], spans);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  const found =
    days === undefined
      ? known.schedule.next(meeting.id, asked.now)
      : known.schedule
          .between(days.value.from, days.value.to)
          .find((one) => one.meeting.id === meeting.id && one.status !== 'skipped' && one.until > asked.now);
  // No date that day, or not any more: why is told as for the day alone.
  if (found === undefined)
    return days === undefined ? undefined : meetingOnDays(asked, known, meeting, days.value, false);
  // Nobody's clock is guessed: the command tells the time at the meeting's own place.
  if (own !== undefined && zones.length === 0 && asked.reader.zone === undefined)
    return command('meeting', { name: meeting.id });
  const anyClock = own === undefined ? [readers, meeting.series.zone] : [readers];
  const places = zones.length > 0 ? zones.map((zone) => zone.value) : anyClock;
  const isThen = places.some((zone) => startsAt(found, time.value, zone, exact === undefined));
  return yesOrNo(asked, known, found, isThen, zones[0]?.value ?? meeting.series.zone);
};

/** The date in the zone of who asks, and in the zone that is spoken of where that is another. */
function yesOrNo(asked: Asked, known: Known, found: ScheduledOccurrence, isThen: boolean, zone: string) {
  const { meeting } = found;
  const title = titleOfMeeting(known, meeting);
  const there: Line =
    zone === asked.reader.zone
      ? []
      : [' That is ', { type: 'moment', at: found.at, show: 'day-time', home: zone, fixed: true }, '.'];
  const line: Line = [isThen ? 'Yes, ' : 'No, it is on ', momentOf(found), '.', ...there];
  return saying('computed', {
    title,
    summary: `${title}: ${plainLine(line, asked.reader.zone)}`,
    line,
    choices: [nextMeeting(meeting)],
    lines: [meeting.line],
  });
}

export const timeQuestions: readonly Recogniser[] = [isAtTime];
