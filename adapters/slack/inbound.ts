/**
 * What Slack delivers, read into one shape. Pure. Decides what is addressed to the desk at all: slash commands, mentions,
 * direct messages, pressed buttons and an opened home tab; and what people say to each other in a room, which is nearly
 * always left alone. Messages of bots, its own first of all, edits and notices are nothing to it.
 */

import { decodeText } from './plain-text.js';
import { pageAction } from './render.js';

/** Where a delivery comes from. `thread` is the thread's first message, where an answer belongs into one. */
interface Place {
  readonly user: string;
  readonly room: string;
  readonly place: 'room' | 'direct';
  readonly thread?: string;
}

/** `once` names the delivery for good: Slack repeats deliveries, and so can whoever recorded a signed request. */
export type Inbound =
  | (Place & { readonly kind: 'command'; readonly once: string; readonly line: string; readonly responseUrl?: string })
  | (Place & { readonly kind: 'direct'; readonly once: string; readonly line: string })
  | (Place & Mention)
  | Talk
  | (Place & Press)
  | { readonly kind: 'home'; readonly once: string; readonly user: string };

export interface Mention {
  readonly kind: 'mention';
  readonly once: string;
  readonly line: string;
  readonly place: 'room';
  /** The thread that its answer belongs into: the one it stands in, or one of its own. */
  readonly thread: string;
  readonly standsInThread: boolean;
}

/** A message between people. */
export interface Talk {
  readonly kind: 'talk';
  readonly once: string;
  /** As Slack writes it, read only where somebody listens. */
  readonly source: string;
  readonly user: string;
  readonly room: string;
  readonly place: 'room';
  readonly ts: string;
  /** The thread that it stands in. */
  readonly thread?: string;
}

export interface Press {
  readonly kind: 'press';
  readonly once: string;
  readonly value: string;
  /** Whether the button turns a page of the message that it stands in. */
  readonly turnsPage: boolean;
  readonly on: 'ephemeral' | 'message' | 'home';
  readonly responseUrl?: string;
  /** The message that the button stands in. */
  readonly message?: string;
}

