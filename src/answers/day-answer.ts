/**
 * What the schedule says of the days that somebody asks about. A day is looked at from its beginning, so what was skipped
 * or is over stays known until the day ends; a date that was moved away is still found under the day that it was to be on.
 */
import type { Meeting } from '../community/model.js';
import { plainLine } from '../reply/plain.js';
import type { Block, Line } from '../reply/reply.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import { type Instant, instantOf } from '../time/zoned.js';
import type { Answered } from './answers.js';
import type { Days } from './days.js';
import { asksOfPast, mannerOf } from './manner.js';
import { momentOf, nextMeeting, titleOfMeeting } from './meeting-subject.js';
import { aboutOne, dated } from './occurrence-words.js';
import { type Asked, type Known, saying } from './recogniser.js';

/** No meeting is moved further than this from its day; and at most so many dates are looked through. */
const farthestMove = 45 * 86_400;
const mostLookedAt = 120;
/** At most this many dates stand in one reply. */
const mostListed = 10;

interface OnDays {
  readonly on: readonly ScheduledOccurrence[];
  /** Those that were to be on these days and are elsewhere now. */
  readonly away: readonly ScheduledOccurrence[];
}

/** What was announced for a day and changed is found under the date that it had at the meeting's own place as well. */
function occurrencesOn({ reader }: Asked, known: Known, meeting: Meeting, { from, to }: Days): OnDays {
  const near = known.schedule.upcoming(meeting.id, (from - farthestMove) as Instant, mostLookedAt);
  const isOn = (at: Instant) => at >= from && at < to;
  const wasFor = ({ original }: ScheduledOccurrence) =>
    isOn(instantOf(original, meeting.series.zone)) ||
    isOn(instantOf({ ...original, hour: 12, minute: 0 }, reader.zone ?? known.community.zone));
  const on = known.schedule.between(from, to).filter((one) => one.meeting.id === meeting.id);
  const skipped = near.filter((one) => one.status === 'skipped' && wasFor(one) && !isOn(one.at));
  return {
    on: on.length > 0 ? on : skipped,
    away: near.filter((one) => one.status === 'moved' && !isOn(one.at) && wasFor(one)),
  };
}

/** " Next: …", or nothing. */
export function nextLine(known: Known, meeting: Meeting, now: Instant): Line {
  const next = known.schedule.next(meeting.id, now);
  return next === undefined ? [] : [' Next: ', momentOf(next), '.'];
}

const takesPlace = ({ status, until }: ScheduledOccurrence, now: Instant) => status !== 'skipped' && until > now;

interface Told {
  readonly line: Line;
  readonly items: readonly Line[];
}

/** One meeting on the days asked for. */
function told(asked: Asked, known: Known, meeting: Meeting, days: Days, { on, away }: OnDays): Told {
  const { now } = asked;
  const all = [...on, ...away];
  const [only] = all;
  const next = nextLine(known, meeting, now);
  const manner = mannerOf(asked.reading);
  const { when } = days;
  if (only === undefined) {
    const plain = manner === 'plain' ? 'There is no date' : 'No, there is no date';
    return { line: [`${plain} ${when}.`, ...next], items: [] };
  }
  if (all.length === 1) {
    const line = aboutOne(asked, only, away.length === 1, days);
    return {
      line: takesPlace(only, now) && away.length === 0 ? line : [...line, ...(away.length === 1 ? [] : next)],
      items: [],
    };
  }
  const taking = on.filter((one) => one.status !== 'skipped').length;
  const yesNo = manner === 'yes-no' ? (taking > 0 ? 'Yes. ' : 'No. ') : '';
  const more = all.length > mostListed ? `, the first ${mostListed} of them` : '';
  const items = all.slice(0, mostListed).map((one) => dated(one, now));
  return { line: [`${yesNo}${taking} ${taking === 1 ? 'date' : 'dates'} ${when}${more}:`], items };
}

/** One reply about `about`, its blocks said in the summary as well. */
export function dayReply(
  asked: Asked,
  title: string,
  first: Line,
  blocks: readonly Block[],
  about: readonly Meeting[],
  name = title,
) {
  const line = first.filter((part) => part !== '');
  const spoken = blocks.map((block) =>
    block.type === 'list'
      ? `${block.items.map((item) => plainLine(item, asked.reader.zone)).join('; ')}.`
      : block.type === 'text'
        ? plainLine(block.line, asked.reader.zone)
        : '',
  );
  const [meeting] = about;
  return saying('computed', {
    title,
    summary: [`${name}: ${plainLine(line, asked.reader.zone)}`, ...spoken].join(' '),
    line,
    blocks,
    choices: meeting === undefined ? [] : [nextMeeting(meeting)],
    lines: [...new Set(about.map((each) => each.line))],
  });
}

const named =
  (known: Known, now: Instant) =>
  (one: ScheduledOccurrence): Line => [`${titleOfMeeting(known, one.meeting)}: `, ...dated(one, now)];

