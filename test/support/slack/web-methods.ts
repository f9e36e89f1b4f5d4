/** Slack's Web API methods that Frontdesk uses, over a workspace. Each answers as Slack does, refusals included. */
import { blockFaults, type Json, record } from './block-check.js';
import { appId, bot, team } from './payloads.js';
import type { Channel, Message, Workspace } from './workspace.js';

export type Args = Readonly<Record<string, string>>;
export type Answer = Readonly<Record<string, unknown>> & { readonly ok: boolean };

export interface Method {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  /** The bot scope that Slack asks for. */
  readonly scope?: (args: Args) => string;
  run(args: Args, workspace: Workspace): Answer;
}

export const refused = (error: string, more: Json = {}): Answer => ({ ok: false, error, ...more });

const chatWrite = () => 'chat:write';

const content = ['text', 'blocks', 'thread_ts', 'unfurl_links', 'unfurl_media', 'metadata', 'mrkdwn'];

export const methods: Readonly<Record<string, Method>> = {
  'auth.test': {
    required: [],
    optional: [],
    run: () => ({
      ok: true,
      url: `https://${team.domain}.slack.com/`,
      team: 'Istio',
      user: bot.name,
      team_id: team.id,
      user_id: bot.userId,
      bot_id: bot.botId,
      is_enterprise_install: false,
    }),
  },
  'users.info': {
    scope: () => 'users:read',
    required: ['user'],
    optional: ['include_locale'],
    run({ user = '', include_locale }, workspace) {
      const member = workspace.members.get(user);
      if (member === undefined) return refused('user_not_found');
      const { id, name, tz, locale } = member;
      const profile = { real_name: `${name} Real`, display_name: name };
      return {
        ok: true,
        user: {
          id,
          team_id: team.id,
          name: name.toLowerCase(),
          tz,
          tz_offset: 0,
          profile,
          is_bot: false,
          ...(include_locale === 'true' ? { locale } : {}),
        },
      };
    },
  },
  'conversations.open': {
    scope: () => 'im:write',
    required: ['users'],
    optional: ['return_im'],
    run: ({ users = '' }, workspace) =>
      workspace.members.has(users)
        ? { ok: true, channel: { id: workspace.directWith(users).id } }
        : refused('user_not_found'),
  },
  'chat.postMessage': {
    scope: chatWrite,
    required: ['channel'],
    optional: content,
    run(args, workspace) {
      const channel = writable(args.channel ?? '', workspace);
      if ('error' in channel) return refused(channel.error);
      const message = workspace.add({ ...contentOf(args), channel: channel.id, author: bot.userId });
      return { ok: true, channel: channel.id, ts: message.ts, message: asHistory(message, true) };
    },
  },
  'chat.postEphemeral': {
    scope: chatWrite,
    required: ['channel', 'user'],
    optional: content.filter((name) => name !== 'metadata'),
    run(args, workspace) {
      const channel = writable(args.channel ?? '', workspace);
      if ('error' in channel) return refused(channel.error);
      if (!workspace.members.has(args.user ?? '')) return refused('user_not_in_channel');
      const only = args.user ?? '';
      const message = workspace.add({ ...contentOf(args), channel: channel.id, author: bot.userId, only });
      return { ok: true, message_ts: message.ts };
    },
  },
  'chat.update': {
    scope: chatWrite,
    required: ['channel', 'ts'],
    optional: ['text', 'blocks', 'metadata', 'parse', 'link_names'],
    run(args, workspace) {
      // A person's id, which chat.postMessage takes, is no channel here.
      const channel = workspace.channels.get(args.channel ?? '');
      if (channel === undefined) return refused('channel_not_found');
      if (channel.isArchived) return refused('is_archived');
      const message = workspace.messages(channel.id).find(({ ts }) => ts === args.ts);
      if (message === undefined || message.only !== undefined) return refused('message_not_found');
      if (message.author !== bot.userId) return refused('cant_update_message');
      if (channel.refusesEdits !== undefined) return refused(channel.refusesEdits);
      const { text, blocks, metadata } = contentOf(args);
      const changed = workspace.change(message.ts, { text, blocks, ...(metadata === undefined ? {} : { metadata }) });
      return {
        ok: true,
        channel: channel.id,
        ts: message.ts,
        text,
        ...(changed === undefined ? {} : { message: asHistory(changed, true) }),
      };
    },
  },
  'chat.delete': {
    scope: chatWrite,
    required: ['channel', 'ts'],
    optional: [],
    run({ ts = '', channel = '' }, workspace) {
      if (!workspace.channels.has(channel)) return refused('channel_not_found');
      const message = workspace.messages(channel).find((m) => m.ts === ts && m.only === undefined);
      if (message === undefined) return refused('message_not_found');
      if (message.author !== bot.userId) return refused('cant_delete_message');
      workspace.remove(ts);
      return { ok: true, channel, ts };
    },
  },
  'usergroups.list': {
    scope: () => 'usergroups:read',
    required: [],
    optional: ['include_users', 'include_disabled', 'include_count'],
    run: ({ include_users, include_disabled }, workspace) => ({
      ok: true,
      usergroups: [...workspace.userGroups.values()]
        .filter((group) => include_disabled === 'true' || group.isDisabled !== true)
        .map(({ id, handle, users }) => ({
          id,
          team_id: team.id,
          is_usergroup: true,
          handle,
          name: handle,
          ...(include_users === 'true' ? { users } : {}),
        })),
    }),
  },
  'views.publish': {
    required: ['user_id', 'view'],
    optional: ['hash'],
    run({ user_id = '', view = '' }, workspace) {
      const { type, blocks } = record(JSON.parse(view));
      if (type !== 'home') return refused('invalid_arguments');
      workspace.publishHome(user_id, blocks as readonly Json[]);
      return { ok: true, view: { id: `V${user_id}`, type: 'home' } };
    },
  },
  'conversations.history': {
    scope: ({ channel = '' }) => (channel.startsWith('D') ? 'im:history' : 'channels:history'),
    required: ['channel'],
    optional: ['include_all_metadata', 'limit', 'oldest', 'latest', 'cursor', 'inclusive'],
    run(args, workspace) {
      const channel = workspace.channels.get(args.channel ?? '');
      if (channel === undefined) return refused('channel_not_found');
      if (!channel.botIsIn) return refused('not_in_channel');
      const all = workspace
        .messages(channel.id)
        .filter((m) => m.only === undefined && (m.thread === undefined || m.thread === m.ts))
        .filter((m) => Number(m.ts) > Number(args.oldest ?? 0))
        .reverse();
      const from = Number(args.cursor ?? 0);
      const limit = Math.min(Number(args.limit ?? 100), 999);
      const page = all.slice(from, from + limit).map((m) => asHistory(m, args.include_all_metadata === 'true'));
      const more = from + limit < all.length;
      return {
        ok: true,
        messages: page,
        has_more: more,
        response_metadata: { next_cursor: more ? String(from + limit) : '' },
      };
    },
  },
};

