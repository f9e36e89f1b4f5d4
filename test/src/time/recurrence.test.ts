import { describe, expect, test } from 'vitest';
import { isOccurrence, occurrencesAfter } from '../../../src/time/recurrence.js';
import { ruleFromRrule } from '../../../src/time/rule.js';
import type { Series } from '../../../src/time/series.js';
import {
  type CivilDate,
  type Instant,
  isoOf,
  parseDate,
  parseInstant,
  parseWall,
  type WallTime,
  wallText,
} from '../../../src/time/zoned.js';

function date(text: string): CivilDate {
  const read = parseDate(text);
  if (read === undefined) throw new Error(text);
  return read;
}

function wall(text: string): WallTime {
  const read = parseWall(text);
  if (read === undefined) throw new Error(text);
  return read;
}

function instant(text: string): Instant {
  const read = parseInstant(text);
  if (read === undefined) throw new Error(text);
  return read;
}

/** Every second Thursday, 11:00 in Los Angeles, from 8 January 2026. */
function series(changes: Partial<Series> & { readonly rrule?: string } = {}): Series {
  const { rrule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', ...rest } = changes;
  const read = ruleFromRrule(rrule);
  if ('problem' in read) throw new Error(read.problem);
  return {
    zone: 'America/Los_Angeles',
    rule: read.rule,
    starting: date('2026-01-08'),
    slots: [{ hour: 11, minute: 0 }],
    except: [],
    moved: [],
    extra: [],
    ...rest,
  };
}

function coming(of: Series, after: string, limit = 3): readonly string[] {
  return occurrencesAfter(of, instant(after), limit).map(({ at, status }) =>
    status === 'scheduled' ? isoOf(at) : `${isoOf(at)} ${status}`,
  );
}

describe('the next occurrences', () => {
  test('are two weeks apart across the turn of a year with 53 weeks [fault 58]', () => {
    expect(coming(series(), '2026-12-10T00:00:00Z', 4)).toEqual([
      '2026-12-10T19:00:00Z',
      '2026-12-24T19:00:00Z',
      '2027-01-07T19:00:00Z',
      '2027-01-21T19:00:00Z',
    ]);
  });

  test('start strictly after the moment asked about', () => {
    expect(coming(series(), '2026-12-10T19:00:00Z', 1)).toEqual(['2026-12-24T19:00:00Z']);
    expect(coming(series(), '2026-12-10T18:59:59Z', 1)).toEqual(['2026-12-10T19:00:00Z']);
  });

  test('begin with the anchor, long before it', () => {
    expect(coming(series(), '1999-01-01T00:00:00Z', 1)).toEqual(['2026-01-08T19:00:00Z']);
  });

  test('are as many as asked for, none included', () => {
    expect(coming(series(), '2026-12-10T00:00:00Z', 0)).toEqual([]);
    expect(coming(series(), '2026-12-10T00:00:00Z', -1)).toEqual([]);
    expect(coming(series(), '2026-12-10T00:00:00Z', 40)).toHaveLength(40);
  });

  test('go on centuries later', () => {
    expect(coming(series(), '2926-01-01T00:00:00Z', 1)).toEqual(['2926-01-10T19:00:00Z']);
  });

  test('end with the year 9999', () => {
    expect(coming(series(), '9999-12-20T00:00:00Z', 9)).toEqual(['9999-12-30T19:00:00Z']);
  });
});

describe('a skipped occurrence', () => {
  const thanksgiving = series({ except: [{ date: date('2026-11-26'), why: 'Thanksgiving' }] });

  test('is still there, marked and with its reason', () => {
    expect(occurrencesAfter(thanksgiving, instant('2026-11-24T10:00:00Z'), 2)).toEqual([
      {
        original: wall('2026-11-26T11:00'),
        wall: wall('2026-11-26T11:00'),
        at: 1795719600,
        status: 'skipped',
        why: 'Thanksgiving',
      },
      { original: wall('2026-12-10T11:00'), wall: wall('2026-12-10T11:00'), at: 1796929200, status: 'scheduled' },
    ]);
  });

  test('is not skipped where the exception names another time of that day', () => {
    const other = series({ except: [{ date: date('2026-11-26'), at: { hour: 12, minute: 0 } }] });
    expect(coming(other, '2026-11-24T10:00:00Z', 1)).toEqual(['2026-11-26T19:00:00Z']);
  });

  test('does not appear where the rule has nothing on that day', () => {
    const idle = series({ except: [{ date: date('2026-11-27') }] });
    expect(coming(idle, '2026-11-24T10:00:00Z', 2)).toEqual(['2026-11-26T19:00:00Z', '2026-12-10T19:00:00Z']);
  });
});

describe('a moved occurrence', () => {
  const moved = series({ moved: [{ from: date('2026-12-24'), to: wall('2026-12-17T09:30'), why: 'holidays' }] });

  test('stands where it was moved to, under its original name', () => {
    expect(coming(moved, '2026-12-10T20:00:00Z', 2)).toEqual(['2026-12-17T17:30:00Z moved', '2027-01-07T19:00:00Z']);
    const [first] = occurrencesAfter(moved, instant('2026-12-10T20:00:00Z'), 1);
    expect(first?.original).toEqual(wall('2026-12-24T11:00'));
    expect(first?.wall).toEqual(wall('2026-12-17T09:30'));
    expect(first?.why).toBe('holidays');
  });

  test('is found from far away in both directions', () => {
    const early = series({ moved: [{ from: date('2031-01-02'), to: wall('2026-12-17T09:30') }] });
    expect(coming(early, '2026-12-10T20:00:00Z', 2)).toEqual(['2026-12-17T17:30:00Z moved', '2026-12-24T19:00:00Z']);
    expect(coming(early, '2030-12-31T00:00:00Z', 1)).toEqual(['2031-01-16T19:00:00Z']);
    const late = series({ moved: [{ from: date('2026-01-22'), to: wall('2031-01-10T09:30') }] });
    expect(coming(late, '2031-01-09T00:00:00Z', 2)).toEqual(['2031-01-10T17:30:00Z moved', '2031-01-16T19:00:00Z']);
  });

  test('that is no occurrence of the rule adds none', () => {
    const stray = series({ moved: [{ from: date('2026-12-25'), to: wall('2026-12-26T09:30') }] });
    expect(coming(stray, '2026-12-20T00:00:00Z', 2)).toEqual(['2026-12-24T19:00:00Z', '2027-01-07T19:00:00Z']);
  });

  test('and skipped is skipped', () => {
    const both = series({ ...moved, except: [{ date: date('2026-12-24') }] });
    expect(coming(both, '2026-12-10T20:00:00Z', 2)).toEqual(['2026-12-24T19:00:00Z skipped', '2027-01-07T19:00:00Z']);
  });
});

describe('an extra occurrence', () => {
  test('comes in its place in the order, with its reason', () => {
    const extra = series({ extra: [{ at: wall('2026-12-30T11:00'), why: 'release' }] });
    expect(coming(extra, '2026-12-20T00:00:00Z')).toEqual([
      '2026-12-24T19:00:00Z',
      '2026-12-30T19:00:00Z extra',
      '2027-01-07T19:00:00Z',
    ]);
    expect(occurrencesAfter(extra, instant('2026-12-25T00:00:00Z'), 1)[0]?.why).toBe('release');
  });

  test('that the rule names already is one and the same', () => {
    const twice = series({ extra: [{ at: wall('2026-12-24T11:00') }, { at: wall('2026-12-24T11:00') }] });
    expect(coming(twice, '2026-12-20T00:00:00Z', 2)).toEqual(['2026-12-24T19:00:00Z', '2027-01-07T19:00:00Z']);
  });

  test('follows the end of the rule, and can be moved or taken out by its exact time', () => {
    const at = wall('2026-12-30T11:00');
    const ended = { rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=2', extra: [{ at }] };
    expect(coming(series(ended), '2026-02-01T00:00:00Z')).toEqual(['2026-12-30T19:00:00Z extra']);
    const moved = series({ ...ended, moved: [{ from: at, at, to: wall('2026-12-31T11:00') }] });
    expect(coming(moved, '2026-02-01T00:00:00Z')).toEqual(['2026-12-31T19:00:00Z moved']);
    expect(coming(series({ ...ended, except: [{ date: at, at, why: 'no release' }] }), '2026-02-01T00:00:00Z')).toEqual(
      ['2026-12-30T19:00:00Z skipped'],
    );
  });

  test('on a day that is skipped takes place: that is how a time changes for one day', () => {
    const later = series({ except: [{ date: date('2026-12-24') }], extra: [{ at: wall('2026-12-24T13:00') }] });
    expect(coming(later, '2026-12-20T00:00:00Z', 2)).toEqual([
      '2026-12-24T19:00:00Z skipped',
      '2026-12-24T21:00:00Z extra',
    ]);
  });
});

describe('slots that take turns', () => {
  const slots = [
    { hour: 11, minute: 0 },
    { hour: 19, minute: 0 },
    { hour: 3, minute: 30 },
  ];

  test('are counted from the anchor over the bare rule, so that skipping one shifts none', () => {
    const turns = series({ slots, except: [{ date: date('2026-01-22') }] });
    expect(
      occurrencesAfter(turns, instant('2026-01-01T00:00:00Z'), 5).map(({ original }) => wallText(original)),
    ).toEqual(['2026-01-08T11:00', '2026-01-22T19:00', '2026-02-05T03:30', '2026-02-19T11:00', '2026-03-05T19:00']);
  });

  test('keep their turn years later', () => {
    // 260 fortnights after the anchor; 260 leaves 2 when divided by 3.
    const [far] = occurrencesAfter(series({ slots }), instant('2035-12-27T00:00:00Z'), 1);
    expect(wallText(far?.original ?? wall('2000-01-01T00:00'))).toBe('2035-12-27T03:30');
  });

  test('keep their turn where the months differ in size [fault 58]', () => {
    const fifth = series({ slots, rrule: 'FREQ=MONTHLY;BYDAY=5TH', starting: date('2026-01-29') });
    expect(
      occurrencesAfter(fifth, instant('2026-01-01T00:00:00Z'), 4).map(({ original }) => wallText(original)),
    ).toEqual(['2026-01-29T11:00', '2026-04-30T19:00', '2026-07-30T03:30', '2026-10-29T11:00']);
    expect(
      occurrencesAfter(fifth, instant('2026-08-01T00:00:00Z'), 1).map(({ original }) => wallText(original)),
    ).toEqual(['2026-10-29T11:00']);
  });

  test('cannot be none', () => {
    expect(() => coming(series({ slots: [] }), '2026-01-01T00:00:00Z')).toThrow(RangeError);
  });
});

describe('the end of a rule', () => {
  test('by count includes that many, skipped ones counted', () => {
    const three = series({ rrule: 'FREQ=WEEKLY;BYDAY=TH;COUNT=3', except: [{ date: date('2026-01-15') }] });
    expect(coming(three, '2026-01-01T00:00:00Z', 9)).toEqual([
      '2026-01-08T19:00:00Z',
      '2026-01-15T19:00:00Z skipped',
      '2026-01-22T19:00:00Z',
    ]);
    expect(coming(three, '2026-01-20T00:00:00Z', 9)).toEqual(['2026-01-22T19:00:00Z']);
    expect(coming(three, '2030-01-20T00:00:00Z', 9)).toEqual([]);
  });

  test.each([
    ['UNTIL=20260122', 3],
    ['UNTIL=20260121', 2],
    ['UNTIL=20260122T110000', 3],
    ['UNTIL=20260122T105900', 2],
    ['UNTIL=20260122T190000Z', 3],
    ['UNTIL=20260122T185959Z', 2],
  ])('by %s leaves %d', (until, left) => {
    expect(coming(series({ rrule: `FREQ=WEEKLY;BYDAY=TH;${until}` }), '2026-01-01T00:00:00Z', 9)).toHaveLength(left);
  });

  test.each([
    'FREQ=YEARLY;BYDAY=5MO;BYMONTH=2;BYMONTHDAY=1',
    'FREQ=MONTHLY;INTERVAL=12;BYDAY=MO;BYMONTHDAY=31;BYMONTH=1;BYSETPOS=2',
    'FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;BYMONTH=2,3',
    'FREQ=DAILY;INTERVAL=7;BYDAY=MO',
    'FREQ=YEARLY;INTERVAL=4;BYMONTH=2;BYMONTHDAY=29',
  ])('comes at once where no day can match: %s', (rrule) => {
    expect(coming(series({ rrule }), '2026-01-01T00:00:00Z')).toEqual([]);
  });

  test('29 February comes every fourth year, but not in 2100 [fault 58]', () => {
    const leap = series({ rrule: 'FREQ=YEARLY', starting: date('2028-02-29') });
    expect(coming(leap, '2092-01-01T00:00:00Z')).toEqual([
      '2092-02-29T19:00:00Z',
      '2096-02-29T19:00:00Z',
      '2104-02-29T19:00:00Z',
    ]);
  });
});

describe('clocks that change', () => {
  test('carry a time that is left out past the gap, and no other date [fault 54]', () => {
    const early = series({
      slots: [{ hour: 2, minute: 30 }],
      rrule: 'FREQ=WEEKLY;BYDAY=SU',
      starting: date('2026-03-01'),
    });
    expect(coming(early, '2026-03-01T00:00:00Z')).toEqual([
      '2026-03-01T10:30:00Z',
      '2026-03-08T10:30:00Z',
      '2026-03-15T09:30:00Z',
    ]);
  });

  test('give a time that is there twice its first hour [fault 55]', () => {
    const early = series({
      slots: [{ hour: 1, minute: 30 }],
      rrule: 'FREQ=WEEKLY;BYDAY=SU',
      starting: date('2026-11-01'),
    });
    expect(coming(early, '2026-11-01T00:00:00Z', 2)).toEqual(['2026-11-01T08:30:00Z', '2026-11-08T09:30:00Z']);
    expect(coming(early, '2026-11-01T08:30:00Z', 1)).toEqual(['2026-11-08T09:30:00Z']);
  });

  test('keep the order where a whole day is left out [fault 54]', () => {
    const apia = series({
      zone: 'Pacific/Apia',
      rrule: 'FREQ=DAILY',
      starting: date('2011-12-28'),
      slots: [
        { hour: 22, minute: 0 },
        { hour: 22, minute: 0 },
        { hour: 23, minute: 0 },
        { hour: 9, minute: 0 },
      ],
    });
    expect(coming(apia, '2011-12-29T20:00:00Z')).toEqual([
      '2011-12-30T08:00:00Z',
      '2011-12-30T19:00:00Z',
      '2011-12-31T09:00:00Z',
    ]);
    expect(coming(apia, '2011-12-30T19:00:00Z', 1)).toEqual(['2011-12-31T09:00:00Z']);
  });
});

describe('whether a day is an occurrence', () => {
  const three = series({
    rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TH;COUNT=3',
    except: [{ date: date('2026-01-22') }],
    moved: [{ from: date('2026-02-05'), to: wall('2026-02-06T11:00') }],
    extra: [{ at: wall('2026-01-10T11:00') }],
  });

  test.each([
    ['2026-01-08', true],
    ['2026-01-22', true],
    ['2026-02-05', true],
    ['2026-02-06', false],
    ['2026-01-10', false],
    ['2026-01-15', false],
    ['2025-12-25', false],
    ['2026-02-19', false],
  ])('%s: %s', (day, expected) => {
    expect(isOccurrence(three, date(day))).toBe(expected);
  });
});
