import { afterAll, afterEach, expect, test } from 'vitest';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { community, Desk, Desks, eventually, meeting, surface } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/15/general/slack';
const due = '2026-12-10T18:45:00Z';

test('killed after claiming, before anything was shown: the next start asks, then posts', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('hang');
  const file = desks.freshFile();
  const first = await Desk.open({ community: community(meeting()), now: due, adapters: [slack], file, hangs: true });
  await eventually(() => slack.attempts.length === 1);
  await first.die();
  const second = await desks.open({ now: '2026-12-10T18:45:20Z', adapters: [slack], file });
  expect(slack.asked).toStrictEqual([key]);
  expect(slack.shown).toHaveLength(1);
  expect(await second.receipts()).toStrictEqual([{ key, state: 'posted', due, lateBySeconds: 20 }]);
});

test('killed after the message was shown, before that was written: the next start asks, and does not post again', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('hang-shown');
  const file = desks.freshFile();
  const first = await Desk.open({ community: community(meeting()), now: due, adapters: [slack], file, hangs: true });
  await eventually(() => slack.attempts.length === 1);
  await first.die();
  const second = await desks.open({ now: '2026-12-10T18:45:20Z', adapters: [slack], file });
  expect(slack.attempts).toHaveLength(1);
  const why = 'an earlier try had been shown';
  expect(await second.receipts()).toStrictEqual([{ key, state: 'posted', due, why }]);
});

test('a lost answer: the platform is asked before anything else happens', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('lost');
  const bot = await desks.open({ now: due, adapters: [slack] });
  expect(bot.ticker.wakes).toStrictEqual([1001]);
  await bot.at('2026-12-10T18:45:01Z');
  expect(slack.asked).toStrictEqual([key]);
  expect(slack.attempts).toHaveLength(1);
  expect(await bot.receipts()).toMatchObject([{ state: 'posted' }]);
});

test('while the platform cannot be asked, an uncertain reminder is not posted', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'unknown', reason: 'connection reset' });
  slack.canAsk = false;
  const bot = await desks.open({ now: due, adapters: [slack] });
  await bot.at('2026-12-10T18:46:00Z');
  await bot.at('2026-12-10T18:47:00Z');
  expect(slack.attempts).toHaveLength(1);
  expect(slack.asked).toHaveLength(2);
  slack.canAsk = true;
  await bot.at('2026-12-10T18:48:00Z');
  expect(slack.shown).toHaveLength(1);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, lateBySeconds: 180 }]);
});

test('when nobody can tell until long after the start, the receipt says that it may have been shown', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('lost');
  slack.canAsk = false;
  const bot = await desks.open({ now: due, adapters: [slack] });
  await bot.at('2026-12-10T19:30:00Z');
  expect(await bot.receipts()).toMatchObject([{ state: 'planned' }]);
  await bot.at('2026-12-10T20:01:00Z');
  expect(await bot.receipts()).toStrictEqual([
    { key, state: 'skipped', due, why: 'it may have been shown: slack could not be asked' },
  ]);
});

test('told to wait, the room waits exactly that long and the others go on', async () => {
  const slack = new RecordingAdapter('slack');
  const two = community(meeting({ remind: [{ beforeMinutes: 15, rooms: ['slow', 'general'] }] }));
  slack.always('slow', { outcome: 'retry-after', seconds: 30 });
  const bot = await desks.open({ now: due, adapters: [slack], community: two });
  expect(slack.shown.map((post) => post.target.room)).toStrictEqual(['general']);
  expect(bot.ticker.wakes).toStrictEqual([30_001]);
  slack.always('slow', undefined);
  await bot.at('2026-12-10T18:45:29Z');
  expect(slack.attempts).toHaveLength(2);
  await bot.at('2026-12-10T18:45:30Z');
  expect(slack.shown.map((post) => post.target.room)).toStrictEqual(['general', 'slow']);
  expect(slack.asked).toStrictEqual([]);
});

test('while a room waits, its other reminders wait too, and then come in order', async () => {
  const slack = new RecordingAdapter('slack');
  const later = meeting({ id: 'later', remind: [{ beforeMinutes: 14, rooms: ['general'] }] });
  slack.next({ outcome: 'retry-after', seconds: 90 });
  const bot = await desks.open({ now: due, adapters: [slack], community: community(meeting(), later) });
  await bot.at('2026-12-10T18:46:00Z');
  expect(slack.attempts).toHaveLength(1);
  await bot.at('2026-12-10T18:46:30Z');
  expect(slack.shown.map((post) => post.reply.choices[0]?.invoke.options)).toStrictEqual([
    { name: 'community' },
    { name: 'later' },
  ]);
});

