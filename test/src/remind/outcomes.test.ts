import { afterAll, afterEach, expect, test } from 'vitest';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { community, Desk, Desks, eventually, meeting, surface } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/15/general/slack';
const due = '2026-12-10T18:45:00Z';

test('killed after claiming, before anything was shown: the next start asks 11 s later, then posts', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('hang');
  const file = desks.freshFile();
  const first = await Desk.open({ community: community(meeting()), now: due, adapters: [slack], file, hangs: true });
  await eventually(() => slack.attempts.length === 1);
  await first.die();
  const second = await desks.open({ now: '2026-12-10T18:45:20Z', adapters: [slack], file });
  await second.at('2026-12-10T18:45:30Z');
  expect(slack.asked).toStrictEqual([]);
  expect(second.ticker.wakes).toContain(12_001);
  await second.at('2026-12-10T18:45:32Z');
  expect(slack.asked).toStrictEqual([key]);
  expect(slack.shown).toHaveLength(1);
  expect(await second.receipts()).toStrictEqual([{ key, state: 'posted', due, lateBySeconds: 32 }]);
});

test('killed after the message was shown, before that was written: the next start asks, and does not post again', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('hang-shown');
  const file = desks.freshFile();
  const first = await Desk.open({ community: community(meeting()), now: due, adapters: [slack], file, hangs: true });
  await eventually(() => slack.attempts.length === 1);
  await first.die();
  const second = await desks.open({ now: '2026-12-10T18:45:20Z', adapters: [slack], file });
  await second.at('2026-12-10T18:45:32Z');
  expect(slack.attempts).toHaveLength(1);
  expect(await second.receipts()).toStrictEqual([{ key, state: 'posted', due, found: true }]);
});

test('killed with the message still on its way: the next start asks only when it has landed, and does not post again', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('hang');
  const file = desks.freshFile();
  const first = await Desk.open({ community: community(meeting()), now: due, adapters: [slack], file, hangs: true });
  await eventually(() => slack.attempts.length === 1);
  await first.die();
  const second = await desks.open({ now: '2026-12-10T18:45:01Z', adapters: [slack], file });
  await second.at('2026-12-10T18:45:10Z');
  const [late] = slack.attempts;
  if (late !== undefined) slack.show(late);
  await second.at('2026-12-10T18:45:13Z');
  expect(slack.attempts).toHaveLength(1);
  expect(await second.receipts()).toStrictEqual([{ key, state: 'posted', due, found: true }]);
});

test('a lost answer: the platform is asked 11 s later, before anything else happens [fault 10] [fault 11]', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('lost');
  const bot = await desks.open({ now: due, adapters: [slack] });
  expect(bot.ticker.wakes).toStrictEqual([12_001, 11_001]);
  await bot.at('2026-12-10T18:45:10Z');
  expect(slack.asked).toStrictEqual([]);
  await bot.at('2026-12-10T18:45:11Z');
  expect(slack.asked).toStrictEqual([key]);
  expect(slack.attempts).toHaveLength(1);
  expect(await bot.receipts()).toMatchObject([{ state: 'posted' }]);
});

test('a lost answer, and a message that lands ten seconds later: it is found, not posted again', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'unknown', reason: 'connection reset' });
  const bot = await desks.open({ now: due, adapters: [slack] });
  await bot.at('2026-12-10T18:45:09Z');
  const [late] = slack.attempts;
  if (late !== undefined) slack.show(late);
  await bot.at('2026-12-10T18:45:11Z');
  expect(slack.shown).toHaveLength(1);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, found: true }]);
});

test.each([
  ['told to wait', { outcome: 'retry-after', seconds: 30 }],
  ['turned down', { outcome: 'not-delivered', reason: '503' }],
] as const)(
  'an uncertain try, then one that is %s: the next one asks again, and finds the first',
  async (_how, second) => {
    const slack = new RecordingAdapter('slack');
    slack.next({ outcome: 'unknown', reason: 'connection reset' }, second);
    const bot = await desks.open({ now: due, adapters: [slack] });
    await bot.at('2026-12-10T18:45:11Z');
    expect(slack.attempts).toHaveLength(2);
    const [late] = slack.attempts;
    if (late !== undefined) slack.show(late);
    await bot.at('2026-12-10T18:45:41Z');
    expect(slack.asked).toStrictEqual([key, key]);
    expect(slack.attempts).toHaveLength(2);
    expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, found: true }]);
  },
);

