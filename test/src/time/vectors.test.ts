import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { occurrenceNamed, occurrences } from '../../../src/time/recurrence.js';
import { type RuleOrProblem, ruleFromHuman, ruleFromRrule } from '../../../src/time/rule.js';
import type { Series } from '../../../src/time/series.js';
import { type Instant, isoOf, parseDate, parseInstant, parseWall, type WallTime } from '../../../src/time/zoned.js';

interface Vector {
  readonly id: string;
  readonly group: string;
  readonly tzid: string;
  readonly dtstart: string;
  readonly rrule: string;
  readonly after: string;
  readonly expected: readonly string[];
  readonly config?: { every: string; on: string; at: string; timezone: string; starting: string };
  readonly rdates?: readonly string[];
  readonly exdates?: readonly string[];
  readonly overrides?: readonly { readonly recurrenceId: string; readonly to: string }[];
  readonly tzdataSensitive?: boolean;
}

const { meta, cases } = JSON.parse(
  readFileSync(new URL('../../fixtures/time/vectors.json', import.meta.url), 'utf8'),
) as { meta: { horizon: string }; cases: readonly Vector[] };
const horizon = instant(`${meta.horizon}Z`);
/** Each vector lists at most so many instants; one that lists fewer has no more before the horizon. */
const FULL = 5;

function instant(text: string): Instant {
  const at = parseInstant(text);
  if (at === undefined) throw new Error(`Not an instant: ${text}`);
  return at;
}

function wall(text: string): WallTime {
  const read = parseWall(text.replace(/(T\d\d:\d\d):00$/, '$1'));
  if (read === undefined) throw new Error(`Not a wall time in whole minutes: ${text}`);
  return read;
}

function rule(read: RuleOrProblem) {
  if ('problem' in read) throw new Error(read.problem);
  return read.rule;
}

function fromRrule(vector: Vector): Series {
  const starting = wall(vector.dtstart);
  return {
    zone: vector.tzid,
    rule: rule(ruleFromRrule(vector.rrule)),
    starting,
    slots: [starting],
    except: (vector.exdates ?? []).map(wall).map((at) => ({ date: at, at })),
    moved: (vector.overrides ?? []).map(({ recurrenceId, to }) => {
      const from = wall(recurrenceId);
      return { from, at: from, to: wall(to) };
    }),
    extra: (vector.rdates ?? []).map((text) => ({ at: wall(text) })),
  };
}

function fromConfig(config: NonNullable<Vector['config']>): Series {
  const starting = parseDate(config.starting);
  if (starting === undefined) throw new Error(config.starting);
  return {
    zone: config.timezone,
    rule: rule(ruleFromHuman(config)),
    starting,
    slots: [wall(`${config.starting}T${config.at}`)],
    except: [],
    moved: [],
    extra: [],
  };
}

/** What takes place after `after` and before the horizon, as many as a vector can list. */
function comingUp(series: Series, after: string): readonly string[] {
  const found: string[] = [];
  for (const occurrence of occurrences(series, instant(after))) {
    if (occurrence.at >= horizon || found.length === FULL) break;
    if (occurrence.status !== 'skipped') found.push(isoOf(occurrence.at));
  }
  return found;
}

/** As `comingUp`, with those that are skipped. */
function* inTheWay(series: Series, after: string) {
  let count = 0;
  for (const occurrence of occurrences(series, instant(after))) {
    if (occurrence.at >= horizon || count === FULL) break;
    count += 1;
    yield occurrence;
  }
}

/** The ids of the vectors that do not come out as expected, with what came out. */
function wrong(vectors: readonly Vector[], series: (vector: Vector) => Series) {
  return vectors.flatMap((vector) => {
    const found = comingUp(series(vector), vector.after);
    return JSON.stringify(found) === JSON.stringify(vector.expected) ? [] : [{ vector, found }];
  });
}

/** Groups whose dates meet these faults: hours left out and hours that come twice; leap days, fifth weekdays, weeks 53. */
const faults: Readonly<Record<string, string>> = {
  transition: ' [fault 54] [fault 55]',
  'transition-dtstart': ' [fault 54] [fault 55]',
  monthly: ' [fault 58]',
  yearly: ' [fault 58]',
  parity: ' [fault 58]',
};

describe(`the ${cases.length} recurrence vectors with the host in ${process.env.TZ}`, () => {
  test('are all there', () => {
    expect(cases.length).toBe(3665);
    expect(cases.every(({ expected }) => expected.length <= FULL)).toBe(true);
  });

  for (const group of new Set(cases.map((vector) => vector.group))) {
    const vectors = cases.filter((vector) => vector.group === group);
    test(`${vectors.length} of group ${group} come out as expected${faults[group] ?? ''}`, () => {
      expect(wrong(vectors, fromRrule)).toEqual([]);
    });
  }

  const human = cases.filter((vector) => vector.config !== undefined);
  test(`${human.length} written as people write them come out the same`, () => {
    expect(human.length).toBe(619);
    expect(wrong(human, ({ config }) => fromConfig(config ?? fail()))).toEqual([]);
  });

  test('each occurrence that a walk gives is found by its name', () => {
    let found = 0;
    const lost = cases.flatMap((vector) => {
      const series = fromRrule(vector);
      const walked = [...inTheWay(series, vector.after)];
      found += walked.length;
      return walked
        .map((one) => ({ id: vector.id, one, named: occurrenceNamed(series, one.original) }))
        .filter(({ one, named }) => JSON.stringify(one) !== JSON.stringify(named));
    });
    expect(lost).toEqual([]);
    expect(found).toBeGreaterThan(15_000);
  });

  const sensitive = cases.filter((vector) => vector.tzdataSensitive);
  test(`${sensitive.length} that need newer zone data than Node's come out as expected`, () => {
    expect(sensitive.length).toBe(35);
    expect(wrong(sensitive, fromRrule)).toEqual([]);
  });
});

function fail(): never {
  throw new Error('A vector without a config');
}
