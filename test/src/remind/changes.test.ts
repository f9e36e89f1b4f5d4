import { copyFileSync } from 'node:fs';
import { afterAll, afterEach, expect, test } from 'vitest';
import { createSchedule, type Schedule } from '../../../src/schedule/schedule.js';
import type { Ledger } from '../../../src/store/ledger.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { community, type Desk, Desks, meeting, surface } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/15/general/slack';
const due = '2026-12-10T18:45:00Z';

/** The schedule that a maintainer changes between planning and posting. */
function changing(before: Schedule): Schedule & { use(schedule: Schedule): void } {
  let current = before;
  return {
    upcoming: (...asked) => current.upcoming(...asked),
    next: (...asked) => current.next(...asked),
    named: (...asked) => current.named(...asked),
    between: (...asked) => current.between(...asked),
    use(schedule) {
      current = schedule;
    },
  };
}

const december10 = { year: 2026, month: 12, day: 10 };

test('skipped after it was planned: not posted, and the receipt gives the reason', async () => {
  const slack = new RecordingAdapter('slack');
  const schedule = changing(createSchedule(community(meeting())));
  slack.next({ outcome: 'not-delivered', reason: '503' });
  const bot = await desks.open({ now: due, adapters: [slack], schedule });
  schedule.use(createSchedule(community(meeting({}, { except: [{ date: december10, why: 'the host is ill' }] }))));
  await bot.at('2026-12-10T18:46:00Z');
  expect(slack.attempts).toHaveLength(1);
  expect(await bot.receipts()).toMatchObject([{ state: 'skipped', why: 'the meeting is skipped: the host is ill' }]);
});

/** Two rooms and a platform that is paced, so that one claim waits for its turn while the file changes. */
test.each([
  ['skipped', { except: [{ date: december10, why: 'the host is ill' }] }, 'skipped'],
  ['moved', { moved: [{ from: december10, to: { ...december10, day: 11, hour: 9, minute: 0 } }] }, 'planned'],
] as const)(
  '%s while a claim waits for its turn: nothing of the old time is posted [fault 60]',
  async (_how, change, state) => {
    const slack = new RecordingAdapter('slack');
    const schedule = changing(createSchedule(community(meeting())));
    const edited = createSchedule(community(meeting({}, change)));
    const ledger = (real: Ledger): Ledger => ({
      ...real,
      async claimDue(request) {
        const claims = await real.claimDue(request);
        if (claims.length > 0) schedule.use(edited);
        return claims.map((claim) => ({ ...claim, waitMs: 500 }));
      },
    });
    const bot = await desks.open({ now: due, adapters: [slack], schedule, ledger });
    expect(bot.pause.waited).toContain(500);
    expect(slack.attempts).toHaveLength(0);
    expect(await bot.receipts()).toMatchObject([{ key, state }]);
    await bot.at('2026-12-11T16:45:00Z');
    expect(slack.shown).toHaveLength(state === 'planned' ? 1 : 0);
  },
);

test('cancelled a second before it is sent, with its lease just renewed: no ghost is posted [fault 61]', async () => {
  const slack = new RecordingAdapter('slack');
  const schedule = changing(createSchedule(community(meeting())));
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    async renew(...asked) {
      const renewed = await real.renew(...asked);
      schedule.use(createSchedule(community(meeting({}, { except: [{ date: december10, why: 'cancelled' }] }))));
      return renewed;
    },
  });
  const bot = await desks.open({ now: due, adapters: [slack], schedule, ledger });
  expect(slack.attempts).toHaveLength(0);
  expect(await bot.receipts()).toMatchObject([{ state: 'skipped', why: 'the meeting is skipped: cancelled' }]);
});

test('a meeting that starts while its reminder waits for its turn is not posted any more', async () => {
  const slack = new RecordingAdapter('slack');
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    claimDue: async (request) => (await real.claimDue(request)).map((claim) => ({ ...claim, waitMs: 1000 })),
  });
  const bot = await desks.open({ now: '2026-12-10T18:44:00Z', adapters: [slack], ledger });
  bot.pause.passing = (ms) => bot.clock.advance(ms / 1000);
  await bot.at('2026-12-10T18:59:59Z');
  expect(slack.attempts).toHaveLength(0);
  expect(await bot.receipts()).toMatchObject([{ state: 'skipped', why: 'not posted before the meeting started' }]);
});

test('moved to a later day after it was planned: posted once, at the new time, under its first name', async () => {
  const slack = new RecordingAdapter('slack');
  const schedule = changing(createSchedule(community(meeting())));
  slack.next({ outcome: 'not-delivered', reason: '503' });
  const bot = await desks.open({ now: due, adapters: [slack], schedule });
  const to = { ...december10, day: 11, hour: 9, minute: 0 };
  schedule.use(createSchedule(community(meeting({}, { moved: [{ from: december10, to }] }))));
  await bot.at('2026-12-10T18:46:00Z');
  await bot.at('2026-12-11T16:44:00Z');
  expect(slack.shown).toHaveLength(0);
  await bot.at('2026-12-11T16:45:00Z');
  await bot.at('2026-12-11T16:46:00Z');
  expect(slack.shown.map((post) => post.key)).toStrictEqual([key]);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due: '2026-12-11T16:45:00Z', lateBySeconds: 0 }]);
});

