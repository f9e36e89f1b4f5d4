/**
 * What could be typed next in a line that starts with a slash: the name of a command, a value of one of its options, or
 * the name of a further option. Pure, but for `ask`, which fetches the values that only the server knows.
 */
import type { CommandInfo, Completion, OptionInfo } from '../../../src/adapter.js';
import type { Suggestion } from './combobox.js';

export type KnownCommand = Pick<CommandInfo, 'name' | 'summary' | 'options'>;
export type Ask = (command: string, option: string, typed: string) => Promise<readonly Completion[]>;

/** How many are offered at once. */
const most = 8;

export async function suggestionsFor(
  line: string,
  commands: readonly KnownCommand[],
  ask: Ask,
): Promise<readonly Suggestion[]> {
  const [, name, rest] = /^\/(\S*)(?:\s+([\s\S]*))?$/u.exec(line) ?? [];
  if (name === undefined) return [];
  if (rest === undefined && !/\s$/u.test(line)) return commandsFor(name, commands);
  const command = commands.find((each) => each.name === name.toLowerCase());
  return command === undefined ? [] : valuesFor(command, rest ?? '', ask);
}

function commandsFor(typed: string, commands: readonly KnownCommand[]): readonly Suggestion[] {
  const word = typed.toLowerCase();
  const starts = commands.filter(({ name }) => name.startsWith(word));
  const holds = commands.filter(({ name }) => !name.startsWith(word) && name.includes(word));
  return [...starts, ...holds].map(({ name, summary, options }) => {
    const suggestion = { label: `/${name}`, detail: summary, text: `/${name}${options.length > 0 ? ' ' : ''}` };
    return options.length > 0 ? { ...suggestion, goesOn: true } : suggestion;
  });
}

async function valuesFor({ name, options }: KnownCommand, rest: string, ask: Ask): Promise<readonly Suggestion[]> {
  const words = /^([\s\S]*?)(\S*)$/u.exec(rest) ?? [];
  const [before = '', last = ''] = words.slice(1);
  const [, key = '', begun = ''] = /^([a-z-]+):(.*)$/u.exec(last) ?? [];
  const named = options.find((option) => option.name === key);
  if (named !== undefined) {
    const values = await valuesOf(name, named, begun, ask);
    return values.map(({ label, value }) => ({
      label,
      text: `/${name} ${before}${key}:${/\s/u.test(value) ? `"${value}"` : value}`,
    }));
  }
  // Text without a name is the first text option's, as the desk reads it; later words can name further options.
  const first = options.find((option) => option.kind !== 'count');
  const usesPairs = options.some((option) => rest.includes(`${option.name}:`));
  const values = first === undefined || usesPairs ? [] : await valuesOf(name, first, rest.trimStart(), ask);
  const whole = values
    .filter(({ value }) => value !== rest)
    .map(({ label, value }) => ({ label, text: `/${name} ${value}` }));
  const further = options.filter(
    (option) => option !== first && option.name.startsWith(last) && !rest.includes(`${option.name}:`),
  );
  const pairs = further.map((option) => pairFor(name, before, option));
  return [...whole.slice(0, most - Math.min(pairs.length, 2)), ...pairs].slice(0, most);
}

function pairFor(command: string, before: string, option: OptionInfo): Suggestion {
  const pair = { label: `${option.name}:`, detail: option.summary, text: `/${command} ${before}${option.name}:` };
  return option.completes || option.values !== undefined ? { ...pair, goesOn: true } : pair;
}

async function valuesOf(command: string, option: OptionInfo, typed: string, ask: Ask): Promise<readonly Completion[]> {
  const word = typed.toLowerCase();
  if (option.values !== undefined) {
    return option.values
      .filter((value) => value.toLowerCase().startsWith(word))
      .map((value) => ({ label: value, value }));
  }
  return option.completes ? ask(command, option.name, typed) : [];
}
