/** Moments in English words, 24-hour clock, the zone always named. For places that cannot show readers their own time. */
import { DateTime } from 'luxon';
import { DataZone } from './luxon-zone.js';
import { offsetWords } from './offset-words.js';
import { cityOf } from './zone-names.js';
import type { Instant } from './zoned.js';

export interface SaidMoment {
  readonly at: Instant;
  readonly until?: Instant;
  readonly show: 'time' | 'day' | 'day-time';
  /** IANA name of the zone to use where the reader's is not known. */
  readonly home: string;
}

/** The same few moments are said again and again, and luxon takes a while for each. The key holds all that the words do. */
const said = new Map<string, string>();
const saidAtMost = 500;

/**
 * "Thursday 10 December 2026, 20:00 to 21:00 in Berlin"; the day alone or the time alone where `show` asks for that. An
 * end on another day names that day: "…, 23:30 to Friday 11 December, 00:30 in Berlin". Where clocks change in between, both
 * ends say how far they are from UTC: "02:30 (UTC+2) to 03:00 (UTC+1) in Berlin".
 * @param zone the reader's, IANA and validated; `home` without it.
 */
export function sayMoment(moment: SaidMoment, zone: string = moment.home): string {
  const key = `${moment.at} ${moment.until} ${moment.show} ${zone}`;
  let words = said.get(key);
  if (words === undefined) {
    words = inWords(moment, zone);
    if (said.size >= saidAtMost) said.clear();
    said.set(key, words);
  }
  return words;
}

function inWords({ at, until, show }: SaidMoment, zone: string): string {
  const luxonZone = new DataZone(zone);
  const read = (instant: Instant) => DateTime.fromSeconds(instant, { zone: luxonZone, locale: 'en' });
  const start = read(at);
  const end = until === undefined || show === 'day' ? undefined : read(until);
  const form = { day: 'cccc d LLLL yyyy', time: 'HH:mm', 'day-time': 'cccc d LLLL yyyy, HH:mm' }[show];
  const sameDay = end?.toFormat('yyyy-LL-dd') === start.toFormat('yyyy-LL-dd');
  const changes = end !== undefined && end.offset !== start.offset;
  const offset = (instant: Instant) => (changes ? ` (${offsetWords(instant, zone)})` : '');
  const ending =
    end === undefined || until === undefined
      ? ''
      : `${offset(at)} to ${end.toFormat(sameDay ? 'HH:mm' : 'cccc d LLLL, HH:mm')}${offset(until)}`;
  return `${start.toFormat(form)}${ending} in ${cityOf(zone)}`;
}
