/**
 * The only file that runs discord.js: the gateway connection, the HTTP calls, and what their failures mean. The rest of
 * the adapter works on the plain JSON of Discord's API, which the gateway hands over as it arrives.
 *
 * Errors of discord.js hold the address of the call, and with it an interaction's token: they never leave this file.
 * Calls below /webhooks and /interactions are made without Authorization: their own token admits them, and discord.js
 * forgets the bot's token when one of them is answered 401.
 */
import {
  type APIChannel,
  type APIInteraction,
  type APIMessage,
  Client,
  DefaultRestOptions,
  DefaultUserAgent,
  DefaultUserAgentAppendix,
  DiscordAPIError,
  Events,
  GatewayDispatchEvents,
  type GatewayGuildDeleteDispatchData,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  type GatewayReadyDispatchData,
  HTTPError,
  Options,
  RateLimitError,
  REST,
  type RESTGetAPIGatewayBotResult,
  type RESTOptions,
  Routes,
  SimpleShardingStrategy,
  Status,
} from 'discord.js';
import { AskLater, type EditOutcome, type Logger, type PostOutcome, type Target } from '../../src/adapter.js';
import { type Answered, createJsonPost } from '../../src/json-post.js';
import type { Clock } from '../../src/time/clock.js';
import { unsentCodes } from '../../src/unsent-codes.js';
import { createBreaker } from './breaker.js';
import { noCaches } from './caches.js';
import { countedRequest, defaultWaitSeconds, refusalIn } from './counted-request.js';
import { keepStrategy, steadyClock } from './life.js';
import { type Failed, outcomeBefore, refusedOutcome } from './refusals.js';
import type { CommandBody, Registered } from './registration.js';

export interface TransportOptions {
  readonly token: string;
  /** Such as https://discord.com/api, without the version. */
  readonly apiUrl?: string;
  /** Register commands on this server only. */
  readonly guildId?: string;
  readonly log: Logger;
  /** By what the waits for Discord's limits are measured; absent: by a clock that nobody sets. */
  readonly clock?: Pick<Clock, 'nowMs'>;
}

/** What Discord refused, without addresses, tokens or bodies. `code` is Discord's own, `status` HTTP's. */
export class DiscordRefusal extends Error {
  readonly code: number;
  readonly status: number;
  constructor(code: number, status: number, said: string) {
    super(`Discord answered ${status}${code === 0 ? '' : ` (${code}, ${said})`}.`);
    this.code = code;
    this.status = status;
  }
}

/** No answer came, or none of Discord's. */
export class DiscordUnreachable extends Error {}

const callTimeoutMs = 10_000;
const notDiscords = 'The answer was not one of Discord’s: something stands between.';
/** A limit that lasts longer is told instead of waited for. */
const longestWaitMs = 30_000;
export type Transport = ReturnType<typeof openTransport>;

interface Sent {
  readonly body?: unknown;
  readonly query?: URLSearchParams;
}

