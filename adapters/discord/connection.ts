/**
 * Joining Discord and staying. A refusal that waiting cannot mend (a bad token, an intent) ends it with a sentence for the
 * operator; anything else is tried again, further and further apart. Once joined, discord.js resumes by itself.
 */
import type { Client } from 'discord.js';
import { type AdapterHealth, AdapterStartError, AskLater, type Logger } from '../../src/adapter.js';
import { within } from '../../src/time/within.js';
import { type LifeSigns, watchLife } from './life.js';
import {
  DiscordRefusal,
  DiscordUnreachable,
  type GatewayEvents,
  isJoined,
  knowsServers,
  listen,
  type Transport,
} from './transport.js';

/** How long starting waits for Discord before the other surfaces go on and joining goes on behind them. */
const patienceMs = 10_000;
const closingMs = 2_000;
const firstWaitSeconds = 2;
/** Discord lets a bot identify itself once in 5 s. */
const identifyAgainSeconds = 5;
const longestWaitSeconds = 60;
/**
 * Discord asks for a heartbeat every 41.25 s and answers it at once: so long without a word, and what is said in chat does not
 * arrive.
 */
const silentMsOfDiscord = 55_000;

const badToken =
  'Discord does not accept DISCORD_TOKEN. Copy the token from the Bot page of your application at https://discord.com/developers/applications (Reset Token shows a new one).';

/** Close codes after which Discord must not be asked again, https://discord.com/developers/docs/topics/opcodes-and-status-codes */
const fatal: Readonly<Record<number, string>> = {
  4004: badToken,
  4010: 'Discord refused the connection (4010, invalid shard). Please report this.',
  4011: 'Discord wants this bot split over several connections (4011): it is on too many servers for one process.',
  4012: 'Discord no longer speaks this version of its gateway (4012). Please update Frontdesk.',
  4013: 'Discord refused the connection (4013, invalid intents). Please update Frontdesk.',
  4014: 'Discord refused the connection (4014, disallowed intents). Frontdesk needs no privileged intent: Guilds, Guild Messages and Direct Messages are enough. Check that DISCORD_TOKEN belongs to the application you set up, and that its Bot page shows no restriction.',
};

const disallowedIntents = 4014;
const notLetRead =
  'Discord does not let the bot read what is not addressed to it, so questions in rooms with “answer: questions” are not heard; mentions and commands are answered. Switch Message Content Intent on (https://discord.com/developers/applications, your application, Bot), then start Frontdesk anew.';

/** What people do. */
type Arrivals = Pick<GatewayEvents, 'ready' | 'interaction' | 'message'>;

export interface Connection {
  /** Resolves when joined, or after 10 s with joining going on. Rejects with an AdapterStartError when refused. */
  open(events: Arrivals): Promise<void>;
  health(): AdapterHealth;
  /** The name of a channel and the server it is on, and which channel a thread belongs to, as far as they were told. */
  channel(id: string): { readonly name?: string; readonly guildId?: string; readonly parent?: string } | undefined;
  roleName(id: string): string | undefined;
  /** Whether the channel is on a server that the bot was removed from. */
  hasLeft(channel: string): boolean;
  /** Whether Discord has told of all servers that the bot is on. */
  knowsServers(): boolean;
  close(): Promise<void>;
}

/** `endedWith`: Discord's close code, where it closed for good. */
interface Session {
  joined: boolean;
  endedWith?: number;
}

export interface ConnectionOptions {
  readonly transport: Transport;
  readonly token: string;
  readonly log: Logger;
  /** How long Discord may say nothing before the connection is renewed. */
  readonly silentMs?: number;
  /** Ask for what people write to each other too, a privileged intent; where Discord refuses it, it goes on without. */
  readonly readsRooms?: boolean;
}

