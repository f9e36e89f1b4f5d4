import { getTasks } from 'node-cron';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createCronTicker, type Ticker } from '../../../src/remind/ticker.js';

// node-cron and setTimeout have no clock of ours to take: the runtime's own is replaced while these tests run.
let ticker: Ticker;
let ticks: string[];

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-12-10T18:44:30Z') });
  ticks = [];
  ticker = createCronTicker();
  ticker.start(async () => {
    ticks.push(new Date().toISOString().slice(11, 19));
  });
});
afterEach(async () => {
  await ticker.stop();
  vi.useRealTimers();
});

test('ticks on each minute until it is stopped', async () => {
  await vi.advanceTimersByTimeAsync(150_000);
  expect(ticks).toStrictEqual(['18:45:00', '18:46:00', '18:47:00']);
  await ticker.stop();
  await vi.advanceTimersByTimeAsync(150_000);
  expect(ticks).toHaveLength(3);
});

test('the task runs in UTC and never overlaps itself', () => {
  const [task] = [...getTasks().values()];
  expect(task?.name).toBe('due-scan');
  expect(task?.getPattern()).toBe('* * * * *');
  expect(task?.getNextRun()?.toISOString()).toBe('2026-12-10T18:45:00.000Z');
});

test('of several wakes the earliest counts, once', async () => {
  ticker.wakeIn(20_000);
  ticker.wakeIn(5_000);
  ticker.wakeIn(10_000);
  await vi.advanceTimersByTimeAsync(29_000);
  expect(ticks).toStrictEqual(['18:44:35']);
});

test('a wake in the past is now, and one far ahead waits for no longer than a minute', async () => {
  ticker.wakeIn(-500);
  await vi.advanceTimersByTimeAsync(0);
  expect(ticks).toStrictEqual(['18:44:30']);
  ticker.wakeIn(40 * 86_400_000);
  await vi.advanceTimersByTimeAsync(1000);
  expect(ticks).toHaveLength(1);
});

test('a wake that is outstanding does not come after the stop', async () => {
  ticker.wakeIn(5_000);
  await ticker.stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(ticks).toStrictEqual([]);
});
