import { defineCommand } from '../src/command/command.js';
import { choice, divider, fields, link, moment, reply, text } from '../src/reply/build.js';
import type { Inline } from '../src/reply/reply.js';
import { sayMoment } from '../src/time/say.js';
import type { Instant } from '../src/time/zoned.js';
import { skippedSentence, skippedUntil } from './meeting/next-meeting.js';

/** How far ahead the first screen looks, and how much of it it shows. */
const aheadSeconds = 15 * 86_400;
const mostMeetings = 6;

type Row = readonly [label: string, ...value: Inline[]];

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
    const [main] = community.meetings;
    const next = main === undefined ? undefined : schedule.next(main.id, now);
    const zone = main?.series.zone ?? community.zone;
    const until = (now + aheadSeconds) as Instant;
    const others = schedule
      .between(now, until)
      .filter((o) => o.meeting.id !== main?.id && o.status !== 'skipped')
      .slice(0, mostMeetings);
    const skipped = next === undefined ? [] : skippedUntil(next, context);
    const said =
      next === undefined
        ? 'no meeting is planned'
        : sayMoment({ at: next.at, show: 'day-time', home: zone }, reader.zone ?? zone);
    return reply({
      title: next === undefined ? `The ${community.name} front desk` : next.meeting.title,
      summary: `${community.name}: ${next === undefined ? said : `${next.meeting.title} ${said}`}.`,
      body: [
        ...(next === undefined
          ? [text('No meeting is planned.')]
          : [
              text(
                moment(next.at, zone, { until: next.until, ...(next.at > now ? { countdown: true as const } : {}) }),
              ),
            ]),
        ...skipped.map((o) => text(skippedSentence(o))),
        ...(next?.meeting.join === undefined ? [] : [text(link('Join the meeting', next.meeting.join))]),
        ...(others.length === 0
          ? []
          : [divider, fields(...others.map((o): Row => [o.meeting.title, moment(o.at, o.meeting.series.zone)]))]),
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
