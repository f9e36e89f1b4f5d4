/**
 * Discord on this machine, for tests: it speaks the gateway and the HTTP routes that the adapter uses, refuses what Discord
 * refuses, and keeps what each person sees. People act through it (slash, press, say), tests read it as a member would.
 * A request that Discord would call malformed fails the test when the fake closes.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Clock, systemClock } from '../../../src/time/clock.js';
import { type Chaos, type Fault, Faults } from './faults.js';
import { Gateway } from './gateway.js';
import { channelJson, guildAsJson } from './guild.js';
import { GuildEvents } from './guild-events.js';
import { interactionJson, usedCommand } from './interaction-json.js';
import { type Limits, RateLimits } from './limits.js';
import { type Answer, type Call, Rest, type Route, routeOf } from './rest.js';
import type { CommandLike } from './rules.js';
import {
  type Channel,
  type Interaction,
  type Member,
  type Message,
  messageJson,
  type SeenMessage,
  userJson,
  World,
} from './world.js';

export interface FakeDiscordOptions {
  readonly clock?: Clock;
  readonly heartbeatMs?: number;
  /** Every so many posts are held against Discord's schemas, which takes longer than the rest; 0: none. */
  readonly checkEvery?: number;
  /** The application's switch "Message Content Intent". */
  readonly messageContent?: boolean;
}

export type FakeDiscord = Awaited<ReturnType<typeof openFakeDiscord>>;

