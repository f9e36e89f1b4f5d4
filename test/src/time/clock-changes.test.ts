/**
 * Every change of a clock in 2024 that Node's own data knows, in every zone: a meeting set into the hour that is left out,
 * or into the one that comes twice. The year lies before the laws that Node's data may lack.
 */
import { expect, test } from 'vitest';
import { isZone } from '../../../src/time/zone.js';
import { type Instant, instantOf } from '../../../src/time/zoned.js';

const start = Date.UTC(2024, 0, 1) / 1000;
const daySeconds = 86_400;

interface Change {
  readonly zone: string;
  /** When the new offset begins. */
  readonly at: number;
  /** Seconds from UTC. */
  readonly before: number;
  readonly after: number;
}

/** Seconds from UTC, as Node says. */
function nodeOffset(zone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  return (at) => {
    const name = format.formatToParts(at * 1000).find(({ type }) => type === 'timeZoneName')?.value ?? '';
    const [, sign, hours = '0', minutes = '0'] = /^GMT(?:([+-])(\d\d):(\d\d))?$/.exec(name) ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60);
  };
}

function changesOf(zone: string): readonly Change[] {
  const offset = nodeOffset(zone);
  const found: Change[] = [];
  for (let day = 0; day < 366; day += 6) {
    let [from, to] = [start + day * daySeconds, start + (day + 6) * daySeconds];
    const [before, after] = [offset(from), offset(to)];
    if (before === after) continue;
    while (to - from > 1) {
      const middle = Math.floor((from + to) / 2);
      if (offset(middle) === before) from = middle;
      else to = middle;
    }
    found.push({ zone, at: to, before, after });
  }
  return found;
}

/** What a clock `offset` seconds from UTC shows at an instant. */
function wallAt(at: number, offset: number) {
  const shown = new Date((at + offset) * 1000);
  return {
    year: shown.getUTCFullYear(),
    month: shown.getUTCMonth() + 1,
    day: shown.getUTCDate(),
    hour: shown.getUTCHours(),
    minute: shown.getUTCMinutes(),
  };
}

const zones = Intl.supportedValuesOf('timeZone').filter(isZone);
const changes = zones.flatMap(changesOf);
const gaps = changes.filter(({ before, after }) => after > before);
const folds = changes.filter(({ before, after }) => after < before);

test('there are more than 400 zones, and more than 100 of each change', () => {
  expect(zones.length).toBeGreaterThan(400);
  expect(gaps.length).toBeGreaterThan(100);
  expect(folds.length).toBeGreaterThan(100);
});

test('in every zone, a time that the clock leaves out comes as long after the change as it lies in the gap [fault 54]', () => {
  const wrong = gaps.filter(({ zone, at, before, after }) => {
    const into = (after - before) / 2;
    return instantOf(wallAt(at + into, before), zone) !== ((at + into) as Instant);
  });
  expect(wrong).toEqual([]);
});

test('in every zone, a time that the clock shows twice is taken the first time [fault 55]', () => {
  const wrong = folds.filter(({ zone, at, before, after }) => {
    const ahead = (before - after) / 2;
    return instantOf(wallAt(at - ahead, before), zone) !== ((at - ahead) as Instant);
  });
  expect(wrong).toEqual([]);
});
