import { describe, expect, test } from 'vitest';
import { countdownParts, countdownText } from '../../../adapters/web/countdown-text.js';

describe('how long it is until then', () => {
  test.each([
    ['two days and some', 2 * 86_400 + 3 * 3600 + 59, 'in 2 days 3 hours'],
    ['a day and minutes says no hours', 86_400 + 59 * 60, 'in 1 day'],
    ['an hour', 3600, 'in 1 hour'],
    ['minutes leave the seconds out', 125, 'in 2 minutes'],
    ['the last minute counts in seconds', 59, 'in 59 seconds'],
    ['the start', 0, 'now'],
    ['before the end', -59, 'now'],
    ['the end', -60, ''],
  ])('%s', (_name, left, expected) => {
    expect(countdownText(1000 + left, 1060 + left, 1000)).toBe(expected);
  });

  test('without an end it falls silent at the start', () => {
    expect(countdownText(1000, undefined, 1000)).toBe('');
  });

  test('the large one keeps its zeros, so that nothing jumps', () => {
    expect(countdownParts(90_000, 3)).toEqual([
      { count: 1, unit: 'day' },
      { count: 1, unit: 'hour' },
      { count: 0, unit: 'minutes' },
    ]);
    expect(countdownParts(0, 3)).toEqual([]);
  });
});
