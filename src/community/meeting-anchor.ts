/** The date that a meeting's rule is counted from. It fixes which weeks; guessing it is how communities miss meetings. */
import { dateOfDay, dayOf } from '../time/civil.js';
import { isOccurrence, occurrencesAfter } from '../time/recurrence.js';
import type { Rule } from '../time/rule.js';
import type { Series } from '../time/series.js';
import { type CivilDate, dateText, instantOf } from '../time/zoned.js';
import type { Finding } from './finding.js';
import type { MeetingReading, SoundMeeting } from './meeting-rule.js';
import { either, nearestDates, SEARCH_DAYS, weekdayOf } from './near-dates.js';

/** The rule alone, without its end and with every period taking part: any day it could be anchored on. */
function loose({ count: _count, until: _until, ...rule }: Rule): Rule {
  return { ...rule, interval: 1 };
}

/** Everything of a series but its anchor. */
export type Unanchored = Omit<Series, 'starting'>;

/** The anchor that the file gives, or any that will do; undefined, with findings, where there is none. */
export function readAnchor(reading: MeetingReading, series: Unanchored): CivilDate | undefined {
  const { meeting, isWritten, findings } = reading;
  const { starting } = meeting;
  if (starting === undefined) return isWritten('starting') ? undefined : anyAnchor(reading, series);
  if (meeting.until !== undefined && dateText(meeting.until) < dateText(starting)) {
    findings.push({
      path: ['until'],
      problem: `It ends before it begins, on ${dateText(starting)}.`,
      mend: `Write ${dateText(starting)} or a later date.`,
    });
    return undefined;
  }
  if (isOccurrence({ ...series, starting }, starting)) return starting;
  const near = nearestDates(
    { ...series, rule: loose(series.rule), starting: dateOfDay(dayOf(starting) - SEARCH_DAYS) },
    starting,
  );
  findings.push(
    near.length === 0
      ? neverHappens(meeting)
      : {
          path: ['starting'],
          problem: `The rule does not name this day, a ${weekdayOf(starting)}.`,
          mend: `Write ${either(near)}.`,
        },
  );
  return undefined;
}

/** For rules that say every day themselves: their first day since 1970. */
function anyAnchor({ meeting, findings }: MeetingReading, series: Unanchored): CivilDate | undefined {
  const need = needOfAnchor(meeting, series.rule);
  if (need !== undefined) {
    findings.push({
      path: [need.key],
      problem: need.problem,
      mend: 'Add “starting:” with the date of one of its meetings.',
    });
    return undefined;
  }
  const before = instantOf({ year: 1969, month: 12, day: 30, hour: 0, minute: 0 }, series.zone);
  const [first] = occurrencesAfter({ ...series, starting: { year: 1970, month: 1, day: 1 } }, before, 1);
  if (first === undefined) findings.push(neverHappens(meeting));
  return first?.original;
}

function neverHappens(meeting: SoundMeeting): Finding {
  const key = meeting.rrule === undefined ? 'on' : 'rrule';
  return {
    path: [key],
    problem: 'This rule names no day that exists.',
    mend: 'Compare the days it names with the months it names.',
  };
}

interface Need {
  readonly key: string;
  readonly problem: string;
}

/** Why a rule cannot be counted without an anchor; undefined where any will do. */
function needOfAnchor(meeting: SoundMeeting, rule: Rule): Need | undefined {
  const key = meeting.rrule === undefined ? 'every' : 'rrule';
  const units = { daily: 'days', weekly: 'weeks', monthly: 'months', yearly: 'years' };
  if (rule.interval > 1)
    return { key, problem: `“${meeting.every ?? meeting.rrule}” does not say which ${units[rule.freq]}.` };
  if (meeting.rotate !== undefined)
    return { key: 'rotate', problem: 'Times that take turns need a date to count from.' };
  if (rule.count !== undefined) {
    return {
      key: meeting.count === undefined ? key : 'count',
      problem: 'A number of meetings needs a date to count from.',
    };
  }
  const namesDays = rule.byDay.length > 0 || rule.byMonthDay.length > 0;
  if (rule.freq !== 'daily' && !namesDays) return { key, problem: 'The rule does not say on which day.' };
  return undefined;
}
