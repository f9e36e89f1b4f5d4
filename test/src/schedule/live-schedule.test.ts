import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/schedule/change.js';
import { createLiveSchedule } from '../../../src/schedule/live-schedule.js';
import { createSchedule, type Schedule } from '../../../src/schedule/schedule.js';
import type { Series } from '../../../src/time/series.js';
import { isoOf, wallText } from '../../../src/time/zoned.js';
import { change, instant, sampleCommunity, sampleMeeting, wall } from '../../support/sample-changes.js';

const meeting = sampleMeeting('community', {
  except: [{ date: wall('2026-11-26T11:00'), why: 'Thanksgiving' }],
  moved: [{ from: wall('2026-12-24T11:00'), to: wall('2026-12-17T11:00'), why: 'holidays' }],
  extra: [{ at: wall('2026-12-30T11:00'), why: 'release' }],
});
const community = sampleCommunity(meeting, sampleMeeting('other'));

function saying(schedule: Schedule, count = 5): readonly string[] {
  return schedule.upcoming('community', instant('2026-11-24T12:00:00Z'), count).map((one) => {
    const words = [wallText(one.original), one.status, isoOf(one.at), one.why, one.note && `“${one.note}”`];
    return words.filter((word) => word !== undefined).join(' ');
  });
}

const file = [
  '2026-11-26T11:00 skipped 2026-11-26T19:00:00Z Thanksgiving',
  '2026-12-10T11:00 scheduled 2026-12-10T19:00:00Z',
  '2026-12-24T11:00 moved 2026-12-17T19:00:00Z holidays',
  '2026-12-30T11:00 extra 2026-12-30T19:00:00Z release',
  '2027-01-07T11:00 scheduled 2027-01-07T19:00:00Z',
];

/** The file's five lines with some of them said otherwise, in the order of their times. */
function fileBut(...lines: readonly string[]): readonly string[] {
  const names = new Set(lines.map((line) => line.slice(0, 16)));
  const rest = file.filter((line) => !names.has(line.slice(0, 16)));
  return [...rest, ...lines].sort((a, b) => (timeIn(a) < timeIn(b) ? -1 : 1));
}
const timeIn = (line: string) => /\S+Z/.exec(line)?.[0] ?? '';

