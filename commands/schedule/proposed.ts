/** From what was typed to the change that is shown back: which date, what time, which words. */
import type { CommandContext } from '../../src/command/command.js';
import { problem } from '../../src/command/errors.js';
import type { Meeting } from '../../src/community/model.js';
import { cleanLine } from '../../src/reply/clean.js';
import type { Invoke, Reply } from '../../src/reply/reply.js';
import type { ScheduledOccurrence } from '../../src/schedule/schedule.js';
import { readTypedTime, type TypedTime } from '../../src/time/typed-time.js';
import { type Instant, instantOf, type WallTime, wallOf } from '../../src/time/zoned.js';
import { dateAndWords, dateTyped } from './date-typed.js';
import type { Draft } from './draft.js';
import { preview, type TypedDetail } from './preview.js';
import { clockWords, shortWhen } from './short-date.js';
import { subjectOf } from './subject.js';

export interface Asked {
  readonly meeting: string | undefined;
  readonly date: string | undefined;
  readonly to: string | undefined;
  readonly note: string | undefined;
  readonly reason: string | undefined;
}

/** Typed in place of a note: there is to be none. */
const noNote = /^(?:none|-|–|nothing|remove|clear)$/iu;

/** @param again the same for another meeting, by its title */
export async function proposed(
  doing: Exclude<Draft['kind'], 'undo'>,
  asked: Asked,
  context: CommandContext,
  again: (title: string) => Invoke,
): Promise<Reply> {
  const { meeting, rest } = subjectOf(asked.meeting, context, again);
  if (doing === 'add') return added(meeting, asked.to ?? asked.date ?? rest, whyOf(asked.reason), context);
  const { date, words } = splitDate(doing, asked, rest, meeting, context);
  const isOffered = ({ status }: ScheduledOccurrence) => doing !== 'skip' || status !== 'skipped';
  const one = dateTyped(date, meeting, context, again, isOffered);
  const why = doing === 'note' ? {} : whyOf(asked.reason ?? words);
  const draft = { kind: doing, meeting, original: one.original, ...why };
  if (doing === 'skip') return preview(draft, context);
  if (doing === 'note') return preview({ ...draft, note: noteOf(asked.note ?? words) }, context);
  if (asked.to === undefined) throw missing('to when', `schedule move ${meeting.id} 2026-12-24 to thursday 10am`);
  const time = await timeTyped(asked.to, one.at, meeting, context);
  return preview({ ...draft, to: time.wall }, context, detailOf(time));
}

/** In a hurry "because" and the colon are left out: the words behind the date are the reason, or the note. */
function splitDate(
  doing: 'skip' | 'move' | 'note',
  { date, reason, note }: Asked,
  rest: string,
  meeting: Meeting,
  context: CommandContext,
): { readonly date: string; readonly words: string | undefined } {
  const isSaid = date !== undefined || doing === 'move' || (doing === 'skip' ? reason : note) !== undefined;
  if (isSaid) return { date: date ?? rest, words: undefined };
  return dateAndWords(rest, meeting, context);
}

function whyOf(typed: string | undefined): Pick<Draft, 'why'> {
  const reason = cleanLine(typed ?? '');
  return reason === '' ? {} : { why: reason };
}

/** A day alone takes the meeting's own time of day. */
async function added(
  meeting: Meeting,
  typed: string,
  why: Pick<Draft, 'why'>,
  context: CommandContext,
): Promise<Reply> {
  if (typed === '') throw missing('when', `schedule add ${meeting.id} friday 10am`);
  const { zone, slots } = meeting.series;
  const from = instantOf({ ...wallOf(context.now, zone), ...slots[0] }, zone);
  const time = await timeTyped(typed, from, meeting, context);
  return preview({ kind: 'add', meeting, original: time.wall, ...why }, context, detailOf(time));
}

function noteOf(typed: string | undefined): string {
  const note = cleanLine(typed ?? '');
  if (note === '') throw missing('what to note, behind a colon', 'schedule note community 2026-12-24: a guest speaks');
  return noNote.test(note) ? '' : note;
}

async function timeTyped(typed: string, from: Instant, meeting: Meeting, { now }: CommandContext): Promise<TypedTime> {
  const time = await readTypedTime(typed, { from, zone: meeting.series.zone, now });
  if ('problem' in time) throw problem('time-unclear', { said: time.problem });
  return time;
}

function detailOf({ wall, zoneTyped, alternatives, remark }: TypedTime): TypedDetail {
  return {
    ...(zoneTyped !== undefined && { zone: zoneTyped }),
    ...(alternatives.length > 0 && { alternatives: alternatives.map((other) => other.wall) }),
    ...(remark !== undefined && { remark: remarkWords(remark, wall) }),
  };
}

function remarkWords(remark: 'gap' | 'fold', wall: WallTime): string {
  return remark === 'gap'
    ? `That time is left out on that day, because clocks go forward: it is ${clockWords(wall)} instead.`
    : `${shortWhen(wall)} comes twice on that day, because clocks go back: it is the first of the two.`;
}

function missing(option: string, example: string) {
  return problem('missing-option', { option, example });
}
