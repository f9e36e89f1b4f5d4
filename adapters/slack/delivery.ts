/**
 * Brings rendered messages to where they belong: to the asker alone, to the room, into a direct message, or onto the home
 * tab. A response address comes first (it works in rooms that the bot is not in); where Slack no longer takes it (30
 * minutes, 5 uses), the Web API follows. What may have arrived is not sent again.
 */
import type { Logger } from '../../src/adapter.js';
import type { Failure } from './refusals.js';
import type { SlackMessage } from './render.js';
import type { Called, SlackWeb } from './transport.js';

/** Where an answer goes. */
export type Way =
  /** To one person in a room; `replaces` the message whose button was pressed. */
  | ({ readonly to: 'asker'; readonly room: string; readonly user: string; readonly replaces: boolean } & Through)
  /** To everybody in the room; `takesAway` the asker's own copy, whose button was pressed. */
  | ({ readonly to: 'room'; readonly room: string; readonly user: string; readonly takesAway: boolean } & Through)
  /** An ordinary message; `replaces` is the id of a message of ours that it takes the place of. */
  | { readonly to: 'conversation'; readonly room: string; readonly thread?: string; readonly replaces?: string }
  | { readonly to: 'home'; readonly user: string };

interface Through {
  readonly responseUrl?: string;
  readonly thread?: string;
}

export interface Delivery {
  /** Sends the messages in order. Never rejects; undefined where all were taken, else why one was not. */
  deliver(way: Way, messages: readonly SlackMessage[]): Promise<Failure | undefined>;
}

export interface DeliveryOptions {
  readonly web: SlackWeb;
  readonly log: Logger;
  /** Resolves after `ms`. */
  readonly pause: (ms: number) => Promise<void>;
}

/** Longer than this nobody waits for an answer in chat. */
const longestWaitSeconds = 30;

/** Links in an answer are for pressing: their previews would bury it. */
export const noPreviews = { unfurl_links: false, unfurl_media: false } as const;

export function createDelivery({ web, log, pause }: DeliveryOptions): Delivery {
  /** One more attempt where Slack asks to wait a little; anything else is told as it is. */
  async function patiently(attempt: () => Promise<Failure | undefined>): Promise<Failure | undefined> {
    const failure = await attempt();
    if (failure?.outcome !== 'retry-after' || failure.seconds > longestWaitSeconds) return failure;
    await pause(failure.seconds * 1000);
    return attempt();
  }

  const call = (method: string, args: Readonly<Record<string, unknown>>) =>
    patiently(async () => failureOf(await web.call(method, args)));

  const respond = (url: string | undefined, message: Readonly<Record<string, unknown>>) =>
    url === undefined ? noAddress : patiently(() => web.respond(url, message));

  async function toAsker(way: Way & { to: 'asker' }, message: SlackMessage, replaces: boolean) {
    const { room: channel, user, thread: thread_ts } = way;
    const first = await respond(way.responseUrl, {
      response_type: 'ephemeral',
      replace_original: replaces,
      thread_ts,
      ...message,
      ...noPreviews,
    });
    if (!isRefusal(first)) return first;
    const second = await call('chat.postEphemeral', { channel, user, thread_ts, ...message });
    // Where the bot cannot write, a direct message still reaches the asker alone.
    return isRefusal(second) ? call('chat.postMessage', { channel: user, ...message, ...noPreviews }) : second;
  }

  async function toRoom(way: Way & { to: 'room' }, message: SlackMessage) {
    const { room: channel, thread: thread_ts } = way;
    const first = await respond(way.responseUrl, {
      response_type: 'in_channel',
      replace_original: false,
      thread_ts,
      ...message,
      ...noPreviews,
    });
    return isRefusal(first) ? call('chat.postMessage', { channel, thread_ts, ...message, ...noPreviews }) : first;
  }

  async function toConversation(
    way: Way & { to: 'conversation' },
    message: SlackMessage,
    replaces: string | undefined,
  ) {
    const { room: channel, thread: thread_ts } = way;
    const anew = () => call('chat.postMessage', { channel, thread_ts, ...message, ...noPreviews });
    if (replaces === undefined) return anew();
    const changed = await call('chat.update', { channel, ts: replaces, ...message });
    // The message may have been deleted meanwhile: Slack calls the change wrong then.
    return isRefusal(changed) || changed?.outcome === 'refused' ? anew() : changed;
  }

  function send(way: Way, message: SlackMessage, isFirst: boolean): Promise<Failure | undefined> {
    switch (way.to) {
      case 'asker':
        return toAsker(way, message, isFirst && way.replaces);
      case 'room':
        return toRoom(way, message);
      case 'conversation':
        return toConversation(way, message, isFirst ? way.replaces : undefined);
      case 'home':
        return call('views.publish', { user_id: way.user, view: { type: 'home', blocks: message.blocks } });
    }
  }

  return {
    async deliver(way, messages) {
      for (const [index, message] of messages.entries()) {
        const failure = await send(way, message, index === 0);
        if (failure === undefined) continue;
        log.warn('An answer did not reach Slack', { to: way.to, part: index + 1, of: messages.length, ...failure });
        return failure;
      }
      if (way.to === 'room' && way.takesAway) await respond(way.responseUrl, { delete_original: true });
      return undefined;
    },
  };
}

const noAddress = Promise.resolve<Failure>({ outcome: 'gone', reason: 'There is no response address.' });

/** Surely not shown, and not for a fault of the message's own: another way may be tried. */
function isRefusal(failure: Failure | undefined): boolean {
  return failure !== undefined && !['unknown', 'refused', 'revoked'].includes(failure.outcome);
}

function failureOf(called: Called): Failure | undefined {
  return called.ok ? undefined : called.failure;
}
