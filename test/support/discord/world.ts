/** What the fake Discord remembers: people, channels, messages, interactions, commands; and what each person sees. */
import { markerOf } from '../../../adapters/discord/key.js';
import type { Clock } from '../../../src/time/clock.js';
import { readMarkdown } from './eye.js';
import { type AllowedMentions, pingsOf } from './pings.js';
import { type Component, flatten, type MessageBodyLike } from './rules.js';

export interface Member {
  readonly id: string;
  readonly username: string;
  readonly global_name: string | null;
  readonly nick: string | null;
  readonly locale: string;
  readonly bot: boolean;
  /** Ids of the roles that the person has on the server. */
  readonly roles: readonly string[];
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  /** Absent for a direct message. */
  readonly guild?: string;
  /** The channel, or the forum, that a thread belongs to. */
  readonly parent?: string;
  readonly isForum?: true;
}

export interface SentBody extends MessageBodyLike {
  readonly allowed_mentions?: AllowedMentions | null;
  readonly enforce_nonce?: boolean | null;
  readonly message_reference?: { readonly message_id: string } | null;
}

export interface Message {
  readonly id: string;
  readonly channel: string;
  readonly author: Member;
  /** Set on ephemeral messages: who alone sees it. */
  readonly visibleTo?: string;
  readonly atMs: number;
  readonly type: number;
  readonly reference?: string;
  readonly nonce?: string;
  readonly webhook?: string;
  content: string;
  components: readonly Component[];
  flags: number;
  pings: readonly string[];
}

export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly member: Member;
  readonly channel: Channel;
  readonly createdMs: number;
  /** The message whose button was pressed. */
  readonly pressed?: string;
  state: 'fresh' | 'thinking' | 'updating' | 'answered';
  /** Flags of the announcement "thinking…", which decide who sees the answer. */
  thinkingFlags: number;
  original?: string;
  choices?: readonly { readonly name: string; readonly value: string }[];
}

/** One message as a member sees it. */
export interface SeenMessage {
  readonly id: string;
  readonly author: string;
  readonly text: string;
  readonly links: readonly { readonly text: string; readonly url: string }[];
  readonly instants: readonly number[];
  readonly people: readonly string[];
  readonly alive: readonly string[];
  readonly buttons: readonly { readonly label: string; readonly customId: string }[];
  readonly ephemeral: boolean;
  readonly pings: readonly string[];
  readonly repliesTo?: string;
}

export const ephemeralFlag = 1 << 6;
const epochMs = 1_420_070_400_000;

export class World {
  readonly clock: Clock;
  readonly members = new Map<string, Member>();
  readonly channels = new Map<string, Channel>();
  readonly messages: Message[] = [];
  /** What was taken away, in order. */
  readonly removed: Message[] = [];
  /** The channels of direct messages, by person. */
  readonly directs = new Map<string, Channel>();
  readonly interactions = new Map<string, Interaction>();
  readonly commands = new Map<string, readonly Record<string, unknown>[]>();
  #counter = 0;
  readonly #byId = new Map<string, Message>();
  readonly #byChannel = new Map<string, Message[]>();
  readonly #byNonce = new Map<string, Message>();
  readonly #byMarker = new Map<string, Message[]>();

  constructor(clock: Clock) {
    this.clock = clock;
  }

