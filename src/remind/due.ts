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
  /**
   * What these meetings have to come is looked up anew, because the schedule changed: all that is due later than what was
   * taken already. The work depends on these meetings alone.
   */
  refresh(meetings: Iterable<string>): void;
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
  /** How often its meeting was looked up anew before: what comes of an earlier look is of no account. */
  readonly round: number;
}

/** @param from the earliest `dueAt` wanted for a rule */
export async function createDueQueue(
  community: Community,
  schedule: Schedule,
  from: (rule: ReminderRule) => Instant,
): Promise<DueQueue> {
  const heap = new Heap<Entry>((a, b) => a.due - b.due);
  const byId = new Map(community.meetings.map((meeting) => [meeting.id, meeting]));
  const rounds = new Map<string, number>();
  /** How many entries of the heap are of no account. */
  let outdated = 0;
  /** How many entries of a meeting count. */
  const counted = new Map<string, number>();
  /** All that is due by then is taken. */
  let takenUntil: Instant | undefined;

  function add(meeting: Meeting, rule: ReminderRule, earliest: Instant): void {
    const at = nextTaking(schedule, meeting.id, earliest);
    if (at === undefined) return;
    const round = rounds.get(meeting.id) ?? 0;
    heap.push({ due: at - rule.beforeMinutes * 60, at, meeting, rule, round });
    counted.set(meeting.id, (counted.get(meeting.id) ?? 0) + 1);
  }

  /** Looks for the first reminder of each rule that is due at `earliest` or later. */
  function lookUp(meeting: Meeting, earliest: (rule: ReminderRule) => number): void {
    for (const rule of meeting.remind) add(meeting, rule, (earliest(rule) + rule.beforeMinutes * 60) as Instant);
  }

  /** The earliest entry that counts; those before it are thrown away. */
  function first(): Entry | undefined {
    for (let top = heap.peek(); top !== undefined; top = heap.peek()) {
      if (top.round === (rounds.get(top.meeting.id) ?? 0)) return top;
      heap.pop();
      outdated -= 1;
    }
    return undefined;
  }

  let turnEnds = performance.now() + TURN_MS;
  for (const meeting of community.meetings) {
    lookUp(meeting, from);
    if (performance.now() < turnEnds) continue;
    await nextTurn();
    turnEnds = performance.now() + TURN_MS;
  }

  return {
    get next() {
      return first()?.due as Instant | undefined;
    },
    get size() {
      return heap.size - outdated;
    },
    refresh(meetings) {
      for (const id of meetings) {
        const meeting = byId.get(id);
        if (meeting === undefined) continue;
        outdated += counted.get(id) ?? 0;
        counted.set(id, 0);
        rounds.set(id, (rounds.get(id) ?? 0) + 1);
        const after = takenUntil;
        lookUp(meeting, (rule) => (after === undefined ? from(rule) : Math.max(from(rule), after + 1)));
      }
    },
    take(now) {
      const taken: DueReminder[] = [];
      const ends = performance.now() + TURN_MS;
      for (let top = first(); top !== undefined && top.due <= now; top = first()) {
        const { due, at, meeting, rule } = top;
        heap.pop();
        counted.set(meeting.id, (counted.get(meeting.id) ?? 1) - 1);
        const next = (at + 1) as Instant;
        for (const occurrence of occurrencesBetween(schedule, meeting.id, at, next)) {
          taken.push({ dueAt: dueAt(occurrence, rule), occurrence, rule });
        }
        add(meeting, rule, next);
        if (performance.now() < ends || taken.length === 0) continue;
        // Others may be due at the same instant.
        takenUntil = Math.max(takenUntil ?? due - 1, due - 1) as Instant;
        return taken;
      }
      takenUntil = Math.max(takenUntil ?? now, now) as Instant;
      return taken;
    },
  };
}
