/**
 * The only file that sees every room: which surfaces there are, and what each is given. The chat libraries are heavy, so
 * an adapter is loaded only where its token is set.
 */
import type { Adapter, Logger } from '../adapter.js';
import { createFeeds } from '../calendar/feeds.js';
import { answerModes, hearsQuestions } from '../community/answer-modes.js';
import type { Community, Room } from '../community/model.js';
import type { Config } from '../config.js';
import { plannedPosts, reminderReply } from '../remind/plan.js';
import type { LiveSchedule } from '../schedule/live-schedule.js';
import type { Store } from '../store/store.js';
import type { Clock } from '../time/clock.js';
import type { Instant } from '../time/zoned.js';
import { packageFile } from './package-file.js';

export interface WireParts {
  readonly config: Config;
  /** Open the page instead of the chat platforms. */
  readonly page: boolean;
  readonly community: Community;
  readonly schedule: LiveSchedule;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A way to reach people. `channelOf` is absent for one that takes no reminders. */
export interface Surface {
  readonly adapter: Adapter;
  readonly channelOf?: (room: string) => string | undefined;
}

/** How far the page looks ahead for reminders, and how many it lists. */
const comingSeconds = 45 * 86_400;
const comingMost = 5;

export async function wire(parts: WireParts): Promise<readonly Surface[]> {
  const { community } = parts;
  const find = (name: string): Room | undefined => community.rooms.find((room) => room.name === name);
  const chat: readonly (Adapter | undefined)[] = parts.page
    ? []
    : await Promise.all([slackAdapter(parts), discordAdapter(parts)]);
  const joined = chat.filter((adapter) => adapter !== undefined);
  const withPage = parts.page || joined.length === 0;
  const web = await webAdapter(parts, withPage, () => joined);
  return [
    ...joined.map((adapter) => ({
      adapter,
      channelOf: (name: string) => (adapter.platform === 'slack' ? find(name)?.slack : find(name)?.discord),
    })),
    withPage ? { adapter: web, channelOf: (name: string) => find(name)?.name } : { adapter: web },
  ];
}

async function slackAdapter({ config, community, store, clock, log }: WireParts): Promise<Adapter | undefined> {
  if (config.slack === undefined) return undefined;
  const { createSlackAdapter } = await import('../../adapters/slack/index.js');
  return createSlackAdapter({
    ...config.slack,
    ...{ host: config.host, once: store, shelf: store, threads: store, clock, log },
    modes: answerModes(community, 'slack'),
  });
}

async function discordAdapter({ config, community, store, log }: WireParts): Promise<Adapter | undefined> {
  if (config.discord === undefined) return undefined;
  const { createDiscordAdapter } = await import('../../adapters/discord/index.js');
  return createDiscordAdapter({
    ...config.discord,
    ...{ once: store, shelf: store, threads: store, log },
    modes: answerModes(community, 'discord'),
    readsRooms: hearsQuestions(community, 'discord'),
    channels: community.rooms.flatMap(({ discord: channel }) => channel ?? []),
  });
}

async function webAdapter(parts: WireParts, page: boolean, joined: () => readonly Adapter[]): Promise<Adapter> {
  const { config, community, schedule, clock, log } = parts;
  const { createWebAdapter } = await import('../../adapters/web/index.js');
  const platform = { platform: 'web' as const, channelOf: (name: string) => name };
  return createWebAdapter({
    host: config.host,
    port: config.port,
    assetsDir: packageFile('dist/page'),
    zone: community.zone,
    rooms: community.rooms.map((room) => room.name),
    page,
    feeds: createFeeds({ community, live: schedule, items: parts.store, clock }),
    ...(config.site === undefined ? {} : { publicSite: config.site }),
    clock,
    log,
    async coming() {
      const now = clock.now();
      const posts = plannedPosts(community, schedule, [platform], now, (now + comingSeconds) as Instant);
      return posts.slice(0, comingMost).map((post) => ({
        key: post.key,
        dueAt: post.dueAt,
        room: post.target.room,
        meeting: post.occurrence.meeting.title,
        startsAt: post.occurrence.at,
        reply: reminderReply(post, post.dueAt),
      }));
    },
    async health() {
      const platforms = joined().map((adapter) => [adapter.platform, adapter.health()] as const);
      const entries = [...platforms, ['database', parts.store.health()] as const];
      return { ready: entries.every(([, health]) => health.ready), parts: Object.fromEntries(entries) };
    },
  });
}
