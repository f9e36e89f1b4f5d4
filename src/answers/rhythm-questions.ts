/**
 * On which days a meeting is as a rule: "does config meet on Thursdays?", "do we meet every week?", "which groups meet on
 * Fridays?". A weekday alone is the next one of its kind, and is read in date-questions.ts.
 */
import type { Meeting } from '../community/model.js';
import type { Line } from '../reply/reply.js';
import { weekdayNames } from '../time/calendar-names.js';
import { dayOf, weekdayOfDay } from '../time/civil.js';
import { cityOf } from '../time/zone.js';
import { wallOf } from '../time/zoned.js';
import { mannerOf } from './manner.js';
import { momentInWords, momentOf, nextMeeting, noMeeting, subjectOf, titleOfMeeting } from './meeting-subject.js';
import type { Reading } from './reading.js';
import { type Asked, type Known, type Recogniser, saying } from './recogniser.js';

const weekdays = weekdayNames.map((name) => name.toLowerCase());
/** So many dates show on which weekdays a rule falls. */
const datesLookedAt = 20;
/** At most this many meetings stand in one reply. */
const mostListed = 12;

interface Habit {
  /** 1 is Monday. */
  readonly weekdays: readonly number[];
  /** "every week": each of them, and not every other one. */
  readonly everyWeek: boolean;
  readonly spans: readonly { readonly from: number; readonly to: number }[];
}

/** "On Thursdays", "every Thursday", "on a Thursday". */
function habitIn(reading: Reading): Habit | undefined {
  const { texts } = reading;
  const found = texts.flatMap((word, at) => {
    const plural = word.endsWith('s') && weekdays.includes(word.slice(0, -1));
    const each = ['every', 'each'].includes(texts[at - 1] ?? '');
    const habitual = plural || each || (['a', 'any'].includes(texts[at - 1] ?? '') && reading.hasWord('usually'));
    const weekday = weekdays.indexOf(plural ? word.slice(0, -1) : word) + 1;
    // "Thursday's meeting" is one date: its apostrophe is gone by now.
    const isOfOne = plural && reading.words[at + 1]?.ideas.has('meeting') === true && texts[at - 1] !== 'on';
    return weekday > 0 && habitual && !isOfOne ? [{ weekday, each, from: at, to: at + 1 }] : [];
  });
  if (found.length === 0) return undefined;
  return {
    weekdays: found.map(({ weekday }) => weekday),
    everyWeek: found.some(({ each }) => each),
    spans: found,
  };
}

/** The weekdays on which its rule falls, at its own place and for the reader. */
function weekdaysOf({ reader: { zone }, now }: Asked, known: Known, meeting: Meeting): ReadonlySet<number> {
  const ahead = known.schedule.upcoming(meeting.id, now, datesLookedAt).filter((one) => one.status !== 'extra');
  const places = (one: (typeof ahead)[number]) =>
    zone === undefined ? [one.original] : [one.original, wallOf(one.at, zone)];
  return new Set(ahead.flatMap((one) => places(one).map((wall) => weekdayOfDay(dayOf(wall)))));
}

function isEveryWeek({ series }: Meeting): boolean {
  const { freq, interval } = series.rule;
  return interval === 1 && (freq === 'weekly' || freq === 'daily');
}

function rhythmLine(known: Known, meeting: Meeting, asked: Asked, yesNo: string) {
  const rhythm = `${yesNo}${meeting.rhythm.charAt(0).toUpperCase()}${meeting.rhythm.slice(1)} in ${cityOf(meeting.series.zone)}.`;
  const next = known.schedule.next(meeting.id, asked.now);
  const line: Line = next === undefined ? [rhythm] : [`${rhythm} Next: `, momentOf(next), '.'];
  const said = next === undefined ? rhythm : `${rhythm} Next: ${momentInWords(next, asked)}.`;
  const title = titleOfMeeting(known, meeting);
  return saying('computed', {
    title,
    summary: `${title}: ${said}`,
    line,
    choices: [nextMeeting(meeting)],
    lines: [meeting.line],
  });
}

