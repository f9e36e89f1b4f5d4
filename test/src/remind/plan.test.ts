import { expect, test } from 'vitest';
import type { Meeting, ReminderRule } from '../../../src/community/model.js';
import { type ConnectedPlatform, type PlannedPost, plannedPosts, reminderReply } from '../../../src/remind/plan.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import type { Instant } from '../../../src/time/zoned.js';
import { isoOf } from '../../../src/time/zoned.js';
import { community, instant, meeting, quarterBefore } from './sample.js';

const slack: ConnectedPlatform = { platform: 'slack', channelOf: (room) => ({ general: 'C1', random: 'C2' })[room] };
const web: ConnectedPlatform = { platform: 'web', channelOf: (room) => room };

function plan(meetings: readonly Meeting[], from: string, to: string, platforms = [slack]): readonly PlannedPost[] {
  const file = community(...meetings);
  return plannedPosts(file, createSchedule(file), platforms, instant(from), instant(to));
}

function times(posts: readonly PlannedPost[]): readonly string[] {
  return posts.map((post) => isoOf(post.dueAt));
}

test('across the turn of the year (2026 has 53 weeks) the posts stay 14 days apart', () => {
  const posts = plan([meeting()], '2026-12-01T00:00:00Z', '2027-01-31T00:00:00Z');
  expect(times(posts)).toStrictEqual([
    '2026-12-10T18:45:00Z',
    '2026-12-24T18:45:00Z',
    '2027-01-07T18:45:00Z',
    '2027-01-21T18:45:00Z',
  ]);
});

test('when clocks change, the post keeps to the wall clock of the meeting', () => {
  const weekly = meeting({}, { rule: { ...meeting().series.rule, interval: 1 } });
  const spring = plan([weekly], '2026-03-04T00:00:00Z', '2026-03-13T00:00:00Z');
  const autumn = plan([weekly], '2026-10-28T00:00:00Z', '2026-11-06T00:00:00Z');
  expect(times([...spring, ...autumn])).toStrictEqual([
    '2026-03-05T18:45:00Z',
    '2026-03-12T17:45:00Z',
    '2026-10-29T17:45:00Z',
    '2026-11-05T18:45:00Z',
  ]);
});

test('from is included, to is not', () => {
  expect(times(plan([meeting()], '2026-12-10T18:45:00Z', '2026-12-24T18:45:00Z'))).toStrictEqual([
    '2026-12-10T18:45:00Z',
  ]);
  expect(times(plan([meeting()], '2026-12-10T18:45:01Z', '2026-12-24T18:45:01Z'))).toStrictEqual([
    '2026-12-24T18:45:00Z',
  ]);
});

test('one post for each rule, room and platform that has the room, in order', () => {
  const remind: readonly ReminderRule[] = [
    { beforeMinutes: 0, rooms: ['general'] },
    { beforeMinutes: 1440, rooms: ['random', 'elsewhere'] },
  ];
  const posts = plan([meeting({ remind })], '2026-12-09T00:00:00Z', '2026-12-11T00:00:00Z', [slack, web]);
  expect(posts.map((post) => [isoOf(post.dueAt), post.target])).toStrictEqual([
    ['2026-12-09T19:00:00Z', { platform: 'web', room: 'elsewhere', channel: 'elsewhere' }],
    ['2026-12-09T19:00:00Z', { platform: 'slack', room: 'random', channel: 'C2' }],
    ['2026-12-09T19:00:00Z', { platform: 'web', room: 'random', channel: 'random' }],
    ['2026-12-10T19:00:00Z', { platform: 'slack', room: 'general', channel: 'C1' }],
    ['2026-12-10T19:00:00Z', { platform: 'web', room: 'general', channel: 'general' }],
  ]);
});

test('two rules that ask for the same post make one', () => {
  const twice = meeting({ remind: [quarterBefore, { beforeMinutes: 15, rooms: ['general', 'random'] }] });
  const keys = plan([twice], '2026-12-10T00:00:00Z', '2026-12-11T00:00:00Z').map((post) => post.key);
  expect(keys).toStrictEqual([
    'remind/community/2026-12-10T11:00/15/general/slack',
    'remind/community/2026-12-10T11:00/15/random/slack',
  ]);
});

test('a skipped date has no post; a moved one has it at the new time, under its first name', () => {
  const changed = meeting(
    {},
    {
      except: [{ date: { year: 2026, month: 11, day: 26 }, why: 'Thanksgiving' }],
      moved: [
        {
          from: { year: 2026, month: 12, day: 24 },
          to: { year: 2026, month: 12, day: 17, hour: 11, minute: 0 },
          why: 'holidays',
        },
      ],
    },
  );
  const posts = plan([changed], '2026-11-20T00:00:00Z', '2026-12-31T00:00:00Z');
  expect(posts.map((post) => [isoOf(post.dueAt), post.key])).toStrictEqual([
    ['2026-12-10T18:45:00Z', 'remind/community/2026-12-10T11:00/15/general/slack'],
    ['2026-12-17T18:45:00Z', 'remind/community/2026-12-24T11:00/15/general/slack'],
  ]);
});

