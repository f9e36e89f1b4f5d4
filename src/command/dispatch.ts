/**
 * The desk: takes an invocation from any surface and always gives a reply. A ReaderError becomes a sentence; anything
 * else is a fault, which is logged under a short reference and not shown.
 */
import { randomInt } from 'node:crypto';
import type { Asking, Desk, Invocation, Logger } from '../adapter.js';
import type { Answers } from '../answers/answers.js';
import type { Community } from '../community/model.js';
import { fold, nearest } from '../nearest.js';
import type { Invoke, Reply } from '../reply/reply.js';
import type { ScheduleChanges } from '../schedule/change.js';
import type { Schedule } from '../schedule/schedule.js';
import type { Receipts } from '../store/ledger.js';
import type { QuestionLog } from '../store/question-log.js';
import type { Clock } from '../time/clock.js';
import type { Command, CommandContext } from './command.js';
import { problem, quoteBack, ReaderError } from './errors.js';
import { createFloodGuard } from './flood.js';
import { createOverhearing } from './overhear.js';
import { optionsFromText, readOptions } from './parse.js';
import { hushReply, problemReply } from './problem-reply.js';
import { requireMaintainer } from './rights.js';

export interface DeskParts {
  readonly community: Community;
  readonly schedule: Schedule;
  readonly changes: ScheduleChanges;
  /** As `CommandContext.site`. */
  readonly site?: string;
  readonly answers: Answers;
  readonly receipts: Receipts;
  readonly questions: QuestionLog;
  readonly clock: Clock;
  readonly log: Logger;
  readonly commands: readonly Command[];
  /** The next meetings at a glance; not registered anywhere. */
  readonly home: Command;
}

/** Long enough for any question, short enough that no text can keep the event loop busy. */
const longestLine = 2_000;
/** How deep one command may hand over to another: a question to a command, and no further. */
const deepest = 3;

export function createDesk(parts: DeskParts): Desk {
  const { community, schedule, changes, answers, receipts, questions, clock, log, commands } = parts;
  const infos = commands.map((command) => command.info).filter((info) => !info.unlisted);
  const flood = createFloodGuard(clock, log);

  function commandNamed(name: string): Command {
    const wanted = name.toLowerCase();
    const found = commands.find((c) => c.info.name === wanted || c.aliases.includes(wanted));
    if (found !== undefined) return found;
    const near = nearest(
      name,
      infos.map((info) => info.name),
    ).map((near) => `/${near}`);
    throw problem('no-such-command', { command: quoteBack(name), near });
  }

  async function run(
    invoke: Invoke,
    asking: Asking,
    depth: number,
    command = commandNamed(invoke.command),
    /** Where what it comes to is known already. */
    known: Answers = answers,
  ): Promise<Reply> {
    if (depth > deepest) throw new Error(`Commands call each other without end: ${invoke.command}`);
    if (command.info.maintainers) {
      // An answer that came through another command could be shown to the room from there.
      if (depth > 1) throw new Error(`No command may hand over to /${command.info.name}, which is for maintainers`);
      await requireMaintainer(command.info.name, asking, community);
    }
    const context: CommandContext = {
      community,
      schedule,
      changes,
      ...(parts.site === undefined ? {} : { site: parts.site }),
      answers: known,
      receipts,
      questions,
      now: clock.now(),
      asking,
      reader: asking.reader,
      commands: infos,
      run: (next) => run(next, asking, depth + 1),
    };
    return command.run(readOptions(command, invoke.options), context);
  }

  async function guarded(what: string, asking: Asking, work: () => Promise<Reply>): Promise<Reply> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof ReaderError) return problemReply(error.message, error);
      const ref = reference();
      log.error('A command failed', { ref, command: what, platform: asking.platform, error });
      return problemReply(`Something broke here (ref ${ref}). Please try again; a maintainer can find it in the log.`);
    }
  }

  return {
    community,
    commands: infos,
    async answer(invocation) {
      const haste = flood.check(invocation);
      if (haste === 'hush') return hushReply;
      const asked = 'invoke' in invocation ? invocation.invoke.command : 'line';
      return guarded(asked, invocation, async () => {
        if (haste !== undefined) throw problem('too-fast', haste);
        const invoke =
          'invoke' in invocation ? invocation.invoke : invokeFromLine(invocation.line, commands, commandNamed);
        const command = commandNamed(invoke.command);
        if (command.info.maintainers && isForAll(invoke, invocation)) {
          throw problem('maintainers-in-private', { command: command.info.name });
        }
        const reply = await run(invoke, invocation, 1, command);
        if (command.info.maintainers) return { ...reply, audience: 'asker' };
        return command.personal ? reply : forAudience(reply, invoke, invocation);
      });
    },
    overhear: createOverhearing({
      ...{ community, answers, questions, clock, log, flood },
      replyTo: (question, overheard, answered) =>
        run({ command: 'ask', options: { question } }, overheard, 1, undefined, { answer: async () => answered }),
    }),
    async complete(name, option, typed, filled = {}) {
      try {
        const complete = commandNamed(name).options[option]?.complete;
        return (
          complete?.(typed.slice(0, 100), { community, schedule, changes, now: clock.now(), filled }) ?? []
        ).slice(0, 25);
      } catch (error) {
        if (!(error instanceof ReaderError)) log.error('Completion failed', { command: name, error });
        return [];
      }
    },
    home: (asking) =>
      guarded('home', asking, () => run({ command: parts.home.info.name, options: {} }, asking, 1, parts.home)),
  };
}

function invokeFromLine(line: string, commands: readonly Command[], named: (name: string) => Command): Invoke {
  const typed = line.trim();
  if (typed.length > longestLine)
    throw problem('too-long', { option: 'a message', limit: longestLine, length: typed.length });
  if (typed.startsWith('/')) {
    const [, name = '', rest = ''] = /^\/+\s*(\S*)\s*([\s\S]*)$/u.exec(typed) ?? [];
    // A slash alone asks what there is.
    const command = named(name === '' ? 'help' : name);
    return { command: command.info.name, options: optionsFromText(command, rest) };
  }
  if (typed === '') throw problem('empty-question', { example: 'when is the next meeting?' });
  // "@frontdesk meeting": the bare name of a command means the command.
  const bare = fold(typed).replaceAll(' ', '-');
  const command = commands.find((c) => c.info.name === bare || c.aliases.includes(bare));
  if (command !== undefined && !command.info.options.some((o) => o.required)) {
    return { command: command.info.name, options: {} };
  }
  return { command: 'ask', options: { question: typed } };
}

/** Whether the room reads what is answered, whatever audience the reply names. */
function isForAll(invoke: Invoke, { place, public: isPublic }: Invocation): boolean {
  return place === 'room' && (isPublic === true || invoke.share === true);
}

/** Answers go to the asker alone, with a button that shows them to the room; what was shared carries no such button. */
function forAudience(reply: Reply, invoke: Invoke, invocation: Invocation): Reply {
  if (invoke.share) return { ...reply, audience: 'room' };
  if (invocation.place === 'direct' || reply.tone === 'problem' || reply.audience === 'room') return reply;
  return { ...reply, choices: [...reply.choices, { label: 'Show to the room', invoke: { ...invoke, share: true } }] };
}

/** Four letters and digits that are not mistaken for each other when read aloud. */
function reference(): string {
  const letters = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
  return Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('');
}