export function openTransport({ token, apiUrl, guildId, log, clock = steadyClock }: TransportOptions) {
  const breaker = createBreaker(clock, log);
  const base = {
    version: '10',
    makeRequest: countedRequest(DefaultRestOptions.makeRequest, breaker),
    ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }),
  };
  /** Repeats on 5xx and time-outs: for calls that Discord itself de-duplicates. */
  const patient = new REST({ ...base, rejectOnRateLimit: ({ timeToReset }) => timeToReset > longestWaitMs });
  /** Never repeats: for calls that would show something twice. */
  const once = new REST({
    ...base,
    retries: 0,
    timeout: callTimeoutMs,
    // Discord's figures as they stand.
    offset: 0,
    rejectOnRateLimit: ({ route, timeToReset }) => !route.startsWith('/webhooks') || timeToReset > longestWaitMs,
  });
  const userAgent = `${DefaultUserAgent} ${DefaultUserAgentAppendix}`.trim();
  const postJson = createJsonPost({ deadlineMs: callTimeoutMs, headers: { 'user-agent': userAgent } });
  /** A 401 makes discord.js forget the token, though a proxy's may pass: so it is set again for each call. */
  const asBot = (rest: REST) => rest.setToken(token);

  /** Not made at all while Discord wants none: rejects with `AskLater` then. */
  async function whileWelcome<T>(call: () => Promise<T>): Promise<T> {
    const seconds = breaker.waitSeconds();
    if (seconds > 0) throw new AskLater(seconds);
    const ended = breaker.begin();
    try {
      return await call();
    } finally {
      ended();
    }
  }

  /** One attempt; what came of it. Never rejects. */
  async function attempt<T>(target: Target, call: () => Promise<T>): Promise<{ readonly answer: T } | Failed> {
    try {
      return { answer: await whileWelcome(call) };
    } catch (error) {
      if (error instanceof AskLater) return { outcome: 'retry-after', seconds: error.seconds, everywhere: true };
      return outcomeOf(error, target);
    }
  }

  /** One call as the bot, within 10 s and never repeated. Rejects with `AskLater` at Discord's limits, and as `calm` does. */
  function call<T>(method: 'get' | 'post' | 'patch' | 'delete', route: `/${string}`, sent: Sent = {}): Promise<T> {
    const signal = AbortSignal.timeout(callTimeoutMs);
    return calm(whileWelcome(() => asBot(once)[method](route, { ...sent, signal }) as Promise<T>));
  }

  return {
    call,

    /** @param readsRooms ask for what people write to each other too, which is a privileged intent. */
    newClient: (readsRooms: boolean): Client => newClient(base, readsRooms),

    /** Whether Discord lets this token in, and how many sessions it may still open. */
    gateway: () => calm(asBot(patient).get(Routes.gatewayBot()) as Promise<RESTGetAPIGatewayBotResult>),

    /** The library's way costs as much as the rest of the answer: it is taken where one plain attempt leaves a doubt. */
    async respond({ id, token: key }: Pick<APIInteraction, 'id' | 'token'>, body: unknown): Promise<void> {
      const route = Routes.interactionCallback(id, key);
      const answered = await postJson(`${patient.options.api}/v${patient.options.version}${route}`, body).catch(
        () => undefined,
      );
      if (answered !== undefined) breaker.heard({ status: answered.status, asBot: false });
      if (answered !== undefined && isTaken(answered)) return;
      await calm(patient.post(route, { body, auth: false }));
    },

    editAnswer: (interaction: Pick<APIInteraction, 'application_id' | 'token'>, body: unknown) =>
      calm(patient.patch(Routes.webhookMessage(interaction.application_id, interaction.token), { body, auth: false })),

    followUp: (interaction: Pick<APIInteraction, 'application_id' | 'token'>, body: unknown) =>
      calm(once.post(Routes.webhook(interaction.application_id, interaction.token), { body, auth: false })),

    /** `body` has a nonce with enforce_nonce, so that a repeated call shows nothing twice. */
    send: (channel: string, body: unknown) =>
      calm(whileWelcome(() => asBot(patient).post(Routes.channelMessages(channel), { body }))),

    registered: (application: string) =>
      calm(asBot(patient).get(commandsRoute(application, guildId)) as Promise<readonly Registered[]>),

    register: (application: string, bodies: readonly CommandBody[]) =>
      calm(asBot(patient).put(commandsRoute(application, guildId), { body: bodies })),

    /** The channel of the direct messages with a person, which Discord makes where there is none yet. */
    async openDirect(target: Target): Promise<{ readonly outcome: 'open'; readonly channel: string } | Failed> {
      const body = { recipient_id: target.channel };
      const signal = AbortSignal.timeout(callTimeoutMs);
      const opened = await attempt(target, () => asBot(once).post(Routes.userChannels(), { body, signal }));
      if ('answer' in opened) {
        const id = (opened.answer as Partial<APIChannel> | null)?.id;
        if (typeof id === 'string') return { outcome: 'open', channel: id };
        return { outcome: 'not-delivered', reason: notDiscords };
      }
      // Opening shows nothing: whatever came of it, the message was not sent.
      const { reason } = { reason: 'Discord could not be asked.', ...opened };
      return opened.outcome === 'unknown' ? { outcome: 'not-delivered', reason } : opened;
    },

    /** One attempt, within 10 s where no other deadline is given; what came of it. Never rejects. */
    async postOnce(
      target: Target,
      channel: string,
      body: unknown,
      signal = AbortSignal.timeout(callTimeoutMs),
    ): Promise<PostOutcome> {
      const route = Routes.channelMessages(channel);
      const sent = await attempt(target, () => asBot(once).post(route, { body, signal }));
      if (!('answer' in sent)) return sent;
      const id = (sent.answer as Partial<APIMessage> | null)?.id;
      if (typeof id === 'string') return { outcome: 'posted', id };
      return { outcome: 'unknown', reason: notDiscords };
    },

    /** One attempt to make one of the bot's own messages show `body`; what came of it. Never rejects. */
    async editOnce(
      target: Target,
      channel: string,
      message: string,
      body: unknown,
      signal: AbortSignal,
    ): Promise<EditOutcome> {
      const route = Routes.channelMessage(channel, message);
      const edited = await attempt(target, () => asBot(once).patch(route, { body, signal }));
      if (!('answer' in edited)) return edited;
      const isEdited = (edited.answer as Partial<APIMessage> | null)?.id === message;
      return isEdited ? { outcome: 'edited' } : { outcome: 'unknown', reason: notDiscords };
    },

    /** Up to 100 messages of a channel. `after` and `before` are message ids. Rejects with `AskLater` at Discord's limits. */
    history(channel: string, range: { readonly after?: string; readonly before?: string }) {
      const query = new URLSearchParams({ limit: '100', ...range });
      return call<readonly APIMessage[]>('get', Routes.channelMessages(channel), { query });
    },

    /** Takes one of the bot's own messages away; harmless where it, or its channel, is gone. */
    async remove(channel: string, message: string): Promise<void> {
      try {
        await call('delete', Routes.channelMessage(channel, message));
      } catch (error) {
        if (!(error instanceof DiscordRefusal && isGone(error.code))) throw error;
      }
    },

    close() {
      for (const rest of [patient, once]) {
        rest.clearHashSweeper();
        rest.clearHandlerSweeper();
      }
    },
  };
}

