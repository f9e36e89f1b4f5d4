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
  /**
   * Occurrences that do not take place, by original date; one that names none has no effect. With `at`, only what was to
   * begin at exactly that time, an extra one too: calendars say it so.
   */
  readonly except: readonly { readonly date: CivilDate; readonly at?: TimeOfDay; readonly why?: string }[];
  /** Occurrences that take place at another time, by original date; `at` as above. Skipped and moved is skipped. */
  readonly moved: readonly {
    readonly from: CivilDate;
    readonly at?: TimeOfDay;
    readonly to: WallTime;
    readonly why?: string;
  }[];
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
