/**
 * The calendar feeds. What ical.js reads from them over five years, against what the engine says: every recurrence vector,
 * and every meeting of the Istio file. And what they cost: making the Istio feed beside ical-generator making the same
 * number of plain events, and serving it again. Prints one line of JSON; `ratio` is ours divided by theirs.
 */
import ical from 'ical-generator';
import { calendarText, eventText } from '../src/calendar/calendar-text.js';
import { createFeeds } from '../src/calendar/feeds.js';
import { meetingItems } from '../src/calendar/meeting-items.js';
import { windowAt } from '../src/calendar/special-dates.js';
import { strandsOf } from '../src/calendar/strands.js';
import { loadCommunity } from '../src/community/load.js';
import type { Community, Meeting } from '../src/community/model.js';
import { createLiveSchedule } from '../src/schedule/live-schedule.js';
import { createSchedule } from '../src/schedule/schedule.js';
import { FixedClock } from '../src/time/clock.js';
import { type Instant, isoOf } from '../src/time/zoned.js';
import { readFeed } from '../test/src/calendar/feed-reader.js';
import { MemoryFeedItems } from '../test/support/memory-feed-items.js';
import { afterOf, meetingWith, seriesOf, timeVectors } from '../test/support/time-vectors.js';

/** 2026-11-24T10:00:00Z */
const now = 1_795_514_400 as Instant;
const FIVE_YEARS = 5 * 366 * 86_400;

function feedText(community: Community, at: Instant): string {
  const schedule = createSchedule(community);
  const window = windowAt(at);
  const events = community.meetings
    .flatMap((meeting) => meetingItems({ meeting, schedule, changed: [], host: 'example.org', window }))
    .map((item) => eventText(item, { sequence: 0, changedAt: at }, false));
  const zones = community.meetings.map(({ series }) => series.zone);
  return calendarText({ name: community.name, zones, from: window.from, events, refreshes: true });
}

/** How many dates of five years there are, and how many of them are read wrong, missed or made up. */
function compared(community: Community, at: Instant): { readonly dates: number; readonly differences: number } {
  const [from, to] = [(at + 1) as Instant, (at + FIVE_YEARS) as Instant];
  const ours = createSchedule(community)
    .between(from, to)
    .filter(({ status }) => status !== 'skipped')
    .map((one) => `${isoOf(one.at)}/${one.meeting.lastsMinutes}`);
  const left = [...readFeed(feedText(community, at), from, to)];
  let missed = 0;
  for (const one of ours) {
    const place = left.indexOf(one);
    if (place < 0) missed += 1;
    else left.splice(place, 1);
  }
  return { dates: ours.length, differences: missed + left.length };
}

function inCommunity(meetings: readonly Meeting[]): Community {
  const nothing = { rooms: [], maintainers: [], groups: [], links: [], contribute: [], docs: [] };
  return { ...nothing, name: 'Example', home: 'https://example.org', zone: 'UTC', meetings, file: 'community.yaml' };
}

/** Milliseconds of CPU for each call, the best of `rounds`. */
async function cost(rounds: number, calls: number, call: () => unknown): Promise<number> {
  let best = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round += 1) {
    const begun = process.cpuUsage();
    for (let n = 0; n < calls; n += 1) await call();
    const { user, system } = process.cpuUsage(begun);
    best = Math.min(best, (user + system) / 1000 / calls);
  }
  return best;
}

/** As many recurring events, with what ical-generator can say of them. */
function plainCalendar({ name, meetings }: Community): string {
  const calendar = ical({ name });
  for (const { id, title, about, join, series, lastsMinutes } of meetings) {
    const { year, month, day } = series.starting;
    const [{ hour, minute } = { hour: 0, minute: 0 }] = series.slots;
    const start = new Date(Date.UTC(year, month - 1, day, hour, minute));
    const end = new Date(start.getTime() + lastsMinutes * 60_000);
    calendar.createEvent({
      ...{ id, start, end, summary: title, description: about ?? '', location: join ?? '', url: join ?? '' },
      ...{ timezone: series.zone, repeating: 'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH' },
    });
  }
  return calendar.toString();
}

const loaded = await loadCommunity('communities/istio/community.yaml');
if (!loaded.ok) throw new Error('The Istio file is not sound');
const istio = loaded.community;

const vectors = timeVectors('.').map((vector) => {
  const meeting = meetingWith('x', seriesOf(vector));
  const isRecurring = strandsOf(meeting.series).length > 0;
  return { isRecurring, ...compared(inCommunity([meeting]), afterOf(vector)) };
});
const istioRead = compared(istio, now);

const clock = new FixedClock(now);
const made = await cost(5, 20, () => feedText(istio, now));
const plain = await cost(5, 20, () => plainCalendar(istio));
const feeds = createFeeds({
  community: istio,
  live: createLiveSchedule(istio),
  items: new MemoryFeedItems(clock),
  clock,
});
await feeds.feed();
const again = await cost(5, 2_000, () => feeds.feed());

const rounded = (value: number): number => Number(value.toPrecision(3));
console.log(
  JSON.stringify({
    bench: 'feeds',
    vectors: vectors.length,
    asRecurring: vectors.filter(({ isRecurring }) => isRecurring).length,
    asDates: vectors.filter(({ isRecurring }) => !isRecurring).length,
    dates: vectors.reduce((sum, { dates }) => sum + dates, 0),
    wrongVectors: vectors.filter(({ differences }) => differences > 0).length,
    differences: vectors.reduce((sum, { differences }) => sum + differences, 0),
    istioDates: istioRead.dates,
    istioDifferences: istioRead.differences,
    makeMs: rounded(made),
    plainMs: rounded(plain),
    ratio: rounded(made / plain),
    againMs: rounded(again),
  }),
);
