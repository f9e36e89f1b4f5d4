/** Which change is to be undone: the latest of the date that is named, or the latest of all. */
import type { CommandContext } from '../../src/command/command.js';
import { problem } from '../../src/command/errors.js';
import type { Meeting } from '../../src/community/model.js';
import type { Invoke, Reply } from '../../src/reply/reply.js';
import { occurrenceStates } from '../../src/schedule/occurrence-state.js';
import { instantOf, parseDate, parseWall, type WallTime, wallText } from '../../src/time/zoned.js';
import { dateTyped } from './date-typed.js';
import { preview } from './preview.js';
import type { Asked } from './proposed.js';
import { subjectOf } from './subject.js';

/** @param again the same for another meeting, by its title */
export async function undoAsked(
  asked: Pick<Asked, 'meeting' | 'date'>,
  context: CommandContext,
  again: (title: string) => Invoke,
): Promise<Reply> {
  const subject =
    asked.meeting === undefined && asked.date === undefined ? undefined : subjectOf(asked.meeting, context, again);
  const typed = asked.date ?? subject?.rest ?? '';
  if (subject !== undefined && typed !== '') {
    const { meeting } = subject;
    const original = changedOn(typed, meeting, context) ?? dateTyped(typed, meeting, context, again).original;
    return preview({ kind: 'undo', meeting, original }, context);
  }
  const latest = latestOf(subject?.meeting, context);
  if (latest === undefined) throw problem('nothing-to-undo', { what: subject?.meeting.title ?? 'any coming date' });
  return preview({ kind: 'undo', ...latest }, context);
}

/** By its original date, because a date that was added and taken back, or that the rule lost, has no other. */
function changedOn(typed: string, { id }: Meeting, { changes }: CommandContext): WallTime | undefined {
  const wall = parseWall(typed);
  const text = wall === undefined ? parseDate(typed) && typed.trim() : wallText(wall);
  if (text === undefined) return undefined;
  return [...occurrenceStates(changes.list()).values()].find(
    ({ meeting, original, standing }) => meeting === id && standing.length > 0 && wallText(original).startsWith(text),
  )?.original;
}

/** What was changed last and still stands, of dates that are not over. */
function latestOf(only: Meeting | undefined, { community, schedule, changes, now }: CommandContext) {
  const states = [...occurrenceStates(changes.list()).values()]
    .filter(({ standing }) => standing.length > 0)
    .sort((a, b) => (b.standing.at(-1)?.id ?? 0) - (a.standing.at(-1)?.id ?? 0));
  for (const { meeting: id, original } of states) {
    const meeting = only ?? community.meetings.find((each) => each.id === id);
    if (meeting === undefined || meeting.id !== id) continue;
    const until = schedule.named(id, original)?.until ?? instantOf(original, meeting.series.zone);
    if (until > now) return { meeting, original };
  }
  return undefined;
}
