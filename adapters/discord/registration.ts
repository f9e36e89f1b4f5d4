/**
 * The desk's commands as Discord registers them, and whether what is registered already says the same. Discord allows 200
 * registrations a day and makes members' clients reload on each, so an unchanged set is not sent again.
 */
import type {
  APIApplicationCommandIntegerOption,
  APIApplicationCommandStringOption,
  APIApplicationCommandSubcommandOption,
  RESTPutAPIApplicationCommandsJSONBody,
} from 'discord.js';
import type { Branch, CommandInfo, OptionInfo } from '../../src/adapter.js';

const kinds = { chatInput: 1, subcommand: 1, text: 3, count: 4 } as const;
/** InteractionContextType: on a server, and in a direct message with the bot. ApplicationIntegrationType: on a server. */
const contexts = { everywhere: [0, 1], onServers: [0] };
const integrationTypes = [0];

/**
 * The permission Manage Server: Discord shows a maintainers' command to those who have it, and to whom a server's
 * administrators allow it (Server Settings, Integrations). The desk checks the right all the same.
 */
const manageServer = '32';

/** https://discord.com/developers/docs/interactions/application-commands : max_length, 1-6000. */
const longestOption = 6000;

export type CommandBody = RESTPutAPIApplicationCommandsJSONBody[number];

/** What PUT applications/:id/commands takes. Discord wants the required options first. */
export function commandBodies(commands: readonly CommandInfo[]): CommandBody[] {
  return commands.map((command) => ({
    type: kinds.chatInput,
    name: command.name,
    description: command.summary,
    options: command.branches?.of.map((branch) => branchBody(branch, command)) ?? optionBodies(command.options),
    contexts: command.maintainers ? contexts.onServers : contexts.everywhere,
    ...(command.maintainers ? { default_member_permissions: manageServer } : {}),
    integration_types: integrationTypes,
  }));
}

/** A subcommand, with the options that count in it. */
function branchBody(branch: Branch, { name, options }: CommandInfo): APIApplicationCommandSubcommandOption {
  const held = branch.options.map((wanted) => {
    const option = options.find((one) => one.name === wanted);
    if (option === undefined) throw new RangeError(`/${name} ${branch.value} names an option that is none: ${wanted}`);
    return { ...option, required: branch.required.includes(wanted) };
  });
  return { type: kinds.subcommand, name: branch.value, description: branch.summary, options: optionBodies(held) };
}

function optionBodies(options: readonly OptionInfo[]) {
  return [...options].sort((a, b) => Number(b.required) - Number(a.required)).map(optionBody);
}

function optionBody(option: OptionInfo): APIApplicationCommandIntegerOption | APIApplicationCommandStringOption {
  const { name, summary: description, required } = option;
  switch (option.kind) {
    case 'count':
      return {
        type: kinds.count,
        name,
        description,
        required,
        ...(option.min === undefined ? {} : { min_value: option.min }),
        ...(option.max === undefined ? {} : { max_value: option.max }),
      };
    case 'choice':
      return {
        type: kinds.text,
        name,
        description,
        required,
        choices: (option.values ?? []).map((value) => ({ name: value, value })),
      };
    case 'text':
      return {
        type: kinds.text,
        name,
        description,
        required,
        ...(option.maxLength === undefined ? {} : { max_length: Math.min(option.maxLength, longestOption) }),
        ...(option.completes ? { autocomplete: true } : {}),
      };
  }
}

/** A command or an option as Discord gives it back: with ids, versions and its own defaults beside what was sent. */
export type Registered = Readonly<Record<string, unknown>>;

/** Whether Discord holds the same commands, in whatever order; what it adds of its own does not count. */
export function sameCommands(wanted: readonly CommandBody[], held: readonly Registered[]): boolean {
  if (wanted.length !== held.length) return false;
  const byName = new Map(held.map((command) => [command.name, command]));
  return wanted.every((command) => {
    const other = byName.get(command.name);
    // A command of one server comes back without contexts.
    const alike = Array.isArray(other?.contexts) ? command.contexts : other?.contexts;
    return other !== undefined && comparable({ ...command, contexts: alike }) === comparable(other);
  });
}

/** Discord leaves false flags out of some answers and adds defaults: only what decides how a command looks is compared. */
function comparable(command: Registered): string {
  return JSON.stringify([
    command.type ?? kinds.chatInput,
    command.name,
    command.description,
    command.default_member_permissions ?? null,
    command.contexts ?? null,
    list(command.options).map(comparableOption),
  ]);
}

function comparableOption(option: Registered): readonly unknown[] {
  return [
    option.type,
    option.name,
    option.description,
    option.required ?? false,
    option.autocomplete ?? false,
    option.max_length ?? null,
    option.min_value ?? null,
    option.max_value ?? null,
    list(option.choices).map((choice) => [choice.name, choice.value]),
    list(option.options).map(comparableOption),
  ];
}

function list(value: unknown): readonly Registered[] {
  return Array.isArray(value) ? value : [];
}

/** The two calls that registering takes. */
export interface CommandRegister {
  registered(): Promise<readonly Registered[]>;
  register(bodies: readonly CommandBody[]): Promise<void>;
}

/** Sends the commands unless the same ones are registered. Tells whether it sent them. */
export async function registerCommands(commands: readonly CommandInfo[], register: CommandRegister): Promise<boolean> {
  const wanted = commandBodies(commands);
  if (sameCommands(wanted, await register.registered())) return false;
  await register.register(wanted);
  return true;
}
