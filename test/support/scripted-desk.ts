/**
 * A desk that answers from a table and remembers what it was asked, so that an adapter is tested without the rooms behind
 * the real one. `hold` lets a test stand between the question and its answer, with no clock involved.
 */
import type { Asking, CommandInfo, Completion, Desk, Invocation, Overheard } from '../../src/adapter.js';
import type { Invoke, Reply } from '../../src/reply/reply.js';

export interface ScriptedDesk extends Desk {
  /** Everything asked so far, oldest first. */
  readonly asked: readonly Invocation[];
  /** Who opened the home view so far. */
  readonly homes: readonly Asking[];
  /** What it was told of that was not addressed to it. */
  readonly heard: readonly Overheard[];
  /** The next invocation that comes in after this call. */
  nextAsked(): Promise<Invocation>;
  /** From now on answers wait; the function given back lets them all go. */
  hold(): () => void;
}

/** Three commands with each kind of option, as a platform would register them. */
export const scriptedCommands: readonly CommandInfo[] = [
  {
    name: 'meeting',
    summary: 'When the community meets, in your own time',
    examples: ['meeting', 'meeting community'],
    options: [{ name: 'name', summary: 'A meeting', kind: 'text', required: false, maxLength: 100, completes: true }],
  },
  {
    name: 'working-groups',
    summary: 'Find a working group',
    examples: ['working-groups', 'working-groups networking'],
    options: [
      {
        name: 'query',
        summary: 'Part of a group name',
        kind: 'text',
        required: false,
        maxLength: 100,
        completes: true,
      },
      { name: 'page', summary: 'Page', kind: 'count', required: false, min: 1, max: 50, completes: false },
    ],
  },
  {
    name: 'ask',
    summary: 'Ask a question in a sentence',
    examples: ['ask when is the next meeting?'],
    options: [
      { name: 'question', summary: 'Your question', kind: 'text', required: true, maxLength: 2000, completes: false },
    ],
  },
];

/** What was asked, as a person would type it: "/meeting community" also where the platform delivered options. */
export function asTyped(invocation: Invocation): string {
  return 'line' in invocation ? invocation.line.trim() : invokeAsTyped(invocation.invoke);
}

/** A pressed "Show to the room" reads as the line it stands for, with "(shared)" behind it. */
function invokeAsTyped(invoke: Invoke): string {
  const line = [`/${invoke.command}`, ...Object.values(invoke.options)].join(' ');
  return invoke.share ? `${line} (shared)` : line;
}

/**
 * @param answers the reply for each line, as `asTyped` gives it.
 * @param values what autocompletion offers, whatever the option.
 */
export function scriptedDesk(
  answers: Readonly<Record<string, Reply>>,
  values: readonly Completion[] = [{ label: 'Community meeting', value: 'community' }],
): ScriptedDesk {
  const asked: Invocation[] = [];
  const homes: Asking[] = [];
  const heard: Overheard[] = [];
  let waiting: ((invocation: Invocation) => void)[] = [];
  let gate: Promise<void> = Promise.resolve();
  return {
    asked,
    homes,
    heard,
    community: { name: 'Example' },
    commands: scriptedCommands,
    async answer(invocation) {
      asked.push(invocation);
      const told = waiting;
      waiting = [];
      for (const tell of told) tell(invocation);
      await gate;
      return answers[asTyped(invocation)] ?? unscripted(asTyped(invocation));
    },
    /** What is scripted is answered, and nothing else. */
    async overhear(overheard) {
      heard.push(overheard);
      return answers[overheard.text];
    },
    async complete(_command, _option, typed) {
      return values.filter(({ label }) => label.toLowerCase().startsWith(typed.toLowerCase())).slice(0, 25);
    },
    async home(asking) {
      homes.push(asking);
      return answers.home ?? unscripted('home');
    },
    nextAsked: () => new Promise((resolve) => waiting.push(resolve)),
    hold() {
      let release: () => void = () => undefined;
      gate = new Promise((resolve) => {
        release = resolve;
      });
      return () => release();
    },
  };
}

function unscripted(line: string): Reply {
  const words = `Nothing is scripted for “${line}”.`;
  return {
    title: 'Not scripted',
    audience: 'asker',
    tone: 'problem',
    summary: words,
    body: [{ type: 'text', line: [words] }],
    choices: [],
  };
}