describe('what is changed in chat', () => {
  test.each<[string, readonly Change[], readonly string[]]>([
    ['nothing', [], file],
    [
      'a date is skipped',
      [change(1, 'skip', '2026-12-10T11:00', { why: 'no quorum' })],
      fileBut('2026-12-10T11:00 skipped 2026-12-10T19:00:00Z no quorum'),
    ],
    [
      'a date is moved past another',
      [change(1, 'move', '2026-12-10T11:00', { to: '2026-12-18T09:30' })],
      fileBut('2026-12-10T11:00 moved 2026-12-18T17:30:00Z'),
    ],
    [
      'a date that the file skips is moved',
      [change(1, 'move', '2026-11-26T11:00', { to: '2026-11-25T11:00' })],
      fileBut('2026-11-26T11:00 moved 2026-11-25T19:00:00Z'),
    ],
    [
      'a date that the file moves is skipped',
      [change(1, 'skip', '2026-12-24T11:00')],
      fileBut('2026-12-24T11:00 skipped 2026-12-24T19:00:00Z'),
    ],
    [
      'a date that the file moves is moved elsewhere',
      [change(1, 'move', '2026-12-24T11:00', { to: '2026-12-22T11:00', why: 'earlier' })],
      fileBut('2026-12-24T11:00 moved 2026-12-22T19:00:00Z earlier'),
    ],
    [
      'a date that the file moves is moved back to where it was',
      [change(1, 'move', '2026-12-24T11:00', { to: '2026-12-24T11:00' })],
      fileBut('2026-12-24T11:00 scheduled 2026-12-24T19:00:00Z'),
    ],
    [
      'a date that the file skips is added',
      [change(1, 'add', '2026-11-26T11:00')],
      fileBut('2026-11-26T11:00 scheduled 2026-11-26T19:00:00Z'),
    ],
    [
      'a date that the file adds is skipped',
      [change(1, 'skip', '2026-12-30T11:00', { why: 'no release' })],
      fileBut('2026-12-30T11:00 skipped 2026-12-30T19:00:00Z no release'),
    ],
    [
      'a date that the file adds is moved',
      [change(1, 'move', '2026-12-30T11:00', { to: '2026-12-31T11:00' })],
      fileBut('2026-12-30T11:00 moved 2026-12-31T19:00:00Z'),
    ],
    [
      'another time of a day that the file skips is added, and the day stays skipped',
      [change(1, 'add', '2026-11-26T15:00')],
      [
        '2026-11-26T11:00 skipped 2026-11-26T19:00:00Z Thanksgiving',
        '2026-11-26T15:00 extra 2026-11-26T23:00:00Z',
        ...file.slice(1, 4),
      ],
    ],
    [
      'a date is noted, and moved, and keeps its note',
      [
        change(1, 'note', '2026-12-10T11:00', { note: 'Demo day' }),
        change(2, 'move', '2026-12-10T11:00', { to: '2026-12-10T12:00', follows: 1 }),
      ],
      fileBut('2026-12-10T11:00 moved 2026-12-10T20:00:00Z “Demo day”'),
    ],
    [
      'a note is emptied',
      [
        change(1, 'note', '2026-12-10T11:00', { note: 'Demo day' }),
        change(2, 'note', '2026-12-10T11:00', { note: '', follows: 1 }),
      ],
      file,
    ],
    [
      'a date is skipped, moved, and the move undone',
      [
        change(1, 'skip', '2026-12-10T11:00', { why: 'no quorum' }),
        change(2, 'move', '2026-12-10T11:00', { to: '2026-12-11T11:00', follows: 1 }),
        change(3, 'undo', '2026-12-10T11:00', { follows: 2 }),
      ],
      fileBut('2026-12-10T11:00 skipped 2026-12-10T19:00:00Z no quorum'),
    ],
    ['a date that the rule does not have is skipped', [change(1, 'skip', '2026-12-11T11:00')], file],
    [
      'a date that the rule does not have is moved',
      [change(1, 'move', '2026-12-03T11:00', { to: '2026-12-04T11:00' })],
      file,
    ],
    ['another time of a date of the rule is skipped', [change(1, 'skip', '2026-12-10T12:00')], file],
    ['another meeting is changed', [change(1, 'skip', '2026-12-10T11:00', { meeting: 'other' })], file],
    ['a meeting that the file no longer has', [change(1, 'skip', '2026-12-10T11:00', { meeting: 'gone' })], file],
  ])('%s', (_what, changes, expected) => {
    expect(saying(createLiveSchedule(community, changes))).toEqual(expected);
  });

  test('an added date is moved, then skipped, then everything is undone', () => {
    const live = createLiveSchedule(community);
    const at = '2026-12-03T16:00';
    const added = `${at} extra 2026-12-04T00:00:00Z board`;
    const moved = `${at} moved 2026-12-05T00:00:00Z`;
    live.take([change(1, 'add', at, { why: 'board' })]);
    expect(saying(live)[1]).toBe(added);
    live.take([change(2, 'move', at, { to: '2026-12-04T16:00', follows: 1 })]);
    expect(saying(live)[1]).toBe(moved);
    live.take([change(3, 'skip', at, { why: 'no board', follows: 2 })]);
    expect(saying(live)[1]).toBe(`${at} skipped 2026-12-04T00:00:00Z no board`);
    live.take([change(4, 'undo', at, { follows: 3 })]);
    expect(saying(live)[1]).toBe(moved);
    live.take([change(5, 'undo', at, { follows: 4 })]);
    expect(saying(live)[1]).toBe(added);
    live.take([change(6, 'undo', at, { follows: 5 })]);
    expect(saying(live)).toEqual(file);
    expect(live.named('community', wall(at))).toBeUndefined();
  });
});

