import { afterAll, afterEach, expect, test } from 'vitest';
import type { Post } from '../../../src/adapter.js';
import type { Ledger } from '../../../src/store/ledger.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import {
  callsOf,
  community,
  Desks,
  eventually,
  instant,
  ManualPause,
  meeting,
  quarterBefore,
  surface,
} from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/15/general/slack';
const due = '2026-12-10T18:45:00Z';

test('four hundred reminders of one minute: each room gets its own, once, one at a time', async () => {
  const rooms = Array.from({ length: 100 }, (_, n) => `room-${n}`);
  const meetings = ['a', 'b', 'c', 'd'].map((id) => meeting({ id, remind: [{ beforeMinutes: 15, rooms }] }));
  let [running, most] = [0, 0];
  const busy = new Set<string>();
  const slack = new RecordingAdapter('slack');
  const surfaces = [
    {
      ...surface(slack),
      adapter: {
        ...callsOf(slack),
        async post(post: Post) {
          expect(busy.has(post.target.room)).toBe(false);
          busy.add(post.target.room);
          running += 1;
          most = Math.max(most, running);
          // Long enough for all the others to be claimed meanwhile, each in a turn of its own.
          for (let turn = 0; turn < 400; turn += 1) await new Promise(setImmediate);
          running -= 1;
          busy.delete(post.target.room);
          return slack.post(post);
        },
      },
    },
  ];
  const bot = await desks.open({ now: due, adapters: [], surfaces, community: community(...meetings) });
  expect(new Set(slack.shown.map((post) => post.key)).size).toBe(400);
  expect(slack.shown).toHaveLength(400);
  expect(most).toBe(64);
  expect((await bot.receipts()).every(({ state }) => state === 'posted')).toBe(true);
}, 60_000);

/** A disk that is full as long as `full` says so. */
function limited(real: Ledger, disk: { full: boolean }): Ledger {
  const refuse = () => Promise.reject(new Error('database or disk is full'));
  return {
    ...real,
    planDue: (...row) => (disk.full ? refuse() : real.planDue(...row)),
    claimDue: (...asked) => (disk.full ? refuse() : real.claimDue(...asked)),
  };
}

test('a full disk: nothing is posted without a claim; when there is room again it comes, late', async () => {
  const slack = new RecordingAdapter('slack');
  const disk = { full: false };
  const bot = await desks.open({
    now: '2026-12-10T18:00:00Z',
    adapters: [slack],
    ledger: (real) => limited(real, disk),
  });
  disk.full = true;
  await bot.at(due);
  await bot.at('2026-12-10T18:46:00Z');
  expect(slack.attempts).toHaveLength(0);
  const full = { error: new Error('database or disk is full') };
  expect(
    bot.log.lines.filter(({ level }) => level === 'error').map(({ message, fields }) => [message, fields]),
  ).toStrictEqual([
    ['due reminders could not be planned; the next scan tries again', full],
    ['reminders could not be claimed; the next scan tries again', full],
    ['due reminders could not be planned; the next scan tries again', full],
    ['reminders could not be claimed; the next scan tries again', full],
  ]);
  disk.full = false;
  await bot.at('2026-12-10T18:47:00Z');
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, lateBySeconds: 120 }]);
});

test('the database is gone at the minute and for a minute: nothing is posted meanwhile, and all is when it is back [fault 62]', async () => {
  const slack = new RecordingAdapter('slack');
  const database = { down: false };
  const ledger = (real: Ledger): Ledger =>
    Object.fromEntries(
      Object.entries(real).map(([name, call]) => [
        name,
        (...asked: never[]) =>
          database.down
            ? Promise.reject(new Error('no connection'))
            : (call as (...asked: never[]) => unknown)(...asked),
      ]),
    ) as unknown as Ledger;
  const two = community(meeting({ remind: [{ beforeMinutes: 15, rooms: ['general', 'random'] }] }));
  const bot = await desks.open({
    now: '2026-12-10T18:44:00Z',
    adapters: [slack],
    community: two,
    ledger,
    shared: true,
  });
  database.down = true;
  for (let second = 0; second < 120; second += 2) {
    bot.clock.advance(2);
    await bot.ticker.tick();
  }
  expect(slack.attempts).toHaveLength(0);
  // Sixty looks in two minutes, and each complaint twice.
  expect(bot.log.lines.filter(({ message }) => message.includes('could not be claimed'))).toHaveLength(2);
  expect(bot.log.lines.filter(({ message }) => message.includes('could not be planned'))).toHaveLength(2);
  database.down = false;
  bot.clock.advance(2);
  await bot.ticker.tick();
  expect(await bot.receipts()).toMatchObject([
    { state: 'posted', lateBySeconds: 62 },
    { state: 'posted', lateBySeconds: 62 },
  ]);
});

