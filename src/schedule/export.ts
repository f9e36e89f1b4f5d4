/**
 * Changes made in chat as entries of the community file, so that they can be folded back into it. A file holds whole lists,
 * so for each meeting that is changed the keys that differ are given as they should stand: the file's own entries, without
 * those that chat took back, and the new ones.
 */
import type { Community, Meeting } from '../community/model.js';
import { ruleNames } from '../time/recurrence.js';
import { type CivilDate, dateText, type Instant, instantOf, type WallTime, wallText } from '../time/zoned.js';
import type { Change } from './change.js';
import { changeStanding } from './change-standing.js';
import type { OccurrenceState } from './occurrence-state.js';

export interface ExceptEntry {
  readonly date: string;
  readonly why?: string;
}
export interface MovedEntry {
  readonly from: string;
  /** "2026-12-17 10:00" */
  readonly to: string;
  readonly why?: string;
}
export interface ExtraEntry {
  readonly at: string;
  readonly why?: string;
}
/** An entry, and the change that it comes from; without one it stands in the file already. */
export interface Exported<T> {
  readonly entry: T;
  readonly change?: Change;
}

export interface ExportedMeeting {
  readonly meeting: Meeting;
  /** Whole lists, only for keys that are to be changed. An empty one: the key is taken out. */
  readonly except?: readonly Exported<ExceptEntry>[];
  readonly moved?: readonly Exported<MovedEntry>[];
  readonly extra?: readonly Exported<ExtraEntry>[];
  /** Changes that end an entry of the file and leave nothing in its place. */
  readonly takenOut: readonly Change[];
  /** Notes, for which the file has no place. */
  readonly notes: readonly Change[];
  /** Changes that the file cannot hold: its rule has no such date any more, or names the new time already. */
  readonly leftOut: readonly Change[];
}

/**
 * What is to be written, for meetings with a change that the file does not say yet and whose date is not over.
 * @param states as `occurrenceStates` gives them, of any meetings
 */
export function exportChanges(
  community: Pick<Community, 'meetings'>,
  states: Iterable<OccurrenceState>,
  now: Instant,
): readonly ExportedMeeting[] {
  const byMeeting = new Map<string, OccurrenceState[]>();
  for (const state of states) {
    if (state.standing.length > 0) byMeeting.set(state.meeting, [...(byMeeting.get(state.meeting) ?? []), state]);
  }
  return community.meetings.flatMap((meeting) => {
    const own = (byMeeting.get(meeting.id) ?? []).filter((state) => isToCome(state, meeting, now));
    return own.length === 0 ? [] : exported(meeting, own);
  });
}

function isToCome({ original, place }: OccurrenceState, { series, lastsMinutes }: Meeting, now: Instant): boolean {
  const last = Math.max(instantOf(original, series.zone), instantOf(place?.to ?? original, series.zone));
  return last + lastsMinutes * 60 > now;
}

function exported(meeting: Meeting, states: readonly OccurrenceState[]): readonly ExportedMeeting[] {
  const lists = listsOf(meeting);
  const takenOut: Change[] = [];
  const leftOut: Change[] = [];
  for (const state of states) {
    const { place } = state;
    const { is } = changeStanding(state, { meetings: [meeting] });
    if (place === undefined || is === 'in-file') continue;
    if (is === 'no-date') leftOut.push(place);
    else fold(lists, state, place, { takenOut, leftOut });
  }
  const notes = states.flatMap(({ note }) => (note === undefined ? [] : [note]));
  const changed = lists.changed.size > 0 || takenOut.length + notes.length + leftOut.length > 0;
  if (!changed) return [];
  const { except, moved, extra } = lists;
  const keys = Object.entries({ except, moved, extra }).filter(([key]) => lists.changed.has(key));
  return [{ meeting, ...Object.fromEntries(keys), takenOut, notes, leftOut }];
}

interface Lists {
  readonly meeting: Meeting;
  except: readonly Exported<ExceptEntry>[];
  moved: readonly Exported<MovedEntry>[];
  extra: readonly Exported<ExtraEntry>[];
  readonly changed: Set<string>;
}

function listsOf(meeting: Meeting): Lists {
  const { except, moved, extra } = meeting.series;
  return {
    meeting,
    except: except.map(({ date, why }) => ({ entry: { date: dateText(date), ...reason(why) } })),
    moved: moved.map(({ from, to, why }) => ({ entry: { from: dateText(from), to: spaced(to), ...reason(why) } })),
    extra: extra.map(({ at, why }) => ({ entry: { at: spaced(at), ...reason(why) } })),
    changed: new Set(),
  };
}

/** Puts one occurrence's word in place of the file's. */
function fold(
  lists: Lists,
  { original }: OccurrenceState,
  change: Change,
  { takenOut, leftOut }: { readonly takenOut: Change[]; readonly leftOut: Change[] },
): void {
  const { series } = lists.meeting;
  const ofRule = ruleNames(series, original);
  const at = change.kind === 'skip' ? undefined : (change.to ?? original);
  if (!ofRule && at !== undefined && ruleNames(series, at)) {
    leftOut.push(change);
    return;
  }
  const removed = ofRule ? withoutDate(lists, original) : withoutExtra(lists, original);
  const why = reason(change.why);
  if (at === undefined) {
    if (ofRule) add(lists, 'except', { entry: { date: dateText(original), ...why }, change });
    else takenOut.push(change);
  } else if (!ofRule) {
    withoutExtra(lists, at);
    add(lists, 'extra', { entry: { at: spaced(at), ...why }, change });
  } else if (wallText(at) !== wallText(original)) {
    add(lists, 'moved', { entry: { from: dateText(original), to: spaced(at), ...why }, change });
  } else if (removed) {
    takenOut.push(change);
  }
}

function add<K extends 'except' | 'moved' | 'extra'>(lists: Lists, key: K, entry: Lists[K][number]): void {
  const all: readonly Lists[K][number][] = [...lists[key], entry];
  lists[key] = all.toSorted((a, b) => (dateIn(a) < dateIn(b) ? -1 : 1)) as unknown as Lists[K];
  lists.changed.add(key);
}

function dateIn({ entry }: Exported<ExceptEntry | MovedEntry | ExtraEntry>): string {
  return 'date' in entry ? entry.date : 'from' in entry ? entry.from : entry.at;
}

function withoutDate(lists: Lists, date: CivilDate): boolean {
  const text = dateText(date);
  const except = lists.except.filter(({ entry }) => entry.date !== text);
  const moved = lists.moved.filter(({ entry }) => entry.from !== text);
  if (except.length < lists.except.length) lists.changed.add('except');
  if (moved.length < lists.moved.length) lists.changed.add('moved');
  const removed = except.length < lists.except.length || moved.length < lists.moved.length;
  lists.except = except;
  lists.moved = moved;
  return removed;
}

function withoutExtra(lists: Lists, at: WallTime): boolean {
  const extra = lists.extra.filter(({ entry }) => entry.at !== spaced(at));
  const removed = extra.length < lists.extra.length;
  if (removed) lists.changed.add('extra');
  lists.extra = extra;
  return removed;
}

function reason(why: string | undefined): { readonly why?: string } {
  return why === undefined ? {} : { why };
}

function spaced(wall: WallTime): string {
  return wallText(wall).replace('T', ' ');
}
