import type { ReminderRule } from '../community/model.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import type { Instant } from '../time/zoned.js';

/** A reminder for the start itself can only come after it; this is how long it still helps. */
const START_GRACE_SECONDS = 120;
/** Less is what posting takes. */
const WORTH_SAYING_SECONDS = 60;

export function dueAt(occurrence: ScheduledOccurrence, rule: ReminderRule): Instant {
  return (occurrence.at - rule.beforeMinutes * 60) as Instant;
}

/** From this instant on it is too late to post: the meeting has started. */
export function tooLateAt(
  occurrence: Pick<ScheduledOccurrence, 'at'>,
  rule: Pick<ReminderRule, 'beforeMinutes'>,
): Instant {
  return (rule.beforeMinutes === 0 ? occurrence.at + START_GRACE_SECONDS : occurrence.at) as Instant;
}

function counted(count: number, unit: string): string {
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** "2 hours 5 minutes"; whole minutes, rounded down; days leave the minutes out. */
export function spanText(seconds: number): string {
  const minutes = Math.floor(seconds / 60);
  const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60];
  const parts = [
    ...(days > 0 ? [counted(days, 'day')] : []),
    ...(hours > 0 ? [counted(hours, 'hour')] : []),
    ...(days === 0 && rest > 0 ? [counted(rest, 'minute')] : []),
  ];
  return parts.length === 0 ? 'less than a minute' : parts.join(' ');
}

/** The sentence that marks a late reminder; it stays true whenever it is read. Undefined when it is in time. */
export function lateSentence(lateBySeconds: number): string | undefined {
  return lateBySeconds < WORTH_SAYING_SECONDS ? undefined : `This reminder comes ${spanText(lateBySeconds)} late.`;
}
