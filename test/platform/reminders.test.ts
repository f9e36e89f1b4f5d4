/** Reminders on both platforms at once, with all real parts: the wiring, bolt, discord.js, SQLite. Only time is ours. */
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesk, readCommunity } from '../../src/bin/community-desk.js';
import { type Surface, wire } from '../../src/bin/wire.js';
import { type Reminders, startReminders } from '../../src/remind/reminders.js';
import { openStore, type Store } from '../../src/store/store.js';
import { FixedClock } from '../../src/time/clock.js';
import { type Instant, parseInstant } from '../../src/time/zoned.js';
import { ManualTicker } from '../src/remind/sample.js';
import { type FakeDiscord, openFakeDiscord } from '../support/discord/fake-discord.js';
import { istioWithChannels } from '../support/istio-with-channels.js';
import { RecordingLog } from '../support/recording-log.js';
import { FakeSlack, secrets } from '../support/slack/fake-slack.js';

let slack: FakeSlack;
let discord: FakeDiscord;
let clock: FixedClock;
let database: string;
const open: (() => Promise<void>)[] = [];

beforeEach(async () => {
  clock = new FixedClock(parseInstant('2026-12-10T18:44:00Z') as Instant);
  slack = await FakeSlack.open(clock);
  discord = await openFakeDiscord({ clock });
  database = join(mkdtempSync(join(tmpdir(), 'frontdesk-')), 'frontdesk.db');
});

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
  await slack.close();
  await discord.close();
});

interface Running {
  readonly ticker: ManualTicker;
  readonly store: Store;
  close(): Promise<void>;
}

/** One life of the process, over the same database file. */
async function live(): Promise<Running> {
  const log = new RecordingLog();
  const file = istioWithChannels({ slack: 'C0GENERAL', discord: discord.general.id });
  const community = await readCommunity(file);
  const store = await openStore(database, { clock });
  const { schedule, desk } = await openDesk(community, clock, log, store, store);
  const config = {
    database,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'error' as const,
    slack: { botToken: secrets.botToken, appToken: secrets.appToken, apiUrl: slack.apiUrl, port: 0 },
    discord: { token: discord.token, apiUrl: discord.apiUrl },
  };
  const surfaces = await wire({ config, page: false, community, schedule, store, clock, log });
  await Promise.all(surfaces.map(({ adapter }) => adapter.start(desk)));
  const ticker = new ManualTicker();
  const reminders: Reminders = startReminders({
    community,
    schedule,
    ledger: store,
    surfaces: surfaces.flatMap(({ adapter, channelOf }: Surface) =>
      channelOf === undefined ? [] : [{ platform: adapter.platform, adapter, channelOf }],
    ),
    clock,
    log,
    ticker,
    random: () => 0.5,
  });
  await reminders.started;
  let closed = false;
  const close = async () => {
    if (closed) return;
    closed = true;
    await reminders.stop();
    await Promise.all(surfaces.map(({ adapter }) => adapter.stop()));
    await store.close();
  };
  open.push(close);
  return { ticker, store, close };
}

const onSlack = () => slack.workspace.shownToAll('C0GENERAL');
const onDiscord = () => discord.shown(discord.general.id);
/** A tick hands the posts over; they are settled when the receipts say so. */
async function settled(store: Store): Promise<void> {
  for (;;) {
    const receipts = await store.receipts({ limit: 100 });
    if (receipts.every(({ state }) => state !== 'planned' && state !== 'claimed')) return;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

test('a reminder is posted once on each platform, on the minute, and not again after a restart', async () => {
  const first = await live();
  await first.ticker.tick();
  expect([onSlack(), onDiscord()]).toEqual([[], []]);
  clock.advance(60);
  await first.ticker.tick();
  await settled(first.store);
  expect(onSlack().map(({ view }) => view.title)).toEqual(['Community meeting']);
  expect(onDiscord()).toHaveLength(1);
  expect(onSlack()[0]?.view.pings).toEqual([]);
  await first.close();

  const second = await live();
  clock.advance(60);
  await second.ticker.tick();
  await settled(second.store);
  expect(onSlack()).toHaveLength(1);
  expect(onDiscord()).toHaveLength(1);
  const receipts = await second.store.receipts({ limit: 10 });
  expect(receipts.map(({ platform, state, lateBySeconds }) => [platform, state, lateBySeconds])).toEqual([
    ['discord', 'posted', 0],
    ['slack', 'posted', 0],
  ]);
});

test('what fell due while the process was down is posted late and says so; after the start it is skipped', async () => {
  const first = await live();
  await first.ticker.tick();
  await first.close();
  clock.advance(8 * 60);
  const second = await live();
  await settled(second.store);
  expect(onSlack()[0]?.view.texts.join(' ')).toMatch(/late/);
  expect(onDiscord()).toHaveLength(1);
  await second.close();

  clock.advance(14 * 86_400 - 8 * 60);
  const third = await live();
  await third.close();
  clock.advance(3600);
  const fourth = await live();
  await settled(fourth.store);
  const [latest] = await fourth.store.receipts({ limit: 1 });
  expect(latest).toMatchObject({ state: 'skipped' });
  expect(latest?.why).toMatch(/start/);
});

test('an answer lost on the way, with the post accepted, does not make a second post', async () => {
  slack.faults.add('chat.postMessage', { kind: 'reset', accepted: true });
  discord.fault('POST /channels/:channel/messages', { accept: true, reset: true });
  const { ticker, store } = await live();
  clock.advance(60);
  await ticker.tick();
  for (let minute = 0; minute < 5; minute += 1) {
    clock.advance(60);
    await ticker.tick();
  }
  await settled(store);
  expect(onSlack()).toHaveLength(1);
  expect(onDiscord()).toHaveLength(1);
});
