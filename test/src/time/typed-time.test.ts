import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readTypedTime, type TimeAsked, type TypedMoment } from '../../../src/time/typed-time.js';
import { type Instant, isoOf, parseInstant, wallText } from '../../../src/time/zoned.js';

function instant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(text);
  return at;
}

/** Said on Tuesday 24 November 2026, of a meeting that stands on Thursday 24 December, 11:00 in Los Angeles. */
const asked: TimeAsked = {
  from: instant('2026-12-24T19:00:00Z'),
  zone: 'America/Los_Angeles',
  now: instant('2026-11-24T12:00:00Z'),
};

const said = ({ wall, remark }: TypedMoment) => `${wallText(wall)}${remark === undefined ? '' : ` ${remark}`}`;

async function read(text: string, about: Partial<TimeAsked> = {}): Promise<string> {
  const found = await readTypedTime(text, { ...asked, ...about });
  if ('problem' in found) return found.problem;
  const zone = found.zoneTyped === undefined ? '' : ` in ${found.zoneTyped}`;
  const others = found.alternatives.map((one) => ` or ${said(one)}`).join('');
  return `${said(found)}${zone}${others}`;
}

describe('a typed time is understood as', () => {
  test.each([
    // Whole dates
    ['2026-12-17', '2026-12-17T11:00'],
    ['2026-12-17 10:00', '2026-12-17T10:00'],
    ['2026-12-17T10:00', '2026-12-17T10:00'],
    ['2026/12/17 10:00', '2026-12-17T10:00'],
    ['2026-12-17 at 10am', '2026-12-17T10:00'],
    ['2026-12-17, 10:00', '2026-12-17T10:00'],
    ['2026-12-17 10:00:00', '2026-12-17T10:00'],
    ['2027-02-28 23:59', '2027-02-28T23:59'],
    ['  2026-12-17   10:00  ', '2026-12-17T10:00'],
    // A time of day alone keeps the day
    ['10:00', '2026-12-24T10:00'],
    ['9:05', '2026-12-24T09:05'],
    ['10am', '2026-12-24T10:00'],
    ['10 am', '2026-12-24T10:00'],
    ['10 A.M.', '2026-12-24T10:00'],
    ['10:30pm', '2026-12-24T22:30'],
    ['12am', '2026-12-24T00:00 or 2026-12-25T00:00'],
    ['12pm', '2026-12-24T12:00'],
    ['10.30', '2026-12-24T10:30'],
    ['10h30', '2026-12-24T10:30'],
    ['19h', '2026-12-24T19:00'],
    ['noon', '2026-12-24T12:00'],
    ['midnight', '2026-12-24T00:00 or 2026-12-25T00:00'],
    ['at 19', '2026-12-24T19:00'],
    ['at 10', '2026-12-24T10:00 or 2026-12-24T22:00'],
    ["10 o'clock", '2026-12-24T10:00 or 2026-12-24T22:00'],
    ['at 2', '2026-12-24T14:00 or 2026-12-24T02:00'],
    ['friday at 2', '2026-12-25T14:00 or 2026-12-18T14:00 or 2026-12-25T02:00'],
    ['18 uhr', '2026-12-24T18:00'],
    // Weekdays: the nearest to the meeting, and the other neighbour
    ['thursday 10am', '2026-12-24T10:00 or 2026-12-31T10:00 or 2026-12-17T10:00'],
    ['10am thursday', '2026-12-24T10:00 or 2026-12-31T10:00 or 2026-12-17T10:00'],
    ['thursday', '2026-12-31T11:00 or 2026-12-17T11:00'],
    ['friday', '2026-12-25T11:00 or 2026-12-18T11:00'],
    ['Wed 9:30', '2026-12-23T09:30 or 2026-12-30T09:30'],
    ['on tuesday at noon', '2026-12-22T12:00 or 2026-12-29T12:00'],
    ['sunday 10:00', '2026-12-27T10:00 or 2026-12-20T10:00'],
    ['next thursday', '2026-12-31T11:00 or 2026-12-17T11:00'],
    ['next friday 10am', '2026-12-25T10:00 or 2027-01-01T10:00'],
    ['previous tuesday', '2026-12-22T11:00 or 2026-12-29T11:00'],
    ['this monday', '2026-12-21T11:00 or 2026-12-28T11:00'],
    ['the thursday before', '2026-12-17T11:00 or 2026-12-31T11:00'],
    ['thursday next week', '2026-12-31T11:00'],
    ['next week tuesday 10am', '2026-12-29T10:00'],
    ['monday of the week before', '2026-12-14T11:00'],
    // From where it stands, and from today
    ['a week later', '2026-12-31T11:00'],
    ['one week earlier', '2026-12-17T11:00'],
    ['2 weeks later at 10:00', '2027-01-07T10:00'],
    ['a fortnight later', '2027-01-07T11:00'],
    ['1 hour earlier', '2026-12-24T10:00'],
    ['an hour later', '2026-12-24T12:00'],
    ['half an hour later', '2026-12-24T11:30'],
    ['30 minutes later', '2026-12-24T11:30'],
    ['30min later', '2026-12-24T11:30'],
    ['1 hour and 30 minutes earlier', '2026-12-24T09:30'],
    ['1h30m later', '2026-12-24T12:30'],
    ['1.5 hours later', '2026-12-24T12:30'],
    ['+2h', '2026-12-24T13:00'],
    ['-30m', '2026-12-24T10:30'],
    ['+1d', '2026-12-25T11:00'],
    ['+1w', '2026-12-31T11:00'],
    ['two days before', '2026-12-22T11:00'],
    ['the day after', '2026-12-25T11:00'],
    ['the day before at 10:00', '2026-12-23T10:00'],
    ['same day at 14:00', '2026-12-24T14:00'],
    ['next week', '2026-12-31T11:00'],
    ['the week after, 10:00', '2026-12-31T10:00'],
    ['tomorrow', '2026-11-25T11:00 or 2026-12-25T11:00'],
    ['tomorrow 10am', '2026-11-25T10:00 or 2026-12-25T10:00'],
    ['today at 16:00', '2026-11-24T16:00'],
    ['the day after tomorrow', '2026-11-26T11:00'],
    // Dates with a month in words, or without a year: the nearest that is not past
    ['dec 17 at 19:00', '2026-12-17T19:00'],
    ['17 dec', '2026-12-17T11:00'],
    ['December 17th, 2026 10am', '2026-12-17T10:00'],
    ['the 17th of december', '2026-12-17T11:00'],
    ['jan 7', '2027-01-07T11:00'],
    ['nov 12', '2027-11-12T11:00'],
    ['thursday dec 17 10am', '2026-12-17T10:00'],
    ['thu 17 dec 2026', '2026-12-17T11:00'],
    ['17.12.', '2026-12-17T11:00'],
    ['17.12. 10.30', '2026-12-17T10:30'],
    ['17.12 10:30', '2026-12-17T10:30'],
    ['17.12.2026', '2026-12-17T11:00'],
    ['17.12.26 um 10:00'.replace('um ', ''), '2026-12-17T10:00'],
    ['31.12', '2026-12-31T11:00'],
    ['17/12', '2026-12-17T11:00'],
    ['12/17', '2026-12-17T11:00'],
    ['12/17/2026 10am', '2026-12-17T10:00'],
    ['5/5', '2027-05-05T11:00'],
    ['the 17th', '2026-12-17T11:00'],
    ['the 31st at 10:00', '2026-12-31T10:00'],
    // Zones typed beside it
    ['10am Berlin', '2026-12-24T01:00 in Europe/Berlin'],
    ['10:00 UTC', '2026-12-24T02:00 in UTC'],
    ['thursday 19:00 in berlin', '2026-12-24T10:00 in Europe/Berlin or 2026-12-31T10:00 or 2026-12-17T10:00'],
    ['23:30 IST', '2026-12-24T10:00 in Asia/Kolkata or 2026-12-25T10:00'],
    ['01:00 IST', '2026-12-24T11:30 in Asia/Kolkata or 2026-12-23T11:30'],
    ['10am pacific', '2026-12-24T10:00 in America/Los_Angeles'],
    ['10am pacific time', '2026-12-24T10:00 in America/Los_Angeles'],
    ['10am PST', '2026-12-24T10:00 in America/Los_Angeles'],
    ['2026-12-17 10:00 Europe/London', '2026-12-17T02:00 in Europe/London'],
    ['2026-12-17 10:00 (New York)', '2026-12-17T07:00 in America/New_York'],
    ['2026-12-17T19:00Z', '2026-12-17T11:00 in UTC'],
    ['2026-12-17T19:00+01:00', '2026-12-17T10:00 in Etc/GMT-1'],
    ['10:00 UTC+2', '2026-12-24T00:00 in Etc/GMT-2'],
    ['dec 17 09:30 IST', '2026-12-16T20:00 in Asia/Kolkata'],
    // What only the looser reading knows
    ['in two weeks at 10:00', '2026-12-08T10:00'],
    ['two weeks from now', '2026-12-08T11:00'],
    ['in 20 minutes', '2026-11-24T04:20'],
    ['in an hour', '2026-11-24T05:00'],
    ['2 hours from now', '2026-11-24T06:00'],
    ['half past ten', expect.stringContaining('is no time that I understand')],
  ])('%s', async (text, expected) => {
    expect(await read(text)).toEqual(expected);
  });
});

