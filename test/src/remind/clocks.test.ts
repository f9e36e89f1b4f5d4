import { afterAll, afterEach, expect, test } from 'vitest';
import type { Ledger } from '../../../src/store/ledger.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { community, Desks, eventually, instant, meeting } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/15/general/slack';
const due = '2026-12-10T18:45:00Z';

test('an event loop that stood still for a minute posts what it missed, late, once [fault 49]', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: '2026-12-10T18:44:30Z', adapters: [slack] });
  await bot.at('2026-12-10T18:45:31Z');
  await bot.at('2026-12-10T18:46:00Z');
  expect(slack.shown).toHaveLength(1);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, lateBySeconds: 31 }]);
});

test('an event loop that stood still with a post under way: all its timers end before the answer is read, and it asks [fault 49]', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('hang-shown');
  const bot = await desks.open({ now: due, adapters: [slack], hangs: true });
  await eventually(() => slack.attempts.length === 1);
  bot.clock.advance(61);
  bot.within.expire(15_000);
  await bot.ticker.tick();
  await bot.at('2026-12-10T18:46:12Z');
  expect(slack.shown).toHaveLength(1);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, found: true }]);
});

test('a laptop that slept for eight hours: what is still to come is posted and marked late, the rest is skipped with its reason [fault 50]', async () => {
  const slack = new RecordingAdapter('slack');
  const file = community(
    meeting(),
    meeting(
      { id: 'tomorrow', remind: [{ beforeMinutes: 1440, rooms: ['general'] }] },
      { starting: { year: 2026, month: 1, day: 9 }, rule: { ...meeting().series.rule, byDay: [{ weekday: 5 }] } },
    ),
  );
  const bot = await desks.open({ now: '2026-12-10T14:00:00Z', adapters: [slack], community: file });
  await bot.at('2026-12-10T22:00:00Z');
  expect(slack.shown.map((post) => post.key)).toStrictEqual(['remind/tomorrow/2026-12-11T11:00/1440/general/slack']);
  expect(JSON.stringify(slack.shown[0]?.reply.body)).toContain('This reminder comes 3 hours late.');
  expect((await bot.receipts()).map(({ state, why }) => [state, why])).toStrictEqual([
    ['posted', undefined],
    ['skipped', 'Frontdesk was not running between its time and the start of the meeting'],
  ]);
});

test('a clock that jumps an hour ahead while a reminder waits, and back, posts it once [fault 51]', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'not-delivered', reason: '503' });
  const file = community(meeting({ remind: [{ beforeMinutes: 120, rooms: ['general'] }] }));
  const bot = await desks.open({ now: '2026-12-10T17:00:00Z', adapters: [slack], community: file });
  await bot.at('2026-12-10T18:01:00Z');
  await bot.at('2026-12-10T17:01:00Z');
  await bot.at('2026-12-10T17:02:00Z');
  await bot.at('2026-12-10T18:30:00Z');
  expect(slack.shown).toHaveLength(1);
});

test('a clock that was an hour ahead at the try and is put right does not hold the next try up for that hour [fault 51]', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'not-delivered', reason: '503' });
  const file = community(meeting({ remind: [{ beforeMinutes: 120, rooms: ['general'] }] }));
  const bot = await desks.open({ now: '2026-12-10T17:00:00Z', adapters: [slack], community: file });
  slack.next({ outcome: 'not-delivered', reason: '503' });
  await bot.at('2026-12-10T18:10:00Z');
  await bot.at('2026-12-10T17:11:00Z');
  await bot.at('2026-12-10T17:12:00Z');
  expect(slack.shown).toHaveLength(1);
});

test('an answer is lost while the clock is an hour ahead; put right, it finds what was shown and posts nothing twice [fault 51]', async () => {
  const slack = new RecordingAdapter('slack');
  let platformTime = instant('2026-12-10T17:45:00Z');
  slack.now = () => platformTime;
  const bot = await desks.open({ now: '2026-12-10T18:44:00Z', adapters: [slack] });
  slack.next('lost');
  await bot.at(due);
  for (const time of ['2026-12-10T17:45:30Z', '2026-12-10T17:45:45Z', '2026-12-10T18:45:00Z', '2026-12-10T18:46:00Z']) {
    platformTime = instant(time);
    await bot.at(time);
  }
  expect(slack.attempts).toHaveLength(1);
  expect(slack.shown).toHaveLength(1);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, found: true }]);
});

