/** Questions about clocks: "11am pacific is what in tokyo?", "what time is it in Berlin?", "which time zone is Adelaide in?". */

import { mainMeetingAt } from '../schedule/main-meeting.js';
import { sayMoment } from '../time/say.js';
import { cityOf, offsetSeconds } from '../time/zone.js';
import type { Instant } from '../time/zoned.js';
import { instantOf, wallOf } from '../time/zoned.js';
import { nextMeeting } from './meeting-subject.js';
import { type Asked, type Known, type Recogniser, saying } from './recogniser.js';
import { clockTimeIn, zonesIn } from './spoken-time.js';

const halfYear = 182 * 86_400;

/** "UTC+9", "UTC-3:30". */
function offsetWords(zone: string, at: Instant): string {
  const minutes = Math.round(offsetSeconds(at, zone) / 60);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}

/** The meeting that is meant by "11am pacific": the community's own, at its own hour, on its next date. */
function meantMeeting(
  known: Known,
  asked: Asked,
  time: { readonly hour: number; readonly minute: number },
  zone: string,
) {
  const meeting = mainMeetingAt(known.community, known.schedule, asked.now);
  const next = meeting === undefined ? undefined : known.schedule.next(meeting.id, asked.now);
  if (meeting === undefined || next === undefined) return undefined;
  const same = offsetSeconds(next.at, zone) === offsetSeconds(next.at, meeting.series.zone);
  return same && next.wall.hour === time.hour && next.wall.minute === time.minute ? next : undefined;
}

const conversion: Recogniser = (asked, known) => {
  const { reading } = asked;
  const time = clockTimeIn(reading.texts);
  if (time === undefined) return undefined;
  const zones = zonesIn(reading.typed, time.to);
  const named = zones.find((zone) => zone.from === time.to) ?? (zones.length > 1 ? zones[0] : undefined);
  const other = zones.find((zone) => zone !== named)?.value ?? asked.reader.zone;
  if (named === undefined || other === undefined) return undefined;
  if (reading.leftover(['when', 'convert', 'zone', 'now', 'meeting'], [time, ...zones]).length > 0) return undefined;
  const meeting = meantMeeting(known, asked, time.value, named.value);
  const at = meeting?.at ?? instantOf({ ...wallOf(asked.now, named.value), ...time.value }, named.value);
  const from = { type: 'moment', at, show: 'day-time', home: named.value, fixed: true } as const;
  const to = { ...from, home: other };
  const changes = difference(named.value, other, at) !== difference(named.value, other, (at + halfYear) as Instant);
  const note = changes ? ' The difference is another one when summer time begins or ends.' : '';
  const lead = meeting === undefined ? '' : `The next ${meeting.meeting.title}: `;
  return saying('computed', {
    title: `From ${cityOf(named.value)} to ${cityOf(other)}`,
    summary: `${lead}${sayMoment(from, named.value)} is ${sayMoment(to, other)}.${note}`,
    line: [lead, from, ' is ', to, `.${note}`].filter((part) => part !== ''),
    ...(meeting === undefined ? {} : { choices: [nextMeeting(meeting.meeting)], lines: [meeting.meeting.line] }),
  });
};

function difference(a: string, b: string, at: Instant): number {
  return offsetSeconds(at, a) - offsetSeconds(at, b);
}

const timeOrZoneOf: Recogniser = (asked) => {
  const { reading, now } = asked;
  if (reading.has('meeting') || !(reading.has('zone') || reading.hasWord('time'))) return undefined;
  const zones = zonesIn(reading.typed, undefined);
  const [zone] = zones;
  if (zone === undefined || zones.length > 1 || reading.leftover(['zone', 'now', 'when'], zones).length > 0)
    return undefined;
  if (reading.hasAny('next', 'often')) return undefined;
  const city = cityOf(zone.value);
  const moment = { type: 'moment', at: now, show: 'day-time', home: zone.value, fixed: true } as const;
  return saying('computed', {
    title: `The time in ${city}`,
    summary: `${sayMoment(moment, zone.value)}: ${zone.value}, ${offsetWords(zone.value, now)} at present.`,
    line: [moment, `: ${zone.value}, ${offsetWords(zone.value, now)} at present.`],
  });
};

export const zoneQuestions: readonly Recogniser[] = [conversion, timeOrZoneOf];
