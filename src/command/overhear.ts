/**
 * What the desk says to what was not addressed to it: nearly always nothing. It speaks where the community file lets it
 * answer questions, and in threads in which it answered before; to a question, and only where the answer is sure. To the
 * person whom it answers there it also says that it does not know: they are waiting.
 */
import type { Logger, Overheard, Platform } from '../adapter.js';
import type { Answered, Answers } from '../answers/answers.js';
import { questionsIn, type RoomQuestion } from '../answers/asks.js';
import { foreignWordsOf } from '../answers/foreign-words.js';
import { type AnswerModes, answerModes } from '../community/answer-modes.js';
import type { Community } from '../community/model.js';
import { fold } from '../nearest.js';
import { askedQuestion } from '../questions/asked-question.js';
import type { Reply } from '../reply/reply.js';
import type { QuestionLog } from '../store/question-log.js';
import type { Clock } from '../time/clock.js';
import type { FloodGuard } from './flood.js';

export interface OverhearingParts {
  readonly community: Community;
  readonly answers: Answers;
  readonly questions: Pick<QuestionLog, 'noteQuestion'>;
  readonly clock: Clock;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly flood: FloodGuard;
  /** The reply to a question whose answer is known already, as whoever asks the desk gets it. */
  readonly replyTo: (question: string, overheard: Overheard, answered: Answered) => Promise<Reply>;
}

interface Heard {
  readonly question: string;
  readonly answered: Answered;
  readonly isSure: boolean;
}

/** Nobody writes a longer heading, or asks in one. */
const longestHeading = 200;
/** "And when is the next one?": what it asks stands in what was said before. */
const leaning =
  /^(?:(?:ok|okay|thanks|thx|cool|great|nice|hm+|ah|oh|i see) )*(?:(?:and|but|or|also|then)\b|(?:what|how) about\b)|\b(?:(?:the|next|last|other|that|this|which) ones?|that|it|them|those)$/;

/** Of a message that asks more, the rest is not looked up. */
const mostQuestions = 3;

/** Never rejects, and says nothing where anything goes wrong: nobody waits for it. */
export function createOverhearing(parts: OverhearingParts): (overheard: Overheard) => Promise<Reply | undefined> {
  const { community, answers, clock, log, flood } = parts;
  const modes: Partial<Record<Platform, AnswerModes>> = {
    slack: answerModes(community, 'slack'),
    discord: answerModes(community, 'discord'),
  };
  const foreignWords = foreignWordsOf(community);

  async function heard(overheard: Overheard): Promise<Reply | undefined> {
    const { platform, room, thread } = overheard;
    const mode = modes[platform]?.(room) ?? 'mention';
    if (mode === 'off' || (mode === 'mention' && thread === undefined)) return undefined;
    const asked = questionsIn(overheard.text);
    if (asked.length === 0) return await inWrittenWords(overheard);
    if (flood.check(overheard) !== undefined) return undefined;
    const { question, answered, isSure } = await best(asked, overheard);
    const { kind } = answered;
    const isLeaning = !isSure && leaning.test(fold(question));
    const isSaid = isSure || (thread === 'asker' && kind !== 'smalltalk' && !isLeaning);
    log.info('A question was overheard', { platform, room, kind, isSaid });
    if (isSaid) return forRoom(await parts.replyTo(question, overheard, answered));
    if (mode === 'questions' && kind !== 'smalltalk' && !isLeaning) await note(question, overheard, answered);
    return undefined;
  }

  /** What has the form of talk is a question all the same where a maintainer or a heading words it just so. */
  async function inWrittenWords(overheard: Overheard): Promise<Reply | undefined> {
    const { platform, room, reader } = overheard;
    const text = overheard.text.trim();
    if (!/\?\s*$/.test(text) || text.length > longestHeading || flood.check(overheard) !== undefined) return undefined;
    const answered = await answers.answer(text, { reader, now: clock.now() });
    if (answered.kind === 'command' || !(answered.exact || isHeading(text, answered))) return undefined;
    log.info('A question was overheard', { platform, room, kind: answered.kind, isSaid: true });
    return forRoom(await parts.replyTo(text, overheard, answered));
  }

  function isHeading(text: string, answered: Exclude<Answered, { kind: 'command' }>): boolean {
    const said = fold(text);
    const title = fold(answered.sections?.[0]?.title ?? '');
    // A heading of a word or two, "Why?", is said in passing.
    return answered.kind === 'passage' && said.split(' ').length >= 4 && ` ${title}`.endsWith(` ${said}`);
  }

  /** Whether it answers all of the question, and not something near it. */
  function isAnswer(answered: Answered, { text, isOfNow }: RoomQuestion): boolean {
    switch (answered.kind) {
      case 'curated':
        return true;
      case 'passage':
        return !isOfNow && !answered.leavesOut;
      case 'command':
        return foreignWords(text, JSON.stringify(answered.invoke.options)).length === 0;
      case 'computed':
        return foreignWords(text, JSON.stringify(answered.reply)).length === 0;
      default:
        return false;
    }
  }

  /** The first question that is answered surely, else the first one. What else was said decides nothing. */
  async function best(asked: readonly RoomQuestion[], { reader }: Overheard): Promise<Heard> {
    let first: Heard | undefined;
    for (const one of asked.slice(0, mostQuestions)) {
      const { text: question } = one;
      const answered = await answers.answer(question, { reader, now: clock.now() });
      const isSure = isAnswer(answered, one);
      if (isSure) return { question, answered, isSure };
      first ??= { question, answered, isSure };
    }
    if (first === undefined) throw new Error('Nothing was asked.');
    return first;
  }

  /**
   * The maintainers see what nobody got an answer to; in a room where mentions alone are answered nobody expected one. What was
   * said around the question is not kept.
   */
  async function note(question: string, overheard: Overheard, answered: Answered): Promise<void> {
    const near = 'sections' in answered ? answered.sections?.[0] : undefined;
    const kept = askedQuestion({ question, reason: 'unanswered', near }, overheard, community, clock.now());
    if (kept === undefined) return;
    try {
      await parts.questions.noteQuestion(kept.asked, kept.once);
    } catch (error) {
      log.warn('An unanswered question could not be kept', { error });
    }
  }

  return async (overheard) => {
    try {
      return await heard(overheard);
    } catch (error) {
      log.error('A message could not be listened to', { platform: overheard.platform, error });
      return undefined;
    }
  };
}

/** Everybody reads it: nothing is left to show to the room, and a problem is nobody's there. */
function forRoom(reply: Reply): Reply | undefined {
  if (reply.tone === 'problem') return undefined;
  return { ...reply, audience: 'room', choices: reply.choices.filter(({ invoke }) => !invoke.share) };
}
