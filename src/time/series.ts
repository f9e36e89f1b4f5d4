import type { Rule } from './rule.js';
import type { CivilDate, Instant, WallTime } from './zoned.js';

/** Hour and minute on the wall of the series' zone. */
export interface TimeOfDay {
  readonly hour: number;
  readonly minute: number;
}

/**
 * A meeting's rule as the engine sees it: wall clocks in one zone. `starting` is the anchor; where `slots` has more than
 * one time, occurrence number n (from 0, counted over the bare rule, before exceptions) takes slot n modulo their number.
 */
export interface Series {
  readonly zone: string;
  readonly rule: Rule;
  readonly starting: CivilDate;
  /** At least one. */
  readonly slots: readonly TimeOfDay[];
  readonly except: readonly { readonly date: CivilDate; readonly why?: string }[];
  readonly moved: readonly { readonly from: CivilDate; readonly to: WallTime; readonly why?: string }[];
  readonly extra: readonly { readonly at: WallTime; readonly why?: string }[];
}

/** One date of a series. Named for good by `original`: moving it or new zone data never makes a second one. */
export interface Occurrence {
  readonly original: WallTime;
  /** What the wall clock in the series' zone is to show; differs from `original` when moved. */
  readonly wall: WallTime;
  readonly at: Instant;
  readonly status: 'scheduled' | 'skipped' | 'moved' | 'extra';
  /** Why it is skipped, moved or extra, as the file or the maintainer says. */
  readonly why?: string;
}