test('moved to a later hour after an uncertain try: at the new hour it is asked once more, and what landed late is found', async () => {
  const slack = new RecordingAdapter('slack');
  const schedule = changing(createSchedule(community(meeting())));
  slack.next({ outcome: 'unknown', reason: 'connection reset' });
  const bot = await desks.open({ now: due, adapters: [slack], schedule });
  const to = { ...december10, hour: 14, minute: 0 };
  schedule.use(createSchedule(community(meeting({}, { moved: [{ from: december10, to }] }))));
  await bot.at('2026-12-10T18:45:11Z');
  expect(slack.asked).toStrictEqual([key]);
  expect(await bot.receipts()).toMatchObject([{ state: 'planned', due: '2026-12-10T21:45:00Z' }]);
  const [late] = slack.attempts;
  if (late !== undefined) slack.show(late);
  await bot.at('2026-12-10T21:45:00Z');
  expect(slack.attempts).toHaveLength(1);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due: '2026-12-10T21:45:00Z', found: true }]);
});

test.each([
  ['the community file no longer has this meeting', community()],
  ['the community file no longer asks for this reminder', community(meeting({ remind: [] }))],
  [
    'the schedule no longer has this meeting on that date',
    community(meeting({}, { starting: { year: 2027, month: 1, day: 14 } })),
  ],
])('a file edited while a reminder waits: %s', async (why, edited) => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'not-delivered', reason: '503' });
  const file = desks.freshFile();
  await (await desks.open({ now: due, adapters: [slack], file })).close();
  const bot = await desks.open({ now: '2026-12-10T18:46:00Z', adapters: [slack], file, community: edited });
  expect(await bot.receipts()).toMatchObject([{ state: 'skipped', why }]);
});

test('a room taken off a platform while its reminder waits', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'not-delivered', reason: '503' });
  const file = desks.freshFile();
  await (await desks.open({ now: due, adapters: [slack], file })).close();
  const surfaces = [{ ...surface(slack), channelOf: () => undefined }];
  const bot = await desks.open({ now: '2026-12-10T18:46:00Z', adapters: [], surfaces, file });
  expect(await bot.receipts()).toMatchObject([{ state: 'skipped', why: 'the room general has no channel on slack' }]);
});

const unheardOf = [
  ['meeting', 'the community file no longer has this meeting', community()],
  ['reminder', 'the community file no longer asks for this reminder', community(meeting({ remind: [] }))],
  [
    'date',
    'the schedule no longer has this meeting on that date',
    community(meeting({}, { slots: [{ hour: 9, minute: 0 }] })),
  ],
] as const;

test.each(unheardOf)(
  'a %s that only the newer file has is left to the process with that file, for seconds',
  async (_what, _why, old) => {
    const slack = new RecordingAdapter('slack');
    const older = await desks.open({ now: '2026-12-10T18:44:00Z', adapters: [slack], community: old, shared: true });
    const setup = { now: '', adapters: [slack], beside: older, shared: true } as const;
    let busy = true;
    const ledger = (real: Ledger): Ledger => ({
      ...real,
      claimDue: async (asked) => (busy ? [] : real.claimDue(asked)),
    });
    const newer = await desks.open({ ...setup, ledger });
    newer.clock.advance(60);
    await newer.ticker.tick();
    await older.ticker.tick();
    expect((await older.receipts()).map(({ state }) => state)).toStrictEqual(['planned']);
    busy = false;
    newer.clock.advance(4);
    await newer.ticker.tick();
    expect(slack.shown).toHaveLength(0);
    newer.clock.advance(1);
    await newer.ticker.tick();
    expect(slack.shown).toHaveLength(1);
    expect(slack.asked).toStrictEqual([]);
  },
);

