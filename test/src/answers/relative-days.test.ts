import { expect, test } from 'vitest';
import { daysIn } from '../../../src/answers/spoken-days.js';
import { isoOf } from '../../../src/time/zoned.js';
import { istioDesk, shown, tuesday } from './istio-desk.js';

function read(text: string, zone = 'UTC') {
  const days = daysIn(text.split(' '), tuesday, zone)?.value;
  return days && [isoOf(days.from), isoOf(days.to), days.when];
}

// Tuesday 24 November 2026.
test.each([
  ['in 2 days', '2026-11-26T00:00:00Z', '2026-11-27T00:00:00Z', 'on Thursday 26 November'],
  ['in two weeks', '2026-12-07T00:00:00Z', '2026-12-14T00:00:00Z', 'in the week of 7 December'],
  ['in two weeks time', '2026-12-07T00:00:00Z', '2026-12-14T00:00:00Z', 'in the week of 7 December'],
  ['in a week', '2026-11-30T00:00:00Z', '2026-12-07T00:00:00Z', 'in the week of 30 November'],
  ['2 weeks from now', '2026-12-07T00:00:00Z', '2026-12-14T00:00:00Z', 'in the week of 7 December'],
  ['next 3 weeks', '2026-11-24T00:00:00Z', '2026-12-16T00:00:00Z', 'in the next 3 weeks'],
  ['this weekend', '2026-11-28T00:00:00Z', '2026-11-30T00:00:00Z', 'this weekend'],
  ['last week', '2026-11-16T00:00:00Z', '2026-11-23T00:00:00Z', 'last week'],
  ['last thursday', '2026-11-19T00:00:00Z', '2026-11-20T00:00:00Z', 'on Thursday 19 November'],
  ['last tuesday', '2026-11-17T00:00:00Z', '2026-11-18T00:00:00Z', 'on Tuesday 17 November'],
  ['the day after tomorrow', '2026-11-26T00:00:00Z', '2026-11-27T00:00:00Z', 'on Thursday 26 November'],
  ['on christmas eve', '2026-12-24T00:00:00Z', '2026-12-25T00:00:00Z', 'on Thursday 24 December'],
  ['on new years day', '2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z', 'on Friday 1 January 2027'],
])('“%s”', (text, from, to, when) => {
  expect(read(text)).toEqual([from, to, when]);
});

test('the day on which clocks change is the zone’s own', () => {
  expect(read('when the clocks change', 'Europe/Berlin')?.[2]).toBe('on Sunday 28 March 2027');
  expect(read('when the clocks change', 'America/Los_Angeles')?.[2]).toBe('on Sunday 14 March 2027');
  expect(read('the day after dst starts', 'America/Los_Angeles')?.[2]).toBe('on Monday 15 March 2027');
  expect(read('when the clocks change', 'Asia/Tokyo')).toBeUndefined();
});

test('the first meeting after the clocks change is found', async () => {
  const ask = await istioDesk();
  expect(shown(await ask('when is the first community meeting after the clocks change?'))).toEqual([
    'Community meeting',
    'Thursday 1 April 2027, 20:00 to 21:00 in Berlin.',
  ]);
});

test.each([
  ['is the meeting in 2 weeks?', 'Yes, Thursday 10 December 2026, 20:00 to 21:00 in Berlin.'],
  ['does it fall on december 24?', 'Yes, Thursday 24 December 2026, 20:00 to 21:00 in Berlin.'],
  [
    'is there a community meeting on new year’s eve?',
    'No, there is no date on Thursday 31 December. Next: Thursday 10 December 2026, 20:00 to 21:00 in Berlin.',
  ],
])('“%s”', async (question, line) => {
  const ask = await istioDesk();
  expect(shown(await ask(question))).toEqual(['Community meeting', line]);
});

test.each(['is it friday', 'is it christmas', 'in 5 days from today, what will the date be'])(
  '“%s” is a question about the calendar, not about the meeting',
  async (question) => {
    const ask = await istioDesk();
    expect((await ask(question)).kind).toBe('unknown');
  },
);
