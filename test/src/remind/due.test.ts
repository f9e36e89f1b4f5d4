import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Meeting } from '../../../src/community/model.js';
import { createDueQueue, type DueQueue } from '../../../src/remind/due.js';
import { Heap } from '../../../src/remind/heap.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import { isoOf } from '../../../src/time/zoned.js';
import { community, instant, meeting, quarterBefore } from './sample.js';

test('a heap gives back whatever was put in, smallest first, also when taking and adding alternate', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer(), { nil: undefined })), (steps) => {
      const heap = new Heap<number>((a, b) => a - b);
      const model: number[] = [];
      for (const step of steps) {
        if (step === undefined) {
          model.sort((a, b) => a - b);
          expect(heap.pop()).toBe(model.shift());
        } else {
          heap.push(step);
          model.push(step);
        }
        expect(heap.size).toBe(model.length);
        expect(heap.peek()).toBe(model.length === 0 ? undefined : Math.min(...model));
      }
    }),
  );
});

function queue(meetings: readonly Meeting[], from: string): Promise<DueQueue> {
  const file = community(...meetings);
  return createDueQueue(file, createSchedule(file), () => instant(from));
}

/** All that is due, however many calls it takes. */
function taken(of: DueQueue, now: string): readonly string[] {
  const all: string[] = [];
  for (let due = of.take(instant(now)); due.length > 0; due = of.take(instant(now))) {
    all.push(...due.map(({ dueAt, occurrence }) => `${occurrence.meeting.id} ${isoOf(dueAt)}`));
  }
  return all;
}

test('nothing is due a second early, each is due once, and the next follows', async () => {
  const due = await queue([meeting()], '2026-12-10T00:00:00Z');
  expect(taken(due, '2026-12-10T18:44:59Z')).toStrictEqual([]);
  expect(taken(due, '2026-12-10T18:45:00Z')).toStrictEqual(['community 2026-12-10T18:45:00Z']);
  expect(taken(due, '2026-12-24T18:44:59Z')).toStrictEqual([]);
  expect(taken(due, '2026-12-24T18:45:00Z')).toStrictEqual(['community 2026-12-24T18:45:00Z']);
});

test('what is due exactly at the watermark is still to come, what was due before is not', async () => {
  expect(taken(await queue([meeting()], '2026-12-10T18:45:00Z'), '2026-12-10T19:00:00Z')).toHaveLength(1);
  expect(taken(await queue([meeting()], '2026-12-10T18:45:01Z'), '2026-12-10T19:00:00Z')).toHaveLength(0);
});

test('after a long absence everything missed comes in order, over all meetings and offsets', async () => {
  const daily = meeting(
    { id: 'daily', remind: [{ beforeMinutes: 0, rooms: ['general'] }] },
    {
      zone: 'UTC',
      starting: { year: 2026, month: 12, day: 9 },
      rule: { ...meeting().series.rule, freq: 'daily', interval: 1, byDay: [] },
      slots: [{ hour: 12, minute: 0 }],
    },
  );
  const due = await queue(
    [meeting({ remind: [quarterBefore, { beforeMinutes: 1440, rooms: ['general'] }] }), daily],
    '2026-12-09T00:00:00Z',
  );
  expect(taken(due, '2026-12-11T12:00:00Z')).toStrictEqual([
    'daily 2026-12-09T12:00:00Z',
    'community 2026-12-09T19:00:00Z',
    'daily 2026-12-10T12:00:00Z',
    'community 2026-12-10T18:45:00Z',
    'daily 2026-12-11T12:00:00Z',
  ]);
});

test('a long run of skipped dates is passed over, and a meeting that has ended needs no room', async () => {
  const skipped = Array.from({ length: 40 }, (_, n) => {
    const day = new Date(Date.UTC(2026, 0, 8 + 14 * n));
    return { date: { year: day.getUTCFullYear(), month: day.getUTCMonth() + 1, day: day.getUTCDate() } };
  });
  const paused = meeting({ id: 'paused' }, { except: skipped });
  const ended = meeting({ id: 'ended' }, { rule: { ...meeting().series.rule, count: 3 } });
  const due = await queue([paused, ended], '2026-01-01T00:00:00Z');
  expect(due.size).toBe(2);
  expect(taken(due, '2027-07-31T00:00:00Z')).toStrictEqual([
    'ended 2026-01-08T18:45:00Z',
    'ended 2026-01-22T18:45:00Z',
    'ended 2026-02-05T18:45:00Z',
    'paused 2027-07-22T17:45:00Z',
  ]);
  expect(due.size).toBe(1);
});

test('two dates of a meeting at one instant are both due', async () => {
  const onto = meeting(
    {},
    {
      moved: [
        { from: { year: 2026, month: 12, day: 24 }, to: { year: 2026, month: 12, day: 10, hour: 11, minute: 0 } },
      ],
    },
  );
  const due = await queue([onto], '2026-12-10T00:00:00Z');
  expect(
    due
      .take(instant('2026-12-10T18:45:00Z'))
      .map(({ occurrence }) => occurrence.original.day)
      .sort(),
  ).toStrictEqual([10, 24]);
  expect(due.take(instant('2027-01-06T00:00:00Z'))).toStrictEqual([]);
});
