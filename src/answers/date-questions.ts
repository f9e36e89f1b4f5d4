/** Questions about dates: the next three, what is on today, what is skipped and why. */
import type { Meeting } from '../community/model.js';
import type { Line } from '../reply/reply.js';
import type { ScheduledOccurrence } from '../schedule/schedule.js';
import {
  datesAhead,
  momentInWords,
  momentOf,
  nextMeeting,
  noMeeting,
  subjectOf,
  titleOfMeeting,
} from './meeting-subject.js';
import { type Asked, type Known, type Recogniser, saying } from './recogniser.js';
import { daysIn } from './spoken-time.js';
import { stem } from './stem.js';
import { isStopWord, wordsOf } from './terms.js';

const numbers = ['two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** "skipped: Thanksgiving", "moved: holidays"; nothing for an ordinary date. */
function noteOf(occurrence: ScheduledOccurrence): string {
  if (occurrence.status === 'scheduled' || occurrence.status === 'extra') return '';
  return ` (${occurrence.status}${occurrence.why === undefined ? '' : `: ${occurrence.why}`})`;
}

function countIn(
  texts: readonly string[],
): { readonly count: number; readonly from: number; readonly to: number } | undefined {
  const at = texts.findIndex((word) => /^(?:[2-9]|10)$/.test(word) || numbers.includes(word));
  const word = texts[at];
  if (word === undefined) return undefined;
  return { count: numbers.includes(word) ? numbers.indexOf(word) + 2 : Number(word), from: at, to: at + 1 };
}

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
  const name = titleOfMeeting(known, meeting);
  const dates = datesAhead(known, meeting, asked.now, number?.count ?? 5);
  if (dates.length === 0)
    return saying('computed', {
      title: `${name}: no dates ahead`,
      summary: `No dates ahead are listed for ${name}.`,
      lines: [meeting.line],
    });
  const items = dates.map((date): Line => [momentOf(date), noteOf(date)].filter((part) => part !== ''));
  const taking = dates.filter((date) => date.status !== 'skipped');
  const summary = `${name}, the next ${taking.length}: ${taking.map((date) => momentInWords(date, asked)).join('; ')}.`;
  return saying('computed', {
    title: `${name}: the next ${taking.length} dates`,
    summary,
    line: [`${name}, the next ${taking.length}:`],
    blocks: [{ type: 'list', items }],
    choices: [nextMeeting(meeting)],
    lines: [meeting.line],
  });
};

/** Words of the sentence that stand in the reason of an exception ahead: "why no meeting on thanksgiving?". */
function reasonSpans(asked: Asked, occurrences: readonly ScheduledOccurrence[]) {
  const reasons = new Set(
    occurrences
      .flatMap((occurrence) => wordsOf(occurrence.why ?? ''))
      .filter((word) => !isStopWord(word))
      .map(stem),
  );
  return asked.reading.words.flatMap((word, at) => (reasons.has(word.stem) ? [{ from: at, to: at + 1 }] : []));
}

const skipped: Recogniser = (asked, known) => {
  const { reading } = asked;
  if (!reading.hasAny('skip', 'why', 'meeting')) return undefined;
  const days = daysIn(reading.texts, asked.now, asked.reader.zone ?? known.community.zone);
  const probable = subjectOf(asked, known, [...allIdeas], days === undefined ? [] : [days]);
  const meetings = probable !== undefined && 'meeting' in probable ? [probable.meeting] : known.community.meetings;
  const ahead = meetings.flatMap((meeting) => known.schedule.upcoming(meeting.id, asked.now, 8));
  const reasons = reasonSpans(asked, ahead);
  if (!reading.has('skip') && reasons.length === 0) return undefined;
  if (!reading.has('meeting') && days === undefined && reasons.length === 0 && reading.mentions.length === 0)
    return undefined;
  const subject = subjectOf(
    asked,
    known,
    ['skip', 'why', 'when', 'next', 'dates', 'day'],
    [...reasons, ...(days === undefined ? [] : [days])],
  );
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  return aboutExceptions(asked, known, subject.meeting, days?.value);
};

const allIdeas = ['skip', 'why', 'when', 'next', 'dates', 'day'] as const;

