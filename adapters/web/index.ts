/**
 * The page: a room of its own on this machine, where a person types what members type on Slack and Discord and sees what
 * they would see. It has no sign-in, so it is served on loopback unless the operator says otherwise.
 */
import { randomBytes } from 'node:crypto';
import type { Adapter, AdapterHealth, Copy, Desk, EditOutcome, Post, PostOutcome, Target } from '../../src/adapter.js';
import { readAssets } from './assets.js';
import { hostInUrl, isLoopback } from './guard.js';
import type { WebOptions } from './options.js';
import { RoomLog } from './room-log.js';
import { createSite, type LiveSite } from './site.js';
import { type RunningServer, startServer } from './transport.js';

export type { WebOptions } from './options.js';

export interface WebAdapter extends Adapter {
  /** Where the page is, such as http://127.0.0.1:3000; undefined while it is not served. */
  address(): string | undefined;
}

/** Keys are remembered longer than entries stand; the oldest are forgotten past this number. */
const mostKeys = 10_000;

export function createWebAdapter(options: WebOptions): WebAdapter {
  const { host, log, clock, page } = options;
  const room = new RoomLog(randomBytes(4).toString('hex'));
  const rooms = [...options.rooms];
  const posted = new Map<string, string>();
  let server: RunningServer | undefined;
  let site: LiveSite | undefined;
  let stopping: Promise<void> | undefined;

  const address = (): string | undefined =>
    server === undefined ? undefined : `http://${hostInUrl(host)}:${server.port}`;

  async function close(): Promise<void> {
    const running = server;
    await site?.close();
    server = undefined;
    await running?.close();
  }

  const linkTo = (channel: string, id: string) => `${address()}/?room=${encodeURIComponent(channel)}#e-${id}`;

  return {
    platform: 'web',
    pace: { gapMs: 0, roomGapMs: 0 },
    address,
    async start(desk: Desk) {
      const assets = page ? await readAssets(options.assetsDir) : new Map();
      if (page) site = createSite({ ...options, desk, room, rooms, address: () => address() ?? '' });
      server = await startServer({
        host,
        port: options.port,
        log,
        assets,
        health: options.health,
        ...(options.feeds === undefined ? {} : { feeds: options.feeds }),
        ...(options.publicSite === undefined ? {} : { publicSite: options.publicSite }),
        ...(site === undefined ? {} : { site }),
      });
      if (!isLoopback(host)) log.warn('The page is open to the network and has no sign-in', { host });
    },
    async post({ key, target, reply }: Post): Promise<PostOutcome> {
      if (!page) return { outcome: 'gone', reason: 'The page is switched off, so nothing can be posted to it.' };
      if (server === undefined || stopping !== undefined)
        return { outcome: 'not-delivered', reason: 'The page is not open.' };
      const before = posted.get(key);
      if (before !== undefined) return { outcome: 'posted', id: before };
      if (!rooms.includes(target.channel)) rooms.push(target.channel);
      const { entry } = room.add({ room: target.channel, at: clock.now(), content: { kind: 'reminder', reply } });
      posted.set(key, entry.id);
      for (const old of [...posted.keys()].slice(0, Math.max(0, posted.size - mostKeys))) posted.delete(old);
      return { outcome: 'posted', id: entry.id, link: linkTo(target.channel, entry.id) };
    },
    async copies({ key, target }: Post): Promise<readonly Copy[]> {
      const id = posted.get(key);
      return id === undefined ? [] : [{ id, link: linkTo(target.channel, id) }];
    },
    async edit({ reply }: Post, id: string): Promise<EditOutcome> {
      if (!page) return { outcome: 'gone', reason: 'The page is switched off, so nothing can be shown on it.' };
      if (server === undefined || stopping !== undefined)
        return { outcome: 'not-delivered', reason: 'The page is not open.' };
      // What is posted here lives in memory: after a restart, and past the entries kept, it is no longer to be seen.
      return room.rewrite(id, { kind: 'reminder', reply }) === undefined
        ? { outcome: 'gone', reason: 'The page no longer shows this message.' }
        : { outcome: 'edited' };
    },
    async remove(_target: Target, id: string) {
      for (const [key, shown] of posted) if (shown === id) posted.delete(key);
      room.withdraw(id);
    },
    health(): AdapterHealth {
      const where = address();
      if (where === undefined) return { ready: false, detail: 'The page is not open.' };
      return { ready: true, detail: page ? `The page is open at ${where}.` : `Only ${where}/healthz is answered.` };
    },
    stop: () => (stopping ??= close()),
  };
}
