/**
 * How a command is described. The description is the single source: registration on Discord, Slack's manifest, help, the
 * README's table and the page's completion are all made from it. `run` returns a reply or throws; it never posts, logs or
 * formats, and it cannot tell where it runs.
 */
import type { Asking, Branches, CommandInfo, Reader } from '../adapter.js';
import type { Answers } from '../answers/answers.js';
import type { Community } from '../community/model.js';
import type { Invoke, Reply } from '../reply/reply.js';
import type { ScheduleChanges } from '../schedule/change.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Receipts } from '../store/ledger.js';
import type { QuestionLog } from '../store/question-log.js';
import type { Instant } from '../time/zoned.js';
import type { Option, Raw } from './option.js';

export type { OpenTrouble, Receipt } from '../store/ledger.js';
export type { NearSection, StoredAnswer } from '../store/question-log.js';
export { choice, count, text, zone } from './option.js';

/** All that a command may see. */
export interface CommandContext {
  readonly community: Community;
  readonly schedule: Schedule;
  /** To make a change is for commands with `maintainers` alone. */
  readonly changes: ScheduleChanges;
  /** Where the page and the feeds are reached from outside, without a trailing slash; absent where nobody said. */
  readonly site?: string;
  readonly answers: Answers;
  /** What became of reminders; for commands with `maintainers` alone. */
  readonly receipts: Receipts;
  /** Questions that were not answered well; to read them is for maintainers alone. */
  readonly questions: QuestionLog;
  readonly now: Instant;
  /** Where it is asked. */
  readonly asking: Asking;
  readonly reader: Reader;
  /** Every command, for help. */
  readonly commands: readonly CommandInfo[];
  /** Runs another command for the same reader: how a question becomes a command. */
  run(invoke: Invoke): Promise<Reply>;
}

// biome-ignore lint/suspicious/noExplicitAny: an option of any value; `Values` gives each its own type back.
type Options = Readonly<Record<string, Option<any>>>;
export type Values<O extends Options> = { readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never };

export interface CommandDefinition<O extends Options> {
  readonly name: string;
  /** 1-100 characters, starts with a verb, no full stop. */
  readonly summary: string;
  /** Other single words that mean it, when a person writes to the bot without a slash. */
  readonly aliases?: readonly string[];
  readonly examples: readonly [string, ...string[]];
  readonly options: O;
  /** For maintainers alone, whose right the desk checks before `run`; the answer is never offered to the room. */
  readonly maintainers?: true;
  /** Stands behind buttons only: not registered with a platform, not listed, not completed. */
  readonly unlisted?: true;
  /** What it answers concerns whoever asked: no button shows it to the room. */
  readonly personal?: true;
  readonly branches?: Branches;
  /** Reads what is typed behind the slash command, in place of the common way (src/command/parse.ts). */
  fromText?(text: string): Record<string, Raw>;
  run(options: Values<O>, context: CommandContext): Promise<Reply> | Reply;
}

export interface Command {
  readonly info: CommandInfo;
  readonly aliases: readonly string[];
  readonly options: Options;
  readonly personal?: true;
  fromText?(text: string): Record<string, Raw>;
  run(options: Readonly<Record<string, unknown>>, context: CommandContext): Promise<Reply>;
}

export function defineCommand<O extends Options>(definition: CommandDefinition<O>): Command {
  const { name, summary, examples, options, maintainers, unlisted, branches } = definition;
  return {
    info: {
      name,
      summary,
      examples,
      options: Object.entries(options).map(([key, o]) => ({ name: key, ...o.info })),
      ...(maintainers && { maintainers }),
      ...(unlisted && { unlisted }),
      ...(branches && { branches }),
    },
    aliases: definition.aliases ?? [],
    options,
    ...(definition.personal && { personal: true }),
    ...(definition.fromText && { fromText: definition.fromText }),
    // The values were read by the very options that gave `Values<O>` its types.
    run: async (values, context) => definition.run(values as Values<O>, context),
  };
}
