/**
 * When clocks in one part of the world part company with clocks in another, from zone data alone: a meeting that keeps its
 * time in its own zone is then earlier or later on the clocks of a region.
 *
 * Each change is told once, beside what held just before it. Where clocks are back together within weeks (Los Angeles
 * and Berlin in March), the parting's end is told with its beginning, and is no change of its own.
 */
import { dayOf } from './civil.js';
import type { Region } from './regions.js';
import { zoneNamed } from './zone-data.js';
import { type CivilDate, dateText, type Instant, wallOf } from './zoned.js';

export interface Parting {
  readonly region: Region;
  readonly start: Instant;
  /** When the next change comes; absent where none does for more than a year. */
  readonly end?: Instant;
  /** The days of `start` and `end` where the clocks are changed. */
  readonly from: CivilDate;
  readonly to?: CivilDate;
  /** How much later a meeting is by the region's clocks than just before, in minutes; negative: earlier. */
  readonly shiftMinutes: number;
  /** It comes on top of one in the same direction, a few weeks ago, that does not go back. */
  readonly further?: true;
}

const DAY = 86_400;
/** So long a parting can be and still be one that comes and goes: Ramadan is a month, clocks in spring are three weeks apart. */
const TEMPORARY = 60 * DAY;
/** What ends later has no end that anybody would ask for. */
const LASTING = 400 * DAY;
/** Far enough to begin with a stretch that does not come and go. */
const LOOKED_BACK = 800 * DAY;

/** A time in which one zone's clocks keep their distance from another's. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  /** What the region's clocks are ahead of the meeting's, in seconds. */
  readonly ahead: number;
  /** The zone whose clocks were changed at its start. */
  readonly changed: string;
}

/**
 * The partings with since <= start < until, in order of their days, those of one day in the order of `regions`.
 * @param home IANA name of the meeting's zone
 */
export function partings(home: string, regions: readonly Region[], since: Instant, until: Instant): readonly Parting[] {
  const found = regions.flatMap((region) => ofRegion(home, region, since, until));
  // Sorting keeps the order of what is alike: that of the regions.
  return found.sort((a, b) => dayOf(a.from) - dayOf(b.from));
}

/** What more than half of the region's zones do on the same day. */
function ofRegion(home: string, region: Region, since: Instant, until: Instant): readonly Parting[] {
  const alike = new Map<string, Parting[]>();
  for (const zone of region.zones) {
    for (const one of ofZone(home, zone, region, since, until)) {
      const key = `${dateText(one.from)} ${one.shiftMinutes}`;
      alike.set(key, [...(alike.get(key) ?? []), one]);
    }
  }
  return [...alike.values()]
    .filter((same) => same.length * 2 > region.zones.length)
    .flatMap((same) => same.slice(0, 1).map((first) => withCommonEnd(first, same)));
}

/** Where they do not end together, the end is left open. */
function withCommonEnd(first: Parting, same: readonly Parting[]): Parting {
  const endOf = ({ to }: Parting) => (to === undefined ? '' : dateText(to));
  const agree = same.filter((other) => endOf(other) === endOf(first));
  if (agree.length * 2 > same.length) return first;
  const { end: _end, to: _to, ...open } = first;
  return open;
}

function ofZone(home: string, zone: string, region: Region, since: Instant, until: Instant): readonly Parting[] {
  const all = stretches(home, zone, since - LOOKED_BACK, until + LASTING);
  const found: Parting[] = [];
  /** Whether the stretch before comes and goes, and was told of with its end. */
  let passing = false;
  for (const [index, stretch] of all.entries()) {
    const [before, last, next] = [all[index - 2], all[index - 1], all[index + 1]];
    if (last === undefined) continue;
    const isReturn: boolean = passing && before?.ahead === stretch.ahead;
    const isShort = stretch.end - stretch.start <= TEMPORARY;
    const further = !passing && isShortTold(last, found) && isSameWay(before, last, stretch);
    passing = !isReturn && isShort && next?.ahead === last.ahead;
    if (isReturn) continue;
    found.push(partingOf(region, last, stretch, next, further));
  }
  return found.filter(({ start }) => start >= since && start < until);
}

function isShortTold({ start, end }: Stretch, told: readonly Parting[]): boolean {
  return end - start <= TEMPORARY && told.at(-1)?.start === start;
}

function isSameWay(a: Stretch | undefined, b: Stretch, c: Stretch): boolean {
  return a !== undefined && Math.sign(b.ahead - a.ahead) === Math.sign(c.ahead - b.ahead);
}

function partingOf(
  region: Region,
  last: Stretch,
  { start, end, ahead, changed }: Stretch,
  next: Stretch | undefined,
  further: boolean,
): Parting {
  const ends = next !== undefined && end - start <= LASTING;
  return {
    region,
    start: start as Instant,
    from: wallDate(start, changed),
    ...(ends ? { end: end as Instant, to: wallDate(end, next.changed) } : {}),
    shiftMinutes: Math.round((ahead - last.ahead) / 60),
    ...(further ? { further: true as const } : {}),
  };
}

function wallDate(at: number, zone: string): CivilDate {
  const { year, month, day } = wallOf(at as Instant, zone);
  return { year, month, day };
}

/** Changes that lie within a day of each other are one: Chicago's clocks follow New York's within the hour. */
function stretches(home: string, zone: string, since: number, until: number): readonly Stretch[] {
  const aheadAt = (at: number) => zoneNamed(zone).stretchAt(at).offset - zoneNamed(home).stretchAt(at).offset;
  const changes = [...changesOf(home, since, until), ...changesOf(zone, since, until)].sort((a, b) => a.at - b.at);
  const found: Stretch[] = [];
  let last = { start: since, ahead: aheadAt(since), changed: home };
  for (let index = 0; index < changes.length; ) {
    const first = changes[index];
    if (first === undefined) break;
    while ((changes[index]?.at ?? Number.POSITIVE_INFINITY) < first.at + DAY) index += 1;
    const ahead = aheadAt(first.at + DAY);
    if (ahead === last.ahead) continue;
    found.push({ ...last, end: first.at });
    last = { start: first.at, ahead, changed: first.zone };
  }
  return [...found, { ...last, end: Number.POSITIVE_INFINITY }];
}

function changesOf(zone: string, since: number, until: number) {
  const data = zoneNamed(zone);
  const found: { readonly at: number; readonly zone: string }[] = [];
  for (let { end } = data.stretchAt(since); end < until; end = data.stretchAt(end).end) found.push({ at: end, zone });
  return found;
}
