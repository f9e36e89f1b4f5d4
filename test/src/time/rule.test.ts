import { describe, expect, test } from 'vitest';
import { rhythm, ruleFromHuman, ruleFromRrule } from '../../../src/time/rule.js';

const at11 = [{ hour: 11, minute: 0 }];

function said(every: string, on?: string | readonly string[]): string {
  const read = ruleFromHuman({ every, on });
  return 'problem' in read ? `${read.key}: ${read.problem} ${read.mend}` : rhythm(read.rule, at11);
}

describe('the human form', () => {
  test.each([
    ['week', 'thursday', 'every week on Thursday at 11:00'],
    ['2 weeks', 'thursday', 'every 2 weeks on Thursday at 11:00'],
    ['2 weeks', 'Thursday', 'every 2 weeks on Thursday at 11:00'],
    ['week', 'Thursdays', 'every week on Thursday at 11:00'],
    ['month', 'second wednesdays', 'every month on the second Wednesday at 11:00'],
    ['1 week', ['tuesday', 'thursday'], 'every week on Tuesday and Thursday at 11:00'],
    ['day', undefined, 'every day at 11:00'],
    ['3 days', undefined, 'every 3 days at 11:00'],
    ['weekday', undefined, 'every weekday at 11:00'],
    ['week', undefined, 'every week at 11:00'],
    ['month', 'second wednesday', 'every month on the second Wednesday at 11:00'],
    ['month', 'last friday', 'every month on the last Friday at 11:00'],
    ['month', 'last weekday', 'every month on the last weekday at 11:00'],
    ['2 months', 'first weekday', 'every 2 months on the first weekday at 11:00'],
    ['month', '15th', 'every month on the 15th at 11:00'],
    ['month', 'last day', 'every month on the last day at 11:00'],
    ['month', ['first tuesday', 'third tuesday'], 'every month on the first and third Tuesday at 11:00'],
    ['month', ['first tuesday', 'last friday'], 'every month on the first Tuesday and the last Friday at 11:00'],
    ['month', ['1st', '15th', 'last day'], 'every month on the 1st, 15th and last day at 11:00'],
    ['month', 'fifth friday', 'every month on the fifth Friday at 11:00'],
    ['year', 'second wednesday of march', 'every year on the second Wednesday of March at 11:00'],
    ['2 years', '3rd of october', 'every 2 years on the 3rd of October at 11:00'],
    ['year', ['1st of june', '1st of december'], 'every year on the 1st of June and December at 11:00'],
    ['year', undefined, 'every year at 11:00'],
  ] as [string, string | string[] | undefined, string][])('every %s on %s is said as "%s"', (every, on, expected) => {
    expect(said(every, on)).toBe(expected);
  });

  test('comes to the rule that it says', () => {
    expect(ruleFromHuman({ every: '2 weeks', on: ['tuesday', 'sunday'] })).toEqual({
      rule: {
        freq: 'weekly',
        interval: 2,
        byDay: [{ weekday: 2 }, { weekday: 7 }],
        byMonthDay: [],
        byMonth: [],
        bySetPos: [],
        weekStart: 1,
      },
    });
    expect(ruleFromHuman({ every: 'month', on: 'last weekday' })).toMatchObject({
      rule: {
        freq: 'monthly',
        byDay: [{ weekday: 1 }, { weekday: 2 }, { weekday: 3 }, { weekday: 4 }, { weekday: 5 }],
        bySetPos: [-1],
      },
    });
    expect(ruleFromHuman({ every: 'month', on: 'fourth monday' })).toMatchObject({
      rule: { byDay: [{ weekday: 1, nth: 4 }] },
    });
  });

  test.each([
    ['biweekly', 'thursday', 'every: “biweekly” is read in two ways. Write every: 2 weeks.'],
    ['bi-weekly', 'thursday', 'every: “bi weekly” is read in two ways. Write every: 2 weeks.'],
    ['fortnight', 'thursday', 'every: “fortnight” is not one of the forms of every. Write every: 2 weeks.'],
    [
      'every other week',
      'thursday',
      'every: “every other week” is not one of the forms of every. Write every: 2 weeks.',
    ],
    ['every 2 weeks', 'thursday', 'every: “every 2 weeks” is not one of the forms of every. Write every: 2 weeks.'],
    ['two weeks', 'thursday', 'every: “two weeks” is not one of the forms of every. Write every: 2 weeks.'],
    ['2 week', 'thursday', 'every: “2 week” is not one of the forms of every. Write every: 2 weeks.'],
    ['weekly', 'thursday', 'every: “weekly” is not one of the forms of every. Write every: week.'],
    ['wek', 'thursday', 'every: “wek” is not one of the forms of every. Write every: week.'],
    ['thursday', undefined, 'every: “thursday” says the day, not how often. Write every: week and on: thursday.'],
    ['week', 'thuesdays', 'on: “thuesdays” is not the name of a weekday. Write tuesday.'],
    ['week', 'thu', 'on: “thu” is not the name of a weekday. Write thursday.'],
    ['week', 'thrusday', 'on: “thrusday” is not the name of a weekday. Write thursday.'],
    ['week', 'noon', 'on: “noon” is not the name of a weekday. Write a weekday in full, such as thursday.'],
    ['week', 'second wednesday', 'on: “second wednesday” needs a month to count in. Write every: month.'],
    ['day', 'thursday', 'on: A daily meeting has no on. Leave on out, or write every: week with the days in on.'],
    ['weekday', 'thursday', 'on: Every weekday has its days already. Leave on out.'],
    ['month', 'thursday', 'on: A month has several Thursdays. Write which, such as first thursday or last thursday.'],
    ['month', '15', 'on: “15” is not a day of the month. Write 15th.'],
    ['month', '2th', 'on: “2th” is not a day of the month. Write 2nd.'],
    ['month', '32nd', 'on: No month has a day 32. Write a day from 1st to 31st, or last day.'],
    ['month', '2nd wednesday', 'on: “2nd wednesday” is not a day of the month. Write second wednesday.'],
    ['month', 'secnd wednesday', 'on: “secnd wednesday” is not a day of the month. Write second wednesday.'],
    [
      'month',
      'whenever',
      'on: “whenever” is not a day of the month. Write second wednesday, last friday, 15th or last day.',
    ],
    [
      'month',
      ['15th', 'last friday'],
      'on: These days cannot stand in one list. Make each kind of day a meeting of its own, or write an rrule.',
    ],
    ['year', '15th', 'on: “15th” does not name a day of the year. Write second wednesday of march, or 15th of march.'],
    [
      'year',
      ['1st of june', '2nd of july'],
      'on: One rule cannot say these days. Make each of them a meeting of its own.',
    ],
  ] as [string, string | string[] | undefined, string][])(
    'every %s on %s is refused with the mend',
    (every, on, expected) => {
      expect(said(every, on)).toBe(expected);
    },
  );

  test.each([
    ['odd weeks', 'thursday'],
    ['week', 'thursday of even weeks'],
  ])('every %s on %s is refused, because week numbers do not alternate', (every, on) => {
    expect(said(every, on)).toBe(
      'every: Odd and even weeks do not alternate: 2026 has 53 weeks, so the odd weeks 53 and 1 follow each other. ' +
        'Write every: 2 weeks, and starting: the date of one meeting, which says which weeks.',
    );
  });

  test.each(['', ' ', '0 weeks', '-1 weeks', '99999 weeks', '2.5 weeks', 'x'.repeat(40_000), '@everyone', '__proto__'])(
    'every "%.20s" is refused, and nothing is thrown',
    (every) => {
      expect(said(every, 'thursday')).toMatch(/^every: .+ Write every: .+\.$/s);
    },
  );
});

