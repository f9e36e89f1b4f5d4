import { describe, expect, test } from 'vitest';
import type { Change } from '../../../src/schedule/change.js';
import { changeStanding, standingSentence } from '../../../src/schedule/change-standing.js';
import { createLiveSchedule } from '../../../src/schedule/live-schedule.js';
import { isoOf, wallText } from '../../../src/time/zoned.js';
import { change, instant, sampleCommunity, sampleMeeting, wall } from '../../support/sample-changes.js';

const meeting = {
  ...sampleMeeting('community', {
    except: [{ date: wall('2026-11-26T11:00'), why: 'Thanksgiving' }],
    moved: [{ from: wall('2026-12-24T11:00'), to: wall('2026-12-17T10:00') }],
    extra: [{ at: wall('2026-12-30T11:00') }],
  }),
  line: 39,
};
const community = sampleCommunity(meeting);

function standingOf(...changes: readonly Change[]) {
  const live = createLiveSchedule(community, changes);
  const [first] = changes;
  const state = first && live.stateOf(first.meeting, first.original);
  if (state === undefined) throw new Error('No state');
  return { standing: changeStanding(state, community), sentence: standingSentence(state, community, now), live };
}
const now = instant('2026-11-24T12:00:00Z');

describe('a change made in chat', () => {
  const skipped = { is: 'contradicts', says: 'skipped: Thanksgiving', line: 39 };
  const moved = { is: 'contradicts', says: 'moved to Thursday 17 December 2026, 10:00 in Los Angeles', line: 39 };
  test.each<[string, unknown, readonly Change[]]>([
    ['skips an ordinary date', { is: 'holds' }, [change(1, 'skip', '2026-12-10T11:00')]],
    ['moves an ordinary date', { is: 'holds' }, [change(1, 'move', '2026-12-10T11:00', { to: '2026-12-11T11:00' })]],
    ['adds a date', { is: 'holds' }, [change(1, 'add', '2026-12-03T11:00')]],
    ['notes a date', { is: 'holds' }, [change(1, 'note', '2026-12-10T11:00', { note: 'Demo' })]],
    ['skips what the file adds', { is: 'holds' }, [change(1, 'skip', '2026-12-30T11:00')]],
    ['skips what the file skips', { is: 'in-file', line: 39 }, [change(1, 'skip', '2026-11-26T11:00')]],
    [
      'moves where the file moves it',
      { is: 'in-file', line: 39 },
      [change(1, 'move', '2026-12-24T11:00', { to: '2026-12-17T10:00' })],
    ],
    ['adds what the file adds', { is: 'in-file', line: 39 }, [change(1, 'add', '2026-12-30T11:00')]],
    [
      'moves an added date to where the file adds one',
      { is: 'in-file', line: 39 },
      [
        change(1, 'add', '2026-12-29T11:00'),
        change(2, 'move', '2026-12-29T11:00', { to: '2026-12-30T11:00', follows: 1 }),
      ],
    ],
    [
      'adds a date and skips it again',
      { is: 'in-file', line: 39 },
      [change(1, 'add', '2026-12-03T11:00'), change(2, 'skip', '2026-12-03T11:00', { follows: 1 })],
    ],
    ['moves what the file skips', skipped, [change(1, 'move', '2026-11-26T11:00', { to: '2026-11-27T11:00' })]],
    ['adds what the file skips', skipped, [change(1, 'add', '2026-11-26T11:00')]],
    ['skips what the file moves', moved, [change(1, 'skip', '2026-12-24T11:00')]],
    ['moves elsewhere what the file moves', moved, [change(1, 'move', '2026-12-24T11:00', { to: '2026-12-22T10:00' })]],
    ['skips a date that the rule does not have', { is: 'no-date', line: 39 }, [change(1, 'skip', '2026-12-11T11:00')]],
    ['notes a date that the rule does not have', { is: 'no-date', line: 39 }, [change(1, 'note', '2026-12-11T11:00')]],
    ['is of no meeting any more', { is: 'no-date' }, [change(1, 'skip', '2026-12-10T11:00', { meeting: 'gone' })]],
  ])('%s', (_what, expected, changes) => {
    expect(standingOf(...changes).standing).toEqual(expected);
  });
});

describe('what is told of it', () => {
  test('is nothing where it holds, and where the date is over', () => {
    expect(standingOf(change(1, 'skip', '2026-12-10T11:00')).sentence).toBeUndefined();
    expect(standingOf(change(1, 'skip', '2026-11-13T11:00')).sentence).toBeUndefined();
  });

  test('names the change, who made it, the file’s line and what to do', () => {
    expect(standingOf(change(1, 'move', '2026-11-26T11:00', { to: '2026-11-27T11:00' })).sentence).toBe(
      'community of 2026-11-26 11:00: moved to 2026-11-27 11:00 in chat by Ada, while the community file says skipped: Thanksgiving (line 39). What was said in chat is shown; write it into the file with frontdesk schedule export, or take it back with /schedule undo.',
    );
    expect(standingOf(change(1, 'skip', '2026-11-26T11:00')).sentence).toBe(
      'community of 2026-11-26 11:00: skipped in chat by Ada; the community file says the same by now (line 39).',
    );
    expect(standingOf(change(1, 'skip', '2026-12-11T11:00')).sentence).toBe(
      'community of 2026-12-11 11:00: skipped in chat by Ada, but the community file has no such date (line 39), so the change has no effect. /schedule undo takes it back.',
    );
  });
});

test('an added date that the file has by now at its new time takes place once, under its old name', () => {
  const { live } = standingOf(
    change(1, 'add', '2026-12-29T11:00'),
    change(2, 'move', '2026-12-29T11:00', { to: '2026-12-30T11:00', follows: 1 }),
  );
  const found = live.between(instant('2026-12-28T00:00:00Z'), instant('2026-12-31T23:00:00Z'));
  expect(found.map(({ original, at, status }) => [wallText(original), isoOf(at), status])).toEqual([
    ['2026-12-29T11:00', '2026-12-30T19:00:00Z', 'moved'],
  ]);
});
