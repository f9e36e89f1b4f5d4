/** What is so now that a change is made, with the way back. */
import type { CommandContext } from '../../src/command/command.js';
import { choice as button, fields, moment, reply, text } from '../../src/reply/build.js';
import type { Choice, Reply } from '../../src/reply/reply.js';
import type { Change } from '../../src/schedule/change.js';
import type { Row } from '../../src/schedule/occurrence-lines.js';
import { type Draft, type Standing, standingOf, whenWords } from './draft.js';
import { spaced } from './short-date.js';

const titles = { skip: 'skipped', move: 'moved', add: 'added', note: 'noted', undo: 'undone' } as const;

/** @param again an earlier press made it already */
export function done(draft: Draft, context: CommandContext, again = false): Reply {
  const standing = standingOf(draft, context);
  const { meeting, kind } = draft;
  const said = sentence(standing);
  return reply({
    title: `${meeting.title}: ${titles[kind]}`,
    summary: again ? `Done already. ${said}` : said,
    body: [
      text(again ? `Done already. ${said}` : said),
      fields(...nowRows(standing)),
      ...(again ? [] : [text('Posted reminders, the calendar and the answers here follow within moments.')]),
    ],
    choices: [
      ...(kind === 'undo' ? [] : [undoChoice(meeting.id, draft.original)]),
      button('All changes', 'schedule', { do: 'list' }),
    ],
  });
}

/** Opens the question whether the latest change of that date is to be undone. */
export function undoChoice(meeting: string, original: Change['original'], label = 'Undo'): Choice {
  return button(label, 'schedule', { do: 'undo', meeting, date: spaced(original) });
}

/** What the schedule says now; times in the meeting's zone, which is named. */
function sentence({ draft, now }: Standing): string {
  const { meeting, kind, note } = draft;
  const when = now === undefined ? '' : whenWords(now.at, meeting);
  if (now === undefined) return `${meeting.title} no longer has that date.`;
  if (kind === 'note') return note ? `Noted for ${meeting.title} of ${when}.` : `The note for ${when} is taken away.`;
  if (now.status === 'skipped') return `${meeting.title} of ${when} is skipped${now.why ? `: ${now.why}` : ''}.`;
  return `${meeting.title} takes place on ${when}.`;
}

function nowRows({ draft, now }: Standing): readonly Row[] {
  if (now === undefined) return [];
  const home = draft.meeting.series.zone;
  return [
    ...(now.status === 'skipped' ? [] : [['When', moment(now.at, home, { until: now.until })] as const]),
    ...(now.why === undefined || now.status === 'skipped' ? [] : [['Reason', now.why] as const]),
    ...(now.note === undefined ? [] : [['Note', now.note] as const]),
  ];
}
