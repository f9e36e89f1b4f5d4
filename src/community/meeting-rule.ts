/** How often a meeting takes place, at which times, and until when; without its dates. */
import { type Rule, type RuleOrProblem, ruleFromHuman, ruleFromRrule } from '../time/rule.js';
import type { TimeOfDay } from '../time/series.js';
import type { Finding } from './finding.js';
import { clockText } from './near-dates.js';
import type { MeetingFile } from './schema.js';
import type { Sound } from './schema-walk.js';

export type SoundMeeting = Sound<MeetingFile>;

/** One meeting being read: what of it is sound, what the file has at all, and where findings go (paths from the meeting). */
export interface MeetingReading {
  readonly meeting: SoundMeeting;
  /** Whether the file has the key: what could not be read is not missing. */
  readonly isWritten: (key: string) => boolean;
  readonly findings: Finding[];
}

export function readRule({ meeting, isWritten, findings }: MeetingReading): Rule | undefined {
  const other = ['every', 'on'].find(isWritten);
  if (isWritten('rrule') && other !== undefined) {
    findings.push({
      path: ['rrule'],
      on: 'key',
      problem: `The rule is given twice, here and as “${other}”.`,
      mend: `Keep “rrule” or “${other}”, not both.`,
    });
    return undefined;
  }
  if (meeting.rrule !== undefined) return ruleOr(ruleFromRrule(meeting.rrule), findings);
  if (!isWritten('every') && !isWritten('rrule')) {
    findings.push({
      path: ['every'],
      problem: 'The meeting does not say how often it takes place.',
      mend: 'Add “every: 2 weeks” and “on: thursday”.',
    });
  }
  if (meeting.every === undefined || (isWritten('on') && meeting.on === undefined)) return undefined;
  const on = typeof meeting.on === 'object' ? meeting.on.flatMap((day) => day ?? []) : meeting.on;
  return ruleOr(ruleFromHuman({ every: meeting.every, on }), findings);
}

function ruleOr(read: RuleOrProblem, findings: Finding[]): Rule | undefined {
  if ('rule' in read) return read.rule;
  findings.push({ path: [read.key], problem: read.problem, mend: read.mend });
  return undefined;
}

export function readSlots({ meeting, isWritten, findings }: MeetingReading): readonly TimeOfDay[] | undefined {
  if (!isWritten('rotate')) {
    if (!isWritten('at'))
      findings.push({ path: ['at'], problem: 'The meeting does not say when it begins.', mend: 'Add “at: "11:00"”.' });
    return meeting.at && [meeting.at];
  }
  const slots = meeting.rotate?.flatMap((slot) => slot?.at ?? []);
  const first = slots?.[0];
  if (first === undefined || slots?.length !== meeting.rotate?.length) return undefined;
  if (meeting.at !== undefined && clockText(meeting.at) !== clockText(first)) {
    findings.push({
      path: ['at'],
      problem: `The first time in “rotate” is ${clockText(first)}.`,
      mend: `Write “at: "${clockText(first)}"”, or take “at” out.`,
    });
  }
  return slots;
}

export function readEnd({ meeting, findings }: MeetingReading, rule: Rule): Pick<Rule, 'count' | 'until'> {
  const ends = [rule.count, rule.until, meeting.until, meeting.count].filter((end) => end !== undefined);
  if (ends.length > 1) {
    const key = meeting.count === undefined ? 'until' : 'count';
    findings.push({
      path: [key],
      on: 'key',
      problem: 'The end is given twice.',
      mend: `Keep one; take “${key}” out, for example.`,
    });
    return {};
  }
  if (meeting.count !== undefined) return { count: meeting.count };
  return meeting.until === undefined ? {} : { until: { date: meeting.until } };
}
