import type { CommandContext } from '../../src/command/command.js';
import type { Meeting } from '../../src/community/model.js';
import { choice, list, moment, reply, text } from '../../src/reply/build.js';
import type { Line, Reply } from '../../src/reply/reply.js';
import { skippedSentence } from '../../src/schedule/occurrence-lines.js';
import type { ScheduledOccurrence } from '../../src/schedule/schedule.js';
import { sayMoment } from '../../src/time/say.js';
import { allMeetingsChoice, rhythmOf } from './next-meeting.js';

const howMany = 8;

/** The coming dates of one meeting, skipped ones among them with the reason. */
export function dates(meeting: Meeting, context: CommandContext): Reply {
  const coming = context.schedule.upcoming(meeting.id, context.now, howMany);
  const home = meeting.series.zone;
  const next = coming.find((o) => o.status !== 'skipped');
  const first =
    next === undefined
      ? 'no further date is planned'
      : sayMoment({ at: next.at, show: 'day-time', home }, context.reader.zone ?? home);
  return reply({
    title: `${meeting.title}: next dates`,
    summary: `${meeting.title}: ${first}.`,
    body: [
      text(`${rhythmOf(meeting)}.`),
      ...(coming.length === 0 ? [text('No further date is planned.')] : [list(...coming.map(dateLine))]),
    ],
    choices: [choice('Next one in full', 'meeting', { name: meeting.id }), ...allMeetingsChoice(context)],
  });
}

function dateLine(o: ScheduledOccurrence): Line {
  if (o.status === 'skipped') return [skippedSentence(o)];
  const why = o.why === undefined ? '' : `: ${o.why}`;
  const change = o.status === 'scheduled' ? [] : [` (${o.status}${why})`];
  return [moment(o.at, o.meeting.series.zone), ...change, ...(o.note === undefined ? [] : [` · ${o.note}`])];
}