/** A member's id opens the direct message with them. */
function writable(id: string, workspace: Workspace): Channel | { readonly error: string } {
  const channel = workspace.members.has(id) ? workspace.directWith(id) : workspace.channels.get(id);
  if (channel === undefined) return { error: 'channel_not_found' };
  if (channel.isArchived) return { error: 'is_archived' };
  if (channel.refuses !== undefined) return { error: channel.refuses };
  return channel.botIsIn ? channel : { error: 'not_in_channel' };
}

export function contentOf(args: Args): Pick<Message, 'text' | 'blocks' | 'thread' | 'metadata'> {
  return {
    text: args.text ?? '',
    blocks: args.blocks === undefined ? [] : (JSON.parse(args.blocks) as Json[]),
    ...(args.thread_ts === undefined ? {} : { thread: args.thread_ts }),
    ...(args.metadata === undefined ? {} : { metadata: record(JSON.parse(args.metadata)) }),
  };
}

function asHistory(message: Message, metadata: boolean): Json {
  const byBot = message.author === bot.userId ? { bot_id: bot.botId, app_id: appId, team: team.id } : {};
  return {
    type: 'message',
    user: message.author,
    ts: message.ts,
    text: message.text,
    ...byBot,
    ...(message.edited === undefined ? {} : { edited: message.edited }),
    ...(message.blocks.length === 0 ? {} : { blocks: message.blocks }),
    ...(metadata && message.metadata !== undefined ? { metadata: message.metadata } : {}),
  };
}

/** What Slack would refuse of a message's content, or what would pass and be a mistake all the same. */
export function contentFaults(args: Args): readonly string[] {
  const { text, blocks, metadata, thread } = contentOf(args);
  const faults = blocks.length === 0 ? [] : blockFaults(blocks, 'message');
  return [
    ...faults,
    ...(text === '' ? ['no text: nothing is notified or read aloud'] : []),
    ...(text.length > 4_000 ? [`a text of ${text.length} characters`] : []),
    ...(thread !== undefined && !/^\d+\.\d{6}$/.test(thread) ? [`thread_ts ${thread}`] : []),
    ...(metadata === undefined ? [] : metadataFaults(metadata)),
  ];
}

function metadataFaults({ event_type, event_payload }: Json): readonly string[] {
  const flat = Object.values(record(event_payload)).every((v) => typeof v === 'string' || typeof v === 'number');
  return /^[a-z0-9_]+$/.test(String(event_type)) && flat ? [] : ['metadata that Slack does not take'];
}
