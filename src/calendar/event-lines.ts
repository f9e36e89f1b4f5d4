/** One event (VEVENT) without its version: what, when, where, and what to know about it. */
import type { Meeting } from '../community/model.js';
import { clean, cleanLine } from '../reply/clean.js';
import { safeUrl } from '../reply/url.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import { sayMoment } from '../time/say.js';
import { type Instant, instantOf, type WallTime, wallOf } from '../time/zoned.js';
import { textLine } from './content-line.js';
import { isShownOnce, utcDigits, wallLine } from './wall-stamp.js';

export interface EventItem {
  /** UID, and the RECURRENCE-ID behind a space where there is one. */
  readonly name: string;
  /** Everything of the event but its version and its first and last line. */
  readonly lines: readonly string[];
}

/** Begin and end, both on the wall of the zone; in UTC where a clock shows one of them never or twice, or changes in between. */
export function spanLines(at: Instant, until: Instant, zone: string): readonly string[] {
  const [start, end] = [wallOf(at, zone), wallOf(until, zone)];
  if (isPlainSpan(start, until, zone) && instantOf(start, zone) === at) {
    return [wallLine('DTSTART', start, zone), wallLine('DTEND', end, zone)];
  }
  return [`DTSTART:${utcDigits(at)}`, `DTEND:${utcDigits(until)}`];
}

/** Whether every program reads the same instants from the wall times of begin and end, and the same length. */
export function isPlainSpan(start: WallTime, until: Instant, zone: string): boolean {
  const end = wallOf(until, zone);
  const at = instantOf(start, zone);
  if (!isShownOnce(start, zone) || !isShownOnce(end, zone)) return false;
  return instantOf(end, 'UTC') - instantOf(start, 'UTC') === until - at;
}

/** What a whole series tells. @param changes sentences about single dates that differ from its rule */
export function seriesText(meeting: Meeting, changes: readonly string[]): readonly string[] {
  return [...common(meeting), ...description(meeting, changes)];
}

/** What one date tells. */
export function occurrenceText(occurrence: ScheduledOccurrence): readonly string[] {
  const { meeting, note, status, why } = occurrence;
  const home = meeting.series.zone;
  const reason = why === undefined ? '' : `: ${cleanLine(why)}`;
  const from = sayMoment({ at: instantOf(occurrence.original, home), show: 'day-time', home }, home);
  const change =
    status === 'moved' ? `Moved from ${from}${reason}.` : status === 'extra' ? `An extra meeting${reason}.` : '';
  return [...common(meeting), ...description(meeting, [note === undefined ? '' : cleanLine(note), change])];
}

function common({ title, join }: Meeting): readonly string[] {
  const url = join === undefined ? undefined : safeUrl(join);
  const place =
    url === undefined ? [] : [textLine('LOCATION', url), `URL:${url}`, `CONFERENCE;VALUE=URI;LABEL=Join:${url}`];
  return [textLine('SUMMARY', cleanLine(title)), ...place, 'STATUS:CONFIRMED'];
}

function description(meeting: Meeting, first: readonly string[]): readonly string[] {
  const { about, join, agenda, notes, recordings, host } = meeting;
  const named: readonly (readonly [string, string | undefined])[] = [
    ['Join', join],
    ['Agenda', agenda],
    ['Notes', notes],
    ['Recordings', recordings],
    ['Host', host],
  ];
  const facts = named.flatMap(([label, value]) => (value === undefined ? [] : [`${label}: ${cleanLine(value)}`]));
  const parts = [first.filter((line) => line !== '').join('\n'), about ?? '', facts.join('\n')];
  const text = parts.filter((part) => part !== '').join('\n\n');
  return text === '' ? [] : [textLine('DESCRIPTION', withoutTags(text))];
}

/** Google reads descriptions as HTML: a tag would be markup, and "<https://istio.io>" would be gone. */
function withoutTags(text: string): string {
  return clean(text).replace(/<(?=[a-z/!?])/giu, '< ');
}
