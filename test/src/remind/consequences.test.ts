import { describe, expect, test } from 'vitest';
import {
  dayBefore,
  dayKey,
  effects,
  key,
  moveTo,
  nothing,
  notice,
  noticeRow,
  row,
  type Step,
  skip,
  starts,
  undo,
} from './effects.js';
import { meeting, quarterBefore } from './sample.js';

describe('skip', () => {
  test('long before anything is due: nothing is in the ledger, and nothing is to be written', () => {
    expect(effects([skip], [], { now: '2026-12-01T12:00:00Z' })).toStrictEqual(nothing);
  });

  test('a reminder that waits is skipped with the reason; a room that was never reminded is told nothing', () => {
    expect(effects([skip], [row('planned')], { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      reminders: [
        {
          key,
          due: '2026-12-10T18:45:00Z',
          starts,
          skipped: 'the meeting is skipped: the host is ill',
        },
      ],
    });
  });

  test.each([
    ['posted', row('posted')],
    ['on its way', row('claimed')],
    ['uncertain, so that its delivery asks the platform first', row('planned', { unsure: true })],
  ])('a reminder that is %s stays as it is, is due for editing, and its room gets a notice', (_how, of) => {
    expect(effects([skip], [of], { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      edits: [key],
      notices: [[notice(1), 'Community meeting: skipped', '2026-12-10T20:00:00Z']],
    });
  });

  test('a room that was reminded twice gets one notice, and each room its own', () => {
    const rows = [
      row('posted', { key: dayKey }),
      row('posted'),
      row('posted', { key: key.replace('slack', 'discord') }),
    ];
    expect(effects([skip], rows, { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      edits: [dayKey, key, 'remind/community/2026-12-10T11:00/15/general/discord'],
      notices: [
        [notice(1, 'discord/general'), 'Community meeting: skipped', '2026-12-10T20:00:00Z'],
        [notice(1), 'Community meeting: skipped', '2026-12-10T20:00:00Z'],
      ],
    });
  });

  test('while it runs, those who wait are told', () => {
    expect(effects([skip], [row('posted')], { now: '2026-12-10T19:10:00Z' }).notices).toStrictEqual([
      [notice(1), 'Community meeting: skipped', '2026-12-10T20:00:00Z'],
    ]);
  });

  test('once it is over, what stands is edited and nobody is told', () => {
    expect(effects([skip], [row('posted')], { now: '2026-12-10T20:00:00Z' })).toStrictEqual({
      ...nothing,
      edits: [key],
    });
  });

  test('after a move: the notice of the move that nobody saw is withdrawn, the further reminder is skipped', () => {
    const rows = [
      row('posted'),
      row('planned', { key: `${key}/2`, starts: '2026-12-11T17:00:00Z' }),
      noticeRow(1, 'planned'),
    ];
    expect(effects([moveTo('2026-12-11T09:00'), skip], rows, { now: '2026-12-10T18:50:00Z' })).toStrictEqual({
      reminders: [
        {
          key: `${key}/2`,
          again: 2,
          due: '2026-12-11T16:45:00Z',
          starts: '2026-12-11T17:00:00Z',
          skipped: 'the meeting is skipped: the host is ill',
        },
      ],
      edits: [key],
      notices: [[notice(2), 'Community meeting: skipped', '2026-12-11T18:00:00Z']],
      withdrawn: [notice(1)],
    });
  });

  test('a room that heard of the meeting by the notice of a move alone hears that it is skipped', () => {
    const rows = [row('skipped', { why: 'the room is told of the change itself' }), noticeRow(1, 'posted')];
    expect(effects([moveTo('2026-12-10T10:50'), skip], rows, { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      edits: [notice(1)],
      notices: [[notice(2), 'Community meeting: skipped', '2026-12-10T19:50:00Z']],
    });
  });

  test('for another reason than before: only what stands is edited', () => {
    const again: Step = { kind: 'skip', why: 'no agenda' };
    const rows = [row('posted'), noticeRow(1, 'planned')];
    expect(effects([skip, again], rows, { now: '2026-12-10T18:46:00Z' })).toStrictEqual({ ...nothing, edits: [key] });
  });
});

describe('note', () => {
  const note: Step = { kind: 'note', note: 'bring your questions' };

  test('what is posted or on its way is edited, what waits says it anyway, and nobody is told', () => {
    const rows = [row('posted', { key: dayKey }), row('claimed'), noticeRow(1, 'planned')];
    expect(effects([moveTo('2026-12-10T10:50'), note], rows, { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      edits: [dayKey, key],
    });
  });

  test('taken back: the same', () => {
    expect(effects([note, undo], [row('posted')], { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      edits: [key],
    });
  });
});

describe('undo', () => {
  test('of a skip that the room was told of: told that it is on again', () => {
    expect(
      effects([skip, undo], [row('posted'), noticeRow(1, 'posted')], { now: '2026-12-10T18:50:00Z' }),
    ).toStrictEqual({
      ...nothing,
      edits: [key, notice(1)],
      notices: [[notice(2), 'Community meeting: on again', '2026-12-10T19:00:00Z']],
    });
  });

  test('of a skip that nobody saw: its notice is withdrawn, and the reminder in the room is right again', () => {
    expect(
      effects([skip, undo], [row('posted'), noticeRow(1, 'planned')], { now: '2026-12-10T18:50:00Z' }),
    ).toStrictEqual({ ...nothing, edits: [key], withdrawn: [notice(1)] });
  });

  test('of a skip whose notice may have been shown: told, to be sure', () => {
    const rows = [row('posted'), noticeRow(1, 'planned', { unsure: true })];
    expect(effects([skip, undo], rows, { now: '2026-12-10T18:50:00Z' })).toStrictEqual({
      ...nothing,
      edits: [key, notice(1)],
      notices: [[notice(2), 'Community meeting: on again', '2026-12-10T19:00:00Z']],
    });
  });

  test('of a skip during which a reminder fell due: its room is told, for it was reminded of nothing', () => {
    expect(effects([skip, undo], [], { now: '2026-12-10T18:50:00Z' })).toStrictEqual({
      ...nothing,
      reminders: [{ key, due: '2026-12-10T18:45:00Z', starts, skipped: 'the room is told of the change itself' }],
      notices: [[notice(2), 'Community meeting: on again', '2026-12-10T19:00:00Z']],
    });
  });

  test('of a skip that nobody saw, during which a second reminder fell due: that one comes, late', () => {
    const often = meeting({ remind: [dayBefore, quarterBefore] });
    const rows = [row('posted', { key: dayKey }), noticeRow(1, 'planned')];
    expect(effects([skip, undo], rows, { now: '2026-12-10T18:46:00Z', meeting: often })).toStrictEqual({
      ...nothing,
      reminders: [{ key, due: '2026-12-10T18:45:00Z', starts }],
      edits: [dayKey],
      withdrawn: [notice(1)],
    });
  });

  test('of a skip, with the reminder still to come: what was skipped is planned again', () => {
    const steps = [moveTo('2026-12-11T09:00'), skip, undo];
    const skipped = row('skipped', { starts: '2026-12-11T17:00:00Z', why: 'the meeting is skipped' });
    expect(effects(steps, [skipped], { now: '2026-12-10T19:30:00Z' })).toStrictEqual({
      ...nothing,
      reminders: [{ key, due: '2026-12-11T16:45:00Z', starts: '2026-12-11T17:00:00Z' }],
    });
  });

  test('of a move that the room was told of: told, and the further reminder is no longer needed', () => {
    const rows = [
      row('posted'),
      row('planned', { key: `${key}/2`, starts: '2026-12-11T17:00:00Z' }),
      noticeRow(1, 'posted'),
    ];
    expect(effects([moveTo('2026-12-11T09:00'), undo], rows, { now: '2026-12-10T18:50:00Z' })).toStrictEqual({
      ...nothing,
      reminders: [
        {
          key: `${key}/2`,
          again: 2,
          due: '2026-12-11T16:45:00Z',
          starts: '2026-12-11T17:00:00Z',
          skipped: 'an earlier reminder shows when the meeting is',
        },
      ],
      edits: [key, notice(1)],
      notices: [[notice(2), 'Community meeting: moved back', '2026-12-11T18:00:00Z']],
    });
  });

  test('of a skip that the room was told of, while its reminder may have been shown before: told', () => {
    const rows = [row('planned', { unsure: true }), noticeRow(1, 'posted')];
    expect(effects([skip, undo], rows, { now: '2026-12-10T18:50:00Z' })).toStrictEqual({
      ...nothing,
      edits: [key, notice(1)],
      notices: [[notice(2), 'Community meeting: on again', '2026-12-10T19:00:00Z']],
    });
  });

  test('and skipped again, while the notice of the first skip may have been shown: told, for it may be older than "on again"', () => {
    const rows = [row('posted'), noticeRow(1, 'planned', { unsure: true }), noticeRow(2, 'posted')];
    expect(effects([skip, undo, skip], rows, { now: '2026-12-10T18:50:00Z' })).toStrictEqual({
      ...nothing,
      edits: [key, notice(1), notice(2)],
      notices: [[notice(3), 'Community meeting: skipped', '2026-12-10T20:00:00Z']],
    });
  });

  test('of a skip that nobody saw, after a move that the room knows: nobody is told', () => {
    const steps = [moveTo('2026-12-10T10:50'), skip, undo];
    const rows = [row('posted'), noticeRow(1, 'posted'), noticeRow(2, 'planned')];
    expect(effects(steps, rows, { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      edits: [key, notice(1)],
      withdrawn: [notice(2)],
    });
  });

  test('of a skip that nobody saw, where the notice of the move came in place of the reminder: that stays enough', () => {
    const steps = [moveTo('2026-12-10T10:50'), skip, undo];
    const instead = { starts: '2026-12-10T18:50:00Z', why: 'the room is told of the change itself' };
    const rows = [row('skipped', instead), noticeRow(1, 'posted'), noticeRow(2, 'planned')];
    expect(effects(steps, rows, { now: '2026-12-10T18:46:00Z' })).toStrictEqual({
      ...nothing,
      edits: [notice(1)],
      withdrawn: [notice(2)],
    });
  });

  test('of a move, back to a skip that the room was never told of: told that it is skipped', () => {
    const rows = [row('posted'), noticeRow(1, 'skipped'), noticeRow(2, 'posted')];
    const steps = [skip, moveTo('2026-12-10T11:30'), undo];
    expect(effects(steps, rows, { now: '2026-12-10T18:50:00Z' }).notices).toStrictEqual([
      [notice(3), 'Community meeting: skipped', '2026-12-10T20:30:00Z'],
    ]);
  });

  test('of the skip of a meeting that is over: nothing is revived, nobody is told', () => {
    const rows = [row('skipped', { why: 'the meeting is skipped' }), noticeRow(1, 'posted')];
    expect(effects([skip, undo], rows, { now: '2026-12-10T20:00:00Z' })).toStrictEqual({
      ...nothing,
      edits: [notice(1)],
    });
  });
});