describe('the live schedule', () => {
  test('is asked by every question of a schedule, and always tells the latest', () => {
    const live = createLiveSchedule(community);
    const now = instant('2026-12-09T00:00:00Z');
    expect(live.next('community', now)?.status).toBe('scheduled');
    live.take([change(1, 'move', '2026-12-10T11:00', { to: '2026-12-15T11:00', why: 'travel' })]);
    expect(live.next('community', now)).toMatchObject({ status: 'moved', at: instant('2026-12-15T19:00:00Z') });
    expect(live.named('community', wall('2026-12-10T11:00'))).toMatchObject({ status: 'moved', why: 'travel' });
    const [other, moved] = live.between(now, instant('2026-12-16T00:00:00Z'));
    expect([other?.meeting.id, other?.status, moved?.meeting.id, moved?.status]).toEqual([
      ...['other', 'scheduled'],
      ...['community', 'moved'],
    ]);
    expect(live.file.next('community', now)?.status).toBe('scheduled');
  });

  test('gives the file’s own meetings with its dates, changed or not', () => {
    const live = createLiveSchedule(community, [change(1, 'skip', '2026-12-10T11:00')]);
    expect(live.named('community', wall('2026-12-10T11:00'))?.meeting).toBe(meeting);
  });

  test('tells which meetings a change concerned, once', () => {
    const live = createLiveSchedule(community, [change(1, 'skip', '2026-12-10T11:00')]);
    const told: (readonly string[])[] = [];
    live.onChange((meetings) => told.push(meetings));
    expect(live.take([change(1, 'skip', '2026-12-10T11:00')])).toEqual([]);
    expect(told).toEqual([]);
    const two = [
      change(2, 'undo', '2026-12-10T11:00', { follows: 1 }),
      change(3, 'skip', '2026-12-10T11:00', { meeting: 'other' }),
    ];
    expect(live.take(two)).toEqual(['community', 'other']);
    expect(told).toEqual([['community', 'other']]);
    expect(live.revision).toBe(3);
    expect(live.changes().map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  test('knows how each occurrence stands that was ever changed', () => {
    const live = createLiveSchedule(community, [
      change(1, 'note', '2026-12-10T11:00', { note: 'Demo day' }),
      change(2, 'skip', '2026-12-10T11:00', { follows: 1 }),
    ]);
    const state = live.stateOf('community', wall('2026-12-10T11:00'));
    expect([state?.latest.id, state?.place?.id, state?.note?.id]).toEqual([2, 2, 1]);
    expect(live.stateOf('community', wall('2026-12-24T11:00'))).toBeUndefined();
    expect(live.stateOf('nosuch', wall('2026-12-10T11:00'))).toBeUndefined();
  });

  test('shows how it would be, and stays as it is', () => {
    const live = createLiveSchedule(community, [change(1, 'skip', '2026-12-10T11:00', { why: 'no quorum' })]);
    const before = saying(live);
    const supposed = live.supposing(change(9, 'move', '2026-12-10T11:00', { to: '2026-12-11T11:00', follows: 1 }));
    expect(supposed.named('community', wall('2026-12-10T11:00'))?.status).toBe('moved');
    const undone = live.supposing(change(9, 'undo', '2026-12-10T11:00', { follows: 1 }));
    expect(saying(undone)).toEqual(file);
    expect(saying(live)).toEqual(before);
    expect([live.revision, live.changes().length]).toEqual([1, 1]);
  });

  test('takes a change in by looking at no other of a hundred thousand meetings', () => {
    const looked = new Set<string>();
    const many = Array.from({ length: 100_000 }, (_, n) => ({
      ...meeting,
      id: `m${n}`,
      get series() {
        looked.add(`m${n}`);
        return meeting.series;
      },
    }));
    const live = createLiveSchedule(sampleCommunity(...many));
    looked.clear();
    live.take([change(1, 'skip', '2026-12-10T11:00', { meeting: 'm1' })]);
    live.supposing(change(2, 'skip', '2026-12-10T11:00', { meeting: 'm2' }));
    live.take([change(3, 'skip', '2026-12-10T11:00', { meeting: 'm3' })]);
    expect([...looked]).toEqual(['m1', 'm2', 'm3']);
    expect(live.named('m3', wall('2026-12-10T11:00'))?.status).toBe('skipped');
  });
});

/** Originals that mean something different each: of the rule, skipped, moved and added by the file, and of no rule. */
const names = ['2026-11-26', '2026-12-10', '2026-12-24', '2026-12-30', '2027-01-07', '2026-12-03'];
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom<Change['kind']>('skip', 'move', 'add', 'note', 'undo'),
    date: fc.constantFrom(...names),
    to: fc.constantFrom('2026-12-01T09:00', '2026-12-15T18:00', '2026-12-30T12:00', '2027-02-01T11:00'),
    why: fc.constantFrom(undefined, 'travel', 'no quorum'),
  }),
  { maxLength: 24 },
);

