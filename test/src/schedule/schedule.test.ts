import { describe, expect, test } from 'vitest';
import type { Community, Meeting } from '../../../src/community/model.js';
import { createSchedule } from '../../../src/schedule/schedule.js';
import { ruleFromHuman } from '../../../src/time/rule.js';
import type { Series } from '../../../src/time/series.js';
import { type Instant, isoOf, parseInstant } from '../../../src/time/zoned.js';

function instant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(text);
  return at;
}

function meeting(id: string, every: string, on: string, changes: Partial<Series> = {}): Meeting {
  const read = ruleFromHuman({ every, on });
  if ('problem' in read) throw new Error(read.problem);
  const series: Series = {
    zone: 'America/Los_Angeles',
    rule: read.rule,
    starting: { year: 2026, month: 1, day: 8 },
    slots: [{ hour: 11, minute: 0 }],
    except: [],
    moved: [],
    extra: [],
    ...changes,
  };
  return { id, title: id, series, rhythm: '', lastsMinutes: 60, aliases: [], remind: [], line: 1 };
}

const community = meeting('community', '2 weeks', 'thursday', {
  except: [{ date: { year: 2026, month: 11, day: 26 }, why: 'Thanksgiving' }],
});
const networking = meeting('networking', 'week', 'thursday', { slots: [{ hour: 10, minute: 0 }] });

function scheduleOf(...meetings: readonly Meeting[]) {
  const whole: Community = {
    name: 'Example',
    home: 'https://example.org',
    zone: 'America/Los_Angeles',
    rooms: [],
    maintainers: [],
    meetings,
    groups: [],
    links: [],
    contribute: [],
    docs: [],
    file: '/example/community.yaml',
  };
  return createSchedule(whole);
}

const schedule = scheduleOf(networking, community);

describe('what is coming up in one meeting', () => {
  test('has the skipped one in it, with its reason, its meeting and its end', () => {
    const found = schedule.upcoming('community', instant('2026-11-24T10:00:00Z'), 2);
    expect(found.map(({ at, until, status, why }) => [isoOf(at), isoOf(until), status, why])).toEqual([
      ['2026-11-26T19:00:00Z', '2026-11-26T20:00:00Z', 'skipped', 'Thanksgiving'],
      ['2026-12-10T19:00:00Z', '2026-12-10T20:00:00Z', 'scheduled', undefined],
    ]);
    expect(found[0]?.meeting).toBe(community);
  });

  test('is nothing for a meeting that the file does not have, or where none is asked for', () => {
    expect(schedule.upcoming('nosuch', instant('2026-11-24T10:00:00Z'), 2)).toEqual([]);
    expect(schedule.upcoming('community', instant('2026-11-24T10:00:00Z'), 0)).toEqual([]);
  });
});

describe('the next one that takes place', () => {
  test.each([
    ['is not the skipped one', '2026-11-24T10:00:00Z', '2026-12-10T19:00:00Z'],
    ['is the one that begins now', '2026-12-10T19:00:00Z', '2026-12-10T19:00:00Z'],
    ['is the one running', '2026-12-10T19:59:59Z', '2026-12-10T19:00:00Z'],
    ['is the one after, once it has ended', '2026-12-10T20:00:00Z', '2026-12-24T19:00:00Z'],
    ['is not the skipped one even while it would run', '2026-11-26T19:30:00Z', '2026-12-10T19:00:00Z'],
  ])('%s', (_why, now, expected) => {
    expect(isoOf(schedule.next('community', instant(now))?.at ?? (0 as Instant))).toBe(expected);
  });

  test('is none where the meeting has ended or does not exist', () => {
    const rule = { ...community.series.rule, count: 1 };
    const once = scheduleOf({ ...community, series: { ...community.series, rule } });
    expect(isoOf(once.next('community', instant('2026-01-08T19:30:00Z'))?.at ?? (0 as Instant))).toBe(
      '2026-01-08T19:00:00Z',
    );
    expect(once.next('community', instant('2026-01-08T20:00:00Z'))).toBeUndefined();
    expect(schedule.next('nosuch', instant('2026-01-08T20:00:00Z'))).toBeUndefined();
  });
});

describe('what lies between two moments', () => {
  test('is of all meetings, in order, the first moment included and the last not', () => {
    const found = schedule.between(instant('2026-11-26T18:00:00Z'), instant('2026-12-10T19:00:00Z'));
    expect(found.map(({ at, meeting, status }) => `${isoOf(at)} ${meeting.id} ${status}`)).toEqual([
      '2026-11-26T18:00:00Z networking scheduled',
      '2026-11-26T19:00:00Z community skipped',
      '2026-12-03T18:00:00Z networking scheduled',
      '2026-12-10T18:00:00Z networking scheduled',
    ]);
  });

  test('has an occurrence that was moved into it from years away', () => {
    const to = { year: 2026, month: 12, day: 1, hour: 9, minute: 0 };
    const moved = meeting('moved', '2 weeks', 'thursday', { moved: [{ from: { year: 2031, month: 1, day: 2 }, to }] });
    const found = scheduleOf(moved).between(instant('2026-12-01T00:00:00Z'), instant('2026-12-02T00:00:00Z'));
    expect(found.map(({ at, status }) => `${isoOf(at)} ${status}`)).toEqual(['2026-12-01T17:00:00Z moved']);
  });

  test('is nothing where the window is empty', () => {
    expect(schedule.between(instant('2026-12-10T19:00:00Z'), instant('2026-12-10T19:00:00Z'))).toEqual([]);
  });
});
