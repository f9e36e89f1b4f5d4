/**
 * The only file that runs discord.js: the gateway connection, the HTTP calls, and what their failures mean. The rest of
 * the adapter works on the plain JSON of Discord's API, which the gateway hands over as it arrives.
 *
 * Errors of discord.js hold the address of the call, and with it an interaction's token: they never leave this file.
 * Calls below /webhooks and /interactions are made without Authorization: their own token admits them, and discord.js
 * forgets the bot's token when one of them is answered 401.
 */
import {
  type APIInteraction,
  type APIMessage,
  Client,
  DefaultUserAgent,
  DefaultUserAgentAppendix,
  DiscordAPIError,
  Events,
  GatewayDispatchEvents,
  GatewayIntentBits,
  type GatewayMessageCreateDispatchData,
  type GatewayReadyDispatchData,
  HTTPError,
  Options,
  RateLimitError,
  REST,
  type RESTGetAPIGatewayBotResult,
  Routes,
  Status,
} from 'discord.js';
import type { PostOutcome, Target } from '../../src/adapter.js';
import { type Answered, createJsonPost } from '../../src/json-post.js';
import { systemClock } from '../../src/time/clock.js';
import { unsentCodes } from '../../src/unsent-codes.js';
import type { CommandBody, Registered } from './registration.js';

