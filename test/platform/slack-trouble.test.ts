/** What Slack refuses for longer, from the reminder that is due to the person who is told: the real bolt, SQLite and outbox. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { type Reminders, startReminders } from '../../src/remind/reminders.js';
import { createSchedule } from '../../src/schedule/schedule.js';
import { openStore } from '../../src/store/store.js';
import { FixedClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { community as communityOf, instant, ManualPause, ManualTicker, meeting } from '../src/remind/sample.js';
import { RecordingLog } from '../support/recording-log.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import type { FakeSlack } from '../support/slack/fake-slack.js';
import { runSlack } from '../support/slack/harness.js';
import type { Channel } from '../support/slack/workspace.js';

const general = 'C0GENERAL';
const dev = 'C0DEV';
/** A day before the meeting of 10 December, 19:00 UTC, in both rooms. */
const due = instant('2026-12-09T19:00:00Z');
const [toGeneral, toDev] = ['general', 'dev'].map((room) => `remind/community/2026-12-10T11:00/1440/${room}/slack`);
const community = {
  ...communityOf(meeting({ remind: [{ beforeMinutes: 1440, rooms: ['general', 'dev'] }] })),
  rooms: [
    { name: 'general', slack: general, line: 1 },
    { name: 'dev', slack: dev, line: 2 },
  ],
  maintainers: [{ slack: 'U0ANA' }],
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** One life of the process, from a minute before the reminders are due; another may follow on the same file. */
async function live(file = ':memory:', clock = new FixedClock((due - 60) as Instant)) {
  const run = await runSlack(scriptedDesk({}), { clock });
  const { adapter, slack } = run;
  slack.workspace.addChannel(dev, 'dev');
  const store = await openStore(file, { clock });
  const ticker = new ManualTicker();
  const log = new RecordingLog();
  const reminders: Reminders = startReminders({
    community,
    schedule: createSchedule(community),
    ledger: store,
    surfaces: [
      { platform: 'slack', adapter, channelOf: (name) => community.rooms.find((room) => room.name === name)?.slack },
    ],
    clock,
    log,
    ticker,
    random: () => 0,
    pause: new ManualPause().wait,
  });
  await reminders.started;
  async function end(): Promise<void> {
    await reminders.stop();
    await store.close();
    await run.close();
  }
  closing.push(end);

  async function minutes(count: number): Promise<void> {
    for (let minute = 0; minute < count; minute += 1) {
      clock.advance(60);
      await ticker.tick();
    }
  }
  const errors = () => log.lines.filter(({ level }) => level === 'error').map(({ message }) => message);
  const times = (key = '') => slack.posted(key).length;
  const toAna = () => slack.workspace.shownToAll(slack.workspace.directWith('U0ANA').id).map(({ view }) => view);
  return { ...run, end, clock, store, minutes, errors, times, toAna };
}

function channelOf(slack: FakeSlack, id: string): Channel {
  const channel = slack.workspace.channels.get(id);
  if (channel === undefined) throw new Error(`There is no channel ${id}`);
  return channel;
}

interface Breakage {
  readonly what: string;
  breakIt(slack: FakeSlack): void;
  mend(slack: FakeSlack): void;
  readonly words: string;
  readonly row: string;
}

const refusing = (word: string): Pick<Breakage, 'breakIt' | 'mend'> => ({
  breakIt: (slack) => {
    channelOf(slack, general).refuses = word;
  },
  mend: (slack) => {
    delete channelOf(slack, general).refuses;
  },
});

const breakages: readonly Breakage[] = [
  {
    what: 'archived',
    breakIt: (slack) => {
      channelOf(slack, general).isArchived = true;
    },
    mend: (slack) => {
      channelOf(slack, general).isArchived = false;
    },
    words: 'unarchive it',
    row: '[fault 43]',
  },
  {
    what: 'deleted',
    breakIt: (slack) => void slack.workspace.channels.delete(general),
    mend: (slack) => void slack.workspace.addChannel(general, 'general'),
    words: 'mend its id in the community file',
    row: '[fault 44]',
  },
  {
    what: 'closed to the bot',
    breakIt: (slack) => {
      channelOf(slack, general).botIsIn = false;
    },
    mend: (slack) => {
      channelOf(slack, general).botIsIn = true;
    },
    words: '/invite',
    row: '[fault 45]',
  },
  { what: 'locked', ...refusing('restricted_action_thread_locked'), words: 'unlock it', row: '[fault 46]' },
  { what: 'closed to apps', ...refusing('restricted_action'), words: 'ask a workspace admin', row: '[fault 47]' },
];

test.each(
  breakages.map(
    ({ what, row, ...more }) =>
      [
        `a room that is ${what}: one notice says what to do, the other room goes on, and the reminder comes once that is done ${row}`,
        more,
      ] as const,
  ),
)('%s', async (_title, { breakIt, mend, words }) => {
  const { slack, minutes, errors, times, toAna } = await live();
  breakIt(slack);
  await minutes(60);
  expect([times(toGeneral), times(toDev)]).toEqual([0, 1]);
  expect(toAna().map(({ title }) => title)).toEqual(['Reminders for general wait']);
  expect(toAna()[0]?.texts.join(' ')).toContain(words);
  expect(errors()).toEqual(['a room cannot be posted to; a maintainer has to act']);
  expect(slack.callsOf('chat.postMessage').filter(({ args }) => args.channel === general).length).toBeLessThan(6);
  mend(slack);
  await minutes(90);
  expect([times(toGeneral), times(toDev), toAna().length]).toEqual([1, 1, 1]);
});

test('a token that is revoked and given back: one alert, hardly a call, nothing lost, nothing doubled [fault 40]', async () => {
  const { slack, minutes, errors, times, store } = await live();
  slack.refusesToken = 'token_revoked';
  await minutes(120);
  expect(slack.callsOf('chat.postMessage').length).toBeLessThan(12);
  expect(errors()).toEqual(['a platform cannot be posted to; a maintainer has to act']);
  expect(await store.troubles()).toMatchObject([
    { platform: 'slack', why: expect.stringContaining('SLACK_BOT_TOKEN') },
  ]);
  slack.refusesToken = undefined;
  await minutes(40);
  expect([times(toGeneral), times(toDev)]).toEqual([1, 1]);
  expect(await store.troubles()).toEqual([]);
});

test('an app that is uninstalled: no call any more, and once it is installed again its reminders are posted once [fault 40] [fault 41]', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'));
  closing.push(async () => rmSync(folder, { recursive: true }));
  const file = join(folder, 'frontdesk.db');
  const { slack, ana, minutes, times, store, clock, end } = await live(file);
  await ana.uninstall();
  await slack.workspace.until('the socket to close', () => slack.sockets.connections === 0);
  const before = slack.calls.length;
  await minutes(60);
  expect(slack.calls.slice(before)).toEqual([]);
  expect((await store.receipts({ limit: 10 })).map(({ state }) => state)).toEqual(['planned', 'planned']);
  expect([times(toGeneral), times(toDev)]).toEqual([0, 0]);
  await end();

  const again = await live(file, clock);
  await again.minutes(40);
  expect([again.times(toGeneral), again.times(toDev)]).toEqual([1, 1]);
});

