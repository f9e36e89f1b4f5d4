/** Which meeting a sentence is about, and what can be said of any meeting. */

import { groupsOfMeeting, meetingOfGroup } from '../community/find.js';
import type { Group, Meeting } from '../community/model.js';
import { choice, shorten } from '../reply/build.js';
import type { Choice, Line } from '../reply/reply.js';
import { mainMeetingAt } from '../schedule/main-meeting.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import { sayMoment } from '../time/say.js';
import type { Instant } from '../time/zoned.js';
import type { Answered } from './answers.js';
import type { Idea } from './lexicon.js';
import { type Asked, type Known, saying } from './recogniser.js';

export interface Subject {
  readonly meeting: Meeting;
  /** Whether the sentence names it; otherwise it is the meeting of the whole community. */
  readonly named: boolean;
}

type Span = { readonly from: number; readonly to: number };

/**
 * The meeting that the sentence is about, if all of its words are explained by `allowed`, by names and by `spans`. A group
 * that is named but has no meeting is told apart, so that nobody is given another group's time.
 */
export function subjectOf(
  asked: Asked,
  known: Known,
  allowed: readonly Idea[],
  spans: readonly Span[] = [],
): Subject | { readonly without: Group } | undefined {
  const { reading } = asked;
  if (reading.has('create') || reading.named('person', false) !== undefined) return undefined;
  const parts = reading.hasAny('group', 'meeting');
  const group = reading.named('group', parts)?.group;
  const groups = reading.mentions.flatMap(({ named, part }) => (named.kind === 'group' && !part ? [named.group] : []));
  if (groups.some((other) => other !== group)) return undefined;
  const ideas: readonly Idea[] = group === undefined ? ['meeting', ...allowed] : ['meeting', 'group', ...allowed];
  if (reading.leftover(ideas, spans).length > 0) return undefined;
  if (group !== undefined) {
    const meeting = meetingOfGroup(known.community, group);
    return meeting === undefined ? { without: group } : { meeting, named: true };
  }
  const named = reading.named('meeting', parts)?.meeting;
  const meeting = named ?? mainMeetingAt(known.community, known.schedule, asked.now);
  return meeting === undefined ? undefined : { meeting, named: named !== undefined };
}

/** The subject, if the sentence has one of `needs`, speaks of a meeting, and says nothing else. */
export function asksFor(
  asked: Asked,
  known: Known,
  needs: readonly Idea[],
  allows: readonly Idea[],
  meetingNeeded = true,
) {
  const { reading } = asked;
  if (!reading.hasAny(...needs)) return undefined;
  const group = reading.named('group', reading.has('group'));
  const speaks = reading.has('meeting') || group !== undefined || reading.named('meeting', false) !== undefined;
  if (meetingNeeded && !speaks) return undefined;
  return subjectOf(asked, known, [...needs, ...allows]);
}

/** "Networking working group has no meeting listed": with its forum, because that is where to ask. */
export function noMeeting(group: Group): Answered {
  const { forum } = group;
  const summary = `No meeting is listed for ${group.name}.${forum === undefined ? '' : ` Ask on its forum: ${forum.title}`}`;
  const line: Line =
    forum === undefined
      ? [summary]
      : [
          `No meeting is listed for ${group.name}. Ask on its forum: `,
          { type: 'link', text: forum.title, url: forum.url },
        ];
  return saying('computed', {
    title: group.name,
    summary,
    line,
    choices: [aboutGroup(group)],
    lines: [group.line],
  });
}

export function aboutGroup(group: Group): Choice {
  return choice(`About ${group.name}`, 'working-groups', { query: group.name });
}

export function nextMeeting(meeting: Meeting): Choice {
  return { label: 'Next date', invoke: { command: 'meeting', options: { name: meeting.id } } };
}

/** Live times for the reply, and the same in words for the summary. */
export function momentOf(occurrence: ScheduledOccurrence) {
  const { at, until } = occurrence;
  return { type: 'moment', at, until, show: 'day-time', home: occurrence.meeting.series.zone } as const;
}

export function momentInWords(occurrence: ScheduledOccurrence, asked: Asked): string {
  return sayMoment(momentOf(occurrence), asked.reader.zone ?? occurrence.meeting.series.zone);
}

/** The dates ahead until `count` take place; skipped ones stay among them. */
export function datesAhead(
  known: Known,
  meeting: Meeting,
  now: Instant,
  count: number,
): readonly ScheduledOccurrence[] {
  const ahead = known.schedule.upcoming(meeting.id, now, count * 3);
  const taking = ahead.filter((occurrence) => occurrence.status !== 'skipped')[count - 1];
  return taking === undefined ? ahead : ahead.slice(0, ahead.indexOf(taking) + 1);
}

/** The name of a meeting as people say it: a group's by the group where the title does not say so. */
export function titleOfMeeting(known: Known, meeting: Meeting): string {
  const [group] = groupsOfMeeting(known.community, meeting);
  const says = group === undefined || meeting.title.toLowerCase().includes(group.name.toLowerCase());
  return says ? meeting.title : shorten(`${group.name}: ${meeting.title}`, 100);
}
