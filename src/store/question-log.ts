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
  /** The platform's id of the channel. */
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

export interface QuestionLog {
  /** Bounded: the oldest go when there are more than 10,000, and none is kept longer than 180 days. */
  noteQuestion(question: AskedQuestion): Promise<void>;
  /** Counts that somebody found an answer helpful; `answer` is the section's id. */
  noteHelpful(answer: string): Promise<void>;
  /** Those that nobody has resolved, the latest first. At most `limit`. */
  openQuestions(query: { readonly since?: Instant; readonly limit: number }): Promise<readonly KeptQuestion[]>;
  /** Takes questions off the list, with the answer that now stands for them or without one. */
  resolveQuestions(
    ids: readonly string[],
    how: { readonly answer?: CuratedAnswer; readonly at: Instant },
  ): Promise<StoredAnswer | undefined>;
  curatedAnswers(): Promise<readonly StoredAnswer[]>;
  removeAnswer(id: string): Promise<boolean>;
}
