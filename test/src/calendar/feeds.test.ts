import { describe, expect, test } from 'vitest';
import { createFeeds, type Feed } from '../../../src/calendar/feeds.js';
import type { Community, Meeting } from '../../../src/community/model.js';
import type { Change, NewChange } from '../../../src/schedule/change.js';
import { createLiveSchedule } from '../../../src/schedule/live-schedule.js';
import { FixedClock } from '../../../src/time/clock.js';
import { ruleFromHuman } from '../../../src/time/rule.js';
import type { Series } from '../../../src/time/series.js';
import { type Instant, parseInstant, parseWall, type WallTime } from '../../../src/time/zoned.js';
import { emptyCommunity } from '../../support/empty-community.js';
import { MemoryFeedItems } from '../../support/memory-feed-items.js';
import { meetingWith } from '../../support/time-vectors.js';
import { readFeed } from './feed-reader.js';

const now = instant('2026-11-24T10:00:00Z');

function instant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(`Not an instant: ${text}`);
  return at;
}

function wall(text: string): WallTime {
  const read = parseWall(text);
  if (read === undefined) throw new Error(`Not a wall time: ${text}`);
  return read;
}

function meeting(id: string, more: Partial<Meeting> = {}, series: Partial<Series> = {}): Meeting {
  const read = ruleFromHuman({ every: '2 weeks', on: 'thursday' });
  if ('problem' in read) throw new Error(read.problem);
  const made = meetingWith(id, {
    ...{ zone: 'America/Los_Angeles', rule: read.rule, starting: { year: 2026, month: 1, day: 8 } },
    ...{ slots: [{ hour: 11, minute: 0 }], except: [], moved: [], extra: [], ...series },
  });
  return { ...made, title: 'Community meeting', ...more };
}

function open(...meetings: readonly Meeting[]) {
  const community: Community = { ...emptyCommunity, name: 'Istio', home: 'https://istio.io', meetings };
  const clock = new FixedClock(now);
  const live = createLiveSchedule(community);
  const items = new MemoryFeedItems(clock);
  let changes = 0;
  return {
    clock,
    items,
    feeds: createFeeds({ community, live, items, clock }),
    /** As a maintainer in chat, a minute later than what was before. */
    change(change: Omit<NewChange, 'by' | 'follows'>): void {
      changes += 1;
      clock.advance(60);
      const full: Change = {
        ...{ ...change, by: { platform: 'slack', id: 'U1' } },
        ...{ follows: 0, id: changes, at: clock.now() },
      };
      live.take([full]);
    },
  };
}

function lines({ body }: Feed): readonly string[] {
  return body.replace(/\r\n[ ]/g, '').split('\r\n');
}

/** The lines of each event, in order. */
function events(feed: Feed | undefined): readonly (readonly string[])[] {
  if (feed === undefined) throw new Error('There is no feed');
  const found: string[][] = [];
  for (const line of lines(feed)) {
    if (line === 'BEGIN:VEVENT') found.push([]);
    else if (!['END:VEVENT', 'END:VCALENDAR', ''].includes(line)) found.at(-1)?.push(line);
  }
  return found;
}

function december(feed: Feed | undefined): readonly string[] {
  return readFeed(feed?.body ?? '', instant('2026-11-24T00:00:00Z'), instant('2027-01-01T00:00:00Z'));
}

