import { expect, test } from 'vitest';
import { gist, istioDesk } from './istio-desk.js';

const ask = await istioDesk();

test.each([
  [
    '11am pacific is what in tokyo',
    'The next Community meeting: Thursday 10 December 2026, 11:00 in Los Angeles is Friday 11 December 2026, 04:00 in Tokyo. The difference is another one when summer time begins or ends.',
  ],
  ['convert 3pm UTC to tokyo', 'Tuesday 24 November 2026, 15:00 in UTC is Wednesday 25 November 2026, 00:00 in Tokyo.'],
  [
    'what is 9:30 in Los Angeles time',
    'Tuesday 24 November 2026, 09:30 in Los Angeles is Tuesday 24 November 2026, 18:30 in Berlin.',
  ],
  [
    'what time is it in new york now',
    'Tuesday 24 November 2026, 05:00 in New York: America/New_York, UTC-5 at present.',
  ],
  ['what is the timezone for britain', 'Tuesday 24 November 2026, 10:00 in London: Europe/London, UTC+0 at present.'],
  [
    '11am PST in july',
    'Thursday 1 July 2027, 11:00 in Los Angeles is Thursday 1 July 2027, 20:00 in Berlin. Los Angeles is on PDT then.',
  ],
  [
    '3pm CEST on 10 december in new york',
    'Thursday 10 December 2026, 15:00 in Berlin is Thursday 10 December 2026, 09:00 in New York. Berlin is on CET then.',
  ],
])('“%s”', async (question, summary) => {
  expect(gist(await ask(question))).toBe(`computed: ${summary}`);
});

test.each(['11am PST on 10 december', '11am pacific in july', '11am UTC in july'])(
  '“%s” needs no word about the season',
  async (question) => {
    expect(gist(await ask(question))).not.toContain(' is on ');
  },
);

test('“when is it in Tokyo” is about the meeting, “what time is it in Tokyo” about the clock', async () => {
  expect(gist(await ask('when is it in Tokyo'))).toEqual({
    command: 'meeting',
    options: { name: 'community', zone: 'Asia/Tokyo' },
  });
  expect(gist(await ask('what time is it in Tokyo'))).toBe(
    'computed: Tuesday 24 November 2026, 19:00 in Tokyo: Asia/Tokyo, UTC+9 at present.',
  );
});

test('a time without a second zone is told in the zone of who asks', async () => {
  expect(gist(await ask('when is 3pm UTC', 'Asia/Kolkata'))).toBe(
    'computed: Tuesday 24 November 2026, 15:00 in UTC is Tuesday 24 November 2026, 20:30 in Kolkata.',
  );
});

test.each([
  'is it six o clock yet',
  "what's tomorrow's date",
  'date please',
  'in 5 days from today, what will the date be',
])('“%s” is not for the desk to answer', async (question) => {
  expect((await ask(question)).kind).toBe('unknown');
});
