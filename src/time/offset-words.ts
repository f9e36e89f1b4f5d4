import { zoneNamed } from './zone-data.js';
import type { Instant } from './zoned.js';

/**
 * How far clocks in `zone` are from UTC at `at`: "UTC+9", "UTC-3:30"; "UTC+0" where they agree.
 * @param zone IANA name, already validated.
 */
export function offsetWords(at: Instant, zone: string): string {
  const minutes = Math.round(zoneNamed(zone).stretchAt(at).offset / 60);
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `UTC${minutes < 0 ? '-' : '+'}${hours}${rest === 0 ? '' : `:${String(rest).padStart(2, '0')}`}`;
}
