import { afterAll, afterEach, expect, test } from 'vitest';
import type { Community } from '../../../src/community/model.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { community, type Desk, Desks, meeting } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/1440/general/slack';
const due = '2026-12-09T19:00:00Z';
const dayBefore = { beforeMinutes: 1440, rooms: ['general'] };

/** The sample meeting with a reminder a day before: 9 December, 19:00 UTC. */
function told(who: Pick<Community, 'maintainers'> & { readonly notices?: string }): Community {
  return { ...community(meeting({ remind: [dayBefore] })), ...who };
}

const people = told({ maintainers: [{ slack: 'U1', discord: '91' }, { discord: '92' }] });

/** Whom the notices reached, and where. */
function notices(...adapters: readonly RecordingAdapter[]) {
  return adapters.flatMap(({ platform, shown }) =>
    shown
      .filter((post) => post.key.startsWith('notice/'))
      .map(({ target, reply }) => [platform, target.person === true ? 'person' : 'room', target.channel, reply.title]),
  );
}

async function minuteByMinute(bot: Desk, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    bot.clock.advance(60);
    await bot.ticker.tick();
  }
}

test.each([
  ['archived', 'gone', 'The channel is archived. Unarchive it. [fault 43]'],
  ['deleted', 'gone', 'The channel is deleted. Give the room another one. [fault 44]'],
  ['closed to the bot', 'forbidden', 'Invite the bot: it lacks SEND_MESSAGES. [fault 45]'],
  ['a locked thread', 'forbidden', 'The thread is locked. Unlock it. [fault 46]'],
] as const)(
  'a room that is %s (%s): maintainers are told once, its reminder waits and is posted when that is mended: %s',
  async (_what, outcome, reason) => {
    const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
    slack.always('general', { outcome, reason });
    const bot = await desks.open({ now: due, adapters: [slack, discord], community: people });
    await minuteByMinute(bot, 90);
    // 19:00, then after 10, 20 and 40 minutes; the next after 80 minutes.
    expect(slack.attempts.filter((post) => post.key === key)).toHaveLength(4);
    expect(notices(slack, discord)).toStrictEqual([
      ['slack', 'person', 'U1', 'Reminders for general wait'],
      ['discord', 'person', '92', 'Reminders for general wait'],
    ]);
    const words = JSON.stringify(slack.shown[0]?.reply.body);
    expect(words).toContain(reason);
    expect(words).toContain('I cannot post to general on Slack.');
    expect(bot.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message)).toStrictEqual([
      'a room cannot be posted to; a maintainer has to act',
    ]);
    slack.always('general', undefined);
    await bot.at('2026-12-09T21:30:00Z');
    expect(await bot.receipts()).toContainEqual({ key, state: 'posted', due, lateBySeconds: 9000 });
    expect(await bot.store.troubles()).toStrictEqual([]);
  },
);

test('a room that breaks again after it was mended is told again', async () => {
  const slack = new RecordingAdapter('slack');
  const gone = { outcome: 'gone', reason: 'archived' } as const;
  slack.always('general', gone);
  const twice = { ...people, meetings: [meeting({ remind: [dayBefore, { beforeMinutes: 15, rooms: ['general'] }] })] };
  const bot = await desks.open({ now: due, adapters: [slack], community: twice });
  slack.always('general', undefined);
  await bot.at('2026-12-09T19:10:00Z');
  slack.always('general', gone);
  await bot.at('2026-12-10T18:45:00Z');
  expect(notices(slack)).toHaveLength(2);
});

test('what waited for a broken room until its meeting had begun is closed, with the reason', async () => {
  const slack = new RecordingAdapter('slack');
  slack.always('general', { outcome: 'gone', reason: 'archived' });
  const soon = told({ maintainers: [] });
  const bot = await desks.open({
    now: '2026-12-10T18:45:00Z',
    adapters: [slack],
    community: { ...soon, meetings: [meeting()] },
  });
  await minuteByMinute(bot, 16);
  expect((await bot.receipts()).map(({ state }) => state)).toStrictEqual(['planned']);
  await minuteByMinute(bot, 2);
  expect((await bot.receipts()).map(({ state, why }) => [state, why])).toStrictEqual([['broken', 'archived']]);
  // 18:45, 18:55: once more would be after the start.
  expect(slack.attempts).toHaveLength(2);
});

