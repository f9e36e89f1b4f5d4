import { datePath, feedAddresses } from '../../src/calendar/addresses.js';
import type { CommandContext } from '../../src/command/command.js';
import type { Meeting } from '../../src/community/model.js';
import { choice, fields, link, moment, reply, text } from '../../src/reply/build.js';
import type { Reply } from '../../src/reply/reply.js';
import { changeSentence, placeRows, type Row, skippedSentence } from '../../src/schedule/occurrence-lines.js';
import type { ScheduledOccurrence } from '../../src/schedule/schedule.js';
import { sayMoment } from '../../src/time/say.js';
import { cityOf } from '../../src/time/zone.js';
import { type Instant, instantOf, wallOf, wallText } from '../../src/time/zoned.js';
import { kindnessBlocks, slotRows, slotsOf } from './slots.js';

/** How many occurrences are looked at to find the one after a run of skipped ones. */
const lookAhead = 8;

/** The next occurrence, what was skipped before it, where to join, and the one after. */
export function nextMeeting(meeting: Meeting, context: CommandContext, shown?: string): Reply {
  const { schedule, now, reader } = context;
  const next = schedule.next(meeting.id, now);
  if (next === undefined) return nothingToCome(meeting, context);

  const home = meeting.series.zone;
  const running = next.at <= now;
  const skippedBefore = skippedUntil(next, context);
  const change = changeSentence(next);
  const slots = slotsOf(meeting, context);
  const said = sayMoment({ at: next.at, until: next.until, show: 'day-time', home }, shown ?? reader.zone ?? home);
  const summary = [
    `${meeting.title}: ${running ? 'running now, ' : ''}${said}.`,
    ...skippedBefore.map(skippedSentence),
  ];
  return reply({
    title: meeting.title,
    summary: summary.join(' '),
    body: [
      text(
        running ? 'Running now: ' : 'Next: ',
        moment(next.at, home, { until: next.until, ...(running ? {} : { countdown: true as const }) }),
      ),
      ...(shown === undefined
        ? []
        : [text('As you asked: ', moment(next.at, shown, { until: next.until, fixed: true }))]),
      ...(change === undefined ? [] : [text(...change)]),
      ...skippedBefore.map((o) => text(skippedSentence(o))),
      ...(next.note === undefined ? [] : [text('Note: ', next.note)]),
      ...(meeting.about === undefined ? [] : [text(meeting.about)]),
      fields(
        ...placeRows(meeting),
        ...slotRows(slots),
        ...followingRows(next, context).filter(([label]) => slots.length < 2 || label === 'Skipped'),
        ['Rhythm', rhythmOf(meeting)],
        ...calendarRows(next, context),
      ),
      ...kindnessBlocks(slots, shown ?? reader.zone),
    ],
    choices: [
      choice('Why then?', 'meeting', { name: meeting.id, show: 'why' }),
      choice('Other time zones', 'meeting', { name: meeting.id, show: 'cities' }),
      choice('More dates', 'meeting', { name: meeting.id, show: 'dates' }),
      ...allMeetingsChoice(context),
    ],
  });
}

/**
 * What is skipped before the next occurrence, from the start of the meeting's own day: at the hour when people sit in an
 * empty call, they have to read why.
 */
export function skippedUntil(
  next: ScheduledOccurrence,
  { schedule, now }: CommandContext,
): readonly ScheduledOccurrence[] {
  const { zone } = next.meeting.series;
  const midnight = instantOf({ ...wallOf(now, zone), hour: 0, minute: 0 }, zone);
  const coming = schedule.upcoming(next.meeting.id, (midnight - 1) as Instant, lookAhead);
  return coming.filter((o) => o.status === 'skipped' && o.at < next.at);
}

/** How to have it in one's own calendar; only where the feeds are reached from outside. */
function calendarRows({ meeting, original }: ScheduledOccurrence, { site }: CommandContext): readonly Row[] {
  if (site === undefined) return [];
  const { feed, google, outlook } = feedAddresses(site, meeting.title, meeting.id);
  const alone = `${site}${datePath(meeting.id, wallText(original))}`;
  return [
    [
      'Calendar',
      ...[link('Google', google), ', ', link('Outlook', outlook), ', ', link('Apple and others', feed), ', '],
      link('this date alone', alone),
    ],
  ];
}

function nothingToCome(meeting: Meeting, context: CommandContext): Reply {
  const sentence = 'No further date is planned.';
  return reply({
    title: meeting.title,
    summary: `${meeting.title}: ${sentence}`,
    body: [text(sentence), fields(...placeRows(meeting), ['Rhythm', rhythmOf(meeting)])],
    choices: allMeetingsChoice(context),
  });
}

/** The one after the next, and what is skipped between the two. */
function followingRows(next: ScheduledOccurrence, { schedule }: CommandContext): readonly Row[] {
  const { meeting } = next;
  const later = schedule.upcoming(meeting.id, next.at, lookAhead);
  const following = later.find((o) => o.status !== 'skipped');
  if (following === undefined) return [];
  const skipped = later.filter((o) => o.status === 'skipped' && o.at < following.at);
  return [
    ['After that', moment(following.at, meeting.series.zone)],
    ...skipped.map((o): Row => ['Skipped', skippedSentence(o)]),
  ];
}

export function allMeetingsChoice({ community }: CommandContext) {
  return community.meetings.length > 1 ? [choice('All meetings', 'meeting', { show: 'all' })] : [];
}

/** "Every 2 weeks on Thursday at 11:00, Los Angeles time": a rule is not a moment, so it is said in words with its zone. */
export function rhythmOf({ rhythm, series }: Meeting): string {
  const city = cityOf(series.zone);
  return `${rhythm.slice(0, 1).toUpperCase()}${rhythm.slice(1)}, ${city === 'UTC' ? city : `${city} time`}`;
}
