import { findGroup, findMeeting, groupsMatching, linksAbout } from '../community/find.js';
import type { Community } from '../community/model.js';
import type { Invoke } from '../reply/reply.js';
import { mainMeetingAt } from '../schedule/main-meeting.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Instant } from '../time/zoned.js';

interface Placed {
  readonly line: number;
}

function sourcesOf({ command, options }: Invoke, community: Community, schedule: Schedule, now: Instant) {
  const said = (name: string) => (options[name] === undefined ? '' : String(options[name]));
  switch (command) {
    case 'meeting': {
      if (options.show === 'all') return community.meetings;
      const name = said('name');
      return name === '' ? mainMeetingAt(community, schedule, now) : findMeeting(community, name);
    }
    case 'working-groups':
      return findGroup(community, said('query')) ?? groupsMatching(community, said('query'));
    case 'help-links':
      return linksAbout(community, said('topic'));
    case 'contribute':
      return community.contribute;
    default:
      return undefined;
  }
}

/** Lines of the community file that a command answers from, in its order; empty for what does not come from the file. */
export function commandLines(
  invoke: Invoke,
  community: Community,
  schedule: Schedule,
  now: Instant,
): readonly number[] {
  const sources: Placed | readonly Placed[] | undefined = sourcesOf(invoke, community, schedule, now);
  if (sources === undefined) return [];
  return ('line' in sources ? [sources] : sources).map(({ line }) => line);
}
