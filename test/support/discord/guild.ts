/** A server and its channels as the gateway tells of them. */
import type { Channel } from './world.js';

export function guildAsJson(id: string, channels: readonly Channel[]) {
  const everyone = { id, name: '@everyone', permissions: '0', position: 0, color: 0, flags: 0 };
  return {
    id,
    name: 'Example',
    unavailable: false,
    owner_id: '1',
    large: false,
    member_count: 3,
    features: [],
    channels: channels.filter(({ parent }) => parent === undefined).map(channelJson),
    roles: [{ ...everyone, hoist: false, managed: false, mentionable: false }],
    members: [],
    presences: [],
    threads: channels.filter(({ parent }) => parent !== undefined).map(channelJson),
    emojis: [],
    stickers: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function channelJson({ id, name, guild, parent, isForum }: Channel) {
  if (guild === undefined) return { id, type: 1, recipients: [], last_message_id: null, flags: 0 };
  const base = { id, name, guild_id: guild, parent_id: parent ?? null, flags: 0 };
  return parent === undefined
    ? { ...base, type: isForum ? 15 : 0, position: 0, permission_overwrites: [] }
    : { ...base, type: 11, ...ofThread };
}

/** A public thread: https://discord.com/developers/docs/resources/channel#thread-metadata-object */
const ofThread = {
  owner_id: '1',
  message_count: 0,
  member_count: 1,
  total_message_sent: 0,
  rate_limit_per_user: 0,
  last_message_id: null,
  thread_metadata: {
    archived: false,
    auto_archive_duration: 4320,
    archive_timestamp: '2026-11-24T10:00:00.000000+00:00',
    locked: false,
    create_timestamp: '2026-11-24T10:00:00.000000+00:00',
  },
};
