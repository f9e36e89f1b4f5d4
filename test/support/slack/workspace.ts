/** What a Slack workspace holds: members, channels, messages, home tabs. Kept so that tests read it as a member would. */
import type { Clock } from '../../../src/time/clock.js';
import { type Json, record } from './block-check.js';
import { type MessageView, viewMessage } from './message-view.js';
import { bot } from './payloads.js';

export interface Member {
  readonly id: string;
  readonly name: string;
  readonly tz: string;
  readonly locale: string;
}

export interface Channel {
  readonly id: string;
  readonly name: string;
  /** A direct message between the bot and this member. */
  readonly direct?: string;
  botIsIn: boolean;
  isArchived: boolean;
  /** Slack's word for every post here. */
  refuses?: string;
  /** Slack's word for every edit of a message here, such as "edit_window_closed". */
  refusesEdits?: string;
}

export interface Message {
  readonly ts: string;
  readonly channel: string;
  readonly author: string;
  readonly text: string;
  readonly blocks: readonly Json[];
  readonly thread?: string;
  /** Shown to this member alone. */
  readonly only?: string;
  readonly metadata?: Json;
  /** By whom and when, once it was. */
  readonly edited?: { readonly user: string; readonly ts: string };
  readonly view: MessageView;
}

export interface UserGroup {
  readonly id: string;
  readonly handle: string;
  readonly users: readonly string[];
  readonly isDisabled?: true;
}

export class Workspace {
  readonly clock: Clock;
  readonly members = new Map<string, Member>();
  readonly channels = new Map<string, Channel>();
  readonly userGroups = new Map<string, UserGroup>();
  readonly homes = new Map<string, MessageView>();
  /** By channel, the oldest first: thousands of channels are no slower than one. */
  readonly #messages = new Map<string, Message[]>();
  readonly #channelOf = new Map<string, string>();
  readonly #directs = new Map<string, Channel>();
  /** By the key in their metadata. */
  readonly #posted = new Map<string, Message[]>();
  #count = 0;
  #watchers: (() => void)[] = [];

  constructor(clock: Clock) {
    this.clock = clock;
    this.addMember({ id: 'U0ANA', name: 'Ana', tz: 'Europe/Berlin', locale: 'en-GB' });
    this.addMember({ id: 'U0BEN', name: 'Ben', tz: 'Asia/Kolkata', locale: 'en-US' });
    this.addChannel('C0GENERAL', 'general');
  }

  addMember(member: Member): void {
    this.members.set(member.id, member);
  }

  addChannel(id: string, name: string, botIsIn = true): Channel {
    const channel: Channel = { id, name, botIsIn, isArchived: false };
    this.channels.set(id, channel);
    return channel;
  }

  /** The conversation between the bot and a member, made when first needed. */
  directWith(user: string): Channel {
    const known = this.#directs.get(user);
    if (known !== undefined) return known;
    const channel: Channel = {
      id: `D${user.slice(1)}`,
      name: 'directmessage',
      direct: user,
      botIsIn: true,
      isArchived: false,
    };
    this.#directs.set(user, channel);
    this.channels.set(channel.id, channel);
    return channel;
  }

  nextTs(): string {
    this.#count += 1;
    return `${this.clock.now()}.${String(this.#count % 1_000_000).padStart(6, '0')}`;
  }