export async function openFakeDiscord(options: FakeDiscordOptions = {}) {
  const { clock = systemClock, heartbeatMs = 41_250, checkEvery = 1, messageContent = false } = options;
  const world = new World(clock);
  const token = `${Buffer.from('998877665544332211').toString('base64')}.fake.${randomBytes(12).toString('base64url')}`;
  const applicationId = '998877665544332211';
  const guildId = '887766554433221100';
  const bot = person({ id: applicationId, username: 'frontdesk', bot: true });
  const general: Channel = { id: '112233445566778899', name: 'general', guild: guildId };
  world.channels.set(general.id, general);

  const calls: Call[] = [];
  const violations: string[] = [];
  const faults = new Faults();
  const rates = new RateLimits(clock);
  /** Kicked from the server, or the server is in an outage. */
  let isMember = true;
  let isContentAllowed = messageContent;
  let bodies = 0;
  const sessionStart = { remaining: 1000, reset_after: 86_400_000 };
  const watchers = new Set<() => void>();
  const changed = () => {
    for (const watcher of [...watchers]) watcher();
  };

  const http = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => {
      violations.push(`the fake failed: ${error instanceof Error ? (error.stack ?? error.message) : error}`);
      response.destroy();
    });
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  const { port } = http.address() as AddressInfo;
  const gatewayUrl = () => `ws://127.0.0.1:${port}`;

  const gateway = new Gateway(http, {
    token,
    heartbeatMs,
    privileged: () => (isContentAllowed ? messageContentIntent : 0),
    url: gatewayUrl,
    ready: () => ({
      user: userJson(bot),
      application: { id: applicationId, flags: 0 },
      guilds: isMember ? [{ id: guildId, unavailable: true }] : [],
    }),
    guilds: () => (isMember ? [guildJson()] : []),
    changed,
  });
  const events = new GuildEvents({
    ...{ world, bot, guildId },
    isOn: () => isMember,
    violated: (what) => void violations.push(what),
  });
  const rest = new Rest({
    world,
    events,
    bot,
    applicationId,
    sessionStart,
    gatewayUrl,
    violated: (what) => void violations.push(what),
    sent: announce,
    isOn: () => isMember,
    checks() {
      bodies += 1;
      return checkEvery > 0 && bodies % checkEvery === 0;
    },
  });

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const path = decodeURIComponent(url.pathname).replace(/^\/api\/v10/, '');
    const matched = routeOf(request.method ?? '', path);
    if (matched === undefined) {
      violations.push(`no such route: ${request.method} ${path}`);
      return reply(response, { status: 404, body: { code: 0, message: '404: Not Found' } });
    }
    const call: Call = {
      method: request.method ?? '',
      ...matched,
      query: url.searchParams,
      body: text === '' ? undefined : JSON.parse(text),
      authorized: request.headers.authorization === `Bot ${token}`,
    };
    calls.push(call);
    if (matched.args.token !== undefined && request.headers.authorization !== undefined) {
      violations.push(`${matched.route} was called with the bot's own token`);
    }
    const allowed = rates.take(call);
    if ('refusal' in allowed) return reply(response, allowed.refusal);
    const fault = faults.next(call);
    if (fault === undefined || fault.accept) {
      const usual = await rest.answer(call);
      if (fault === undefined) reply(response, { ...usual, headers: { ...allowed.headers, ...usual.headers } });
    }
    if (fault?.answer) reply(response, fault.answer);
    if (fault?.reset) request.socket.destroy();
    changed();
  }

  /** Discord tells the bot of every message that all can read, its own too. */
  function announce(message: Message): void {
    const channel = world.channels.get(message.channel);
    const json = messageJson(message, world, true);
    const mentions = json.mentions as { id: string }[];
    // Without the intent for message content, text comes only where the bot is meant or wrote it itself.
    const isMeant =
      channel?.guild === undefined || message.author.id === bot.id || mentions.some(({ id }) => id === bot.id);
    const readable = (intents: number) => isMeant || (intents & messageContentIntent) !== 0;
    const { nick, roles } = message.author;
    gateway.dispatch(
      'MESSAGE_CREATE',
      (intents) => ({
        ...json,
        ...(readable(intents) ? {} : { content: '', components: [] }),
        ...(channel?.guild === undefined
          ? { channel_type: 1 }
          : {
              guild_id: channel.guild,
              channel_type: channelJson(channel).type,
              member: { nick, roles, joined_at: '2020-01-01T00:00:00Z', deaf: false, mute: false, flags: 0 },
            }),
      }),
      channel?.guild === undefined ? 'MESSAGE_CREATE_DIRECT' : 'MESSAGE_CREATE_GUILD',
    );
  }

  const guildJson = () =>
    guildAsJson(
      guildId,
      [...world.channels.values()].filter(({ guild }) => guild === guildId),
    );

  function member(parts: Partial<Member> & { readonly username: string }): Member {
    return person({ id: world.snowflake(), ...parts });
  }

  function person(parts: Partial<Member> & { readonly id: string; readonly username: string }): Member {
    const made = { global_name: null, nick: null, locale: 'en-GB', bot: false, roles: [], ...parts };
    world.members.set(made.id, made);
    return made;
  }

  function interact(by: Member, channel: Channel, type: number, data: unknown, pressed?: Message): Interaction {
    const interaction: Interaction = {
      id: world.snowflake(),
      token: randomBytes(24).toString('base64url'),
      member: by,
      channel,
      createdMs: clock.nowMs(),
      state: 'fresh',
      thinkingFlags: 0,
      ...(pressed === undefined ? {} : { pressed: pressed.id }),
    };
    world.interactions.set(interaction.token, interaction);
    const event = interactionJson(interaction, { applicationId, type, data, pressed, world });
    gateway.dispatch('INTERACTION_CREATE', () => event);
    return interaction;
  }

  /** Only what is registered can be run: "meeting", or "schedule move" with a subcommand. */
  function command(line: string, values: Readonly<Record<string, string | number>>, focused?: string) {
    const registered = [...world.commands.values()].flat().find(({ name }) => name === line.split(' ')[0]);
    if (registered === undefined) throw new Error(`/${line} is not registered`);
    return { id: registered.id, ...usedCommand(registered as unknown as CommandLike, line, values, focused) };
  }

  /** Resolves when `check` gives something, looked at after everything that happens here. */
  function until<T>(check: () => T | undefined | false): Promise<T> {
    return new Promise((resolve) => {
      const look = () => {
        const found = check();
        if (found === undefined || found === false) return;
        watchers.delete(look);
        resolve(found as T);
      };
      watchers.add(look);
      look();
    });
  }

  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    token,
    applicationId,
    guildId,
    bot,
    general,
    world,
    events,
    gateway,
    calls,
    violations,
    sessionStart,
    until,
    member,
    direct: (with_: Member) => world.direct(with_),

    /** The calls made on one route, oldest first. */
    callsOf: (route: Route): readonly Call[] => calls.filter((call) => call.route === route),

    /** The next `times` requests on this route fail so. */
    fault: (route: Route, fault: Fault, times = 1): void => faults.add(route, fault, times),

    /** From now on every request on this route fails so; undefined: no longer. */
    alwaysFault: (route: Route, fault: Fault | undefined): void => faults.always(route, fault),

    /** From now on posts go wrong at random; undefined: no longer. `chaosDone` tells what did. */
    chaos: (chaos: Chaos | undefined): void => faults.chaos(chaos),
    chaosDone: faults.chaosDone,

    /** From now on calls beyond these limits are answered 429. */
    limits(limits: Limits): void {
      rates.limits = limits;
    },

    /** How many calls were too much for `limits`. */
    get limited(): number {
      return rates.limited;
    },

    /** The messages that show a post, the oldest first; what was removed is not among them. */
    posted: (key: string): readonly Message[] => world.posted(key),

    /** The bot is removed from the server. */
    kick(): void {
      isMember = false;
      gateway.dispatch('GUILD_DELETE', () => ({ id: guildId }));
    },

    /** The bot is invited to the server again. */
    invite(): void {
      isMember = true;
      gateway.dispatch('GUILD_CREATE', guildJson);
    },

    /** The server is in an outage, of which bots are told as if it were gone; posts still pass. */
    outage(): void {
      gateway.dispatch('GUILD_DELETE', () => ({ id: guildId, unavailable: true }));
    },

    channel(name: string): Channel {
      const made: Channel = { id: world.snowflake(), name, guild: guildId };
      world.channels.set(made.id, made);
      return made;
    },

    /** The switch "Message Content Intent" is turned off. */
    switchOff(): void {
      isContentAllowed = false;
    },

    /** A forum, whose posts are threads. */
    forum(name: string): Channel {
      const made: Channel = { id: world.snowflake(), name, guild: guildId, isForum: true };
      world.channels.set(made.id, made);
      return made;
    },

    /** A person opens a thread in a channel, or a post in a forum, whose first message has the thread's id. */
    openThread(by: Member, parent: Channel, name: string, first?: string): Channel {
      const made: Channel = { id: world.snowflake(), name, guild: guildId, parent: parent.id };
      world.channels.set(made.id, made);
      gateway.dispatch('THREAD_CREATE', () => ({ ...channelJson(made), newly_created: true }));
      if (first !== undefined) {
        announce(world.keep({ content: first }, { id: made.id, channel: made.id, author: by }));
      }
      return made;
    },

    /** A person writes a message. */
    say(
      by: Member,
      channel: Channel,
      content: string,
      more: { replyTo?: string; pings?: false; type?: number; webhook?: string } = {},
    ): Message {
      const { replyTo, pings, ...rest } = more;
      const body = {
        content,
        ...(replyTo === undefined ? {} : { message_reference: { message_id: replyTo } }),
        ...(pings === false ? { allowed_mentions: { replied_user: false } } : {}),
      };
      const message = world.keep(body, { channel: channel.id, author: by, ...rest });
      announce(message);
      return message;
    },

    slash: (by: Member, channel: Channel, name: string, values: Readonly<Record<string, string | number>> = {}) =>
      interact(by, channel, 2, command(name, values)),

    /** What the person is offered while typing `typed` into an option. */
    async complete(
      by: Member,
      channel: Channel,
      name: string,
      option: string,
      typed: string,
      filled: Readonly<Record<string, string | number>> = {},
    ) {
      const interaction = interact(by, channel, 4, command(name, { ...filled, [option]: typed }, option));
      return until(() => interaction.choices);
    },

    /** The person presses the newest button with this label that they can see. */
    press(by: Member, channel: Channel, label: string): Interaction {
      const seen = world
        .seenBy(by.id, channel.id)
        .findLast(({ buttons }) => buttons.some((one) => one.label === label));
      const button = seen?.buttons.find((one) => one.label === label);
      const message = world.message(seen?.id);
      if (button === undefined || message === undefined) throw new Error(`${by.username} sees no button “${label}”`);
      return interact(by, channel, 3, { component_type: 2, custom_id: button.customId, id: 1 }, message);
    },

    /** Resolves with the message that answers an interaction, as its person sees it. */
    async answerTo(interaction: Interaction): Promise<SeenMessage> {
      const id = await until(() => interaction.state === 'answered' && interaction.original);
      const seen = world.seenBy(interaction.member.id, interaction.channel.id).find((one) => one.id === id);
      if (seen === undefined) throw new Error('the answer is gone');
      return seen;
    },

    /** What everybody sees in a channel of what the bot wrote. */
    shown: (channel: string): readonly SeenMessage[] =>
      world.seenBy('everybody', channel).filter(({ author }) => author === bot.username),

    async close(): Promise<void> {
      gateway.close();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
      if (violations.length > 0) throw new Error(`Discord would have refused:\n${violations.join('\n')}`);
    },
  };
}

/** https://discord.com/developers/docs/events/gateway#gateway-intents */
const messageContentIntent = 1 << 15;

function reply(
  response: ServerResponse,
  { status, body, headers = {}, text }: Answer & { readonly text?: string },
): void {
  const json = body === undefined ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...json, ...headers });
  response.end(text ?? (body === undefined ? undefined : JSON.stringify(body)));
}
