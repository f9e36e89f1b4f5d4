/** The coming dates that differ from their meeting's rule: what was changed in chat, and what the community file says. */
import type { CommandContext } from '../../src/command/command.js';
import { fileLine } from '../../src/community/file-line.js';
import type { Meeting } from '../../src/community/model.js';
import { list, moment, reply, shorten, strong, text } from '../../src/reply/build.js';
import { pageOf } from '../../src/reply/page.js';
import type { Line, Reply } from '../../src/reply/reply.js';
import { type ChangeStanding, changeStanding } from '../../src/schedule/change-standing.js';
import { type OccurrenceState, occurrenceKey, occurrenceStates } from '../../src/schedule/occurrence-state.js';
import { occurrenceNamed } from '../../src/time/recurrence.js';
import type { Occurrence } from '../../src/time/series.js';
import { type CivilDate, dateText, type Instant, instantOf, type WallTime, wallOf } from '../../src/time/zoned.js';
import { byLine, changeLine } from './change-line.js';
import { undoChoice } from './done.js';
import { shortWhen } from './short-date.js';

/** Leaves room on a button for the date behind it, which tells one button from another. */
const titleOnButton = 40;

/** One date that differs. */
interface Differing {
  readonly meeting: Meeting;
  readonly original: WallTime;
  /** Where it stands, or stood. */
  readonly at: Instant;
  /** What the file says of it. */
  readonly file?: Occurrence;
  readonly state?: OccurrenceState;
}

/** @param only one meeting; all of them without it */
export function changesList(only: Meeting | undefined, page: number, context: CommandContext): Reply {
  const found = differing(only, context);
  const { shown, paging } = pageOf(found, page, (to) => ({
    command: 'schedule',
    options: { do: 'list', ...(only && { meeting: only.id }), page: to },
  }));
  const inChat = found.filter(({ state }) => state !== undefined).length;
  const of = only === undefined ? '' : ` of ${only.title}`;
  const summary =
    found.length === 0
      ? `No coming date${of} differs from its rule.`
      : `${found.length === 1 ? '1 coming date' : `${found.length} coming dates`}${of} ${found.length === 1 ? 'differs' : 'differ'} from the rule; ${inChat} changed in chat.`;
  return reply({
    title: only === undefined ? 'Changes of the schedule' : `${only.title}: changes`,
    summary,
    body: [text(summary), ...(shown.length === 0 ? [] : [list(...shown.map((one) => differingLine(one, context)))])],
    choices: shown
      .filter(({ state }) => state !== undefined)
      .map(({ meeting, original }) =>
        undoChoice(meeting.id, original, `Undo: ${shorten(meeting.title, titleOnButton)}, ${shortWhen(original)}`),
      ),
    ...(paging && { paging }),
  });
}

function differing(only: Meeting | undefined, context: CommandContext): readonly Differing[] {
  const { community, changes, now } = context;
  const byId = new Map(community.meetings.map((meeting) => [meeting.id, meeting]));
  const byKey = new Map<string, Differing>();
  const keep = (one: Differing) => {
    if (one.at + one.meeting.lastsMinutes * 60 > now)
      byKey.set(occurrenceKey({ meeting: one.meeting.id, original: one.original }), one);
  };
  for (const meeting of only === undefined ? community.meetings : [only]) {
    for (const file of exceptionsOfFile(meeting, now)) keep({ meeting, original: file.original, at: file.at, file });
  }
  for (const state of occurrenceStates(changes.list()).values()) {
    const meeting = byId.get(state.meeting);
    if (meeting === undefined || (only !== undefined && meeting !== only) || state.standing.length === 0) continue;
    const file = occurrenceNamed(meeting.series, state.original);
    keep({ meeting, original: state.original, at: standsAt(state, meeting, context), state, ...(file && { file }) });
  }
  return [...byKey.values()].sort((a, b) => a.at - b.at);
}

/** Where a changed date stands now; one that the rule no longer has, where it would. */
function standsAt({ original, place }: OccurrenceState, meeting: Meeting, { schedule }: CommandContext): Instant {
  const now = schedule.named(meeting.id, original);
  return now?.at ?? instantOf(place?.to ?? original, meeting.series.zone);
}

/** What the file skips, moves and adds from the day before on; the engine says what is left of each entry. */
function exceptionsOfFile({ series }: Meeting, now: Instant): readonly Occurrence[] {
  const { except, moved, extra, slots, zone } = series;
  const today = dateText(wallOf((now - 86_400) as Instant, zone));
  const named = (date: CivilDate, at?: { readonly hour: number; readonly minute: number }): readonly WallTime[] =>
    (at === undefined ? slots : [at]).map(({ hour, minute }) => ({ ...date, hour, minute }));
  const originals = [
    ...except.filter(({ date }) => dateText(date) >= today).flatMap(({ date, at }) => named(date, at)),
    ...moved
      .filter(({ from, to }) => dateText(from) >= today || dateText(to) >= today)
      .flatMap(({ from, at }) => named(from, at)),
    ...extra.filter(({ at }) => dateText(at) >= today).map(({ at }) => at),
  ];
  return originals.flatMap((original) => {
    const one = occurrenceNamed(series, original);
    return one === undefined || one.status === 'scheduled' ? [] : [one];
  });
}

function differingLine(one: Differing, context: CommandContext): Line {
  const { meeting, at, state, file } = one;
  const home = meeting.series.zone;
  // Behind a move made in chat stands where to: in front stands which date it was.
  const isMovedInChat = state?.standing.some(({ kind }) => kind === 'move') ?? false;
  const shown = isMovedInChat ? instantOf(one.original, home) : at;
  const head: Line = [moment(shown, home), ' · ', strong(meeting.title), ' · '];
  if (state === undefined)
    return [
      ...head,
      ...(file === undefined ? [] : fileWords(file, meeting)),
      ` · ${fileLine(context.community, meeting.line)}`,
    ];
  const told = state.standing.flatMap(
    (change): Line => [' · ', ...changeLine(change, meeting), ', ', ...byLine(change, meeting)],
  );
  return [...head, ...told.slice(1), ...standingWords(changeStanding(state, context.community), context)];
}

function fileWords({ status, original, why }: Occurrence, { series: { zone } }: Meeting): Line {
  const because = why === undefined ? '' : `: ${why}`;
  if (status === 'moved') return ['moved from ', moment(instantOf(original, zone), zone), because];
  return [`${status === 'extra' ? 'added' : 'skipped'}${because}`];
}

/** How chat and file stand to each other, where they both speak of that date. */
function standingWords(standing: ChangeStanding, { community }: CommandContext): Line {
  switch (standing.is) {
    case 'holds':
      return [];
    case 'in-file':
      return [` · the file says the same by now (${fileLine(community, standing.line)})`];
    case 'contradicts':
      return [` · the file says otherwise: ${standing.says} (${fileLine(community, standing.line)}); this holds`];
    case 'no-date':
      return [' · the file’s rule has no such date any more, so this has no effect'];
  }
}