test('a date moved onto another one keeps its own post', () => {
  const onto = meeting(
    {},
    {
      moved: [
        { from: { year: 2026, month: 12, day: 24 }, to: { year: 2026, month: 12, day: 10, hour: 11, minute: 0 } },
      ],
    },
  );
  expect(plan([onto], '2026-12-10T00:00:00Z', '2026-12-11T00:00:00Z').map((post) => post.key)).toStrictEqual([
    'remind/community/2026-12-10T11:00/15/general/slack',
    'remind/community/2026-12-24T11:00/15/general/slack',
  ]);
});

test('two dates at one instant are both found, wherever in the plan they stand', () => {
  const to = { year: 2026, month: 12, day: 24, hour: 11, minute: 0 };
  const onto = meeting({}, { moved: [{ from: { year: 2027, month: 1, day: 7 }, to }] });
  expect(plan([onto], '2026-12-09T00:00:00Z', '2026-12-31T00:00:00Z').map((post) => post.key)).toStrictEqual([
    'remind/community/2026-12-10T11:00/15/general/slack',
    'remind/community/2026-12-24T11:00/15/general/slack',
    'remind/community/2027-01-07T11:00/15/general/slack',
  ]);
});

function only(meetings: readonly Meeting[], from: string, to: string): PlannedPost {
  const [post, ...more] = plan(meetings, from, to);
  if (post === undefined || more.length > 0) throw new Error('expected one post');
  return post;
}

const full = meeting({
  join: 'https://zoom.us/j/986657835',
  agenda: 'https://docs.example/agenda/',
  notes: 'https://docs.example/notes',
  host: 'lead-one',
});

test('a reminder says when, where to join, what is on, and where the details are', () => {
  const post = only([full], '2026-12-10T00:00:00Z', '2026-12-11T00:00:00Z');
  expect(reminderReply(post, post.dueAt)).toStrictEqual({
    title: 'Community meeting',
    audience: 'room',
    tone: 'plain',
    summary: 'Community meeting: Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles.',
    body: [
      {
        type: 'text',
        line: [
          {
            type: 'moment',
            at: 1_796_929_200,
            until: 1_796_932_800,
            show: 'day-time',
            home: 'America/Los_Angeles',
            countdown: true,
          },
        ],
      },
      {
        type: 'fields',
        fields: [
          { label: 'Join', value: [{ type: 'link', text: 'Zoom', url: 'https://zoom.us/j/986657835' }] },
          {
            label: 'Agenda',
            value: [{ type: 'link', text: 'docs.example', url: 'https://docs.example/agenda/' }],
          },
          { label: 'Notes', value: [{ type: 'link', text: 'docs.example', url: 'https://docs.example/notes' }] },
          { label: 'Host', value: ['lead-one'] },
        ],
      },
    ],
    choices: [{ label: 'Details', invoke: { command: 'meeting', options: { name: 'community' } } }],
  });
});

test('nobody is pinged unless the rule says so', () => {
  const quiet = only([meeting()], '2026-12-10T00:00:00Z', '2026-12-11T00:00:00Z');
  const loud = only(
    [meeting({ remind: [{ ...quarterBefore, mention: 'here' }] })],
    '2026-12-10T00:00:00Z',
    '2026-12-11T00:00:00Z',
  );
  expect(reminderReply(quiet, quiet.dueAt)).not.toHaveProperty('mention');
  expect(reminderReply(loud, loud.dueAt).mention).toBe('here');
});

test.each([
  [59, undefined],
  [60, 'This reminder comes 1 minute late.'],
  [7 * 60 + 59, 'This reminder comes 7 minutes late.'],
  [2 * 3600 + 5 * 60, 'This reminder comes 2 hours 5 minutes late.'],
  [3600, 'This reminder comes 1 hour late.'],
  [26 * 3600 + 300, 'This reminder comes 1 day 2 hours late.'],
])('%i seconds after its time it says: %s', (seconds, sentence) => {
  const post = only([meeting()], '2026-12-10T00:00:00Z', '2026-12-11T00:00:00Z');
  const { body } = reminderReply(post, (post.dueAt + seconds) as Instant);
  expect(body.slice(1)).toStrictEqual(sentence === undefined ? [] : [{ type: 'text', line: [sentence] }]);
});

test('a moved meeting says from when, and why', () => {
  const moved = meeting(
    {},
    {
      moved: [
        {
          from: { year: 2026, month: 12, day: 24 },
          to: { year: 2026, month: 12, day: 17, hour: 11, minute: 0 },
          why: 'holidays',
        },
      ],
    },
  );
  const post = only([moved], '2026-12-17T00:00:00Z', '2026-12-18T00:00:00Z');
  expect(reminderReply(post, post.dueAt).body[1]).toStrictEqual({
    type: 'text',
    line: [
      'Moved from ',
      { type: 'moment', at: 1_798_138_800, show: 'day-time', home: 'America/Los_Angeles' },
      ' (holidays).',
    ],
  });
});

test('an extra meeting says so', () => {
  const extra = meeting({}, { extra: [{ at: { year: 2026, month: 12, day: 15, hour: 9, minute: 30 } }] });
  const post = only([extra], '2026-12-15T00:00:00Z', '2026-12-16T00:00:00Z');
  expect(reminderReply(post, post.dueAt).body[1]).toStrictEqual({ type: 'text', line: ['An extra meeting.'] });
});
