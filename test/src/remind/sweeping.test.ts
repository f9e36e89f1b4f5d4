import { afterAll, afterEach, expect, test } from 'vitest';
import type { Post, PostOutcome } from '../../../src/adapter.js';
import type { Ledger } from '../../../src/store/ledger.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { callsOf, type Desk, Desks, eventually, ManualPause, surface } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/15/general/slack';
const due = '2026-12-10T18:45:00Z';

/** A lost answer, and then two messages where the platform shows them only later than it was asked. */
async function twoCopies(slack: RecordingAdapter): Promise<Desk> {
  slack.next({ outcome: 'unknown', reason: 'connection reset' });
  const bot = await desks.open({ now: due, adapters: [slack] });
  await bot.at('2026-12-10T18:45:11Z');
  const [first] = slack.attempts;
  if (first === undefined) throw new Error('nothing was attempted');
  slack.show(first);
  expect(slack.shown.map(({ id }) => id)).toStrictEqual(['slack-1', 'slack-2']);
  return bot;
}

test('ten seconds after an uncertain try the room is looked through: the oldest copy stays, the later goes and is counted', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await twoCopies(slack);
  await bot.at('2026-12-10T18:45:20Z');
  expect(slack.removed).toStrictEqual([]);
  await bot.at('2026-12-10T18:45:21Z');
  expect(slack.removed).toStrictEqual(['slack-2']);
  expect(await bot.receipts()).toMatchObject([{ key, state: 'posted', repaired: 1 }]);
});

test('a second copy that comes after the first sweep goes with the second, two minutes after the post', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await twoCopies(slack);
  await bot.at('2026-12-10T18:45:21Z');
  const [first] = slack.attempts;
  if (first !== undefined) slack.show(first);
  await bot.at('2026-12-10T18:47:10Z');
  expect(slack.removed).toHaveLength(1);
  await bot.at('2026-12-10T18:47:11Z');
  expect(slack.shown.map(({ id }) => id)).toStrictEqual(['slack-1']);
  expect(await bot.receipts()).toMatchObject([{ repaired: 2 }]);
  const asked = slack.asked.length;
  await bot.at('2026-12-10T18:59:00Z');
  expect(slack.asked).toHaveLength(asked);
});

test('the sweeps are woken for, not left to the next minute', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('lost');
  const bot = await desks.open({ now: due, adapters: [slack] });
  await bot.at('2026-12-10T18:45:11Z');
  await bot.at('2026-12-10T18:45:12Z');
  expect(bot.ticker.wakes.at(-1)).toBe(9_001);
  await bot.at('2026-12-10T18:45:21Z');
  expect(bot.ticker.wakes.at(-1)).toBe(110_001);
});

test('a reminder whose first try was answered is never swept', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: due, adapters: [slack] });
  await bot.at('2026-12-10T18:46:00Z');
  await bot.at('2026-12-10T18:48:00Z');
  expect(slack.asked).toStrictEqual([]);
});

test('told to ask later, a sweep waits exactly that long', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await twoCopies(slack);
  slack.canAsk = 40;
  await bot.at('2026-12-10T18:45:21Z');
  slack.canAsk = true;
  await bot.at('2026-12-10T18:46:00Z');
  expect(slack.removed).toStrictEqual([]);
  await bot.at('2026-12-10T18:46:01Z');
  expect(slack.removed).toStrictEqual(['slack-2']);
  expect(bot.log.lines.filter(({ message }) => message.includes('swept'))).toStrictEqual([]);
});

test('a copy that cannot be taken away is tried again, ever less often, until the day after', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await twoCopies(slack);
  slack.canRemove = false;
  for (let minute = 0; minute < 27 * 60; minute += 5) {
    bot.clock.advance(300);
    await bot.ticker.tick();
  }
  const tries = slack.asked.length;
  expect(tries).toBeGreaterThan(50);
  expect(tries).toBeLessThan(150);
  expect(bot.log.lines.filter(({ level }) => level === 'error').map(({ message }) => message)).toStrictEqual([
    'a room could not be swept for a second copy of a reminder',
  ]);
  bot.clock.advance(3600);
  await bot.ticker.tick();
  expect(slack.asked).toHaveLength(tries);
});

test('one that can be taken away at the second try is counted once', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await twoCopies(slack);
  slack.canRemove = false;
  await bot.at('2026-12-10T18:45:21Z');
  slack.canRemove = true;
  await bot.at('2026-12-10T18:45:51Z');
  expect(await bot.receipts()).toMatchObject([{ repaired: 1 }]);
});