  snowflake(): string {
    this.#counter += 1;
    return ((BigInt(this.clock.nowMs() - epochMs) << 22n) | BigInt(this.#counter % 4_194_304)).toString();
  }

  keep(
    body: SentBody,
    from: Pick<Message, 'channel' | 'author'> & { visibleTo?: string; webhook?: string; type?: number; id?: string },
  ): Message {
    const { visibleTo, webhook, id = this.snowflake(), type = body.message_reference ? 19 : 0, ...rest } = from;
    const message: Message = {
      ...rest,
      id,
      atMs: this.clock.nowMs(),
      type,
      ...(visibleTo === undefined ? {} : { visibleTo }),
      ...(webhook === undefined ? {} : { webhook }),
      ...(body.nonce ? { nonce: String(body.nonce) } : {}),
      ...(body.message_reference ? { reference: body.message_reference.message_id } : {}),
      content: body.content ?? '',
      components: withIds(body.components ?? []),
      flags: body.flags ?? 0,
      pings: [],
    };
    message.pings = this.pingsBy(message, body.allowed_mentions);
    this.messages.push(message);
    this.#byId.set(message.id, message);
    push(this.#byChannel, message.channel, message);
    if (message.nonce !== undefined) this.#byNonce.set(message.nonce, message);
    for (const marker of markersIn(message)) push(this.#byMarker, marker, message);
    return message;
  }

  message(id: string | undefined): Message | undefined {
    return this.#byId.get(id ?? '');
  }

  /** What a channel holds for everybody and for some, oldest first. */
  in(channel: string): readonly Message[] {
    return this.#byChannel.get(channel) ?? [];
  }

  /** The newest message that came with this nonce. */
  withNonce(nonce: string): Message | undefined {
    return this.#byNonce.get(nonce);
  }

  /** The messages that show a post, the first one of each: by the marker they carry. */
  posted(key: string): readonly Message[] {
    return this.#byMarker.get(markerOf(key, 0).join('/')) ?? [];
  }

  remove(message: Message): void {
    this.removed.push(message);
    this.#byId.delete(message.id);
    drop(this.messages, message);
    drop(this.#byChannel.get(message.channel), message);
    for (const marker of markersIn(message)) drop(this.#byMarker.get(marker), message);
  }

  /** The direct messages between the bot and a person: always the same channel. */
  direct({ id, username }: Member): Channel {
    const channel = this.directs.get(id) ?? { id: this.snowflake(), name: username };
    this.directs.set(id, channel);
    this.channels.set(channel.id, channel);
    return channel;
  }

  /** An edited message pings nobody new, but what its text names is noted all the same: it would have. */
  edit(message: Message, body: SentBody): void {
    if (body.content !== undefined) message.content = body.content ?? '';
    if (body.components !== undefined) message.components = withIds(body.components ?? []);
    if (body.flags !== undefined) message.flags = (body.flags ?? 0) | (message.flags & ephemeralFlag);
    message.pings = [...message.pings, ...this.pingsBy(message, body.allowed_mentions)];
  }

  pingsBy(message: Message, allowed: AllowedMentions | null | undefined): readonly string[] {
    const texts = [message.content, ...flatten(message.components).map(({ content }) => content ?? '')];
    const repliedTo = this.message(message.reference)?.author.id;
    return pingsOf(texts, allowed, repliedTo);
  }

  /** All that one person sees in a channel, oldest first. */
  seenBy(person: string, channel: string): readonly SeenMessage[] {
    return this.in(channel)
      .filter((message) => (message.visibleTo ?? person) === person)
      .map((message) => seen(message));
  }
}

/** The ids of a container and of its first text, by which a post is known again. */
function markersIn({ components }: Message): readonly string[] {
  return components.flatMap(({ id, components: held = [] }) => (held[0] === undefined ? [] : `${id}/${held[0].id}`));
}

function push<T>(lists: Map<string, T[]>, at: string, item: T): void {
  const list = lists.get(at);
  if (list === undefined) lists.set(at, [item]);
  else list.push(item);
}

function drop<T>(list: T[] | undefined, item: T): void {
  const at = list?.lastIndexOf(item) ?? -1;
  if (at >= 0) list?.splice(at, 1);
}

function seen(message: Message): SeenMessage {
  const all = flatten(message.components);
  const texts = [message.content, ...all.filter(({ type }) => type === 10).map(({ content }) => content ?? '')];
  const read = texts.filter((text) => text !== '').map(readMarkdown);
  return {
    id: message.id,
    author: message.author.username,
    text: read.map(({ text }) => text).join('\n'),
    links: read.flatMap(({ links }) => links),
    instants: read.flatMap(({ instants }) => instants),
    people: read.flatMap(({ people }) => people),
    alive: read.flatMap(({ alive }) => alive),
    buttons: all
      .filter(({ type, custom_id }) => type === 2 && custom_id !== undefined)
      .map(({ label, custom_id }) => ({ label: label ?? '', customId: custom_id ?? '' })),
    ephemeral: message.visibleTo !== undefined,
    pings: message.pings,
    ...(message.reference === undefined ? {} : { repliesTo: message.reference }),
  };
}

/** Discord numbers the components that come without an id, leaving out the ids that are taken. */
function withIds(components: readonly Component[]): readonly Component[] {
  const taken = new Set(flatten(components).map(({ id }) => id));
  let next = 1;
  const free = (): number => {
    while (taken.has(next)) next += 1;
    taken.add(next);
    return next;
  };
  const number = (component: Component): Component => ({
    ...(component.type === 17 ? { accent_color: null, spoiler: false } : {}),
    ...(component.type === 14 ? { divider: true, spacing: 1 } : {}),
    ...component,
    id: component.id || free(),
    ...(component.components === undefined ? {} : { components: component.components.map(number) }),
  });
  return components.map(number);
}

export function userJson(member: Member): Record<string, unknown> {
  const { id, username, global_name, bot } = member;
  return {
    id,
    username,
    global_name,
    discriminator: bot ? '0001' : '0',
    avatar: null,
    public_flags: 0,
    flags: 0,
    primary_guild: null,
    ...(bot ? { bot: true } : {}),
  };
}

/** A message as the API gives it. The nonce comes only with the answer to its creation and with its event. */
export function messageJson(message: Message, world: World, withNonce = false): Record<string, unknown> {
  const mentioned = [...message.content.matchAll(/<@!?(\d+)>/g)].map((found) => world.members.get(found[1] ?? ''));
  const answered = world.message(message.reference);
  const people = [...mentioned, ...(answered && message.pings.includes(answered.author.id) ? [answered.author] : [])];
  return {
    id: message.id,
    type: message.type,
    channel_id: message.channel,
    author: userJson(message.author),
    content: message.content,
    timestamp: new Date(message.atMs).toISOString(),
    edited_timestamp: null,
    tts: false,
    mention_everyone: false,
    mentions: people.filter((one) => one !== undefined).map(userJson),
    mention_roles: [],
    attachments: [],
    embeds: [],
    pinned: false,
    flags: message.flags,
    components: message.components,
    ...(withNonce && message.nonce !== undefined ? { nonce: message.nonce } : {}),
    ...(message.webhook === undefined ? {} : { webhook_id: message.webhook }),
    ...(answered === undefined
      ? {}
      : {
          message_reference: { type: 0, channel_id: message.channel, message_id: answered.id },
          referenced_message: messageJson({ ...answered }, world),
        }),
  };
}