export interface TransportOptions {
  readonly token: string;
  /** Such as https://discord.com/api, without the version. */
  readonly apiUrl?: string;
  /** Register commands on this server only. */
  readonly guildId?: string;
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
export type Transport = ReturnType<typeof openTransport>;

export function openTransport({ token, apiUrl, guildId }: TransportOptions) {
  const base = { version: '10', ...(apiUrl === undefined ? {} : { api: apiUrl.replace(/\/+$/, '') }) };
  /** Repeats on 5xx and time-outs: for calls that Discord itself de-duplicates. */
  const patient = new REST(base);
  /** Never repeats: for calls that would show something twice. */
  const once = new REST({
    ...base,
    retries: 0,
    timeout: callTimeoutMs,
    rejectOnRateLimit: (limit) => limit.route.startsWith('/channels'),
  });
  const userAgent = `${DefaultUserAgent} ${DefaultUserAgentAppendix}`.trim();
  const postJson = createJsonPost({ deadlineMs: callTimeoutMs, headers: { 'user-agent': userAgent } });
  /** A 401 makes discord.js forget the token, though a proxy's may pass: so it is set again for each call. */
  const asBot = (rest: REST) => rest.setToken(token);

  return {
    newClient: (): Client => newClient(base),

    /** Whether Discord lets this token in, and how many sessions it may still open. */
    gateway: () => calm(asBot(patient).get(Routes.gatewayBot()) as Promise<RESTGetAPIGatewayBotResult>),

    /** The library's way costs as much as the rest of the answer: it is taken where one plain attempt leaves a doubt. */
    async respond({ id, token: key }: Pick<APIInteraction, 'id' | 'token'>, body: unknown): Promise<void> {
      const route = Routes.interactionCallback(id, key);
      const answered = await postJson(`${patient.options.api}/v${patient.options.version}${route}`, body).catch(
        () => undefined,
      );
      if (answered !== undefined && isTaken(answered)) return;
      await calm(patient.post(route, { body, auth: false }));
    },

    editAnswer: (interaction: Pick<APIInteraction, 'application_id' | 'token'>, body: unknown) =>
      calm(patient.patch(Routes.webhookMessage(interaction.application_id, interaction.token), { body, auth: false })),

    followUp: (interaction: Pick<APIInteraction, 'application_id' | 'token'>, body: unknown) =>
      calm(once.post(Routes.webhook(interaction.application_id, interaction.token), { body, auth: false })),

    /** `body` has a nonce with enforce_nonce, so that a repeated call shows nothing twice. */
    send: (channel: string, body: unknown) => calm(asBot(patient).post(Routes.channelMessages(channel), { body })),

    registered: (application: string) =>
      calm(asBot(patient).get(commandsRoute(application, guildId)) as Promise<readonly Registered[]>),

    register: (application: string, bodies: readonly CommandBody[]) =>
      calm(asBot(patient).put(commandsRoute(application, guildId), { body: bodies })),

    /** One attempt within 10 s; what came of it. Never rejects. */
    async postOnce(target: Target, body: unknown): Promise<PostOutcome> {
      try {
        const signal = AbortSignal.timeout(callTimeoutMs);
        const sent = await asBot(once).post(Routes.channelMessages(target.channel), { body, signal });
        const id = (sent as Partial<APIMessage> | null)?.id;
        if (typeof id === 'string') return { outcome: 'posted', id };
        return { outcome: 'unknown', reason: 'The answer was not one of Discord’s: something stands between.' };
      } catch (error) {
        return outcomeOf(error, target);
      }
    },

    /** Up to 100 messages of a channel. `after` and `before` are message ids. */
    history(channel: string, range: { readonly after?: string; readonly before?: string }) {
      const query = new URLSearchParams({ limit: '100', ...range });
      const signal = AbortSignal.timeout(callTimeoutMs);
      return calm(
        asBot(once).get(Routes.channelMessages(channel), { query, signal }) as Promise<readonly APIMessage[]>,
      );
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
 * No privileged intent. Nothing is cached that is not needed for names: the adapter reads the raw events. Direct messages
 * need no partials for the same reason.
 */
function newClient(rest: { readonly version: string; readonly api?: string }): Client {
  const none = 0;
  return new Client({
    intents: [GatewayIntentBits.Guilds, GatewayIntentBits.GuildMessages, GatewayIntentBits.DirectMessages],
    rest,
    makeCache: Options.cacheWithLimits({
      ApplicationCommandManager: none,
      AutoModerationRuleManager: none,
      BaseGuildEmojiManager: none,
      DMMessageManager: none,
      GuildBanManager: none,
      GuildEmojiManager: none,
      GuildInviteManager: none,
      GuildMemberManager: none,
      GuildMessageManager: none,
      GuildScheduledEventManager: none,
      GuildStickerManager: none,
      MessageManager: none,
      PresenceManager: none,
      ReactionManager: none,
      ReactionUserManager: none,
      StageInstanceManager: none,
      ThreadMemberManager: none,
      UserManager: none,
      VoiceStateManager: none,
    }),
    allowedMentions: { parse: [], repliedUser: false },
  });
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
    if (error instanceof RateLimitError) throw new DiscordRefusal(0, 429, '');
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

function refusalIn(text: string): { readonly code?: unknown; readonly message?: unknown } {
  try {
    return Object(JSON.parse(text));
  } catch {
    return {};
  }
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

/** What a failed attempt to post means: the table of https://discord.com/developers/docs/topics/opcodes-and-status-codes . */
function outcomeOf(error: unknown, target: Target): PostOutcome {
  if (error instanceof RateLimitError) return { outcome: 'retry-after', seconds: secondsOf(error) };
  if (error instanceof DiscordAPIError) {
    const { code, status } = error;
    return isDiscords(error) ? refusedOutcome(Number(code) || 0, status, said(error), target) : outcomeBefore(status);
  }
  if (error instanceof HTTPError) return { outcome: 'unknown', reason: `Discord answered ${error.status}.` };
  const name = failureName(error);
  return unsentCodes.has(name)
    ? { outcome: 'not-delivered', reason: `Discord could not be reached (${name}).` }
    : { outcome: 'unknown', reason: `The connection broke before Discord answered (${name}).` };
}

/** Discord's figure where it gave one; never less than a second, never a figure that is none. */
function secondsOf(error: RateLimitError): number {
  const ms = Math.max(error.retryAfter, error.timeToReset);
  // Without a figure discord.js is left with its own allowance of 50 ms, which would only be refused again.
  return Number.isFinite(ms) && (error.retryAfter > 0 || ms > 1000) ? Math.max(1, Math.ceil(ms / 1000)) : 5;
}

/** An answer of something between here and Discord says nothing about the room or the token: it passes. */
function outcomeBefore(status: number): PostOutcome {
  const reason = `Something before Discord answered ${status}.`;
  // A proxy that tired of waiting (408) may have passed the message on before.
  return { outcome: status === 408 ? 'unknown' : 'not-delivered', reason };
}

function refusedOutcome(code: number, status: number, text: string, target: Target): PostOutcome {
  const room = `the room “${target.room}” (channel ${target.channel})`;
  const forbidden = (mend: string): PostOutcome => ({
    outcome: 'forbidden',
    reason: `The bot may not post to ${room}: ${mend}.`,
  });
  switch (code) {
    case 10003:
    case 10004:
      return {
        outcome: 'gone',
        reason: `Discord knows no channel for ${room}: put the new channel’s id into the community file.`,
      };
    case 50001:
      return forbidden('give its role the permission View Channel there');
    case 50013:
      return forbidden('give its role the permission Send Messages there');
    case 50083:
      return forbidden('the thread is archived; reopen it or name another channel in the community file');
    case 160002:
      return forbidden('give its role the permission Read Message History there');
    default:
      break;
  }
  if (status === 401) {
    return { outcome: 'revoked', reason: 'Discord no longer accepts the token: put a new one into DISCORD_TOKEN.' };
  }
  // Without a code of its own a refusal is about the call, such as a ban of this address for some minutes.
  if (status === 403 && code !== 0) return forbidden(`Discord says “${text}” (${code})`);
  if (status === 404 && code !== 0) return { outcome: 'gone', reason: `Discord says “${text}” (${code}) of ${room}.` };
  return { outcome: 'not-delivered', reason: `Discord refused the message: “${text}” (${code}, ${status}).` };
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
  client.on(Events.ShardDisconnect, ({ code }) => events.ended(code));
  client.on(Events.ShardReconnecting, () => events.broken());
  client.on(Events.ShardResume, (_shard, replayed) => events.resumed(replayed));
  client.on(Events.ShardError, (error) => events.failed(failureName(error)));
  client.on(Events.Error, (error) => events.failed(failureName(error)));
}

export interface Heartbeat {
  readonly joined: boolean;
  /** Seconds since Discord last acknowledged a heartbeat; `undefined` before the first. */
  readonly ackAge?: number;
}

/** How the connection stands. By the host's clock, because discord.js dates its heartbeats by that. */
export function heartbeatOf(client: Client): Heartbeat {
  const shard = client.ws.shards.first();
  if (shard === undefined) return { joined: false };
  const joined = shard.status === Status.Ready || shard.status === Status.WaitingForGuilds;
  if (shard.lastPingTimestamp <= 0) return { joined };
  const ackAge = Math.max(0, Math.round((systemClock.nowMs() - shard.lastPingTimestamp - shard.ping) / 1000));
  return { joined, ackAge };
}
