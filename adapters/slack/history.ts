/**
 * Reads a channel back for our own posts. Each process reads a channel at most once a minute (a read is as many calls as it
 * has pages), because Slack allows some apps no more: https://docs.slack.dev/apis/web-api/rate-limits, read 2026-11-24.
 * Several processes with one token know nothing of each other's reads: Slack's own 429 holds them back, as AskLater. Who asks
 * before the read is sent shares it. Who asks while it is under way is told what it found, which stays true; that it found
 * nothing proves nothing to them, since a post may have landed after Slack looked. Only to whoever knows that nothing was
 * tried since the read was begun it proves that, and for some minutes: so many reminders of one room need one read.
 */
import { AskLater, AskRefused, type Copy, TokenRefused } from '../../src/adapter.js';
import type { Clock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import type { Identity } from './identity.js';
import { createLastReads, type LastRead } from './last-reads.js';
import type { Failure } from './refusals.js';
import type { SlackWeb } from './transport.js';

/** The `event_type` in the metadata of every post; beside it stands the post's key. */
export const metadataType = 'frontdesk_post';

export interface HistoryOptions {
  readonly web: Pick<SlackWeb, 'call'>;
  readonly clock: Clock;
  readonly identity: Pick<Identity, 'userId' | 'botId' | 'teamUrl'>;
}

export interface History {
  /**
   * Our own messages with this key, the oldest first.
   * @param oldest epoch seconds; messages from before are not looked at.
   * @param quietSince no attempt under this key was made after it: a read that was begun later needs no second one.
   * @throws AskLater where this process read the channel less than a minute ago, Slack asks to wait or refuses the token; Error
   * where it cannot be read.
   */
  copies(channel: string, key: string, oldest: number, quietSince?: Instant): Promise<readonly Copy[]>;
}

interface Read {
  oldest: number;
  /** Absent while it is only planned. */
  begunMs?: number;
  readonly found: Promise<ReadonlyMap<string, readonly Copy[]>>;
}

/** Between two reads of one channel. */
export const readGapMs = 60_000;
/** As large as Slack advises. */
const pageSize = 200;
/** A channel with more messages than these in that time cannot be read back for sure. */
const mostPages = 25;
/** Channels whose last read is remembered: older ones are past their minute anyway. */
const mostRemembered = 5_000;

export function createHistory({ web, clock, identity }: HistoryOptions): History {
  const reads = new Map<string, Read>();
  const readAt = new Map<string, number>();
  const lastReads = createLastReads(clock);
  /** Slack counts this method's calls over the whole workspace: what one channel is told holds for all. */
  let restsUntil = 0;

  function waitMs(channel: string): number {
    const now = clock.nowMs();
    const last = readAt.get(channel) ?? Number.NEGATIVE_INFINITY;
    // A clock that was put back says nothing about how long ago it was.
    const gap = last <= now ? last + readGapMs - now : 0;
    const rest = restsUntil - now;
    return Math.max(gap, rest <= longestRestMs ? rest : 0);
  }

  function plan(channel: string, oldest: number): Read {
    const read: Read = { oldest, found: turn().then(() => run(channel, read)) };
    reads.set(channel, read);
    return read;
  }

  async function run(channel: string, read: Read) {
    const begunMs = clock.nowMs();
    read.begunMs = begunMs;
    remember(channel);
    try {
      const found = await readPages(channel, read.oldest);
      lastReads.keep(channel, { begunMs, oldest: read.oldest, found });
      return found;
    } finally {
      reads.delete(channel);
    }
  }

  function remember(channel: string): void {
    readAt.delete(channel);
    readAt.set(channel, clock.nowMs());
    const first = readAt.size > mostRemembered ? readAt.keys().next().value : undefined;
    if (first !== undefined) readAt.delete(first);
  }

  async function readPages(channel: string, oldest: number): Promise<ReadonlyMap<string, readonly Copy[]>> {
    const found = new Map<string, Copy[]>();
    let cursor: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const called = await web.call('conversations.history', {
        channel,
        include_all_metadata: true,
        limit: pageSize,
        oldest: String(oldest),
        cursor,
      });
      if (!called.ok) throw refusal(channel, called.failure, called.error);
      const { messages, response_metadata: more } = called.data as {
        readonly messages?: unknown;
        readonly response_metadata?: { readonly next_cursor?: unknown };
      };
      if (!Array.isArray(messages)) throw new Error(`${channel} cannot be read back: Slack’s answer is odd.`);
      for (const message of messages) {
        const own = ownPost(message, identity);
        // Slack gives the newest first.
        if (own !== undefined) found.set(own.key, [copy(channel, own.ts), ...(found.get(own.key) ?? [])]);
      }
      cursor = typeof more?.next_cursor === 'string' && more.next_cursor !== '' ? more.next_cursor : undefined;
      if (cursor === undefined) return found;
    }
    throw new Error(`${channel} has too many messages to be read back.`);
  }

  function refusal(channel: string, failure: Failure, error: string | undefined): Error {
    if (failure.outcome === 'retry-after') {
      restsUntil = clock.nowMs() + failure.seconds * 1000;
      return new AskLater(failure.seconds);
    }
    if (failure.outcome === 'revoked') return new TokenRefused(failure.reason);
    // A post is refused for these as well; a scope that is missing may be one for reading alone.
    if (failure.outcome === 'gone' || (failure.outcome === 'forbidden' && error === 'not_in_channel')) {
      return new AskRefused(failure.outcome, failure.reason);
    }
    // It never reached Slack, so it does not count as a read.
    if (failure.outcome === 'not-delivered') readAt.delete(channel);
    return new Error(`${channel} cannot be read back: ${failure.reason}`);
  }

  function copy(channel: string, ts: string): Copy {
    return { id: ts, ...permalink(identity.teamUrl, channel, ts) };
  }

  return {
    async copies(channel, key, oldest, quietSince) {
      const last = lastReads.of(channel);
      if (last !== undefined && suffices(last, oldest, quietSince)) return last.found.get(key) ?? [];
      const current = reads.get(channel);
      if (current?.begunMs !== undefined) {
        const read = { begunMs: current.begunMs, oldest: current.oldest };
        const found = (await current.found).get(key);
        if (found !== undefined) return found;
        if (suffices(read, oldest, quietSince)) return [];
        throw new AskLater(Math.max(1, Math.ceil(waitMs(channel) / 1000)));
      }
      if (current !== undefined) {
        current.oldest = Math.min(current.oldest, oldest);
        return (await current.found).get(key) ?? [];
      }
      const wait = waitMs(channel);
      if (wait > 0) throw new AskLater(Math.ceil(wait / 1000));
      return (await plan(channel, oldest).found).get(key) ?? [];
    },
  };
}

