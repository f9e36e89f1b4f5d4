/** A change as it is shown back before it is made: nothing happens until its button is pressed. */
import type { CommandContext } from '../../src/command/command.js';
import { code, fields, reply, strong, text } from '../../src/reply/build.js';
import type { Block, Line, Reply } from '../../src/reply/reply.js';
import { instantOf, type WallTime, wallText } from '../../src/time/zoned.js';
import { checkDraft, type Draft, type Standing, standingOf, whenWords } from './draft.js';
import { followLine } from './follow-line.js';
import { confirmChoice, reasonChoices, timeChoices } from './preview-choices.js';
import { previewRows } from './preview-rows.js';
import { spaced } from './short-date.js';
import { warningsOf } from './warnings.js';

/** What is known of how the new time was typed. */
export interface TypedDetail {
  /** The zone that was named with it, IANA. */
  readonly zone?: string;
  /** Times that the same words may mean as well. */
  readonly alternatives?: readonly WallTime[];
  /** What was made of a time that the clock skips or shows twice. */
  readonly remark?: string;
}

/**
 * Throws a ReaderError where the change cannot be made.
 * @param before a sentence above it
 */
export async function preview(
  draft: Draft,
  context: CommandContext,
  { zone, alternatives = [], remark }: TypedDetail = {},
  before?: Line,
): Promise<Reply> {
  const standing = standingOf(draft, context);
  if (alternatives.length > 0) return choiceOfTimes(standing, alternatives, context, zone);
  checkDraft(standing, context);
  const { then } = standing;
  const follows = await followLine(standing, context);
  const warnings = [...(remark === undefined ? [] : [remark]), ...warningsOf(standing, context)];
  const asksWhy = draft.why === undefined && (draft.kind === 'skip' || draft.kind === 'move');
  return reply({
    title: titleOf(draft),
    summary: `Nothing is changed yet. ${question(standing)}`,
    body: [
      ...(before === undefined ? [] : [text(...before)]),
      fields(...previewRows(standing, then === undefined ? [] : [then], zone, context)),
      ...warnings.map((warning) => text(strong('Mind: '), warning)),
      ...(follows === undefined ? [] : [text(follows)]),
      asksWhy ? reasonAsked(draft) : text('Nothing is changed until you press the button.'),
    ],
    choices: asksWhy ? reasonChoices(standing) : [confirmChoice(standing)],
  });
}

/** A bare weekday, or 10 o'clock without morning or evening: nobody guesses, the reader presses one. */
function choiceOfTimes(
  standing: Standing,
  alternatives: readonly WallTime[],
  context: CommandContext,
  zone: string | undefined,
): Reply {
  const { draft } = standing;
  const meant = draft.kind === 'add' ? draft.original : (draft.to ?? draft.original);
  const walls = [meant, ...alternatives].sort((a, b) => (wallText(a) < wallText(b) ? -1 : 1));
  const times = walls.map((wall) => instantOf(wall, draft.meeting.series.zone));
  const said = `That may be any of ${walls.length} times. Press the one that you mean; nothing is changed until then.`;
  return reply({
    title: titleOf(draft),
    summary: said,
    body: [fields(...previewRows(standing, times, zone, context)), text(said)],
    choices: timeChoices(standing, walls),
  });
}

function titleOf({ kind, meeting }: Draft): string {
  return `${meeting.title}: ${kind} it?`;
}

/** One sentence that says all of it; times in the meeting's zone. */
function question({ draft, now, then }: Standing): string {
  const { meeting, kind, note, why } = draft;
  const of = now === undefined ? meeting.title : `${meeting.title} of ${whenWords(now.at, meeting)}`;
  const because = why === undefined ? '' : ` Reason: ${why}.`;
  const to = then === undefined ? '' : whenWords(then, meeting);
  switch (kind) {
    case 'skip':
      return `Skip ${of}?${because}`;
    case 'move':
      return `Move ${of} to ${to}?${because}`;
    case 'add':
      return `Add ${meeting.title} on ${to}?${because}`;
    case 'note':
      return note ? `Note for ${of}: ${note}` : `Take the note for ${of} away?`;
    case 'undo':
      return `Undo the latest change of ${of}?`;
  }
}

function reasonAsked({ kind, meeting, original, to }: Draft): Block {
  const line = [kind, meeting.id, spaced(original), ...(to === undefined ? [] : ['to', spaced(to)])].join(' ');
  return text(
    'Say why, so that people read it: press a reason, which makes the change, or type ',
    code(`/schedule ${line} because …`),
  );
}