test.each(unheardOf)(
  'a %s that no file has any more is closed when the meeting starts, and alone on its database at once',
  async (_what, why, old) => {
    const file = desks.freshFile();
    const slack = new RecordingAdapter('slack');
    slack.next({ outcome: 'not-delivered', reason: '503' });
    await (await desks.open({ now: '2026-12-10T18:45:00Z', adapters: [slack], file })).close();
    const copy = desks.freshFile();
    copyFileSync(file, copy);
    const settled = async (bot: Desk) => (await bot.receipts()).map((row) => [row.state, row.why]);
    const alone = await desks.open({ now: '2026-12-10T18:46:00Z', adapters: [slack], community: old, file });
    expect(await settled(alone)).toStrictEqual([['skipped', why]]);
    const shared = await desks.open({
      now: '2026-12-10T18:46:00Z',
      adapters: [slack],
      community: old,
      file: copy,
      shared: true,
    });
    for (let seconds = 0; seconds < 13 * 60 + 59; seconds += 1) {
      shared.clock.advance(1);
      await shared.ticker.tick();
    }
    expect(await settled(shared)).toStrictEqual([['planned', why]]);
    const claims = (await shared.store.receipts({ limit: 1 }))[0]?.generation ?? 0;
    // Every 5 s for five minutes, then every minute.
    expect(claims).toBeLessThan(75);
    await shared.at('2026-12-10T19:00:00Z');
    expect(await settled(shared)).toStrictEqual([['skipped', why]]);
    expect(slack.shown).toHaveLength(0);
  },
);

test('a platform that is not connected keeps its reminders until it is', async () => {
  const [slack, discord] = [new RecordingAdapter('slack'), new RecordingAdapter('discord')];
  slack.next({ outcome: 'not-delivered', reason: '503' });
  const file = desks.freshFile();
  await (await desks.open({ now: due, adapters: [slack], file })).close();
  await (await desks.open({ now: '2026-12-10T18:46:00Z', adapters: [discord], file })).close();
  expect(discord.attempts).toHaveLength(0);
  await desks.open({ now: '2026-12-10T18:47:00Z', adapters: [slack], file });
  expect(slack.shown).toHaveLength(1);
});

/** The sample meeting with 24 December moved to 17 December at `hour`:30 in Los Angeles, 8 hours behind UTC. */
function movedEarlier(hour: number) {
  const to = { year: 2026, month: 12, day: 17, hour, minute: 30 };
  return community(meeting({}, { moved: [{ from: { ...december10, day: 24 }, to }] }));
}
const movedKey = 'remind/community/2026-12-24T11:00/15/general/slack';

test('moved to an earlier time with the bot stopped, its reminder already past: it comes late, once', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  await (await desks.open({ now: '2026-12-17T17:20:00Z', adapters: [slack], file })).close();
  const edited = movedEarlier(9);
  const bot = await desks.open({ now: '2026-12-17T17:22:00Z', adapters: [slack], file, community: edited });
  expect(await bot.receipts()).toStrictEqual([
    { key: movedKey, state: 'posted', due: '2026-12-17T17:15:00Z', lateBySeconds: 420 },
  ]);
  await bot.close();
  await desks.open({ now: '2026-12-17T17:23:00Z', adapters: [slack], file, community: edited });
  expect(slack.shown.map((post) => post.key)).toStrictEqual([movedKey]);
});

test('moved to an earlier time with the bot stopped, and started before it is back: the receipt says why', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  await (await desks.open({ now: '2026-12-17T17:20:00Z', adapters: [slack], file })).close();
  const bot = await desks.open({ now: '2026-12-17T17:30:00Z', adapters: [slack], file, community: movedEarlier(9) });
  const why = 'the meeting was moved to an earlier time, and had started when Frontdesk came to know it';
  expect(slack.attempts).toHaveLength(0);
  expect(await bot.receipts()).toStrictEqual([{ key: movedKey, state: 'skipped', due: '2026-12-17T17:15:00Z', why }]);
});

test('the first start ever posts nothing old of a moved meeting, nor does the second', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  const edited = movedEarlier(9);
  await (await desks.open({ now: '2026-12-17T17:20:00Z', adapters: [slack], file, community: edited })).close();
  const bot = await desks.open({ now: '2026-12-17T17:22:00Z', adapters: [slack], file, community: edited });
  const why = 'it was due before Frontdesk came to this platform';
  expect(slack.attempts).toHaveLength(0);
  expect(await bot.receipts()).toStrictEqual([{ key: movedKey, state: 'skipped', due: '2026-12-17T17:15:00Z', why }]);
});

test('moved to a later day while its reminder waits, then back to an earlier hour: it comes at that hour', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  const movedTo = (day: number, hour: number) =>
    community(meeting({}, { moved: [{ from: december10, to: { ...december10, day, hour, minute: 0 } }] }));
  slack.next({ outcome: 'not-delivered', reason: '503' });
  await (await desks.open({ now: due, adapters: [slack], file })).close();
  const later = await desks.open({ now: '2026-12-10T18:46:00Z', adapters: [slack], file, community: movedTo(11, 9) });
  expect(await later.receipts()).toMatchObject([{ key, state: 'planned', due: '2026-12-11T16:45:00Z' }]);
  await later.close();
  const back = await desks.open({ now: '2026-12-10T18:50:00Z', adapters: [slack], file, community: movedTo(10, 14) });
  await back.at('2026-12-10T21:45:00Z');
  expect(await back.receipts()).toStrictEqual([
    { key, state: 'posted', due: '2026-12-10T21:45:00Z', lateBySeconds: 0 },
  ]);
});
