/**
 * Posts of the desk's own accord: one attempt each, told as it went. Slack has no key against posting twice, so the key
 * travels in the first message's metadata, and `copies` reads the channel back by it. Further parts of a long post stand in
 * the first one's thread and are best effort: the post is told as posted once its first message stands, and they follow
 * behind. Told later, it would look like one that nobody knows the end of, although everything that counts is known.
 * An edit changes that first message alone: the further parts stay as they were, and what no longer fits is left out.
 */
import {
  AskLater,
  type Copy,
  clockSkewSeconds,
  type EditOutcome,
  type InvokeShelf,
  type Logger,
  type Pace,
  type Post,
  type PostOutcome,
  type Target,
  TokenRefused,
} from '../../src/adapter.js';
import { type Attempt, type AttemptBounds, beginAttempt } from '../../src/attempt.js';
import type { Reply } from '../../src/reply/reply.js';
import type { Clock } from '../../src/time/clock.js';
import { late } from '../../src/time/within.js';
import { buttonValues } from './button-value.js';
import { createConversations } from './conversations.js';
import { noPreviews } from './delivery.js';
import { createHistory, metadataType, permalink } from './history.js';
import type { Identity } from './identity.js';
import { classifyEdit, type Failure } from './refusals.js';
import { type Code, renderEdited, renderParts, type SlackMessage, withoutSharing } from './render.js';
import type { SlackWeb } from './transport.js';

/**
 * Slack: "no more than one message per second per channel", and "several hundred messages per minute" a workspace
 * (https://docs.slack.dev/apis/web-api/rate-limits, read 2026-11-24). Hence 500 a minute, and a little over a second.
 */
export const slackPace: Pace = { gapMs: 120, roomGapMs: 1_050 };

/** How far back `copies` reads where the post does not say since when it may be there. */
const findDays = 8;

export interface OutboxOptions {
  readonly web: SlackWeb;
  readonly shelf: InvokeShelf;
  readonly clock: Clock;
  readonly log: Logger;
  readonly identity: Identity;
  /** Told of what goes on behind a post. It never rejects. */
  readonly follow: (work: Promise<void>) => void;
  /** Absent: those of every adapter. */
  readonly bounds?: AttemptBounds;
}

/** What a post or an edit needs before it can be sent. */
interface Prepared<T> {
  readonly outcome: 'prepared';
  readonly channel: string;
  readonly rendered: T;
}

type Render<T> = (shown: Reply, code: Code) => T;

export interface Outbox {
  post(post: Post): Promise<PostOutcome>;
  copies(post: Post): Promise<readonly Copy[]>;
  edit(post: Post, id: string): Promise<EditOutcome>;
  remove(target: Target, id: string): Promise<void>;
}

export function createOutbox({ web, shelf, clock, log, identity, follow, bounds }: OutboxOptions): Outbox {
  const history = createHistory({ web, clock, identity });
  const conversations = createConversations(web);

  async function postRest(channel: string, thread: string, parts: readonly SlackMessage[]) {
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

  /** @throws AskLater or Error, as `doing` could not be done. */
  async function channelOf(target: Target, doing: string): Promise<string> {
    const conversation = await conversations.channelOf(target);
    if (!conversation.ok) throw asError(doing, conversation.failure);
    return conversation.channel;
  }

  /** Everything that may be waited for. Nothing of it shows anything. */
  async function prepare<T>({ target, reply }: Post, render: Render<T>): Promise<Prepared<T> | Failure> {
    const shown = withoutSharing(reply);
    const [code, conversation] = await Promise.all([buttonValues(shown, shelf), conversations.channelOf(target)]);
    if (!conversation.ok) return conversation.failure;
    return { outcome: 'prepared', channel: conversation.channel, rendered: render(shown, code) };
  }

  /** Never rejects. */
  async function preparedBy<T>(
    attempt: Attempt,
    what: 'post' | 'edit',
    post: Post,
    render: Render<T>,
  ): Promise<Prepared<T> | Failure> {
    try {
      const prepared = await attempt.prepared(prepare(post, render));
      return prepared === late
        ? { outcome: 'not-delivered', reason: `The ${what} was not ready in time, so it was not sent.` }
        : prepared;
    } catch (error) {
      log.error(`${what === 'post' ? 'A post' : 'An edit'} could not be prepared`, { key: post.key, error });
      return { outcome: 'not-delivered', reason: `The ${what} could not be prepared; the log says why.` };
    }
  }

  return {
    async post(post) {
      const attempt = beginAttempt(bounds);
      const prepared = await preparedBy(attempt, 'post', post, renderParts);
      if (prepared.outcome !== 'prepared') return prepared;
      const [first, ...rest] = prepared.rendered;
      const message = { channel: prepared.channel, ...first, ...noPreviews, metadata: metadataOf(post) };
      const called = await web.call('chat.postMessage', message, attempt.leftMs());
      if (!called.ok) return called.failure;
      const { ts, channel } = called.data;
      if (typeof ts !== 'string') return { outcome: 'unknown', reason: 'Slack’s answer names no message.' };
      const room = typeof channel === 'string' ? channel : prepared.channel;
      if (rest.length > 0) follow(postRest(room, ts, rest));
      return { outcome: 'posted', id: ts, ...permalink(identity.teamUrl, room, ts) };
    },

    async copies({ key, target, since, quietSince }) {
      const channel = await channelOf(target, `${target.channel} cannot be read back`);
      const oldest = since === undefined ? clock.now() - findDays * 86_400 : since - clockSkewSeconds;
      return history.copies(channel, key, oldest, quietSince);
    },

    async edit(post, id) {
      const attempt = beginAttempt(bounds);
      const prepared = await preparedBy(attempt, 'edit', post, renderEdited);
      if (prepared.outcome !== 'prepared') return prepared;
      const { message, isWhole } = prepared.rendered;
      if (!isWhole) log.warn('An edit leaves out what does not fit into one message', { key: post.key });
      const args = { channel: prepared.channel, ts: id, ...message, ...literally, metadata: metadataOf(post) };
      const called = await web.call('chat.update', args, attempt.leftMs());
      if (!called.ok) return classifyEdit(called.failure, called.error);
      return called.data.ts === id
        ? { outcome: 'edited' }
        : { outcome: 'unknown', reason: 'Slack’s answer does not name the message.' };
    },

    async remove(target, id) {
      const doing = `A message in ${target.channel} cannot be taken away`;
      const channel = await channelOf(target, doing);
      const called = await web.call('chat.delete', { channel, ts: id });
      if (!called.ok && called.error !== 'message_not_found') throw asError(doing, called.failure);
    },
  };
}

/** Slack would keep the metadata of an edit that has none; sent each time, it is there whatever became of the message. */
function metadataOf({ key }: Post) {
  return { event_type: metadataType, event_payload: { key } };
}

/** An edit is otherwise read as a person's typing is: names and addresses in its text become links. */
const literally = { parse: 'none', link_names: false } as const;

function asError(doing: string, failure: Failure): Error {
  if (failure.outcome === 'retry-after') return new AskLater(failure.seconds);
  if (failure.outcome === 'revoked') return new TokenRefused(failure.reason);
  return new Error(`${doing}: ${failure.reason}`);
}