const meetsOnDay: Recogniser = (asked, known) => {
  const { reading } = asked;
  const habit = habitIn(reading);
  if (habit === undefined) return undefined;
  const speaks =
    reading.has('meeting') ||
    reading.named('group', false) !== undefined ||
    reading.named('meeting', false) !== undefined;
  if (!speaks || reading.hasWord('who', 'whom', 'what', 'which')) return undefined;
  const subject = subjectOf(asked, known, ['when', 'day', 'often', 'list'], habit.spans);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting, named } = subject;
  if (!named && /\b(?:any|a|some) /.test(reading.texts.join(' '))) return everyMeetingOn(asked, known, habit);
  const own = weekdaysOf(asked, known, meeting);
  const isSo = habit.weekdays.every((weekday) => own.has(weekday)) && (!habit.everyWeek || isEveryWeek(meeting));
  const yesNo = mannerOf(reading) !== 'yes-no' ? '' : isSo ? 'Yes. ' : 'No. ';
  return rhythmLine(known, meeting, asked, yesNo);
};

/** All whose rule falls on these weekdays. */
function everyMeetingOn(asked: Asked, known: Known, habit: Habit) {
  const found = known.community.meetings.filter((meeting) => {
    const own = weekdaysOf(asked, known, meeting);
    return habit.weekdays.some((weekday) => own.has(weekday));
  });
  const days = habit.weekdays.map((weekday) => `${weekdayNames[weekday - 1]}s`).join(' or ');
  const yesNo = mannerOf(asked.reading) !== 'yes-no' ? '' : found.length > 0 ? 'Yes. ' : 'No. ';
  const count =
    found.length === 0 ? 'No meeting is' : found.length === 1 ? '1 meeting is' : `${found.length} meetings are`;
  const line = `${yesNo}${count} listed on ${days}${found.length === 0 ? '.' : ':'}`;
  const items = found
    .slice(0, mostListed)
    .map((meeting): Line => [`${titleOfMeeting(known, meeting)}: ${meeting.rhythm} in ${cityOf(meeting.series.zone)}`]);
  return saying('computed', {
    title: `Meetings on ${days}`,
    summary: items.length === 0 ? line : `${line} ${items.map(([item]) => item).join('; ')}.`,
    line: [line],
    blocks: items.length === 0 ? [] : [{ type: 'list', items }],
    choices: [{ label: 'All meetings', invoke: { command: 'meeting', options: { show: 'all' } } }],
    lines: found.slice(0, mostListed).map((meeting) => meeting.line),
  });
}

/** "Which groups meet on Wednesdays?", "is there anything on Fridays?" */
const whoMeetsOnDay: Recogniser = (asked, known) => {
  const { reading } = asked;
  const habit = habitIn(reading);
  if (habit === undefined || reading.mentions.some(({ named }) => named.kind !== 'community')) return undefined;
  const said = reading.texts.join(' ');
  const asks =
    /\b(?:anything|something|which|who|what (?:else )?(?:is on|happens|meets|(?:\S+ )?(?:meetings|groups?|teams?)))\b/.test(
      said,
    );
  const speaks = reading.has('meeting') || /\b(?:anything|something)\b|\bwhat (?:is on|happens)\b/.test(said);
  if (!asks || !speaks || known.community.meetings.length === 0) return undefined;
  if (reading.leftover(['meeting', 'group', 'when', 'list', 'often', 'person'], habit.spans).length > 0)
    return undefined;
  return everyMeetingOn(asked, known, habit);
};

/** Rhythms by the words for them, as the interval of a frequency. */
const rhythms: readonly (readonly [said: RegExp, freq: string, interval: number])[] = [
  [/\b(?:biweekly|bi weekly|fortnightly|every (?:other|second|two|2) weeks?|every fortnight)\b/, 'weekly', 2],
  [/\b(?:weekly|(?:every|each|once a|once per) week)\b/, 'weekly', 1],
  [/\b(?:monthly|(?:every|each|once a|once per) month)\b/, 'monthly', 1],
  [/\b(?:daily|(?:every|each) day)\b/, 'daily', 1],
];

/** "Does networking meet weekly?": Yes or No, and its rhythm. */
const meetsSoOften: Recogniser = (asked, known) => {
  const { reading } = asked;
  const said = reading.texts.join(' ');
  const wanted = rhythms.find(([form]) => form.test(said));
  if (wanted === undefined || mannerOf(reading) !== 'yes-no') return undefined;
  const speaks = reading.has('meeting') || reading.named('group', false) !== undefined;
  const subject = speaks ? subjectOf(asked, known, ['often', 'when', 'day']) : undefined;
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { freq, interval } = subject.meeting.series.rule;
  const isSo = freq === wanted[1] && interval === wanted[2];
  return rhythmLine(known, subject.meeting, asked, isSo ? 'Yes. ' : 'No. ');
};

export const rhythmQuestions: readonly Recogniser[] = [whoMeetsOnDay, meetsOnDay, meetsSoOften];
