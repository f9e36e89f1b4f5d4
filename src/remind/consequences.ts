/**
 * What a change of one occurrence does to the ledger, decided from its rows alone: pure, so that it can be decided anew.
 *
 *   what may be shown already (posted, claimed, or uncertain) is due for editing: reminders whatever was changed, earlier
 *   notices where the meeting is not so any more, or so again;
 *   what is not shown yet takes the new time, or is skipped with the occurrence;
 *   a room that was told of what is no longer so gets one notice, as does one whose reminder would have been due by now;
 *   where the new time is so much later that people need reminding of it, a further reminder is planned.
 *
 * A room that never saw an earlier change, because its notice had not gone out, is not told that it was taken back.
 */
import type { Platform } from '../adapter.js';
import type { ReminderRule } from '../community/model.js';
import type { Change } from '../schedule/change.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import type { ConcernedRow, Consequences } from '../store/change-log.js';
import type { NewNotice, NewReminder } from '../store/ledger.js';
import { type Instant, wallText } from '../time/zoned.js';
import { changeNoticeKey, toldChange } from './change-notice-key.js';
import { changeNotice } from './change-words.js';
import { reminderKey } from './key.js';
import { dueAt, tooLateAt } from './lateness.js';
import type { Placement } from './placement.js';
import type { ConnectedPlatform } from './plan.js';

/** Why a reminder is not posted in whose place the room gets the notice. */
export const TOLD_OTHERWISE = 'the room is told of the change itself';
/**
 * What is due so soon is planned with the change itself, and not left to the scan: where the process ends right after it, the
 * others may have looked at that minute already.
 */
const SOON_SECONDS = 120;

export interface ChangedOccurrence {
  /** As it stood; undefined where it was not there. */
  readonly before: ScheduledOccurrence | undefined;
  /** As it stands now; undefined where it is no longer there. */
  readonly after: ScheduledOccurrence | undefined;
  /** The meeting's. */
  readonly rules: readonly ReminderRule[];
  readonly platforms: readonly ConnectedPlatform[];
  readonly now: Instant;
  readonly change: Change;
  /** What each of its changes made of it, this one among them. */
  readonly placement: Placement;
}

interface Place {
  readonly platform: Platform;
  readonly room: string;
}

/** One rule's reminders in one room on one platform. */
interface Target extends Place {
  readonly rule: ReminderRule;
  /** The first one, and those that remind again, in that order. */
  readonly rows: readonly ConcernedRow[];
}

export function consequencesOf(of: ChangedOccurrence, rows: readonly ConcernedRow[]): Consequences {
  const reminders = rows.filter(({ kind }) => kind === 'reminder');
  const edits = reminders.filter(mayBeShown).map(({ key }) => key);
  if (!isOtherwise(of)) return { reminders: [], edits, notices: [], withdrawn: [] };
  const notices = rows.filter(({ kind, key }) => kind === 'notice' && toldChange(key) !== undefined);
  const taking = takingPlace(of.after);
  const written =
    taking === undefined
      ? reminders
          .filter((row) => row.state === 'planned' && !row.unsure)
          .map((row) => skippedRow(row, of.now, whyNot(of)))
      : targetsOf(of, reminders).flatMap((target) => writtenFor(of, taking, target, knowsOf(of, rows, target)));
  return {
    reminders: written,
    // What a room was told before may be so no longer, or again.
    edits: [...edits, ...notices.filter(mayBeShown).map(({ key }) => key)],
    notices: noticesOf(of, rows, written),
    withdrawn: notices
      .filter((row) => row.state === 'planned' && !row.unsure)
      .map(({ key }) => ({ key, why: 'the meeting was changed again' })),
  };
}

/** A try may have been shown, or is under way. */
function mayBeShown({ state, unsure }: ConcernedRow): boolean {
  return state === 'posted' || state === 'claimed' || (state === 'planned' && unsure);
}