describe('a feed', () => {
  test('says a meeting as one recurring event on the wall of its zone, with where to join and what to know', async () => {
    const { feeds } = open(
      meeting('community', {
        about: 'For all of us; come, and talk.\nIt is recorded.',
        join: 'https://zoom.us/j/986657835',
        notes: 'https://example.org/notes',
        host: 'lead-one',
      }),
    );
    expect(events(await feeds.feed('community'))).toEqual([
      [
        'UID:community@istio.io',
        'DTSTART;TZID=America/Los_Angeles:20260108T110000',
        'DTEND;TZID=America/Los_Angeles:20260108T120000',
        'RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;WKST=MO',
        'SUMMARY:Community meeting',
        'LOCATION:https://zoom.us/j/986657835',
        'URL:https://zoom.us/j/986657835',
        'CONFERENCE;VALUE=URI;LABEL=Join:https://zoom.us/j/986657835',
        'STATUS:CONFIRMED',
        'DESCRIPTION:For all of us\\; come\\, and talk.\\nIt is recorded.\\n\\nJoin: https://zoom.us/j/986657835\\nNotes: https://example.org/notes\\nHost: lead-one',
        'TRANSP:TRANSPARENT',
        'SEQUENCE:0',
        'DTSTAMP:20261124T100000Z',
        'LAST-MODIFIED:20261124T100000Z',
      ],
    ]);
  });

  test('holds no tag, which Google would read as markup or drop: what people typed stays what it reads', async () => {
    const { feeds } = open(meeting('community', { about: 'See <https://istio.io>, <b>all</b>, a < b and <\u200Bi>.' }));
    const told = events(await feeds.feed('community'))[0]?.find((line) => line.startsWith('DESCRIPTION'));
    expect(told).toBe('DESCRIPTION:See < https://istio.io>\\, < b>all< /b>\\, a < b and < i>.');
  });

  test('describes the zone by its rule, and says that it wants to be asked again each hour', async () => {
    const { feeds } = open(meeting('community'));
    const feed = await feeds.feed();
    const text = lines(feed ?? fail()).join('\n');
    expect(text).toContain('X-WR-CALNAME:Istio\n');
    expect(text).toContain('REFRESH-INTERVAL;VALUE=DURATION:PT1H\nX-PUBLISHED-TTL:PT1H\n');
    expect(text).toContain(
      'BEGIN:DAYLIGHT\nDTSTART:19700308T020000\nRRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU\nTZOFFSETFROM:-0800\nTZOFFSETTO:-0700\nEND:DAYLIGHT',
    );
    expect(text.match(/BEGIN:VTIMEZONE/g)).toHaveLength(1);
  });

  test('leaves out what is skipped and says why', async () => {
    const except = [{ date: { year: 2026, month: 11, day: 26 }, why: 'Thanksgiving' }];
    const { feeds } = open(meeting('community', {}, { except }));
    const feed = await feeds.feed('community');
    expect(events(feed)[0]).toContain('EXDATE;TZID=America/Los_Angeles:20261126T110000');
    expect(feed?.body.replace(/\r\n /g, '')).toContain(
      'DESCRIPTION:Thursday 26 November 2026 in Los Angeles is skipped: Thanksgiving.',
    );
    expect(december(feed)).toEqual(['2026-12-10T19:00:00Z/60', '2026-12-24T19:00:00Z/60']);
  });

  test('follows a change in chat at once, and its number grows with each one [skip, undo, move, note, add]', async () => {
    const { feeds, change } = open(meeting('community'), meeting('networking'));
    const original = wall('2026-12-24T11:00');
    const first = await feeds.feed('community');
    const other = await feeds.feed('networking');

    change({ kind: 'skip', meeting: 'community', original, why: 'holidays' });
    const skipped = await feeds.feed('community');
    expect(december(skipped)).toEqual(['2026-11-26T19:00:00Z/60', '2026-12-10T19:00:00Z/60']);
    expect(events(skipped)[0]).toContain('SEQUENCE:1');
    expect(skipped?.etag).not.toBe(first?.etag);
    expect(skipped?.changedAt).toBe(instant('2026-11-24T10:01:00Z'));

    change({ kind: 'undo', meeting: 'community', original });
    expect(december(await feeds.feed('community'))).toEqual(december(first));
    expect(events(await feeds.feed('community'))[0]).toContain('SEQUENCE:2');

    change({ kind: 'move', meeting: 'community', original, to: wall('2026-12-17T10:00'), why: 'holidays' });
    const moved = await feeds.feed('community');
    expect(december(moved)).toEqual(['2026-11-26T19:00:00Z/60', '2026-12-10T19:00:00Z/60', '2026-12-17T18:00:00Z/60']);
    expect(events(moved)[1]).toEqual(
      expect.arrayContaining([
        'UID:community@istio.io',
        'RECURRENCE-ID;TZID=America/Los_Angeles:20261224T110000',
        'DTSTART;TZID=America/Los_Angeles:20261217T100000',
      ]),
    );

    change({ kind: 'note', meeting: 'community', original: wall('2026-12-10T11:00'), note: 'Bring; your, questions' });
    const noted = await feeds.feed('community');
    expect(december(noted)).toEqual(december(moved));
    expect(noted?.body).toContain('DESCRIPTION:Bring\\; your\\, questions');

    change({ kind: 'add', meeting: 'community', original: wall('2026-12-30T09:00') });
    const added = await feeds.feed('community');
    expect(december(added)).toContain('2026-12-30T17:00:00Z/60');
    expect(added?.body).toContain('UID:community/20261230T090000@istio.io');

    expect(await feeds.feed('networking')).toBe(other);
  });

  test('is made once and then served from memory, until something changes or a new year comes', async () => {
    const { feeds, items, clock } = open(meeting('community'), meeting('networking'));
    const [one, all, again] = await Promise.all([feeds.feed('community'), feeds.feed(), feeds.feed('community')]);
    expect([one === again, items.asked]).toEqual([true, 1]);
    clock.advance(30 * 86_400);
    expect(await feeds.feed()).toBe(all);
    clock.advance(30 * 86_400);
    const fresh = await feeds.feed();
    expect(fresh).not.toBe(all);
    expect(events(fresh).map(([uid]) => uid)).toEqual(['UID:community@istio.io', 'UID:networking@istio.io']);
    expect(items.asked).toBe(2);
  });

  test('holds every meeting also where one of them changes while the feed is made', async () => {
    const { feeds, change } = open(meeting('community'), meeting('networking'));
    const making = feeds.feed();
    change({ kind: 'skip', meeting: 'networking', original: wall('2026-12-24T11:00') });
    const made = await making;
    expect(events(made).map(([uid]) => uid)).toEqual(['UID:community@istio.io', 'UID:networking@istio.io']);
    expect(events(made)[1]).toContain('EXDATE;TZID=America/Los_Angeles:20261224T110000');
  });

  test('is refused while the store cannot tell its versions, and there again afterwards', async () => {
    const { feeds, items } = open(meeting('community'));
    items.trouble = new Error('unreachable');
    await expect(feeds.feed()).rejects.toThrow('unreachable');
    items.trouble = undefined;
    expect(events(await feeds.feed())).toHaveLength(1);
  });

  test('of a meeting that there is none of is none', async () => {
    expect(await open(meeting('community')).feeds.feed('communit')).toBeUndefined();
  });

  test('text of the file is never structure, whatever it holds', async () => {
    const hostile = 'A\r\nEND:VEVENT\nBEGIN:VEVENT\u2028\u0000";:,\\n';
    const { feeds } = open(meeting('community', { title: hostile, about: hostile, host: hostile }));
    const feed = await feeds.feed();
    expect(events(feed)).toHaveLength(1);
    expect(feed?.body.match(/^(BEGIN|END):VEVENT\r$/gm)).toHaveLength(2);
    expect(events(feed)[0]).toContain('SUMMARY:A END:VEVENT BEGIN:VEVENT "\\;:\\,\\\\n');
  });

  test('lines end in CRLF, are at most 75 octets long, and are never broken within a character', async () => {
    const about = 'Grüße an alle, überall: '.repeat(9) + '🧑‍🚀🪐'.repeat(20) + '会議'.repeat(30);
    const { feeds } = open(meeting('community', { about }));
    const feed = (await feeds.feed()) ?? fail();
    const raw = feed.body.split('\r\n');
    expect(raw.every((line) => Buffer.byteLength(line) <= 75 && !line.includes('\n'))).toBe(true);
    expect(raw.some((line) => Buffer.byteLength(line) > 71)).toBe(true);
    expect(feed.body.includes('\uFFFD')).toBe(false);
    expect(lines(feed).find((line) => line.startsWith('DESCRIPTION:'))).toBe(
      `DESCRIPTION:${about.replaceAll(',', '\\,')}`,
    );
  });
});

