import type { CommandContext } from '../../src/command/command.js';
import { problem } from '../../src/command/errors.js';
import type { Meeting } from '../../src/community/model.js';
import { choice, list, moment, reply, text } from '../../src/reply/build.js';
import type { Reply } from '../../src/reply/reply.js';
import { sayMoment } from '../../src/time/say.js';
import { worldCities } from '../../src/time/world-cities.js';
import { offsetSeconds } from '../../src/time/zone.js';
import { allMeetingsChoice } from './next-meeting.js';

/** The next occurrence on the clocks of a dozen cities, west to east. */
export function cities(meeting: Meeting, context: CommandContext, shown?: string): Reply {
  const { schedule, now, reader } = context;
  const next = schedule.next(meeting.id, now);
  const home = meeting.series.zone;
  if (next === undefined) throw problem('no-date-planned', { meeting: meeting.title });
  const own = [shown, reader.zone, home].filter((zone) => zone !== undefined);
  const zones = [...new Set([...own, ...worldCities])].sort(
    (a, b) => offsetSeconds(next.at, a) - offsetSeconds(next.at, b),
  );
  return reply({
    title: `${meeting.title}: around the world`,
    summary: `${meeting.title}: ${sayMoment({ at: next.at, show: 'day-time', home }, shown ?? reader.zone ?? home)}.`,
    body: [
      text('The next one starts at the same moment everywhere:'),
      list(...zones.map((zone) => moment(next.at, zone, { fixed: true }))),
    ],
    choices: [choice('Next one in full', 'meeting', { name: meeting.id }), ...allMeetingsChoice(context)],
  });
}
