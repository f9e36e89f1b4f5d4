/**
 * A question that the desk cannot answer, from the first "I don't know" to the maintainers' answer, pressed through on both
 * platforms; and the week's digest. All parts are the real ones, with two processes on one Postgres. Only time is ours.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDesk, readCommunity } from '../../src/bin/community-desk.js';
import { type Surface, wire } from '../../src/bin/wire.js';
import { createDigest } from '../../src/questions/digest.js';
import { type Reminders, startReminders } from '../../src/remind/reminders.js';
import { openStore, type Store } from '../../src/store/store.js';
import { FixedClock } from '../../src/time/clock.js';
import { type Instant, parseInstant } from '../../src/time/zoned.js';
import { ManualTicker } from '../src/remind/sample.js';
import { type FakeDiscord, openFakeDiscord } from '../support/discord/fake-discord.js';

import type { Member, SeenMessage } from '../support/discord/world.js';
import { istioWithChannels } from '../support/istio-with-channels.js';
import { movableDatabase } from '../support/postgres.js';
import { RecordingLog } from '../support/recording-log.js';
import { FakeSlack, secrets } from '../support/slack/fake-slack.js';
import { Typist } from '../support/slack/typist.js';
import type { Message } from '../support/slack/workspace.js';

/** Monday, three minutes before nine in Los Angeles. */
const start = parseInstant('2026-12-14T16:57:00Z') as Instant;
const asked = 'where do I get pink stickers?';
const swag = 'https://example.org/swag';

let slack: FakeSlack;
let discord: FakeDiscord;
let clock: FixedClock;
let database: { readonly address: string; advance(seconds: number): Promise<void> };
let maintainer: Member;
let member: Member;
const open: (() => Promise<void>)[] = [];
const log = new RecordingLog();

beforeEach(async () => {
  clock = new FixedClock(start);
  slack = await FakeSlack.open(clock);
  discord = await openFakeDiscord({ clock });
  maintainer = discord.member({ username: 'mia', global_name: 'Mia' });
  member = discord.member({ username: 'ben', global_name: 'Ben' });
  database = await movableDatabase(start);
  log.lines.length = 0;
});

afterEach(async () => {
  for (const close of open.splice(0).reverse()) await close();
  await slack.close();
  await discord.close();
});

