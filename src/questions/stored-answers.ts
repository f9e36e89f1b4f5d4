/**
 * The answers that maintainers wrote in chat, as this process knows them: read when a question asks for them and what is known
 * is older than half a minute, so that replicas learn of each other's without a timer. Where the database does not answer,
 * what was known stands.
 */
import { answerWithin } from '../store/answer-within.js';
import type { QuestionLog, StoredAnswer } from '../store/question-log.js';
import type { Clock } from '../time/clock.js';

const freshSeconds = 30;
/** Somebody waits for an answer meanwhile. */
const patienceMs = 2_000;

export interface StoredAnswers {
  /** The same array until there is a change. Never rejects. */
  list(): Promise<readonly StoredAnswer[]>;
  /** The log, whose changes are known here at once. */
  readonly questions: QuestionLog;
}

export function createStoredAnswers(log: QuestionLog, clock: Clock): StoredAnswers {
  let known: readonly StoredAnswer[] = [];
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | undefined;

  async function read(): Promise<void> {
    readAt = clock.now();
    const found = await answerWithin(patienceMs, log.curatedAnswers()).catch(() => undefined);
    if (found !== undefined && !isSame(found, known)) known = found;
    reading = undefined;
  }

  function forget(): void {
    readAt = Number.NEGATIVE_INFINITY;
  }

  return {
    async list() {
      // A clock that was put back must not keep it from being read for longer.
      const age = clock.now() - readAt;
      if (age >= freshSeconds || age < 0) reading ??= read();
      await reading;
      return known;
    },
    questions: {
      noteQuestion: (question, once) => log.noteQuestion(question, once),
      noteHelpful: (answer, once) => log.noteHelpful(answer, once),
      openQuestions: (query) => log.openQuestions(query),
      curatedAnswers: () => log.curatedAnswers(),
      resolveQuestions: (ids, how) => log.resolveQuestions(ids, how).finally(forget),
      removeAnswer: (id) => log.removeAnswer(id).finally(forget),
    },
  };
}

/** What an answer says never changes: another wording is another answer. */
function isSame(a: readonly StoredAnswer[], b: readonly StoredAnswer[]): boolean {
  return a.length === b.length && a.every(({ id }, index) => id === b[index]?.id);
}