test('an uncertain try, then a room that is gone: once it is mended the reminder is shown, once', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'unknown', reason: 'connection reset' }, { outcome: 'gone', reason: 'archived' });
  const bot = await desks.open({ now: due, adapters: [slack] });
  await bot.at('2026-12-10T18:45:11Z');
  expect(slack.attempts).toHaveLength(2);
  await bot.at('2026-12-10T18:55:11Z');
  expect(slack.shown).toHaveLength(1);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, lateBySeconds: 611 }]);
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

test('told to wait, the room waits exactly that long and the others go on [fault 13]', async () => {
  const slack = new RecordingAdapter('slack');
  const two = community(meeting({ remind: [{ beforeMinutes: 15, rooms: ['slow', 'general'] }] }));
  slack.always('slow', { outcome: 'retry-after', seconds: 30 });
  const bot = await desks.open({ now: due, adapters: [slack], community: two });
  expect(slack.shown.map((post) => post.target.room)).toStrictEqual(['general']);
  await bot.at('2026-12-10T18:45:12Z');
  expect(bot.ticker.wakes.at(-1)).toBe(18_001);
  slack.always('slow', undefined);
  await bot.at('2026-12-10T18:45:29Z');
  expect(slack.attempts).toHaveLength(2);
  await bot.at('2026-12-10T18:45:30Z');
  expect(slack.shown.map((post) => post.target.room)).toStrictEqual(['general', 'slow']);
  expect(slack.asked).toStrictEqual([]);
});

test.each([0, -1, Number.NaN])(
  'asked to wait for %d seconds, a room is tried a few times a minute, not in a loop [fault 14]',
  async (seconds) => {
    const slack = new RecordingAdapter('slack');
    slack.always('general', { outcome: 'retry-after', seconds });
    const bot = await desks.open({ now: due, adapters: [slack] });
    for (let second = 0; second < 60; second += 1) {
      bot.clock.advance(1);
      await bot.ticker.tick();
    }
    expect(slack.attempts.length).toBeGreaterThan(1);
    expect(slack.attempts.length).toBeLessThanOrEqual(5);
  },
);

test('told that the whole platform has to wait, no room is tried before that is over, and the other platform goes on', async () => {
  const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
  const later = meeting({ id: 'later', remind: [{ beforeMinutes: 14, rooms: ['random'] }] });
  slack.next({ outcome: 'retry-after', seconds: 90, everywhere: true });
  const bot = await desks.open({ now: due, adapters: [slack, discord], community: community(meeting(), later) });
  await bot.at('2026-12-10T18:46:00Z');
  await bot.at('2026-12-10T18:46:29Z');
  expect(slack.attempts).toHaveLength(1);
  expect(discord.shown).toHaveLength(2);
  await bot.at('2026-12-10T18:46:30Z');
  expect(slack.shown).toHaveLength(2);
});

test('a platform that answers 5xx for an hour: tried ever less often, then posted, late and marked so [fault 17]', async () => {
  const slack = new RecordingAdapter('slack');
  const file = community(meeting({ remind: [{ beforeMinutes: 90, rooms: ['general'] }] }));
  slack.always('general', { outcome: 'not-delivered', reason: '503' });
  const bot = await desks.open({ now: '2026-12-10T17:30:00Z', adapters: [slack], community: file });
  for (let second = 0; second < 3600; second += 10) {
    bot.clock.advance(10);
    await bot.ticker.tick();
  }
  expect(slack.attempts.length).toBeGreaterThan(50);
  expect(slack.attempts.length).toBeLessThan(250);
  slack.always('general', undefined);
  await bot.at('2026-12-10T18:31:00Z');
  expect(await bot.receipts()).toMatchObject([{ state: 'posted', lateBySeconds: 3660 }]);
  expect(JSON.stringify(slack.shown[0]?.reply.body)).toContain('This reminder comes 1 hour 1 minute late.');
});

