/** Questions about dates: the next three, what is on today, the first after a day, what is skipped and why. */
import type { Line } from '../reply/reply.js';
import { allOnDays, meetingOnDays, someOfDays } from './day-answer.js';
import { mannerOf } from './manner.js';
import { datesAhead, momentInWords, nextMeeting, noMeeting, subjectOf, titleOfMeeting } from './meeting-subject.js';
import { dated } from './occurrence-words.js';
import type { Reading } from './reading.js';
import { type Asked, type Known, type Recogniser, saying } from './recogniser.js';
import { givenReasons, skipped } from './skip-questions.js';
import { unreadableDate } from './spoken-dates.js';
import { daysIn } from './spoken-days.js';
import { stem } from './stem.js';

const numbers = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

interface Span {
  readonly from: number;
  readonly to: number;
}

const within = (at: number, span: Span | undefined) => span !== undefined && span.from <= at && at < span.to;

/** A small number outside of the days that are named. */
function countIn(texts: readonly string[], days?: Span): (Span & { readonly count: number }) | undefined {
  const at = texts.findIndex(
    (word, index) => (/^(?:[2-9]|10)$/.test(word) || numbers.includes(word)) && !within(index, days),
  );
  const word = texts[at];
  if (word === undefined) return undefined;
  return { count: numbers.includes(word) ? numbers.indexOf(word) + 2 : Number(word), from: at, to: at + 1 };
}

const zoneOf = (asked: Asked, known: Known) => asked.reader.zone ?? known.community.zone;

const nextDates: Recogniser = (asked, known) => {
  const { reading } = asked;
  const number = countIn(reading.texts);
  const speaks = reading.has('dates')
    ? reading.hasAny('meeting', 'next')
    : number !== undefined && reading.has('next', 'meeting');
  if (!speaks) return undefined;
  const subject = subjectOf(asked, known, ['next', 'dates', 'when', 'list'], number === undefined ? [] : [number]);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  const title = titleOfMeeting(known, meeting);
  const dates = datesAhead(known, meeting, asked.now, number?.count ?? 5);
  const lines = [meeting.line];
  if (dates.length === 0)
    return saying('computed', { title, summary: `No dates ahead are listed for ${title}.`, lines });
  const items = dates.map((date): Line => dated(date, asked.now));
  const taking = dates.filter((date) => date.status !== 'skipped');
  return saying('computed', {
    title: `${title}: the next ${taking.length} dates`,
    summary: `${title}, the next ${taking.length}: ${taking.map((date) => momentInWords(date, asked)).join('; ')}.`,
    line: [],
    blocks: [{ type: 'list', items }],
    choices: [nextMeeting(meeting)],
    lines,
  });
};

const smallBefore = new Set(['a', 'an', 'any', 'some', 'another', 'other']);

/** "A meeting", "any meetings": not the one of the community alone. */
function isIndefinite(reading: Reading): boolean {
  return reading.words.some(
    (word, at) => word.ideas.has('meeting') && smallBefore.has(reading.words[at - 1]?.text ?? ''),
  );
}

/** "What's on tomorrow?" */
const asksWhatIsOn = (reading: Reading) =>
  /^(?:so )?what is (?:on|up|happening|scheduled|planned) /.test(`${reading.texts.join(' ')} `);

/** "Is there one today?" */
const ofOne = (reading: Reading) =>
  /\b(?:there|have|having) (?:any|a|one)(?: one)?\b/.test(reading.texts.join(' ')) && reading.hasWord('one');

/** "Is there anything on 31 December?": whatever meets. */
const ofAnything = (reading: Reading) => reading.hasWord('anything', 'something');

/** "Which group meets on Wednesday?" */
const ofWhich = (reading: Reading) =>
  reading.has('meeting') && /\b(?:which|what|who) (?:\S+ ){0,2}(?:meets?|meetings?)\b/.test(reading.texts.join(' '));

/** "Does it fall on 24 December?", "is it this week?" */
const ofIt = (reading: Reading) =>
  /^(?:so )?(?:(?:does|did|will) it (?:fall|happen|take|land|meet|run)|(?:is|was|when is) it (?:on|this|next))\b/.test(
    reading.texts.join(' '),
  );

const holiday = stem('holiday');

function asksForDay(reading: Reading): boolean {
  const names = reading.named('group', false) !== undefined || reading.named('meeting', false) !== undefined;
  // "Is 10 December still on?"
  const still = mannerOf(reading) !== 'plain' && reading.hasWord('on', 'off', 'still');
  // A holiday is why there may be no meeting; alone it is asked about for its own sake.
  const skips = reading.words.some((word) => word.ideas.has('skip') && word.stem !== holiday);
  const ofNone = asksWhatIsOn(reading) || ofIt(reading) || ofOne(reading) || ofAnything(reading);
  return reading.has('meeting') || skips || names || still || ofNone;
}

const onDays: Recogniser = (asked, known) => {
  const { reading } = asked;
  const days = daysIn(reading.texts, asked.now, zoneOf(asked, known));
  // Who was there is not in the schedule.
  if (days === undefined || !asksForDay(reading) || (reading.hasWord('who', 'whom') && !ofWhich(reading)))
    return undefined;
  const number = countIn(reading.texts, days);
  const firstAt = reading.texts.indexOf('first');
  const planned = reading.texts.flatMap((word, at) => (word === 'planned' ? [{ from: at, to: at + 1 }] : []));
  const spans = [
    days,
    ...planned,
    ...(number === undefined ? [] : [number]),
    ...(firstAt < 0 ? [] : [{ from: firstAt, to: firstAt + 1 }]),
  ];
  const { spans: reasons } = givenReasons(asked, known.schedule.between(days.value.from, days.value.to));
  const which = ofWhich(reading);
  const subject = subjectOf(
    asked,
    known,
    [
      'when',
      'list',
      'day',
      'dates',
      'next',
      'where',
      'skip',
      'why',
      'past',
      ...(which ? (['group', 'person'] as const) : []),
    ],
    [...spans, ...reasons],
  );
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting, named } = subject;
  const outside = reading.words.filter((_word, at) => !within(at, days));
  const isLast = outside.some((word) => word.text === 'last');
  const asksOne = firstAt >= 0 || isLast || outside.some((word) => word.ideas.has('next'));
  const isAfter = days.value.side === 'after';
  if (isAfter || (asksOne && days.value.many)) {
    return someOfDays(asked, known, meeting, days.value, isLast ? 'last' : (number?.count ?? 1));
  }
  if (!named && (which || reading.hasWord('meetings', 'calls') || asksWhatIsOn(reading) || ofAnything(reading)))
    return allOnDays(asked, known, days.value);
  return meetingOnDays(asked, known, meeting, days.value, !named && (isIndefinite(reading) || ofOne(reading)));
};

/** "31 February": nothing is guessed about a date that the calendar does not have. */
const noSuchDate: Recogniser = (asked, known) => {
  const { reading } = asked;
  if (unreadableDate(reading.texts, asked.now, zoneOf(asked, known)) === undefined || !asksForDay(reading))
    return undefined;
  return saying('unknown', {
    title: 'No such date',
    summary: 'I cannot read that date. Write for example 24 December, or 2026-12-24.',
  });
};

export const dateQuestions: readonly Recogniser[] = [noSuchDate, skipped, nextDates, onDays];
