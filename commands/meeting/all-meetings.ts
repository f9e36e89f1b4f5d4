import type { CommandContext } from '../../src/command/command.js';
import { problem } from '../../src/command/errors.js';
import { choice, fields, moment, reply } from '../../src/reply/build.js';
import { pageOf } from '../../src/reply/page.js';
import type { Reply } from '../../src/reply/reply.js';
import { rhythmOf } from './next-meeting.js';

/** Every meeting of the community with its next date, in the file's order. */
export function allMeetings({ community, schedule, now }: CommandContext, page: number): Reply {
  const { meetings } = community;
  if (meetings.length === 0) throw problem('no-meetings');
  const { shown, paging } = pageOf(meetings, page, (to) => ({
    command: 'meeting',
    options: { show: 'all', page: to },
  }));
  return reply({
    title: `Meetings of ${community.name}`,
    summary: meetings.length === 1 ? '1 meeting.' : `${meetings.length} meetings.`,
    body: [
      fields(
        ...shown.map((meeting) => {
          const next = schedule.next(meeting.id, now);
          return next === undefined
            ? ([meeting.title, 'No further date is planned.'] as const)
            : ([meeting.title, moment(next.at, meeting.series.zone), `. ${rhythmOf(meeting)}.`] as const);
        }),
      ),
    ],
    choices: shown.map((meeting) => choice(meeting.title, 'meeting', { name: meeting.id })),
    ...(paging === undefined ? {} : { paging }),
  });
}
