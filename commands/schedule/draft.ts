/** A change that somebody is about to make: what it is of, what it would make of it, and whether it can be made at all. */
import { authorName } from '../../src/command/author-words.js';
import type { CommandContext } from '../../src/command/command.js';
import { problem } from '../../src/command/errors.js';
import { fileLine } from '../../src/community/file-line.js';
import type { Meeting } from '../../src/community/model.js';
import type { Invoke } from '../../src/reply/reply.js';
import type { Change, ChangeKind, NewChange } from '../../src/schedule/change.js';
import type { OccurrenceState } from '../../src/schedule/occurrence-state.js';
import type { ScheduledOccurrence } from '../../src/schedule/schedule.js';
import { stateOf } from '../../src/schedule/state-of.js';
import { occurrenceNamed } from '../../src/time/recurrence.js';
import { sayMoment } from '../../src/time/say.js';
import { type Instant, instantOf, type WallTime, wallText } from '../../src/time/zoned.js';
import { shortWhen } from './short-date.js';

/** Whoever names a later date mistyped its year. */
const farthestYears = 5;
/** In seconds. */
const farthest = farthestYears * 366 * 86_400;

export interface Draft {
  readonly kind: ChangeKind;
  readonly meeting: Meeting;
  readonly original: WallTime;
  /** For `move`. */
  readonly to?: WallTime;
  readonly why?: string;
  /** For `note`; empty takes it away. */
  readonly note?: string;
}

/** A draft with all that is known of its occurrence as things stand. */
export interface Standing {
  readonly draft: Draft;
  /** Absent where there is no such date yet. */
  readonly now?: ScheduledOccurrence;
  readonly state?: OccurrenceState;
  /** When it takes place once the change is made; absent where it does not. */
  readonly then?: Instant;
  /** For `undo`: what is taken back. */
  readonly undone?: Change;
}

/** What the draft would change, as things stand. Checks nothing. */
export function standingOf(draft: Draft, { schedule, changes }: CommandContext): Standing {
  const { meeting, original } = draft;
  const now = schedule.named(meeting.id, original);
  const state = stateOf(changes.list(), meeting.id, original);
  const undone = draft.kind === 'undo' ? state?.standing.at(-1) : undefined;
  const then = thenOf(draft, now, state);
  return {
    draft,
    ...(now && { now }),
    ...(state && { state }),
    ...(undone && { undone }),
    ...(then !== undefined && { then }),
  };
}

function thenOf(
  { kind, meeting, original, to }: Draft,
  now: ScheduledOccurrence | undefined,
  state: OccurrenceState | undefined,
): Instant | undefined {
  const zone = meeting.series.zone;
  switch (kind) {
    case 'skip':
      return undefined;
    case 'move':
      return to === undefined ? undefined : instantOf(to, zone);
    case 'add':
      return instantOf(original, zone);
    case 'note':
      return now?.status === 'skipped' ? undefined : now?.at;
    case 'undo':
      return afterUndo(meeting, original, state?.standing.slice(0, -1) ?? []);
  }
}

/** What the changes that are left say, and without any of them what the file says. */
function afterUndo(meeting: Meeting, original: WallTime, left: readonly Change[]): Instant | undefined {
  const zone = meeting.series.zone;
  const place = left.findLast(({ kind }) => kind !== 'note');
  if (place === undefined) {
    const ofFile = occurrenceNamed(meeting.series, original);
    return ofFile === undefined || ofFile.status === 'skipped' ? undefined : ofFile.at;
  }
  if (place.kind === 'skip') return undefined;
  return instantOf(place.to ?? original, zone);
}

/** Throws a ReaderError where the change cannot be made, or would change nothing. */
export function checkDraft(standing: Standing, context: CommandContext): void {
  const { draft, now, state, then } = standing;
  const { meeting, kind, original } = draft;
  const { title } = meeting;
  const at = now?.at ?? instantOf(original, meeting.series.zone);
  const when = whenWords(at, meeting);
  if (kind === 'undo') {
    checkUndo(standing, when, context);
    return;
  }
  if ((kind === 'move' || kind === 'add') && then !== undefined && then <= context.now) {
    throw problem('time-past', { when: whenWords(then, meeting) });
  }
  if ((kind === 'move' || kind === 'add') && then !== undefined && then > context.now + farthest) {
    const said = `${whenWords(then, meeting)} is more than ${farthestYears} years away. Say a nearer date.`;
    throw problem('time-unclear', { said });
  }
  if (kind === 'add') {
    if (now !== undefined && now.status !== 'skipped') throw problem('planned-already', { meeting: title, when });
    return;
  }
  if (now === undefined) throw problem('no-such-date', { meeting: title, date: shortWhen(original), near: [] });
  if (now.until <= context.now) throw problem('date-over', { meeting: title, when });
  if (kind === 'skip' && now.status === 'skipped') {
    const by = state?.place?.kind === 'skip' ? authorName(state.place.by) : fileLine(context.community, meeting.line);
    throw problem('skipped-already', { meeting: title, when, by });
  }
  if (kind === 'move' && now.status !== 'skipped' && then === now.at) {
    throw problem('stands-there', { meeting: title, when });
  }
  if (kind === 'note' && (draft.note ?? '') === (now.note ?? '')) throw problem('same-note', { meeting: title, when });
}

function checkUndo({ draft, now, undone }: Standing, when: string, { community, now: present }: CommandContext): void {
  const { meeting } = draft;
  if (undone === undefined) {
    const isOfFile = now !== undefined && now.status !== 'scheduled';
    if (isOfFile) throw problem('in-the-file', { when, file: fileLine(community, meeting.line) });
    throw problem('nothing-to-undo', { what: `${meeting.title} of ${when}` });
  }
  if (now !== undefined && now.until <= present) throw problem('date-over', { meeting: meeting.title, when });
}

/** "Thursday 24 December 2026, 11:00 in Los Angeles": the meeting's own time, which all maintainers share. */
export function whenWords(at: Instant, { series }: Meeting): string {
  return sayMoment({ at, show: 'day-time', home: series.zone });
}

/** What the button that confirms it runs: all of it is said, so that a second press asks for the very same. */
export function confirmInvoke({ draft, state }: Standing, parts: Pick<Draft, 'why'> = draft): Invoke {
  const { kind, meeting, original, to, note } = draft;
  return {
    command: 'schedule-change',
    options: {
      kind,
      meeting: meeting.id,
      original: wallText(original),
      follows: state?.latest.id ?? 0,
      ...(to && { to: wallText(to) }),
      ...(parts.why !== undefined && { why: parts.why }),
      ...(note && { note }),
    },
  };
}

export function newChange(draft: Draft, follows: number, { asking }: CommandContext): NewChange {
  const { kind, meeting, original, to, why, note } = draft;
  const { id, name } = asking.reader;
  return {
    kind,
    meeting: meeting.id,
    original,
    ...(to && { to }),
    ...(why !== undefined && { why }),
    ...(kind === 'note' && { note: note ?? '' }),
    by: { platform: asking.platform, id, ...(name !== undefined && { name }) },
    follows,
  };
}
