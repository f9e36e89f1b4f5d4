/**
 * The offsets of every IANA zone, from the packed data of moment-timezone (its data, none of its code), because Node 20's
 * own data is a year behind: Vancouver, Edmonton, Winnipeg and Casablanca are an hour off in it. Each zone is unpacked
 * when it is first asked for.
 *
 * The data names every change up to the year 2499. A zone that still changes its clocks then goes on as it did 400 years
 * before: the Gregorian calendar repeats after exactly 400 years, weekdays included, and no rule in the data's last 400
 * years differs from another. A zone whose changes end earlier keeps its last offset. Changes that follow the moon have no
 * rule and stand in the data one by one; Casablanca and El Aaiun, the last to have them, end theirs in 2026.
 */
import packed from 'moment-timezone/data/packed/latest.json' with { type: 'json' };

/** A time during which a zone keeps one offset; all in seconds. `start` is in it, `end` is not. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  /** What local clocks are ahead of UTC; negative in the west. */
  readonly offset: number;
}

export interface ZoneData {
  /** @param at seconds since the epoch. */
  stretchAt(at: number): Stretch;
}

/** The release of the IANA data in use, such as "2026f". */
export const zoneDataVersion: string = packed.version;

/** 146,097 days, after which dates fall on the same weekdays again. */
const CALENDAR_CYCLE = 146_097 * 86_400;
/** 2499-01-01T00:00:00Z: a zone with changes after it has them every year. */
const LAST_YEAR = 16_693_689_600;

const lines = new Map(packed.zones.map((line) => [line.slice(0, line.indexOf('|')), line]));
const aliases = new Map(packed.links.map((link) => link.split('|').reverse() as [string, string]));
const unpacked = new Map<string, ZoneData>();

/** The name that the data is kept under: "America/Los_Angeles" for "US/Pacific". Undefined for what is no IANA name. */
export function canonicalZone(name: string): string | undefined {
  return lines.has(name) ? name : aliases.get(name);
}

/** Every IANA name in the data, aliases among them, sorted. */
export const ianaNames: readonly string[] = [...lines.keys(), ...aliases.keys()].sort();

/** The zones of a country by its ISO 3166 code, the one that is named after it or its chief city not always first. */
export const zonesOfCountry: ReadonlyMap<string, readonly string[]> = new Map(
  packed.countries.map((line) => [line.slice(0, 2), line.slice(3).split(' ')]),
);

/** A zone by its exact IANA name or alias. Throws a RangeError for any other. */
export function zoneNamed(name: string): ZoneData {
  const known = unpacked.get(name);
  if (known !== undefined) return known;
  const canonical = canonicalZone(name);
  const line = canonical === undefined ? undefined : lines.get(canonical);
  if (line === undefined) throw new RangeError(`No IANA time zone is named ${JSON.stringify(name)}`);
  const data = unpack(line);
  unpacked.set(name, data);
  return data;
}

/** One line of moment-timezone 0.6.6's packed data: name|abbreviations|offsets|which of them in turn|changes|population. */
function unpack(line: string): ZoneData {
  const [, , offsetsText = '', indices = '', changesText = ''] = line.split('|');
  // Offsets are minutes behind UTC; changes are minutes, the first since the epoch, each later one since the one before.
  const offsets = offsetsText.split(' ').map((text) => 0 - Math.round(base60(text) * 60));
  let minutes = 0;
  const changes = changesText === '' ? [] : changesText.split(' ').map((text) => (minutes += base60(text)));
  const ends = [...changes.map((change) => Math.round(change * 60)), Number.POSITIVE_INFINITY];
  const inForce = Array.from(indices, (digit) => offsets[base60(digit)] ?? 0);
  const lastChange = ends.at(-2) ?? Number.NEGATIVE_INFINITY;
  const goesOn = lastChange >= LAST_YEAR;

  return {
    stretchAt(at) {
      // Counted from the last change, so that the stretch after it is the one of 400 years before.
      const cycles = goesOn && at >= lastChange ? Math.floor((at - lastChange) / CALENDAR_CYCLE) + 1 : 0;
      const shift = cycles * CALENDAR_CYCLE;
      const index = firstAbove(ends, at - shift);
      return {
        start: (ends[index - 1] ?? Number.NEGATIVE_INFINITY) + shift,
        end: (ends[index] ?? Number.POSITIVE_INFINITY) + shift,
        offset: inForce[index] ?? 0,
      };
    },
  };
}

/** The index of the first of the rising `ends` that is greater than `at`. */
function firstAbove(ends: readonly number[], at: number): number {
  let low = 0;
  let high = ends.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ends[middle] ?? 0) > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

const digits = '0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWX';

/** A number in base 60, with a sign and a fraction if any. */
function base60(text: string): number {
  const [whole = '', fraction = ''] = text.replace('-', '').split('.');
  let value = 0;
  for (const digit of whole) value = value * 60 + digits.indexOf(digit);
  let unit = 1;
  for (const digit of fraction) {
    unit /= 60;
    value += digits.indexOf(digit) * unit;
  }
  return text.startsWith('-') ? -value : value;
}