function commandsRoute(application: string, guildId: string | undefined) {
  return guildId === undefined
    ? Routes.applicationCommands(application)
    : Routes.applicationGuildCommands(application, guildId);
}

/**
 * No privileged intent, unless what people write in rooms is to be read. Nothing is cached that is not needed for names: the
 * adapter reads the raw events. Direct messages need no partials for the same reason.
 */
function newClient(rest: Partial<RESTOptions>, readsRooms: boolean): Client {
  const { Guilds, GuildMessages, DirectMessages, MessageContent } = GatewayIntentBits;
  const client: Client = new Client({
    intents: [Guilds, GuildMessages, DirectMessages, ...(readsRooms ? [MessageContent] : [])],
    rest,
    ws: {
      buildStrategy(manager) {
        const strategy = new SimpleShardingStrategy(manager);
        keepStrategy(client, strategy);
        return strategy;
      },
    },
    makeCache: Options.cacheWithLimits(noCaches),
    allowedMentions: { parse: [], repliedUser: false },
  });
  return client;
}

/** Gives what a call gives; its failures as a `DiscordRefusal` or `DiscordUnreachable`, without anything secret. */
async function calm<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof DiscordAPIError) {
      if (!isDiscords(error)) throw new DiscordUnreachable(`Something before Discord answered ${error.status}.`);
      throw new DiscordRefusal(Number(error.code) || 0, error.status, said(error));
    }
    if (error instanceof HTTPError) throw new DiscordRefusal(0, error.status, '');
    if (error instanceof RateLimitError) throw new AskLater(secondsOf(error));
    if (error instanceof AskLater) throw error;
    throw new DiscordUnreachable(`Discord could not be reached (${failureName(error)}).`);
  }
}

/** Whether an interaction's answer was taken; false where the library knows how to wait and to try again. */
function isTaken({ status, text }: Answered): boolean {
  if (status >= 200 && status < 300) return true;
  if (status === 429 || status >= 500) return false;
  const { code, message } = refusalIn(text);
  if (code === undefined) throw new DiscordUnreachable(`Something before Discord answered ${status}.`);
  throw new DiscordRefusal(Number(code) || 0, status, firstLine(message));
}

/** Every refusal of Discord's has a code, 0 at least. A proxy or a portal in between answers with a page of its own. */
function isDiscords({ rawError }: DiscordAPIError): boolean {
  return 'code' in rawError;
}

/** Discord's own sentence, first line only: the further ones repeat what was sent. */
function said(error: DiscordAPIError): string {
  return firstLine(error.message);
}

