/** Why a meeting is when it is: its rule in words, the next dates, and what stands behind each that differs from the rule. */
import { authorInline } from '../../src/command/author-words.js';
import type { CommandContext } from '../../src/command/command.js';
import { fileLine } from '../../src/community/file-line.js';
import type { Meeting } from '../../src/community/model.js';
import { choice, list, moment, reply, text } from '../../src/reply/build.js';
import type { Block, Line, Reply } from '../../src/reply/reply.js';
import { skippedSentence } from '../../src/schedule/occurrence-lines.js';
import type { ScheduledOccurrence } from '../../src/schedule/schedule.js';
import { stateOf } from '../../src/schedule/state-of.js';
import { monthNames } from '../../src/time/calendar-names.js';
import { sayMoment } from '../../src/time/say.js';
import { cityOf, offsetSeconds } from '../../src/time/zone.js';
import type { CivilDate } from '../../src/time/zoned.js';
import { instantOf } from '../../src/time/zoned.js';
import { allMeetingsChoice } from './next-meeting.js';

const howMany = 4;
/** Long runs of skipped dates are not followed to their end. */
const lookAhead = 12;

/** The next four dates, and the reasoning in words. */
export function why(meeting: Meeting, context: CommandContext): Reply {
  const home = meeting.series.zone;
  const ahead = untilSoMany(context.schedule.upcoming(meeting.id, context.now, lookAhead));
  const taking = ahead.filter(({ status }) => status !== 'skipped');
  const [next] = taking;
  const rule = ruleSentence(meeting);
  const exceptions = ahead.map((one) => exceptionLine(one, context)).filter((line) => line !== undefined);
  const said = next === undefined ? 'No further date is planned.' : `Next: ${inWords(next, context)}.`;
  return reply({
    title: `${meeting.title}: why then`,
    summary: `${rule} ${said}`,
    body: [
      text(rule),
      ...(taking.length === 0
        ? [text(said)]
        : [text('The next dates:'), list(...taking.map(({ at }) => moment(at, home)))]),
      ...(exceptions.length === 0 ? [] : [list(...exceptions)]),
      ...clockBlocks(taking, context),
    ],
    choices: [choice('Next one in full', 'meeting', { name: meeting.id }), ...allMeetingsChoice(context)],
  });
}

/** Up to the fourth that takes place; skipped ones stay among them. */
function untilSoMany(ahead: readonly ScheduledOccurrence[]): readonly ScheduledOccurrence[] {
  const last = ahead.filter(({ status }) => status !== 'skipped')[howMany - 1];
  return last === undefined ? ahead : ahead.slice(0, ahead.indexOf(last) + 1);
}

/** "Every 2 weeks on Thursday at 11:00 in Los Angeles, counted from 8 January 2026." */
function ruleSentence({ rhythm, series }: Meeting): string {
  const { rule, slots, starting, zone } = series;
  const said = `${rhythm.slice(0, 1).toUpperCase()}${rhythm.slice(1)} in ${cityOf(zone)}`;
  // What says every day by itself needs no first date in the file, and has an invented one then.
  if (starting.year === 1970) return `${said}.`;
  const isCounted = rule.interval > 1 || slots.length > 1 || rule.count !== undefined;
  return `${said}, ${isCounted ? 'counted from' : 'since'} ${dayWords(starting)}.`;
}

function dayWords({ year, month, day }: CivilDate): string {
  return `${day} ${monthNames[month - 1] ?? ''} ${year}`;
}

function inWords({ at, meeting }: ScheduledOccurrence, { reader }: CommandContext): string {
  const home = meeting.series.zone;
  return sayMoment({ at, show: 'day-time', home }, reader.zone ?? home);
}

/** What makes this date differ from the rule, and whose word it is; undefined where it does not differ. */
function exceptionLine(one: ScheduledOccurrence, context: CommandContext): Line | undefined {
  const note = one.note === undefined ? [] : [` Note: ${one.note}`];
  if (one.status === 'scheduled' && note.length === 0) return undefined;
  return [...difference(one), ...(one.status === 'scheduled' ? [] : origin(one, context)), ...note];
}

/** Without a full stop: whose word it is follows. */
function difference(one: ScheduledOccurrence): Line {
  const { status, why: reason, at, original, meeting } = one;
  const home = meeting.series.zone;
  const because = reason === undefined ? '' : `: ${reason}`;
  switch (status) {
    case 'skipped':
      return [skippedSentence(one).replace(/\.$/u, '')];
    case 'moved':
      return [moment(at, home), ' instead of ', moment(instantOf(original, home), home), because];
    case 'extra':
      return [moment(at, home), ` is added${because}`];
    case 'scheduled':
      return [moment(at, home), ':'];
  }
}

/** Whose word it is: a maintainer's in chat, or the community file's, with the line at which it describes the meeting. */
function origin({ meeting, original }: ScheduledOccurrence, { community, changes }: CommandContext): Line {
  const place = stateOf(changes.list(), meeting.id, original)?.place;
  if (place === undefined) return [` (${fileLine(community, meeting.line)}).`];
  return [' (by ', authorInline(place.by), ' in chat on ', moment(place.at, meeting.series.zone), ').'];
}

/** When the reader's clocks and the meeting's change apart between these dates. */
function clockBlocks(taking: readonly ScheduledOccurrence[], { reader }: CommandContext): readonly Block[] {
  const { zone } = reader;
  if (zone === undefined) return [];
  const ahead = taking.map((one) => ({
    one,
    seconds: offsetSeconds(one.at, zone) - offsetSeconds(one.at, one.meeting.series.zone),
  }));
  const shifts = ahead.flatMap(({ one, seconds }, index) => {
    const before = ahead[index - 1];
    const shift = before === undefined ? 0 : seconds - before.seconds;
    return shift === 0 ? [] : [shiftLine(one, shift)];
  });
  return shifts.map((line) => text(...line));
}

/** "From Thursday 18 March 2027 on it is 1 hour earlier for you: clocks change there and here on different days." */
function shiftLine({ at, meeting }: ScheduledOccurrence, seconds: number): Line {
  const minutes = Math.abs(seconds) / 60;
  const span = minutes % 60 === 0 ? `${minutes / 60} hour${minutes === 60 ? '' : 's'}` : `${minutes} minutes`;
  const home = meeting.series.zone;
  return [
    'From ',
    moment(at, home, { show: 'day' }),
    ` on it is ${span} ${seconds < 0 ? 'earlier' : 'later'} for you, because clocks in ${cityOf(home)} and yours do not change together.`,
  ];
}