test('a platform that never delivers is tried ever less often, and the reason stands in the receipt', async () => {
  const slack = new RecordingAdapter('slack');
  slack.always('general', { outcome: 'not-delivered', reason: 'Slack is down (503)' });
  const bot = await desks.open({ now: due, adapters: [slack] });
  for (let second = 1; second <= 900; second += 1) {
    bot.clock.advance(1);
    await bot.ticker.tick();
  }
  expect(slack.attempts.length).toBeGreaterThan(10);
  expect(slack.attempts.length).toBeLessThan(40);
  expect(slack.asked).toHaveLength(0);
  const why = 'not posted before the meeting started: Slack is down (503)';
  await bot.at('2026-12-10T19:02:00Z');
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'skipped', due, why }]);
});

test.each(['gone', 'forbidden'] as const)('a room that is %s is broken, told once, and left alone', async (outcome) => {
  const slack = new RecordingAdapter('slack');
  const file = community(meeting(), meeting({ id: 'other' }));
  slack.always('general', { outcome, reason: 'Invite the bot to #general' });
  const bot = await desks.open({ now: due, adapters: [slack], community: file });
  await bot.at('2026-12-10T18:46:00Z');
  expect(slack.attempts).toHaveLength(1);
  expect(await bot.receipts()).toMatchObject([
    { state: 'broken', why: 'Invite the bot to #general' },
    { state: 'planned' },
  ]);
  await bot.at('2026-12-10T18:56:00Z');
  expect(await bot.receipts()).toMatchObject([{ state: 'broken' }, { state: 'broken' }]);
  expect(bot.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message)).toStrictEqual([
    'a room cannot be posted to; a maintainer has to act',
  ]);
});

test('a revoked token: the reminder waits, the other platform goes on, and it is posted once the token works', async () => {
  const slack = new RecordingAdapter('slack');
  const discord = new RecordingAdapter('discord');
  slack.next({ outcome: 'revoked', reason: 'token_revoked' }, { outcome: 'revoked', reason: 'token_revoked' });
  const bot = await desks.open({ now: due, adapters: [slack, discord] });
  await bot.at('2026-12-10T18:49:00Z');
  expect(discord.shown).toHaveLength(1);
  expect(slack.attempts).toHaveLength(1);
  await bot.at('2026-12-10T18:50:00Z');
  await bot.at('2026-12-10T18:55:00Z');
  expect(slack.shown).toHaveLength(1);
  expect(await bot.receipts()).toMatchObject([
    { state: 'posted', lateBySeconds: 0 },
    { state: 'posted', lateBySeconds: 600 },
  ]);
  expect(bot.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
});

test('while a platform refuses the token, nothing else is sent to it either', async () => {
  const slack = new RecordingAdapter('slack');
  const later = meeting({ id: 'later', remind: [{ beforeMinutes: 14, rooms: ['random'] }] });
  slack.next({ outcome: 'revoked', reason: 'token_revoked' });
  const bot = await desks.open({ now: due, adapters: [slack], community: community(meeting(), later) });
  await bot.at('2026-12-10T18:46:00Z');
  expect(slack.attempts).toHaveLength(1);
  await bot.at('2026-12-10T18:50:00Z');
  expect(slack.shown).toHaveLength(2);
});

test('a post that hangs keeps no other room waiting, is cut, and is asked about', async () => {
  const slack = new RecordingAdapter('slack');
  const two = community(meeting({ remind: [{ beforeMinutes: 15, rooms: ['slow', 'general'] }] }));
  slack.always('slow', 'hang-shown');
  const bot = await desks.open({ now: due, adapters: [slack], community: two, hangs: true });
  await eventually(async () => (await bot.receipts()).some(({ state }) => state === 'posted'));
  slack.always('slow', undefined);
  bot.within.expire(15_000);
  await bot.reminders.started;
  await bot.at('2026-12-10T18:46:00Z');
  expect(slack.asked).toStrictEqual(['remind/community/2026-12-10T11:00/15/slow/slack']);
  expect(slack.shown.map((post) => post.target.room).sort()).toStrictEqual(['general', 'slow']);
  expect(await bot.receipts()).toMatchObject([{ state: 'posted' }, { state: 'posted' }]);
});

test('a platform whose rooms all hang takes no places from another', async () => {
  const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
  const rooms = Array.from({ length: 30 }, (_, n) => `slow-${n}`);
  for (const room of rooms) slack.always(room, 'hang');
  const surfaces = [
    { ...surface(slack), channelOf: (room: string) => (room === 'general' ? undefined : room) },
    { ...surface(discord), channelOf: (room: string) => (room === 'general' ? room : undefined) },
  ];
  const all = community(meeting({ remind: [{ beforeMinutes: 15, rooms: [...rooms, 'general'] }] }));
  await desks.open({ now: due, adapters: [], surfaces, community: all, hangs: true });
  await eventually(() => discord.shown.length === 1);
  await eventually(() => slack.hanging === 8);
  expect(slack.attempts).toHaveLength(8);
});

test('a wake that comes a millisecond early is followed by another, not by the next minute', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'retry-after', seconds: 30 });
  const bot = await desks.open({ now: due, adapters: [slack] });
  expect(bot.ticker.wakes.splice(0)).toStrictEqual([30_001]);
  bot.clock.advance(29.999);
  await bot.ticker.tick();
  expect(slack.attempts).toHaveLength(1);
  expect(bot.ticker.wakes.splice(0)).toStrictEqual([2]);
  bot.clock.advance(0.002);
  await bot.ticker.tick();
  expect(slack.shown).toHaveLength(1);
  expect(bot.ticker.wakes).toStrictEqual([]);
});

