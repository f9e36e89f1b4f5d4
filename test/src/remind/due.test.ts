import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Meeting } from '../../../src/community/model.js';
import { createDueQueue, type DueQueue } from '../../../src/remind/due.js';
import { Heap } from '../../../src/remind/heap.js';
import type { Change } from '../../../src/schedule/change.js';
import { createLiveSchedule } from '../../../src/schedule/live-schedule.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import { type Instant, isoOf, type WallTime, wallOf, wallText } from '../../../src/time/zoned.js';
import { community, instant, meeting, quarterBefore, wall } from './sample.js';

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

describe('when the schedule changes', () => {
  const original = { year: 2026, month: 12, day: 10, hour: 11, minute: 0 };

  /** A queue over a schedule that is changed in chat; each change is told to it. */
  async function changing(from: string, remind = [quarterBefore]) {
    const file = community(meeting({ remind }), meeting({ id: 'other', remind }));
    const live = createLiveSchedule(file);
    const due = await createDueQueue(file, live, () => instant(from));
    let id = 0;
    const change = (of: Pick<Change, 'kind'> & { readonly to?: string; readonly on?: WallTime }) => {
      const { to, on = original, ...rest } = of;
      id += 1;
      const moved = to === undefined ? {} : { to: wall(to) };
      const by = { platform: 'slack', id: 'U1' } as const;
      due.refresh(
        live.take([{ ...rest, ...moved, meeting: 'community', original: on, by, follows: 0, id, at: instant(from) }]),
      );
    };
    return { due, change };
  }

  test('moved earlier: due at the new time, and no longer at the old one', async () => {
    const { due, change } = await changing('2026-12-01T00:00:00Z');
    change({ kind: 'move', to: '2026-12-02T09:00' });
    expect(due.next).toBe(instant('2026-12-02T16:45:00Z'));
    expect(taken(due, '2026-12-10T18:45:00Z')).toStrictEqual([
      'community 2026-12-02T16:45:00Z',
      'other 2026-12-10T18:45:00Z',
    ]);
  });

  test('skipped, and taken back: due as before, once', async () => {
    const { due, change } = await changing('2026-12-01T00:00:00Z');
    change({ kind: 'skip' });
    expect(taken(due, '2026-12-09T00:00:00Z')).toStrictEqual([]);
    change({ kind: 'undo' });
    expect(taken(due, '2026-12-10T18:45:00Z').toSorted()).toStrictEqual([
      'community 2026-12-10T18:45:00Z',
      'other 2026-12-10T18:45:00Z',
    ]);
  });

  test('added: due before what was next', async () => {
    const { due, change } = await changing('2026-12-01T00:00:00Z');
    change({ kind: 'add', on: { ...original, day: 5 } });
    expect(taken(due, '2026-12-06T00:00:00Z')).toStrictEqual(['community 2026-12-05T18:45:00Z']);
  });

  test('what was taken is not given again, and what would have been due before that is not given at all', async () => {
    const { due, change } = await changing('2026-12-01T00:00:00Z');
    expect(taken(due, '2026-12-10T18:50:00Z')).toHaveLength(2);
    change({ kind: 'move', to: '2026-12-10T11:04' });
    expect(taken(due, '2026-12-10T18:59:00Z')).toStrictEqual([]);
    change({ kind: 'move', to: '2026-12-10T11:15' });
    expect(taken(due, '2026-12-10T18:59:59Z')).toStrictEqual([]);
    expect(taken(due, '2026-12-10T19:00:00Z')).toStrictEqual(['community 2026-12-10T19:00:00Z']);
  });

  test('a meeting that nobody knows changes nothing, and one that is looked up often takes no more room', async () => {
    const { due, change } = await changing('2026-12-01T00:00:00Z', [
      quarterBefore,
      { ...quarterBefore, beforeMinutes: 60 },
    ]);
    due.refresh(['unknown']);
    for (let times = 0; times < 50; times += 1) change({ kind: 'note' });
    expect(due.size).toBe(4);
    expect(taken(due, '2026-12-11T00:00:00Z')).toHaveLength(4);
    expect(due.size).toBe(4);
  });

  test('whatever is changed and whenever it is looked at, all is due that is to come, once', async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('skip' as const) }),
      fc.record({ kind: fc.constant('undo' as const) }),
      fc.integer({ min: 1, max: 20 * 24 }).map((hours) => ({ kind: 'move' as const, hours })),
      fc.integer({ min: 1, max: 48 }).map((hours) => ({ kind: 'wait' as const, hours })),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const { due, change } = await changing('2026-12-01T00:00:00Z');
        let now = instant('2026-12-01T00:00:00Z');
        const given = new Map<number, number>();
        /** When the reminder of 10 December is due, as the changes so far have it. */
        const stack: (number | undefined)[] = [instant('2026-12-10T18:45:00Z')];
        const look = () => {
          for (let some = due.take(now); some.length > 0; some = due.take(now)) {
            for (const { dueAt, occurrence } of some) {
              if (occurrence.meeting.id !== 'community' || occurrence.original.day !== 10) continue;
              given.set(dueAt, (given.get(dueAt) ?? 0) + 1);
              expect(dueAt).toBe(stack.at(-1));
            }
          }
        };
        for (const of of steps) {
          if (of.kind === 'wait') {
            const before = now;
            now = (now + of.hours * 3600) as Instant;
            look();
            const expected = stack.at(-1);
            if (expected !== undefined && expected > before && expected <= now) expect(given.get(expected)).toBe(1);
          } else if (of.kind === 'move') {
            const at = (instant('2026-12-01T08:00:00Z') + of.hours * 3600) as Instant;
            change({ kind: 'move', to: wallText(wallOf(at, 'America/Los_Angeles')) });
            stack.push(at - 900);
          } else {
            change(of);
            if (of.kind === 'skip') stack.push(undefined);
            else if (stack.length > 1) stack.pop();
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});
