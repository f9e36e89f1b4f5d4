import type { Schedule, ScheduledOccurrence } from '../schedule/schedule.js';
import type { Instant } from '../time/zoned.js';

const FIRST_PAGE = 2;
const LARGEST_PAGE = 32;

/** All that come after `after`, skipped ones among them, asked for a few at a time. It may never end. */
function* upcoming(schedule: Schedule, meeting: string, after: Instant): Generator<ScheduledOccurrence> {
  let from = after;
  for (let limit = FIRST_PAGE; ; ) {
    const page = schedule.upcoming(meeting, from, limit);
    if (page.length < limit) return yield* page;
    // A full page may end between two at one instant, so those at its last instant wait for the next page.
    const lastAt = page.at(-1)?.at ?? from;
    const whole = page.filter((occurrence) => occurrence.at < lastAt);
    yield* whole;
    from = whole.at(-1)?.at ?? from;
    limit = whole.length === 0 ? limit * 2 : Math.max(limit, Math.min(limit * 2, LARGEST_PAGE));
  }
}

/** Those of one meeting that take place with from <= at < to, in order. */
export function occurrencesBetween(
  schedule: Schedule,
  meeting: string,
  from: Instant,
  to: Instant,
): readonly ScheduledOccurrence[] {
  const found: ScheduledOccurrence[] = [];
  for (const occurrence of upcoming(schedule, meeting, (from - 1) as Instant)) {
    if (occurrence.at >= to) break;
    if (occurrence.status !== 'skipped') found.push(occurrence);
  }
  return found;
}

/** The first instant from `from` on at which the meeting takes place. Undefined: it never does again. */
export function nextTaking(schedule: Schedule, meeting: string, from: Instant): Instant | undefined {
  for (const occurrence of upcoming(schedule, meeting, (from - 1) as Instant)) {
    if (occurrence.status !== 'skipped') return occurrence.at;
  }
  return undefined;
}