test('told to ask later about an uncertain try, it is asked exactly then, and not posted before', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('lost');
  slack.canAsk = 45;
  const bot = await desks.open({ now: due, adapters: [slack] });
  await bot.at('2026-12-10T18:45:11Z');
  await bot.at('2026-12-10T18:45:12Z');
  expect(bot.ticker.wakes.at(-1)).toBe(44_001);
  slack.canAsk = true;
  await bot.at('2026-12-10T18:45:55Z');
  expect(slack.asked).toHaveLength(1);
  await bot.at('2026-12-10T18:45:56Z');
  expect(slack.asked).toHaveLength(2);
  expect(slack.attempts).toHaveLength(1);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, found: true }]);
});

test('an earlier try that was shown twice: the oldest counts, and the other one is swept', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('lost');
  const bot = await desks.open({ now: due, adapters: [slack] });
  const [first] = slack.attempts;
  if (first !== undefined) slack.show(first);
  await bot.at('2026-12-10T18:45:11Z');
  expect((await bot.store.receipts({ limit: 1 }))[0]?.messageId).toBe('slack-1');
  await bot.at('2026-12-10T18:45:21Z');
  expect(slack.removed).toStrictEqual(['slack-2']);
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
  expect(slack.attempts.length).toBeLessThan(70);
  expect(slack.asked).toHaveLength(0);
  const why = 'not posted before the meeting started: Slack is down (503)';
  await bot.at('2026-12-10T19:02:00Z');
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'skipped', due, why }]);
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

test('a post that hangs keeps no other room waiting, is cut, and is asked about [fault 12]', async () => {
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
  const rooms = Array.from({ length: 100 }, (_, n) => `slow-${n}`);
  for (const room of rooms) slack.always(room, 'hang');
  const surfaces = [
    { ...surface(slack), channelOf: (room: string) => (room === 'general' ? undefined : room) },
    { ...surface(discord), channelOf: (room: string) => (room === 'general' ? room : undefined) },
  ];
  const all = community(meeting({ remind: [{ beforeMinutes: 15, rooms: [...rooms, 'general'] }] }));
  await desks.open({ now: due, adapters: [], surfaces, community: all, hangs: true });
  await eventually(() => discord.shown.length === 1);
  await eventually(() => slack.hanging === 64);
  expect(slack.attempts).toHaveLength(64);
});

test('a wake that comes a millisecond early is followed by another, not by the next minute', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'retry-after', seconds: 30 });
  const bot = await desks.open({ now: due, adapters: [slack] });
  await bot.at('2026-12-10T18:45:12Z');
  expect(bot.ticker.wakes.splice(0).at(-1)).toBe(18_001);
  bot.clock.advance(17.999);
  await bot.ticker.tick();
  expect(slack.attempts).toHaveLength(1);
  expect(bot.ticker.wakes.splice(0)).toStrictEqual([2]);
  bot.clock.advance(0.002);
  await bot.ticker.tick();
  expect(slack.shown).toHaveLength(1);
});

test('of two rooms that wait, the later one is woken for as well', async () => {
  const slack = new RecordingAdapter('slack');
  const two = community(meeting({ remind: [{ beforeMinutes: 15, rooms: ['general', 'random'] }] }));
  slack.next({ outcome: 'retry-after', seconds: 10 }, { outcome: 'retry-after', seconds: 25 });
  const bot = await desks.open({ now: due, adapters: [slack], community: two });
  await bot.at('2026-12-10T18:45:10Z');
  await bot.at('2026-12-10T18:45:20Z');
  expect(bot.ticker.wakes.at(-1)).toBe(5_001);
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

test('stopping gives back what hangs, and the next start asks about it once the post has come to its end [fault 6]', async () => {
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
  const second = await desks.open({ now: '2026-12-10T18:45:06Z', adapters: [slack], file });
  expect(slack.asked).toStrictEqual([]);
  await second.at('2026-12-10T18:45:07Z');
  expect(slack.asked).toStrictEqual([key]);
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
