/**
 * What was asked and not answered well, kept for the maintainers: once for each asking, without who asked unless the community
 * file says to keep it. And the answers that maintainers wrote in chat.
 */
import type { Platform } from '../adapter.js';
import type { CuratedAnswer } from '../community/model.js';
import type { Instant } from '../time/zoned.js';

/** `unanswered`: "I don't know". `doubtful`: several passages were offered. `not-helpful`: somebody said so of an answer. */
export type QuestionReason = 'unanswered' | 'doubtful' | 'not-helpful';

/** The section that came nearest, or that was quoted. */
export interface NearSection {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
}

export interface AskedQuestion {
  /** As it was asked, cleaned; at most 500 characters. */
  readonly text: string;
  readonly reason: QuestionReason;
  readonly near?: NearSection;
  readonly platform: Platform;
  /** The platform's id of the channel; "direct" for a direct message, whose id would name a person. */
  readonly channel: string;
  /** The platform's id of the person; only where the community file opts in. */
  readonly asker?: string;
  readonly at: Instant;
}

export interface KeptQuestion extends AskedQuestion {
  readonly id: string;
}

export interface StoredAnswer extends CuratedAnswer {
  readonly id: string;
  readonly addedAt: Instant;
}

/** What only reads: also for a database that another process has open. */
export interface QuestionReading {
  /** Those that nobody has resolved, the latest first. At most `limit`, and 10,000. */
  openQuestions(query: { readonly since?: Instant; readonly limit: number }): Promise<readonly KeptQuestion[]>;
  /** The earliest first. */
  curatedAnswers(): Promise<readonly StoredAnswer[]>;
}

export interface QuestionLog extends QuestionReading {
  /**
   * Bounded: now and then the oldest go until 10,000 are left, and those older than 180 days go with the next one.
   * @param once what is noted under the same key within a day is noted once; only a hash of it is kept, for that day.
   */
  noteQuestion(question: AskedQuestion, once?: string): Promise<void>;
  /** Counts that somebody found an answer helpful; `answer` is the section's id. `once` as above. */
  noteHelpful(answer: string, once?: string): Promise<void>;
  /**
   * Takes questions off the list, with the answer that now stands for them or without one. Those that are off it already stay
   * as they are; where all of them are, no answer is added and undefined comes back.
   */
  resolveQuestions(
    ids: readonly string[],
    how: { readonly answer?: CuratedAnswer; readonly at: Instant },
  ): Promise<StoredAnswer | undefined>;
  /** Takes an answer away; the questions that it stood for stay off the list. False: it is gone already. */
  removeAnswer(id: string): Promise<boolean>;
}