  add(message: Omit<Message, 'ts' | 'view'>): Message {
    const whole = withView({ ...message, ts: this.nextTs() });
    this.#channelOf.set(whole.ts, whole.channel);
    push(this.#messages, whole.channel, whole);
    const key = keyOf(whole);
    if (key !== undefined) push(this.#posted, key, whole);
    this.#changed();
    return whole;
  }

  message(ts: string): Message | undefined {
    return this.messages(this.#channelOf.get(ts) ?? '').find((m) => m.ts === ts);
  }

  /**
   * Its author edits a message; undefined where there is none. Without metadata it keeps what it had, and an empty object
   * takes it away: https://docs.slack.dev/reference/methods/chat.update, read 2026-11-24.
   */
  change(ts: string, content: Pick<Message, 'text' | 'blocks' | 'metadata'>): Message | undefined {
    const old = this.message(ts);
    if (old === undefined) return undefined;
    const { view: _view, metadata: before, ...rest } = old;
    const { text, blocks, metadata = before } = content;
    const kept = metadata === undefined || Object.keys(metadata).length === 0 ? {} : { metadata };
    const edited = { user: old.author, ts: this.nextTs() };
    const anew = withView({ ...rest, text, blocks, ...kept, edited });
    this.#put(old, anew);
    return anew;
  }

  remove(ts: string): boolean {
    const old = this.message(ts);
    if (old === undefined) return false;
    this.#channelOf.delete(ts);
    this.#put(old, undefined);
    return true;
  }

  /** All messages that carry this key in their metadata and still stand, the oldest first. */
  posted(key: string): readonly Message[] {
    return this.#posted.get(key) ?? [];
  }

  /** Every key that a message carries, whoever wrote it. */
  keys(): readonly string[] {
    return [...this.#posted.keys()];
  }

  #put(old: Message, anew: Message | undefined): void {
    replace(this.#messages, old.channel, old, anew);
    const key = keyOf(old);
    const keyNow = anew && keyOf(anew);
    if (key !== undefined) replace(this.#posted, key, old, key === keyNow ? anew : undefined);
    if (anew !== undefined && keyNow !== undefined && keyNow !== key) push(this.#posted, keyNow, anew);
    this.#changed();
  }

  publishHome(user: string, blocks: readonly Json[]): void {
    this.homes.set(user, viewMessage('', blocks));
    this.#changed();
  }

  messages(channel: string): readonly Message[] {
    return this.#messages.get(channel) ?? [];
  }

  /** What the bot shows one member in a channel: to everybody, and to this member alone. */
  seenBy(user: string, channel: string): readonly Message[] {
    return this.messages(channel).filter((m) => m.author === bot.userId && (m.only === undefined || m.only === user));
  }

  shownToAll(channel: string): readonly Message[] {
    return this.messages(channel).filter((m) => m.author === bot.userId && m.only === undefined);
  }

  /** Resolves as soon as `look` gives something; rejects with `what` after five seconds. */
  async until<T>(what: string, look: () => T | undefined | false): Promise<T> {
    const deadline = performance.now() + 5_000;
    for (;;) {
      const found = look();
      if (found !== undefined && found !== false) return found;
      const left = deadline - performance.now();
      if (left <= 0) throw new Error(`Slack waited in vain for ${what}`);
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, left);
        this.#watchers.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
  }

  /** Wakes those who wait: something changed that they may look for. */
  touch(): void {
    this.#changed();
  }

  #changed(): void {
    const woken = this.#watchers;
    this.#watchers = [];
    for (const wake of woken) wake();
  }
}

/** Seen with a member's eyes only once a test looks. */
function withView(message: Omit<Message, 'view'>): Message {
  let view: MessageView | undefined;
  return Object.defineProperty({ ...message }, 'view', {
    enumerable: true,
    get: () => {
      view ??= viewMessage(message.text, message.blocks);
      return view;
    },
  }) as Message;
}

function keyOf({ metadata }: Message): string | undefined {
  const { key } = record(metadata?.event_payload);
  return typeof key === 'string' ? key : undefined;
}

function push(lists: Map<string, Message[]>, key: string, message: Message): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [message]);
  else list.push(message);
}

function replace(lists: Map<string, Message[]>, key: string, old: Message, anew: Message | undefined): void {
  // Another list each time: a test may hold the one from before.
  const list = (lists.get(key) ?? []).flatMap((m) => (m !== old ? [m] : anew === undefined ? [] : [anew]));
  if (list.length === 0) lists.delete(key);
  else lists.set(key, list);
}
