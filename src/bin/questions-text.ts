/** What `frontdesk questions` prints: a table for people, or JSON for programs, whose keys stay as they are. */
import { type QuestionGroup, timesWords } from '../questions/question-groups.js';
import { shorten } from '../reply/build.js';
import type { KeptQuestion } from '../store/question-log.js';
import { cityOf } from '../time/zone.js';
import { isoOf } from '../time/zoned.js';
import { alignedTable, shortMoment } from './table.js';

/** Wider cells break the table on a terminal. */
const widest = { question: 70, near: 50 } as const;

export interface QuestionsRead {
  /** The most asked first. */
  readonly groups: readonly QuestionGroup[];
  /** How many groups there are in all. */
  readonly of: number;
  /** How many questions. */
  readonly questions: number;
}

/** @param zone IANA zone of every time. */
export function questionsAsText({ groups, of, questions }: QuestionsRead, zone: string): string {
  if (groups.length === 0) return 'No question waits: every one was answered well, or nobody has asked yet.\n';
  const counted = questions === 1 ? '1 question' : `${questions.toLocaleString('en')} questions`;
  const hidden = of - groups.length;
  const more = hidden === 0 ? '' : ` ${hidden} more with --limit ${of}.`;
  const rows = groups.map((group) => [
    group.id,
    shorten(group.title, widest.question),
    timesWords(group),
    shortMoment(group.latest, zone),
    group.near === undefined ? '' : shorten(group.near.title, widest.near),
  ]);
  return [
    `${counted} not answered well; those that ask the same stand together.${more}\nTimes are ${cityOf(zone)} time.\n`,
    alignedTable([['id', 'question', 'asked', 'last', 'nearest section'], ...rows]),
    'On Slack or Discord, /questions resolve:ID with:TEXT OR LINK answers one from now on.\n',
  ].join('\n');
}

export function questionsAsJson(groups: readonly QuestionGroup[]) {
  return groups.map(({ id, title, questions, reasons, near, latest }) => ({
    id,
    title,
    times: questions.length,
    reasons: Object.fromEntries(reasons),
    latest: isoOf(latest),
    ...(near === undefined ? {} : { near }),
    questions: questions.map(questionAsJson),
  }));
}

function questionAsJson({ id, text, reason, near, platform, channel, asker, at }: KeptQuestion) {
  return {
    id,
    text,
    reason,
    platform,
    channel,
    at: isoOf(at),
    ...(near === undefined ? {} : { near }),
    ...(asker === undefined ? {} : { asker }),
  };
}
