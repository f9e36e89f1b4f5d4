/** The recurrence vectors (test/fixtures/time/vectors.json) as series, and as meetings of a community. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Meeting } from '../../src/community/model.js';
import { rhythm, ruleFromRrule } from '../../src/time/rule.js';
import type { Series } from '../../src/time/series.js';
import { type Instant, parseInstant, parseWall, type WallTime } from '../../src/time/zoned.js';

export interface TimeVector {
  readonly id: string;
  readonly group: string;
  readonly tzid: string;
  readonly dtstart: string;
  readonly rrule: string;
  readonly after: string;
  readonly rdates?: readonly string[];
  readonly exdates?: readonly string[];
  readonly overrides?: readonly { readonly recurrenceId: string; readonly to: string }[];
}

/** @param root where the project lies; absent: beside this file */
export function timeVectors(root: string = fileURLToPath(new URL('../..', import.meta.url))): readonly TimeVector[] {
  const text = readFileSync(`${root}/test/fixtures/time/vectors.json`, 'utf8');
  return (JSON.parse(text) as { readonly cases: readonly TimeVector[] }).cases;
}

export function afterOf({ after }: TimeVector): Instant {
  const at = parseInstant(after);
  if (at === undefined) throw new Error(`Not an instant: ${after}`);
  return at;
}

function wall(text: string): WallTime {
  const read = parseWall(text.replace(/(T\d\d:\d\d):00$/, '$1'));
  if (read === undefined) throw new Error(`Not a wall time in whole minutes: ${text}`);
  return read;
}

export function seriesOf(vector: TimeVector): Series {
  const read = ruleFromRrule(vector.rrule);
  if ('problem' in read) throw new Error(read.problem);
  const starting = wall(vector.dtstart);
  return {
    zone: vector.tzid,
    rule: read.rule,
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

export function meetingWith(id: string, series: Series): Meeting {
  return {
    ...{ id, title: `Meeting ${id}`, series, rhythm: rhythm(series.rule, series.slots, series.starting) },
    ...{ lastsMinutes: 60, aliases: [], remind: [], line: 1 },
  };
}
