/** A whole calendar file (RFC 5545): its head, the zones that it names, its events with their versions. */
import { cleanLine } from '../reply/clean.js';
import type { FeedVersion } from '../store/feed-items.js';
import type { Instant } from '../time/zoned.js';
import { joinedLines, textLine } from './content-line.js';
import type { EventItem } from './event-lines.js';
import { isUtc, utcDigits } from './wall-stamp.js';
import { zoneLines } from './zone-lines.js';

/** The text of an event as it stands in a calendar. */
export function eventText({ lines }: EventItem, { sequence, changedAt }: FeedVersion, busy: boolean): string {
  const stamp = utcDigits(changedAt);
  return joinedLines([
    'BEGIN:VEVENT',
    ...lines,
    `TRANSP:${busy ? 'OPAQUE' : 'TRANSPARENT'}`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${stamp}`,
    `LAST-MODIFIED:${stamp}`,
    'END:VEVENT',
  ]);
}

export interface CalendarParts {
  /** What programs call the calendar. */
  readonly name: string;
  readonly zones: readonly string[];
  /** Where the description of the zones begins. */
  readonly from: Instant;
  /** As `eventText` makes them. */
  readonly events: readonly string[];
  /** Asked for again from time to time; absent for one that is taken over once. */
  readonly refreshes?: true;
}

export function calendarText({ name, zones, from, events, refreshes }: CalendarParts): string {
  const head = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Frontdesk//Community calendar//EN',
    'CALSCALE:GREGORIAN',
    textLine('X-WR-CALNAME', cleanLine(name)),
    textLine('NAME', cleanLine(name)),
    ...(refreshes ? ['REFRESH-INTERVAL;VALUE=DURATION:PT1H', 'X-PUBLISHED-TTL:PT1H'] : []),
  ];
  const described = [...new Set(zones)].filter((zone) => !isUtc(zone)).sort();
  const zoneText = described.flatMap((zone) => zoneLines(zone, from));
  return `${joinedLines([...head, ...zoneText])}${events.join('')}END:VCALENDAR\r\n`;
}
