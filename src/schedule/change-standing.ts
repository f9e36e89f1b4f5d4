/**
 * How a change made in chat stands to the community file, which people edit too: the file may say the same by now, it may
 * say something else, or its rule may no longer have that date.
 */
import type { Community, Meeting } from '../community/model.js';
import { occurrenceNamed } from '../time/recurrence.js';
import { sayMoment } from '../time/say.js';
import type { Occurrence } from '../time/series.js';
import { type Instant, instantOf, type WallTime, wallText } from '../time/zoned.js';
import type { Change } from './change.js';
import { isFolded, sameInFile } from './changed-series.js';
import type { OccurrenceState } from './occurrence-state.js';

export type ChangeStanding =
  /** The file says nothing of that date; chat does. Notes always hold: the file has no place for them. */
  | { readonly is: 'holds' }
  /** The file says the same (with the same reason, if chat gave one), so that nothing depends on the change any more. */
  | { readonly is: 'in-file'; readonly line: number }
  /** The file says something else of that date; what chat says is shown. `says`: "skipped: Thanksgiving". */
  | { readonly is: 'contradicts'; readonly says: string; readonly line: number }
  /** The file has no such date, or (without a line) no such meeting; the change has no effect. */
  | { readonly is: 'no-date'; readonly line?: number };

/** @param state of an occurrence with a change that stands */
export function changeStanding(state: OccurrenceState, { meetings }: Pick<Community, 'meetings'>): ChangeStanding {
  const meeting = meetings.find(({ id }) => id === state.meeting);
  if (meeting === undefined) return { is: 'no-date' };
  const { series, line } = meeting;
  const { place, original, standing } = state;
  if (isFolded(state, series)) return { is: 'in-file', line };
  const file = occurrenceNamed(series, original);
  const added = standing.some(({ kind }) => kind === 'add');
  if (file === undefined) {
    if (!added) return { is: 'no-date', line };
    // Added and taken out again: the file never had it.
    return place?.kind === 'skip' ? { is: 'in-file', line } : { is: 'holds' };
  }
  if (place === undefined) return { is: 'holds' };
  if (sameInFile(state, series) !== undefined) return { is: 'in-file', line };
  const isExceptional = file.status === 'skipped' || file.status === 'moved';
  return isExceptional ? { is: 'contradicts', says: saidBy(file, meeting), line } : { is: 'holds' };
}

function saidBy({ status, at, why }: Occurrence, { series }: Meeting): string {
  const because = why === undefined ? '' : `: ${why}`;
  if (status === 'skipped') return `skipped${because}`;
  return `moved to ${sayMoment({ at, show: 'day-time', home: series.zone })}${because}`;
}

/**
 * One sentence for the log and the terminal: which change, who made it, how the file stands to it, and what to do. Undefined
 * where there is nothing to tell: the change holds, or its date is over.
 */
export function standingSentence(
  state: OccurrenceState,
  community: Pick<Community, 'meetings'>,
  now: Instant,
): string | undefined {
  if (state.standing.length === 0) return undefined;
  const standing = changeStanding(state, community);
  const meeting = community.meetings.find(({ id }) => id === state.meeting);
  if (standing.is === 'holds' || (meeting !== undefined && isOver(state, meeting, now))) return undefined;
  const latest = state.place ?? state.latest;
  const by = latest.by.name === undefined ? '' : ` by ${latest.by.name.replace(/\p{C}+/gu, ' ')}`;
  const change = `${state.meeting} of ${spaced(state.original)}: ${doneWords(latest)} in chat${by}`;
  switch (standing.is) {
    case 'in-file':
      return `${change}; the community file says the same by now (line ${standing.line}).`;
    case 'contradicts':
      return `${change}, while the community file says ${standing.says} (line ${standing.line}). What was said in chat is shown; write it into the file with frontdesk schedule export, or take it back with /schedule undo.`;
    case 'no-date':
      return `${change}, but the community file ${standing.line === undefined ? 'no longer has this meeting' : `has no such date (line ${standing.line})`}, so the change has no effect. /schedule undo takes it back.`;
    default:
      return standing satisfies never;
  }
}

function isOver({ original, place }: OccurrenceState, { series, lastsMinutes }: Meeting, now: Instant): boolean {
  const last = Math.max(instantOf(original, series.zone), instantOf(place?.to ?? original, series.zone));
  return last + lastsMinutes * 60 <= now;
}

function doneWords({ kind, to }: Change): string {
  if (kind === 'move') return to === undefined ? 'moved' : `moved to ${spaced(to)}`;
  return { skip: 'skipped', add: 'added', note: 'noted', undo: 'taken back' }[kind];
}

function spaced(wall: WallTime): string {
  return wallText(wall).replace('T', ' ');
}
