/** Questions about clocks: "11am pacific is what in tokyo?", "what time is it in Berlin?", "which time zone is Adelaide in?". */

import { mainMeetingAt } from '../schedule/main-meeting.js';
import { offsetWords } from '../time/offset-words.js';
import { sayMoment } from '../time/say.js';
import { cityOf, offsetSeconds } from '../time/zone.js';
import type { Instant } from '../time/zoned.js';
import { instantOf, wallOf } from '../time/zoned.js';
import { nextMeeting } from './meeting-subject.js';
import { type Asked, type Known, type Recogniser, saying } from './recogniser.js';
import { seasonNote } from './season-note.js';
import { daysIn } from './spoken-days.js';
import { clockTimeIn, zonesIn } from './spoken-time.js';

const halfYear = 182 * 86_400;

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
  const days = daysIn(reading.texts, asked.now, named.value);
  const spans = [time, ...zones, ...(days === undefined ? [] : [days])];
  if (reading.leftover(['when', 'convert', 'zone', 'now', 'meeting'], spans).length > 0) return undefined;
  const meeting = days === undefined ? meantMeeting(known, asked, time.value, named.value) : undefined;
  const day = wallOf(days?.value.from ?? asked.now, named.value);
  const at = meeting?.at ?? instantOf({ ...day, ...time.value }, named.value);
  const from = { type: 'moment', at, show: 'day-time', home: named.value, fixed: true } as const;
  const to = { ...from, home: other };
  const changes = difference(named.value, other, at) !== difference(named.value, other, (at + halfYear) as Instant);
  const season = seasonNote(reading.texts.slice(named.from, named.to).join(' '), at, named.value);
  const note =
    season !== '' ? season : changes ? ' The difference is another one when summer time begins or ends.' : '';
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
  const ofMeeting = reading.mentions.some(({ named, part }) => !part && named.kind !== 'community');
  if (ofMeeting || reading.has('meeting') || !(reading.has('zone') || reading.hasWord('time'))) return undefined;
  const zones = zonesIn(reading.typed, undefined);
  const [zone] = zones;
  if (zone === undefined || zones.length > 1 || reading.leftover(['zone', 'now', 'when'], zones).length > 0)
    return undefined;
  if (reading.hasAny('next', 'often')) return undefined;
  const city = cityOf(zone.value);
  const moment = { type: 'moment', at: now, show: 'day-time', home: zone.value, fixed: true } as const;
  return saying('computed', {
    title: `The time in ${city}`,
    summary: `${sayMoment(moment, zone.value)}: ${zone.value}, ${offsetWords(now, zone.value)} at present.`,
    line: [moment, `: ${zone.value}, ${offsetWords(now, zone.value)} at present.`],
  });
};

export const zoneQuestions: readonly Recogniser[] = [conversion, timeOrZoneOf];
