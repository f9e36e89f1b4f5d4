import { channelJson } from './guild.js';
import type { CommandLike } from './rules.js';
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

/**
 * What a person filled in, as Discord tells of it. A command with subcommands cannot be run by itself.
 * @param line "meeting", or "schedule move"
 */
export function usedCommand(
  command: CommandLike,
  line: string,
  values: Readonly<Record<string, string | number>>,
  focused: string | undefined,
) {
  const [name, branch] = line.split(' ');
  const used = command.options?.find((option) => option.type === 1 && option.name === branch);
  if (used === undefined && command.options?.some(({ type }) => type === 1)) {
    throw new Error(`/${name} takes a subcommand; “${branch}” is none`);
  }
  const known = (used ?? command).options ?? [];
  const options = Object.entries(values).map(([option, value]) => {
    const found = known.find((one) => one.name === option);
    if (found === undefined) throw new Error(`/${line} has no option ${option}`);
    if (option === focused && !found.autocomplete) throw new Error(`/${line} completes no ${option}`);
    return { name: option, type: found.type, value, ...(option === focused ? { focused: true } : {}) };
  });
  const missing = known.find((option) => option.required && !(option.name in values));
  if (missing !== undefined && focused === undefined) throw new Error(`/${line} needs ${missing.name}`);
  return { name, type: 1, options: used === undefined ? options : [{ name: branch, type: 1, options }] };
}
