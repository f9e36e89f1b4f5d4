/**
 * Reads a calendar as a subscriber's program would, with ical.js and the zones that the calendar itself describes: its rules,
 * its exceptions and its overrides, down to the instants at which something takes place.
 */
import ICAL from 'ical.js';
import { type Instant, isoOf } from '../../../src/time/zoned.js';

/** "2026-12-10T19:00:00Z/60": begin in UTC and length in minutes, in order, of what begins in from <= at < to. */
export function readFeed(text: string, from: Instant, to: Instant): readonly string[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  const zones = new Map(
    calendar.getAllSubcomponents('vtimezone').map((component) => {
      const zone = new ICAL.Timezone(component);
      return [zone.tzid, zone] as const;
    }),
  );
  // Zones are the calendar's own, not those that an earlier one left behind.
  ICAL.TimezoneService.reset();
  for (const zone of zones.values()) ICAL.TimezoneService.register(zone);
  const events = calendar.getAllSubcomponents('vevent').map((component) => new ICAL.Event(component));
  const found: string[] = [];
  const take = (start: ICAL.Time, end: ICAL.Time): boolean => {
    const at = start.toUnixTime();
    if (at >= from && at < to) found.push(`${isoOf(at as Instant)}/${(end.toUnixTime() - at) / 60}`);
    return at >= to;
  };
  for (const event of events) {
    if (event.isRecurrenceException()) continue;
    if (!event.isRecurring()) {
      take(event.startDate, event.endDate);
      continue;
    }
    for (const other of events)
      if (other.isRecurrenceException() && other.uid === event.uid) event.relateException(other);
    const overridden = new Set(Object.keys(event.exceptions));
    const iterator = event.iterator();
    for (let next = iterator.next(); next !== undefined; next = iterator.next()) {
      if (overridden.has(next.toString())) continue;
      const { startDate, endDate } = event.getOccurrenceDetails(next);
      if (take(startDate, endDate)) break;
    }
  }
  for (const event of events) if (event.isRecurrenceException()) take(event.startDate, event.endDate);
  return found.sort();
}
