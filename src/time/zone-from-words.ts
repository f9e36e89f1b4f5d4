/** Which zone people mean by what they type. It never guesses between two that keep different time. */
import { fold, nearest } from '../nearest.js';
import { ianaNames, zonesOfCountry } from './zone-data.js';
import { cityOf, isZone, presentName, zoneNames } from './zone-names.js';
import { capitalsOnly, usualZoneOfCountry, zoneByOddOffset, zoneByWord } from './zone-words.js';

/**
 * The IANA name for words typed in chat: an IANA name in any case, a city, a country of one zone, "pacific", "PST",
 * "uk time", "UTC+2". Undefined for anything else; a slip of the pen is `zoneToUse`'s to mend.
 */
export function resolveZone(text: string): string | undefined {
  const typed = text.trim();
  if (typed === '' || typed.length > 60) return undefined;
  const byName = names().get(typed.toLowerCase().replaceAll(' ', '_'));
  if (byName !== undefined) return byName;
  const byOffset = fixedOffset(typed);
  if (byOffset !== undefined) return byOffset;
  const words = fold(typed);
  if (capitalsOnly.has(words) && typed !== typed.toUpperCase()) return undefined;
  const place = words.replace(/^(in|the) /, '').replace(/ ?((standard|daylight|summer) )?(time ?zone|time)$/, '');
  for (const said of [words, place]) {
    const found = zoneByWord.get(said) ?? zonesByCity().get(said) ?? zonesByCountry().get(said);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * The name to write for one that is none: "America/Los_Angeles" for "PST", "Europe/Berlin" for "Europe/Berln" or
 * "berlin". Undefined where no zone comes near.
 */
export function zoneToUse(text: string): string | undefined {
  const meant = resolveZone(text) ?? resolveZone(text.slice(text.lastIndexOf('/') + 1));
  if (meant !== undefined) return meant;
  const [name] = nearest(text, zoneNames(), 1);
  if (name !== undefined) return name;
  const [city] = text.includes('/') ? [] : nearest(text, [...zonesByCity().keys()], 1);
  return city === undefined ? undefined : zonesByCity().get(city);
}

/** "UTC+2", "GMT-7", "+05:30". Whole hours have zones of their own; POSIX counts those to the west, so the sign turns. */
function fixedOffset(text: string): string | undefined {
  const [, sign, hours, minutes = '0'] = /^(?:utc|gmt)? ?([+−-]) ?(\d{1,2})(?::?([0-5]\d))?$/i.exec(text) ?? [];
  if (sign === undefined) return undefined;
  const ahead = (sign === '+' ? 1 : -1) * (Number(hours) * 60 + Number(minutes));
  if (ahead % 60 !== 0) return zoneByOddOffset.get(ahead);
  if (ahead === 0) return 'UTC';
  const name = `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead) / 60}`;
  return isZone(name) ? name : undefined;
}

const names = once(() => new Map(ianaNames.filter(isZone).map((name) => [name.toLowerCase(), presentName(name)])));

/** By the city's name, folded; a name that two zones of different time share is left out. */
const zonesByCity = once(() => {
  const found = new Map<string, string>();
  for (const zone of zoneNames()) found.set(fold(cityOf(zone)), zone);
  for (const zone of zoneNames()) found.set(fold(zone.slice(zone.lastIndexOf('/') + 1)), zone);
  return found;
});

/** By the country's English name, folded, for countries that have a zone of their own or one usual zone. */
const zonesByCountry = once(() => {
  const english = new Intl.DisplayNames(['en'], { type: 'region' });
  const owners = new Map<string, number>();
  for (const zone of [...zonesOfCountry.values()].flat()) owners.set(zone, (owners.get(zone) ?? 0) + 1);
  const found = new Map<string, string>();
  for (const [code, zones] of zonesOfCountry) {
    const own = zones.filter((zone) => owners.get(zone) === 1);
    const zone = usualZoneOfCountry[code] ?? (zones.length === 1 ? zones[0] : own.length === 1 ? own[0] : undefined);
    if (zone !== undefined && code !== 'GE') found.set(fold(english.of(code) ?? code), zone);
  }
  return found;
});

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
