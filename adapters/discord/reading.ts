/**
 * Reads a channel back for the messages that carry a marker. Discord lets a channel be read about five times within five
 * seconds, which a busy room's pages oversteps: so a reading that is interrupted is kept, and the next one for the same goes on
 * where it stopped. Forwards that misses nothing: what was posted meanwhile stands behind the edge.
 */
import type { APIMessage } from 'discord.js';
import { AskLater, clockSkewSeconds } from '../../src/adapter.js';
import type { Clock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { carries, type Marker } from './render.js';

export interface ReadingParts {
  /** Up to 100 messages of a channel. */
  history(
    channel: string,
    range: { readonly after?: string; readonly before?: string },
  ): Promise<readonly APIMessage[]>;
  readonly clock: Pick<Clock, 'nowMs'>;
}

export interface Sought {
  readonly channel: string;
  readonly marker: Marker;
  readonly since?: Instant | undefined;
}

export interface Reading {
  /**
   * The ids of all messages with the marker, the oldest first: forwards from `since`, or back from now where that is not
   * told, which begins anew each time. Undefined where there are more than 2,000 messages to look through. Rejects as
   * `history` does, and with `AskLater` where a slow Discord would take it past the port's bound: ask again then.
   */
  found(sought: Sought): Promise<readonly string[] | undefined>;
  /** The message is no longer there, so that no kept reading tells of it. */
  forget(id: string): void;
}

interface Kept {
  readonly pages: number;
  readonly edge: string;
  readonly found: readonly string[];
  readonly atMs: number;
}

/** 2,000 messages. */
const mostPages = 20;
const pageSize = 100;
/** No further page after this: it may take 10 s itself, and whoever asks waits no longer than 15. */
const lastPageAfterMs = 4_000;
/** Since it got on. Longer than a limit of Discord's lasts. */
const keepMs = 600_000;
const mostKept = 500;

export function createReading({ history, clock }: ReadingParts): Reading {
  /** The least recently used first. */
  const kept = new Map<string, Kept>();

  function take(name: string): Kept | undefined {
    const one = kept.get(name);
    const age = one === undefined ? 0 : clock.nowMs() - one.atMs;
    return age >= 0 && age < keepMs ? one : undefined;
  }

  function keep(name: string, one: Kept): void {
    // Two that read the same at once: who came less far takes nothing away from the other.
    if ((take(name)?.pages ?? 0) > one.pages) return;
    kept.delete(name);
    kept.set(name, one);
    const oldest = kept.size > mostKept ? kept.keys().next().value : undefined;
    if (oldest !== undefined) kept.delete(oldest);
  }

  async function forwards({ channel, marker }: Sought, since: Instant): Promise<readonly string[] | undefined> {
    const name = `${channel} ${since} ${marker}`;
    const beganMs = clock.nowMs();
    let at = take(name) ?? { pages: 0, edge: snowflakeAt(since - clockSkewSeconds), found: [], atMs: beganMs };
    while (at.pages < mostPages) {
      if (clock.nowMs() - beganMs >= lastPageAfterMs) throw new AskLater(1);
      const messages = await history(channel, { after: at.edge });
      const found = [...at.found, ...carrying(messages, marker)];
      if (messages.length < pageSize) {
        kept.delete(name);
        return found;
      }
      const edge = oldestFirst(messages.map(({ id }) => id)).at(-1) ?? at.edge;
      at = { pages: at.pages + 1, edge, found, atMs: clock.nowMs() };
      keep(name, at);
    }
    kept.delete(name);
    return undefined;
  }

  async function back({ channel, marker }: Sought): Promise<readonly string[] | undefined> {
    const found: string[] = [];
    let edge: string | undefined;
    for (let page = 0; page < mostPages; page += 1) {
      const messages = await history(channel, edge === undefined ? {} : { before: edge });
      found.push(...carrying(messages, marker));
      if (messages.length < pageSize) return oldestFirst(found);
      [edge] = oldestFirst(messages.map(({ id }) => id));
    }
    return undefined;
  }

  return {
    async found(sought) {
      const found = await (sought.since === undefined ? back(sought) : forwards(sought, sought.since));
      return found === undefined ? undefined : oldestFirst(found);
    },
    forget(id) {
      for (const [name, one] of kept) {
        if (one.found.includes(id)) kept.set(name, { ...one, found: one.found.filter((each) => each !== id) });
      }
    },
  };
}

function carrying(messages: readonly APIMessage[], marker: Marker): readonly string[] {
  return messages.filter(({ components }) => carries(components ?? [], marker)).map(({ id }) => id);
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