export interface Self {
  readonly userId: string;
  readonly botId: string;
  readonly teamId?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** @returns undefined where the delivery is not for the desk. */
export function readInbound(body: unknown, self: Self): Inbound | undefined {
  const fields = fieldsOf(body);
  if (typeof fields.command === 'string') return readCommand(fields);
  if (fields.type === 'block_actions') return readPress(fields);
  if (fields.type === 'event_callback') return readEvent(fields, self);
  return undefined;
}

/**
 * Slack's event that ends the app in this workspace: it was uninstalled, or the bot's token was taken back. An app in
 * several workspaces hears of all of them.
 */
export function readEnd(body: unknown, self: Self): 'app_uninstalled' | 'tokens_revoked' | undefined {
  const { type, event, team_id } = fieldsOf(body);
  if (type !== 'event_callback' || (self.teamId !== undefined && team_id !== self.teamId)) return undefined;
  const { type: what, tokens } = fieldsOf(event);
  if (what === 'app_uninstalled') return what;
  const { bot } = fieldsOf(tokens);
  return what === 'tokens_revoked' && Array.isArray(bot) && bot.includes(self.userId) ? what : undefined;
}

function readCommand(body: Fields): Inbound | undefined {
  const user = text(body, 'user_id');
  const room = text(body, 'channel_id');
  const once = text(body, 'trigger_id');
  if (user === undefined || room === undefined || once === undefined) return undefined;
  const typed = decodeText(text(body, 'text') ?? '');
  return {
    kind: 'command',
    once: `slack:command:${once}`,
    line: `${text(body, 'command') ?? ''} ${typed}`.trim(),
    user,
    room,
    place: isDirect(room, text(body, 'channel_name')) ? 'direct' : 'room',
    ...some('responseUrl', text(body, 'response_url')),
  };
}

function readPress(body: Fields): Inbound | undefined {
  const action = fieldsOf(Array.isArray(body.actions) ? body.actions[0] : undefined);
  const container = fieldsOf(body.container);
  const user = text(fieldsOf(body.user), 'id');
  const once = text(body, 'trigger_id');
  const value = text(action, 'value');
  if (user === undefined || once === undefined || value === undefined) return undefined;
  const channel = fieldsOf(body.channel);
  const room = text(channel, 'id') ?? text(container, 'channel_id');
  const on = container.type === 'view' ? 'home' : container.is_ephemeral === true ? 'ephemeral' : 'message';
  if (room === undefined && on !== 'home') return undefined;
  return {
    kind: 'press',
    once: `slack:press:${once}`,
    value,
    turnsPage: (text(action, 'action_id') ?? '').startsWith(pageAction),
    on,
    user,
    room: room ?? user,
    place: on === 'home' || isDirect(room ?? '', text(channel, 'name')) ? 'direct' : 'room',
    ...some('responseUrl', text(body, 'response_url')),
    ...some('message', text(container, 'message_ts')),
    ...some('thread', text(container, 'thread_ts') ?? text(fieldsOf(body.message), 'thread_ts')),
  };
}

function readEvent(body: Fields, self: Self): Inbound | undefined {
  const event = fieldsOf(body.event);
  const user = text(event, 'user');
  const id = text(body, 'event_id');
  if (user === undefined || id === undefined || isFromBot(event, user, self)) return undefined;
  if (event.type === 'app_home_opened') {
    return event.tab === 'home' ? { kind: 'home', once: `slack:event:${id}`, user } : undefined;
  }
  const room = text(event, 'channel');
  const ts = text(event, 'ts');
  if (room === undefined || ts === undefined) return undefined;
  // Slack tells of a mention twice, as a mention and as a message: the message names both.
  const once = `slack:message:${room}:${ts}`;
  const source = text(event, 'text') ?? '';
  const thread = text(event, 'thread_ts');
  const from = { once, user, room };
  // In a direct message a mention arrives as the message itself; answering both would answer twice.
  if (!isTyped(event.subtype) || event.edited !== undefined) return undefined;
  if (event.type === 'app_mention' && !isDirect(room, undefined)) {
    const where = { place: 'room', thread: thread ?? ts, standsInThread: thread !== undefined } as const;
    return { kind: 'mention', ...from, line: decodeText(source, self.userId), ...where };
  }
  if (event.type !== 'message') return undefined;
  if (event.channel_type === 'im') {
    const line = decodeText(source, self.userId);
    return { kind: 'direct', ...from, line, place: 'direct', ...some('thread', thread) };
  }
  const isRoom = event.channel_type === 'channel' || event.channel_type === 'group';
  if (!isRoom || isDirect(room, undefined) || namesSomebody.test(source)) return undefined;
  return { kind: 'talk', ...from, source, place: 'room', ts, ...some('thread', thread) };
}

/** A person or a user group. What mentions the bot arrives as a mention too; what mentions others is said to them. */
const namesSomebody = /<@|<!subteam\^/;

/** Slack's own bot, in every workspace, writes as a person does. */
const slackbot = 'USLACKBOT';

function isFromBot(event: Fields, user: string, self: Self): boolean {
  return user === self.userId || user === slackbot || event.bot_id !== undefined || event.bot_profile !== undefined;
}

/**
 * Typed by a person just now: with a file beside it, or in a thread and sent to the channel as well, or neither. All other
 * subtypes are edits, deletions and notices.
 */
function isTyped(subtype: unknown): boolean {
  return subtype === undefined || subtype === 'file_share' || subtype === 'thread_broadcast';
}

function isDirect(room: string, name: string | undefined): boolean {
  return room.startsWith('D') || name === 'directmessage';
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function text(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** `{ [key]: value }`, or nothing where there is no value (exactOptionalPropertyTypes). */
function some<K extends string>(key: K, value: string | undefined): { readonly [P in K]?: string } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [P in K]?: string };
}