function firstLine(text: unknown): string {
  return String(text).split('\n', 1)[0] ?? '';
}

function failureName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const cause = error.cause instanceof Error ? error.cause : error;
  const code = 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
  return code ?? cause.name;
}

/** What a failed attempt to post means; refusals.ts tells Discord's own refusals. */
function outcomeOf(error: unknown, target: Target): Failed {
  if (error instanceof RateLimitError) {
    return { outcome: 'retry-after', seconds: secondsOf(error), ...(error.global ? { everywhere: true } : {}) };
  }
  if (error instanceof DiscordAPIError) {
    const { code, status } = error;
    return isDiscords(error)
      ? refusedOutcome({ code: Number(code) || 0, status, said: said(error) }, target)
      : outcomeBefore(status);
  }
  if (error instanceof HTTPError) return { outcome: 'unknown', reason: `Discord answered ${error.status}.` };
  const name = failureName(error);
  return unsentCodes.has(name)
    ? { outcome: 'not-delivered', reason: `Discord could not be reached (${name}).` }
    : { outcome: 'unknown', reason: `The connection broke before Discord answered (${name}).` };
}

/** Discord's figure, in whole seconds, at least one. `countedRequest` has seen to it that there is one. */
function secondsOf({ retryAfter, timeToReset }: RateLimitError): number {
  const ms = Math.max(retryAfter, timeToReset);
  return Number.isFinite(ms) ? Math.max(1, Math.ceil(ms / 1000)) : defaultWaitSeconds;
}

/** Unknown Message, Unknown Channel. */
function isGone(code: number): boolean {
  return code === 10008 || code === 10003;
}

/** What the gateway tells. Handlers must not throw. */
export interface GatewayEvents {
  ready(self: { readonly userId: string; readonly applicationId: string }): void;
  interaction(interaction: APIInteraction): void;
  message(message: GatewayMessageCreateDispatchData): void;
  /** The connection broke; the library joins again by itself. */
  broken(): void;
  /** A connection could not be made or had a fault, by the name of it. */
  failed(fault: string): void;
  /** It joined again, and so many events were caught up with. */
  resumed(replayed: number): void;
  /** The bot was removed from a server with these channels. An outage of a server is none. */
  left(channels: readonly string[]): void;
  /** The bot is on a server with these channels: from the start, again, or newly. */
  entered(channels: readonly string[]): void;
  /** The connection ended for good, with Discord's close code. */
  ended(code: number): void;
}

/** Hands the raw events on. */
export function listen(client: Client, events: GatewayEvents): void {
  client.ws.on(GatewayDispatchEvents.Ready, (ready: GatewayReadyDispatchData) =>
    events.ready({ userId: ready.user.id, applicationId: ready.application.id }),
  );
  client.ws.on(GatewayDispatchEvents.InteractionCreate, (interaction: APIInteraction) =>
    events.interaction(interaction),
  );
  client.ws.on(GatewayDispatchEvents.MessageCreate, (message: GatewayMessageCreateDispatchData) =>
    events.message(message),
  );
  client.ws.on(GatewayDispatchEvents.GuildCreate, ({ channels }: { readonly channels?: readonly { id: string }[] }) =>
    events.entered((channels ?? []).map(({ id }) => id)),
  );
  client.ws.on(GatewayDispatchEvents.GuildDelete, ({ id, unavailable }: GatewayGuildDeleteDispatchData) => {
    // This comes before the library takes the server's channels out of its cache.
    if (unavailable !== true) events.left(client.channels.cache.filter((one) => isOn(one, id)).map((one) => one.id));
  });
  client.on(Events.ShardDisconnect, ({ code }) => events.ended(code));
  client.on(Events.ShardReconnecting, () => events.broken());
  client.on(Events.ShardResume, (_shard, replayed) => events.resumed(replayed));
  client.on(Events.ShardError, (error) => events.failed(failureName(error)));
  client.on(Events.Error, (error) => events.failed(failureName(error)));
}

function isOn(channel: object, guild: string): boolean {
  return 'guildId' in channel && channel.guildId === guild;
}

export function isJoined(client: Client): boolean {
  const status = client.ws.shards.first()?.status;
  return status === Status.Ready || status === Status.WaitingForGuilds;
}

export function knowsServers(client: Client): boolean {
  return client.ws.shards.first()?.status === Status.Ready;
}