type Step = { kind: Change['kind']; date: string; to: string; why: string | undefined };

function changesOf(all: readonly Step[]): readonly Change[] {
  return all.map(({ kind, date, to, why }, index) =>
    change(index + 1, kind, `${date}T11:00`, {
      ...(kind === 'move' ? { to } : {}),
      ...(kind === 'note' ? { note: why ?? '' } : why === undefined ? {} : { why }),
    }),
  );
}

describe('whatever is changed', () => {
  test('undoing all of it gives the file’s schedule', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const changes = changesOf(all);
        const undone = changes.map((one, index) => ({ ...one, id: changes.length + index + 1, kind: 'undo' as const }));
        const live = createLiveSchedule(community, [...changes, ...undone]);
        const file = createSchedule(community);
        expect(live.upcoming('community', instant('2026-01-01T00:00:00Z'), 60)).toEqual(
          file.upcoming('community', instant('2026-01-01T00:00:00Z'), 60),
        );
      }),
    );
  });

  test('the order in which it is learned makes no difference', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.nat()), (all, cuts) => {
        const changes = changesOf(all);
        const atOnce = createLiveSchedule(community, changes);
        const bit = createLiveSchedule(community);
        const shuffled = [...changes].sort((a, b) => (cuts[a.id] ?? a.id) - (cuts[b.id] ?? b.id));
        for (const one of shuffled) bit.take([one, ...changes.slice(0, 1)]);
        expect(saying(bit, 40)).toEqual(saying(atOnce, 40));
        expect(bit.changes()).toEqual(atOnce.changes());
      }),
    );
  });

  test('each date of a walk is found by its name, and none is there twice', () => {
    fc.assert(
      fc.property(steps, (all) => {
        const live = createLiveSchedule(community, changesOf(all));
        const walked = live.upcoming('community', instant('2026-11-01T00:00:00Z'), 40);
        expect(walked.map((one) => live.named('community', one.original))).toEqual(walked);
        expect(new Set(walked.map((one) => wallText(one.original))).size).toBe(walked.length);
      }),
    );
  });

  test('is what a file says that is written with the same exceptions, moves and extras', () => {
    const entry = fc.record({
      kind: fc.constantFrom<Change['kind']>('skip', 'move', 'add'),
      to: fc.constantFrom('2026-12-01T09:00', '2026-12-15T18:00', '2027-02-01T11:00'),
      why: fc.constantFrom('travel', 'no quorum'),
    });
    const dates = ['2026-06-11', '2026-06-25', '2026-07-09', '2026-07-23', '2026-08-06'];
    fc.assert(
      fc.property(fc.array(fc.option(entry), { minLength: 5, maxLength: 5 }), (entries) => {
        const bare = sampleMeeting('community');
        const series = { except: [], moved: [], extra: [] } as {
          -readonly [K in 'except' | 'moved' | 'extra']: Series[K][number][];
        };
        const changes = entries.flatMap((one, index) => {
          if (one === null) return [];
          const { kind, to, why } = one;
          const original = `${dates[index]}T${kind === 'add' ? '15' : '11'}:00`;
          if (kind === 'skip') series.except.push({ date: wall(original), why });
          if (kind === 'move') series.moved.push({ from: wall(original), to: wall(to), why });
          if (kind === 'add') series.extra.push({ at: wall(original), why });
          return [change(index + 1, kind, original, { why, ...(kind === 'move' ? { to } : {}) })];
        });
        const written = createSchedule(sampleCommunity(sampleMeeting('community', series)));
        const live = createLiveSchedule(sampleCommunity(bare), changes);
        const plain = (schedule: Schedule) =>
          schedule
            .upcoming('community', instant('2026-06-01T00:00:00Z'), 30)
            .map(({ meeting: _meeting, ...rest }) => rest);
        expect(plain(live)).toEqual(plain(written));
      }),
    );
  });
});
