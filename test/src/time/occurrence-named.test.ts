import { expect, test } from 'vitest';
import { occurrenceNamed, occurrences, occurrencesAfter } from '../../../src/time/recurrence.js';
import { ruleFromRrule } from '../../../src/time/rule.js';
import type { Series } from '../../../src/time/series.js';
import { type Instant, isoOf, parseWall, type WallTime } from '../../../src/time/zoned.js';

function wall(text: string): WallTime {
  const read = parseWall(text);
  if (read === undefined) throw new Error(text);
  return read;
}

function series(rrule: string, starting: string, changes: Partial<Series> = {}): Series {
  const read = ruleFromRrule(rrule);
  if ('problem' in read) throw new Error(read.problem);
  const first = wall(starting);
  const none = { except: [], moved: [], extra: [] };
  return { zone: 'America/Los_Angeles', rule: read.rule, starting: first, slots: [first], ...none, ...changes };
}

function said(of: Series, name: string): string | undefined {
  const found = occurrenceNamed(of, wall(name));
  return found && `${isoOf(found.at)} ${found.status}${found.why === undefined ? '' : ` ${found.why}`}`;
}

const community = series('FREQ=WEEKLY;INTERVAL=2;BYDAY=TH', '2026-01-08T11:00', {
  except: [{ date: wall('2026-11-26T11:00'), why: 'Thanksgiving' }],
  moved: [{ from: wall('2026-12-24T11:00'), to: wall('2026-12-17T10:00'), why: 'holidays' }],
  extra: [{ at: wall('2026-12-30T11:00') }, { at: wall('2026-12-29T11:00') }],
});

test.each([
  ['an ordinary date', '2026-12-10T11:00', '2026-12-10T19:00:00Z scheduled'],
  ['a skipped date', '2026-11-26T11:00', '2026-11-26T19:00:00Z skipped Thanksgiving'],
  ['a moved date, by the time it had', '2026-12-24T11:00', '2026-12-17T18:00:00Z moved holidays'],
  ['a moved date, not by the time it has', '2026-12-17T10:00', undefined],
  ['an added date', '2026-12-30T11:00', '2026-12-30T19:00:00Z extra'],
  ['another time of a date of the rule', '2026-12-10T11:30', undefined],
  ['a date of the other week', '2026-12-03T11:00', undefined],
  ['a date before the first', '2025-12-25T11:00', undefined],
  ['a date far away', '9998-12-31T11:00', '9998-12-31T19:00:00Z scheduled'],
])('%s', (_what, name, expected) => {
  expect(said(community, name)).toBe(expected);
});

test('a date past the end of its rule has no name', () => {
  const three = series('FREQ=WEEKLY;COUNT=3;BYDAY=TH', '2026-01-08T11:00');
  expect(said(three, '2026-01-22T11:00')).toBe('2026-01-22T19:00:00Z scheduled');
  expect(said(three, '2026-01-29T11:00')).toBeUndefined();
  const until = series('FREQ=WEEKLY;UNTIL=20260122T000000Z;BYDAY=TH', '2026-01-08T11:00');
  expect(said(until, '2026-01-15T11:00')).toBe('2026-01-15T19:00:00Z scheduled');
  expect(said(until, '2026-01-22T11:00')).toBeUndefined();
});

test('of two dates that a lost day puts at one moment, the one whose day exists has the name', () => {
  // Apia left out 30 December 2011.
  const daily = series('FREQ=DAILY', '2011-12-28T09:00', { zone: 'Pacific/Apia' });
  expect(said(daily, '2011-12-31T09:00')).toBe('2011-12-30T19:00:00Z scheduled');
  expect(said(daily, '2011-12-30T09:00')).toBeUndefined();
  const skipped = { ...daily, except: [{ date: wall('2011-12-31T09:00') }] };
  expect(said(skipped, '2011-12-30T09:00')).toBe('2011-12-30T19:00:00Z scheduled');
});

test('each date of a walk over exceptions, moves, extras and turns is found, and no other is', () => {
  const turns = { ...community, slots: [wall('2026-01-08T11:00'), wall('2026-01-08T19:00')] };
  for (const one of [community, turns]) {
    const walked = occurrencesAfter(one, 0 as Instant, 60);
    expect(walked.map(({ original }) => occurrenceNamed(one, original))).toEqual(walked);
  }
});

test('a name nine thousand years away costs no walk', () => {
  const began = performance.now();
  for (let n = 0; n < 1000; n += 1) occurrenceNamed(community, wall('9998-12-31T11:00'));
  expect(performance.now() - began).toBeLessThan(500);
  expect([...occurrences(community, 253_370_000_000 as Instant)].length).toBeLessThan(60);
});
