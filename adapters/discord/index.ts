/**
 * Discord as a surface of the desk. The parts: connection.ts joins and stays, inbound.ts reads what people do, answering.ts
 * answers, render.ts draws, posting.ts posts reminders once, registration.ts tells Discord the commands, and transport.ts is
 * the only one that runs discord.js.
 */
import type { Adapter, Desk, InvokeShelf, Logger, OnceGuard, Pace, Target } from '../../src/adapter.js';
import type { AnswerModes } from '../../src/community/answer-modes.js';
import type { Threads } from '../../src/store/threads.js';
import type { Clock } from '../../src/time/clock.js';
import { late, within } from '../../src/time/within.js';
import { type Answering, createAnswering } from './answering.js';
import { createConnection } from './connection.js';
import { createEvents } from './events.js';
import { inviteUrl } from './invite.js';
import { steadyClock } from './life.js';
import { createPosting } from './posting.js';
import { registerCommands } from './registration.js';
import { openTransport } from './transport.js';

export interface DiscordOptions {
  readonly token: string;
  /** Another API address, without the version: https://discord.com/api where absent. */
  readonly apiUrl?: string;
  /** Register the commands on this server only, where they appear at once. */
  readonly guildId?: string;
  readonly once: OnceGuard;
  readonly shelf: InvokeShelf;
  readonly threads: Threads;
  /** What is answered in which channel. */
  readonly modes: AnswerModes;
  /** Ask Discord for what people write to each other too, for rooms where every question is answered. */
  readonly readsRooms?: boolean;
  /** The channels of the community's rooms: coming meetings stand in the event lists of their servers. Absent: in none. */
  readonly channels?: readonly string[];
  readonly log: Logger;
  /** By what the waits for Discord's limits are measured; absent: by a clock that nobody sets. */
  readonly clock?: Pick<Clock, 'nowMs'>;
  /** How long Discord may say nothing before the connection is renewed; absent: 55 s, a heartbeat and a third. */
  readonly silentMs?: number;
}

/**
 * Discord takes 50 requests a second from a bot, over all its processes (answers to interactions are not counted), and tells the
 * limit of a channel in the headers of each answer: for messages 5 within 5 s. 20.8 ms are 48 a second, and leave room for
 * reading back: https://discord.com/developers/docs/topics/rate-limits
 */
const pace: Pace = { gapMs: 20.8, roomGapMs: 1_050 };

/** What is in flight when it stops gets this long; each call may take 10 s, and a process has no more to end in. */
const stopMs = 5_000;

export function createDiscordAdapter(options: DiscordOptions): Adapter {
  const { once, shelf, threads, modes, log } = options;
  const transport = openTransport(options);
  const connection = createConnection({ ...options, transport });
  const guildOf = (channel: string) => connection.channel(channel)?.guildId;
  const clock = options.clock ?? steadyClock;
  const posting = createPosting({ transport, shelf, log, guildOf, closed, clock, follow: (work) => void track(work) });
  let selfId = '';
  let applicationId: string | undefined;
  const events =
    options.channels === undefined
      ? undefined
      : createEvents({
          ...{ transport, guildOf, channels: options.channels },
          selfId: () => selfId,
          knowsServers: () => connection.knowsServers(),
        });
  const inFlight = new Set<Promise<unknown>>();
  let stopping: Promise<void> | undefined;

  /** Being removed from a server is known from the event: nothing more is asked about it until the bot is back. */
  function closed({ channel, room, person }: Target): string | undefined {
    if (person || !connection.hasLeft(channel)) return undefined;
    const where = applicationId === undefined ? '' : ` at ${inviteUrl(applicationId)}`;
    return `The bot was removed from the server of the room “${room}” (channel ${channel}): invite it again${where}.`;
  }

  /** `stop` waits for all of these. */
  function track<T>(work: Promise<T>): Promise<T> {
    inFlight.add(work);
    const done = () => inFlight.delete(work);
    work.then(done, done);
    return work;
  }

  /** A post that ends may leave further parts behind it. */
  async function drained(): Promise<void> {
    while (inFlight.size > 0) await Promise.allSettled(inFlight);
  }

  /** Without its commands the bot still answers mentions: so a refusal is told, and the rest goes on. */
  async function register(applicationId: string, desk: Desk): Promise<void> {
    try {
      const sent = await registerCommands(desk.commands, {
        registered: () => transport.registered(applicationId),
        register: async (bodies) => void (await transport.register(applicationId, bodies)),
      });
      log.info(sent ? 'Discord: commands registered' : 'Discord: commands are registered already');
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      log.error(
        'Discord: the slash commands could not be registered. Check DISCORD_GUILD_ID and that the bot was invited.',
        {
          reason,
        },
      );
    }
  }

  function listenWith(answering: Answering, desk: Desk) {
    let registering: Promise<void> | undefined;
    const surroundings = {
      get selfId() {
        return selfId;
      },
      channelName: (id: string) => connection.channel(id)?.name,
      parentOf: (id: string) => connection.channel(id)?.parent,
      roleName: (id: string) => connection.roleName(id),
    };
    return {
      /** A new session after a long outage comes here again: once a process is enough for the commands. */
      ready(self: { readonly userId: string; readonly applicationId: string }) {
        selfId = self.userId;
        applicationId = self.applicationId;
        registering ??= track(register(self.applicationId, desk));
      },
      interaction(interaction: Parameters<Answering['interaction']>[0]) {
        if (stopping === undefined) void track(answering.interaction(interaction));
      },
      message(message: Parameters<Answering['message']>[0]) {
        if (stopping === undefined) void track(answering.message(message, surroundings));
      },
      registered: () => registering ?? Promise.resolve(),
    };
  }

  return {
    platform: 'discord',
    pace,

    async start(desk) {
      const listener = listenWith(createAnswering({ desk, transport, once, shelf, threads, modes, log }), desk);
      await connection.open(listener);
      await listener.registered();
    },

    post: (post) => track(posting.post(post)),
    copies: (post) => track(posting.copies(post)),
    edit: async (post, id) =>
      stopping === undefined
        ? track(posting.edit(post, id))
        : { outcome: 'not-delivered', reason: 'Discord was left before the message was edited.' },
    remove: (target, id) => track(posting.remove(target, id)),
    ...(events === undefined ? {} : { events }),
    health: () => connection.health(),

    stop() {
      stopping ??= (async () => {
        const ended = await within(stopMs, drained());
        if (ended === late) log.warn('Discord: stopping with work left undone', { left: inFlight.size });
        await connection.close();
        transport.close();
        log.info('Discord: stopped');
      })();
      return stopping;
    },
  };
}
