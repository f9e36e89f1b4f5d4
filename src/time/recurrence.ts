/**
 * What happens when: a series' rule, with what is skipped, moved and added, on the timeline. The cost of a question does
 * not grow with the distance from the anchor (see rule-days.ts for the two kinds of rule that pay once).
 */
import { dayOf } from './civil.js';
import { inOrder, isPast, type KnownSeries, knownSeries, originalOf, originalOn } from './known-series.js';
import type { Occurrence, Series } from './series.js';
import { type CivilDate, dateText, type Instant, instantOf, type WallTime, wallOf, wallText } from './zoned.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

/**
 * The first `limit` occurrences that start after `after` (`at > after`), in order of `at`. Skipped ones are among them,
 * marked, at the instant they would have had; moved ones stand where they are moved to. Asking again gives the same.
 */
export function occurrencesAfter(series: Series, after: Instant, limit: number): readonly Occurrence[] {
  const found: Occurrence[] = [];
  if (limit < 1) return found;
  for (const occurrence of occurrences(series, after)) {
    found.push(occurrence);
    if (found.length >= limit) break;
  }
  return found;
}

/** Whether the bare rule, its count and its end included, names this day; exceptions, moves and extras do not count. */
export function isOccurrence(series: Series, date: CivilDate): boolean {
  return originalOn(knownSeries(series), date) !== undefined;
}

/** Whether the bare rule has an occurrence of exactly that name; exceptions, moves and extras do not count. */
export function ruleNames(series: Series, original: WallTime): boolean {
  const ofRule = originalOn(knownSeries(series), original);
  return ofRule !== undefined && wallText(ofRule) === wallText(original);
}

/**
 * The occurrence of that name, wherever it stands, skipped or not; undefined where the series has none. It is equal to what
 * a walk over the series gives under that name.
 */
export function occurrenceNamed(series: Series, original: WallTime): Occurrence | undefined {
  const known = knownSeries(series);
  const text = wallText(original);
  const placed = known.placed.get(text);
  if (placed !== undefined) return placed;
  const ofRule = originalOn(known, original);
  if (ofRule === undefined || wallText(ofRule) !== text) return undefined;
  const found = occurrenceOf(known, ofRule);
  return isCarriedAway(known, found) ? undefined : found;
}

/** As `occurrencesAfter` without a limit: each occurrence is worked out when it is taken. It may never end. */
export function* occurrences(series: Series, after: Instant): Generator<Occurrence, void, undefined> {
  const known = knownSeries(series);
  const placed = [...known.placed.values()].filter(({ at }) => at > after);
  let next = 0;
  for (const occurrence of ofRule(known, after)) {
    for (let one = placed[next]; one !== undefined && one.at <= occurrence.at; one = placed[next]) {
      yield one;
      next += 1;
    }
    yield occurrence;
  }
  yield* placed.slice(next);
}

/** The rule's own occurrences after `after` that were not moved away, in order of `at`. */
function* ofRule(known: KnownSeries, after: Instant): Generator<Occurrence, void, undefined> {
  const { series, days, gone } = known;
  // A gap may carry an occurrence past the next day's (Apia left out a whole day), so each is held back until no later
  // day of the rule can come before it. For the same reason the search begins a day early.
  let held: Occurrence[] = [];
  for (const day of days.from(dayOf(wallOf(after, series.zone)) - 1)) {
    const earliest = day * DAY - 15 * HOUR;
    while (held[0] !== undefined && held[0].at < earliest) {
      yield held[0];
      held = held.slice(1);
    }
    const original = originalOf(known, day);
    if (isPast(series, original)) break;
    if (gone.size > 0 && gone.has(wallText(original))) continue;
    const one = occurrenceOf(known, original);
    if (one.at <= after) continue;
    held = held.length === 0 ? [one] : [...held.filter((other) => !isSameMoment(other, one)), one].sort(inOrder);
  }
  yield* held;
}

function occurrenceOf({ series, skipped }: KnownSeries, original: WallTime): Occurrence {
  const at = instantOf(original, series.zone);
  const keys = skipped.size === 0 ? [] : [wallText(original), dateText(original)];
  const key = keys.find((text) => skipped.has(text));
  if (key === undefined) return { original, wall: original, at, status: 'scheduled' };
  const why = skipped.get(key);
  return { original, wall: original, at, status: 'skipped', ...(why === undefined ? {} : { why }) };
}

/** Whether a gap carries it onto another of the rule's, which then stands for both. */
function isCarriedAway(known: KnownSeries, one: Occurrence): boolean {
  if (one.status !== 'scheduled') return false;
  const there = wallOf(one.at, known.series.zone);
  if (dayOf(there) === dayOf(one.original)) return false;
  const ofRule = originalOn(known, there);
  if (ofRule === undefined || known.gone.has(wallText(ofRule))) return false;
  return isSameMoment(occurrenceOf(known, ofRule), one);
}

/** Where a gap of a day carries one occurrence onto the next, people meet once: under the name of the day that exists. */
function isSameMoment(a: Occurrence, b: Occurrence): boolean {
  return a.at === b.at && a.status === 'scheduled' && b.status === 'scheduled';
}
