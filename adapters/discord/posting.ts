/**
 * Posting once per key, and finding what was posted. A nonce made of the key stops a second copy for some minutes; after
 * that only `copies` can tell, by the marker that each message carries (key.ts).
 */
import {
  AskLater,
  type Copy,
  clockSkewSeconds,
  type InvokeShelf,
  type Logger,
  type Post,
  type PostOutcome,
  type Target,
} from '../../src/adapter.js';
import { codesFor } from './button.js';
import { markerOf, nonceOf } from './key.js';
import { carries, marked, renderDiscord } from './render.js';
import type { Transport } from './transport.js';

/** 2,000 messages: a room that has more since the reminder was due is not read on. */
const mostPages = 20;
const pageSize = 100;
/** Further parts of a long post: the first part is shown, so each gets a second try, which the nonce makes harmless. */
const triesForMore = 2;
/** For opening the direct messages, where it is to a person, and the first message together. */
const deadlineMs = 10_000;

export interface PostingParts {
  readonly transport: Transport;
  readonly shelf: InvokeShelf;
  readonly log: Logger;
  /** The server a channel is on, if known: only then can a message be linked to. */
  guildOf(channel: string): string | undefined;
  /** Why the bot can do nothing in a channel, and how to mend it; asked before each call. */
  closed(target: Target): string | undefined;
}

export function createPosting({ transport, shelf, log, guildOf, closed }: PostingParts) {
  /** The channels of direct messages, by person: there are as many as maintainers are told things. */
  const directs = new Map<string, string>();

  function shownAs(target: Target, channel: string, id: string): Copy {
    const guild = target.person ? '@me' : guildOf(channel);
    return guild === undefined ? { id } : { id, link: `https://discord.com/channels/${guild}/${channel}/${id}` };
  }

  async function open(target: Target, signal?: AbortSignal) {
    const channel = target.person ? directs.get(target.channel) : target.channel;
    if (channel !== undefined) return { outcome: 'open', channel } as const;
    const opened = await transport.openDirect(target, signal);
    if (opened.outcome === 'open') directs.set(target.channel, opened.channel);
    return opened;
  }

  /** The channel to look or to tidy in. Rejects where there is none for the bot. */
  async function channelOf(target: Target): Promise<string> {
    const why = closed(target);
    if (why !== undefined) throw new Error(why);
    const opened = await open(target);
    if (opened.outcome === 'open') return opened.channel;
    if (opened.outcome === 'retry-after') throw new AskLater(opened.seconds);
    throw new Error(opened.reason);
  }

  return {
    /** One attempt within 10 s. What comes of the first message is the outcome; see `postMore` for the others. */
    async post({ key, target, reply }: Post): Promise<PostOutcome> {
      const why = closed(target);
      if (why !== undefined) return { outcome: 'forbidden', reason: why };
      const bodies = renderDiscord(reply, await codesFor(reply, shelf)).map((body, part) => ({
        ...marked(body, markerOf(key, part)),
        nonce: nonceOf(key, part),
        enforce_nonce: true,
      }));
      const [first, ...more] = bodies;
      const signal = AbortSignal.timeout(deadlineMs);
      const opened = await open(target, signal);
      if (opened.outcome !== 'open') return opened;
      const { channel } = opened;
      const outcome = await transport.postOnce(target, channel, first, signal);
      if (outcome.outcome !== 'posted') return outcome;
      for (const body of more) await postMore(body);
      return { outcome: 'posted', ...shownAs(target, channel, outcome.id) };

      async function postMore(body: unknown): Promise<void> {
        for (let tries = 1; tries <= triesForMore; tries += 1) {
          const part = await transport.postOnce(target, channel, body);
          if (part.outcome === 'posted') return;
          if (tries === triesForMore || part.outcome === 'retry-after') {
            log.warn('Discord: a further part of a post was not shown', {
              key,
              room: target.room,
              outcome: part.outcome,
            });
            return;
          }
        }
      }
    },

    /**
     * The first message of every copy of the post, looked up in the channel: forwards from `since`, or back from now
     * where that is not told. Rejects where the room has more than 2,000 messages to look through, and where Discord
     * refuses.
     */
    async copies({ key, target, since }: Post): Promise<readonly Copy[]> {
      const channel = await channelOf(target);
      const marker = markerOf(key, 0);
      const found: string[] = [];
      let edge = since === undefined ? undefined : snowflakeAt(since - clockSkewSeconds);
      for (let page = 0; page < mostPages; page += 1) {
        const range = since === undefined ? (edge === undefined ? {} : { before: edge }) : { after: edge ?? '0' };
        const messages = await transport.history(channel, range);
        for (const { id, components } of messages) if (carries(components ?? [], marker)) found.push(id);
        if (messages.length < pageSize) return oldestFirst(found).map((id) => shownAs(target, channel, id));
        const ids = oldestFirst(messages.map((message) => message.id));
        edge = since === undefined ? ids[0] : ids.at(-1);
      }
      throw new Error(`The room “${target.room}” has too many messages to look for one that was posted.`);
    },

    /** Of a post in several messages the first, by which it is known. */
    async remove(target: Target, id: string): Promise<void> {
      await transport.remove(await channelOf(target), id);
    },
  };
}

/** The smallest id that a message of this second can have. Discord counts milliseconds from 2015 in the upper bits. */
function snowflakeAt(at: number): string {
  const milliseconds = BigInt(at) * 1000n - 1_420_070_400_000n;
  return milliseconds <= 0n ? '0' : ((milliseconds << 22n) - 1n).toString();
}

/** Message ids grow with time; as numbers, because their length grew too. */
function oldestFirst(ids: readonly string[]): readonly string[] {
  return [...ids].sort((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1));
}