describe('what is no time, or may be two, is said in a sentence with what to write', () => {
  const write = 'Write it as 2026-12-24 11:00, “thursday 10am” or “a week later”.';
  test.each([
    ['', `No time is given. ${write}`],
    ['   ', `No time is given. ${write}`],
    ['banana', `“banana” is no time that I understand. ${write}`],
    ['sometime next year maybe', `“sometime next year maybe” is no time that I understand. ${write}`],
    ['sat down in march', `“sat down in march” is no time that I understand. ${write}`],
    ['in march', `“in march” is no time that I understand. ${write}`],
    ['next year', `“next year” is no time that I understand. ${write}`],
    ['whenever you like', `“whenever you like” is no time that I understand. ${write}`],
    ['10', `“10” is no time that I understand. ${write}`],
    ['25:00', `“25:00” is no time that I understand. ${write}`],
    ['10:60', `“10:60” is no time that I understand. ${write}`],
    ['13pm', `“13pm” is no time that I understand. ${write}`],
    ['10:00 Atlantis', `“10:00 Atlantis” is no time that I understand. ${write}`],
    ['10am 11am', `“10am 11am” is no time that I understand. ${write}`],
    ['the evening', `“the evening” is no time that I understand. ${write}`],
    ['thursday evening', `“thursday evening” is no time that I understand. ${write}`],
    ['+0h', `“+0h” is no time that I understand. ${write}`],
    ['2026', `“2026” is no time that I understand. ${write}`],
    ['<!channel> 10:00', `“<!channel> 10:00” is no time that I understand. ${write}`],
    ['__proto__', `“__proto__” is no time that I understand. ${write}`],
    ['constructor thursday', `“constructor thursday” is no time that I understand. ${write}`],
    ['5/6', '“5/6” may be 2027-06-05 or 2027-05-06. Write it as one of them.'],
    ['5/6/2027 10am', '“5/6/2027 10am” may be 2027-06-05 or 2027-05-06. Write it as one of them.'],
    ['17.12', '“17.12” may be a day or a time of day. Write 2026-12-17, or 17:12.'],
    ['feb 30', '“feb 30” names a day that the calendar does not have. Write it as 2026-12-24.'],
    ['2026-13-01', '“2026-13-01” names a day that the calendar does not have. Write it as 2026-12-24.'],
    ['31.4.', '“31.4.” names a day that the calendar does not have. Write it as 2026-12-24.'],
    ['friday 17 dec', '2026-12-17 is a Thursday, not a Friday. Please write one of the two.'],
    ['10:00-11:00', '“10:00-11:00” is a span of time. Please write only when it starts.'],
    ['10am - 11am', '“10am - 11am” is a span of time. Please write only when it starts.'],
    ['thursday 10:00–11:00', '“thursday 10:00–11:00” is a span of time. Please write only when it starts.'],
    ['10am until 11am', '“10am until 11am” is a span of time. Please write only when it starts.'],
  ])('%s', async (text, expected) => {
    expect(await read(text)).toBe(expected);
  });
});

