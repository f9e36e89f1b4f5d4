import type { CommandContext } from '../../src/command/command.js';
import { findMeeting } from '../../src/community/find.js';
import type { Group, Lead } from '../../src/community/model.js';
import { choice, fields, link, moment, person, reply, text } from '../../src/reply/build.js';
import type { Inline, Reply } from '../../src/reply/reply.js';
import { siteName } from '../../src/reply/site.js';
import type { Row } from '../../src/schedule/occurrence-lines.js';
import { sayMoment } from '../../src/time/say.js';
import { rhythmOf } from '../meeting/next-meeting.js';

/** One group: what it does, who leads it, where it talks and when it meets. */
export function groupInFull(group: Group, context: CommandContext): Reply {
  const meets = meetingRows(group, context);
  return reply({
    title: `${group.name} working group`,
    summary: summaryOf(group, context),
    body: [
      ...(group.about === undefined ? [] : [text(group.about)]),
      fields(
        ...(group.leads.length === 0 ? [] : [['Leads', ...group.leads.flatMap(leadInlines)] as const]),
        ...linkRow('Forum', group.forum?.url, group.forum?.title),
        ...(group.slack === undefined ? [] : [['Slack', group.slack] as const]),
        ...(group.discord === undefined ? [] : [['Discord', group.discord] as const]),
        ...linkRow('Charter', group.charter),
        ...linkRow('Notes', group.notes),
        ...linkRow('Documents', group.folder),
        ...meets,
      ),
    ],
    choices: [
      ...(group.meeting === undefined ? [] : [choice('Its meeting in full', 'meeting', { name: group.meeting })]),
      choice('All working groups', 'working-groups'),
    ],
  });
}

function linkRow(label: string, url: string | undefined, words?: string): readonly Row[] {
  return url === undefined ? [] : [[label, link(words ?? siteName(url), url)]];
}

/** "Ana Lima (Example Corp), " with the name as a link or a person where there is an address or an id. */
function leadInlines({ name, company, url, slack, discord }: Lead, index: number): readonly Inline[] {
  const ids = { ...(slack === undefined ? {} : { slack }), ...(discord === undefined ? {} : { discord }) };
  const shown = url !== undefined ? link(name, url) : Object.keys(ids).length > 0 ? person(name, ids) : name;
  return [...(index === 0 ? [] : [', ']), shown, ...(company === undefined ? [] : [` (${company})`])];
}

function meetingRows(group: Group, { community, schedule, now }: CommandContext): readonly Row[] {
  const meeting = group.meeting === undefined ? undefined : findMeeting(community, group.meeting);
  if (meeting === undefined) return [['Meeting', 'None is listed; please ask in the forum.']];
  const next = schedule.next(meeting.id, now);
  return [
    ['Meets', rhythmOf(meeting)],
    next === undefined
      ? ['Next', 'No further date is planned.']
      : ['Next', moment(next.at, meeting.series.zone, { until: next.until })],
    ...linkRow('Join', meeting.join),
  ];
}

function summaryOf(group: Group, { schedule, now, reader }: CommandContext): string {
  const leads = group.leads.map((lead) => lead.name).join(', ');
  const next = group.meeting === undefined ? undefined : schedule.next(group.meeting, now);
  const home = next?.meeting.series.zone;
  const when =
    next === undefined || home === undefined
      ? 'no meeting is listed'
      : `next meeting ${sayMoment({ at: next.at, show: 'day-time', home }, reader.zone ?? home)}`;
  return `${group.name}: ${leads === '' ? '' : `led by ${leads}; `}${when}.`;
}
