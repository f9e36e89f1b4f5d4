import { afterAll, afterEach, expect, test } from 'vitest';
import type { ReminderRule } from '../../../src/community/model.js';
import type { Ledger } from '../../../src/store/ledger.js';
import { isoOf } from '../../../src/time/zoned.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { community, type Desk, Desks, meeting, quarterBefore, wall } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/15/general/slack';
const due = '2026-12-10T18:45:00Z';
const skip = { kind: 'skip', why: 'the host is ill' } as const;
const dayBefore: ReminderRule = { beforeMinutes: 1440, rooms: ['general'] };

/** What the room shows, in order: the title of each message and what it says of the change. */
function shown(room: RecordingAdapter): readonly string[] {
  return room.shown.map(({ reply }) => {
    const texts = reply.body.flatMap((block) => (block.type === 'text' ? [block.line] : []));
    const words = texts.map((line) =>
      line.map((part) => (typeof part === 'string' ? part : `<${part.type}>`)).join(''),
    );
    return [reply.title, ...words].join(' | ');
  });
}

/** The tick that a change asked for, if it did. */
async function woken(bot: Desk): Promise<void> {
  expect(bot.ticker.wakes.at(-1)).toBeLessThanOrEqual(1);
  await bot.ticker.tick();
}

test('skipped after its reminder was posted: at once the message says so, the room gets one notice, and nothing more', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  expect(shown(slack)).toStrictEqual(['Community meeting | <moment>']);
  await bot.change(skip);
  await woken(bot);
  expect(shown(slack)).toStrictEqual([
    'Community meeting | <struck> | Skipped: the host is ill.',
    'Community meeting: skipped | <struck> | Skipped: the host is ill.',
  ]);
  await bot.at('2026-12-10T18:46:00Z');
  await bot.at('2026-12-10T18:59:00Z');
  expect(slack.attempts).toHaveLength(2);
  expect(slack.edits).toHaveLength(1);
});

test('skipped before anything was due: nothing is ever posted', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: '2026-12-10T12:00:00Z', adapters: [slack], inChat: true });
  await bot.change(skip);
  await bot.at(due);
  await bot.at('2026-12-10T19:00:00Z');
  expect(slack.attempts).toStrictEqual([]);
  expect(await bot.receipts()).toStrictEqual([]);
});

test('moved to a later day: edited, told, and reminded of again in time', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  await bot.change({ kind: 'move', to: '2026-12-11T09:00', why: 'holidays' });
  await woken(bot);
  expect(shown(slack)).toStrictEqual([
    'Community meeting | Was <struck> | Now <moment> | Moved: holidays.',
    'Community meeting: moved | Was <struck> | Now <moment> | Moved: holidays.',
  ]);
  await bot.at('2026-12-11T16:44:59Z');
  expect(slack.attempts).toHaveLength(2);
  await bot.at('2026-12-11T16:45:00Z');
  expect(slack.shown.map((post) => post.key)).toStrictEqual([
    key,
    'notice/change/community/2026-12-10T11:00/1/slack/general',
    `${key}/2`,
  ]);
  expect(await bot.receipts()).toStrictEqual([
    { key: `${key}/2`, state: 'posted', due: '2026-12-11T16:45:00Z', lateBySeconds: 0 },
    { key, state: 'posted', due, lateBySeconds: 0 },
  ]);
});

test('moved to an earlier day far ahead: its reminder comes at the new time, once', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: '2026-12-01T12:00:00Z', adapters: [slack], inChat: true });
  await bot.change({ kind: 'move', to: '2026-12-02T09:00' });
  await bot.at('2026-12-02T16:44:59Z');
  expect(slack.shown).toHaveLength(0);
  await bot.at('2026-12-02T16:45:00Z');
  await bot.at(due);
  expect(slack.shown.map((post) => post.key)).toStrictEqual([key]);
});

test('moved so soon that its reminder would have been due: the notice in its place, also after a restart', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  const bot = await desks.open({ now: '2026-12-10T12:00:00Z', adapters: [slack], file, inChat: true });
  await bot.change({ kind: 'move', to: '2026-12-10T04:10' });
  await woken(bot);
  expect(shown(slack)).toStrictEqual(['Community meeting: moved | Was <struck> | Now <moment>']);
  await bot.close();
  const back = await desks.open({ now: '2026-12-10T12:01:00Z', adapters: [slack], file, inChat: true });
  expect(shown(slack)).toHaveLength(1);
  expect(await back.receipts()).toStrictEqual([
    { key, state: 'skipped', due: '2026-12-10T11:55:00Z', why: 'the room is told of the change itself' },
  ]);
});

