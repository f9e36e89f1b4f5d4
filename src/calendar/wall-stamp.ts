import { canonicalZone, zoneNamed } from '../time/zone-data.js';
import { type Instant, instantOf, isoOf, type WallTime, wallOf, wallText } from '../time/zoned.js';

/** "20261224T110000" */
export function wallDigits(wall: WallTime): string {
  return `${wallText(wall).replace(/[-:]/g, '')}00`;
}

/** "20261224T190000Z" */
export function utcDigits(at: Instant): string {
  return isoOf(at).replace(/[-:]/g, '');
}

/** A date-time property on the wall of a zone: "DTSTART;TZID=America/Los_Angeles:20261224T110000". */
export function wallLine(name: string, wall: WallTime, zone: string): string {
  return isUtc(zone) ? `${name}:${wallDigits(wall)}Z` : `${name};TZID=${zone}:${wallDigits(wall)}`;
}

/** Clocks of these zones show UTC and always will: a calendar says so with a Z, and needs no description of the zone. */
export function isUtc(zone: string): boolean {
  return /^(Etc\/)?(UTC|UCT|Zulu|Universal|GMT|Greenwich)$/.test(canonicalZone(zone) ?? zone);
}

/** Whether clocks show this time once: neither left out in spring nor shown twice in autumn. */
export function isShownOnce(wall: WallTime, zone: string): boolean {
  const at = instantOf(wall, zone);
  const { end, offset } = zoneNamed(zone).stretchAt(at);
  if (wallText(wallOf(at, zone)) !== wallText(wall)) return false;
  const setBack = offset - (end === Number.POSITIVE_INFINITY ? offset : zoneNamed(zone).stretchAt(end).offset);
  return at < end - setBack || setBack <= 0;
}

/** Whether clocks never show this time: they are set past it. */
export function isLeftOut(wall: WallTime, zone: string): boolean {
  return wallText(wallOf(instantOf(wall, zone), zone)) !== wallText(wall);
}
