/** The Discord adapter over the fake, started and with a member in a room: what its tests begin with. */
import { createDiscordAdapter, type DiscordOptions } from '../../../adapters/discord/index.js';
import type { Adapter, Desk, InvokeShelf, OnceGuard } from '../../../src/adapter.js';
import type { Invoke } from '../../../src/reply/reply.js';
import { MemoryThreads } from '../memory-threads.js';
import { RecordingLog } from '../recording-log.js';
import { type FakeDiscord, type FakeDiscordOptions, openFakeDiscord } from './fake-discord.js';
import type { Member } from './world.js';

/** Remembers every key, for good. */
class MemoryOnce implements OnceGuard {
  readonly keys = new Set<string>();
  async first(key: string): Promise<boolean> {
    const isNew = !this.keys.has(key);
    this.keys.add(key);
    return isNew;
  }
}

export class MemoryShelf implements InvokeShelf {
  readonly held: Invoke[] = [];
  async keep(invoke: Invoke): Promise<string> {
    const same = this.held.findIndex((one) => JSON.stringify(one) === JSON.stringify(invoke));
    return String(same === -1 ? this.held.push(invoke) - 1 : same);
  }
  async take(id: string): Promise<Invoke | undefined> {
    return this.held[Number(id)];
  }
}

export interface DiscordSurface {
  readonly discord: FakeDiscord;
  readonly adapter: Adapter;
  readonly log: RecordingLog;
  readonly once: MemoryOnce;
  readonly shelf: MemoryShelf;
  readonly threads: MemoryThreads;
  readonly modes: DiscordOptions['modes'];
  readonly ana: Member;
  close(): Promise<void>;
}

/** An adapter that is not started yet. */
export async function discordSurface(
  options: Partial<DiscordOptions> = {},
  fake: FakeDiscordOptions = {},
): Promise<DiscordSurface> {
  const discord = await openFakeDiscord(fake);
  const log = new RecordingLog();
  const once = new MemoryOnce();
  const shelf = new MemoryShelf();
  const threads = new MemoryThreads();
  const modes: DiscordOptions['modes'] = options.modes ?? (() => 'mention');
  const adapter = createDiscordAdapter({
    token: discord.token,
    apiUrl: discord.apiUrl,
    once,
    shelf,
    threads,
    log,
    ...options,
    modes,
  });
  const ana = discord.member({ username: 'ana', global_name: 'Ana', locale: 'de' });
  return {
    discord,
    adapter,
    log,
    once,
    shelf,
    threads,
    modes,
    ana,
    async close() {
      await adapter.stop();
      await discord.close();
    },
  };
}

export async function startedDiscord(
  desk: Desk,
  options: Partial<DiscordOptions> = {},
  fake: FakeDiscordOptions = {},
): Promise<DiscordSurface> {
  const surface = await discordSurface(options, fake);
  await surface.adapter.start(desk);
  return surface;
}
