/** Single dates of a meeting that differ from its rule: left out, moved, added. Each must fit the rule that it differs from. */
import { dateOfDay, dayOf } from '../time/civil.js';
import { isOccurrence, occurrencesAfter } from '../time/recurrence.js';
import type { Series, TimeOfDay } from '../time/series.js';
import { type CivilDate, dateText, instantOf, wallText } from '../time/zoned.js';
import type { Finding } from './finding.js';
import type { MeetingReading } from './meeting-rule.js';
import { clockText, either, nearestDates, weekdayOf } from './near-dates.js';

export function readExcepted({ meeting, findings }: MeetingReading, bare: Series): Series['except'] {
  const seen = new Set<string>();
  return (meeting.except ?? []).flatMap((entry, index) => {
    if (entry?.date === undefined) return [];
    checkOccurrence(bare, entry.date, ['except', index, 'date'], seen, findings);
    return [{ date: entry.date, ...reason(entry.why) }];
  });
}

export function readMoved({ meeting, findings }: MeetingReading, bare: Series): Series['moved'] {
  const excepted = new Set(meeting.except?.flatMap((entry) => (entry?.date === undefined ? [] : dateText(entry.date))));
  const seen = new Set<string>();
  return (meeting.moved ?? []).flatMap((entry, index) => {
    if (entry?.from === undefined || entry.to === undefined) return [];
    const path = ['moved', index, 'from'];
    if (excepted.has(dateText(entry.from))) {
      findings.push({ path, problem: 'This date is under “except” as well.', mend: 'Keep it in one of the two.' });
    } else if (checkOccurrence(bare, entry.from, path, seen, findings)) {
      const time = entry.to.time ?? timeOn(bare, entry.from);
      const to = { ...entry.to.date, ...time };
      if (wallText(to) !== wallText({ ...entry.from, ...timeOn(bare, entry.from) }))
        return [{ from: entry.from, to, ...reason(entry.why) }];
      findings.push({
        path: ['moved', index, 'to'],
        problem: 'This is where it stands already.',
        mend: 'Write the new date, or take the entry out.',
      });
    }
    return [];
  });
}

export function readExtra({ meeting, findings }: MeetingReading, bare: Series): Series['extra'] {
  const seen = new Set<string>();
  return (meeting.extra ?? []).flatMap((entry, index) => {
    const isBare = entry !== undefined && 'date' in entry;
    const said = isBare ? entry : entry?.at;
    if (said?.time === undefined) return [];
    const at = { ...said.date, ...said.time };
    const path = isBare ? ['extra', index] : ['extra', index, 'at'];
    const regular = isOccurrence(bare, at) && clockText(timeOn(bare, at)) === clockText(at);
    if (regular)
      findings.push({ path, problem: 'The rule names this meeting already.', mend: 'Take it out of “extra”.' });
    else if (seen.has(wallText(at)))
      findings.push({ path, problem: 'This stands in “extra” twice.', mend: 'Take one of them out.' });
    seen.add(wallText(at));
    return [{ at, ...(isBare ? {} : reason(entry?.why)) }];
  });
}

/** Whether a date is one of the rule's and is named once; what is wrong goes to `findings`. */
function checkOccurrence(
  bare: Series,
  date: CivilDate,
  path: Finding['path'],
  seen: Set<string>,
  findings: Finding[],
): boolean {
  if (seen.has(dateText(date))) {
    findings.push({ path, problem: 'This date is listed twice.', mend: 'Take one of them out.' });
    return false;
  }
  seen.add(dateText(date));
  if (isOccurrence(bare, date)) return true;
  const near = nearestDates(bare, date);
  const mend = near.length === 0 ? 'Take it out.' : `Write ${either(near)}, or take it out.`;
  findings.push({ path, problem: `The meeting does not take place on this day, a ${weekdayOf(date)}.`, mend });
  return false;
}

/** The time of day that the bare series has on one of its dates. */
function timeOn(bare: Series, date: CivilDate): TimeOfDay {
  const noon = { year: date.year, month: date.month, day: date.day, hour: 12, minute: 0 };
  const dayBefore = { ...noon, ...dateOfDay(dayOf(date) - 2) };
  const around = occurrencesAfter(bare, instantOf(dayBefore, bare.zone), 5);
  const found = around.find(({ original }) => dateText(original) === dateText(date))?.original ?? bare.slots[0];
  return { hour: found?.hour ?? 0, minute: found?.minute ?? 0 };
}

function reason(why: string | undefined): { readonly why?: string } {
  return why === undefined ? {} : { why };
}