test('a process that froze between its last check and its send: the copy that lands late is taken away [fault 7]', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('hang');
  const frozen = await desks.open({ now: due, adapters: [slack], hangs: true });
  await eventually(() => slack.attempts.length === 1);
  frozen.clock.advance(70);
  const other = await desks.open({ now: '', adapters: [slack], beside: frozen });
  expect(slack.shown.map(({ id }) => id)).toStrictEqual(['slack-1']);
  const [late] = slack.attempts;
  if (late !== undefined) slack.show(late);
  frozen.within.expire(15_000);
  await frozen.reminders.started;
  frozen.clock.advance(1);
  await other.ticker.tick();
  await frozen.ticker.tick();
  expect(slack.shown.map(({ id }) => id)).toStrictEqual(['slack-1']);
  expect(await frozen.receipts()).toStrictEqual([{ key, state: 'posted', due, lateBySeconds: 70, repaired: 1 }]);
});

test.each([
  ['at once', 0],
  ['also where the database fails three times when it is told', 3],
])(
  'a process that learns only later that its post was shown, when another had taken over: both copies are looked for, %s',
  async (_how, failures) => {
    const slack = new RecordingAdapter('slack');
    let answer: () => void = () => undefined;
    const slowly = {
      ...callsOf(slack),
      async post(post: Post): Promise<PostOutcome> {
        slack.attempts.push(post);
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return { outcome: 'posted', id: slack.show(post).id };
      },
    };
    const surfaces = [{ ...surface(slack), adapter: slowly }];
    let left = failures;
    const ledger = (real: Ledger): Ledger => ({
      ...real,
      suspect: (claim) => (left-- > 0 ? Promise.reject(new Error('no connection')) : real.suspect(claim)),
    });
    const slow = await desks.open({ now: due, adapters: [], surfaces, ledger, hangs: true });
    await eventually(() => slack.attempts.length === 1);
    slow.clock.advance(70);
    const other = await desks.open({ now: '', adapters: [slack], beside: slow });
    slow.clock.advance(300);
    await other.ticker.tick();
    expect(slack.shown).toHaveLength(1);
    answer();
    await slow.reminders.started;
    expect(slack.shown).toHaveLength(2);
    slow.clock.advance(1);
    await slow.ticker.tick();
    expect(slack.shown.map(({ id }) => id)).toStrictEqual(['slack-1']);
  },
);

test('stopped while it waits to tell that a copy may stand beside, it tells at once', async () => {
  const slack = new RecordingAdapter('slack');
  const pausing = new ManualPause();
  pausing.hold = (ms) => ms === 2000;
  const told: string[] = [];
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    settle: async () => false,
    async suspect(claim) {
      told.push(claim.key);
      if (told.length === 1) throw new Error('no connection');
      return real.suspect(claim);
    },
  });
  const bot = await desks.open({ now: due, adapters: [slack], ledger, pause: pausing, hangs: true });
  await eventually(() => pausing.waited.includes(2000));
  expect(told).toStrictEqual([key]);
  await bot.reminders.stop();
  expect(told).toStrictEqual([key, key]);
});

test('a ledger that can never be told of a second copy is told in the log', async () => {
  const slack = new RecordingAdapter('slack');
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    settle: async () => false,
    suspect: () => Promise.reject(new Error('no connection')),
  });
  const bot = await desks.open({ now: due, adapters: [slack], ledger });
  expect(bot.log.lines.filter(({ level }) => level === 'error')).toMatchObject([
    {
      message: 'a reminder may stand twice, and the ledger could not be told',
      fields: { key, error: new Error('no connection') },
    },
  ]);
  expect(bot.pause.waited.filter((ms) => ms >= 2000)).toStrictEqual([
    2000,
    4000,
    8000,
    16_000,
    32_000,
    ...Array.from({ length: 14 }, () => 60_000),
  ]);
});

test('a database that fails while sweeping is told, and the sweep comes with the next look', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('lost');
  const database = { down: false };
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    sweepsDue: (...asked) => (database.down ? Promise.reject(new Error('down')) : real.sweepsDue(...asked)),
  });
  const bot = await desks.open({ now: due, adapters: [slack], ledger });
  await bot.at('2026-12-10T18:45:11Z');
  database.down = true;
  await bot.at('2026-12-10T18:45:22Z');
  database.down = false;
  const asked = slack.asked.length;
  await bot.at('2026-12-10T18:46:22Z');
  expect(slack.asked.length).toBeGreaterThan(asked);
  expect(bot.log.lines.filter(({ level }) => level === 'error').map(({ fields }) => fields)).toStrictEqual([
    { error: new Error('down') },
  ]);
});
