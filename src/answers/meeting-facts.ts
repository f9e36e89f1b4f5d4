/** Questions about meetings that one fact answers: public or not, how long, how often, who hosts. */

import { sentencesOf } from '../documents/markdown.js';
import type { Line } from '../reply/reply.js';
import { siteName } from '../reply/site.js';
import { cityOf } from '../time/zone.js';
import { asksFor, momentInWords, momentOf, nextMeeting, noMeeting, titleOfMeeting } from './meeting-subject.js';
import { type Recogniser, saying } from './recogniser.js';

const publicOrNot: Recogniser = (asked, known) => {
  // "Can anyone join?" speaks of the meeting without the word.
  const subject = asksFor(asked, known, ['public'], ['join', 'person', 'where'], !asked.reading.has('join'));
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  const name = titleOfMeeting(known, meeting);
  const said = sentencesOf(meeting.about ?? '').find((sentence) =>
    /\b(?:public|open|anyone|anybody|everyone|welcome|private|closed|invitation)\b/i.test(sentence),
  );
  const title = `${name}: who may come`;
  const choices = [nextMeeting(meeting)];
  if (said !== undefined) {
    const link: Line =
      meeting.join === undefined ? [] : [' Join: ', { type: 'link', text: siteName(meeting.join), url: meeting.join }];
    return saying('computed', { title, summary: said, line: [said, ...link], choices, lines: [meeting.line] });
  }
  const summary = `The community file does not say whether ${name} is public. Ask its hosts before you join.`;
  return saying('computed', { title, summary, choices, lines: [meeting.line] });
};

const howLong: Recogniser = (asked, known) => {
  const lasting = asked.reading.hasWord('last', 'lasts');
  const subject = asksFor(asked, known, ['long'], lasting ? ['notes', 'past'] : ['notes'], !lasting);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  const name = titleOfMeeting(known, meeting);
  const summary = `${name} ${/[^s]s$/.test(name) ? 'last' : 'lasts'} ${meeting.lastsMinutes} minutes.`;
  return saying('computed', {
    title: `${name}: how long`,
    summary,
    choices: [nextMeeting(meeting)],
    lines: [meeting.line],
  });
};

const often: ReadonlyMap<string, string> = new Map([
  ['weekly1', 'weekly'],
  ['weekly2', 'bi-weekly'],
  ['monthly1', 'monthly'],
  ['daily1', 'daily'],
]);

const howOften: Recogniser = (asked, known) => {
  const { reading } = asked;
  const asksDay = reading.has('day') || (reading.hasWord('which', 'what') && reading.hasWord('days', 'weekday'));
  const subject = asksFor(asked, known, asksDay ? ['day'] : ['often'], ['when', 'often', 'day']);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  const { rule, zone } = meeting.series;
  const name = titleOfMeeting(known, meeting);
  const word = often.get(`${rule.freq}${rule.interval}`) ?? 'how often';
  const rhythm = `${meeting.rhythm.charAt(0).toUpperCase()}${meeting.rhythm.slice(1)} in ${cityOf(zone)}.`;
  const next = known.schedule.next(meeting.id, asked.now);
  const said = next === undefined ? '' : ` Next: ${momentInWords(next, asked)}.`;
  const line: Line = next === undefined ? [rhythm] : [`${rhythm} Next: `, momentOf(next), '.'];
  return saying('computed', {
    title: `${name}: ${word}`,
    summary: `${name}: ${rhythm}${said}`,
    line,
    choices: [nextMeeting(meeting)],
    lines: [meeting.line],
  });
};

const host: Recogniser = (asked, known) => {
  const { reading } = asked;
  if (!reading.has('host') && !(reading.has('lead', 'meeting') && reading.named('group', true) === undefined))
    return undefined;
  const subject = asksFor(asked, known, ['host', 'lead'], ['person', 'next']);
  if (subject === undefined) return undefined;
  if ('without' in subject) return noMeeting(subject.without);
  const { meeting } = subject;
  const name = titleOfMeeting(known, meeting);
  return saying('computed', {
    title: `${name}: host`,
    summary: meeting.host === undefined ? `No host is listed for ${name}.` : `${meeting.host} hosts ${name}.`,
    choices: [nextMeeting(meeting)],
    lines: [meeting.line],
  });
};

export const meetingFacts: readonly Recogniser[] = [howLong, howOften, publicOrNot, host];
