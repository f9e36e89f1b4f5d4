import type { CuratedAnswer } from '../../src/community/model.js';
import type { AskedQuestion, KeptQuestion, QuestionLog, StoredAnswer } from '../../src/store/question-log.js';
import type { Instant } from '../../src/time/zoned.js';

/** A question log in memory, whose ids count up from q0000001 and a0000001; what was noted is kept as it came. */
export class KeptQuestions implements QuestionLog {
  readonly noted: AskedQuestion[] = [];
  /** The sections that somebody found helpful, in order. */
  readonly helpful: string[] = [];
  readonly #seen = new Set<string>();
  #open: KeptQuestion[] = [];
  #answers: StoredAnswer[] = [];
  #ids = 0;

  #id(letter: string): string {
    this.#ids += 1;
    return `${letter}${String(this.#ids).padStart(7, '0')}`;
  }

  #isNew(what: string, once: string | undefined): boolean {
    if (once === undefined) return true;
    const isNew = !this.#seen.has(`${what}/${once}`);
    this.#seen.add(`${what}/${once}`);
    return isNew;
  }

  async noteQuestion(question: AskedQuestion, once?: string): Promise<void> {
    if (!this.#isNew('asked', once)) return;
    this.noted.push(question);
    this.#open.push({ id: this.#id('q'), ...question });
  }

  async noteHelpful(answer: string, once?: string): Promise<void> {
    if (this.#isNew('helpful', once)) this.helpful.push(answer);
  }

  async openQuestions(query: { readonly since?: Instant; readonly limit: number }): Promise<readonly KeptQuestion[]> {
    const since = query.since ?? Number.NEGATIVE_INFINITY;
    return this.#open
      .filter(({ at }) => at >= since)
      .reverse()
      .slice(0, query.limit);
  }

  async resolveQuestions(
    ids: readonly string[],
    { answer, at }: { readonly answer?: CuratedAnswer; readonly at: Instant },
  ): Promise<StoredAnswer | undefined> {
    const before = this.#open.length;
    this.#open = this.#open.filter(({ id }) => !ids.includes(id));
    if (answer === undefined || this.#open.length === before) return undefined;
    const stored = { ...answer, id: this.#id('a'), addedAt: at };
    this.#answers.push(stored);
    return stored;
  }

  async curatedAnswers(): Promise<readonly StoredAnswer[]> {
    return [...this.#answers];
  }

  async removeAnswer(id: string): Promise<boolean> {
    const before = this.#answers.length;
    this.#answers = this.#answers.filter((answer) => answer.id !== id);
    return this.#answers.length < before;
  }
}