function aboutExceptions(
  asked: Asked,
  known: Known,
  meeting: Meeting,
  days: { readonly from: number; readonly to: number } | undefined,
) {
  const name = titleOfMeeting(known, meeting);
  const ahead = known.schedule.upcoming(meeting.id, asked.now, 12);
  const meant = days === undefined ? ahead : ahead.filter((one) => one.at >= days.from && one.at < days.to);
  const exceptions = meant.filter((one) => one.status === 'skipped' || one.status === 'moved').slice(0, 3);
  const next = known.schedule.next(meeting.id, asked.now);
  const nextSaid = next === undefined ? '' : ` The next one that takes place: ${momentInWords(next, asked)}.`;
  const nextLine: Line = next === undefined ? [] : [' The next one that takes place: ', momentOf(next), '.'];
  const lines = [meeting.line];
  const choices = [nextMeeting(meeting)];
  if (exceptions.length === 0) {
    const none =
      days !== undefined && meant.length === 0
        ? `${name} has no date on that day.`
        : `${name} is neither skipped nor moved then.`;
    const summary = `${days === undefined ? `No date ahead of ${name} is skipped or moved.` : none}`;
    return saying('computed', {
      title: `${name}: as usual`,
      summary: `${summary}${nextSaid}`,
      line: [summary, ...nextLine],
      choices,
      lines,
    });
  }
  const words = exceptions.map((one) => `${momentInWords(one, asked)}${noteOf(one)}`).join('; ');
  const items = exceptions.map((one): Line => [{ ...momentOf(one), show: 'day' as const }, noteOf(one)]);
  return saying('computed', {
    title: `${name}: skipped or moved`,
    summary: `${name}: ${words}.${nextSaid}`,
    line: [`${name}, skipped or moved:`],
    blocks: [
      { type: 'list', items },
      ...(next === undefined
        ? []
        : [{ type: 'text' as const, line: ['The next one that takes place: ', momentOf(next), '.'] }]),
    ],
    choices,
    lines,
  });
}

const onDays: Recogniser = (asked, known) => {
  const { reading } = asked;
  const zone = asked.reader.zone ?? known.community.zone;
  const days = daysIn(reading.texts, asked.now, zone);
  if (
    days === undefined ||
    !(reading.has('meeting') || reading.named('group', false) || reading.named('meeting', false))
  )
    return undefined;
  const subject = subjectOf(asked, known, ['when', 'list', 'day', 'next', 'where'], [days]);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const all = !subject.named && reading.hasWord('meetings', 'calls');
  const found = known.schedule
    .between(days.value.from, days.value.to)
    .filter((one) => all || one.meeting.id === subject.meeting.id);
  if (!all && found.length > 0 && found.every((one) => one.status === 'skipped')) {
    return aboutExceptions(asked, known, subject.meeting, days.value);
  }
  const name = all ? 'Meetings' : titleOfMeeting(known, subject.meeting);
  const when = days.value.said ?? 'on that day';
  if (found.length === 0) return nothingOn(asked, known, subject.meeting, all, when);
  const items = found.map(
    (one): Line =>
      [`${titleOfMeeting(known, one.meeting)}: `, momentOf(one), noteOf(one)].filter((part) => part !== ''),
  );
  const words = found.map((one) => `${titleOfMeeting(known, one.meeting)}: ${momentInWords(one, asked)}${noteOf(one)}`);
  return saying('computed', {
    title: `${name} ${when}`,
    summary: `${words.join('; ')}.`,
    line: [`${name} ${when}:`],
    blocks: [{ type: 'list', items }],
    choices: [nextMeeting(subject.meeting)],
    lines: [...new Set(found.map((one) => one.meeting.line))],
  });
};

function nothingOn(asked: Asked, known: Known, meeting: Meeting, all: boolean, when: string) {
  const soonest = (all ? known.community.meetings : [meeting])
    .flatMap((each) => known.schedule.next(each.id, asked.now) ?? [])
    .sort((a, b) => a.at - b.at)[0];
  const none = all ? `No meeting is listed ${when}.` : `${titleOfMeeting(known, meeting)} has no date ${when}.`;
  const title = all ? `No meeting ${when}` : `${titleOfMeeting(known, meeting)}: not ${when}`;
  if (soonest === undefined) return saying('computed', { title, summary: none, lines: [meeting.line] });
  const next = titleOfMeeting(known, soonest.meeting);
  return saying('computed', {
    title,
    summary: `${none} Next: ${next}, ${momentInWords(soonest, asked)}.`,
    line: [`${none} Next: ${next}, `, momentOf(soonest), '.'],
    choices: [nextMeeting(soonest.meeting)],
    lines: [soonest.meeting.line],
  });
}

export const dateQuestions: readonly Recogniser[] = [skipped, nextDates, onDays];