describe('the rhythm in words', () => {
  function words(rrule: string, starting?: { year: number; month: number; day: number }): string {
    const read = ruleFromRrule(rrule);
    return 'problem' in read ? read.problem : rhythm(read.rule, at11, starting);
  }

  test('names all the times of a series that takes turns', () => {
    const read = ruleFromHuman({ every: '2 weeks', on: 'thursday' });
    const slots = [
      { hour: 9, minute: 5 },
      { hour: 19, minute: 0 },
      { hour: 3, minute: 30 },
    ];
    expect('rule' in read && rhythm(read.rule, slots)).toBe(
      'every 2 weeks on Thursday in turn at 09:05, 19:00 and 03:30',
    );
  });

  test('takes the day from the anchor where the rule leaves it open', () => {
    const anchor = { year: 2026, month: 1, day: 8 };
    expect(words('FREQ=WEEKLY', anchor)).toBe('every week on Thursday at 11:00');
    expect(words('FREQ=MONTHLY;INTERVAL=3', anchor)).toBe('every 3 months on the 8th at 11:00');
    expect(words('FREQ=YEARLY', anchor)).toBe('every year on the 8th of January at 11:00');
    expect(words('FREQ=YEARLY;BYMONTH=3', anchor)).toBe('every year on the 8th of March at 11:00');
  });

  test.each([
    ['FREQ=WEEKLY;BYDAY=FR,TH,WE,TU,MO', 'every weekday at 11:00'],
    [
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR',
      'every 2 weeks on Monday, Tuesday, Wednesday, Thursday and Friday at 11:00',
    ],
    ['FREQ=WEEKLY;BYDAY=TH;BYMONTH=1,2', 'every week on Thursday in January and February at 11:00'],
    ['FREQ=MONTHLY;BYDAY=MO,WE;BYSETPOS=2', 'every month on the second of Monday and Wednesday at 11:00'],
    ['FREQ=MONTHLY;BYDAY=-2TH', 'every month on the second to last Thursday at 11:00'],
    ['FREQ=MONTHLY;BYMONTHDAY=-2', 'every month on the second to last day at 11:00'],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13', 'every month on Friday if it is the 13th at 11:00'],
    ['FREQ=MONTHLY;BYDAY=TH', 'every month on every Thursday at 11:00'],
    ['FREQ=YEARLY;BYDAY=20MO', 'every year on the 20th Monday of the year at 11:00'],
    ['FREQ=YEARLY;BYDAY=1MO;BYMONTH=9', 'every year on the first Monday of September at 11:00'],
  ])('%s is "%s"', (rrule, expected) => {
    expect(words(rrule)).toBe(expected);
  });
});

