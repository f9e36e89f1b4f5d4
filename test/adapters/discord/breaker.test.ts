import { expect, test } from 'vitest';
import { createBreaker } from '../../../adapters/discord/breaker.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { RecordingLog } from '../../support/recording-log.js';

function closed() {
  const clock = new FixedClock(1_796_904_000 as Instant);
  const log = new RecordingLog();
  const breaker = createBreaker(clock, log);
  const hear = (status: number, times = 1, more: { shared?: boolean; asBot?: boolean } = {}) => {
    for (let count = 0; count < times; count += 1) breaker.heard({ status, asBot: true, ...more });
  };
  return { breaker, clock, log, hear };
}

test('40 refusals in a row open it for a minute, and it says so once', () => {
  const { breaker, clock, log, hear } = closed();
  hear(403, 39);
  expect(breaker.waitSeconds()).toBe(0);
  hear(401);
  expect(breaker.waitSeconds()).toBe(60);
  hear(403, 5);
  clock.advance(59);
  expect(breaker.waitSeconds()).toBe(1);
  clock.advance(1);
  expect(breaker.waitSeconds()).toBe(0);
  expect(log.lines.map(({ level }) => level)).toEqual(['error']);
});

test('each refused try after that doubles the pause, up to 10 minutes', () => {
  const { breaker, clock, hear } = closed();
  hear(403, 40);
  const pauses: number[] = [];
  for (let tries = 0; tries < 5; tries += 1) {
    clock.advance(breaker.waitSeconds());
    hear(403);
    pauses.push(breaker.waitSeconds());
  }
  expect(pauses).toEqual([120, 240, 480, 600, 600]);
});

test('while it is open one call at a time finds out whether it is over, and one that passes closes it', () => {
  const { breaker, clock, log, hear } = closed();
  hear(403, 40);
  clock.advance(60);
  const ended = breaker.begin();
  expect(breaker.waitSeconds()).toBe(1);
  ended();
  ended();
  expect(breaker.waitSeconds()).toBe(0);
  hear(200);
  breaker.begin();
  expect(breaker.waitSeconds()).toBe(0);
  expect(log.lines.at(-1)).toMatchObject({ level: 'info', message: 'Discord: takes calls again' });
});

test('refusals between calls that pass do not open it, unless they are a thousand in 10 minutes', () => {
  const { breaker, clock, hear } = closed();
  for (let round = 0; round < 33; round += 1) {
    hear(403, 30);
    hear(200);
  }
  clock.advance(599);
  hear(403, 9);
  expect(breaker.waitSeconds()).toBe(0);
  hear(403);
  expect(breaker.waitSeconds()).toBe(60);
});

test('a thousand refusals over more than 10 minutes do not open it', () => {
  const { breaker, clock, hear } = closed();
  for (let round = 0; round < 40; round += 1) {
    hear(403, 30);
    hear(200);
    clock.advance(20);
  }
  expect(breaker.waitSeconds()).toBe(0);
});

test.each([
  ['a limit that others share', 429, { shared: true }],
  ['an outage', 503, {}],
  ['an answer to an interaction, which has a token of its own', 403, { asBot: false }],
])('%s does not count towards 40 in a row', (_what, status, more) => {
  const { breaker, hear } = closed();
  hear(status, 60, more);
  expect(breaker.waitSeconds()).toBe(0);
});

test('calls under way count as refused once five came back so', () => {
  const { breaker, hear } = closed();
  for (let count = 0; count < 36; count += 1) breaker.begin();
  expect(breaker.waitSeconds()).toBe(0);
  hear(403, 5);
  expect(breaker.waitSeconds()).toBe(1);
});

test('a global limit quiets everything until its end, and a shorter one does not shorten it', () => {
  const { breaker, clock } = closed();
  breaker.heard({ status: 429, asBot: true, globalSeconds: 7 });
  breaker.heard({ status: 429, asBot: true, globalSeconds: 2 });
  expect([breaker.waitSeconds(), breaker.globalSeconds()]).toEqual([7, 7]);
  clock.advance(7);
  expect([breaker.waitSeconds(), breaker.globalSeconds()]).toEqual([0, 0]);
});
