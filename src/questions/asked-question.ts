/** What is kept of a question that was not answered well, whoever heard it: in a room, in private, or unasked. */
import type { Asking } from '../adapter.js';
import type { AnswerSection } from '../answers/answers.js';
import type { Community } from '../community/model.js';
import type { AskedQuestion, QuestionReason } from '../store/question-log.js';
import type { Instant } from '../time/zoned.js';
import { questionText } from './question-text.js';
import { isWorthKeeping } from './worth-keeping.js';

export interface Unanswered {
  /** As it was asked. */
  readonly question: string;
  readonly reason: QuestionReason;
  readonly near?: AnswerSection | undefined;
}

export interface ToKeep {
  readonly asked: AskedQuestion;
  /** The same for what one person asks again: within a day it counts once. */
  readonly once: string;
}

/** Undefined for what is no question at all. Who asked is in it only where the community file opts in. */
export function askedQuestion(
  { question, reason, near }: Unanswered,
  { platform, place, room, reader }: Asking,
  { questions }: Community,
  at: Instant,
): ToKeep | undefined {
  const text = questionText(question);
  if (!isWorthKeeping(text)) return undefined;
  const asked = {
    ...{ text, reason, platform, at },
    // A direct message's channel is one person's: its id would name them.
    channel: place === 'room' || questions?.keepsAskers ? room : 'direct',
    ...(near && { near: { id: near.id, title: near.title, ...(near.url && { url: near.url }) } }),
    ...(questions?.keepsAskers && { asker: reader.id }),
  };
  return { asked, once: JSON.stringify([platform, reader.id, text, reason, near?.id]) };
}