test('however long a room has been broken, it is tried once more before the meeting starts', async () => {
  const slack = new RecordingAdapter('slack');
  slack.always('general', { outcome: 'forbidden', reason: 'not in the channel' });
  const bot = await desks.open({ now: due, adapters: [slack], community: told({ maintainers: [] }) });
  await minuteByMinute(bot, 23 * 60);
  slack.always('general', undefined);
  await minuteByMinute(bot, 57);
  expect(await bot.receipts()).toMatchObject([{ state: 'planned' }]);
  await minuteByMinute(bot, 1);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, lateBySeconds: 86_280 }]);
});

test('the room for notices is told on both platforms, and no person is', async () => {
  const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
  slack.always('general', { outcome: 'gone', reason: 'archived' });
  const file = { ...people, notices: 'desk' };
  await desks.open({ now: due, adapters: [slack, discord], community: file });
  expect(notices(slack, discord)).toStrictEqual([
    ['slack', 'room', 'slack-desk', 'Reminders for general wait'],
    ['discord', 'room', 'discord-desk', 'Reminders for general wait'],
  ]);
});

test('a room for notices that is closed too: each maintainer is told directly, once, and there is no notice about a notice', async () => {
  const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
  slack.always('general', { outcome: 'gone', reason: 'archived' });
  for (const each of [slack, discord]) each.always('desk', { outcome: 'forbidden', reason: 'not in the channel' });
  const file = { ...people, notices: 'desk' };
  const bot = await desks.open({ now: due, adapters: [slack, discord], community: file });
  await minuteByMinute(bot, 5);
  expect(notices(slack, discord)).toStrictEqual([
    ['slack', 'person', 'U1', 'Reminders for general wait'],
    ['discord', 'person', '92', 'Reminders for general wait'],
  ]);
  expect(JSON.stringify(slack.shown[0]?.reply.body)).toContain('I cannot post to general on Slack.');
  expect(slack.attempts.map(({ target }) => target.room).sort()).toStrictEqual(['', 'desk', 'general']);
  expect(await bot.store.troubles()).toMatchObject([{ platform: 'slack', room: 'general' }]);
});

test('a room for notices that is closed while a platform is revoked: nobody is told on the platform that carries nothing', async () => {
  const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
  slack.always('general', { outcome: 'revoked', reason: 'token_revoked' });
  discord.always('desk', { outcome: 'forbidden', reason: 'not in the channel' });
  const file = { ...people, notices: 'desk' };
  const bot = await desks.open({ now: due, adapters: [slack, discord], community: file });
  await minuteByMinute(bot, 1);
  expect(notices(slack, discord)).toStrictEqual([
    ['discord', 'person', '91', 'Reminders for Slack wait'],
    ['discord', 'person', '92', 'Reminders for Slack wait'],
  ]);
});

test.each([
  ['names nobody', [], 'the maintainers could not be told: I cannot post to general on Slack: archived'],
  [
    'names who takes no direct message',
    [{ slack: 'U1' }],
    'a maintainer could not be told: I cannot post to general on Slack: archived',
  ],
])(
  'where the room for notices is closed and the file %s, the log says what they were not told, once',
  async (_who, maintainers, line) => {
    const slack = new RecordingAdapter('slack');
    for (const room of ['general', 'desk', '']) slack.always(room, { outcome: 'gone', reason: 'archived' });
    const bot = await desks.open({ now: due, adapters: [slack], community: told({ maintainers, notices: 'desk' }) });
    await minuteByMinute(bot, 60);
    expect(bot.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message)).toStrictEqual([
      'a room cannot be posted to; a maintainer has to act',
      line,
    ]);
  },
);

test('a notice whose answer was lost is asked about before it is posted again, as a reminder is', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'gone', reason: 'archived' }, 'lost');
  const bot = await desks.open({ now: due, adapters: [slack], community: people });
  await minuteByMinute(bot, 3);
  expect(notices(slack)).toHaveLength(1);
  expect(slack.asked[0]).toMatch(/^notice\/room\/slack\/general\/1796842800\/slack\/person\/U1$/);
});

test('a notice that could not be posted for a day helps nobody any more', async () => {
  const slack = new RecordingAdapter('slack');
  slack.always('general', { outcome: 'gone', reason: 'archived' });
  slack.always('', { outcome: 'not-delivered', reason: '503' });
  const bot = await desks.open({ now: due, adapters: [slack], community: people });
  await bot.at('2026-12-10T18:59:00Z');
  slack.always('', undefined);
  await bot.at('2026-12-10T19:01:00Z');
  expect(notices(slack)).toStrictEqual([]);
  expect(bot.log.lines.find(({ message }) => message === 'reminder skipped')?.fields).toMatchObject({
    why: 'not posted while it still helped: 503',
  });
});

