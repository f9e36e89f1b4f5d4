/**
 * What a posted reminder shows of its occurrence, as a short text that is kept beside it. Where the schedule's own differs,
 * the message is edited: so an edit that was cut off is done again, and one that is done is not.
 */
import type { ScheduledOccurrence } from '../schedule/schedule.js';

/** What a posted notice of a change shows: its words, or those words struck through. */
export function noticeShown(isSo: boolean): string {
  return isSo ? 'so' : 'no longer so';
}

/** Differs whenever readers are to see something else. */
export function shownOf({ status, at, until, why, note }: ScheduledOccurrence): string {
  return JSON.stringify([status, at, until, why ?? '', note ?? '']);
}