describe('the rrule form', () => {
  test('is read with or without its name, in any case', () => {
    const expected = {
      rule: {
        freq: 'monthly',
        interval: 2,
        byDay: [
          { weekday: 3, nth: 2 },
          { weekday: 5, nth: -1 },
        ],
        byMonthDay: [],
        byMonth: [1, 12],
        bySetPos: [],
        weekStart: 7,
        count: 5,
      },
    };
    expect(ruleFromRrule('FREQ=MONTHLY;INTERVAL=2;BYDAY=2WE,-1FR;BYMONTH=1,12;WKST=SU;COUNT=5')).toEqual(expected);
    expect(ruleFromRrule(' rrule:freq=monthly;interval=2;byday=+2we,-1fr;bymonth=1,12;wkst=su;count=5; ')).toEqual(
      expected,
    );
  });

  test.each([
    ['UNTIL=20261231', { date: { year: 2026, month: 12, day: 31 } }],
    ['UNTIL=2026-12-31', { date: { year: 2026, month: 12, day: 31 } }],
    ['UNTIL=20261231T110000', { date: { year: 2026, month: 12, day: 31 }, hour: 11, minute: 0 }],
    ['UNTIL=20261231T190000Z', { instant: 1798743600 }],
  ])('%s is an end', (until, expected) => {
    expect(ruleFromRrule(`FREQ=DAILY;${until}`)).toMatchObject({ rule: { until: expected } });
  });

  test.each([
    ['', '“” is not a part of an rrule. Write FREQ=WEEKLY;BYDAY=TH, with semicolons between.'],
    ['every week', 'An rrule is one line without spaces. Give only what follows “RRULE:”.'],
    ['BYDAY=TH', 'The rrule does not say how often. Use FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY.'],
    ['FREQ=HOURLY', 'FREQ=HOURLY is not supported. Use FREQ=DAILY, FREQ=WEEKLY, FREQ=MONTHLY or FREQ=YEARLY.'],
    ['FREQ=WEEKLY;BYDAYS=TH', 'BYDAYS is not a part of an rrule. Write BYDAY.'],
    ['FREQ=WEEKLY;X-ODD=1', 'X-ODD is not a part of an rrule. Leave X-ODD out.'],
    ['FREQ=WEEKLY;FREQ=DAILY', 'FREQ stands there twice. Write FREQ once, with commas in its value.'],
    ['FREQ=WEEKLY;INTERVAL=0', 'INTERVAL=0 does not fit. INTERVAL takes numbers from 1 to 9999.'],
    ['FREQ=WEEKLY;INTERVAL=2,3', 'INTERVAL takes one number. Write INTERVAL=2.'],
    ['FREQ=WEEKLY;BYDAY=XX', 'BYDAY=XX names no weekday. Use MO, TU, WE, TH, FR, SA, SU.'],
    ['FREQ=MONTHLY;BYDAY=0MO', 'BYDAY=0MO names no day. Count from 1, or from -1 at the end.'],
    ['FREQ=WEEKLY;BYDAY=2TH', 'BYDAY=2TH needs a month to count in. Use FREQ=MONTHLY, or leave the number out.'],
    ['FREQ=MONTHLY;BYDAY=6TH', 'BYDAY counts further than the month goes. Count from 1 to 5, or from -1 to -5.'],
    [
      'FREQ=MONTHLY;BYMONTHDAY=32',
      'BYMONTHDAY=32 does not fit. BYMONTHDAY takes numbers from 1 to 31, or -1 to -31 from the end.',
    ],
    ['FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2', 'No month of the rule has such a day. Mend BYMONTHDAY or BYMONTH.'],
    [
      'FREQ=WEEKLY;BYMONTHDAY=1',
      'BYMONTHDAY means nothing in a weekly rule. Use FREQ=MONTHLY, or leave BYMONTHDAY out.',
    ],
    [
      'FREQ=MONTHLY;BYSETPOS=1',
      'BYSETPOS has nothing to pick from. Add BYDAY, such as BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1.',
    ],
    ['FREQ=DAILY;COUNT=3;UNTIL=20261231', 'COUNT and UNTIL exclude each other. Keep the one that you mean.'],
    ['FREQ=DAILY;UNTIL=20260230', 'UNTIL=20260230 is no day. Write the last day as UNTIL=20261231.'],
    ['FREQ=DAILY;BYHOUR=9', 'The time of day does not belong in the rule. Leave BYHOUR out and write the time as at.'],
    ['FREQ=YEARLY;BYYEARDAY=100', 'Days counted through the year are not supported. Use BYMONTH with BYMONTHDAY.'],
    [
      'FREQ=YEARLY;BYWEEKNO=20',
      'Week numbers do not alternate: 2026 has 53 weeks, so the odd weeks 53 and 1 follow each other. ' +
        'Use FREQ=WEEKLY;INTERVAL=2 and let starting say which weeks.',
    ],
  ])('"%s" is refused with the mend', (rrule, expected) => {
    const read = ruleFromRrule(rrule);
    expect('problem' in read ? `${read.problem} ${read.mend}` : read).toBe(expected);
  });
});
