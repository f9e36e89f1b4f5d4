/** A meeting whose times take turns: when each is next, and, said fairly, whom each is kind to. */
import type { CommandContext } from '../../src/command/command.js';
import type { Meeting } from '../../src/community/model.js';
import { moment, text } from '../../src/reply/build.js';
import type { Block } from '../../src/reply/reply.js';
import type { Row } from '../../src/schedule/occurrence-lines.js';
import type { ScheduledOccurrence } from '../../src/schedule/schedule.js';
import { sayMoment } from '../../src/time/say.js';
import type { TimeOfDay } from '../../src/time/series.js';
import { hoursFromDay, hoursFromDayIn, worldParts } from '../../src/time/waking-hours.js';
import { cityOf } from '../../src/time/zone.js';

/** So many rounds are looked at for one that takes place. */
const rounds = 4;
/** Hours from the waking day: up to the first it is a good time, from the second on it is night. */
const good = 1;
const night = 3;

export interface Slot {
  /** "11:00", on the wall of the meeting's zone. */
  readonly time: string;
  readonly next: ScheduledOccurrence;
}

/** The next date of each time, in the file's order; empty for a meeting with a single time. */
export function slotsOf(meeting: Meeting, { schedule, now }: CommandContext): readonly Slot[] {
  const { slots } = meeting.series;
  if (slots.length < 2) return [];
  const coming = schedule
    .upcoming(meeting.id, now, slots.length * rounds)
    .filter(({ status }) => status === 'scheduled' || status === 'moved');
  const times = new Map(slots.map((slot) => [clockText(slot), slot]));
  return [...times.keys()].flatMap((time) => {
    const next = coming.find(({ original }) => clockText(original) === time);
    return next === undefined ? [] : [{ time, next }];
  });
}

export function slotRows(slots: readonly Slot[]): readonly Row[] {
  return slots.map(({ time, next }) => [`Next at ${time}`, moment(next.at, next.meeting.series.zone)]);
}

/** Which of the times is kinder to the reader; to whom each is where the reader's zone is not known. */
export function kindnessBlocks(slots: readonly Slot[], zone: string | undefined): readonly Block[] {
  if (slots.length < 2) return [];
  return zone === undefined ? slots.map((slot) => text(forRegions(slot))) : [text(forReader(slots, zone))];
}

function forReader(slots: readonly Slot[], zone: string): string {
  const times = slots.map(({ next }) => ({
    said: sayMoment({ at: next.at, show: 'time', home: zone }).replace(/ in .*$/u, ''),
    cost: hoursFromDay(next.at, zone),
  }));
  const inTurn = `The times take turns: ${listed(times.map(({ said }) => said))} in ${cityOf(zone)}.`;
  const least = Math.min(...times.map(({ cost }) => cost));
  const most = Math.max(...times.map(({ cost }) => cost));
  if (most === 0) return `${inTurn} Each is in your day.`;
  if (most - least < 1) return `${inTurn} None is kinder to you than another.`;
  const kind = times.filter(({ cost }) => cost === least).map(({ said }) => said);
  return `${inTurn} ${listed(kind)} ${kind.length === 1 ? 'is' : 'are'} kinder to you.`;
}

/** "11:00 in Los Angeles is a good time in the Americas and in Europe and Africa, and night in Asia and the Pacific." */
function forRegions({ time, next }: Slot): string {
  const costs = worldParts.map((part) => ({ name: part.name, cost: hoursFromDayIn(part, next.at) }));
  const kind = costs.filter(({ cost }) => cost <= good).map(({ name }) => `in ${name}`);
  const dark = costs.filter(({ cost }) => cost >= night).map(({ name }) => `in ${name}`);
  const parts = [
    ...(kind.length === 0 ? [] : [`a good time ${listed(kind)}`]),
    ...(dark.length === 0 ? [] : [`night ${listed(dark)}`]),
  ];
  const home = `${time} in ${cityOf(next.meeting.series.zone)}`;
  return parts.length === 0 ? `${home} is early or late nearly everywhere.` : `${home} is ${parts.join(', and ')}.`;
}

function clockText({ hour, minute }: TimeOfDay): string {
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}

function listed(items: readonly string[]): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} and ${items.at(-1) ?? ''}`;
}
