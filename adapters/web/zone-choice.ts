import { cityOf, offsetSeconds, resolveZone, zoneNames } from '../../src/time/zone.js';
import type { Instant } from '../../src/time/zoned.js';

/** "Berlin (UTC+1)": the city and how far its clocks are from UTC at `at`. */
export function zoneLabel(zone: string, at: Instant): string {
  const city = cityOf(zone);
  const offset = offsetSeconds(at, zone);
  const hours = Math.floor(Math.abs(offset) / 3600);
  const minutes = Math.round((Math.abs(offset) % 3600) / 60);
  const text = `${offset < 0 ? '−' : '+'}${hours}${minutes === 0 ? '' : `:${String(minutes).padStart(2, '0')}`}`;
  return city === 'UTC' ? city : `${city} (UTC${offset === 0 ? '' : text})`;
}

export interface FoundZone {
  /** IANA name. */
  readonly zone: string;
  readonly label: string;
}

/**
 * The zones that someone may mean who types this, at most eight: what the words mean ("pacific", "tokyo"), then cities that
 * begin so, then every name that holds it.
 */
export function zonesMatching(typed: string, at: Instant): readonly FoundZone[] {
  const plain = (text: string): string => text.toLowerCase().replaceAll('_', ' ').trim();
  const word = plain(typed);
  if (word === '') return [];
  const resolved = resolveZone(typed);
  const names = zoneNames();
  const begins = names.filter((zone) => plain(cityOf(zone)).startsWith(word));
  const holds = names.filter((zone) => plain(zone).includes(word));
  const found = new Set([...(resolved === undefined ? [] : [resolved]), ...begins, ...holds]);
  return [...found].slice(0, 8).map((zone) => ({ zone, label: zoneLabel(zone, at) }));
}
