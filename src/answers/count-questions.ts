/** How many meetings there are: in the file, or on the days that somebody asks about. */
import type { Meeting } from '../community/model.js';
import type { Line } from '../reply/reply.js';
import { titleOfMeeting } from './meeting-subject.js';
import { type Asked, type Known, type Recogniser, saying } from './recogniser.js';
import { daysIn } from './spoken-days.js';

/** At most this many meetings are told apart. */
const mostTold = 15;

const allMeetings = { label: 'All meetings', invoke: { command: 'meeting', options: { show: 'all' } } };

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;

function inFile({ community }: Known) {
  const { meetings } = community;
  const names = meetings.slice(0, mostTold).map((meeting) => meeting.title);
  const more = meetings.length > mostTold ? ', and more' : '';
  const verb = meetings.length === 1 ? 'is' : 'are';
  return saying('computed', {
    title: 'How many meetings',
    summary: `${counted(meetings.length, 'meeting')} ${verb} listed: ${names.join(', ')}${more}.`,
    choices: [allMeetings],
    lines: meetings.map((meeting) => meeting.line),
  });
}

/** Dates that take place, by meeting, the busiest first. */
function countsBetween(known: Known, days: { readonly from: Asked['now']; readonly to: Asked['now'] }) {
  const counts = new Map<Meeting, number>();
  for (const { meeting, status } of known.schedule.between(days.from, days.to))
    if (status !== 'skipped') counts.set(meeting, (counts.get(meeting) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a);
}

/** "How many meetings are in December?", of all meetings; for one that is named its dates themselves are the answer. */
const howMany: Recogniser = (asked, known) => {
  const { reading } = asked;
  const asksMany = /\bhow many (?:\S+ ){0,2}(?:meetings|calls|meetups)\b/.test(reading.texts.join(' '));
  if (!asksMany || known.community.meetings.length === 0 || reading.has('create')) return undefined;
  if (reading.mentions.some(({ named }) => named.kind !== 'community')) return undefined;
  const days = daysIn(reading.texts, asked.now, asked.reader.zone ?? known.community.zone);
  // "Are left this year": from now on.
  const left = reading.texts.flatMap((word, at) =>
    ['left', 'remain', 'remaining', 'still'].includes(word) ? [{ from: at, to: at + 1 }] : [],
  );
  const spans = [...left, ...(days === undefined ? [] : [days])];
  if (reading.leftover(['meeting', 'when', 'list', 'group'], spans).length > 0) return undefined;
  if (days === undefined) return left.length > 0 ? undefined : inFile(known);
  const isLeft = left.length > 0 && days.value.from < asked.now;
  const counts = countsBetween(known, isLeft ? { ...days.value, from: asked.now } : days.value);
  const when = isLeft
    ? `in the rest of ${days.value.when.replace(/^(?:in|on) (?:the rest of )?/, '')}`
    : days.value.when;
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  const line: Line = [`${counted(total, 'meeting')} ${when}${total === 0 ? '.' : ':'}`];
  const told = counts.slice(0, mostTold);
  const items = told.map(([meeting, count]): Line => [`${titleOfMeeting(known, meeting)}: ${count}`]);
  return saying('computed', {
    title: 'How many meetings',
    summary: [line[0], `${items.map(([item]) => item).join(', ')}.`].filter((part) => part !== '.').join(' '),
    line,
    blocks: items.length === 0 ? [] : [{ type: 'list', items }],
    choices: [allMeetings],
    lines: told.map(([meeting]) => meeting.line),
  });
};

export const countQuestions: readonly Recogniser[] = [howMany];
