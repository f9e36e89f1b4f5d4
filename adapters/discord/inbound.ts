/**
 * What Discord delivers, as invocations. Pure: it reads the JSON of gateway events and knows neither token nor socket.
 * What is not addressed to the bot comes out as `undefined`.
 */
import type {
  APIApplicationCommandInteractionDataOption,
  APIInteraction,
  APIMessageComponentInteraction,
  APIUser,
  GatewayMessageCreateDispatchData,
} from 'discord.js';
import type { Asking, Reader } from '../../src/adapter.js';
import type { Invoke } from '../../src/reply/reply.js';
import { type Instant, isoOf } from '../../src/time/zoned.js';

/** Of discord-api-types, written out so that this file needs no library at run time. */
const interactionType = { command: 2, component: 3, autocomplete: 4 } as const;
const buttonComponent = 2;
const chatInput = 1;
const optionType = { subcommand: 1, text: 3, count: 4, number: 10 } as const;
const messageType = { plain: 0, reply: 19 } as const;
const ephemeralFlag = 1 << 6;

export type Incoming =
  | { readonly kind: 'command'; readonly asking: Asking; readonly invoke: Invoke }
  | { readonly kind: 'button'; readonly asking: Asking; readonly customId: string; readonly on: PressedMessage }
  | {
      readonly kind: 'completion';
      readonly command: string;
      readonly option: string;
      readonly typed: string;
      /** The other options, as far as they are filled in. */
      readonly filled: Invoke['options'];
    };

/** The message whose button was pressed. `own`: only the presser sees it, so it may be changed in place. */
export interface PressedMessage {
  readonly own: boolean;
  readonly components: NonNullable<APIMessageComponentInteraction['message']['components']>;
}

/**
 * `undefined` for kinds of interaction that the bot offers nowhere.
 * @param branchOf the option that the subcommands of a command stand for
 */
export function readInteraction(
  interaction: APIInteraction,
  branchOf: (command: string) => string | undefined = () => undefined,
): Incoming | undefined {
  switch (interaction.type) {
    case interactionType.command: {
      const { data } = interaction;
      if (data.type !== chatInput) return undefined;
      const asking = askingOf(interaction);
      return {
        kind: 'command',
        asking,
        invoke: { command: data.name, options: optionsOf(data.options, branchOf(data.name)) },
      };
    }
    case interactionType.component: {
      const { data, message } = interaction;
      if (data.component_type !== buttonComponent) return undefined;
      const asking = askingOf(interaction);
      const own = asking.place === 'direct' || ((message.flags ?? 0) & ephemeralFlag) !== 0;
      return { kind: 'button', asking, customId: data.custom_id, on: { own, components: message.components ?? [] } };
    }
    case interactionType.autocomplete: {
      const { name: command, options = [] } = interaction.data;
      const given = within(options)?.options ?? options;
      const focused = given.find((option) => 'focused' in option && option.focused === true);
      if (focused === undefined || !('value' in focused)) return undefined;
      const { [focused.name]: _typed, ...filled } = optionsOf(options, branchOf(command));
      return { kind: 'completion', command, option: focused.name, typed: String(focused.value), filled };
    }
    default:
      return undefined;
  }
}

/** What every interaction says of who and where. */
interface Interacting {
  readonly locale: string;
  readonly channel?: { readonly id?: string; readonly type?: number };
  readonly channel_id?: string;
  readonly guild_id?: string;
  readonly member?: { readonly user: APIUser; readonly nick?: string | null; readonly roles?: readonly string[] };
  readonly user?: APIUser;
}
/** ChannelType.GroupDM */
const groupMessage = 3;

function askingOf(interaction: Interacting): Asking {
  const user = interaction.member?.user ?? interaction.user;
  const reader: Reader = {
    id: user?.id ?? '',
    ...(user === undefined ? {} : { name: nameOf(user, interaction.member?.nick) }),
    locale: interaction.locale,
    ...groupsOf(interaction.member),
  };
  return {
    platform: 'discord',
    // A group message has no server either, but others read along there: only the bot's own direct message is direct.
    place: interaction.guild_id === undefined && interaction.channel?.type !== groupMessage ? 'direct' : 'room',
    room: interaction.channel?.id ?? interaction.channel_id ?? '',
    reader,
  };
}

/** The roles come with each event, as they are at that moment. In a direct message there are none. */
function groupsOf(member: { readonly roles?: readonly string[] } | undefined): Pick<Reader, 'groups'> {
  const roles = member?.roles;
  return roles === undefined ? {} : { groups: async () => roles };
}

/** The name that the server shows, then the person's own, then the account's. */
function nameOf(user: Pick<APIUser, 'username' | 'global_name'>, nick?: string | null): string {
  return nick ?? user.global_name ?? user.username;
}

type Option = APIApplicationCommandInteractionDataOption<APIInteraction['type']>;

/** The subcommand that was used, which holds the options. */
function within(
  options: readonly Option[],
): { readonly name: string; readonly options?: readonly Option[] } | undefined {
  const [first] = options;
  return first?.type === optionType.subcommand ? first : undefined;
}

