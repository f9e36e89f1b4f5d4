/**
 * The cost of "when is the next one?" for a meeting that has met for ten years, against stepping there with luxon from the
 * anchor, as a bot without an engine does. Prints one line of JSON; `ratio` is ours divided by theirs, smaller is better.
 * Run it with: npx esbuild bench/recurrence.ts --bundle --platform=node --format=esm | node --input-type=module
 */
import { DateTime } from 'luxon';
import { occurrencesAfter } from '../src/time/recurrence.js';
import { ruleFromHuman } from '../src/time/rule.js';
import type { Series } from '../src/time/series.js';
import type { Instant } from '../src/time/zoned.js';

const read = ruleFromHuman({ every: '2 weeks', on: 'thursday' });
if ('problem' in read) throw new Error(read.problem);
const series: Series = {
  zone: 'America/Los_Angeles',
  rule: read.rule,
  starting: { year: 2016, month: 1, day: 7 },
  slots: [{ hour: 11, minute: 0 }],
  except: [],
  moved: [],
  extra: [],
};
/** Hourly moments from 2026-11-24T10:00:00Z on, so that no answer can be kept from one call to the next. */
const moments = Array.from({ length: 2_000 }, (_, hour) => (1_795_514_400 + hour * 3_600) as Instant);

function ours(after: Instant): number {
  return occurrencesAfter(series, after, 1)[0]?.at ?? 0;
}

function stepping(after: Instant): number {
  let next = DateTime.fromObject({ year: 2016, month: 1, day: 7, hour: 11 }, { zone: 'America/Los_Angeles' });
  while (next.toSeconds() <= after) next = next.plus({ weeks: 2 });
  return next.toSeconds();
}

/** Microseconds of CPU per call, the best of five rounds; and the answers, so that both are known to do the same work. */
function cost(next: (after: Instant) => number, asked: readonly Instant[]): { micros: number; sum: number } {
  let micros = Number.POSITIVE_INFINITY;
  let sum = 0;
  for (let round = 0; round < 5; round += 1) {
    const begun = process.cpuUsage();
    sum = asked.reduce((total, after) => total + next(after), 0);
    const { user, system } = process.cpuUsage(begun);
    micros = Math.min(micros, (user + system) / asked.length);
  }
  return { micros, sum };
}

const engine = cost(ours, moments);
const naive = cost(stepping, moments.slice(0, 200));
if (cost(ours, moments.slice(0, 200)).sum !== naive.sum) throw new Error('The two do not give the same occurrences');
const rounded = (value: number): number => Number(value.toPrecision(3));
console.log(
  JSON.stringify({
    bench: 'recurrence',
    oursMicros: rounded(engine.micros),
    luxonSteppingMicros: rounded(naive.micros),
    ratio: rounded(engine.micros / naive.micros),
  }),
);