test('the database goes between a post and its receipt: the platform is asked when the lease has ended [fault 62]', async () => {
  const slack = new RecordingAdapter('slack');
  let failures = 1;
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    settle: (...asked) => (failures-- > 0 ? Promise.reject(new Error('no connection')) : real.settle(...asked)),
  });
  const bot = await desks.open({ now: due, adapters: [slack], ledger });
  await bot.at('2026-12-10T18:45:12Z');
  expect(bot.ticker.wakes.at(-1)).toBe(49_001);
  await bot.at('2026-12-10T18:46:01Z');
  expect(slack.shown).toHaveLength(1);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, found: true }]);
});

test('a claim that is lost before posting is not posted', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({
    now: due,
    adapters: [slack],
    ledger: (real) => ({ ...real, renew: async () => undefined }),
  });
  expect(slack.attempts).toHaveLength(0);
  expect(bot.log.lines.map(({ message }) => message)).toContain('a claim was lost before posting');
});

test('a clock that jumps an hour ahead and back posts nothing twice [fault 51]', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack] });
  await bot.at('2026-12-10T18:50:00Z');
  await bot.at('2026-12-10T18:01:00Z');
  await bot.at(due);
  await bot.at('2026-12-10T18:51:00Z');
  expect(slack.shown).toHaveLength(1);
});

test('a post that hangs past its lease by a clock jump is not sent a second time, but asked about 11 s after it ended [fault 51]', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('hang-shown');
  const bot = await desks.open({ now: due, adapters: [slack], hangs: true });
  await eventually(() => slack.attempts.length === 1);
  bot.clock.advance(600);
  const tick = bot.ticker.tick();
  await eventually(async () => (await bot.store.receipts({ limit: 1 }))[0]?.generation === 2);
  expect(slack.asked).toHaveLength(0);
  bot.within.expire(15_000);
  await tick;
  bot.clock.advance(1);
  await bot.ticker.tick();
  expect(bot.ticker.wakes.at(-1)).toBe(10_001);
  expect(slack.asked).toHaveLength(0);
  bot.clock.advance(10);
  await bot.ticker.tick();
  expect(slack.attempts).toHaveLength(1);
  expect(slack.asked).toStrictEqual([key]);
  expect(await bot.receipts()).toMatchObject([{ state: 'posted' }]);
});

test('a lost answer that the database does not take, and a clock that jumps past the lease: nothing is asked or sent while the post may be under way [fault 51]', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'unknown', reason: 'connection reset' });
  const pausing = new ManualPause();
  pausing.hold = (ms) => ms === 11_000;
  let failures = 1;
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    release: (...asked) => (failures-- > 0 ? Promise.reject(new Error('no connection')) : real.release(...asked)),
  });
  const bot = await desks.open({ now: due, adapters: [slack], ledger, pause: pausing, hangs: true });
  await eventually(() => pausing.waited.includes(11_000));
  bot.clock.advance(600);
  const tick = bot.ticker.tick();
  await eventually(async () => (await bot.store.receipts({ limit: 1 }))[0]?.generation === 2);
  expect(slack.attempts).toHaveLength(1);
  expect(slack.asked).toHaveLength(0);
  await bot.reminders.stop();
  bot.within.expire(50_000);
  await tick;
  expect(slack.attempts).toHaveLength(1);
  expect(slack.asked).toHaveLength(0);
  expect(await bot.receipts()).toMatchObject([{ key, state: 'planned' }]);
});

test('the next reminder of a room whose last one is settled but still in hand waits for it, and is posted without asking or delay', async () => {
  const slack = new RecordingAdapter('slack');
  let settled = false;
  let goOn: () => void = () => undefined;
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    async settle(...asked) {
      const kept = await real.settle(...asked);
      if (!settled) {
        settled = true;
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
      }
      return kept;
    },
  });
  const two = community(meeting(), meeting({ id: 'other' }));
  const bot = await desks.open({ now: due, adapters: [slack], community: two, ledger, hangs: true });
  await eventually(() => settled);
  const tick = bot.ticker.tick();
  await eventually(async () => (await bot.receipts()).some(({ state }) => state === 'claimed'));
  expect(slack.attempts).toHaveLength(1);
  goOn();
  await Promise.all([tick, bot.reminders.started]);
  expect(slack.asked).toStrictEqual([]);
  expect(await bot.receipts()).toMatchObject([
    { state: 'posted', lateBySeconds: 0 },
    { state: 'posted', lateBySeconds: 0 },
  ]);
});

