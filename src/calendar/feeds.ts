/**
 * The calendar feeds, each made once for a state of the schedule and kept in memory: a subscriber's request costs a look into
 * a map. After a change in chat only what concerns the changed meetings is worked out anew.
 */
import { createHash } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Community, Meeting } from '../community/model.js';
import { parsedUrl } from '../reply/url.js';
import type { LiveSchedule } from '../schedule/live-schedule.js';
import type { FeedItems, FeedVersion } from '../store/feed-items.js';
import type { Clock } from '../time/clock.js';
import { type Instant, type WallTime, wallText } from '../time/zoned.js';
import { calendarText, eventText } from './calendar-text.js';
import type { EventItem } from './event-lines.js';
import { meetingItems, singleItem } from './meeting-items.js';
import { type Window, windowAt } from './special-dates.js';

export interface Feed {
  readonly body: string;
  /** Strong: quoted, and another one for every other body. */
  readonly etag: string;
  /** When what a reader sees changed last. */
  readonly changedAt: Instant;
  /** What a saved file is called. */
  readonly fileName: string;
}

export interface Feeds {
  /** All meetings, or one; undefined for a meeting that there is none of. Rejects where the store cannot be asked. */
  feed(meetingId?: string): Promise<Feed | undefined>;
  /** One date, to take over once; undefined where the meeting has none of that name, and where it is skipped. */
  one(meetingId: string, original: WallTime): Promise<Feed | undefined>;
  readonly meetings: readonly Meeting[];
  /** The next date of a meeting, running or to come. */
  next(meetingId: string): { readonly original: WallTime; readonly at: Instant } | undefined;
}

export interface FeedsSetup {
  readonly community: Community;
  readonly live: LiveSchedule;
  readonly items: FeedItems;
  readonly clock: Clock;
}

/** One meeting's part of the feeds. */
interface Part {
  readonly events: readonly string[];
  readonly changedAt: Instant;
}

/** So many meetings are worked out in one turn of the event loop, and asked for at the store at once. */
const meetingsInTurn = 40;

export function createFeeds({ community, live, items, clock }: FeedsSetup): Feeds {
  const host = parsedUrl(community.home)?.hostname ?? 'frontdesk.invalid';
  const byId = new Map(community.meetings.map((meeting) => [meeting.id, meeting]));
  const parts = new Map<string, Part>();
  const feeds = new Map<string | undefined, Feed>();
  let window: Window | undefined;
  /** Grows with every change, so that what was begun before it is not kept. */
  let state = 0;
  let making: Promise<void> | undefined;

  live.onChange((meetings) => {
    state += 1;
    for (const id of meetings) forget(id);
  });

  function forget(id: string): void {
    parts.delete(id);
    feeds.delete(id);
    feeds.delete(undefined);
  }

  function keepToYear(): Window {
    const now = windowAt(clock.now());
    if (window?.from === now.from) return window;
    parts.clear();
    feeds.clear();
    window = now;
    return now;
  }

  /** Works out the parts that are missing, a few at a time; what is underway when something changes is not kept. */
  async function make(): Promise<void> {
    const within = keepToYear();
    const begun = state;
    const missing = community.meetings.filter(({ id }) => !parts.has(id));
    const changed = changedOriginals();
    for (let n = 0; n < missing.length; n += meetingsInTurn) {
      if (n > 0) await nextTurn();
      const drafts = missing.slice(n, n + meetingsInTurn).map((meeting) => {
        const originals = changed.get(meeting.id) ?? [];
        return { meeting, events: meetingItems({ meeting, schedule: live, changed: originals, host, window: within }) };
      });
      const told = drafts.flatMap(({ events }) =>
        events.map((event) => ({ name: event.name, digest: digestOf(event) })),
      );
      const versions = await items.feedVersions(told);
      if (begun !== state || within !== window) return;
      for (const { meeting, events } of drafts) parts.set(meeting.id, partOf(events, versions));
    }
  }

  function changedOriginals(): ReadonlyMap<string, readonly WallTime[]> {
    const changed = new Map<string, WallTime[]>();
    for (const { meeting, original } of live.changes()) {
      const known = changed.get(meeting);
      if (known === undefined) changed.set(meeting, [original]);
      else known.push(original);
    }
    return changed;
  }

  function once(): Promise<void> {
    making ??= make().finally(() => {
      making = undefined;
    });
    return making;
  }

  function concerned(meetingId: string | undefined): readonly Meeting[] {
    const meeting = meetingId === undefined ? undefined : byId.get(meetingId);
    return meeting === undefined ? community.meetings : [meeting];
  }

  function assembled(meetingId: string | undefined): Feed {
    const { from } = keepToYear();
    const meetings = concerned(meetingId);
    const found = meetings.flatMap(({ id }) => parts.get(id) ?? []);
    const title = meetingId === undefined ? undefined : byId.get(meetingId)?.title;
    return feedOf(
      calendarText({
        name: title === undefined ? community.name : `${community.name}: ${title}`,
        zones: meetings.map(({ series }) => series.zone),
        from,
        events: found.flatMap(({ events }) => events),
        refreshes: true,
      }),
      found.reduce<number>((latest, { changedAt }) => Math.max(latest, changedAt), from) as Instant,
      meetingId ?? 'calendar',
    );
  }

  return {
    meetings: community.meetings,
    next: (meetingId) => live.next(meetingId, clock.now()),
    async feed(meetingId) {
      if (meetingId !== undefined && !byId.has(meetingId)) return undefined;
      for (;;) {
        keepToYear();
        const known = feeds.get(meetingId);
        if (known !== undefined) return known;
        // A change may come in between the making and this turn: then what it concerns is missing again.
        if (concerned(meetingId).every(({ id }) => parts.has(id))) feeds.set(meetingId, assembled(meetingId));
        else await once();
      }
    },
    async one(meetingId, original) {
      const occurrence = live.named(meetingId, original);
      if (occurrence === undefined || occurrence.status === 'skipped') return undefined;
      const { zone } = occurrence.meeting.series;
      const { from } = windowAt(Math.min(occurrence.at, clock.now()) as Instant);
      // Its versions are not kept in the store: anybody can ask for any date of the next thousand years.
      const changes = live
        .changes()
        .filter((change) => change.meeting === meetingId && isSame(change.original, original));
      const version = { sequence: changes.length, changedAt: changes.at(-1)?.at ?? from };
      const events = [eventText(singleItem({ host }, occurrence), version, true)];
      const body = calendarText({ name: occurrence.meeting.title, zones: [zone], from, events });
      return feedOf(body, version.changedAt, `${meetingId}-${wallText(original).replace(':', '')}`);
    },
  };
}

function isSame(one: WallTime, other: WallTime): boolean {
  return wallText(one) === wallText(other);
}

function digestOf({ lines }: EventItem): string {
  return createHash('sha256').update(lines.join('\n')).digest('base64url');
}

function partOf(events: readonly EventItem[], versions: ReadonlyMap<string, FeedVersion>): Part {
  const told = events.map((event) => ({ event, version: versions.get(event.name) ?? never(event) }));
  return {
    events: told.map(({ event, version }) => eventText(event, version, false)),
    changedAt: Math.max(0, ...told.map(({ version }) => version.changedAt)) as Instant,
  };
}

function never({ name }: EventItem): never {
  throw new Error(`The store told no version of ${name}`);
}

function feedOf(body: string, changedAt: Instant, name: string): Feed {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
  return { body, etag, changedAt, fileName: `${name}.ics` };
}