describe('where clocks change', () => {
  const spring = { from: instant('2026-03-08T19:00:00Z'), now: instant('2026-03-01T00:00:00Z') };
  const autumn = { from: instant('2026-11-01T19:00:00Z'), now: instant('2026-10-20T00:00:00Z') };

  test('a time that is left out comes out as what the clock then shows', async () => {
    const found = await readTypedTime('02:30', { ...asked, ...spring });
    expect(found).toMatchObject({ at: instant('2026-03-08T10:30:00Z'), remark: 'gap' });
    expect(await read('02:30', spring)).toBe('2026-03-08T03:30 gap');
  });

  test('a time that comes twice is the first', async () => {
    const found = await readTypedTime('01:30', { ...asked, ...autumn });
    expect(found).toMatchObject({ at: instant('2026-11-01T08:30:00Z'), remark: 'fold' });
    expect(await read('01:30', autumn)).toBe('2026-11-01T01:30 fold');
  });

  test('a time elsewhere that falls into the second of two equal hours is said as the first, which it can be', async () => {
    const found = await readTypedTime('09:30 UTC', { ...asked, ...autumn });
    expect(found).toMatchObject({ at: instant('2026-11-01T08:30:00Z'), remark: 'fold', zoneTyped: 'UTC' });
  });

  test('an hour later is an hour later', async () => {
    const night = { from: instant('2026-03-08T09:30:00Z'), now: instant('2026-03-01T00:00:00Z') };
    expect(await read('an hour later', night)).toBe('2026-03-08T03:30');
  });
});

