/** A point on the timeline: whole seconds since 1970-01-01T00:00:00Z. */
export type Instant = number & { readonly unit: 'epoch-seconds' };

/** A day on the Gregorian calendar, in no zone. `month` 1-12, `day` 1-31. */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** What a clock on the wall shows, in no zone. `hour` 0-23, `minute` 0-59. */
export interface WallTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
}