/** @param branch the option whose value the name of a subcommand is */
function optionsOf(options: readonly Option[] | undefined, branch: string | undefined): Invoke['options'] {
  const held: Record<string, string | number> = {};
  const used = within(options ?? []);
  if (used !== undefined && branch !== undefined) held[branch] = used.name;
  for (const option of used?.options ?? options ?? []) {
    if (option.type === optionType.text || option.type === optionType.count || option.type === optionType.number) {
      held[option.name] = option.value;
    }
  }
  return held;
}

/** What this process knows of the server: its own id, and names for what a message refers to. */
export interface Surroundings {
  readonly selfId: string;
  channelName(id: string): string | undefined;
  /** The channel that a thread, or a forum's post, belongs to; undefined for what is no thread, or not known. */
  parentOf(id: string): string | undefined;
  roleName(id: string): string | undefined;
}

export interface IncomingMessage {
  readonly asking: Asking;
  /** Without the bot's own mention; empty where nothing else was said. */
  readonly line: string;
}

/** A message that is addressed to the bot: a mention, or a direct message, written by a person. */
export function readMessage(
  message: GatewayMessageCreateDispatchData,
  surroundings: Surroundings,
): IncomingMessage | undefined {
  if (!isTyped(message) || !isAddressed(message, surroundings)) return undefined;
  const line = plainLine(message, surroundings);
  const place = message.guild_id === undefined ? 'direct' : 'room';
  // A forwarded message, a sticker or a picture: nothing was asked. A bare mention is a greeting, and gets an answer.
  if (line === '' && !namesBot(message, surroundings)) return undefined;
  return { asking: { platform: 'discord', place, room: message.channel_id, reader: readerOf(message) }, line };
}

/** A message between people: where it stands. What is said in it is read only where somebody listens. */
export interface Talk {
  /** The channel of the server; for a thread the one that it belongs to. */
  readonly room: string;
  readonly thread?: string;
  /** A forum's post, which asks all who read there. Everything else in a thread is said to those who talk there. */
  readonly opensThread: boolean;
  /** It replies to a message of the bot's: to an answer, or to a reminder, to which people say much that asks nothing. */
  readonly repliesToBot: boolean;
  read(): { readonly text: string; readonly reader: Reader };
}

/** A message that people may be heard by: not addressed to the bot, and neither to somebody else nor a reply to them. */
export function readTalk(message: GatewayMessageCreateDispatchData, surroundings: Surroundings): Talk | undefined {
  const { selfId } = surroundings;
  // Without the intent for message content that is empty in every message which does not ping the bot.
  if (!isTyped(message) || message.content === '' || isAddressed(message, surroundings)) return undefined;
  const repliesToBot = message.referenced_message?.author.id === selfId;
  if (message.type === messageType.reply && !repliesToBot) return undefined;
  if (message.mentions.some((user) => user.id !== selfId) || message.mention_roles.length > 0) return undefined;
  const { id, channel_id: channel } = message;
  const parent = surroundings.parentOf(channel);
  // A forum's post has the id of its first message, and its title is the channel's name.
  const opensThread = parent !== undefined && id === channel;
  const title = opensThread ? `${surroundings.channelName(channel) ?? ''}\n` : '';
  return {
    room: parent ?? channel,
    ...(parent === undefined ? {} : { thread: channel }),
    ...{ opensThread, repliesToBot },
    read: () => ({ text: `${title}${plainLine(message, surroundings)}`.trim(), reader: readerOf(message) }),
  };
}

/** By a person, with a keyboard. */
function isTyped({ author, webhook_id, type }: GatewayMessageCreateDispatchData): boolean {
  if (author.bot === true || author.system === true || webhook_id !== undefined) return false;
  return type === messageType.plain || type === messageType.reply;
}

function isAddressed(message: GatewayMessageCreateDispatchData, surroundings: Surroundings): boolean {
  return message.guild_id === undefined || namesBot(message, surroundings);
}

/** A reply pings whom it replies to, and Discord calls that a mention too: here it counts only where it was typed. */
function namesBot({ content, mentions }: GatewayMessageCreateDispatchData, { selfId }: Surroundings): boolean {
  return mentions.some(({ id }) => id === selfId) && new RegExp(`<@!?${selfId}>`).test(content);
}

function readerOf({ author, member }: GatewayMessageCreateDispatchData): Reader {
  return { id: author.id, name: nameOf(author, member?.nick), ...groupsOf(member) };
}

/** The content as a person reads it: names for ids, no marks of Discord's own. */
function plainLine(message: GatewayMessageCreateDispatchData, surroundings: Surroundings): string {
  const people = new Map(message.mentions.map((user) => [user.id, nameOf(user, user.member?.nick)]));
  return message.content
    .replace(/<@!?(\d+)>/g, (_all, id: string) =>
      id === surroundings.selfId ? ' ' : `@${people.get(id) ?? 'someone'}`,
    )
    .replace(/<@&(\d+)>/g, (_all, id: string) => `@${surroundings.roleName(id) ?? 'role'}`)
    .replace(/<#(\d+)>/g, (_all, id: string) => `#${surroundings.channelName(id) ?? 'channel'}`)
    .replace(/<a?:(\w+):\d+>/g, ':$1:')
    .replace(/<\/([^:<>]+):\d+>/g, '/$1')
    .replace(/<t:(-?\d{1,12})(?::[a-zA-Z])?>/g, (_all, at: string) => isoOf(Number(at) as Instant))
    .replace(/[^\S\n]+/g, ' ')
    .trim();
}
