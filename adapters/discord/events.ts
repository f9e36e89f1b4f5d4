/**
 * The event list of a server. An event is ours where this bot made it and its description ends with our mark; whatever
 * people made, or another bot, is only counted. Making one is never repeated by itself: whoever lost the answer looks first.
 */
import type { APIGuildScheduledEvent } from 'discord.js';
import { AskLater, AskRefused, type EventList, EventRefused, type OwnEvent, TokenRefused } from '../../src/adapter.js';
import { limits } from '../../src/reply/limits.js';
import type { Instant } from '../../src/time/zoned.js';
import { eventBody, eventIn } from './event-body.js';
import { DiscordRefusal, type Transport } from './transport.js';

/** GuildScheduledEventStatus of discord-api-types, written out so that this file needs no library at run time. */
const active: readonly number[] = [1, 2];
const [unknownServer, unknownEvent, tooMany, noAccess, noPermission] = [10004, 10070, 30038, 50001, 50013];
/** The gateway tells of the servers within seconds of joining. */
const notYetSeconds = 5;
const fullSeconds = 900;

export interface EventParts {
  readonly transport: Pick<Transport, 'call'>;
  /** The bot's own id as a user; empty until it has joined. */
  selfId(): string;
  /** Whether Discord has told of all servers that the bot is on. */
  knowsServers(): boolean;
  /** The server that a channel is on, where the bot is. */
  guildOf(channel: string): string | undefined;
  /** The channels of the community's rooms. */
  readonly channels: readonly string[];
}

export function createEvents({ transport, selfId, knowsServers, guildOf, channels }: EventParts): EventList {
  return {
    async servers() {
      if (!knowsServers() || selfId() === '') throw new AskLater(notYetSeconds);
      const servers = channels.map(guildOf).filter((server) => server !== undefined);
      return [...new Set(servers)];
    },

    shown(event) {
      const { name, description, scheduled_start_time, scheduled_end_time, entity_metadata } = eventBody(event);
      return {
        ...{ mark: event.mark, name, description: eventIn(description)?.description ?? '' },
        location: entity_metadata.location,
        ...{ startsAt: instantIn(scheduled_start_time), endsAt: instantIn(scheduled_end_time) },
      };
    },

    async own(server) {
      const query = new URLSearchParams({ with_user_count: 'false' });
      const path = `/guilds/${server}/scheduled-events` as const;
      const held = await told(server, transport.call<readonly APIGuildScheduledEvent[]>('get', path, { query }));
      if (!Array.isArray(held)) throw new Error('The answer was not one of Discord’s: something stands between.');
      const standing = held.filter(({ status }) => active.includes(status));
      const me = selfId();
      const events = standing.flatMap((event) => ownEvent(event, me, server));
      return { events, room: Math.max(0, limits.discord.events - standing.length) };
    },

    async create(server, event) {
      try {
        await told(server, transport.call('post', `/guilds/${server}/scheduled-events`, { body: eventBody(event) }));
      } catch (error) {
        // Of the event itself, such as a word in its name that the server's AutoMod does not let through.
        if (error instanceof DiscordRefusal && error.status === 400) throw new EventRefused(error.message);
        throw error;
      }
    },

    async change(server, id, event) {
      const { privacy_level: _, entity_type: __, ...body } = eventBody(event);
      await told(server, transport.call('patch', `/guilds/${server}/scheduled-events/${id}`, { body }));
    },

    /** Taken away, which Discord allows for one that runs too. */
    async cancel(server, id) {
      try {
        await told(server, transport.call('delete', `/guilds/${server}/scheduled-events/${id}`));
      } catch (error) {
        if (!(error instanceof DiscordRefusal && error.code === unknownEvent)) throw error;
      }
    },
  };
}

/** Both must hold: anybody can copy a mark, and the bot's owner can make events in its name by other means. */
function ownEvent(event: APIGuildScheduledEvent, me: string, server: string): readonly OwnEvent[] {
  const read = eventIn(event.description ?? '');
  if (me === '' || event.creator_id !== me || read === undefined) return [];
  const { id, name, scheduled_start_time: start, scheduled_end_time: end, entity_metadata: place } = event;
  const own: OwnEvent = {
    ...{ id, server, name, ...read },
    location: place?.location ?? '',
    ...{ startsAt: instantIn(start), endsAt: instantIn(end ?? start) },
  };
  return [own];
}

function instantIn(iso: string): Instant {
  return Math.floor(Date.parse(iso) / 1000) as Instant;
}

/** What only a person can mend comes out as `AskRefused`, with what to do. */
async function told<T>(server: string, call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    if (!(error instanceof DiscordRefusal)) throw error;
    if (error.status === 401) throw new TokenRefused(error.message);
    if (error.code === tooMany) throw new AskLater(fullSeconds);
    if (error.code === noPermission) throw new AskRefused('forbidden', mayNot(server));
    if (error.code === unknownServer || error.code === noAccess) {
      throw new AskRefused('gone', `The bot is not on the server ${server}: invite it again.`);
    }
    throw error;
  }
}

function mayNot(server: string): string {
  return `The bot may not keep events on the server ${server}: give its role the permission Create Events there (Server Settings, Roles), or write “events: { discord: off }” into the community file.`;
}
