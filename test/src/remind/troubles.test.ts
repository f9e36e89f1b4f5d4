import { afterAll, afterEach, expect, test } from 'vitest';
import type { Ledger } from '../../../src/store/ledger.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { community, Desks, eventually, instant, meeting, quarterBefore, surface } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/15/general/slack';
const due = '2026-12-10T18:45:00Z';

test('four hundred reminders of one minute: each room gets its own, once, few at a time', async () => {
  const rooms = Array.from({ length: 100 }, (_, n) => `room-${n}`);
  const meetings = ['a', 'b', 'c', 'd'].map((id) => meeting({ id, remind: [{ beforeMinutes: 15, rooms }] }));
  let [running, most] = [0, 0];
  const busy = new Set<string>();
  const slack = new RecordingAdapter('slack');
  const surfaces = [
    {
      ...surface(slack),
      adapter: {
        find: slack.find.bind(slack),
        async post(post: Parameters<RecordingAdapter['post']>[0]) {
          expect(busy.has(post.target.room)).toBe(false);
          busy.add(post.target.room);
          running += 1;
          most = Math.max(most, running);
          await new Promise(setImmediate);
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
  expect(most).toBe(8);
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

test('a claim that is lost before posting is not posted', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({
    now: due,
    adapters: [slack],
    ledger: (real) => ({ ...real, renew: async () => false }),
  });
  expect(slack.attempts).toHaveLength(0);
  expect(bot.log.lines.map(({ message }) => message)).toContain('a claim was lost before posting');
});

test('a clock that jumps an hour ahead and back posts nothing twice', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: '2026-12-10T18:00:00Z', adapters: [slack] });
  await bot.at('2026-12-10T18:50:00Z');
  await bot.at('2026-12-10T18:01:00Z');
  await bot.at(due);
  await bot.at('2026-12-10T18:51:00Z');
  expect(slack.shown).toHaveLength(1);
});

test('a process that hangs past its lease by a clock jump does not claim its own running post again', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('hang');
  const bot = await desks.open({ now: due, adapters: [slack], hangs: true });
  await eventually(() => slack.attempts.length === 1);
  bot.within.expire(50_000);
  await bot.reminders.started;
  const tick = bot.at('2026-12-10T18:55:00Z');
  await eventually(() => bot.within.waitsFor(50_000));
  bot.within.expire(50_000);
  await tick;
  expect(slack.asked).toHaveLength(0);
  expect(slack.attempts).toHaveLength(1);
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
    { ...surface(slack), adapter: { find: slack.find.bind(slack), post: () => Promise.reject(new Error('bug')) } },
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

test('find is told how far back to look', async () => {
  const slack = new RecordingAdapter('slack');
  const since: unknown[] = [];
  const surfaces = [
    {
      ...surface(slack),
      adapter: {
        post: slack.post.bind(slack),
        find: (post: Parameters<RecordingAdapter['find']>[0]) => {
          since.push(post.since);
          return slack.find(post);
        },
      },
    },
  ];
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
