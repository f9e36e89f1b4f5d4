import type { AnswerSection } from '../../src/answers/answers.js';
import type { CommandContext, QuestionReason } from '../../src/command/command.js';
import { questionText } from '../../src/questions/question-text.js';
import { isWorthKeeping } from '../../src/questions/worth-keeping.js';

/**
 * Keeps a question that was not answered well, once a day for each person. Nobody waits for it, and a database that does not
 * answer costs no answer: the store's own log tells of it.
 */
export function noteQuestion(
  { asking, community, now, questions, reader }: CommandContext,
  {
    question,
    reason,
    near,
  }: { readonly question: string; readonly reason: QuestionReason; readonly near?: AnswerSection | undefined },
): void {
  const text = questionText(question);
  if (!isWorthKeeping(text)) return;
  const noted = questions.noteQuestion(
    {
      text,
      reason,
      platform: asking.platform,
      // A direct message's channel is one person's: its id would name them.
      channel: asking.place === 'room' || community.questions?.keepsAskers ? asking.room : 'direct',
      at: now,
      ...(near && { near: { id: near.id, title: near.title, ...(near.url && { url: near.url }) } }),
      ...(community.questions?.keepsAskers && { asker: reader.id }),
    },
    JSON.stringify([asking.platform, reader.id, text, reason, near?.id]),
  );
  noted.catch(() => undefined);
}
