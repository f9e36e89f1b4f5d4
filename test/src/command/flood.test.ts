import { expect, test } from 'vitest';
import { createFloodGuard } from '../../../src/command/flood.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { RecordingLog } from '../../support/recording-log.js';

function openGuard() {
  const clock = new FixedClock(1_800_000_000 as Instant);
  const log = new RecordingLog();
  const guard = createFloodGuard(clock, log);
  const by = (id: string, platform: 'slack' | 'discord' | 'console' = 'slack') =>
    guard.check({ platform, place: 'room', room: 'C1', reader: { id } });
  const many = (count: number, id = 'U1') => Array.from({ length: count }, () => by(id));
  return { clock, log, by, many };
}

test('twenty at once are answered, the next is told to wait, those after it are told nothing more', () => {
  const { many } = openGuard();
  expect(many(20)).toEqual(Array.from({ length: 20 }, () => undefined));
  expect(many(3)).toEqual([{ seconds: 2 }, 'hush', 'hush']);
});

test('every two seconds one more is answered, twenty at most', () => {
  const { clock, many } = openGuard();
  many(20);
  clock.advance(2);
  expect(many(2)).toEqual([undefined, { seconds: 2 }]);
  clock.advance(3);
  expect(many(1)).toEqual([undefined]);
  clock.advance(86_400);
  expect(many(21).filter((each) => each === undefined)).toHaveLength(20);
});

test('how long to wait is what is left of the two seconds, rounded up', () => {
  const { clock, many } = openGuard();
  many(20);
  clock.advance(1);
  expect(many(1)).toEqual([{ seconds: 1 }]);
});

test('it is said again after ten seconds, and logged as often as it is said', () => {
  const { clock, many, log } = openGuard();
  many(20);
  expect(many(2)).toEqual([{ seconds: 2 }, 'hush']);
  clock.advance(9.5);
  many(4);
  expect(many(1)).toEqual(['hush']);
  clock.advance(0.5);
  expect(many(3)).toEqual([undefined, { seconds: 2 }, 'hush']);
  expect(log.lines).toEqual([
    {
      level: 'warn',
      message: 'A person asks faster than is answered',
      fields: { platform: 'slack', person: 'U1' },
    },
    {
      level: 'warn',
      message: 'A person asks faster than is answered',
      fields: { platform: 'slack', person: 'U1' },
    },
  ]);
});

test('each person has a bucket of their own, on each platform', () => {
  const { by, many } = openGuard();
  many(25);
  expect(by('U2')).toBeUndefined();
  expect(by('U1', 'discord')).toBeUndefined();
});

test('the terminal is never told to wait', () => {
  const { by } = openGuard();
  expect(Array.from({ length: 100 }, () => by('terminal', 'console')).filter((each) => each !== undefined)).toEqual([]);
});

test('a clock that is set back gives no answers and locks nobody out', () => {
  const { clock, many } = openGuard();
  many(21);
  clock.advance(-3_600);
  expect(many(2)).toEqual([{ seconds: 2 }, 'hush']);
  clock.advance(2);
  expect(many(1)).toEqual([undefined]);
});

test('of a crowd it remembers ten thousand, those who asked last', () => {
  const { by, many } = openGuard();
  many(21, 'first');
  many(21, 'second');
  for (let person = 0; person < 9_998; person += 1) by(`p${person}`);
  expect(by('first')).toBe('hush');
  by('one more');
  expect(by('second')).toBeUndefined();
  expect(by('first')).toBe('hush');
});
