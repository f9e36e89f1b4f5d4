import { type WallTime, wallText } from '../time/zoned.js';
import type { Change } from './change.js';
import { type OccurrenceState, occurrenceKey, occurrenceStates } from './occurrence-state.js';

/**
 * How one occurrence stands after the changes that were made to it in chat; undefined where nobody ever changed it.
 * @param changes in order of their ids; of other occurrences too
 */
export function stateOf(changes: readonly Change[], meeting: string, original: WallTime): OccurrenceState | undefined {
  const text = wallText(original);
  const own = changes.filter((change) => change.meeting === meeting && wallText(change.original) === text);
  return occurrenceStates(own).get(occurrenceKey({ meeting, original }));
}
