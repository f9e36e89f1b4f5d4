/**
 * The Slack app as a manifest: https://docs.slack.dev/reference/app-manifest. Every community makes its own app from it,
 * because apps that a workspace makes for itself may read history often enough to find their own posts.
 */
import type { Branches, CommandInfo, OptionInfo } from '../../src/adapter.js';
import { cleanLine } from '../../src/reply/clean.js';
import { eventsPath } from './http-door.js';

/** Every scope that is asked for, and why; nothing more is. */
export const scopeReasons = {
  commands: 'slash commands',
  'chat:write': 'answers and reminders',
  'app_mentions:read': 'questions that mention the bot',
  'im:history': 'questions in direct messages to the bot',
  'im:write': 'a message to a maintainer when a reminder cannot be posted',
  'users:read': 'the reader’s time zone and language',
  'usergroups:read': 'whether who changes the schedule is in a user group of maintainers',
  'channels:history':
    'what is asked further in a thread in which it answered, and in rooms where every question is answered; finding its own reminder again after a crash, so that none is posted twice',
  'groups:history': 'the same in private channels it was invited to',
} as const;

/**
 * All that is ever delivered: the home tab opened, a message that mentions the bot, a direct message to it, messages of the
 * rooms it was invited to (threads in which it answered are among them), and that the app was taken out of the workspace.
 */
const botEvents = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'message.channels',
  'message.groups',
  'message.im',
  'tokens_revoked',
] as const;

export interface ManifestOptions {
  readonly commands: readonly CommandInfo[];
  readonly communityName: string;
  readonly socketMode: boolean;
  /** Where Slack reaches this machine, without Socket Mode: "https://desk.example.org". */
  readonly requestUrl?: string;
}

/** Bounds of Slack's published schema, in characters. */
const bounds = { name: 35, description: 140, command: 32 } as const;

const longDescription = [
  'Frontdesk knows when the community meets and says so in your own time, points to help and to the right working group,',
  'answers questions from the community’s own documents with the source named, and reminds rooms of meetings.',
  'It answers what is addressed to it: slash commands, messages that mention it, and direct messages. In a thread in which it',
  'answered, and in rooms that the community opens for it, it answers further questions where it is sure. Of all other talk it keeps nothing.',
].join(' ');

/**
 * Valid against Slack's published schema for any community name and any valid command.
 * @throws RangeError for a command whose name is longer than Slack takes (31 characters).
 */
export function slackManifest({ commands, communityName, socketMode, requestUrl }: ManifestOptions) {
  const url = socketMode ? {} : { url: requestAddress(requestUrl) };
  const request = socketMode ? {} : { request_url: requestAddress(requestUrl) };
  const community = cleanLine(communityName);
  return {
    _metadata: { major_version: 2, minor_version: 0 },
    display_information: {
      name: within(bounds.name, `${community} Frontdesk`, 'Frontdesk'),
      description: within(bounds.description, `The front desk of ${community}`, 'The front desk of this community'),
      long_description: longDescription,
      background_color: '#1f3a5f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'frontdesk', always_online: true },
      slash_commands: commands.map((command) => ({ ...slashCommand(command), ...url })),
    },
    oauth_config: { scopes: { bot: Object.keys(scopeReasons) as (keyof typeof scopeReasons)[] } },
    settings: {
      event_subscriptions: { ...request, bot_events: [...botEvents] },
      interactivity: { is_enabled: true, ...request },
      org_deploy_enabled: false,
      socket_mode_enabled: socketMode,
      token_rotation_enabled: false,
    },
  };
}

function slashCommand({ name, summary, options, branches }: CommandInfo) {
  const command = `/${name}`;
  if (command.length > bounds.command) throw new RangeError(`Slack takes no command as long as ${command}.`);
  const hint = options
    .filter(({ name: option }) => option !== 'page')
    .map((option) => (option.name === branches?.option ? branchWords(branches) : usage(option)))
    .join(' ');
  return { command, description: summary, ...(hint === '' ? {} : { usage_hint: hint }), should_escape: false };
}

function usage({ name, required }: OptionInfo): string {
  return required ? name : `[${name}]`;
}

/** "skip | move | undo": the first word decides, so what it may be is said before all else. */
function branchWords({ of }: Branches): string {
  return of.map(({ value }) => value).join(' | ');
}

function requestAddress(base: string | undefined): string {
  const start = base !== undefined && URL.canParse(base) ? base : 'https://your-server.example';
  return start.endsWith(eventsPath) ? start : new URL(eventsPath, start).href;
}

/** The wording where it fits, else one without the community's name: a name is never cut. */
function within(most: number, wording: string, otherwise: string): string {
  return [...wording].length <= most && wording.length <= most ? wording : otherwise;
}
