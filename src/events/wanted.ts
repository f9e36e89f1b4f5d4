import { setImmediate as breath } from 'node:timers/promises';
import type { PlatformEvent } from '../adapter.js';
import type { Community, Meeting } from '../community/model.js';
import { occurrenceKey } from '../schedule/occurrence-state.js';
import type { Schedule, ScheduledOccurrence } from '../schedule/schedule.js';
import { sayMoment } from '../time/say.js';
import { type Instant, instantOf, parseWall } from '../time/zoned.js';

const fourWeeksMinutes = 4 * 7 * 1440;
/** Above this an address does not stand in the place that platforms show: it stands in the description then. */
const longestPlace = 100;
/** Meetings looked at before others get a turn: some milliseconds of work. */
const atATime = 40;
/** Most meetings have no more within four weeks. */
const datesAtATime = 4;

/** What is asked of a schedule here. */
export type DatedSchedule = Pick<Schedule, 'upcoming' | 'named'>;

/** The date of that mark as an event list should show it; undefined where there is none, or it is skipped or over at `now`. */
export function eventNamed(schedule: DatedSchedule, mark: string, now: Instant): PlatformEvent | undefined {
  const [meeting = '', name = ''] = mark.split('/');
  const original = parseWall(name);
  const occurrence = original && schedule.named(meeting, original);
  if (occurrence === undefined || occurrence.status === 'skipped' || occurrence.until <= now) return undefined;
  return asEvent(occurrence);
}

/**
 * The next dates that begin after `now`, skipped ones left out, at most `most` of them and as far ahead as the community file
 * says: the nearest first. It pauses between meetings, so that a community with very many holds nothing up.
 */
export async function eventsToCome(
  { meetings, events }: Community,
  schedule: DatedSchedule,
  now: Instant,
  most: number,
): Promise<readonly PlatformEvent[]> {
  const until = (now + (events?.aheadMinutes ?? fourWeeksMinutes) * 60) as Instant;
  let nearest: readonly ScheduledOccurrence[] = [];
  for (let first = 0; first < meetings.length; first += atATime) {
    const some = meetings.slice(first, first + atATime).flatMap(({ id }) => datesOf(schedule, id, now, until, most));
    nearest = [...nearest, ...some].sort(nearestFirst).slice(0, most);
    if (first + atATime < meetings.length) await breath();
  }
  return nearest.map(asEvent);
}

function datesOf(
  schedule: DatedSchedule,
  meeting: string,
  now: Instant,
  until: Instant,
  most: number,
): readonly ScheduledOccurrence[] {
  const found: ScheduledOccurrence[] = [];
  for (let after = now; found.length < most; ) {
    const some = schedule.upcoming(meeting, after, datesAtATime);
    found.push(...some.filter(({ at, status }) => at <= until && status !== 'skipped'));
    const last = some.at(-1);
    if (last === undefined || some.length < datesAtATime || last.at > until) break;
    after = last.at;
  }
  return found;
}

function nearestFirst(a: ScheduledOccurrence, b: ScheduledOccurrence): number {
  return a.at - b.at || (a.meeting.id < b.meeting.id ? -1 : 1);
}

function asEvent(occurrence: ScheduledOccurrence): PlatformEvent {
  const { meeting, original, at, until } = occurrence;
  return {
    mark: occurrenceKey({ meeting: meeting.id, original }),
    name: meeting.title,
    description: descriptionOf(occurrence),
    location: placeOf(meeting),
    startsAt: at,
    endsAt: until,
  };
}

function placeOf({ join }: Meeting): string {
  if (join === undefined) return 'Online';
  return join.length <= longestPlace ? join : 'The link is below';
}

/** What matters on this date first: where a platform takes less than all, the end is left out. */
function descriptionOf({ meeting, original, status, why, note }: ScheduledOccurrence): string {
  const { about, host, agenda, notes, join, series } = meeting;
  const home = series.zone;
  const because = why === undefined ? '.' : ` (${why}).`;
  const before = () => sayMoment({ at: instantOf(original, home), show: 'day-time', home }, home);
  return [
    status === 'moved' ? `Moved from ${before()}${because}` : undefined,
    status === 'extra' ? `An extra meeting${because}` : undefined,
    note,
    join !== undefined && join.length > longestPlace ? `Join: ${join}` : undefined,
    about,
    host === undefined ? undefined : `Host: ${host}`,
    agenda === undefined ? undefined : `Agenda: ${agenda}`,
    notes === undefined ? undefined : `Notes: ${notes}`,
  ]
    .filter((line) => line !== undefined && line !== '')
    .join('\n');
}