test('a revoked token: rows are kept, maintainers are told once through the other platform, and all is posted once it works [fault 40]', async () => {
  const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
  const rooms = ['general', 'random', 'third'];
  const revoked = { outcome: 'revoked', reason: 'The token was revoked. Install the app again.' } as const;
  for (const room of rooms) slack.always(room, revoked);
  const file = { ...people, meetings: [meeting({ remind: [{ beforeMinutes: 1440, rooms }] })] };
  const bot = await desks.open({ now: due, adapters: [slack, discord], community: file });
  const atOnce = slack.attempts.length;
  await minuteByMinute(bot, 60);
  // 5, 15 and 35 minutes later, one post alone.
  expect(slack.attempts.length - atOnce).toBe(3);
  expect(notices(slack, discord)).toStrictEqual([
    ['discord', 'person', '91', 'Reminders for Slack wait'],
    ['discord', 'person', '92', 'Reminders for Slack wait'],
  ]);
  for (const room of rooms) slack.always(room, undefined);
  await minuteByMinute(bot, 10);
  expect(slack.shown.map(({ target }) => target.room).sort()).toStrictEqual(rooms);
  expect(discord.shown.filter((post) => post.key.startsWith('remind/'))).toHaveLength(3);
});

test('with nobody to tell, the log says it once', async () => {
  const slack = new RecordingAdapter('slack');
  slack.always('general', { outcome: 'revoked', reason: 'token_revoked' });
  const bot = await desks.open({ now: due, adapters: [slack], community: people });
  await minuteByMinute(bot, 30);
  expect(
    bot.log.lines.filter(({ level }) => level === 'error').map(({ message, fields }) => [message, fields]),
  ).toStrictEqual([
    ['a platform cannot be posted to; a maintainer has to act', { platform: 'slack', reason: 'token_revoked' }],
  ]);
});

test('a message that the platform refuses for what it says is not tried again, and its room is not broken', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'refused', reason: 'Slack finds the message wrong: invalid_blocks.' });
  const bot = await desks.open({ now: due, adapters: [slack], community: people });
  await minuteByMinute(bot, 30);
  expect(slack.attempts).toHaveLength(1);
  expect(await bot.receipts()).toStrictEqual([
    { key, state: 'broken', due, why: 'Slack finds the message wrong: invalid_blocks.' },
  ]);
  expect(await bot.store.troubles()).toStrictEqual([]);
});

test('two processes that meet the same broken room tell the maintainers once', async () => {
  const slack = new RecordingAdapter('slack');
  for (const room of ['general', 'random']) slack.always(room, { outcome: 'gone', reason: 'archived' });
  const first = await desks.open({ now: '2026-12-09T18:00:00Z', adapters: [slack], community: people });
  const second = await desks.open({ now: '', adapters: [slack], community: people, beside: first });
  first.clock.advance(3600);
  await Promise.all([first.ticker.tick(), second.ticker.tick()]);
  first.clock.advance(600);
  await Promise.all([first.ticker.tick(), second.ticker.tick()]);
  expect(slack.attempts.filter((post) => post.key === key)).toHaveLength(2);
  expect(notices(slack)).toHaveLength(1);
});

test.each([
  ['room', 'gone', 'general'],
  ['room', 'forbidden', 'general'],
  ['platform', 'revoked', 'Slack'],
] as const)(
  'a %s that is %s after a try whose end nobody knows: maintainers are told, it is seldom asked, and then asked before it is posted',
  async (_of, outcome, named) => {
    const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
    const bot = await desks.open({ now: '2026-12-09T18:59:00Z', adapters: [slack, discord], community: people });
    slack.next({ outcome: 'unknown', reason: '500' });
    discord.next({ outcome: 'posted', id: '' });
    await minuteByMinute(bot, 1);
    slack.always('general', { outcome, reason: 'Mend it.' });
    await minuteByMinute(bot, 120);
    expect(slack.attempts.filter((post) => post.key === key)).toHaveLength(1);
    expect(slack.asked.length).toBeGreaterThan(2);
    expect(slack.asked.length).toBeLessThan(10);
    expect(new Set(notices(slack, discord).map(([, , , title]) => title))).toStrictEqual(
      new Set([`Reminders for ${named} wait`]),
    );
    expect((await bot.store.troubles()).map(({ why }) => why)).toStrictEqual(['Mend it.']);
    slack.always('general', undefined);
    await minuteByMinute(bot, 6 * 60);
    expect(slack.shown.filter((post) => post.key === key)).toHaveLength(1);
    expect(await bot.store.troubles()).toStrictEqual([]);
  },
);
