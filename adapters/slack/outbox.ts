/**
 * Posts of the desk's own accord: one attempt each, told as it went. Slack has no key against posting twice, so the key
 * travels in the first message's metadata, and `find` reads the channel back by it. Further parts of a long post stand in
 * the first one's thread and are best effort: the post counts as posted once its first message stands.
 */
import { clockSkewSeconds, type InvokeShelf, type Logger, type Post, type PostOutcome } from '../../src/adapter.js';
import type { Clock } from '../../src/time/clock.js';
import { buttonValues } from './button-value.js';
import { noPreviews } from './delivery.js';
import type { Identity } from './identity.js';
import { renderParts, withoutSharing } from './render.js';
import type { SlackWeb } from './transport.js';

export const metadataType = 'frontdesk_post';

/** How far back `find` reads where the post does not say since when it may be there. */
const findDays = 8;
/** As large as Slack advises. */
const pageSize = 200;
/** A channel with more messages than these in that time cannot be read back for sure. */
const mostPages = 25;

export interface OutboxOptions {
  readonly web: SlackWeb;
  readonly shelf: InvokeShelf;
  readonly clock: Clock;
  readonly log: Logger;
  readonly identity: Identity;
}

export interface Outbox {
  post(post: Post): Promise<PostOutcome>;
  find(post: Post): Promise<{ readonly id: string } | undefined>;
}

export function createOutbox({ web, shelf, clock, log, identity }: OutboxOptions): Outbox {
  async function postRest(channel: string, thread: string, parts: readonly Readonly<Record<string, unknown>>[]) {
    for (const [index, part] of parts.entries()) {
      const called = await web.call('chat.postMessage', { channel, thread_ts: thread, ...part, ...noPreviews });
      if (called.ok) continue;
      log.warn('A further part of a post is missing', {
        channel,
        part: index + 2,
        of: parts.length + 1,
        ...called.failure,
      });
      return;
    }
  }

  return {
    async post({ key, target, reply }) {
      const shown = withoutSharing(reply);
      const [first, ...rest] = renderParts(shown, await buttonValues(shown, shelf));
      const called = await web.call('chat.postMessage', {
        channel: target.channel,
        ...first,
        ...noPreviews,
        metadata: { event_type: metadataType, event_payload: { key } },
      });
      if (!called.ok) return called.failure;
      const { ts, channel } = called.data;
      if (typeof ts !== 'string') return { outcome: 'unknown', reason: 'Slack’s answer names no message.' };
      const room = typeof channel === 'string' ? channel : target.channel;
      await postRest(
        room,
        ts,
        rest.map((part) => ({ ...part })),
      );
      return { outcome: 'posted', id: ts, ...permalink(identity.teamUrl, room, ts) };
    },

    async find({ key, target, since }) {
      const oldest = String(since === undefined ? clock.now() - findDays * 86_400 : since - clockSkewSeconds);
      let cursor: string | undefined;
      for (let page = 0; page < mostPages; page += 1) {
        const called = await web.call('conversations.history', {
          channel: target.channel,
          include_all_metadata: true,
          limit: pageSize,
          oldest,
          cursor,
        });
        if (!called.ok) throw new Error(`${target.channel} cannot be read back: ${reasonOf(called.failure)}`);
        const { messages, response_metadata: more } = called.data as {
          readonly messages?: unknown;
          readonly response_metadata?: { readonly next_cursor?: unknown };
        };
        if (!Array.isArray(messages)) throw new Error(`${target.channel} cannot be read back: Slack’s answer is odd.`);
        const found = messages.find((message) => carries(message, key, identity));
        if (found !== undefined) return { id: String((found as { ts?: unknown }).ts) };
        cursor = typeof more?.next_cursor === 'string' && more.next_cursor !== '' ? more.next_cursor : undefined;
        if (cursor === undefined) return undefined;
      }
      throw new Error(`${target.channel} has too many messages to be read back.`);
    },
  };
}

function reasonOf(failure: Exclude<PostOutcome, { outcome: 'posted' }>): string {
  return failure.outcome === 'retry-after' ? `Slack asks to wait ${failure.seconds} s.` : failure.reason;
}

/** Any app may write any metadata: only our own message counts. */
function carries(message: unknown, key: string, { userId, botId }: Identity): boolean {
  const { metadata, user, bot_id } = (message ?? {}) as {
    readonly metadata?: { readonly event_type?: unknown; readonly event_payload?: { readonly key?: unknown } };
    readonly user?: unknown;
    readonly bot_id?: unknown;
  };
  const isOurs = user === userId || bot_id === botId;
  return isOurs && metadata?.event_type === metadataType && metadata.event_payload?.key === key;
}

/** Slack's own form of a message's address; asking chat.getPermalink would cost a call. */
function permalink(teamUrl: string | undefined, channel: string, ts: string): { readonly link?: string } {
  return teamUrl === undefined ? {} : { link: new URL(`archives/${channel}/p${ts.replace('.', '')}`, teamUrl).href };
}