test.each([360, 3_600])(
  'a clock that is always %i s ahead does not hide what was shown from us [fault 51]',
  async (ahead) => {
    const slack = new RecordingAdapter('slack');
    const bot = await desks.open({ now: '2026-12-10T18:44:00Z', adapters: [slack] });
    slack.now = () => bot.clock.now() - ahead;
    slack.next('lost');
    await bot.at(due);
    for (const time of ['2026-12-10T18:45:12Z', '2026-12-10T18:45:30Z', '2026-12-10T18:48:00Z']) await bot.at(time);
    expect(slack.attempts).toHaveLength(1);
    expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, found: true }]);
  },
);

test('a meeting sixty days ahead: nothing is posted and no timer is asked for until it is due [fault 53]', async () => {
  const slack = new RecordingAdapter('slack');
  const yearly = meeting({}, { starting: { year: 2027, month: 2, day: 4 } });
  const bot = await desks.open({ now: '2026-12-06T18:45:00Z', adapters: [slack], community: community(yearly) });
  for (const day of ['2026-12-31', '2027-01-01', '2027-02-04']) await bot.at(`${day}T18:44:00Z`);
  expect(slack.attempts).toHaveLength(0);
  expect(bot.ticker.wakes).toStrictEqual([12_001, 60_001]);
  await bot.at('2027-02-04T18:45:00Z');
  expect(slack.shown).toHaveLength(1);
});

test('a zone whose law changes while a reminder waits: it comes at the new hour, under its name [fault 56]', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'not-delivered', reason: '503' });
  const file = desks.freshFile();
  await (await desks.open({ now: due, adapters: [slack], file })).close();
  // As if Los Angeles had stayed on summer time for good: an hour earlier, then, as if it had gone an hour further.
  const later = community(meeting({}, { zone: 'Etc/GMT+9' }));
  const bot = await desks.open({ now: '2026-12-10T18:46:00Z', adapters: [slack], file, community: later });
  await bot.at('2026-12-10T19:44:00Z');
  expect(slack.shown).toHaveLength(0);
  await bot.at('2026-12-10T19:45:00Z');
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due: '2026-12-10T19:45:00Z', lateBySeconds: 0 }]);
  expect(slack.shown.map((post) => post.key)).toStrictEqual([key]);
});

test('the minute of this host is not the database’s: a reminder due within a minute is woken for to the millisecond', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: '2026-12-10T18:44:30Z', adapters: [slack] });
  await bot.at('2026-12-10T18:44:42Z');
  expect(bot.ticker.wakes.at(-1)).toBe(18_001);
});

test('processes that share a database look every second for what another left behind; one alone looks once, when a killed one’s leases have ended', async () => {
  const slack = new RecordingAdapter('slack');
  const alone = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack] });
  expect(alone.ticker.wakes).toStrictEqual([12_001]);
  const shared = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], shared: true });
  expect(shared.ticker.wakes).toStrictEqual([1000]);
  await shared.ticker.tick();
  expect(shared.ticker.wakes).toStrictEqual([1000, 1000]);
});

test('an idle look every second asks the database little: one claim for each platform, and no sweep', async () => {
  const slack = new RecordingAdapter('slack');
  const asked: string[] = [];
  const ledger = (real: Ledger): Ledger =>
    Object.fromEntries(
      Object.entries(real).map(([name, call]) => [
        name,
        (...values: unknown[]) => {
          asked.push(name);
          return (call as (...values: unknown[]) => unknown)(...values);
        },
      ]),
    ) as unknown as Ledger;
  const bot = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], shared: true, ledger });
  asked.splice(0);
  for (let look = 0; look < 10; look += 1) {
    bot.clock.advance(1);
    await bot.ticker.tick();
  }
  expect(new Set(asked)).toStrictEqual(new Set(['claimDue']));
  expect(asked).toHaveLength(10);
});

test('what another process left behind is posted as soon as its lease has ended [fault 2]', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('hang');
  const killed = await desks.open({ now: due, adapters: [slack], hangs: true });
  await eventually(() => slack.attempts.length === 1);
  const other = await desks.open({ now: '', adapters: [slack], beside: killed, shared: true });
  killed.clock.advance(59);
  await other.ticker.tick();
  expect(slack.shown).toHaveLength(0);
  killed.clock.advance(2);
  await other.ticker.tick();
  expect(slack.asked).toStrictEqual([key]);
  expect(slack.shown).toHaveLength(1);
});