export function createConnection(options: ConnectionOptions): Connection {
  const { transport, token, log, silentMs = silentMsOfDiscord, readsRooms = false } = options;
  let mayRead = readsRooms;
  let client: Client | undefined;
  let life: LifeSigns | undefined;
  const left = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  /** Why it is not joined, for the operator. */
  let trouble = 'Discord: not started.';
  let giveUp = () => {};
  const givenUp = new Promise<void>((resolve) => {
    giveUp = resolve;
  });

  /** Whether the refusal was of the intent that it can do without. */
  function goesOnWithout(code: number | undefined): boolean {
    if (code !== disallowedIntents || !mayRead) return false;
    mayRead = false;
    trouble = notLetRead;
    log.warn(notLetRead);
    return true;
  }

  /** What the connection does of itself. */
  function courseOf(session: Session, events: Arrivals): Omit<GatewayEvents, keyof Arrivals> {
    return {
      ended(code) {
        session.endedWith = code;
        if (session.joined && goesOnWithout(code)) joinAnew(events);
        else if (session.joined) end(fatal[code] ?? `Discord ended the connection for good (${code}).`);
      },
      broken() {
        if (closed) return;
        trouble = 'The connection to Discord broke; joining again.';
        log.warn(trouble);
      },
      failed(fault) {
        if (!closed && session.endedWith === undefined) log.warn('Discord: fault in the connection', { fault });
      },
      resumed: (replayed) => log.info('Discord: joined again', { replayed }),
      left(channels) {
        for (const channel of channels) left.add(channel);
        log.error('Discord: the bot was removed from a server; nothing is posted there until it is invited again', {
          channels: channels.length,
        });
      },
      entered(channels) {
        for (const channel of channels) left.delete(channel);
      },
    };
  }

  /** One try. The seconds to wait before the next, or `undefined` when joined. */
  async function join(events: Arrivals, tries: number): Promise<number | undefined> {
    // Spread, so that many bots that lost Discord together do not come back together.
    const backoff = Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** tries) * (1 + Math.random() / 4);
    const session: Session = { joined: false };
    try {
      const { session_start_limit: sessions } = await transport.gateway();
      if (sessions.remaining < 1) {
        trouble = `Discord allows no new session today; the next try is in ${Math.ceil(sessions.reset_after / 60_000)} minutes.`;
        log.warn(trouble);
        return sessions.reset_after / 1000;
      }
      if (closed) return undefined;
      client = transport.newClient(mayRead);
      listen(client, { ...events, ...courseOf(session, events) });
      await client.login(token);
      session.joined = true;
      if (closed) return undefined;
      const watched = client;
      life = watchLife(watched, {
        silentMs,
        isJoined: () => isJoined(watched),
        silent: (ageMs) =>
          log.warn('Discord: says nothing any more; joining again', { silentSeconds: Math.round(ageMs / 1000) }),
      });
      return undefined;
    } catch (error) {
      const refused = error instanceof DiscordRefusal && error.status === 401 ? 4004 : session.endedWith;
      if (goesOnWithout(refused)) return identifyAgainSeconds * (1 + Math.random() / 4);
      const sentence = refused === undefined ? undefined : fatal[refused];
      if (sentence !== undefined) throw new AdapterStartError(sentence);
      const told = [DiscordRefusal, DiscordUnreachable, AskLater].some((kind) => error instanceof kind);
      trouble = told ? (error as Error).message : 'Discord could not be reached.';
      if (!closed) log.warn('Discord: cannot join yet', { reason: trouble, againInSeconds: Math.round(backoff) });
      return backoff;
    }
  }

  /** Tries until joined, refused or closed. */
  async function keepJoining(events: Arrivals): Promise<void> {
    for (let tries = 0; !closed; tries += 1) {
      const wait = await join(events, tries);
      if (wait === undefined) return;
      await pauseUntil(wait);
    }
  }

  /** After a session that had been joined was ended. */
  function joinAnew(events: Arrivals): void {
    life?.stop();
    life = undefined;
    const joining = pauseUntil(identifyAgainSeconds).then(() => keepJoining(events));
    joining.catch((error: unknown) => end(error instanceof Error ? error.message : 'Discord: refused.'));
  }

  /** Or until it is closed. */
  async function pauseUntil(seconds: number): Promise<void> {
    const passed = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, seconds * 1000);
    });
    await Promise.race([passed, givenUp]);
  }

  function end(sentence: string): void {
    trouble = sentence;
    log.error(sentence);
  }

  return {
    async open(events) {
      trouble = 'Discord: joining.';
      let waiting = true;
      const joining = keepJoining(events).catch((error: unknown) => {
        trouble = error instanceof Error ? error.message : 'Discord: refused.';
        if (waiting) throw error;
        end(trouble);
      });
      await within(patienceMs, Promise.race([joining, givenUp]));
      waiting = false;
      joining.catch(() => {});
    },

    health() {
      if (client === undefined || !isJoined(client)) return { ready: false, detail: trouble };
      const limit = mayRead === readsRooms ? '' : ` ${notLetRead}`;
      if (life === undefined) return { ready: true, detail: `Joined Discord.${limit}` };
      const ageMs = life.ageMs();
      const age = Math.round(ageMs / 1000);
      return ageMs < silentMs
        ? { ready: true, detail: `Joined Discord; it was last heard ${age} s ago.${limit}` }
        : { ready: false, detail: `Discord has said nothing for ${age} s; the connection is being renewed.` };
    },

    channel(id) {
      const channel = client?.channels.cache.get(id);
      if (channel === undefined) return undefined;
      return {
        ...('name' in channel && channel.name !== null ? { name: channel.name } : {}),
        ...('guildId' in channel && channel.guildId !== null ? { guildId: channel.guildId } : {}),
        ...(channel.isThread() && channel.parentId !== null ? { parent: channel.parentId } : {}),
      };
    },

    hasLeft: (channel) => left.has(channel),
    knowsServers: () => client !== undefined && knowsServers(client),

    roleName: (id) => client?.guilds.cache.map((guild) => guild.roles.cache.get(id)?.name).find((name) => name),

    async close() {
      if (closed) return;
      closed = true;
      trouble = 'Discord: stopped.';
      clearTimeout(timer);
      life?.stop();
      giveUp();
      // A silent peer never confirms the close: 2 s are enough.
      if (client !== undefined) await within(closingMs, client.destroy());
    },
  };
}