function takingPlace(occurrence: ScheduledOccurrence | undefined): ScheduledOccurrence | undefined {
  return occurrence?.status === 'skipped' ? undefined : occurrence;
}

/** Whether it takes place where it did not, the other way round, or at another time. */
function isOtherwise({ before, after }: ChangedOccurrence): boolean {
  return takingPlace(before)?.at !== takingPlace(after)?.at;
}

function whyNot({ after }: ChangedOccurrence): string {
  if (after === undefined) return 'the extra meeting was taken back';
  return `the meeting is skipped${after.why === undefined ? '' : `: ${after.why}`}`;
}

function skippedRow(row: NewReminder, at: Instant, why: string): NewReminder {
  const { key, again, meeting, original, beforeMinutes, room, platform, dueAt: due, startsAt } = row;
  const name = { key, meeting, original, beforeMinutes, room, platform, dueAt: due, startsAt };
  return { ...name, ...(again === undefined ? {} : { again }), skipped: { at, why } };
}

function isAt({ platform, room }: Place, place: Place): boolean {
  return platform === place.platform && room === place.room;
}

/** Each rule in each of its rooms on each platform that has it, once. */
function targetsOf({ rules, platforms }: ChangedOccurrence, rows: readonly ConcernedRow[]): readonly Target[] {
  const targets = new Map<string, Target>();
  for (const rule of rules) {
    for (const room of rule.rooms) {
      const of = (platform: Platform) =>
        rows
          .filter((row) => row.beforeMinutes === rule.beforeMinutes && isAt(row, { platform, room }))
          .sort((a, b) => (a.again ?? 1) - (b.again ?? 1));
      const connected = platforms.filter(({ channelOf }) => channelOf(room) !== undefined);
      // A platform that is away now keeps its reminders until it is back.
      const known = rows.filter((row) => row.room === room && row.beforeMinutes === rule.beforeMinutes);
      for (const platform of new Set([...connected, ...known].map((each) => each.platform))) {
        const name = `${rule.beforeMinutes}/${platform}/${room}`;
        if (!targets.has(name)) targets.set(name, { platform, room, rule, rows: of(platform) });
      }
    }
  }
  return [...targets.values()];
}

/** The rows of one target as they are to stand now; those that stand so already are left out. */
function writtenFor(
  of: ChangedOccurrence,
  after: ScheduledOccurrence,
  target: Target,
  knows: boolean,
): readonly NewReminder[] {
  const { now } = of;
  const due = dueAt(after, target.rule);
  const shown = target.rows.findLast(mayBeShown);
  const open = target.rows.filter((row) => !mayBeShown(row));
  const last = open.at(-1);
  const skipped = (why: string) =>
    open.filter(({ state }) => state === 'planned').map((row) => skippedRow(row, now, why));
  if (shown !== undefined) {
    const again = due > now ? againRow(shown, after, target.rule) : undefined;
    if (again === undefined) return skipped('an earlier reminder shows when the meeting is');
    // One that was planned for an earlier move takes the new time.
    const next = (last?.again ?? 1) > (shown.again ?? 1) ? last : undefined;
    return next === undefined ? [again] : changed(next, rowFor(after, target, due, next.again));
  }
  const planned = rowFor(after, target, due, last?.again);
  if (due > now) return last === undefined && due - now > SOON_SECONDS ? [] : changed(last, planned);
  if (now >= tooLateAt(after, target.rule)) return skipped('the meeting had started when it was changed');
  if (!knows) return [{ ...planned, skipped: { at: now, why: TOLD_OTHERWISE } }];
  return last?.why === TOLD_OTHERWISE ? [] : changed(last, planned);
}

function changed(row: ConcernedRow | undefined, wanted: NewReminder): readonly NewReminder[] {
  const isSame = row?.state === 'planned' && row.dueAt === wanted.dueAt && row.startsAt === wanted.startsAt;
  return isSame ? [] : [wanted];
}

