/**
 * Posting once per key, and finding what was posted. A nonce made of the key stops a second copy for some minutes; after
 * that only `find` can tell, by the marker that each message carries (key.ts).
 */
import { clockSkewSeconds, type InvokeShelf, type Logger, type Post, type PostOutcome } from '../../src/adapter.js';
import { codesFor } from './button.js';
import { markerOf, nonceOf } from './key.js';
import { carries, marked, renderDiscord } from './render.js';
import type { Transport } from './transport.js';

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
}

export function createPosting({ transport, shelf, log, guildOf }: PostingParts) {
  function linkTo(channel: string, message: string): string | undefined {
    const guild = guildOf(channel);
    return guild === undefined ? undefined : `https://discord.com/channels/${guild}/${channel}/${message}`;
  }

  return {
    /** One attempt. What comes of the first message is the outcome; see `postMore` for the others. */
    async post({ key, target, reply }: Post): Promise<PostOutcome> {
      const bodies = renderDiscord(reply, await codesFor(reply, shelf)).map((body, part) => ({
        ...marked(body, markerOf(key, part)),
        nonce: nonceOf(key, part),
        enforce_nonce: true,
      }));
      const [first, ...more] = bodies;
      const outcome = await transport.postOnce(target, first);
      if (outcome.outcome !== 'posted') return outcome;
      for (const body of more) await postMore(body);
      const link = linkTo(target.channel, outcome.id);
      return link === undefined ? outcome : { ...outcome, link };

      async function postMore(body: unknown): Promise<void> {
        for (let tries = 1; tries <= triesForMore; tries += 1) {
          const part = await transport.postOnce(target, body);
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
     * The first message of the post, looked up in the channel: forwards from `since`, or back from now where that is not
     * told. Rejects where the room has more than 2,000 messages to look through, and where Discord refuses.
     */
    async find({ key, target, since }: Post): Promise<{ readonly id: string } | undefined> {
      const marker = markerOf(key, 0);
      let edge = since === undefined ? undefined : snowflakeAt(since - clockSkewSeconds);
      for (let page = 0; page < mostPages; page += 1) {
        const range = since === undefined ? (edge === undefined ? {} : { before: edge }) : { after: edge ?? '0' };
        const messages = await transport.history(target.channel, range);
        const found = messages.find((message) => carries(message.components ?? [], marker));
        if (found !== undefined) return { id: found.id };
        if (messages.length < pageSize) return undefined;
        edge = edgeOf(
          messages.map((message) => message.id),
          since !== undefined,
        );
      }
      throw new Error(`The room “${target.room}” has too many messages to look for one that was posted.`);
    },
  };
}

/** The smallest id that a message of this second can have. Discord counts milliseconds from 2015 in the upper bits. */
function snowflakeAt(at: number): string {
  const milliseconds = BigInt(at) * 1000n - 1_420_070_400_000n;
  return milliseconds <= 0n ? '0' : ((milliseconds << 22n) - 1n).toString();
}

function edgeOf(ids: readonly string[], latest: boolean): string {
  const sorted = ids.map(BigInt).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  return String(latest ? sorted.at(-1) : sorted[0]);
}
