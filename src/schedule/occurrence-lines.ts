/** What replies and reminders both say of a meeting and of one of its dates, so that all say it in the same words. */
import type { Meeting } from '../community/model.js';
import { link, moment } from '../reply/build.js';
import type { Inline, Line } from '../reply/reply.js';
import { siteName } from '../reply/site.js';
import { sayMoment } from '../time/say.js';
import { instantOf } from '../time/zoned.js';
import type { ScheduledOccurrence } from './schedule.js';

/** A row for `fields` in src/reply/build.ts. */
export type Row = readonly [label: string, ...value: Inline[]];

/** Where to join and where to read on; only what the community file gives. */
export function placeRows(meeting: Meeting): readonly Row[] {
  const named: readonly (readonly [string, string | undefined])[] = [
    ['Join', meeting.join],
    ['Agenda', meeting.agenda],
    ['Notes', meeting.notes],
    ['Recordings', meeting.recordings],
  ];
  const links = named.flatMap(([label, url]): readonly Row[] =>
    url === undefined ? [] : [[label, link(siteName(url), url)]],
  );
  return meeting.host === undefined ? links : [...links, ['Host', meeting.host]];
}

/** "Moved from <when, in the reader's own time> (holidays)." or "An extra meeting."; undefined where nothing changed. */
export function changeSentence({ original, status, why, meeting }: ScheduledOccurrence): Line | undefined {
  const end = why === undefined ? '.' : ` (${why}).`;
  if (status === 'extra') return [`An extra meeting${end}`];
  if (status !== 'moved') return undefined;
  const home = meeting.series.zone;
  return ['Moved from ', moment(instantOf(original, home), home), end];
}

/**
 * "Thursday 26 November 2026 in Los Angeles is skipped: Thanksgiving." Plain text, for summaries too; the day is the
 * meeting's own, not the reader's.
 */
export function skippedSentence({ at, why, meeting }: ScheduledOccurrence): string {
  const home = meeting.series.zone;
  return `${sayMoment({ at, show: 'day', home }, home)} is skipped${why === undefined ? '' : `: ${why}`}.`;
}