function rowFor(
  { meeting, original, at }: ScheduledOccurrence,
  { rule, room, platform }: Omit<Target, 'rows'>,
  due: Instant,
  again: number | undefined,
): NewReminder {
  const which = again === undefined ? {} : { again };
  const { beforeMinutes } = rule;
  const name = { meeting: meeting.id, beforeMinutes, room, platform };
  return {
    key: reminderKey({ ...name, original, ...which }),
    ...which,
    ...name,
    original: wallText(original),
    dueAt: due,
    startsAt: at,
  };
}

/**
 * The reminder that follows a posted one whose meeting is now later by its offset or more: an edited message reminds nobody.
 * Undefined where none is needed.
 */
export function againRow(
  shown: Pick<ConcernedRow, 'again' | 'room' | 'platform' | 'startsAt'> & { readonly state?: ConcernedRow['state'] },
  after: ScheduledOccurrence,
  rule: ReminderRule,
): NewReminder | undefined {
  // What became of one that is under way shows only when it has ended: its edit asks here again.
  if (shown.state !== undefined && shown.state !== 'posted') return undefined;
  const later = after.at - shown.startsAt;
  if (later <= 0 || later < rule.beforeMinutes * 60) return undefined;
  const { room, platform } = shown;
  return rowFor(after, { rule, room, platform }, dueAt(after, rule), (shown.again ?? 1) + 1);
}

/** When the room read it, or the earliest that it may have. */
function readAt({ found, dueAt: due, settledAt }: ConcernedRow): number {
  return found ? due : (settledAt ?? due);
}

/**
 * Whether what a room read last is how things stand now. Of what may have been shown, nobody knows when it was read: a room
 * knows only what such a message says too. And a notice that is not shown yet is dropped, because this change overtakes it.
 */
function knowsOf(of: ChangedOccurrence, rows: readonly ConcernedRow[], place: Place): boolean {
  const { after, placement, change } = of;
  const isSo = (row: ConcernedRow) => {
    const told = toldChange(row.key);
    if (told === undefined) return row.startsAt === takingPlace(after)?.at;
    return row.state === 'posted' && placement(told.changeId) === placement(change.id);
  };
  const shown = rows.filter((row) => isAt(row, place) && mayBeShown(row));
  const last = shown
    .filter(({ state }) => state === 'posted')
    .sort((a, b) => readAt(a) - readAt(b) || (toldChange(a.key)?.changeId ?? 0) - (toldChange(b.key)?.changeId ?? 0))
    .at(-1);
  const open = shown.filter(({ state }) => state !== 'posted');
  return open.every(isSo) && (last === undefined ? open.length > 0 : isSo(last));
}

/** How long a notice helps: while the meeting is to come, or runs, or would. Undefined: it is all over, and nobody is told. */
function helpsUntil({ before, after, now }: ChangedOccurrence): Instant | undefined {
  const [old, next] = [takingPlace(before)?.until ?? 0, takingPlace(after)];
  const until = Math.max(old, next === undefined ? 0 : next.at > now ? next.at : next.until);
  return until > now ? (until as Instant) : undefined;
}

function noticesOf(
  of: ChangedOccurrence,
  rows: readonly ConcernedRow[],
  written: readonly NewReminder[],
): readonly NewNotice[] {
  const { before, after, change, now } = of;
  const until = helpsUntil(of);
  const words = changeNotice({ before, after, isUndo: change.kind === 'undo' });
  if (until === undefined || words === undefined) return [];
  const instead = written.filter(({ skipped }) => skipped?.why === TOLD_OTHERWISE);
  const places = [...rows.filter(mayBeShown), ...instead].filter((place) => !knowsOf(of, rows, place));
  const byKey = new Map<string, NewNotice>();
  for (const { platform, room } of places) {
    const { id: changeId, meeting, original } = change;
    const key = changeNoticeKey({ meeting, original, changeId, platform, room });
    byKey.set(key, { key, platform, room, reply: words, dueAt: now, until });
  }
  return [...byKey.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
}