test('a skip that is taken back before its notice could be posted: the room sees neither, and its reminder is as it was', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  await bot.change(skip);
  await bot.change({ kind: 'undo' });
  await woken(bot);
  expect(shown(slack)).toStrictEqual(['Community meeting | <moment>']);
  expect(slack.edits).toStrictEqual([]);
});

test('skip, take back, and again: each time the room hears how it stands', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  for (const change of [skip, { kind: 'undo' }, skip] as const) {
    await bot.change(change);
    await woken(bot);
  }
  expect(shown(slack)).toStrictEqual([
    'Community meeting | <struck> | Skipped: the host is ill.',
    'Community meeting: skipped | <struck> | Skipped: the host is ill.',
    'Community meeting: on again | <struck> | Changed again since then.',
    'Community meeting: skipped | <struck> | Skipped: the host is ill.',
  ]);
});

test('a skip is taken back within the offset of a reminder that fell due meanwhile: one notice, no late reminder', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: '2026-12-10T12:00:00Z', adapters: [slack], inChat: true });
  await bot.change(skip);
  await bot.at('2026-12-10T18:50:00Z');
  await bot.change({ kind: 'undo' });
  await woken(bot);
  await bot.at('2026-12-10T18:51:00Z');
  expect(shown(slack)).toStrictEqual(['Community meeting: on again | <moment> | It takes place after all.']);
});

test('an extra meeting: reminded of in time; taken back, its reminder says so', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: '2026-12-10T20:00:00Z', adapters: [slack], inChat: true });
  await bot.change({ kind: 'add', on: '2026-12-15T09:30', why: 'release day' });
  await bot.at('2026-12-15T17:15:00Z');
  expect(shown(slack)).toStrictEqual(['Community meeting | <moment> | An extra meeting (release day).']);
  await bot.change({ kind: 'undo', on: '2026-12-15T09:30' });
  await woken(bot);
  expect(shown(slack)).toStrictEqual([
    'Community meeting | <struck> | Skipped.',
    'Community meeting: taken back | <struck> | This extra meeting is taken back.',
  ]);
});

test('a note is added to what stands, without a word to the room, and stands in what is still to come', async () => {
  const slack = new RecordingAdapter('slack');
  const often = community(meeting({ remind: [dayBefore, { ...quarterBefore, mention: 'here' }] }));
  const bot = await desks.open({ now: '2026-12-09T19:00:00Z', adapters: [slack], community: often, inChat: true });
  await bot.change({ kind: 'note', note: 'bring your questions' });
  await woken(bot);
  await bot.at(due);
  expect(shown(slack)).toStrictEqual([
    'Community meeting | <moment> | Note: bring your questions',
    'Community meeting | <moment> | Note: bring your questions',
  ]);
  expect(slack.edits).toHaveLength(1);
  expect(slack.edits.map(({ reply }) => reply.mention)).toStrictEqual([undefined]);
});

test('skipped while its reminder waits after an uncertain try that landed: it is found, edited, and the room is told', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next('lost');
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  await bot.change(skip);
  await bot.ticker.tick();
  await bot.at('2026-12-10T18:45:11Z');
  await woken(bot);
  expect(slack.asked).toStrictEqual([key]);
  expect(shown(slack)).toStrictEqual([
    'Community meeting | <struck> | Skipped: the host is ill.',
    'Community meeting: skipped | <struck> | Skipped: the host is ill.',
  ]);
  expect(await bot.receipts()).toStrictEqual([{ key, state: 'posted', due, found: true }]);
});

test('skipped while its reminder waits after an uncertain try that did not land: it is skipped once the platform says so', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'unknown', reason: 'connection reset' });
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  await bot.change(skip);
  await bot.at('2026-12-10T18:45:11Z');
  expect(slack.asked).toStrictEqual([key]);
  expect(shown(slack)).toStrictEqual(['Community meeting: skipped | <struck> | Skipped: the host is ill.']);
  expect(await bot.receipts()).toStrictEqual([
    { key, state: 'skipped', due, why: 'the meeting is skipped: the host is ill' },
  ]);
});

