/** Behind the buttons that confirm a change. All of it is said, so that pressing twice changes nothing more. */
import { type CommandContext, choice, count, defineCommand, text } from '../src/command/command.js';
import { problem } from '../src/command/errors.js';
import { cleanLine } from '../src/reply/clean.js';
import type { Line, Reply } from '../src/reply/reply.js';
import type { Change } from '../src/schedule/change.js';
import { parseWall, wallText } from '../src/time/zoned.js';
import { byLine, changeLine } from './schedule/change-line.js';
import { done } from './schedule/done.js';
import { checkDraft, type Draft, newChange, standingOf } from './schedule/draft.js';
import { longest } from './schedule/lengths.js';
import { preview } from './schedule/preview.js';

export const scheduleChange = defineCommand({
  name: 'schedule-change',
  summary: 'Make a change of the schedule that was shown before',
  examples: ['schedule-change'],
  unlisted: true,
  maintainers: true,
  options: {
    kind: choice('What is done', ['skip', 'move', 'add', 'note', 'undo']),
    meeting: text('Which meeting, by its id', 60),
    original: text('Which date, by its original local time', 20),
    follows: count('The latest change that was shown', 0, 999_999_999),
    to: text('The new local time', 20).optional(),
    why: text('Why', longest.reason).optional(),
    note: text('The note', longest.note).optional(),
  },
  run({ kind, meeting: id, original: named, follows, to: typed, why, note }, context) {
    const meeting = context.community.meetings.find((each) => each.id === id);
    const original = parseWall(named);
    const to = typed === undefined ? undefined : parseWall(typed);
    if (meeting === undefined || original === undefined || (kind === 'move' && to === undefined)) {
      throw problem('old-button');
    }
    const draft: Draft = {
      kind,
      meeting,
      original,
      ...(to && { to }),
      ...(why && { why: cleanLine(why) }),
      ...(note && { note: cleanLine(note) }),
    };
    return make(draft, follows, context);
  },
});

async function make(draft: Draft, follows: number, context: CommandContext): Promise<Reply> {
  // What was pressed before, or was overtaken, is told so by the record; as a change of its own it could not be made any more.
  if (!isTaken(draft, follows, context)) checkDraft(standingOf(draft, context), context);
  const recorded = await context.changes.record(newChange(draft, follows, context));
  if (recorded.outcome === 'overtaken') return overtaken(draft, recorded.by, context);
  return done(draft, context, recorded.outcome === 'already');
}

function isTaken({ meeting, original }: Draft, follows: number, { changes }: CommandContext): boolean {
  const text = wallText(original);
  return changes
    .list()
    .some((one) => one.meeting === meeting.id && one.follows === follows && wallText(one.original) === text);
}

/** Says who changed it meanwhile, and asks anew; where the same was done, or nothing is left to do, it says that. */
async function overtaken(draft: Draft, by: Change, context: CommandContext): Promise<Reply> {
  const { meeting } = draft;
  const before: Line = ['Meanwhile it was changed: ', ...changeLine(by, meeting), ', ', ...byLine(by, meeting), '.'];
  return preview(draft, context, {}, before);
}
