/**
 * When a meeting repeats: the rule as data, read from the two ways a community file can write it, and said in words.
 * What the rule comes to on the calendar is in recurrence.ts.
 */
import type { CivilDate } from './zoned.js';

export { rhythm } from './rhythm.js';
export { ruleFromHuman } from './rule-from-human.js';
export { ruleFromRrule } from './rule-from-rrule.js';

/** 1 = Monday to 7 = Sunday (ISO 8601). */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** A recurrence over civil days, RFC 5545 section 3.3.10, without sub-daily parts, BYWEEKNO and BYYEARDAY. */
export interface Rule {
  readonly freq: 'daily' | 'weekly' | 'monthly' | 'yearly';
  /** 1 or more. */
  readonly interval: number;
  /** `nth` 1 = first, -1 = last of the period; absent = every one. */
  readonly byDay: readonly { readonly weekday: Weekday; readonly nth?: number }[];
  /** 1-31, or -1 for the last day. */
  readonly byMonthDay: readonly number[];
  /** 1-12. */
  readonly byMonth: readonly number[];
  readonly bySetPos: readonly number[];
  /** First day of the week; 1 unless said. */
  readonly weekStart: Weekday;
  readonly count?: number;
  /** Last instant (inclusive), or last local date (inclusive). */
  readonly until?:
    | { readonly instant: number }
    | { readonly date: CivilDate; readonly hour?: number; readonly minute?: number };
}

/** What is wrong with a rule as written, and what to write instead; each one sentence. */
export interface RuleProblem {
  readonly problem: string;
  readonly mend: string;
  /** Under which key of the file it stands. */
  readonly key: 'every' | 'on' | 'rrule';
}

export type RuleOrProblem = { readonly rule: Rule } | RuleProblem;
