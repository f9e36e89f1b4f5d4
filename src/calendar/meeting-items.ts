/**
 * One meeting as the events of a calendar. A rule is a recurring event. What differs from it on single dates:
 *
 *   skipped         left out (EXDATE), and told in the description of the series. An event that stands there as cancelled
 *                   would be shown by some programs as one that takes place.
 *   moved, noted    an override of that date (RECURRENCE-ID)
 *   extra           an event of its own: not every program reads RDATE
 *   clocks change   where programs read a wall time differently (left out in spring, twice in autumn, a change between begin
 *                   and end) that one date is given in UTC: an override, or, where no clock shows it, an event of its own
 *
 * It all holds from the beginning of last year on; single dates are worked out six years ahead.
 */
import type { Meeting } from '../community/model.js';
import { cleanLine } from '../reply/clean.js';
import { skippedSentence } from '../schedule/occurrence-lines.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import { dayOf } from '../time/civil.js';
import { isPast, type KnownSeries, knownSeries, originalOf, originalOn } from '../time/known-series.js';
import { sayMoment } from '../time/say.js';
import type { Series } from '../time/series.js';
import { type Instant, instantOf, type WallTime, wallOf, wallText } from '../time/zoned.js';
import { type EventItem, isPlainSpan, occurrenceText, seriesText, spanLines } from './event-lines.js';
import { lastMoment, rruleText } from './recurrence-rule.js';
import { type ItemsSetup, specialDates } from './special-dates.js';
import { bareOf, type Strand, strandsOf } from './strands.js';
import { isLeftOut, wallDigits, wallLine } from './wall-stamp.js';

/** A rule that is no recurring event is written out as so many dates at most. */
const datesAtMost = 500;
/** So many single dates are told in the description of a series. */
const toldAtMost = 12;

interface Master {
  readonly strand: Strand;
  readonly at: Instant;
}

export function meetingItems(setup: ItemsSetup): readonly EventItem[] {
  const { meeting } = setup;
  const known = knownSeries(bareOf(meeting.series));
  const specials = specialDates(setup, known);
  const strands = strandsOf(meeting.series);
  const masters = strands.flatMap((strand) => masterOf(setup, known, strand, specials) ?? []);
  const ofRule = (original: WallTime): boolean => isOfRule(known, original);
  const placed = [...specials.values()].map((occurrence) => {
    const { original } = occurrence;
    const master = ofRule(original)
      ? masters.find(({ at, strand }) => instantOf(original, meeting.series.zone) >= at && strand.owns(original))
      : undefined;
    return { occurrence, master };
  });
  const series = masters.map((master) =>
    masterItem(
      setup,
      master,
      placed.filter((one) => one.master === master).map(({ occurrence }) => occurrence),
      changeSentences(setup, specials),
    ),
  );
  const dates = strands.length > 0 ? [] : plainDates(setup, known, specials);
  const singles = placed.flatMap(({ occurrence, master }) => singleOf(setup, occurrence, master) ?? []);
  return [...series, ...singles, ...dates.map((occurrence) => singleItem(setup, occurrence))];
}

/** The first date of a strand, which nothing but a note may set apart: programs take it for the rule's own. */
function masterOf(
  { meeting, window }: ItemsSetup,
  known: KnownSeries,
  strand: Strand,
  specials: ReadonlyMap<string, ScheduledOccurrence>,
): Master | undefined {
  const { zone } = meeting.series;
  for (const day of known.days.from(dayOf(wallOf(window.from, zone)))) {
    const original = originalOf(known, day);
    if (isPast(known.series, original)) return undefined;
    const at = instantOf(original, zone);
    if (at < window.from || !strand.owns(original)) continue;
    const special = specials.get(wallText(original));
    const until = (at + meeting.lastsMinutes * 60) as Instant;
    const isPlain = special === undefined || (special.status === 'scheduled' && isPlainSpan(original, until, zone));
    if (isPlain) return { strand, at };
  }
  return undefined;
}

function masterItem(
  { meeting, host }: ItemsSetup,
  { strand, at }: Master,
  specials: readonly ScheduledOccurrence[],
  changes: readonly string[],
): EventItem {
  const { zone } = meeting.series;
  const uid = uidOf(meeting, strand.name, host);
  const left = specials.filter((one) => one.status === 'skipped' || isLeftOut(one.original, zone));
  return {
    name: uid,
    lines: [
      `UID:${uid}`,
      ...spanLines(at, (at + meeting.lastsMinutes * 60) as Instant, zone),
      `RRULE:${rruleText(strand.rule, lastMomentOf(meeting.series))}`,
      ...left.map((one) => wallLine('EXDATE', one.original, zone)).sort(),
      ...seriesText(meeting, changes),
    ],
  };
}

