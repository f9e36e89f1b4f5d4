/**
 * What a room that was reminded of a meeting reads when that meeting is skipped, moved or on again. Times that are no longer
 * so are struck through, in words with the meeting's city; the new time is each reader's own.
 */
import { choice, fields, moment, reply, struck, text } from '../reply/build.js';
import type { Block, Reply } from '../reply/reply.js';
import { placeRows } from '../schedule/occurrence-lines.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import { sayMoment } from '../time/say.js';
import type { Instant } from '../time/zoned.js';

/** "Skipped: the host is ill."; "Skipped." without a reason. */
export function reasonSentence(what: string, why: string | undefined): string {
  if (why === undefined || why === '') return `${what}.`;
  return `${what}: ${why}${/[.!?…]$/.test(why) ? '' : '.'}`;
}

/** "Thursday 10 December 2026, 11:00 to 12:00 in Los Angeles": for text that no platform localises. */
export function saidTime({ meeting }: ScheduledOccurrence, at: Instant): string {
  const home = meeting.series.zone;
  const until = (at + meeting.lastsMinutes * 60) as Instant;
  return sayMoment({ at, until, show: 'day-time', home }, home);
}

/** The old time struck through, for a meeting that does not take place. */
export function skippedLines(occurrence: ScheduledOccurrence, at: Instant, sentence: string): readonly Block[] {
  return [text(struck(saidTime(occurrence, at))), text(sentence)];
}

/** The old time struck through, and the new one below it. */
export function movedLines(occurrence: ScheduledOccurrence, from: Instant): readonly Block[] {
  const { at, until, meeting } = occurrence;
  const now = moment(at, meeting.series.zone, { until, countdown: true });
  return [text('Was ', struck(saidTime(occurrence, from))), text('Now ', now)];
}

/** What is said of one change; `before` and `after` are the occurrence as it stood and as it stands. */
export interface SaidChange {
  readonly before: ScheduledOccurrence | undefined;
  readonly after: ScheduledOccurrence | undefined;
  /** It takes an earlier change back. */
  readonly isUndo: boolean;
}

/** The notice to a room. Undefined: there was no such occurrence, before or after. */
export function changeNotice({ before, after, isUndo }: SaidChange): Reply | undefined {
  if (after !== undefined && after.status !== 'skipped') return takingPlace(before, after, isUndo);
  return before === undefined ? undefined : calledOff(before, after);
}

function calledOff(before: ScheduledOccurrence, after: ScheduledOccurrence | undefined): Reply {
  // An extra meeting that was taken back is no skipped one: nothing of it is left.
  const sentence = after === undefined ? 'This extra meeting is taken back.' : reasonSentence('Skipped', after.why);
  const { title } = before.meeting;
  const what = after === undefined ? 'taken back' : 'skipped';
  return notice(before, {
    title: `${title}: ${what}`,
    summary: `${title}: ${saidTime(before, before.at)} is ${reasonSentence(what, after?.why)}`,
    body: skippedLines(before, before.at, sentence),
  });
}

function takingPlace(before: ScheduledOccurrence | undefined, after: ScheduledOccurrence, isUndo: boolean): Reply {
  const { title } = after.meeting;
  const when = saidTime(after, after.at);
  const isOther = before !== undefined && before.at !== after.at;
  const times = isOther
    ? movedLines(after, before.at)
    : [text(moment(after.at, after.meeting.series.zone, { until: after.until, countdown: true }))];
  const said = (what: string, summary: string, sentence?: string): Reply =>
    notice(after, {
      title: `${title}: ${what}`,
      summary: `${title}: ${summary}`,
      body: [...times, ...(sentence === undefined ? [] : [text(sentence)]), ...joinBlocks(after)],
    });
  if (before === undefined) {
    return said('an extra meeting', `an extra meeting on ${when}.`, reasonSentence('An extra meeting', after.why));
  }
  if (before.status === 'skipped')
    return said('on again', `it takes place after all, ${when}.`, 'It takes place after all.');
  if (isUndo) return said('moved back', `moved back to ${when}.`);
  const why = after.why ? reasonSentence('Moved', after.why) : undefined;
  return said('moved', `moved to ${reasonSentence(when, after.why)}`, why);
}

/** What was said of a change when the meeting is not so any more. */
export function overtakenNotice(said: Reply): Reply {
  return {
    ...said,
    summary: `No longer so: ${said.summary}`,
    body: [text(struck(said.summary)), text('Changed again since then.')],
  };
}

/** Where the notice comes in place of a reminder, people need it. */
function joinBlocks({ meeting }: ScheduledOccurrence): readonly Block[] {
  const rows = placeRows(meeting).filter(([label]) => label === 'Join');
  return rows.length === 0 ? [] : [fields(...rows)];
}

function notice({ meeting }: ScheduledOccurrence, parts: Pick<Reply, 'title' | 'summary' | 'body'>): Reply {
  return reply({ ...parts, audience: 'room', choices: [choice('Details', 'meeting', { name: meeting.id })] });
}
