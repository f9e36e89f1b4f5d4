/**
 * The address that adds the bot to a server, asking for what it needs and nothing else. Numbers from
 * https://discord.com/developers/docs/topics/permissions
 */
const permissions = {
  /** To see the rooms it posts to. */
  viewChannel: 1n << 10n,
  /** To post reminders and to answer mentions. */
  sendMessages: 1n << 11n,
  /** The same within threads. */
  sendMessagesInThreads: 1n << 38n,
  /** To answer as a reply, and to look whether a reminder was posted already. */
  readMessageHistory: 1n << 16n,
} as const;
/** Only where the community file has a reminder with "mention: here". */
const mentionEveryone = 1n << 17n;
/** To make events, and to change and cancel its own. Not Manage Events, which would let it touch those of others. */
const createEvents = 1n << 44n;

export interface InviteOptions {
  /** A reminder pings a room: ask for the permission Mention Everyone too. */
  readonly mentionsHere?: boolean;
  /** The community file's "events: discord": coming meetings stand in the server's event list, unless it says off. */
  readonly events?: 'on' | 'off';
}

/** @param applicationId the number on the General Information page of the Discord developer portal. */
export function inviteUrl(applicationId: string, options: InviteOptions = {}): string {
  let asked = (options.mentionsHere ? mentionEveryone : 0n) | (options.events === 'off' ? 0n : createEvents);
  for (const bit of Object.values(permissions)) asked |= bit;
  const query = new URLSearchParams({
    client_id: applicationId,
    scope: 'bot applications.commands',
    permissions: asked.toString(),
  });
  return `https://discord.com/oauth2/authorize?${query.toString()}`;
}
