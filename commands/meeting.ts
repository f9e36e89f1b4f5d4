/**
 * When a meeting is next, in the reader's own time, and why one is missing. `show` chooses between the next one, the
 * coming dates, the same moment in a dozen cities, the reasons for the dates, and all meetings of the community.
 */
import { type CommandContext, choice, count, defineCommand, text, zone } from '../src/command/command.js';
import { problem, quoteBack } from '../src/command/errors.js';
import { findMeeting, nearMeetings } from '../src/community/find.js';
import type { Community, Meeting } from '../src/community/model.js';
import { mainMeetingAt } from '../src/schedule/main-meeting.js';
import { allMeetings } from './meeting/all-meetings.js';
import { cities } from './meeting/cities.js';
import { dates } from './meeting/dates.js';
import { nextMeeting } from './meeting/next-meeting.js';
import { why } from './meeting/why.js';

export const meeting = defineCommand({
  name: 'meeting',
  summary: 'Show when a meeting is next, in your own time',
  aliases: ['meetings'],
  examples: ['meeting', 'meeting all', 'meeting community in Tokyo'],
  options: {
    name: text('Which meeting; the main one if left out', 60)
      .completing((typed, { community }) => completeMeetings(typed, community))
      .optional(),
    show: choice('What to show', ['next', 'dates', 'cities', 'why', 'all']).optional(),
    zone: zone('A city or time zone to show it in, such as Europe/Berlin').optional(),
    page: count('Page', 1, 50).optional(),
  },
  run({ name, show = 'next', zone: shown, page = 1 }, context) {
    if (show === 'all') return allMeetings(context, page);
    const found = chosenMeeting(name, context);
    if (show === 'dates') return dates(found, context);
    if (show === 'cities') return cities(found, context, shown);
    if (show === 'why') return why(found, context);
    return nextMeeting(found, context, shown);
  },
});

function chosenMeeting(name: string | undefined, { community, schedule, now }: CommandContext): Meeting {
  const main = mainMeetingAt(community, schedule, now);
  if (main === undefined) throw problem('no-meetings');
  if (name === undefined) return main;
  const found = findMeeting(community, name);
  if (found !== undefined) return found;
  throw problem('no-such-meeting', { name: quoteBack(name), near: nearMeetings(community, name) });
}

export function completeMeetings(typed: string, community: Community) {
  const wanted = typed.trim().toLowerCase();
  return community.meetings
    .filter(({ id, title }) => id.includes(wanted) || title.toLowerCase().includes(wanted))
    .map(({ id, title }) => ({ label: title, value: id }));
}
