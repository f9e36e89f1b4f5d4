import { type WallTime, wallText } from '../time/zoned.js';
import type { Change } from './change.js';

/** How one occurrence stands after all changes that were made to it in chat. */
export interface OccurrenceState {
  readonly meeting: string;
  readonly original: WallTime;
  /** The latest change, whatever it was: what the next one follows. */
  readonly latest: Change;
  /** Those that were not undone, the earliest first; empty where the file's own word holds again. */
  readonly standing: readonly Change[];
  /** The one of them that says whether and when it takes place, if any: the last skip, move or add. */
  readonly place?: Change;
  /** The one of them whose note holds; absent where there is none or it was emptied. */
  readonly note?: Change;
}

/** "community/2026-12-24T11:00" */
export function occurrenceKey({
  meeting,
  original,
}: {
  readonly meeting: string;
  readonly original: WallTime;
}): string {
  return `${meeting}/${wallText(original)}`;
}

/** The state of each occurrence that was ever changed, by `occurrenceKey`. @param changes in order of their ids */
export function occurrenceStates(changes: readonly Change[]): ReadonlyMap<string, OccurrenceState> {
  const states = new Map<string, OccurrenceState>();
  for (const change of changes) {
    const key = occurrenceKey(change);
    const before = states.get(key)?.standing ?? [];
    const standing = change.kind === 'undo' ? before.slice(0, -1) : [...before, change];
    const place = standing.findLast(({ kind }) => kind !== 'note');
    const note = standing.findLast(({ kind }) => kind === 'note');
    states.set(key, {
      meeting: change.meeting,
      original: change.original,
      latest: change,
      standing,
      ...(place === undefined ? {} : { place }),
      ...(note === undefined || (note.note ?? '') === '' ? {} : { note }),
    });
  }
  return states;
}
