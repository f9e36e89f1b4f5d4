/**
 * Which reminders are due. A heap holds the next one of each (meeting, offset), so an idle look costs the same for one
 * meeting and for a hundred thousand. What is taken is asked of the schedule again at that moment.
 *
 * It is built once, a little at a time: the event loop gets its turn every few milliseconds.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Community, Meeting, ReminderRule } from '../community/model.js';
import type { Schedule, ScheduledOccurrence } from '../schedule/schedule.js';
import type { Instant } from '../time/zoned.js';
import { Heap } from './heap.js';
import { dueAt } from './lateness.js';
import { nextTaking, occurrencesBetween } from './occurrences.js';

const TURN_MS = 8;

export interface DueReminder {
  readonly dueAt: Instant;
  readonly occurrence: ScheduledOccurrence;
  readonly rule: ReminderRule;
}

export interface DueQueue {
  /**
   * Takes reminders with dueAt <= now, in order, for about `TURN_MS` of work: the rest comes with the next call. Empty:
   * nothing more is due. Each is given once.
   */
  take(now: Instant): readonly DueReminder[];
  /** When the next one is due; undefined where none is to come. */
  readonly next: Instant | undefined;
  /** How many (meeting, offset) pairs have a reminder to come. */
  readonly size: number;
}

interface Entry {
  readonly due: number;
  /** When the meeting takes place. */
  readonly at: Instant;
  readonly meeting: Meeting;
  readonly rule: ReminderRule;
}

/** @param from the earliest `dueAt` wanted for a rule */
export async function createDueQueue(
  community: Community,
  schedule: Schedule,
  from: (rule: ReminderRule) => Instant,
): Promise<DueQueue> {
  const heap = new Heap<Entry>((a, b) => a.due - b.due);

  function add(meeting: Meeting, rule: ReminderRule, earliest: Instant): void {
    const at = nextTaking(schedule, meeting.id, earliest);
    if (at !== undefined) heap.push({ due: at - rule.beforeMinutes * 60, at, meeting, rule });
  }

  let turnEnds = performance.now() + TURN_MS;
  for (const meeting of community.meetings) {
    for (const rule of meeting.remind) add(meeting, rule, (from(rule) + rule.beforeMinutes * 60) as Instant);
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    turnEnds = performance.now() + TURN_MS;
  }

  return {
    get next() {
      return heap.peek()?.due as Instant | undefined;
    },
    get size() {
      return heap.size;
    },
    take(now) {
      const taken: DueReminder[] = [];
      const ends = performance.now() + TURN_MS;
      for (let top = heap.peek(); top !== undefined && top.due <= now; top = heap.peek()) {
        const { at, meeting, rule } = top;
        heap.pop();
        const next = (at + 1) as Instant;
        for (const occurrence of occurrencesBetween(schedule, meeting.id, at, next)) {
          taken.push({ dueAt: dueAt(occurrence, rule), occurrence, rule });
        }
        add(meeting, rule, next);
        if (performance.now() >= ends && taken.length > 0) break;
      }
      return taken;
    },
  };
}
