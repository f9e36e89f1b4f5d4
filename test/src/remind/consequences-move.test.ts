import { describe, expect, test } from 'vitest';
import { againRow } from '../../../src/remind/consequences.js';
import { instantOf, isoOf } from '../../../src/time/zoned.js';
import {
  dayBefore,
  dayKey,
  discord,
  effects,
  key,
  moveTo,
  nothing,
  notice,
  noticeRow,
  occurrence,
  row,
  type Step,
  starts,
  undo,
} from './effects.js';
import { instant, meeting, quarterBefore, wall } from './sample.js';

describe('move', () => {
  test('far ahead, with everything still to come: nothing is written', () => {
    expect(effects([moveTo('2026-12-11T09:00')], [], { now: '2026-12-01T12:00:00Z' })).toStrictEqual(nothing);
  });

  test('to a later day, with its reminder waiting: it takes the new time, and nobody is told', () => {
    expect(effects([moveTo('2026-12-11T09:00')], [row('planned')], { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      reminders: [{ key, due: '2026-12-11T16:45:00Z', starts: '2026-12-11T17:00:00Z' }],
    });
  });

  test.each(['skipped', 'broken'] as const)('a %s reminder is planned again for the new time', (state) => {
    expect(
      effects([moveTo('2026-12-11T09:00')], [row(state)], { now: '2026-12-10T19:30:00Z' }).reminders,
    ).toStrictEqual([{ key, due: '2026-12-11T16:45:00Z', starts: '2026-12-11T17:00:00Z' }]);
  });

  test('later by its offset or more, after it was posted: edited, told, and reminded of again', () => {
    expect(effects([moveTo('2026-12-10T11:15')], [row('posted')], { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      reminders: [{ key: `${key}/2`, again: 2, due: '2026-12-10T19:00:00Z', starts: '2026-12-10T19:15:00Z' }],
      edits: [key],
      notices: [[notice(1), 'Community meeting: moved', '2026-12-10T20:00:00Z']],
    });
  });

  test('later by less than its offset: edited and told, and not reminded of again', () => {
    expect(effects([moveTo('2026-12-10T11:14')], [row('posted')], { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      edits: [key],
      notices: [[notice(1), 'Community meeting: moved', '2026-12-10T20:00:00Z']],
    });
  });

  test('earlier, after it was posted: edited and told', () => {
    expect(effects([moveTo('2026-12-10T10:50')], [row('posted')], { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      edits: [key],
      notices: [[notice(1), 'Community meeting: moved', '2026-12-10T20:00:00Z']],
    });
  });

  test.each([
    ['on its way', row('claimed')],
    ['uncertain', row('planned', { unsure: true })],
  ])('a reminder that is %s is left to its delivery, which takes the new time', (_how, of) => {
    expect(effects([moveTo('2026-12-11T09:00')], [of], { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      edits: [key],
      notices: [[notice(1), 'Community meeting: moved', '2026-12-11T17:00:00Z']],
    });
  });

  test('so soon that the reminders would have been due: one notice to the room in place of them all', () => {
    const often = meeting({ remind: [dayBefore, quarterBefore] });
    expect(effects([moveTo('2026-12-09T10:10')], [], { now: '2026-12-09T18:00:00Z', meeting: often })).toStrictEqual({
      ...nothing,
      reminders: [
        {
          key: dayKey,
          due: '2026-12-08T18:10:00Z',
          starts: '2026-12-09T18:10:00Z',
          skipped: 'the room is told of the change itself',
        },
        {
          key,
          due: '2026-12-09T17:55:00Z',
          starts: '2026-12-09T18:10:00Z',
          skipped: 'the room is told of the change itself',
        },
      ],
      notices: [[notice(1), 'Community meeting: moved', '2026-12-10T20:00:00Z']],
    });
  });

  test('a reminder that waits and would have been due by now gives way to the notice', () => {
    expect(effects([moveTo('2026-12-10T10:55')], [row('planned')], { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      reminders: [
        {
          key,
          due: '2026-12-10T18:40:00Z',
          starts: '2026-12-10T18:55:00Z',
          skipped: 'the room is told of the change itself',
        },
      ],
      notices: [[notice(1), 'Community meeting: moved', '2026-12-10T20:00:00Z']],
    });
  });

  test('what is due within two minutes is planned with the change; what is due later is left to the scan', () => {
    const now = '2026-12-10T16:00:00Z';
    expect(effects([moveTo('2026-12-10T08:17')], [], { now }).reminders).toStrictEqual([
      { key, due: '2026-12-10T16:02:00Z', starts: '2026-12-10T16:17:00Z' },
    ]);
    expect(effects([moveTo('2026-12-10T08:18')], [], { now }).reminders).toStrictEqual([]);
  });

  test('again and again: the further reminder takes the newest time, and the notice that nobody saw is withdrawn', () => {
    const rows = [
      row('posted'),
      row('planned', { key: `${key}/2`, starts: '2026-12-11T17:00:00Z' }),
      noticeRow(1, 'planned'),
    ];
    const steps = [moveTo('2026-12-11T09:00'), moveTo('2026-12-12T09:00')];
    expect(effects(steps, rows, { now: '2026-12-10T18:50:00Z' })).toStrictEqual({
      reminders: [{ key: `${key}/2`, again: 2, due: '2026-12-12T16:45:00Z', starts: '2026-12-12T17:00:00Z' }],
      edits: [key],
      notices: [[notice(2), 'Community meeting: moved', '2026-12-12T17:00:00Z']],
      withdrawn: [notice(1)],
    });
  });

  test('once more after the further reminder was posted: a third', () => {
    const rows = [
      row('posted'),
      row('posted', { key: `${key}/2`, starts: '2026-12-11T17:00:00Z' }),
      noticeRow(1, 'posted'),
    ];
    const steps = [moveTo('2026-12-11T09:00'), moveTo('2026-12-12T09:00')];
    expect(effects(steps, rows, { now: '2026-12-11T16:50:00Z' })).toStrictEqual({
      ...nothing,
      reminders: [{ key: `${key}/3`, again: 3, due: '2026-12-12T16:45:00Z', starts: '2026-12-12T17:00:00Z' }],
      edits: [key, `${key}/2`, notice(1)],
      notices: [[notice(2), 'Community meeting: moved', '2026-12-12T17:00:00Z']],
    });
  });

  test('back to nearly the first time: the further reminder is no longer needed', () => {
    const rows = [row('posted'), row('planned', { key: `${key}/2`, starts: '2026-12-11T17:00:00Z' })];
    const steps = [moveTo('2026-12-11T09:00'), moveTo('2026-12-10T11:05')];
    expect(effects(steps, rows, { now: '2026-12-10T18:49:00Z' }).reminders).toStrictEqual([
      {
        key: `${key}/2`,
        again: 2,
        due: '2026-12-11T16:45:00Z',
        starts: '2026-12-11T17:00:00Z',
        skipped: 'an earlier reminder shows when the meeting is',
      },
    ]);
  });

  test('to a time that has passed: what waits is skipped, and nobody is told of it as to come', () => {
    const now = '2026-12-10T18:46:00Z';
    expect(effects([moveTo('2026-12-10T10:40')], [row('planned')], { now })).toStrictEqual({
      ...nothing,
      reminders: [{ key, due: '2026-12-10T18:45:00Z', starts, skipped: 'the meeting had started when it was changed' }],
    });
  });

  test('of a meeting that is over, from one past time to another: only edited', () => {
    const now = '2026-12-10T23:00:00Z';
    expect(effects([moveTo('2026-12-10T10:00')], [row('posted')], { now })).toStrictEqual({ ...nothing, edits: [key] });
  });

  test('of a meeting that is over to another day: told, and reminded of again', () => {
    expect(effects([moveTo('2026-12-12T09:00')], [row('posted')], { now: '2026-12-10T23:00:00Z' })).toStrictEqual({
      ...nothing,
      reminders: [{ key: `${key}/2`, again: 2, due: '2026-12-12T16:45:00Z', starts: '2026-12-12T17:00:00Z' }],
      edits: [key],
      notices: [[notice(1), 'Community meeting: moved', '2026-12-12T17:00:00Z']],
    });
  });

  test('a reminder for the start itself, posted, follows the meeting to its new start', () => {
    const atStart = meeting({ remind: [{ beforeMinutes: 0, rooms: ['general'] }] });
    const name = 'remind/community/2026-12-10T11:00/0/general/slack';
    const now = '2026-12-10T19:01:00Z';
    const found = effects([moveTo('2026-12-10T11:30')], [row('posted', { key: name })], { now, meeting: atStart });
    expect(found.reminders).toStrictEqual([
      { key: `${name}/2`, again: 2, due: '2026-12-10T19:30:00Z', starts: '2026-12-10T19:30:00Z' },
    ]);
  });

  test('a platform that is away now, whose room was reminded, is told when it is back', () => {
    const found = effects([moveTo('2026-12-10T10:50')], [row('posted')], {
      now: '2026-12-10T18:46:00Z',
      platforms: [discord],
    });
    expect(found.notices.map(([name]) => name)).toStrictEqual([notice(1, 'discord/general'), notice(1)]);
  });
});

describe('add', () => {
  const extra = { original: '2026-12-15T09:30' };
  const add: Step = { kind: 'add', why: 'release day' };
  const extraKey = 'remind/community/2026-12-15T09:30/15/general/slack';
  const extraNotice = 'notice/change/community/2026-12-15T09:30/1/slack/general';

  test('with everything still to come: nothing is written', () => {
    expect(effects([add], [], { now: '2026-12-15T12:00:00Z', ...extra })).toStrictEqual(nothing);
  });

  test('within the offset of its reminder: the room gets the notice in place of it', () => {
    expect(effects([add], [], { now: '2026-12-15T17:20:00Z', ...extra })).toStrictEqual({
      ...nothing,
      reminders: [
        {
          key: extraKey,
          due: '2026-12-15T17:15:00Z',
          starts: '2026-12-15T17:30:00Z',
          skipped: 'the room is told of the change itself',
        },
      ],
      notices: [[extraNotice, 'Community meeting: an extra meeting', '2026-12-15T17:30:00Z']],
    });
  });

  test('taken back after its notice was posted: the room is told', () => {
    const told = { ...noticeRow(1, 'posted'), key: extraNotice };
    expect(effects([add, undo], [told], { now: '2026-12-15T17:21:00Z', ...extra })).toStrictEqual({
      ...nothing,
      edits: [extraNotice],
      notices: [
        [
          'notice/change/community/2026-12-15T09:30/2/slack/general',
          'Community meeting: taken back',
          '2026-12-15T18:30:00Z',
        ],
      ],
    });
  });

  test('taken back before anybody saw its notice: nobody is told of anything', () => {
    const unseen = { ...noticeRow(1, 'planned'), key: extraNotice };
    expect(effects([add, undo], [unseen], { now: '2026-12-15T17:21:00Z', ...extra })).toStrictEqual({
      ...nothing,
      withdrawn: [extraNotice],
    });
  });
});

test.each([
  [15, '2026-12-10T11:14', undefined],
  [15, '2026-12-10T11:15', '2026-12-10T19:00:00Z'],
  [0, '2026-12-10T11:00', undefined],
  [0, '2026-12-10T11:01', '2026-12-10T19:01:00Z'],
])(
  'a reminder %i minutes before 11:00, with the meeting at %s now, is followed by one at %s',
  (beforeMinutes, to, again) => {
    const at = instantOf(wall(to), 'America/Los_Angeles');
    const of = meeting();
    const original = wall(occurrence);
    const now = { original, wall: wall(to), at, until: at, status: 'moved', meeting: of } as const;
    const posted = { room: 'general', platform: 'slack', startsAt: instant(starts) } as const;
    const row = againRow(posted, now, { beforeMinutes, rooms: ['general'] });
    expect(row && isoOf(row.dueAt)).toBe(again);
  },
);
