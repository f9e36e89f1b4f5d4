/**
 * Joining Discord and staying. A refusal that waiting cannot mend (a bad token, an intent) ends it with a sentence for the
 * operator; anything else is tried again, further and further apart. Once joined, discord.js resumes by itself.
 */
import type { Client } from 'discord.js';
import { type AdapterHealth, AdapterStartError, type Logger } from '../../src/adapter.js';
import { within } from '../../src/time/within.js';
import {
  DiscordRefusal,
  DiscordUnreachable,
  type GatewayEvents,
  heartbeatOf,
  listen,
  type Transport,
} from './transport.js';

/** How long starting waits for Discord before the other surfaces go on and joining goes on behind them. */
const patienceMs = 10_000;
const closingMs = 2_000;
const firstWaitSeconds = 2;
const longestWaitSeconds = 60;
/** Two heartbeats of Discord's 41 s missed: what is said in chat does not arrive. */
const silentSeconds = 90;

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

/** What people do. */
type Arrivals = Pick<GatewayEvents, 'ready' | 'interaction' | 'message'>;

export interface Connection {
  /** Resolves when joined, or after 10 s with joining going on. Rejects with an AdapterStartError when refused. */
  open(events: Arrivals): Promise<void>;
  health(): AdapterHealth;
  /** The name of a channel and the server it is on, as far as they were told. */
  channel(id: string): { readonly name?: string; readonly guildId?: string } | undefined;
  roleName(id: string): string | undefined;
  close(): Promise<void>;
}

export function createConnection(transport: Transport, token: string, log: Logger): Connection {
  let client: Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  /** Why it is not joined, for the operator. */
  let trouble = 'Discord: not started.';
  let giveUp = () => {};
  const givenUp = new Promise<void>((resolve) => {
    giveUp = resolve;
  });

  /** One try. The seconds to wait before the next, or `undefined` when joined. */
  async function join(events: Arrivals, tries: number): Promise<number | undefined> {
    const backoff = Math.min(longestWaitSeconds, firstWaitSeconds * 2 ** tries);
    let endedWith: number | undefined;
    let joined = false;
    try {
      const { session_start_limit: sessions } = await transport.gateway();
      if (sessions.remaining < 1) {
        trouble = `Discord allows no new session today; the next try is in ${Math.ceil(sessions.reset_after / 60_000)} minutes.`;
        log.warn(trouble);
        return sessions.reset_after / 1000;
      }
      if (closed) return undefined;
      client = transport.newClient();
      const course: Omit<GatewayEvents, keyof Arrivals> = {
        ended(code) {
          endedWith = code;
          if (joined) end(fatal[code] ?? `Discord ended the connection for good (${code}).`);
        },
        broken() {
          if (closed) return;
          trouble = 'The connection to Discord broke; joining again.';
          log.warn(trouble);
        },
        failed(fault) {
          if (!closed && endedWith === undefined) log.warn('Discord: fault in the connection', { fault });
        },
        resumed: (replayed) => log.info('Discord: joined again', { replayed }),
      };
      listen(client, { ...events, ...course });
      await client.login(token);
      joined = true;
      return undefined;
    } catch (error) {
      const refused = error instanceof DiscordRefusal && error.status === 401 ? 4004 : endedWith;
      const sentence = refused === undefined ? undefined : fatal[refused];
      if (sentence !== undefined) throw new AdapterStartError(sentence);
      const told = error instanceof DiscordRefusal || error instanceof DiscordUnreachable;
      trouble = told ? error.message : 'Discord could not be reached.';
      if (!closed) log.warn('Discord: cannot join yet', { reason: trouble, againInSeconds: backoff });
      return backoff;
    }
  }

  /** Tries until joined, refused or closed. */
  async function keepJoining(events: Arrivals): Promise<void> {
    for (let tries = 0; !closed; tries += 1) {
      const wait = await join(events, tries);
      if (wait === undefined) return;
      const again = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, wait * 1000);
      });
      await Promise.race([again, givenUp]);
    }
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
      const beat = client === undefined ? { joined: false } : heartbeatOf(client);
      if (!beat.joined) return { ready: false, detail: trouble };
      if (beat.ackAge === undefined) return { ready: true, detail: 'Joined Discord.' };
      return beat.ackAge < silentSeconds
        ? { ready: true, detail: `Joined Discord; it answered ${beat.ackAge} s ago.` }
        : { ready: false, detail: `Discord has not answered for ${beat.ackAge} s; the connection is being renewed.` };
    },

    channel(id) {
      const channel = client?.channels.cache.get(id);
      if (channel === undefined) return undefined;
      return {
        ...('name' in channel && channel.name !== null ? { name: channel.name } : {}),
        ...('guildId' in channel && channel.guildId !== null ? { guildId: channel.guildId } : {}),
      };
    },

    roleName: (id) => client?.guilds.cache.map((guild) => guild.roles.cache.get(id)?.name).find((name) => name),

    async close() {
      if (closed) return;
      closed = true;
      trouble = 'Discord: stopped.';
      clearTimeout(timer);
      giveUp();
      // A silent peer never confirms the close: 2 s are enough.
      if (client !== undefined) await within(closingMs, client.destroy());
    },
  };
}