/** Whether what a read did not find surely is not there. */
function suffices(
  read: Pick<LastRead, 'begunMs' | 'oldest'>,
  oldest: number,
  quietSince: Instant | undefined,
): boolean {
  return quietSince !== undefined && read.begunMs >= quietSince * 1000 && read.oldest <= oldest;
}

/** Longer than Slack's longest wait is only what a clock that was put back makes of it. */
const longestRestMs = 3_600_000;

/** So that all who ask in this turn of the event loop ask together. */
function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Any app may write any metadata: only our own message counts. */
function ownPost(message: unknown, { userId, botId }: Pick<Identity, 'userId' | 'botId'>) {
  const { metadata, user, bot_id, ts } = (message ?? {}) as {
    readonly metadata?: { readonly event_type?: unknown; readonly event_payload?: { readonly key?: unknown } };
    readonly user?: unknown;
    readonly bot_id?: unknown;
    readonly ts?: unknown;
  };
  const isOurs = user === userId || bot_id === botId;
  const key = metadata?.event_payload?.key;
  if (!isOurs || metadata?.event_type !== metadataType || typeof key !== 'string' || typeof ts !== 'string')
    return undefined;
  return { key, ts };
}

/** Slack's own form of a message's address; asking chat.getPermalink would cost a call. */
export function permalink(teamUrl: string | undefined, channel: string, ts: string): { readonly link?: string } {
  return teamUrl === undefined ? {} : { link: new URL(`archives/${channel}/p${ts.replace('.', '')}`, teamUrl).href };
}