test('a watermark far ahead of the clock is told, and reminders go on from now', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  await (await desks.open({ now: '2027-06-01T00:00:00Z', adapters: [slack], file })).close();
  const bot = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack], file });
  await bot.at(due);
  expect(slack.shown).toHaveLength(1);
  expect(bot.log.lines.map(({ message }) => message)).toContain(
    'the ledger is ahead of the clock; reminders go on from now',
  );
});

test('an adapter that rejects, against its contract, counts as a lost answer', async () => {
  const slack = new RecordingAdapter('slack');
  const surfaces = [
    { ...surface(slack), adapter: { ...callsOf(slack), post: () => Promise.reject(new Error('bug')) } },
  ];
  const bot = await desks.open({ now: due, adapters: [], surfaces });
  await bot.at('2026-12-10T18:46:00Z');
  expect(slack.asked).toStrictEqual([key]);
  const [told] = bot.log.lines.filter(({ level }) => level === 'error');
  expect(told?.fields).toStrictEqual({ platform: 'slack', error: new Error('bug') });
});

test('a ledger that fails after posting is told with its reason, and so is one that cannot take a claim back', async () => {
  const slack = new RecordingAdapter('slack');
  slack.always('general', 'hang');
  const two = community(meeting({ remind: [{ beforeMinutes: 15, rooms: ['general', 'random'] }] }));
  const refuse = () => Promise.reject(new Error('disk I/O error'));
  const ledger = (real: Ledger): Ledger => ({ ...real, settle: refuse, release: refuse });
  const bot = await desks.open({ now: due, adapters: [slack], community: two, ledger, hangs: true });
  await eventually(() => bot.log.lines.some(({ level }) => level === 'error'));
  const stopped = bot.reminders.stop();
  await eventually(() => bot.within.waitsFor(3_500));
  bot.within.expire(3_500);
  await stopped;
  const error = new Error('disk I/O error');
  expect(bot.log.lines.filter(({ level }) => level === 'error').map(({ fields }) => fields)).toStrictEqual([
    { key: 'remind/community/2026-12-10T11:00/15/random/slack', error },
    { key, error },
  ]);
});

test('the platform is told how far back to look', async () => {
  const slack = new RecordingAdapter('slack');
  const since: unknown[] = [];
  const copies = (post: Post) => {
    since.push(post.since);
    return slack.copies(post);
  };
  const surfaces = [{ ...surface(slack), adapter: { ...callsOf(slack), copies } }];
  slack.next('lost');
  const bot = await desks.open({ now: due, adapters: [], surfaces });
  await bot.at('2026-12-10T18:46:00Z');
  expect(since).toStrictEqual([instant(due)]);
});

test('the reminder of a rule that mentions the room mentions it', async () => {
  const slack = new RecordingAdapter('slack');
  const loud = community(meeting({ remind: [{ ...quarterBefore, mention: 'here' }] }));
  await desks.open({ now: due, adapters: [slack], community: loud });
  expect(slack.shown.map(({ reply }) => reply.mention)).toStrictEqual(['here']);
});

test('what is planned is written once, not again with everything that follows', async () => {
  const slack = new RecordingAdapter('slack');
  const written: string[][] = [];
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    planDue(rows, watermark) {
      written.push(rows.map(({ original }) => original));
      return real.planDue(rows, watermark);
    },
  });
  const bot = await desks.open({ now: due, adapters: [slack], ledger });
  await bot.at('2026-12-24T18:45:00Z');
  expect(written.filter((rows) => rows.length > 0)).toStrictEqual([['2026-12-10T11:00'], ['2026-12-24T11:00']]);
});

test.each(['hang', 'fail'] as const)(
  'a platform whose claims %s does not hold up the other, again and again',
  async (how) => {
    const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
    let release: () => void = () => undefined;
    const hanging = new Promise<[]>((resolve) => {
      release = () => resolve([]);
    });
    const ledger = (real: Ledger): Ledger => ({
      ...real,
      claimDue(request) {
        if (request.platform === 'discord') return real.claimDue(request);
        return how === 'fail' ? Promise.reject(new Error('deadlock')) : hanging;
      },
    });
    const two = community(
      meeting({ remind: [15, 14].map((beforeMinutes) => ({ beforeMinutes, rooms: ['general'] })) }),
    );
    const setup = { now: '2026-12-10T18:44:00Z', adapters: [slack, discord], community: two, ledger };
    const bot = await desks.open({ ...setup, hangs: true });
    for (const seconds of [60, 60]) {
      bot.clock.advance(seconds);
      const shown = discord.shown.length;
      void bot.ticker.tick();
      await eventually(() => discord.shown.length === shown + 1);
    }
    release();
    expect(discord.shown).toHaveLength(2);
    expect(slack.shown).toHaveLength(0);
  },
);
