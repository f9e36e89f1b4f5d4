/**
 * Posting once per key, and finding what was posted. A nonce made of the key stops a second copy for some minutes; after
 * that only `copies` can tell, by the marker that each message carries (key.ts).
 *
 * A long post is told as posted once its first message stands; the others follow behind, as well as they can. Told later, it
 * would look like one that nobody knows the end of, although everything that counts is known.
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
import { type Attempt, beginAttempt } from '../../src/attempt.js';
import { late } from '../../src/time/within.js';
import { codesFor } from './button.js';
import { markerOf, nonceOf } from './key.js';
import { carries, marked, renderDiscord } from './render.js';
import { DiscordRefusal, type Transport } from './transport.js';

/** 2,000 messages: a room that has more since the reminder was due is not read on. */
const mostPages = 20;
const pageSize = 100;
/** Further parts of a long post: the first part is shown, so each gets a second try, which the nonce makes harmless. */
const triesForMore = 2;

export interface PostingParts {
  readonly transport: Transport;
  readonly shelf: InvokeShelf;
  readonly log: Logger;
  /** The server a channel is on, if known: only then can a message be linked to. */
  guildOf(channel: string): string | undefined;
  /** Why the bot can do nothing in a channel, and how to mend it; asked before each call. */
  closed(target: Target): string | undefined;
  /** Told of what goes on behind a post. It never rejects. */
  follow(work: Promise<void>): void;
}

type Opened = Awaited<ReturnType<Transport['openDirect']>>;
type Failure = Exclude<Opened, { readonly outcome: 'open' }>;
interface Prepared {
  readonly outcome: 'prepared';
  readonly channel: string;
  readonly first: unknown;
  readonly more: readonly unknown[];
}

export function createPosting({ transport, shelf, log, guildOf, closed, follow }: PostingParts) {
  /** The channels of direct messages, by person: there are as many as maintainers are told things. */
  const directs = new Map<string, string>();
  /** Who asks again while Discord has not answered waits for the same answer. */
  const opening = new Map<string, Promise<Opened>>();

  function shownAs(target: Target, channel: string, id: string): Copy {
    const guild = target.person ? '@me' : guildOf(channel);
    return guild === undefined ? { id } : { id, link: `https://discord.com/channels/${guild}/${channel}/${id}` };
  }

  async function openDirect(target: Target): Promise<Opened> {
    const opened = await transport.openDirect(target);
    if (opened.outcome === 'open') directs.set(target.channel, opened.channel);
    return opened;
  }

  async function open(target: Target): Promise<Opened> {
    const person = target.channel;
    const channel = target.person ? directs.get(person) : target.channel;
    if (channel !== undefined) return { outcome: 'open', channel };
    const current = opening.get(person) ?? openDirect(target).finally(() => opening.delete(person));
    opening.set(person, current);
    return current;
  }

  /** The channel to look or to tidy in. Rejects where there is none for the bot. */
  async function channelOf(target: Target): Promise<string> {
    const why = closed(target);
    if (why !== undefined) throw new Error(why);
    const opened = await open(target);
    if (opened.outcome === 'open') return opened.channel;
    if (opened.outcome === 'retry-after') throw new AskLater(opened.seconds);
    if (opened.outcome === 'revoked') throw new TokenRefused(opened.reason);
    throw new Error(opened.reason);
  }

  /** Everything that may be waited for. Nothing of it shows anything. */
  async function prepare({ key, target, reply }: Post): Promise<Prepared | Failure> {
    const [codes, opened] = await Promise.all([codesFor(reply, shelf), open(target)]);
    if (opened.outcome !== 'open') return opened;
    const [first, ...more] = renderDiscord(reply, codes).map((body, part) => ({
      ...marked(body, markerOf(key, part)),
      nonce: nonceOf(key, part),
      enforce_nonce: true,
    }));
    return { outcome: 'prepared', channel: opened.channel, first, more };
  }

  /** Never rejects. */
  async function preparedBy(attempt: Attempt, post: Post): Promise<Prepared | Failure> {
    try {
      const prepared = await attempt.prepared(prepare(post));
      return prepared === late
        ? { outcome: 'not-delivered', reason: 'The post was not ready in time, so it was not sent.' }
        : prepared;
    } catch (error) {
      log.error('Discord: a post could not be prepared', { key: post.key, error });
      return { outcome: 'not-delivered', reason: 'The post could not be prepared; the log says why.' };
    }
  }

  async function postMore({ key, target }: Post, channel: string, bodies: readonly unknown[]): Promise<void> {
    for (const body of bodies) {
      const { outcome } = await postOneMore(target, channel, body);
      if (outcome === 'posted') continue;
      log.warn('Discord: a further part of a post was not shown', { key, room: target.room, outcome });
      // A Discord that does not answer would hold up what is posted to the room next.
      if (outcome === 'unknown') return;
    }
  }

  async function postOneMore(target: Target, channel: string, body: unknown): Promise<PostOutcome> {
    for (let tries = 1; ; tries += 1) {
      const part = await transport.postOnce(target, channel, body);
      if (tries === triesForMore || part.outcome === 'posted' || part.outcome === 'retry-after') return part;
    }
  }

  return {
    /** One attempt within 10 s, of which the first second is for preparing it. Never rejects. */
    async post(post: Post): Promise<PostOutcome> {
      const { target } = post;
      const attempt = beginAttempt();
      const why = closed(target);
      if (why !== undefined) return { outcome: 'forbidden', reason: why };
      const prepared = await preparedBy(attempt, post);
      if (prepared.outcome !== 'prepared') return prepared;
      const { channel, first, more } = prepared;
      const outcome = await transport.postOnce(target, channel, first, AbortSignal.timeout(attempt.leftMs()));
      if (outcome.outcome !== 'posted') return outcome;
      if (more.length > 0) follow(postMore(post, channel, more));
      return { outcome: 'posted', ...shownAs(target, channel, outcome.id) };
    },

    /**
     * The first message of every copy of the post, looked up in the channel: forwards from `since`, or back from now
     * where that is not told. Rejects where the room has more than 2,000 messages to look through, and where Discord
     * refuses; with `AskLater` at its limits, while the breaker lets nothing through, and where the token is refused.
     */
    async copies({ key, target, since }: Post): Promise<readonly Copy[]> {
      const channel = await channelOf(target);
      const marker = markerOf(key, 0);
      const found: string[] = [];
      let edge = since === undefined ? undefined : snowflakeAt(since - clockSkewSeconds);
      for (let page = 0; page < mostPages; page += 1) {
        const range = since === undefined ? (edge === undefined ? {} : { before: edge }) : { after: edge ?? '0' };
        const messages = await asLater(transport.history(channel, range));
        for (const { id, components } of messages) if (carries(components ?? [], marker)) found.push(id);
        if (messages.length < pageSize) return oldestFirst(found).map((id) => shownAs(target, channel, id));
        const ids = oldestFirst(messages.map((message) => message.id));
        edge = since === undefined ? ids[0] : ids.at(-1);
      }
      throw new Error(`The room “${target.room}” has too many messages to look for one that was posted.`);
    },

    /** Of a post in several messages the first, by which it is known. */
    async remove(target: Target, id: string): Promise<void> {
      await asLater(transport.remove(await channelOf(target), id));
    },
  };
}

/** Discord refuses the token, so who looks or tidies leaves it alone for five minutes: a person has to act first. */
class TokenRefused extends AskLater {
  constructor(reason: string) {
    super(300);
    this.message = reason;
  }
}

async function asLater<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof DiscordRefusal && error.status === 401 ? new TokenRefused(error.message) : error;
  }
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
