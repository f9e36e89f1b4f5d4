/** Behind the buttons that confirm a change. All of it is said, so that pressing twice changes nothing more. */
import { type CommandContext, choice, count, defineCommand, text } from '../src/command/command.js';
import { problem } from '../src/command/errors.js';
import { cleanLine } from '../src/reply/clean.js';
import type { Line, Reply } from '../src/reply/reply.js';
import type { Change, NewChange, Recorded } from '../src/schedule/change.js';
import { stateOf } from '../src/schedule/state-of.js';
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
      ...(kind === 'move' && to && { to }),
      ...(why && { why: cleanLine(why) }),
      ...(note && { note: cleanLine(note) }),
    };
    return make(draft, follows, context);
  },
});

async function make(draft: Draft, follows: number, context: CommandContext): Promise<Reply> {
  // What was pressed before, or was overtaken, is told so by the record; as a change of its own it could not be made any more.
  if (!isTaken(draft, follows, context)) checkDraft(standingOf(draft, context), context);
  const recorded = await record(newChange(draft, follows, context), context);
  if (recorded.outcome === 'overtaken') return overtaken(draft, recorded.by, context);
  if (recorded.outcome === 'recorded') return done(draft, context);
  const since = changedSince(recorded.change, context);
  return since === undefined ? done(draft, context, true) : overtaken(draft, since, context);
}

/** A button may be older than the database that changes are kept in now: what it follows is then in no log. */
async function record(change: NewChange, { changes }: CommandContext): Promise<Recorded> {
  try {
    return await changes.record(change);
  } catch (error) {
    const isKnown = change.follows === 0 || changes.list().some(({ id }) => id === change.follows);
    throw isKnown ? error : problem('old-button');
  }
}

/** The latest change of that date, where what was made once, by an earlier press, does not hold any more. */
function changedSince(made: Change, { changes }: CommandContext): Change | undefined {
  const state = stateOf(changes.list(), made.meeting, made.original);
  if (state === undefined) return undefined;
  const { latest, place, note } = state;
  return [latest, place, note].some((one) => one?.id === made.id) ? undefined : latest;
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
