import { expect, test } from 'vitest';
import type { Meeting } from '../../../src/community/model.js';
import { eventNamed, eventsToCome } from '../../../src/events/wanted.js';
import { createLiveSchedule } from '../../../src/schedule/live-schedule.js';
import type { Instant } from '../../../src/time/zoned.js';
import { community, december, SharedChanges, weekly } from '../../support/discord/events-desk.js';

/** 10 December 2026, 12:00 UTC. */
const noon = 1_796_904_000 as Instant;

const marks = (events: readonly { readonly mark: string }[]) => events.map(({ mark }) => mark);

test('the dates within the days that the file says are wanted, the nearest first', async () => {
  const two = { ...community, meetings: [weekly, { ...weekly, id: 'another' }] };
  expect(marks(await eventsToCome(two, createLiveSchedule(two), noon, 5))).toEqual([
    'another/2026-12-10T11:00',
    'community/2026-12-10T11:00',
    'another/2026-12-17T11:00',
    'community/2026-12-17T11:00',
    'another/2026-12-24T11:00',
  ]);
});

test('four weeks are wanted where the file says nothing', async () => {
  const { events: _, ...silent } = community;
  expect(marks(await eventsToCome(silent, createLiveSchedule(silent), noon, 50)).at(-1)).toBe(
    'community/2026-12-31T11:00',
  );
  expect(await eventsToCome(silent, createLiveSchedule(silent), noon, 50)).toHaveLength(4);
});

test('a meeting every day has all of its days, and a skipped one none', async () => {
  const daily: Meeting = {
    ...weekly,
    series: {
      ...weekly.series,
      rule: { ...weekly.series.rule, freq: 'daily', byDay: [] },
      except: [{ date: { year: 2026, month: 12, day: 25 } }],
    },
  };
  const told = { ...community, meetings: [daily] };
  const found = await eventsToCome(told, createLiveSchedule(told), noon, 200);
  expect(found).toHaveLength(21);
  expect(marks(found)).not.toContain('community/2026-12-25T11:00');
  expect(marks(found).at(-1)).toBe('community/2026-12-31T11:00');
});

test('a date is found by its mark wherever it was moved, and says from where and why', () => {
  const schedule = createLiveSchedule(community);
  const changes = new SharedChanges();
  changes.add({
    kind: 'move',
    original: december(24),
    to: { year: 2027, month: 3, day: 1, hour: 9, minute: 30 },
    why: 'holidays',
  });
  changes.add({ kind: 'note', original: december(24), note: 'Bring cake' });
  schedule.take(changes.all);
  expect(eventNamed(schedule, 'community/2026-12-24T11:00', noon)).toEqual({
    mark: 'community/2026-12-24T11:00',
    name: 'Community meeting',
    description: [
      'Moved from Thursday 24 December 2026, 11:00 in Los Angeles (holidays).',
      'Bring cake',
      'The meeting of the whole *community*.',
      'Notes: https://docs.example.org/notes_of_all',
    ].join('\n'),
    location: 'https://zoom.us/j/986657835',
    startsAt: 1_803_922_200,
    endsAt: 1_803_925_800,
  });
});

test.each([
  ['that nobody has', 'community/2026-12-25T11:00'],
  ['of another meeting', 'toc/2026-12-24T11:00'],
  ['that is none', 'community'],
  ['of a skipped date', 'community/2026-12-17T11:00'],
])('a mark %s names nothing', (_what, mark) => {
  const schedule = createLiveSchedule(community);
  const changes = new SharedChanges();
  changes.add({ kind: 'skip', original: december(17) });
  schedule.take(changes.all);
  expect(eventNamed(schedule, mark, noon)).toBeUndefined();
});

test('a date counts until it is over', () => {
  const schedule = createLiveSchedule(community);
  const at = (seconds: number) =>
    eventNamed(schedule, 'community/2026-12-10T11:00', (1_796_929_200 + seconds) as Instant);
  expect(at(3599)?.startsAt).toBe(1_796_929_200);
  expect(at(3600)).toBeUndefined();
});

test('a meeting without an address is online, and a long address stands in the words', () => {
  const { join: _, ...nowhere } = weekly;
  const join = `https://example.org/${'a'.repeat(81)}`;
  const of = (meeting: Meeting) =>
    eventNamed(createLiveSchedule({ ...community, meetings: [meeting] }), 'community/2026-12-24T11:00', noon);
  expect(of(nowhere)?.location).toBe('Online');
  expect(of({ ...weekly, join })).toMatchObject({
    location: 'The link is below',
    description: expect.stringContaining(`Join: ${join}`),
  });
});
