/**
 * The questions of a database, opened for each call: for `frontdesk ask`, beside a front desk that runs. What is asked in the
 * terminal leaves no trace, and what stands there is changed in chat.
 */
import { problem } from '../command/errors.js';
import type { QuestionLog, QuestionReading } from '../store/question-log.js';
import { CommandLineError } from './command-line-error.js';
import { type Environment, settingsOf } from './environment.js';
import { reading } from './receipts.js';

export function storedQuestions(environment: Environment): QuestionLog {
  const ask = async <T>(question: (store: QuestionReading) => Promise<T>): Promise<T> => {
    try {
      return await reading(settingsOf(environment).database, question);
    } catch (error) {
      if (error instanceof CommandLineError) throw problem('questions-unreadable', { why: error.message });
      throw error;
    }
  };
  const refuse = async () => {
    throw problem('questions-only-read');
  };
  return {
    noteQuestion: async () => undefined,
    noteHelpful: async () => undefined,
    openQuestions: (query) => ask((store) => store.openQuestions(query)),
    curatedAnswers: () => ask((store) => store.curatedAnswers()),
    resolveQuestions: refuse,
    removeAnswer: refuse,
  };
}
