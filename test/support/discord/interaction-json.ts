import { channelJson } from './guild.js';
import { type Interaction, type Message, messageJson, userJson, type World } from './world.js';

interface Parts {
  readonly applicationId: string;
  readonly type: number;
  readonly data: unknown;
  readonly pressed: Message | undefined;
  readonly world: World;
}

/** An interaction as the gateway tells of it. */
export function interactionJson({ id, token, member: by, channel }: Interaction, parts: Parts) {
  const { applicationId, type, data, pressed, world } = parts;
  const { guild } = channel;
  const who =
    guild === undefined
      ? { user: userJson(by), context: 1 }
      : {
          guild_id: guild,
          guild: { id: guild, locale: 'en-GB', features: [] },
          context: 0,
          member: {
            ...{ user: userJson(by), nick: by.nick, roles: by.roles, joined_at: '2020-01-01T00:00:00Z' },
            ...{ deaf: false, mute: false, permissions: '0', flags: 0 },
          },
        };
  return {
    ...{ version: 1, type, id, token, application_id: applicationId },
    ...{ locale: by.locale, channel_id: channel.id, channel: channelJson(channel), data, entitlements: [] },
    ...{ authorizing_integration_owners: { 0: guild ?? '0' }, attachment_size_limit: 10_485_760, app_permissions: '0' },
    ...who,
    ...(pressed === undefined ? {} : { message: messageJson(pressed, world) }),
  };
}