function communityFile(): string {
  const file = istioWithChannels({ slack: 'C0GENERAL', discord: discord.general.id });
  const more = `maintainers: [{ slack: U0MIAMIA0, discord: "${maintainer.id}" }]\nquestions: { digest: { room: general } }\n`;
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n${more}`);
  return file;
}

interface Running {
  readonly ticker: ManualTicker;
  readonly store: Store;
}

/** One process. */
async function live(file: string): Promise<Running> {
  const community = await readCommunity(file);
  const store = await openStore(database.address, { clock, log });
  const { schedule, desk, stop } = await openDesk(community, clock, log, store, store);
  const config = {
    database: database.address,
    host: '127.0.0.1',
    port: 0,
    logLevel: 'error' as const,
    slack: { botToken: secrets.botToken, appToken: secrets.appToken, apiUrl: slack.apiUrl, port: 0 },
    discord: { token: discord.token, apiUrl: discord.apiUrl },
  };
  const surfaces = await wire({ config, page: false, community, schedule, store, clock, log });
  await Promise.all(surfaces.map(({ adapter }) => adapter.start(desk)));
  const ticker = new ManualTicker();
  const reminded = surfaces.flatMap(({ adapter, channelOf }: Surface) =>
    channelOf === undefined ? [] : [{ platform: adapter.platform, adapter, channelOf }],
  );
  const digest = createDigest({ community, questions: store, ledger: store, surfaces: reminded, clock });
  const reminders: Reminders = startReminders({
    ...{ community, schedule, ledger: store, surfaces: reminded, alsoDue: () => digest.run() },
    ...{ clock, shared: store.shared, log, ticker, random: () => 0.5 },
  });
  await reminders.started;
  open.push(async () => {
    await reminders.stop();
    await Promise.all([stop(), ...surfaces.map(({ adapter }) => adapter.stop())]);
    await store.close();
  });
  return { ticker, store };
}

async function pass(seconds: number): Promise<void> {
  clock.advance(seconds);
  await database.advance(seconds);
}

/** What one person sees on Slack and on Discord, and how they type and press there. */
interface Hands {
  type(line: string): Promise<string>;
  press(label: string): Promise<string>;
  /** All that they see there of what the bot says, the oldest first. */
  sees(): readonly string[];
}

function onSlack(user: string): Hands {
  const { workspace } = slack;
  const typist = new Typist(slack, { kind: 'socket' }, user);
  const shown = () => workspace.seenBy(user, 'C0GENERAL').filter(({ view }) => view.title !== '');
  const words = ({ view }: Message) => [view.title, ...view.texts].join('\n');
  async function answer(action: () => Promise<unknown>): Promise<string> {
    const before = new Set(shown().map(({ view }) => view));
    await action();
    const news = await workspace.until('an answer', () => {
      const found = shown().filter(({ view }) => !before.has(view));
      return found.length > 0 && found;
    });
    return news.map(words).join('\n\n');
  }
  return {
    type: (line) => answer(() => typist.command(line)),
    press: (label) =>
      answer(() => {
        const message = shown().findLast(({ view }) => view.buttons.some((one) => one.label === label));
        if (message === undefined) throw new Error(`${user} sees no button “${label}”`);
        return typist.press(message, label);
      }),
    sees: () => shown().map(words),
  };
}

function onDiscord(by: Member): Hands {
  const words = ({ text }: SeenMessage) => text;
  return {
    async type(line) {
      const [, name = '', rest = ''] = /^\/(\S+) ?(.*)$/.exec(line) ?? [];
      const pairs = [...rest.matchAll(/(\w+):(\S+)/g)].map(([, key = '', value = '']) => [key, value] as const);
      const values = name === 'ask' ? { question: rest } : Object.fromEntries(pairs);
      return words(await discord.answerTo(discord.slash(by, discord.general, name, values)));
    },
    press: async (label) => words(await discord.answerTo(discord.press(by, discord.general, label))),
    sees: () =>
      discord.world
        .seenBy(by.id, discord.general.id)
        .filter(({ author }) => author === discord.bot.username)
        .map(words),
  };
}

const idIn = (text: string): string => /(?:^|[\s`])([2-9a-hj-km-np-z]{4})[`\s]/m.exec(text)?.[1] ?? '';

test.each(['slack', 'discord'] as const)(
  'on %s: asked, not helpful, listed for maintainers, resolved with a link, asked again, and answered with its source',
  async (platform) => {
    await live(communityFile());
    const hands = (who: 'ben' | 'mia') =>
      platform === 'slack'
        ? onSlack(who === 'ben' ? 'U0BENBEN0' : 'U0MIAMIA0')
        : onDiscord(who === 'ben' ? member : maintainer);
    const [ben, mia] = [hands('ben'), hands('mia')];
    expect(await ben.type(`/ask ${asked}`)).toMatch(/^I don’t know|^I don't know|don.t know/i);
    expect(await ben.type('/ask how do I become a member?')).toMatch(/member/i);
    expect(await ben.press('Not helpful')).toMatch(/^Noted\n/);
    expect(await ben.type('/questions')).toMatch(/^For maintainers/);

    const listed = await mia.type('/questions');
    expect(listed).toContain('2 questions were not answered well');
    expect(listed).toContain(asked);
    expect(listed).toContain('how do I become a member?');
    const line = listed.split('\n').find((one) => one.includes('pink stickers')) ?? '';
    const id = idIn(line);
    expect(await mia.type(`/questions resolve:${id} with:${swag}`)).toContain(swag);

    const again = await ben.type(`/ask ${asked}`);
    expect(again).toContain(swag);
    expect(again).toContain('Written by the maintainers');
    expect(await mia.type('/questions')).not.toContain('pink stickers');
    expect(JSON.stringify(log.lines)).not.toMatch(/pink|sticker|become a member/);
  },
);

test.each(['slack', 'discord'] as const)('on %s, “Helpful” leaves the answer where it is', async (platform) => {
  await live(communityFile());
  const ben = platform === 'slack' ? onSlack('U0BENBEN0') : onDiscord(member);
  const answer = await ben.type('/ask how do I become a member?');
  expect(await ben.press('Helpful')).toContain('Good to know that it helped.');
  expect(ben.sees()).toContain(answer);
});

test('the week’s digest is posted once on each platform by two processes, and its button answers maintainers alone', async () => {
  const file = communityFile();
  const [one, two] = await Promise.all([live(file), live(file)]);
  await onSlack('U0BENBEN0').type(`/ask ${asked}`);
  await onDiscord(member).type('/ask where is the swimming pool?');
  // Who asks is not kept waiting for what is kept of the question.
  await expect.poll(() => one.store.openQuestions({ limit: 10 })).toHaveLength(2);
  await pass(300);
  await Promise.all([one.ticker.tick(), two.ticker.tick()]);
  await Promise.all([one.ticker.tick(), two.ticker.tick()]);
  const digests = () => [
    slack.workspace.shownToAll('C0GENERAL').map(({ view }) => [view.title, ...view.texts].join('\n')),
    discord.shown(discord.general.id).map(({ text }) => text),
  ];
  await discord.until(() => digests().every(({ length }) => length > 0));
  await pass(300);
  await Promise.all([one.ticker.tick(), two.ticker.tick()]);
  for (const shown of digests()) {
    expect(shown).toHaveLength(1);
    expect(shown[0]).toContain('Questions of the week');
    expect(shown[0]).toContain('2 questions were not answered well this week.');
    expect(shown[0]).toContain(asked);
  }
  for (const [ben, mia] of [
    [onSlack('U0BENBEN0'), onSlack('U0MIAMIA0')],
    [onDiscord(member), onDiscord(maintainer)],
  ] as const) {
    expect(await ben.press('Open questions')).toMatch(/^For maintainers/);
    expect(await mia.press('Open questions')).toContain('2 questions were not answered well');
    expect(ben.sees().filter((text) => text.startsWith('Open questions'))).toEqual([]);
  }
});
