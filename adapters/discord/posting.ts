/**
 * Posting once per key, and finding what was posted. A nonce made of the key stops a second copy for some minutes; after
 * that only `copies` can tell, by the marker that each message carries (key.ts).
 *
 * A long post is told as posted once its first message stands; the others follow behind, as well as they can. Told later, it
 * would look like one that nobody knows the end of, although everything that counts is known.
 */
import { setTimeout as passing } from 'node:timers/promises';
import {
  AskLater,
  AskRefused,
  type Copy,
  type EditOutcome,
  type InvokeShelf,
  type Logger,
  type Post,
  type PostOutcome,
  type Target,
  TokenRefused,
} from '../../src/adapter.js';
import { type Attempt, attemptBounds, beginAttempt } from '../../src/attempt.js';
import type { Clock } from '../../src/time/clock.js';
import { late } from '../../src/time/within.js';
import { codesFor } from './button.js';
import { markerOf, nonceOf } from './key.js';
import { createReading } from './reading.js';
import { refusedOutcome } from './refusals.js';
import { carries, type MessageBody, marked, renderDiscord } from './render.js';
import { DiscordRefusal, type Transport } from './transport.js';

/** Further parts of a long post: the first part is shown, so each gets a second try, which the nonce makes harmless. */
const triesForMore = 2;
/** A limit that lasts longer leaves the rest of a long post out: people would read it as one of its own. */
const longestWaitSeconds = 10;

export interface PostingParts {
  readonly transport: Transport;
  readonly shelf: InvokeShelf;
  readonly log: Logger;
  /** The server a channel is on, if known: only then can a message be linked to. */
  guildOf(channel: string): string | undefined;
  /** Why the bot can do nothing in a channel, and how to mend it; asked before each call. */
  closed(target: Target): string | undefined;
  readonly clock: Pick<Clock, 'nowMs'>;
  /** Absent: by a timer. */
  readonly pause?: (ms: number) => Promise<void>;
  /** Told of what goes on behind a post. It never rejects. */
  follow(work: Promise<void>): void;
}

type Opened = Awaited<ReturnType<Transport['openDirect']>>;
type Failure = Exclude<Opened, { readonly outcome: 'open' }>;
interface Sending extends MessageBody {
  readonly nonce: string;
  readonly enforce_nonce: true;
}
interface Prepared {
  readonly outcome: 'prepared';
  readonly channel: string;
  readonly first: Sending;
  readonly more: readonly Sending[];
}

export function createPosting(parts: PostingParts) {
  const { transport, shelf, log, guildOf, closed, follow, clock, pause = passing } = parts;
  const reading = createReading({ clock, history: (channel, range) => asLater(transport.history(channel, range)) });
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
      enforce_nonce: true as const,
    }));
    if (first === undefined) throw new RangeError('A reply has no message.');
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

  /** Stops at the first part that is not shown: a hole in a post misleads more than an end that is missing. */
  async function postMore({ key, target }: Post, channel: string, bodies: readonly unknown[]): Promise<void> {
    for (const [index, body] of bodies.entries()) {
      const { outcome } = await postOneMore(target, channel, body);
      if (outcome === 'posted') continue;
      const parts = { part: index + 2, of: bodies.length + 1 };
      log.warn('Discord: the end of a long post was not shown', { key, room: target.room, outcome, ...parts });
      return;
    }
  }

  async function postOneMore(target: Target, channel: string, body: unknown): Promise<PostOutcome> {
    for (let tries = 1; ; tries += 1) {
      const part = await transport.postOnce(target, channel, body);
      if (tries === triesForMore || part.outcome === 'posted') return part;
      if (part.outcome !== 'retry-after') continue;
      if (part.seconds > longestWaitSeconds) return part;
      await pause(part.seconds * 1000);
    }
  }

  /** The further messages of a long post stand behind its first, each with a marker of its own. */
  async function editMore(
    { key, target }: Post,
    channel: string,
    id: string,
    bodies: readonly Sending[],
  ): Promise<void> {
    try {
      const behind = await transport.history(channel, { after: id });
      for (const [index, body] of bodies.entries()) {
        const marker = markerOf(key, index + 1);
        const part = behind.find(({ components }) => carries(components ?? [], marker));
        if (part === undefined) throw new Error(`part ${index + 2} of ${bodies.length + 1} is not there`);
        const signal = AbortSignal.timeout(attemptBounds.attemptMs);
        const edited = await transport.editOnce(target, channel, part.id, asEdit(body), signal);
        if (edited.outcome !== 'edited') throw new Error(`part ${index + 2}: ${edited.outcome}`);
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : 'unknown';
      log.warn('Discord: the end of a long post could not be edited', { key, room: target.room, reason });
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
     * One attempt within 10 s, of which the first second is for preparing it. Nobody is pinged, and a room that was pinged by
     * the post itself is not named again. Never rejects.
     */
    async edit(post: Post, id: string): Promise<EditOutcome> {
      const { target, reply } = post;
      const attempt = beginAttempt();
      const why = closed(target);
      if (why !== undefined) return { outcome: 'forbidden', reason: why };
      const { mention: _, ...quiet } = reply;
      const prepared = await preparedBy(attempt, { ...post, reply: quiet });
      if (prepared.outcome !== 'prepared') return prepared;
      const { channel, first, more } = prepared;
      const signal = AbortSignal.timeout(attempt.leftMs());
      const outcome = await transport.editOnce(target, channel, id, asEdit(first), signal);
      if (outcome.outcome === 'edited' && more.length > 0) follow(editMore(post, channel, id, more));
      return outcome;
    },

    /**
     * The first message of every copy of the post, looked up in the channel: forwards from `since`, or back from now
     * where that is not told. Rejects where the room has more than 2,000 messages to look through, and where Discord
     * refuses: with `AskRefused` where the channel is gone or closed to the bot, with `AskLater` at its limits (the next call goes on from there), while the breaker lets nothing through, and where the token is refused.
     */
    async copies({ key, target, since }: Post): Promise<readonly Copy[]> {
      const channel = await channelOf(target);
      const found = await told(reading.found({ channel, marker: markerOf(key, 0), since }), target);
      if (found !== undefined) return found.map((id) => shownAs(target, channel, id));
      throw new Error(`The room “${target.room}” has too many messages to look for one that was posted.`);
    },

    /** Of a post in several messages the first, by which it is known. */
    async remove(target: Target, id: string): Promise<void> {
      await asLater(transport.remove(await channelOf(target), id));
      reading.forget(id);
    },
  };
}

/** As an edit takes it: it pings nobody, whatever the post itself did. */
function asEdit({ flags, components }: Sending): MessageBody {
  return { flags, components, allowed_mentions: { parse: [], replied_user: false } };
}

/** No such channel, or one that the bot may not see: a post is refused there as well. */
const closedTo = new Set([10003, 50001]);

async function told<T>(reading: Promise<T>, target: Target): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (!(error instanceof DiscordRefusal) || !closedTo.has(error.code)) throw error;
    const { code, status, message } = error;
    const outcome = refusedOutcome({ code, status, said: message }, target);
    if (outcome.outcome !== 'gone' && outcome.outcome !== 'forbidden') throw error;
    throw new AskRefused(outcome.outcome, outcome.reason);
  }
}

async function asLater<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof DiscordRefusal && error.status === 401 ? new TokenRefused(error.message) : error;
  }
}
