import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Meeting } from '../../../src/community/model.js';
import { createComing, occurrencesOf } from '../../../src/schedule/coming.js';
import { ruleFromRrule } from '../../../src/time/rule.js';
import type { Series } from '../../../src/time/series.js';
import { type Instant, isoOf, parseInstant } from '../../../src/time/zoned.js';

function meeting(id: string, rrule: string, changes: Partial<Series> = {}): Meeting {
  const read = ruleFromRrule(rrule);
  if ('problem' in read) throw new Error(read.problem);
  const series: Series = {
    zone: 'America/Los_Angeles',
    rule: read.rule,
    starting: { year: 2011, month: 12, day: 1 },
    slots: [{ hour: 11, minute: 0 }],
    except: [],
    moved: [],
    extra: [],
    ...changes,
  };
  return { id, title: id, series, rhythm: '', lastsMinutes: 60, aliases: [], remind: [], line: 1 };
}

const day = (month: number, date: number) => ({ year: 2011, month, day: date });
/** Samoa left out 30 December 2011, so two days of this one fall onto one moment. */
const meetings = [
  meeting('daily in Apia', 'FREQ=DAILY', { zone: 'Pacific/Apia', except: [{ date: day(12, 31), why: 'a holiday' }] }),
  meeting('twice a day', 'FREQ=WEEKLY;BYDAY=TH', {
    slots: [
      { hour: 11, minute: 0 },
      { hour: 23, minute: 30 },
    ],
    moved: [{ from: day(12, 8), at: { hour: 11, minute: 0 }, to: { ...day(12, 20), hour: 9, minute: 0 } }],
    extra: [{ at: { ...day(12, 15), hour: 11, minute: 0 }, why: 'again' }],
  }),
  meeting('five times', 'FREQ=WEEKLY;COUNT=5'),
];

const start = parseInstant('2011-11-30T00:00:00Z') ?? 0;

function firstOf(walk: Iterable<{ readonly at: Instant; readonly status: string }>, count: number): readonly string[] {
  const found: string[] = [];
  for (const { at, status } of walk) {
    if (found.length >= count) break;
    found.push(`${isoOf(at)} ${status}`);
  }
  return found;
}

test('whatever was asked before, the answer is the one that a fresh walk gives', () => {
  const question = fc.record({
    meeting: fc.constantFrom(...meetings),
    hours: fc.nat(24 * 80),
    count: fc.integer({ min: 0, max: 40 }),
  });
  fc.assert(
    fc.property(fc.array(question, { maxLength: 30 }), (questions) => {
      const coming = createComing();
      for (const { meeting, hours, count } of questions) {
        const after = (start + hours * 3600) as Instant;
        expect(firstOf(coming(meeting, after), count)).toStrictEqual(firstOf(occurrencesOf(meeting, after), count));
      }
    }),
    { numRuns: 300 },
  );
});

test('of more meetings than are remembered, each is still told right', () => {
  const coming = createComing();
  const many = Array.from({ length: 200 }, (_, n) =>
    meeting(`meeting-${n}`, 'FREQ=DAILY', { slots: [{ hour: 3, minute: n % 60 }] }),
  );
  for (const round of [0, 1]) {
    for (const [n, each] of many.entries()) {
      const minute = String(n % 60).padStart(2, '0');
      expect(firstOf(coming(each, (start + round) as Instant), 2)).toStrictEqual([
        `2011-12-01T11:${minute}:00Z scheduled`,
        `2011-12-02T11:${minute}:00Z scheduled`,
      ]);
    }
  }
});

test('what was found once is given again, not worked out again', () => {
  const coming = createComing();
  const [daily] = meetings;
  if (daily === undefined) throw new Error('no meeting');
  const before = coming(daily, start as Instant).next().value;
  expect(coming(daily, (start + 3600) as Instant).next().value).toBe(before);
});
