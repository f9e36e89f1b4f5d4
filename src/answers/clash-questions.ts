/** Which meetings are at one time, for a person who wants both: "do networking and security overlap?", "which meetings clash?". */
import { meetingOfGroup } from '../community/find.js';
import type { Group, Meeting } from '../community/model.js';
import { plainLine } from '../reply/plain.js';
import type { Block, Line, Moment } from '../reply/reply.js';
import type { Schedule, ScheduledOccurrence } from '../schedule/schedule.js';
import type { Instant } from '../time/zoned.js';
import type { Days } from './days.js';
import { mannerOf } from './manner.js';
import { noMeeting, titleOfMeeting } from './meeting-subject.js';
import { type Asked, type Known, type Recogniser, saying } from './recogniser.js';
import { daysIn } from './spoken-days.js';
import type { At } from './spoken-time.js';

/** How far ahead is looked where no days are named. */
const weeksAhead = 8;
/** At most this many dates or pairs stand in one reply. */
const mostListed = 10;

interface Clash {
  readonly one: ScheduledOccurrence;
  readonly other: ScheduledOccurrence;
}

/** Two dates of different meetings that run at one time, in order; one that ends when the other begins is none. */
function clashesBetween(schedule: Schedule, from: Instant, to: Instant): readonly Clash[] {
  const found: Clash[] = [];
  let running: readonly ScheduledOccurrence[] = [];
  for (const one of schedule.between(from, to)) {
    if (one.status === 'skipped') continue;
    running = running.filter((before) => before.until > one.at);
    for (const before of running) if (before.meeting !== one.meeting) found.push({ one: before, other: one });
    running = [...running, one];
  }
  return found;
}

/** While both run. */
function overlapOf({ one, other }: Clash): Moment {
  const until = Math.min(one.until, other.until) as Instant;
  return { type: 'moment', at: other.at, until, show: 'day-time', home: one.meeting.series.zone };
}

const idsOf = ({ one, other }: Clash): readonly string[] => [one.meeting.id, other.meeting.id];

function clashReply(asked: Asked, title: string, line: Line, items: readonly Line[], about: readonly Meeting[]) {
  const zone = asked.reader.zone;
  const blocks: readonly Block[] = items.length === 0 ? [] : [{ type: 'list', items: items.slice(0, mostListed) }];
  const spoken = items.slice(0, mostListed).map((item) => plainLine(item, zone));
  return saying('computed', {
    title,
    summary: `${plainLine(line, zone)}${spoken.length === 0 ? '' : ` ${spoken.join('; ')}.`}`,
    line,
    blocks,
    choices: [{ label: 'All meetings', invoke: { command: 'meeting', options: { show: 'all' } } }],
    lines: about.map((meeting) => meeting.line),
  });
}

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** Every pair of meetings that clash, or those with one meeting: each with how often and the first date. */
function pairsReply(asked: Asked, known: Known, clashes: readonly Clash[], when: string, meeting?: Meeting) {
  const byPair = new Map<string, Clash[]>();
  for (const clash of clashes) {
    const pair = [...idsOf(clash)].sort().join(' ');
    byPair.set(pair, [...(byPair.get(pair) ?? []), clash]);
  }
  const nameOf = (each: Meeting) => titleOfMeeting(known, each);
  const items = [...byPair.values()].map((pair): Line => {
    const [first] = pair;
    if (first === undefined) return [];
    const names = `${nameOf(first.one.meeting)} and ${nameOf(first.other.meeting)}`;
    return [`${names}: ${times(pair.length)}, first on `, overlapOf(first)];
  });
  const asks = mannerOf(asked.reading) === 'yes-no';
  const subject = meeting === undefined ? 'No meetings' : `Nothing`;
  const clash = meeting === undefined ? 'are at one time' : `is at the time of ${nameOf(meeting)}`;
  const more = items.length > mostListed ? `, the first ${mostListed}` : '';
  const line =
    items.length === 0
      ? [`${asks ? 'No. ' : ''}${subject} ${clash} ${when}.`]
      : [
          `${asks ? 'Yes. ' : ''}${items.length === 1 ? '1 pair is' : `${items.length} pairs are`} at one time ${when}${more}:`,
        ];
  const about = clashes.flatMap(({ one, other }) => [one.meeting, other.meeting]);
  return clashReply(asked, 'Meetings at one time', line, items, [
    ...(meeting === undefined ? [] : [meeting]),
    ...about,
  ]);
}

