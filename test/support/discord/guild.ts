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
    channels: channels.map(channelJson),
    roles: [{ ...everyone, hoist: false, managed: false, mentionable: false }],
    members: [],
    presences: [],
    threads: [],
    emojis: [],
    stickers: [],
    voice_states: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function channelJson({ id, name, guild }: Channel) {
  return guild === undefined
    ? { id, type: 1, recipients: [], last_message_id: null, flags: 0 }
    : { id, name, type: 0, guild_id: guild, position: 0, permission_overwrites: [], parent_id: null, flags: 0 };
}
