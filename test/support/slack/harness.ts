/** Slack for the contracts: a renderer's law harness and a running surface, with the real bolt over real sockets. */

import { createSlackAdapter, type SlackAdapter, type SlackAdapterOptions } from '../../../adapters/slack/index.js';
import type { Desk, InvokeShelf, OnceGuard } from '../../../src/adapter.js';
import type { Invoke } from '../../../src/reply/reply.js';
import { type Clock, FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import type { Seen, Surface } from '../../contract/adapters.js';
import { MemoryThreads } from '../memory-threads.js';
import { RecordingLog } from '../recording-log.js';
import { FakeSlack, secrets } from './fake-slack.js';
import type { MessageView } from './message-view.js';
import { escapeTyped } from './payloads.js';
import { Typist } from './typist.js';
import type { Message } from './workspace.js';

/** Keeps what was seen, for good. */
export class MemoryOnce implements OnceGuard {
  readonly keys: string[] = [];
  async first(key: string): Promise<boolean> {
    const isFirst = !this.keys.includes(key);
    this.keys.push(key);
    return isFirst;
  }
}

export class MemoryShelf implements InvokeShelf {
  readonly #kept: Invoke[] = [];
  async keep(invoke: Invoke): Promise<string> {
    return String(this.#kept.push(invoke) - 1);
  }
  async take(id: string): Promise<Invoke | undefined> {
    return this.#kept[Number(id)];
  }
}

export interface RunningSlack {
  readonly slack: FakeSlack;
  readonly adapter: SlackAdapter;
  readonly log: RecordingLog;
  readonly once: MemoryOnce;
  readonly threads: MemoryThreads;
  readonly ana: Typist;
  /** Stops the adapter, then the fake; throws what Slack would not have taken. */
  close(): Promise<void>;
}

export interface Running {
  readonly by?: 'socket' | 'http';
  readonly clock?: Clock;
  /** Instead of what the fake accepts. */
  readonly given?: Partial<SlackAdapterOptions>;
  /** Called before the adapter starts. */
  readonly before?: (slack: FakeSlack) => void;
}

/** A fake Slack and an adapter, not yet started. */
export async function prepareSlack({ by = 'socket', clock, given = {}, before }: Running = {}) {
  const slack = await FakeSlack.open(clock);
  before?.(slack);
  const log = new RecordingLog();
  const once = new MemoryOnce();
  const threads = new MemoryThreads();
  const adapter = createSlackAdapter({
    botToken: secrets.botToken,
    ...(by === 'socket' ? { appToken: secrets.appToken } : { signingSecret: secrets.signingSecret }),
    apiUrl: slack.apiUrl,
    host: '127.0.0.1',
    port: 0,
    once,
    shelf: new MemoryShelf(),
    threads,
    modes: () => 'mention',
    clock: slack.workspace.clock,
    log,
    ...given,
  });
  return { slack, adapter, log, once, threads };
}

export async function runSlack(desk: Desk, running: Running = {}): Promise<RunningSlack> {
  const prepared = await prepareSlack(running);
  const { slack, adapter } = prepared;
  await adapter.start(desk);
  const address = adapter.address();
  return {
    ...prepared,
    ana: new Typist(slack, address === undefined ? { kind: 'socket' } : { kind: 'http', url: address }),
    async close() {
      await adapter.stop();
      await slack.close();
    },
  };
}

export function seen(message: Message): Seen {
  const { view } = message;
  return {
    text: [view.title, ...view.texts].filter((text) => text !== '').join('\n'),
    urls: view.links.map(({ url }) => url),
    buttons: view.buttons.map(({ label }) => label),
    audience: message.only === undefined ? 'room' : 'asker',
    pings: view.pings,
  };
}

/** One channel and Ana in it, for the contract of all surfaces. */
export async function slackSurface(desk: Desk, by: 'socket' | 'http'): Promise<Surface> {
  const channel = 'C0GENERAL';
  const clock = new FixedClock(1_796_000_000 as Instant);
  const { slack, adapter, ana, close } = await runSlack(desk, { by, clock });
  const { workspace } = slack;
  let acknowledged: Promise<unknown> = Promise.resolve();

  /** What Ana sees anew, or changed, once it is there. */
  async function answerTo(action: () => Promise<unknown>): Promise<readonly Seen[]> {
    const before = new Set<MessageView>(workspace.seenBy(ana.user, channel).map(({ view }) => view));
    const news = () => workspace.seenBy(ana.user, channel).filter(({ view }) => !before.has(view));
    acknowledged = action();
    await acknowledged;
    await workspace.until('an answer', () => news().length > 0);
    return news().map(seen);
  }

  return {
    adapter: {
      ...adapter,
      // A channel is read back once a minute: here a minute passes before each time.
      copies(post) {
        clock.advance(60);
        return adapter.copies(post);
      },
    },
    channel,
    member: { id: ana.user, zone: 'Europe/Berlin' },
    type: (line) =>
      answerTo(() => (line.startsWith('/') ? ana.command(line, channel) : ana.mention(escapeTyped(line), channel))),
    press(label) {
      const message = workspace
        .seenBy(ana.user, channel)
        .findLast(({ view }) => view.buttons.some((b) => b.label === label));
      if (message === undefined) throw new Error(`Ana sees no button “${label}”`);
      return answerTo(() => ana.press(message, label));
    },
    post: (post) => adapter.post(post),
    shown: (id) => workspace.shownToAll(id).map(seen),
    acknowledged: async () => void (await acknowledged),
    close,
  };
}
