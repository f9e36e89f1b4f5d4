import { type CommandContext, defineCommand } from '../src/command/command.js';
import type { Meeting } from '../src/community/model.js';
import { choice, divider, fields, link, moment, reply, text } from '../src/reply/build.js';
import type { Block } from '../src/reply/reply.js';
import { mainMeetingAt } from '../src/schedule/main-meeting.js';
import { type Row, skippedSentence } from '../src/schedule/occurrence-lines.js';
import type { ScheduledOccurrence } from '../src/schedule/schedule.js';
import { sayMoment } from '../src/time/say.js';
import { skippedUntil } from './meeting/next-meeting.js';

/** The first screen shows what is soon; and it costs the same however many meetings a file lists. */
const mostMeetings = 6;
const mostLookedAt = 50;

/**
 * The first screen: the main meeting, what else meets soon, and what to try. Not registered anywhere: Slack's App Home and
 * the page show it.
 */
export const home = defineCommand({
  name: 'home',
  summary: 'Show the next meetings at a glance',
  examples: ['home'],
  options: {},
  run(_none, context) {
    const { community, schedule, now, reader } = context;
    const main = mainMeetingAt(community, schedule, now);
    const next = main === undefined ? undefined : schedule.next(main.id, now);
    const others = othersSoon(main, context);
    return reply({
      title: next?.meeting.title ?? `The ${community.name} front desk`,
      summary: `${community.name}: ${next === undefined ? 'no meeting is planned' : `${next.meeting.title} ${said(next, reader.zone)}`}.`,
      body: [
        ...(next === undefined ? [text('No meeting is planned.')] : [nextBlock(next, context)]),
        ...(next?.meeting.join === undefined ? [] : [text(link('Join the meeting', next.meeting.join))]),
        ...(others.length === 0 ? [] : [divider, fields(...others.map(row))]),
      ],
      choices: [
        choice('Meeting details', 'meeting', {}, { primary: true }),
        choice('Working groups', 'working-groups'),
        choice('Where to ask', 'help-links'),
        choice('How to contribute', 'contribute'),
      ],
    });
  },
});

function said({ at, meeting }: ScheduledOccurrence, zone: string | undefined): string {
  const home = meeting.series.zone;
  return sayMoment({ at, show: 'day-time', home }, zone ?? home);
}

/** When it is, and in the same breath what is skipped before: on the first screen the two belong together. */
function nextBlock(next: ScheduledOccurrence, context: CommandContext): Block {
  const { at, until, meeting } = next;
  const when = moment(at, meeting.series.zone, { until, ...(at > context.now ? { countdown: true as const } : {}) });
  const skipped = skippedUntil(next, context).map(skippedSentence);
  return skipped.length === 0 ? text(when) : text(when, '. ', skipped.join(' '));
}

function row({ at, meeting }: ScheduledOccurrence): Row {
  return [meeting.title, moment(at, meeting.series.zone)];
}

/** The next date of each other meeting, the soonest first. */
function othersSoon(
  main: Meeting | undefined,
  { community, schedule, now }: CommandContext,
): readonly ScheduledOccurrence[] {
  return community.meetings
    .slice(0, mostLookedAt)
    .filter(({ id }) => id !== main?.id)
    .flatMap(({ id }) => schedule.next(id, now) ?? [])
    .sort((a, b) => a.at - b.at)
    .slice(0, mostMeetings);
}