/** Two processes on one database, of which the second records a change in the middle of the first one's call. */
async function changedDuring(call: 'claimDue' | 'renew', change: Parameters<Desk['change']>[0]) {
  const slack = new RecordingAdapter('slack');
  let other: Desk | undefined;
  let changed = false;
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    async [call](...asked: never[]) {
      const claims =
        call === 'claimDue' ? await (real[call] as (...of: never[]) => Promise<unknown>)(...asked) : undefined;
      const isClaimed = (await real.receipts({ limit: 1 }))[0]?.state === 'claimed';
      if (other !== undefined && isClaimed && !changed) {
        changed = true;
        await other.change(change);
      }
      return claims ?? (real[call] as (...of: never[]) => Promise<unknown>)(...asked);
    },
  });
  const setup = { adapters: [slack], inChat: true, shared: true } as const;
  const bot = await desks.open({ ...setup, now: '2026-12-10T18:44:00Z', ledger });
  other = await desks.open({ ...setup, now: '', beside: bot, adapters: [] });
  await bot.at(due);
  await bot.ticker.tick();
  await bot.ticker.tick();
  return { bot, slack };
}

test.each(['claimDue', 'renew'] as const)(
  'another process skips it while it is claimed here (%s): nothing is posted but the notice',
  async (call) => {
    const { bot, slack } = await changedDuring(call, skip);
    expect(slack.attempts.map((post) => post.key.slice(0, 13))).toStrictEqual(['notice/change']);
    expect(await bot.receipts()).toMatchObject([{ key, state: 'skipped' }]);
  },
);

test.each(['claimDue', 'renew'] as const)(
  'another process moves it while it is claimed here (%s), so soon that its reminder was due: the notice alone tells',
  async (call) => {
    const { bot, slack } = await changedDuring(call, { kind: 'move', to: '2026-12-10T10:55' });
    expect(slack.attempts.map((post) => post.key.slice(0, 13))).toStrictEqual(['notice/change']);
    expect(await bot.receipts()).toMatchObject([{ state: 'skipped', why: 'the room is told of the change itself' }]);
  },
);

test('another process moves it to a later hour while it is claimed here: reminded of at that hour, once', async () => {
  const { bot, slack } = await changedDuring('renew', { kind: 'move', to: '2026-12-10T14:00' });
  await bot.at('2026-12-10T21:45:00Z');
  expect(slack.attempts.map((post) => post.key)).toStrictEqual([
    'notice/change/community/2026-12-10T11:00/1/slack/general',
    key,
  ]);
});

test('moved while its post is under way: the message is edited as soon as it stands, and it is reminded of again', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: '2026-12-10T18:44:00Z', adapters: [slack], inChat: true });
  let during: Promise<void> | undefined;
  const post = slack.post.bind(slack);
  slack.post = async (asked) => {
    if (during === undefined) {
      during = bot.change({ kind: 'move', to: '2026-12-10T14:00', why: 'holidays' }).then(() => bot.ticker.tick());
      // Long enough for that tick to have found nothing to edit.
      for (let turn = 0; turn < 500; turn += 1) await new Promise(setImmediate);
    }
    return post(asked);
  };
  await bot.at(due);
  await during;
  await woken(bot);
  expect(shown(slack)).toStrictEqual([
    'Community meeting | Was <struck> | Now <moment> | Moved: holidays.',
    'Community meeting: moved | Was <struck> | Now <moment> | Moved: holidays.',
  ]);
  await bot.at('2026-12-10T21:45:00Z');
  expect(slack.shown.map((message) => message.key).slice(2)).toStrictEqual([`${key}/2`]);
});

test('a notice whose try is uncertain, overtaken by a later change: the old word is not said any more', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  slack.next({ outcome: 'unknown', reason: 'connection reset' });
  await bot.change(skip);
  await bot.ticker.tick();
  await bot.change({ kind: 'undo' });
  await bot.ticker.tick();
  await bot.at('2026-12-10T18:45:12Z');
  await bot.at('2026-12-10T18:46:00Z');
  expect(slack.asked[0]).toBe('notice/change/community/2026-12-10T11:00/1/slack/general');
  expect(slack.attempts).toHaveLength(3);
  expect(shown(slack)).toStrictEqual([
    'Community meeting | <moment>',
    'Community meeting: on again | <moment> | It takes place after all.',
  ]);
});

