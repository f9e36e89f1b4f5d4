/** What a maintainer may not have thought of, in a sentence each. Nothing here forbids anything. */
import type { CommandContext } from '../../src/command/command.js';
import type { Meeting } from '../../src/community/model.js';
import type { ScheduledOccurrence } from '../../src/schedule/schedule.js';
import { type Instant, wallText } from '../../src/time/zoned.js';
import { type Standing, whenWords } from './draft.js';

/** In a community of thousands of meetings, so many neighbours are looked at. */
const mostNeighbours = 200;
/** Occurrences of one meeting that may lie within the length of another. */
const mostOfOne = 4;
const mostNamed = 3;

export function warningsOf(standing: Standing, context: CommandContext): readonly string[] {
  const { draft, now, then } = standing;
  const { kind } = draft;
  const warnings: string[] = [];
  if (kind !== 'note' && now !== undefined && now.status !== 'skipped' && now.at <= context.now) {
    warnings.push('It is running now.');
  }
  if (then !== undefined && kind !== 'note') {
    if (then <= context.now) warnings.push(`${whenWords(then, draft.meeting)} is past.`);
    warnings.push(...collisions(standing, then, context));
  }
  return warnings;
}

/** Other dates that would run at the same time in the same room or behind the same link. */
function collisions({ draft }: Standing, at: Instant, { community, schedule }: CommandContext): readonly string[] {
  const { meeting, original } = draft;
  const until = at + meeting.lastsMinutes * 60;
  const neighbours = community.meetings.filter((other) => other === meeting || sharesPlace(meeting, other));
  const found = neighbours.slice(0, mostNeighbours).flatMap((other) => {
    const from = (at - other.lastsMinutes * 60) as Instant;
    return schedule
      .upcoming(other.id, from, mostOfOne)
      .filter((one) => one.at < until && one.status !== 'skipped')
      .filter((one) => other !== meeting || wallText(one.original) !== wallText(original))
      .map((one) => collisionSentence(one, meeting));
  });
  return found.slice(0, mostNamed);
}

function sharesPlace(meeting: Meeting, other: Meeting): boolean {
  return isSameLink(meeting, other) || sharedRooms(meeting, other).length > 0;
}

function isSameLink(meeting: Meeting, other: Meeting): boolean {
  return meeting.join !== undefined && meeting.join === other.join;
}

function sharedRooms(meeting: Meeting, other: Meeting): readonly string[] {
  const rooms = new Set(meeting.remind.flatMap((rule) => rule.rooms));
  return [...new Set(other.remind.flatMap((rule) => rule.rooms))].filter((room) => rooms.has(room));
}

function collisionSentence({ at, meeting: other }: ScheduledOccurrence, meeting: Meeting): string {
  const start = whenWords(at, other);
  if (other === meeting) return `Another date of this meeting runs then: ${start}.`;
  const shared = isSameLink(meeting, other)
    ? 'behind the same link'
    : `in the same room (${sharedRooms(meeting, other).join(', ')})`;
  return `${other.title} runs then, ${shared}: ${start}.`;
}
