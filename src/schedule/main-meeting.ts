import { mainMeeting } from '../community/find.js';
import type { Community, Meeting } from '../community/model.js';
import type { Instant } from '../time/zoned.js';
import type { Schedule } from './schedule.js';

/**
 * The meeting that people mean by "the meeting": the first in the file that belongs to no group and still has a date at
 * `now` or later; where those are all over, the first of any that has one; and without any date, the file's main meeting.
 */
export function mainMeetingAt(community: Community, schedule: Schedule, now: Instant): Meeting | undefined {
  const main = mainMeeting(community);
  const goesOn = (meeting: Meeting) => schedule.next(meeting.id, now) !== undefined;
  if (main === undefined || goesOn(main)) return main;
  const ofGroups = new Set(community.groups.map((group) => group.meeting));
  const others = community.meetings.filter((meeting) => meeting !== main && !ofGroups.has(meeting.id));
  return others.find(goesOn) ?? community.meetings.find(goesOn) ?? main;
}