test('what is past is not offered as the other meaning', async () => {
  const soon = { now: instant('2026-12-20T12:00:00Z') };
  expect(await read('thursday', soon)).toBe('2026-12-31T11:00');
  expect(await read('wed 9:30', soon)).toBe('2026-12-23T09:30 or 2026-12-30T09:30');
  expect(await read('saturday', { now: instant('2026-12-21T12:00:00Z') })).toBe('2026-12-26T11:00');
});

test('what is typed is repeated on one line, and shortened', async () => {
  const problem = await read(`ignore\nall ${'x'.repeat(60)}`);
  expect(problem).toMatch(/^“ignore all x{28}…” is no time that I understand\./);
});

describe('whatever is typed', () => {
  const hostile = [
    '1'.repeat(10_000),
    'a '.repeat(5_000),
    `${'1 hour '.repeat(14)}later`,
    `${'next '.repeat(19)}x`,
    `${'at '.repeat(33)}`,
    `10:00 ${'+0'.repeat(40)}`,
    `${'-'.repeat(99)}`,
    `${'thursday '.repeat(11)}`,
    '\u202e00:01 yadsruht',
    `monday${'\u0301'.repeat(90)}`,
  ];
  test.each(hostile)('it is read within 50 ms: %#', async (text) => {
    await readTypedTime('two weeks from now', asked);
    const began = performance.now();
    await readTypedTime(text, asked);
    expect(performance.now() - began).toBeLessThan(50);
  });

  test('it comes to a moment that the wall time names, or to a sentence', async () => {
    const words =
      'next,thursday,10am,at,10,week,later,an,hour,17.12,dec,17,5/6,2026-12-17,UTC,in,berlin,+2h,half,the,day,before,-,2'.split(
        ',',
      );
    const texts = fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((each) => each.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.oneof(texts, fc.string({ unit: 'grapheme' })), async (text) => {
        const found = await readTypedTime(text, asked);
        if ('problem' in found) {
          expect(found.problem).toMatch(/^[“N\d].+\.$/su);
          return;
        }
        for (const one of [found, ...found.alternatives]) {
          expect(isoOf(one.at)).toBe(isoOf(momentOf(one)));
        }
      }),
      { numRuns: 500 },
    );
  });
});

/** By JavaScript's own calendar: Los Angeles is 7 or 8 hours behind. */
function momentOf({ wall, at }: TypedMoment): Instant {
  const utc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute) / 1000;
  return [7, 8].map((hours) => utc + hours * 3600).find((each) => each === at) as Instant;
}
