import type { Reader } from '../adapter.js';
import type { Invoke, Reply } from '../reply/reply.js';
import type { Instant } from '../time/zoned.js';

/**
 * What a question comes to. `invoke`: a command answers it exactly. `reply`: answered here, from data, from a passage, or
 * with an honest "I don't know". `kind` says which, for tests and for the log; it is never guessed from the text.
 */
export type Answered =
  | {
      readonly kind: 'command';
      readonly invoke: Invoke;
      /** Lines of the community file that the command answers from. */
      readonly lines?: readonly number[];
    }
  | {
      readonly kind: 'computed' | 'curated' | 'passage' | 'maybe' | 'smalltalk' | 'unknown';
      readonly reply: Reply;
      /** Lines of the community file that a computed answer comes from. */
      readonly lines?: readonly number[];
      /** The section that is quoted and those that are offered beside it, or those that came near; the best first. */
      readonly sections?: readonly AnswerSection[];
      /** The section that is quoted says nothing of something that was asked about: to whoever did not ask it is no answer. */
      readonly leavesOut?: true;
      /** The question is worded exactly as the maintainers wrote it down. */
      readonly exact?: true;
    };

/** A section of the documents, or a curated answer, by the id under which feedback is kept. */
export interface AnswerSection {
  readonly id: string;
  readonly title: string;
  readonly url?: string;
}

export interface Answers {
  /** Never rejects for any text; `question` is 1 to 2,000 characters, already trimmed. */
  answer(question: string, asking: { readonly reader: Reader; readonly now: Instant }): Promise<Answered>;
  /** One section, by its id, as it is quoted for a question; undefined where it is no longer in the documents. */
  passage?(section: string, question: string): Answered | undefined;
}
