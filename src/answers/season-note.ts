/** "PST" said of a day in July: the place is meant, and its clocks show another time then. */
import { cityOf, offsetSeconds } from '../time/zone.js';
import type { Instant } from '../time/zoned.js';

const halfYear = 182 * 86_400;

/** Winter's name and summer's, of zones that have both. */
const seasons: readonly (readonly [winter: string, summer: string])[] = [
  ['pst', 'pdt'],
  ['mst', 'mdt'],
  ['cst', 'cdt'],
  ['est', 'edt'],
  ['akst', 'akdt'],
  ['nst', 'ndt'],
  ['cet', 'cest'],
  ['mez', 'mesz'],
  ['eet', 'eest'],
  ['gmt', 'bst'],
  ['aest', 'aedt'],
  ['acst', 'acdt'],
  ['nzst', 'nzdt'],
];

function isSummer(at: Instant, zone: string): boolean {
  const now = offsetSeconds(at, zone);
  return (
    now > Math.min(offsetSeconds((at - halfYear) as Instant, zone), offsetSeconds((at + halfYear) as Instant, zone))
  );
}

/** " Los Angeles is on PDT then." where the season that was typed is not the one at `at`; or nothing. */
export function seasonNote(typed: string, at: Instant, zone: string): string {
  const said = typed.split(' ')[0] ?? '';
  const names = seasons.find((pair) => pair.includes(said));
  // UTC keeps no seasons: "GMT" stays what it says.
  if (names === undefined || zone === 'UTC') return '';
  const inForce = names[isSummer(at, zone) ? 1 : 0];
  return inForce === said ? '' : ` ${cityOf(zone)} is on ${inForce.toUpperCase()} then.`;
}