describe('one date', () => {
  test('is an event of its own, which keeps its reader busy', async () => {
    const { feeds } = open(meeting('community'));
    const one = await feeds.one('community', wall('2026-12-24T11:00'));
    expect(one?.fileName).toBe('community-2026-12-24T1100.ics');
    expect(events(one)).toEqual([
      [
        'UID:community/20261224T110000@istio.io',
        'DTSTART;TZID=America/Los_Angeles:20261224T110000',
        'DTEND;TZID=America/Los_Angeles:20261224T120000',
        'SUMMARY:Community meeting',
        'STATUS:CONFIRMED',
        'TRANSP:OPAQUE',
        'SEQUENCE:0',
        'DTSTAMP:20250101T000000Z',
        'LAST-MODIFIED:20250101T000000Z',
      ],
    ]);
  });

  test('stands where it was moved to', async () => {
    const { feeds, change } = open(meeting('community'));
    const original = wall('2026-12-24T11:00');
    change({ kind: 'move', meeting: 'community', original, to: wall('2026-12-17T10:00'), why: 'holidays' });
    const one = await feeds.one('community', original);
    expect(december(one)).toEqual(['2026-12-17T18:00:00Z/60']);
    expect(events(one)[0]).toEqual(expect.arrayContaining(['SEQUENCE:1', 'DTSTAMP:20261124T100100Z']));
  });

  test.each([
    ['a day on which it does not meet', 'community', '2026-12-25T11:00'],
    ['another time of that day', 'community', '2026-12-24T12:00'],
    ['another meeting', 'networking', '2026-12-24T11:00'],
    ['a skipped one', 'community', '2026-12-10T11:00'],
  ])('is none for %s', async (_why, id, original) => {
    const { feeds, change } = open(meeting('community'));
    change({ kind: 'skip', meeting: 'community', original: wall('2026-12-10T11:00') });
    expect(await feeds.one(id, wall(original))).toBeUndefined();
  });
});

function fail(): never {
  throw new Error('There is no feed');
}
