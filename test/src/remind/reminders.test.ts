import { afterAll, afterEach, expect, test } from 'vitest';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { community, Desk, Desks, instant, meeting } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/15/general/slack';
const due = '2026-12-10T18:45:00Z';

const saidLate = (adapter: RecordingAdapter) =>
  JSON.stringify(adapter.shown.map(({ reply }) => reply.body)).includes('late.');

test('a reminder is posted at its minute, once, to the channel of its room', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack] });
  await bot.at('2026-12-10T18:44:00Z');
  expect(slack.attempts).toHaveLength(0);
  await bot.at(due);
  await bot.at('2026-12-10T18:46:00Z');
  expect(slack.shown.map((post) => [post.key, post.target, post.reply.title])).toStrictEqual([
    [key, { platform: 'slack', room: 'general', channel: 'slack-general' }, 'Community meeting'],
  ]);
  expect(slack.asked).toHaveLength(0);
  expect(saidLate(slack)).toBe(false);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, lateBySeconds: 0 }]);
});

test('the first start ever begins now: what was due before is not posted, not even as late', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: '2026-12-10T18:50:00Z', adapters: [slack] });
  await bot.at('2026-12-10T18:51:00Z');
  expect(slack.attempts).toHaveLength(0);
  expect(await bot.receipts()).toStrictEqual([]);
});

test('a first start in the very second of a reminder posts it', async () => {
  const slack = new RecordingAdapter('slack');
  await desks.open({ now: due, adapters: [slack] });
  expect(slack.shown).toHaveLength(1);
});

test('a restart with the same file posts nothing twice and misses nothing', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  const first = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], file });
  await first.at(due);
  await first.close();
  const second = await desks.open({ now: '2026-12-10T18:45:01Z', adapters: [slack], file });
  await second.at('2026-12-10T18:46:00Z');
  expect(slack.shown).toHaveLength(1);
  await second.at('2026-12-24T18:45:00Z');
  expect(slack.shown.map((post) => post.key)).toStrictEqual([
    key,
    'remind/community/2026-12-24T11:00/15/general/slack',
  ]);
});

test('back before the start: posted, and marked late', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  await (await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], file })).close();
  const bot = await desks.open({ now: '2026-12-10T18:52:30Z', adapters: [slack], file });
  expect(slack.shown[0]?.reply.body.at(-1)).toStrictEqual({
    type: 'text',
    line: ['This reminder comes 7 minutes late.'],
  });
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, lateBySeconds: 450 }]);
});

test('back after the start: skipped, and the receipt says why', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  await (await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], file })).close();
  const bot = await desks.open({ now: '2026-12-10T19:00:00Z', adapters: [slack], file });
  expect(slack.attempts).toHaveLength(0);
  const why = 'Frontdesk was not running between its time and the start of the meeting';
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'skipped', due, why }]);
});

test('back after a month: the reminder of a meeting still to come is posted, however long ago it was due', async () => {
  const slack = new RecordingAdapter('slack');
  const early = community(meeting({ remind: [{ beforeMinutes: 12 * 1440, rooms: ['general'] }] }));
  const file = desks.freshFile();
  await (await desks.open({ now: '2026-11-20T00:00:00Z', adapters: [slack], file, community: early })).close();
  const bot = await desks.open({ now: '2026-12-23T00:00:00Z', adapters: [slack], file, community: early });
  expect(slack.shown.map((post) => post.key)).toStrictEqual(['remind/community/2026-12-24T11:00/17280/general/slack']);
  expect(bot.log.lines.filter(({ level }) => level === 'warn').map(({ message }) => message)).toStrictEqual([
    'after this absence, reminders of meetings long over get no receipt',
  ]);
});

test('a reminder for the start itself is posted at the start', async () => {
  const slack = new RecordingAdapter('slack');
  const atStart = community(meeting({ remind: [{ beforeMinutes: 0, rooms: ['general'] }] }));
  const bot = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], community: atStart });
  await bot.at('2026-12-10T19:00:01Z');
  expect(slack.shown).toHaveLength(1);
});

test('a meeting added with the bot stopped gets no reminder that was due before', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  await (await desks.open({ now: '2026-12-10T18:44:00Z', adapters: [slack], file, community: community() })).close();
  const bot = await desks.open({ now: '2026-12-10T18:44:30Z', adapters: [slack], file });
  await bot.at(due);
  await bot.close();
  const added = community(meeting(), meeting({ id: 'added', remind: [{ beforeMinutes: 60, rooms: ['general'] }] }));
  await desks.open({ now: '2026-12-10T18:46:00Z', adapters: [slack], file, community: added });
  expect(slack.shown.map((post) => post.key)).toStrictEqual([key]);
});

test('killed right after the first start ever: what became due since is posted by the next', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  const first = await Desk.open({
    community: community(meeting()),
    now: '2026-12-10T18:44:00Z',
    adapters: [slack],
    file,
  });
  await first.die();
  const bot = await desks.open({ now: '2026-12-10T18:46:00Z', adapters: [slack], file });
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, lateBySeconds: 60 }]);
});

test('stopping writes down how far the scan came', async () => {
  const bot = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [new RecordingAdapter('slack')] });
  await bot.at('2026-12-10T18:04:00Z');
  await bot.reminders.stop();
  expect(await bot.store.watermark('slack')).toBe(instant('2026-12-10T18:04:01Z'));
});

test('a platform that was refused at one start misses nothing: its reminder comes late, the other one not again', async () => {
  const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
  const file = desks.freshFile();
  await (await desks.open({ now: '2026-12-10T18:35:00Z', adapters: [slack, discord], file })).close();
  const refused = await desks.open({ now: '2026-12-10T18:40:00Z', adapters: [discord], file });
  await refused.at(due);
  await refused.close();
  const mended = await desks.open({ now: '2026-12-10T18:50:00Z', adapters: [slack, discord], file });
  expect(slack.shown.map((post) => post.key)).toStrictEqual([key]);
  expect(discord.attempts).toHaveLength(1);
  expect(await mended.receipts()).toMatchObject([
    { state: 'posted', lateBySeconds: 0 },
    { key, state: 'posted', lateBySeconds: 300 },
  ]);
});

test('a platform that comes back after the start of the meeting has a receipt that says so', async () => {
  const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
  const file = desks.freshFile();
  await (await desks.open({ now: '2026-12-10T18:35:00Z', adapters: [slack, discord], file })).close();
  await (await desks.open({ now: due, adapters: [discord], file })).close();
  const mended = await desks.open({ now: '2026-12-10T19:00:00Z', adapters: [slack, discord], file });
  expect(slack.attempts).toHaveLength(0);
  expect((await mended.receipts()).map(({ state }) => state)).toStrictEqual(['posted', 'skipped']);
});

test('a platform that is new begins now, although another has long been reminded', async () => {
  const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
  const file = desks.freshFile();
  await (await desks.open({ now: '2026-12-10T18:35:00Z', adapters: [slack], file })).close();
  await desks.open({ now: '2026-12-10T18:50:00Z', adapters: [slack, discord], file });
  expect([slack.shown.length, discord.attempts.length]).toStrictEqual([1, 0]);
});
