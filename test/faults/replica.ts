// A program for fault runs: the reminder half of the bot as a process of its own. Its parts are the real ones (adapters,
// store, reminders, node-cron, community file); around the ports stand steps at which it may die. Argument: ReplicaPlan.
import { appendFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createDiscordAdapter } from '../../adapters/discord/index.js';
import { createSlackAdapter } from '../../adapters/slack/index.js';
import type { Desk, Logger } from '../../src/adapter.js';
import { loadCommunity } from '../../src/community/load.js';
import type { Community } from '../../src/community/model.js';
import { createChanging } from '../../src/remind/changing.js';
import { startReminders } from '../../src/remind/reminders.js';
import { createCronTicker } from '../../src/remind/ticker.js';
import type { NewChange } from '../../src/schedule/change.js';
import { createLiveSchedule } from '../../src/schedule/live-schedule.js';
import { openStore } from '../../src/store/store.js';
import { type Clock, systemClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import type { ChatPlatform } from './crowd.js';
import { createDice } from './dice.js';
import { createFate, report, type Step } from './fate.js';
import { forgetfulChanges } from './forgetful.js';
import {
  blindAdapter,
  blindLedger,
  haltingAdapter,
  hastyAdapter,
  mortalAdapter,
  mortalLedger,
  mortalLog,
  type PostingAdapter,
} from './mortal.js';
import { watchTurns } from './turns.js';

export interface ReplicaPlan {
  readonly community: string;
  readonly database: string;
  readonly slack: { readonly apiUrl: string; readonly botToken: string; readonly signingSecret: string };
  readonly discord: { readonly apiUrl: string; readonly token: string };
  readonly seed: number;
  /** Of death at an ordinary step. */
  readonly odds: number;
  /** The strategy of the control run. */
  readonly blind?: true;
  /** The strategy of the other control run: a change edits what was posted at once, and nothing of that is written down. */
  readonly forgetful?: true;
  /** How far this host's clock is off. */
  readonly skewSeconds?: number;
  /** Stands still for so long before the first request to each platform, and says so. */
  readonly stillMs?: number;
  /** So many times faster does the minute pass that lies between two reads of a Slack channel. */
  readonly haste?: number;
  /** Between two posts on each platform, in place of the adapters' own: it decides how many posts are in hand at once. */
  readonly gapMs?: number;
  /** Reports turns of the event loop that take longer. */
  readonly blockedMs?: number;
  /** Where warnings and errors go, one line of JSON each; nowhere unless said. */
  readonly log?: string;
}

/** What it may be told while it runs, one line of JSON each. */
export type Order =
  /** Record this, as a maintainer's press of a button does. */
  | { readonly kind: 'change'; readonly n: number; readonly change: NewChange }
  /** Die at this step; without one, at none. */
  | { readonly kind: 'appoint'; readonly step?: Step };

const plan = JSON.parse(process.argv[2] ?? '{}') as ReplicaPlan;

function clockOff(seconds: number): Clock {
  return {
    now: () => (systemClock.now() + seconds) as Instant,
    nowMs: () => systemClock.nowMs() + seconds * 1000,
  };
}

function clockFaster(clock: Clock, times: number): Clock {
  const from = clock.nowMs();
  const nowMs = () => from + (clock.nowMs() - from) * times;
  return { nowMs, now: () => Math.floor(nowMs() / 1000) as Instant };
}

function logTo(file: string | undefined): Logger {
  const plain = (_name: string, value: unknown) => (value instanceof Error ? String(value) : value);
  const write = (level: string) => (message: string, fields?: Readonly<Record<string, unknown>>) => {
    if (file === undefined) return;
    appendFileSync(file, `${JSON.stringify({ at: Date.now(), pid: process.pid, level, message, ...fields }, plain)}\n`);
  };
  return { info: () => undefined, warn: write('warn'), error: write('error') };
}

/** Nobody asks anything here: Slack's adapter has to be started before it posts. */
const desk: Desk = {
  community: { name: 'Crowd' },
  commands: [],
  answer: () => Promise.reject(new Error('nobody asks')),
  overhear: async () => undefined,
  complete: async () => [],
  home: () => Promise.reject(new Error('nobody asks')),
};

function channelsOf({ rooms }: Community, platform: ChatPlatform): (room: string) => string | undefined {
  const channels = new Map(rooms.map((room) => [room.name, room[platform]]));
  return (room) => channels.get(room);
}

async function main(): Promise<void> {
  const log = logTo(plan.log);
  const loaded = await loadCommunity(plan.community);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.problems.slice(0, 3)));
  const { community } = loaded;
  const clock = plan.skewSeconds === undefined ? systemClock : clockOff(plan.skewSeconds);
  const store = await openStore(plan.database, { clock, log });
  const fate = createFate(createDice(plan.seed), plan.odds);
  const slack = createSlackAdapter({
    ...plan.slack,
    host: '127.0.0.1',
    port: 0,
    once: store,
    shelf: store,
    threads: store,
    modes: () => 'mention',
    clock: clockFaster(store.clock, plan.haste ?? 1),
    log,
  });
  await slack.start(desk);
  const discord = createDiscordAdapter({
    ...plan.discord,
    ...{ once: store, shelf: store, threads: store, modes: () => 'mention', log },
  });

  const halted = new Set<string>();
  function haltsOnce(adapter: PostingAdapter): PostingAdapter {
    const { stillMs } = plan;
    if (stillMs === undefined) return adapter;
    return haltingAdapter(adapter, async (key) => {
      if (halted.has(adapter.platform)) return;
      halted.add(adapter.platform);
      report({ kind: 'holds still', key, platform: adapter.platform });
      await new Promise((resolve) => setTimeout(resolve, stillMs));
    });
  }
  function surface(adapter: PostingAdapter, platform: ChatPlatform) {
    const { gapMs = adapter.pace.gapMs } = plan;
    const paced = { ...adapter, pace: { ...adapter.pace, gapMs } };
    const posting = haltsOnce(plan.blind === undefined ? paced : blindAdapter(paced));
    return { platform, channelOf: channelsOf(community, platform), adapter: mortalAdapter(posting, fate) };
  }

  const surfaces = [surface(hastyAdapter(slack, plan.haste ?? 1), 'slack'), surface(discord, 'discord')];
  const live = createLiveSchedule(community, await store.changesAfter(0));
  const setup = { community, live, surfaces: () => surfaces, clock: store.clock };
  const changing = createChanging({ ...setup, log: mortalLog(store, fate) });
  const hand =
    plan.forgetful === undefined ? changing : forgetfulChanges({ ...setup, log: mortalLog(store, fate), surfaces });
  const reminders = startReminders({
    community,
    schedule: live,
    changes: changing,
    ledger: mortalLedger(plan.blind === undefined ? store : blindLedger(store), fate),
    surfaces,
    clock: store.clock,
    shared: store.shared,
    log,
    ticker: createCronTicker(),
    random: Math.random,
  });
  if (plan.blockedMs !== undefined) watchTurns(plan.blockedMs, (turn) => report({ kind: 'blocked', ...turn }));
  async function obey(order: Order): Promise<void> {
    if (order.kind === 'appoint') return fate.appoint(order.step);
    const { n, change } = order;
    try {
      const recorded = await hand.record(change);
      const { id } = recorded.outcome === 'overtaken' ? recorded.by : recorded.change;
      report({ kind: 'changed', n, outcome: recorded.outcome, id });
    } catch (error) {
      log.error('a change was not recorded', { error });
      report({ kind: 'changed', n, outcome: undefined, id: 0 });
    }
  }
  const orders = createInterface({ input: process.stdin });
  orders.on('line', (line) => void obey(JSON.parse(line) as Order));
  orders.once('close', () => process.exit(1));
  report({ kind: 'open' });
  process.once('SIGTERM', async () => {
    await reminders.stop();
    await Promise.all([slack.stop(), discord.stop()]);
    await store.close();
    process.exit(0);
  });
}

try {
  await main();
} catch (error) {
  process.stderr.write(`A replica did not start: ${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
}
