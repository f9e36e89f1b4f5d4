import { expect, test } from 'vitest';
import { beginAttempt } from '../../src/attempt.js';
import { late } from '../../src/time/within.js';

/** A clock that moves when it is told to, and an attempt that began at 5,000 ms. */
function begun() {
  const clock = { ms: 5_000 };
  return { clock, attempt: beginAttempt({ preparationMs: 1_000, attemptMs: 10_000 }, () => clock.ms) };
}

test('what is there in time is given, and the send has the rest of the ten seconds', async () => {
  const { clock, attempt } = begun();
  expect(attempt.leftMs()).toBe(10_000);
  clock.ms = 5_800.4;
  expect(await attempt.prepared(Promise.resolve('ready'))).toBe('ready');
  expect(attempt.leftMs()).toBe(9_199);
});

test('what never comes is late when the preparation’s time is over', async () => {
  const attempt = beginAttempt({ preparationMs: 20, attemptMs: 10_000 });
  expect(await attempt.prepared(new Promise(() => {}))).toBe(late);
});

test('what was there at once is late all the same in a process that stood still meanwhile', async () => {
  const { clock, attempt } = begun();
  clock.ms = 6_001;
  expect(await attempt.prepared(Promise.resolve('ready'))).toBe(late);
});

test('what fails is told, not taken for late', async () => {
  const { attempt } = begun();
  await expect(attempt.prepared(Promise.reject(new Error('no shelf')))).rejects.toThrow('no shelf');
});

test('an attempt whose time is over leaves a send no time, but a deadline that can be set', () => {
  const { clock, attempt } = begun();
  clock.ms = 20_000;
  expect(attempt.leftMs()).toBe(1);
});
