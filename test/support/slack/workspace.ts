/** What a Slack workspace holds: members, channels, messages, home tabs. Kept so that tests read it as a member would. */
import type { Clock } from '../../../src/time/clock.js';
import type { Json } from './block-check.js';
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
  readonly view: MessageView;
}

export class Workspace {
  readonly clock: Clock;
  readonly members = new Map<string, Member>();
  readonly channels = new Map<string, Channel>();
  readonly homes = new Map<string, MessageView>();
  #messages: Message[] = [];
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
    const known = [...this.channels.values()].find(({ direct }) => direct === user);
    if (known !== undefined) return known;
    const channel: Channel = {
      id: `D${user.slice(1)}`,
      name: 'directmessage',
      direct: user,
      botIsIn: true,
      isArchived: false,
    };
    this.channels.set(channel.id, channel);
    return channel;
  }

  nextTs(): string {
    this.#count += 1;
    return `${this.clock.now()}.${String(this.#count).padStart(6, '0')}`;
  }

  add(message: Omit<Message, 'ts' | 'view'>): Message {
    const whole: Message = { ...message, ts: this.nextTs(), view: viewMessage(message.text, message.blocks) };
    this.#messages.push(whole);
    this.#changed();
    return whole;
  }

  change(ts: string, text: string, blocks: readonly Json[]): boolean {
    const at = this.#messages.findIndex((m) => m.ts === ts);
    const old = this.#messages[at];
    if (old === undefined) return false;
    this.#messages[at] = { ...old, text, blocks, view: viewMessage(text, blocks) };
    this.#changed();
    return true;
  }

  remove(ts: string): boolean {
    const before = this.#messages.length;
    this.#messages = this.#messages.filter((m) => m.ts !== ts);
    this.#changed();
    return this.#messages.length < before;
  }

  publishHome(user: string, blocks: readonly Json[]): void {
    this.homes.set(user, viewMessage('', blocks));
    this.#changed();
  }

  messages(channel: string): readonly Message[] {
    return this.#messages.filter((m) => m.channel === channel);
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
