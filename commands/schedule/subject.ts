/** Which meeting is meant, and which of the typed words are left for its date. */
import type { CommandContext } from '../../src/command/command.js';
import { problem, quoteBack } from '../../src/command/errors.js';
import { findMeeting, nearMeetings } from '../../src/community/find.js';
import type { Community, Meeting } from '../../src/community/model.js';
import type { Invoke } from '../../src/reply/reply.js';
import { mainMeetingAt } from '../../src/schedule/main-meeting.js';

export interface Subject {
  readonly meeting: Meeting;
  /** Empty where all words name the meeting. */
  readonly rest: string;
}

/** A name of more words than these is picked from what completes. */
const mostWords = 8;
const mostOffered = 5;
const small = /^(?:on|for|at|of|from|,)\s+/iu;
const dateWord =
  /^(?:\d|next\b|this\b|last\b|today\b|tomorrow\b|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may\b|jun|jul|aug|sep|oct|nov|dec)/iu;

/**
 * The meeting whose name the first words are, the longest such name; the community's one common meeting where none is named.
 * @param again the same command for another meeting, by its title
 */
export function subjectOf(
  typed: string | undefined,
  context: CommandContext,
  again: (title: string) => Invoke,
): Subject {
  const { community } = context;
  const words = (typed ?? '')
    .trim()
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return { meeting: mainOne(context, again), rest: '' };
  for (let size = Math.min(words.length, mostWords); size >= 1; size -= 1) {
    const meeting = findMeeting(community, words.slice(0, size).join(' '));
    if (meeting !== undefined) return { meeting, rest: words.slice(size).join(' ').replace(small, '') };
  }
  const line = words.join(' ').replace(small, '');
  if (dateWord.test(line)) return dateFirst(line, community) ?? { meeting: mainOne(context, again), rest: line };
  const date = words.findIndex((word) => dateWord.test(word));
  const name = words.slice(0, date < 0 ? words.length : date).join(' ');
  const rest = date < 0 ? '' : ` ${words.slice(date).join(' ')}`;
  throw problem('no-such-meeting', {
    name: quoteBack(name),
    near: nearMeetings(community, name),
    again: (title) => again(`${title}${rest}`),
  });
}

/** "Dec 24 community" names the meeting as well. */
function dateFirst(line: string, community: Community): Subject | undefined {
  const words = line.split(' ');
  for (let size = 1; size < words.length; size += 1) {
    const meeting = findMeeting(community, words.slice(size).join(' '));
    if (meeting !== undefined) return { meeting, rest: words.slice(0, size).join(' ') };
  }
  return undefined;
}

/** Where several meetings are of nobody in particular, none of them is guessed. */
function mainOne({ community, schedule, now }: CommandContext, again: (title: string) => Invoke): Meeting {
  const main = mainMeetingAt(community, schedule, now);
  if (main === undefined) throw problem('no-meetings');
  const common = commonMeetings(community);
  if (common.length < 2) return main;
  throw problem('which-meeting', { near: common.slice(0, mostOffered).map(({ title }) => title), again });
}

function commonMeetings({ meetings, groups }: Community): readonly Meeting[] {
  const ofGroups = new Set(groups.map((group) => group.meeting));
  return meetings.filter(({ id }) => !ofGroups.has(id));
}