/** One meeting on the days asked for; with `others`, what else meets then. */
export function meetingOnDays(asked: Asked, known: Known, meeting: Meeting, days: Days, others: boolean): Answered {
  const found = occurrencesOn(asked, known, meeting, days);
  const beside =
    others && !days.many
      ? known.schedule.between(days.from, days.to).filter((one) => one.meeting.id !== meeting.id)
      : [];
  if (found.on.length + found.away.length === 0 && beside.length > 0) return allOnDays(asked, known, days, meeting);
  const taking = beside.filter((one) => takesPlace(one, asked.now));
  const isOff = !found.on.some((one) => takesPlace(one, asked.now));
  if (isOff && taking.length > 0 && mannerOf(asked.reading) === 'yes-no')
    return othersInstead(asked, known, meeting, days, found, taking);
  const { line, items } = told(asked, known, meeting, days, found);
  const also: readonly Block[] =
    beside.length === 0
      ? []
      : [
          { type: 'text', line: [`Also ${days.when}:`] },
          { type: 'list', items: beside.slice(0, mostListed).map(named(known, asked.now)) },
        ];
  const list: readonly Block[] = items.length === 0 ? [] : [{ type: 'list', items }];
  return dayReply(asked, titleOfMeeting(known, meeting), line, [...list, ...also], [meeting]);
}

/** "Is there a meeting?", where the community's own does not take place and others do. */
function othersInstead(
  asked: Asked,
  known: Known,
  meeting: Meeting,
  days: Days,
  found: OnDays,
  taking: readonly ScheduledOccurrence[],
): Answered {
  const { now } = asked;
  const own = [...found.on, ...found.away].map(named(known, now));
  const next = known.schedule.next(meeting.id, now);
  const title = titleOfMeeting(known, meeting);
  const blocks: readonly Block[] = [
    { type: 'list', items: taking.slice(0, mostListed).map(named(known, now)) },
    {
      type: 'text',
      line: [
        ...own.flatMap((line) => [...line, '. ']),
        ...(next === undefined ? [] : [`${title}, next: `, momentOf(next), '.']),
      ],
    },
  ];
  const about = [...new Set(taking.map((one) => one.meeting)), meeting];
  return dayReply(asked, 'Meetings', [`Yes, ${days.when}:`], blocks, about);
}

/** Every meeting on the days asked for. `main`: whose next date is told as well, because it is not among them. */
export function allOnDays(asked: Asked, known: Known, days: Days, main?: Meeting): Answered {
  const { now } = asked;
  const manner = mannerOf(asked.reading);
  const { when } = days;
  const found = known.schedule.between(days.from, days.to);
  const ahead = found.filter((one) => takesPlace(one, now));
  if (found.length === 0) return nothingListed(asked, known, when);
  const yes = manner !== 'yes-no' ? '' : ahead.length > 0 || asksOfPast(asked.reading) ? 'Yes. ' : 'No. ';
  const more = found.length > mostListed ? `; the first ${mostListed}` : '';
  const verbs = ahead.length > 0 ? ['is', 'are'] : ['was', 'were'];
  const count = found.length === 1 ? `1 meeting ${verbs[0]}` : `${found.length} meetings ${verbs[1]}`;
  const blocks: Block[] = [{ type: 'list', items: found.slice(0, mostListed).map(named(known, now)) }];
  const next = main === undefined ? undefined : known.schedule.next(main.id, now);
  if (main !== undefined && next !== undefined)
    blocks.push({ type: 'text', line: [`${titleOfMeeting(known, main)}, next: `, momentOf(next), '.'] });
  const about = [...new Set([...(main === undefined ? [] : [main]), ...found.map((one) => one.meeting)])];
  return dayReply(asked, 'Meetings', [`${yes}${count} listed ${when}${more}:`], blocks, about);
}

function nothingListed(asked: Asked, known: Known, when: string): Answered {
  const soonest = known.community.meetings
    .flatMap((each) => known.schedule.next(each.id, asked.now) ?? [])
    .sort((a, b) => a.at - b.at)[0];
  const none = mannerOf(asked.reading) === 'plain' ? `None is listed ${when}.` : `No, none is listed ${when}.`;
  if (soonest === undefined) return dayReply(asked, 'Meetings', [none], [], []);
  const next: Line = [` Next: ${titleOfMeeting(known, soonest.meeting)}, `, momentOf(soonest), '.'];
  return dayReply(asked, 'Meetings', [none, ...next], [], [soonest.meeting]);
}

/** The first date of a stretch, or the last, or the first few: "next meeting after 10 December", "first meeting of 2027". */
export function someOfDays(asked: Asked, known: Known, meeting: Meeting, days: Days, which: 'last' | number): Answered {
  const all = occurrencesOn(asked, known, meeting, days).on.filter((one) => one.status !== 'skipped');
  const chosen = which === 'last' ? all.slice(-1) : all.slice(0, which);
  const title = titleOfMeeting(known, meeting);
  const asksYesNo = mannerOf(asked.reading) === 'yes-no';
  const [first] = chosen;
  if (first === undefined) {
    return dayReply(
      asked,
      title,
      [`${asksYesNo ? 'No, no' : 'No'} date is listed ${days.when}.`, ...nextLine(known, meeting, asked.now)],
      [],
      [meeting],
    );
  }
  if (chosen.length === 1)
    return dayReply(asked, title, [asksYesNo ? 'Yes, ' : '', ...dated(first, asked.now), '.'], [], [meeting]);
  const items = chosen.map((one) => dated(one, asked.now));
  return dayReply(asked, title, [`${chosen.length} dates:`], [{ type: 'list', items }], [meeting]);
}