/** Whether the meetings named can all be attended. `wantsBoth`: Yes says that they can. */
function namedReply(
  asked: Asked,
  known: Known,
  meetings: readonly Meeting[],
  clashes: readonly Clash[],
  when: string,
  wantsBoth: boolean,
) {
  const names = meetings.map((meeting) => titleOfMeeting(known, meeting));
  const all = `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  const [clear, held] = wantsBoth ? ['Yes', clashes.length > 0 ? 'Not always' : 'No'] : ['No', 'Yes'];
  const line =
    clashes.length === 0
      ? [`${clear}: ${all} are never at one time ${when}.`]
      : [`${held}: ${all} are at one time ${times(clashes.length)} ${when}:`];
  const items = clashes.map((clash): Line => {
    const which =
      meetings.length > 2
        ? `${titleOfMeeting(known, clash.one.meeting)} and ${titleOfMeeting(known, clash.other.meeting)}: `
        : '';
    return [which, overlapOf(clash)].filter((part) => part !== '');
  });
  return clashReply(asked, 'Meetings at one time', line, items, meetings);
}

function whenOf(days: At<Days> | undefined, now: Instant) {
  if (days !== undefined) return days.value;
  return { from: now, to: (now + weeksAhead * 7 * 86_400) as Instant, when: `in the next ${weeksAhead} weeks` };
}

interface NamedMeeting {
  readonly group: Group | undefined;
  readonly meeting: Meeting | undefined;
}

/** The meetings that a sentence names, and the first group that has none. */
function namedMeetings({ reading }: Asked, { community }: Known) {
  const named = reading.mentions.flatMap(({ named, part }): readonly NamedMeeting[] => {
    if (named.kind === 'group') return [{ group: named.group, meeting: meetingOfGroup(community, named.group) }];
    return named.kind === 'meeting' && !part ? [{ group: undefined, meeting: named.meeting }] : [];
  });
  return {
    meetings: [...new Set(named.flatMap(({ meeting }) => meeting ?? []))],
    without: named.find(({ meeting }) => meeting === undefined)?.group,
  };
}

/** Speaks before names are taken one by one, because it asks about them together. */
export const clashQuestion: Recogniser = (asked, known) => {
  const { reading } = asked;
  const wantsBoth = reading.hasWord('both') && reading.has('join') && mannerOf(reading) === 'yes-no';
  if (!reading.has('clash') && !wantsBoth) return undefined;
  const { meetings, without } = namedMeetings(asked, known);
  if (meetings.length < 2 && (wantsBoth || !(reading.has('meeting') || meetings.length === 1))) return undefined;
  const days = daysIn(reading.texts, asked.now, asked.reader.zone ?? known.community.zone);
  const allowed = ['clash', 'meeting', 'group', 'join', 'list', 'when', 'next', 'often'] as const;
  if (reading.leftover(allowed, days === undefined ? [] : [days]).length > 0) return undefined;
  if (without !== undefined) return noMeeting(without);
  const { from, to, when } = whenOf(days, asked.now);
  const all = clashesBetween(known.schedule, from, to);
  const ids = new Set(meetings.map((meeting) => meeting.id));
  if (meetings.length > 1) {
    const among = all.filter((clash) => idsOf(clash).every((id) => ids.has(id)));
    return namedReply(asked, known, meetings, among, when, wantsBoth);
  }
  const [only] = meetings;
  const fitting = only === undefined ? all : all.filter((clash) => idsOf(clash).includes(only.id));
  return pairsReply(asked, known, fitting, when, only);
};
