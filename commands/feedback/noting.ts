import type { CommandContext } from '../../src/command/command.js';
import { askedQuestion, type Unanswered } from '../../src/questions/asked-question.js';

/**
 * Keeps a question that was not answered well. Nobody waits for it, and a database that does not answer costs no answer: the
 * store's own log tells of it.
 */
export function noteQuestion({ asking, community, now, questions }: CommandContext, unanswered: Unanswered): void {
  const kept = askedQuestion(unanswered, asking, community, now);
  if (kept !== undefined) questions.noteQuestion(kept.asked, kept.once).catch(() => undefined);
}
