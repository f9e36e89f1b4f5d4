import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { calendarText, eventText } from '../../../src/calendar/calendar-text.js';
import { meetingItems } from '../../../src/calendar/meeting-items.js';
import { windowAt } from '../../../src/calendar/special-dates.js';
import { loadCommunity } from '../../../src/community/load.js';
import type { Community, Meeting } from '../../../src/community/model.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import { ruleFromHuman } from '../../../src/time/rule.js';
import type { Series } from '../../../src/time/series.js';
import { type Instant, isoOf } from '../../../src/time/zoned.js';
import { emptyCommunity } from '../../support/empty-community.js';
import { afterOf, meetingWith, seriesOf, timeVectors } from '../../support/time-vectors.js';
import { readFeed } from './feed-reader.js';

/** 2026-11-24T10:00:00Z */
const now = 1_795_514_400 as Instant;
const FIVE_YEARS = 5 * 366 * 86_400;

function feedText(meeting: Meeting, at: Instant): string {
  const schedule = createSchedule(communityOf([meeting]));
  const window = windowAt(at);
  const items = meetingItems({ meeting, schedule, changed: [], host: 'example.org', window });
  const events = items.map((item) => eventText(item, { sequence: 0, changedAt: at }, false));
  return calendarText({ name: 'x', zones: [meeting.series.zone], from: window.from, events, refreshes: true });
}

function communityOf(meetings: readonly Meeting[]): Community {
  return { ...emptyCommunity, meetings };
}

/** What takes place in the five years after `at`, as the engine says and as a subscriber reads it. */
function bothReadings(
  meeting: Meeting,
  at: Instant,
): { readonly ours: readonly string[]; readonly read: readonly string[] } {
  const [from, to] = [(at + 1) as Instant, (at + FIVE_YEARS) as Instant];
  const ours = createSchedule(communityOf([meeting]))
    .between(from, to)
    .filter(({ status }) => status !== 'skipped')
    .map((one) => `${isoOf(one.at)}/${meeting.lastsMinutes}`)
    .sort();
  return { ours, read: readFeed(feedText(meeting, at), from, to) };
}

describe('what ical.js reads from a feed over five years is what the engine says', () => {
  test('for every meeting of the Istio file', async () => {
    const file = fileURLToPath(new URL('../../../communities/istio/community.yaml', import.meta.url));
    const loaded = await loadCommunity(file);
    if (!loaded.ok) throw new Error('The Istio file is not sound');
    expect(loaded.community.meetings.length).toBe(9);
    for (const meeting of loaded.community.meetings) {
      const { ours, read } = bothReadings(meeting, now);
      expect(ours.length).toBeGreaterThan(120);
      expect(read).toEqual(ours);
    }
  });

  // Every one of the 3,665 is read by bench/feeds.ts; these are every ninth, and the few that were hard.
  const sample = timeVectors().filter(
    ({ id }, n) => n % 9 === 0 || ['monthly-01815', 'monthly-02070', 'monthly-02094'].includes(id),
  );
  for (const group of new Set(sample.map((vector) => vector.group))) {
    const vectors = sample.filter((vector) => vector.group === group);
    test(`for ${vectors.length} vectors of group ${group}`, () => {
      const wrong = vectors.flatMap((vector) => {
        const { ours, read } = bothReadings(meetingWith('x', seriesOf(vector)), afterOf(vector));
        return JSON.stringify(ours) === JSON.stringify(read) ? [] : [{ id: vector.id, ours, read }];
      });
      expect(wrong).toEqual([]);
    });
  }

  const turns = [
    { hour: 11, minute: 0 },
    { hour: 19, minute: 30 },
    { hour: 2, minute: 30 },
  ];
  test.each([
    ['every 2 weeks on Thursday, two turns', { every: '2 weeks', on: 'thursday' }, 2, '2026-01-08', true],
    ['every week on Sunday, three turns', { every: 'week', on: 'sunday' }, 3, '2026-01-04', true],
    ['twice a week, three turns', { every: 'week', on: ['tuesday', 'sunday'] }, 3, '2026-01-04', true],
    ['twice a week, two turns', { every: '2 weeks', on: ['monday', 'friday'] }, 2, '2026-01-09', true],
    ['every day, two turns', { every: 'day' }, 2, '2026-01-08', true],
    ['second Wednesdays, two turns', { every: 'month', on: 'second wednesday' }, 2, '2026-01-14', true],
    ['last days of the month, three turns', { every: 'month', on: 'last day' }, 3, '2026-01-31', true],
    [
      'first and third Sundays, two turns',
      { every: 'month', on: ['first sunday', 'third sunday'] },
      3,
      '2026-01-04',
      false,
    ],
  ])('for times that take turns: %s', (_name, rule, slots, starting, isRecurring) => {
    const read = ruleFromHuman(rule);
    if ('problem' in read) throw new Error(read.problem);
    const [year = 0, month = 0, day = 0] = starting.split('-').map(Number);
    const series: Series = {
      ...{ zone: 'America/New_York', rule: read.rule, starting: { year, month, day }, slots: turns.slice(0, slots) },
      ...{ except: [], moved: [], extra: [] },
    };
    const meeting = meetingWith('turns', series);
    expect(/RRULE:FREQ=(DAILY|WEEKLY|MONTHLY)/.test(feedText(meeting, now))).toBe(isRecurring);
    const both = bothReadings(meeting, now);
    expect(both.ours.length).toBeGreaterThan(55);
    expect(both.read).toEqual(both.ours);
  });
});