/** The end of a series by date or by count. */
function lastMomentOf(series: Series): Instant | undefined {
  if (series.rule.count === undefined) return lastMoment(series.rule, series.zone);
  const known = knownSeries(bareOf(series));
  const last = [...known.days.from(dayOf(series.starting))].at(-1);
  return last === undefined ? undefined : instantOf(originalOf(known, last), series.zone);
}

/** A date that the recurring event does not tell as it is: an override, or an event of its own; neither where it does. */
function singleOf(
  setup: ItemsSetup,
  occurrence: ScheduledOccurrence,
  master: Master | undefined,
): EventItem | undefined {
  const { meeting, host, window } = setup;
  const { original, at, until, status, note } = occurrence;
  const { zone } = meeting.series;
  if (status === 'skipped') return undefined;
  if (master === undefined || isLeftOut(original, zone)) {
    return at < window.from ? undefined : singleItem(setup, occurrence);
  }
  if (status === 'scheduled' && note === undefined && isPlainSpan(original, until, zone)) return undefined;
  const uid = uidOf(meeting, master.strand.name, host);
  return {
    name: `${uid} ${wallDigits(original)}`,
    lines: [
      `UID:${uid}`,
      wallLine('RECURRENCE-ID', original, zone),
      ...spanLines(at, until, zone),
      ...occurrenceText(occurrence),
    ],
  };
}

/** One date as an event of its own. */
export function singleItem({ host }: Pick<ItemsSetup, 'host'>, occurrence: ScheduledOccurrence): EventItem {
  const { meeting, original, at, until } = occurrence;
  const uid = uidOf(meeting, wallDigits(original), host);
  return {
    name: uid,
    lines: [`UID:${uid}`, ...spanLines(at, until, meeting.series.zone), ...occurrenceText(occurrence)],
  };
}

/** The dates of a rule that is no recurring event, but those told already. */
function plainDates(
  { meeting, schedule, window }: ItemsSetup,
  known: KnownSeries,
  specials: ReadonlyMap<string, ScheduledOccurrence>,
): readonly ScheduledOccurrence[] {
  const { zone } = meeting.series;
  const found: ScheduledOccurrence[] = [];
  for (const day of known.days.from(dayOf(wallOf(window.from, zone)))) {
    const original = originalOf(known, day);
    const at = instantOf(original, zone);
    if (isPast(known.series, original) || at >= window.to || found.length === datesAtMost) break;
    if (at < window.from || specials.has(wallText(original))) continue;
    const occurrence = schedule.named(meeting.id, original);
    if (occurrence !== undefined) found.push(occurrence);
  }
  return found;
}

function isOfRule(known: KnownSeries, original: WallTime): boolean {
  const ofRule = originalOn(known, original);
  return ofRule !== undefined && wallText(ofRule) === wallText(original);
}

/** "community@istio.io"; "community/20261230T110000@istio.io" for one date or one turn of it. */
function uidOf({ id }: Meeting, part: string, host: string): string {
  return `${id}${part === '' ? '' : `/${part}`}@${host}`;
}

/** What the series tells of single dates, of this year and the next ones, the earliest first. */
function changeSentences(
  { window }: ItemsSetup,
  specials: ReadonlyMap<string, ScheduledOccurrence>,
): readonly string[] {
  const { year } = wallOf(window.from, 'UTC');
  return [...specials.values()]
    .filter(({ original, status }) => original.year > year && status !== 'scheduled')
    .sort((a, b) => a.at - b.at)
    .slice(0, toldAtMost)
    .map(changeText);
}

function changeText(occurrence: ScheduledOccurrence): string {
  const { meeting, original, at, status, why } = occurrence;
  const home = meeting.series.zone;
  const said = (when: Instant): string => sayMoment({ at: when, show: 'day-time', home }, home);
  const end = why === undefined ? '.' : `: ${cleanLine(why)}.`;
  if (status === 'skipped') return cleanLine(skippedSentence(occurrence));
  return status === 'moved'
    ? `${said(instantOf(original, home))} is moved to ${said(at)}${end}`
    : `${said(at)} is an extra meeting${end}`;
}
