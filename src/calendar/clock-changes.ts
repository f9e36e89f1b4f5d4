import { zoneNamed } from '../time/zone-data.js';
import type { Instant } from '../time/zoned.js';

/** One moment at which the clocks of a zone are set to another offset; offsets in seconds ahead of UTC. */
export interface ClockChange {
  readonly at: Instant;
  readonly before: number;
  readonly after: number;
}

/** The changes of a zone's clocks with from < at < to, in order. @param zone IANA name, already validated */
export function clockChanges(zone: string, from: Instant, to: Instant): readonly ClockChange[] {
  const data = zoneNamed(zone);
  const found: ClockChange[] = [];
  let stretch = data.stretchAt(from);
  while (stretch.end < to) {
    const next = data.stretchAt(stretch.end);
    // The data also has changes of the zone's name alone.
    if (next.offset !== stretch.offset) {
      found.push({ at: stretch.end as Instant, before: stretch.offset, after: next.offset });
    }
    stretch = next;
  }
  return found;
}
