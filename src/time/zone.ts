/** Zones by name: which there are, how far from UTC, what to call them, and which one people's words mean. */
import { zoneNamed } from './zone-data.js';
import type { Instant } from './zoned.js';

export { zoneDataVersion } from './zone-data.js';
export { resolveZone, zoneToUse } from './zone-from-words.js';
export { cityOf, isZone, zoneNames } from './zone-names.js';

/**
 * How far clocks in `zone` are ahead of UTC at `at`, in seconds; negative in the west.
 * @param zone IANA name, already validated; a RangeError where it is none.
 */
export function offsetSeconds(at: Instant, zone: string): number {
  return zoneNamed(zone).stretchAt(at).offset;
}
