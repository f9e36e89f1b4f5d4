import type { Change } from '../schedule/change.js';
import type { LiveSchedule } from '../schedule/live-schedule.js';
import { occurrenceKey, occurrenceStates } from '../schedule/occurrence-state.js';
import { type WallTime, wallText } from '../time/zoned.js';

/** Whether and when an occurrence took place once the change of that id was made: a word that differs where that differs. */
export type Placement = (changeId: number) => string;

/**
 * For one occurrence.
 * @param made all its changes, in order of their ids
 */
export function placementOf(
  live: Pick<LiveSchedule, 'file'>,
  { meeting, original }: { readonly meeting: string; readonly original: WallTime },
  made: readonly Change[],
): Placement {
  return (changeId) => {
    const until = occurrenceStates(made.filter(({ id }) => id <= changeId));
    const place = until.get(occurrenceKey({ meeting, original }))?.place;
    if (place?.kind === 'skip') return 'skipped';
    if (place !== undefined) return wallText(place.to ?? original);
    const file = live.file.named(meeting, original);
    if (file === undefined) return 'not there';
    return file.status === 'skipped' ? 'skipped' : wallText(file.wall);
  };
}
