/** Dates of the meeting that is filled in beside, as people type: its next ones; for an undo, those that were changed. */
import type { Completion } from '../../src/adapter.js';
import type { CompleteContext } from '../../src/command/option.js';
import { findMeeting } from '../../src/community/find.js';
import type { Meeting } from '../../src/community/model.js';
import { fold } from '../../src/nearest.js';
import { shorten } from '../../src/reply/build.js';
import { mainMeetingAt } from '../../src/schedule/main-meeting.js';
import { occurrenceStates } from '../../src/schedule/occurrence-state.js';
import { shortWhen, spaced } from './short-date.js';

/** A year of weeks and more: who types on narrows them down. */
const lookedAt = 60;
const mostOffered = 25;
const longestLabel = 100;

export function completeDates(typed: string, context: CompleteContext): readonly Completion[] {
  const { community, schedule, now, filled } = context;
  const name = filled.meeting === undefined ? '' : String(filled.meeting);
  const meeting = name === '' ? mainMeetingAt(community, schedule, now) : findMeeting(community, name);
  if (meeting === undefined) return [];
  const offered = filled.do === 'undo' ? changedDates(meeting, context) : comingDates(meeting, context);
  const wanted = fold(typed).split(' ');
  return offered.filter((one) => isMeant(one, wanted)).slice(0, mostOffered);
}

/** Each word begins a word of what is offered; "december" begins with "dec". */
function isMeant({ label, value }: Completion, wanted: readonly string[]): boolean {
  const words = fold(`${label} ${value}`).split(' ');
  return wanted.every((one) => words.some((word) => word.startsWith(one) || (word.length > 2 && one.startsWith(word))));
}

function comingDates(meeting: Meeting, { schedule, now }: CompleteContext): readonly Completion[] {
  const coming = schedule.upcoming(meeting.id, now, lookedAt);
  const running = schedule.next(meeting.id, now);
  const all = running === undefined || running.at > now ? coming : [running, ...coming];
  return all.map(({ wall, original, status, why }) => {
    const note = status === 'scheduled' ? '' : ` (${status}${why === undefined ? '' : `: ${why}`})`;
    return { label: shorten(`${shortWhen(wall)}${note}`, longestLabel), value: spaced(original) };
  });
}

/** The date changed last comes first: that is the one most often meant. */
function changedDates(meeting: Meeting, { changes }: CompleteContext): readonly Completion[] {
  return [...occurrenceStates(changes.list()).values()]
    .filter((state) => state.meeting === meeting.id && state.standing.length > 0)
    .sort((a, b) => b.latest.id - a.latest.id)
    .map(({ original, standing }) => {
      const { kind = 'changed', why } = standing.at(-1) ?? {};
      return {
        label: shorten(`${shortWhen(original)} (${words[kind]}${why === undefined ? '' : `: ${why}`})`, longestLabel),
        value: spaced(original),
      };
    });
}

const words = {
  skip: 'skipped',
  move: 'moved',
  add: 'added',
  note: 'noted',
  undo: 'changed',
  changed: 'changed',
} as const;
