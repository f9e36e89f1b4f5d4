import type { Reader } from '../adapter.js';
import type { Invoke, Reply } from '../reply/reply.js';
import type { Instant } from '../time/zoned.js';

/**
 * What a question comes to. `invoke`: a command answers it exactly. `reply`: answered here, from data, from a passage, or
 * with an honest "I don't know". `kind` says which, for tests and for the log; it is never guessed from the text.
 */
export type Answered =
  | { readonly kind: 'command'; readonly invoke: Invoke }
  | {
      readonly kind: 'computed' | 'passage' | 'smalltalk' | 'unknown';
      readonly reply: Reply;
      /** Lines of the community file that a computed answer comes from. */
      readonly lines?: readonly number[];
    };

export interface Answers {
  /** Never rejects for any text; `question` is 1 to 2,000 characters, already trimmed. */
  answer(question: string, asking: { readonly reader: Reader; readonly now: Instant }): Promise<Answered>;
}
