/** From what was typed to the change that is shown back: which date, what time, which words. */
import type { CommandContext } from '../../src/command/command.js';
import { problem } from '../../src/command/errors.js';
import type { Meeting } from '../../src/community/model.js';
import { cleanLine } from '../../src/reply/clean.js';
import type { Invoke, Reply } from '../../src/reply/reply.js';
import { readTypedTime, type TypedTime } from '../../src/time/typed-time.js';
import { type Instant, instantOf, type WallTime, wallOf } from '../../src/time/zoned.js';
import { dateTyped } from './date-typed.js';
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
  const reason = cleanLine(asked.reason ?? '');
  const why = reason === '' || doing === 'note' ? {} : { why: reason };
  if (doing === 'add') return added(meeting, asked.to ?? asked.date ?? rest, why, context);
  const one = dateTyped(asked.date ?? rest, meeting, context, again);
  const draft = { kind: doing, meeting, original: one.original, ...why };
  if (doing === 'skip') return preview(draft, context);
  if (doing === 'note') return preview({ ...draft, note: noteOf(asked.note) }, context);
  if (asked.to === undefined) throw missing('to when', `schedule move ${meeting.id} 2026-12-24 to thursday 10am`);
  const time = await timeTyped(asked.to, one.at, meeting, context);
  return preview({ ...draft, to: time.wall }, context, detailOf(time));
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