test('an hour of 502, some of them after the post was taken: nothing lost, nothing doubled, posted as soon as it is over [fault 17]', async () => {
  const { slack, minutes, times } = await live();
  const taken = { kind: 'status', status: 502, accepted: true } as const;
  slack.faults.add('chat.postMessage', taken);
  slack.faults.always('chat.postMessage', { kind: 'status', status: 502 });
  slack.faults.always('conversations.history', { kind: 'status', status: 502 });
  await minutes(60);
  expect(times(toGeneral) + times(toDev)).toBe(1);
  slack.faults.clear('chat.postMessage');
  slack.faults.clear('conversations.history');
  await minutes(5);
  expect([times(toGeneral), times(toDev)]).toEqual([1, 1]);
});

test('a limit of 30 seconds without a readable number is asked through less than five times a minute [fault 14]', async () => {
  const { slack, clock, minutes, times } = await live();
  slack.faults.always('chat.postMessage', { kind: 'rate-limit', retryAfter: 'soon' });
  await minutes(10);
  const perMinute = slack.callsOf('chat.postMessage').length / 10;
  expect(perMinute).toBeLessThan(5);
  expect(perMinute).toBeGreaterThan(0);
  slack.faults.clear('chat.postMessage');
  await minutes(2);
  expect([times(toGeneral), times(toDev)]).toEqual([1, 1]);
  expect(clock.now()).toBe(due + 11 * 60);
});

test('a message that Slack calls wrong is not tried again, and everybody can read why [fault 47]', async () => {
  const { slack, minutes, store } = await live();
  channelOf(slack, general).refuses = 'msg_too_long';
  await minutes(10);
  expect(slack.callsOf('chat.postMessage').filter(({ args }) => args.channel === general)).toHaveLength(1);
  const receipts = await store.receipts({ limit: 10 });
  expect(receipts.map(({ room, state, why }) => [room, state, why])).toContainEqual([
    'general',
    'broken',
    'Slack refuses the message (msg_too_long).',
  ]);
});