test('a button that another process made is pressed here, before its change is known here: what follows is right', async () => {
  const setup = { adapters: [new RecordingAdapter('slack')], inChat: true, shared: true } as const;
  const bot = await desks.open({ ...setup, now: due });
  const other = await desks.open({ ...setup, now: '', beside: bot });
  await other.change({ kind: 'move', to: '2026-12-11T09:00' });
  expect(bot.live.revision).toBe(0);
  const by = { platform: 'slack', id: 'U1' } as const;
  await bot.changing.record({ kind: 'undo', meeting: 'community', original: wall('2026-12-10T11:00'), by, follows: 1 });
  expect(await bot.receipts()).toMatchObject([
    { key: `${key}/2`, state: 'skipped', why: 'an earlier reminder shows when the meeting is' },
    { key, state: 'posted' },
  ]);
});

test('the change of another process is taken in with the next tick, and what follows from it is done here', async () => {
  const slack = new RecordingAdapter('slack');
  const setup = { adapters: [slack], inChat: true, shared: true } as const;
  const bot = await desks.open({ ...setup, now: due });
  const other = await desks.open({ ...setup, now: '', beside: bot, adapters: [] });
  expect((await other.change(skip)).outcome).toBe('recorded');
  expect(bot.live.revision).toBe(0);
  await bot.ticker.tick();
  expect(bot.live.revision).toBe(1);
  expect(shown(slack)).toHaveLength(2);
  expect(shown(slack)[0]).toBe('Community meeting | <struck> | Skipped: the host is ill.');
});

test('two processes change the same date: the second is told that it was overtaken, and knows why from then on', async () => {
  const bot = await desks.open({ now: due, adapters: [], inChat: true, shared: true });
  const other = await desks.open({ now: '', adapters: [], beside: bot, inChat: true, shared: true });
  await bot.change(skip);
  const late = await other.change({ kind: 'move', to: '2026-12-11T09:00' });
  expect(late).toMatchObject({ outcome: 'overtaken', by: { kind: 'skip' } });
  expect(other.live.named('community', { year: 2026, month: 12, day: 10, hour: 11, minute: 0 })?.status).toBe(
    'skipped',
  );
});

test('a button that is pressed twice records once, and what follows happens once', async () => {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  const press = {
    ...skip,
    meeting: 'community',
    original: { year: 2026, month: 12, day: 10, hour: 11, minute: 0 },
    by: { platform: 'slack', id: 'U1' },
    follows: 0,
  } as const;
  const recorded = await Promise.all([bot.changing.record(press), bot.changing.record(press)]);
  expect(recorded.map(({ outcome }) => outcome).sort()).toStrictEqual(['already', 'recorded']);
  await woken(bot);
  expect(slack.attempts).toHaveLength(2);
});

test('what several others changed before is all known after one own change', async () => {
  const bot = await desks.open({ now: due, adapters: [], inChat: true, shared: true });
  const other = await desks.open({ now: '', adapters: [], beside: bot, inChat: true, shared: true });
  await other.change({ ...skip, on: '2026-12-24T11:00' });
  await other.change({ kind: 'move', on: '2027-01-07T11:00', to: '2027-01-08T11:00' });
  await bot.change(skip);
  expect(bot.changing.list().map(({ id }) => id)).toStrictEqual([1, 2, 3]);
});

test('while the store does not tell of changes, reminders go on by what is known, and the log says so seldom', async () => {
  const slack = new RecordingAdapter('slack');
  const changeLog = (real: Ledger & Parameters<NonNullable<Parameters<Desks['open']>[0]['changeLog']>>[0]) => ({
    ...real,
    changesRevision: () => Promise.reject(new Error('no connection')),
  });
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true, changeLog });
  bot.clock.advance(1);
  await bot.ticker.tick();
  expect(slack.shown).toHaveLength(1);
  const said = bot.log.lines.filter(({ message }) => message.includes('changes to the schedule could not be read'));
  expect(said).toHaveLength(1);
});

test('a reminder moved far away while it waited is found there', async () => {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'not-delivered', reason: '503' });
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  await bot.change({ kind: 'move', to: '2040-01-05T11:00' });
  await bot.at('2026-12-10T18:46:00Z');
  const [row] = await bot.store.receipts({ limit: 10 });
  expect([row?.state, row && isoOf(row.dueAt)]).toStrictEqual(['planned', '2040-01-05T18:45:00Z']);
});