test('of two rooms that wait, the later one is woken for as well', async () => {
  const slack = new RecordingAdapter('slack');
  const two = community(meeting({ remind: [{ beforeMinutes: 15, rooms: ['general', 'random'] }] }));
  slack.next({ outcome: 'retry-after', seconds: 10 }, { outcome: 'retry-after', seconds: 25 });
  const bot = await desks.open({ now: due, adapters: [slack], community: two });
  bot.ticker.wakes.splice(0);
  await bot.at('2026-12-10T18:45:10Z');
  expect(bot.ticker.wakes).toStrictEqual([15_001]);
  await bot.at('2026-12-10T18:45:25Z');
  expect(slack.shown.map((post) => post.target.room)).toStrictEqual(['general', 'random']);
});

test('a tick that hangs is let go, and the next minute serves the other rooms', async () => {
  const slack = new RecordingAdapter('slack');
  const two = community(
    meeting({
      remind: [
        { beforeMinutes: 15, rooms: ['slow'] },
        { beforeMinutes: 10, rooms: ['general'] },
      ],
    }),
  );
  slack.always('slow', 'hang');
  const bot = await desks.open({ now: due, adapters: [slack], community: two, hangs: true });
  await eventually(() => slack.attempts.length === 1);
  bot.within.expire(50_000);
  await bot.reminders.started;
  const next = bot.at('2026-12-10T18:50:00Z');
  await eventually(() => slack.shown.length === 1);
  bot.within.expire(50_000);
  await next;
  expect(slack.shown.map((post) => post.target.room)).toStrictEqual(['general']);
});

test('stopping gives back what hangs, and the next start asks about it', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('hang-shown');
  const file = desks.freshFile();
  const first = await Desk.open({ community: community(meeting()), now: due, adapters: [slack], file, hangs: true });
  await eventually(() => slack.attempts.length === 1);
  const stopped = first.reminders.stop();
  await eventually(() => first.within.waitsFor(3_500));
  first.within.expire(3_500);
  await stopped;
  expect(await first.receipts()).toMatchObject([{ state: 'planned' }]);
  await first.store.close();
  const second = await desks.open({ now: '2026-12-10T18:45:10Z', adapters: [slack], file });
  expect(slack.attempts).toHaveLength(1);
  expect(await second.receipts()).toMatchObject([{ state: 'posted' }]);
});

test('stopping waits for a post that is under way, and its outcome is written', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  const first = await Desk.open({ community: community(meeting()), now: due, adapters: [slack], file, hangs: true });
  await first.close();
  const second = await desks.open({ now: '2026-12-10T18:45:10Z', adapters: [slack], file });
  await second.at('2026-12-10T18:46:00Z');
  expect(slack.shown).toHaveLength(1);
});
