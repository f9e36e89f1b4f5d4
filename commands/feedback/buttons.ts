import type { AnswerSection } from '../../src/answers/answers.js';
import { questionText } from '../../src/questions/question-text.js';
import { choice } from '../../src/reply/build.js';
import type { Choice } from '../../src/reply/reply.js';

/** A section's id is its path and its heading, which people write as long as they like. */
export const longestSection = 2_000;

/** "Helpful" and "Not helpful", for an answer that came from a section or was written for the question. */
export function feedbackButtons(asked: string, answer: string): readonly Choice[] {
  const question = questionText(asked);
  if (question === '') return [];
  return [
    choice('Helpful', 'feedback', { question, answer, helpful: 'yes' }),
    choice('Not helpful', 'feedback', { question, answer, helpful: 'no' }),
  ];
}

/** A section by its headings, one press away. */
export function passageButton({ id, title }: AnswerSection, asked: string): Choice {
  return choice(title, 'passage', { section: id, question: questionText(asked) });
}
