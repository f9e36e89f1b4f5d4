import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createFeeds } from '../../../src/calendar/feeds.js';
import type { Community } from '../../../src/community/model.js';
import type { ChangeKind } from '../../../src/schedule/change.js';
import { createLiveSchedule } from '../../../src/schedule/live-schedule.js';
import { FixedClock } from '../../../src/time/clock.js';
import { ruleFromHuman } from '../../../src/time/rule.js';
import type { Series } from '../../../src/time/series.js';
import { type Instant, isoOf, wallOf } from '../../../src/time/zoned.js';
import { emptyCommunity } from '../../support/empty-community.js';
import { MemoryFeedItems } from '../../support/memory-feed-items.js';
import { meetingWith } from '../../support/time-vectors.js';
import { readFeed } from './feed-reader.js';

/** 2026-11-24T10:00:00Z */
const now = 1_795_514_400 as Instant;
const DAY = 86_400;
const to = (now + 550 * DAY) as Instant;

const rules = [
  { every: '2 weeks', on: 'thursday' },
  { every: 'week', on: 'sunday' },
  { every: 'week', on: ['tuesday', 'sunday'] },
  { every: 'day' },
  { every: 'month', on: 'last sunday' },
  { every: 'month', on: ['first sunday', 'third sunday'] },
].map((human) => {
  const read = ruleFromHuman(human);
  if ('problem' in read) throw new Error(read.problem);
  return read.rule;
});

/** Among them times that clocks leave out, show twice, or are set back within. */
const times = [
  { hour: 11, minute: 0 },
  { hour: 2, minute: 30 },
  { hour: 1, minute: 30 },
  { hour: 23, minute: 45 },
];

const zones = ['America/Los_Angeles', 'Europe/Berlin', 'Australia/Lord_Howe', 'Africa/Casablanca', 'UTC'];

const series = fc.record({
  zone: fc.constantFrom(...zones),
  rule: fc.constantFrom(...rules),
  starting: fc.constantFrom({ year: 2026, month: 1, day: 4 }, { year: 2027, month: 3, day: 1 }),
  slots: fc.uniqueArray(fc.constantFrom(...times), { minLength: 1, maxLength: 3 }),
});

const change = fc.record({
  kind: fc.constantFrom<ChangeKind>('skip', 'move', 'move', 'add', 'note', 'undo'),
  /** Which of the next dates; of an added one, in how many hours. */
  which: fc.nat(60),
  /** Where to, in half hours from where it stands. */
  by: fc.integer({ min: -400, max: 400 }),
});

test('whatever is changed in chat, a subscriber reads what the schedule says', async () => {
  await fc.assert(
    fc.asyncProperty(series, fc.array(change, { maxLength: 12 }), async (some, changes) => {
      const meeting = meetingWith('community', { ...some, except: [], moved: [], extra: [] } as Series);
      const community: Community = { ...emptyCommunity, home: 'https://istio.io', meetings: [meeting] };
      const clock = new FixedClock(now);
      const live = createLiveSchedule(community);
      const feeds = createFeeds({ community, live, items: new MemoryFeedItems(clock), clock });
      for (const [n, { kind, which, by }] of changes.entries()) {
        const coming = live.upcoming('community', now, 60);
        const one = coming[which % Math.max(1, coming.length)];
        if (one === undefined) return;
        const original = kind === 'add' ? wallOf((now + which * 3600) as Instant, some.zone) : one.original;
        const moved = wallOf((one.at + by * 1800) as Instant, some.zone);
        live.take([
          {
            ...{ id: n + 1, kind, meeting: 'community', original, at: now, follows: 0 },
            ...{ by: { platform: 'slack', id: 'U1' } },
            ...(kind === 'move' ? { to: moved } : {}),
            ...(kind === 'note' ? { note: 'a guest' } : {}),
          },
        ]);
        // Half of the feeds are read in between, so that what was kept is seen to be made anew.
        if (n % 2 === 0) await feeds.feed('community');
      }
      const ours = live
        .between(now, to)
        .filter(({ status }) => status !== 'skipped')
        .map((each) => `${isoOf(each.at)}/${meeting.lastsMinutes}`)
        .sort();
      expect(readFeed((await feeds.feed('community'))?.body ?? '', now, to)).toEqual(ours);
    }),
    { numRuns: 60 },
  );
});
