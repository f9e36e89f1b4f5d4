import { expect, test } from 'vitest';
import {
  choice,
  code,
  divider,
  fields,
  link,
  list,
  moment,
  person,
  reply,
  source,
  strong,
  struck,
  text,
} from '../../../src/reply/build.js';
import { momentWords, pagingWords, plainLine, plainText } from '../../../src/reply/plain.js';
import type { Instant } from '../../../src/time/zoned.js';

/** 2026-12-10T19:00:00Z */
const at = 1_796_929_200 as Instant;
const home = 'America/Los_Angeles';

test('a whole reply reads as plain text, with addresses and zones, without buttons', () => {
  const whole = reply({
    title: 'Community meeting',
    summary: 'Soon.',
    body: [
      text('Hello ', strong('all'), ', run ', code('frontdesk'), '.'),
      divider,
      fields(['When', moment(at, home)], ['Lead', person('Ana')]),
      list('one', [link('Join', 'https://zoom.us/j/1')]),
      source('Come as you are.', 'Welcome', 'https://docs.example.org/'),
    ],
    choices: [choice('All', 'meeting')],
    paging: { from: 11, to: 20, total: 42 },
  });
  expect(plainText(whole, 'Europe/Berlin')).toBe(
    [
      'Community meeting',
      'Hello all, run frontdesk.',
      'When: Thursday 10 December 2026, 20:00 in Berlin\nLead: Ana',
      '- one\n- Join <https://zoom.us/j/1>',
      '“Come as you are.”\nWelcome <https://docs.example.org/>',
      '11 to 20 of 42',
    ].join('\n\n'),
  );
});

test('a moment is said in the reader’s zone, in its home where no zone is known, and in its home when it is fixed', () => {
  expect(momentWords(moment(at, home, { show: 'time' }), 'Asia/Kolkata')).toBe('00:30 in Kolkata');
  expect(momentWords(moment(at, home, { show: 'time' }))).toBe('11:00 in Los Angeles');
  expect(momentWords(moment(at, home, { show: 'time', fixed: true }), 'Asia/Kolkata')).toBe('11:00 in Los Angeles');
});

test('what is no longer so is said to have been so', () => {
  expect(plainLine([struck('11:00 in Los Angeles'), ' 12:00 in Los Angeles', struck('')])).toBe(
    '(was 11:00 in Los Angeles) 12:00 in Los Angeles',
  );
});

test('an address that is not safe is left out, a link that is its own words stands once', () => {
  const unsafe = { type: 'link', text: 'press', url: 'javascript:alert(1)' } as const;
  expect(plainLine([unsafe, ' ', { type: 'link', text: 'https://a.example/', url: 'https://a.example/' }])).toBe(
    'press https://a.example/',
  );
});

test('a page of one says which', () => {
  expect(pagingWords({ from: 7, to: 7, total: 7 })).toBe('7 of 7');
});
