import type { CommandInfo, Completion, Reader } from '../adapter.js';
import type { Answers } from '../answers/answers.js';
import type { Community } from '../community/model.js';
import type { Invoke, Reply } from '../reply/reply.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Instant } from '../time/zoned.js';

/** All that a command may see. It cannot tell on which platform it runs. */
export interface CommandContext {
  readonly community: Community;
  readonly schedule: Schedule;
  readonly answers: Answers;
  readonly now: Instant;
  readonly reader: Reader;
  /** Every command, for help. */
  readonly commands: readonly CommandInfo[];
  /** Runs another command for the same reader: how a question becomes a command. */
  run(invoke: Invoke): Promise<Reply>;
}

/** What autocompletion may see. */
export type CompleteContext = Pick<CommandContext, 'community' | 'schedule' | 'now'>;
export type Complete = (typed: string, context: CompleteContext) => readonly Completion[];
