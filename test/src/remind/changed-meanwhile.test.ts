/** What is changed in chat in the middle of something, and a log of changes that goes back. */
import { afterAll, afterEach, expect, test } from 'vitest';
import type { ChangeLog } from '../../../src/store/change-log.js';
import type { Store } from '../../../src/store/store.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { type Desk, Desks, wall } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/15/general/slack';
const due = '2026-12-10T18:45:00Z';
const skip = { kind: 'skip', why: 'the host is ill' } as const;

const titles = (room: RecordingAdapter) => room.shown.map(({ reply }) => reply.title);

/** A reminder that is asked about when its meeting was skipped, and what is changed while the platform looks. */
async function changedWhileAsked(change: Parameters<Desk['change']>[0]) {
  const slack = new RecordingAdapter('slack');
  slack.next({ outcome: 'unknown', reason: 'connection reset' });
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  const copies = slack.copies.bind(slack);
  let changed = false;
  slack.copies = async (post) => {
    const found = await copies(post);
    if (!changed) {
      changed = true;
      await bot.change(change);
    }
    return found;
  };
  bot.clock.advance(11);
  await bot.change(skip);
  await bot.ticker.tick();
  await bot.at('2026-12-10T18:45:12Z');
  await bot.at('2026-12-10T18:45:30Z');
  return { slack, bot };
}

test('a skip that is taken back while the platform is asked about an earlier try: the reminder comes', async () => {
  const { slack, bot } = await changedWhileAsked({ kind: 'undo' });
  expect(titles(slack)).toStrictEqual(['Community meeting']);
  expect(await bot.receipts()).toMatchObject([{ key, state: 'posted' }]);
});

test('a skip that gets a note while the platform is asked about an earlier try: the reminder does not come', async () => {
  const { slack, bot } = await changedWhileAsked({ kind: 'note', note: 'bring questions' });
  expect(titles(slack)).toStrictEqual(['Community meeting: skipped']);
  expect(await bot.receipts()).toMatchObject([{ key, state: 'skipped' }]);
});

test('a database whose stand-in never heard of the last change: it is forgotten, and its number is given away again', async () => {
  const slack = new RecordingAdapter('slack');
  let forgets = false;
  const changeLog = (real: Store): ChangeLog => ({
    ...real,
    changesRevision: async () => (forgets ? 1 : real.changesRevision()),
    changesAfter: async (id) => (forgets ? (await real.changesAfter(id)).slice(0, 1) : real.changesAfter(id)),
  });
  const bot = await desks.open({
    now: '2026-12-10T18:44:00Z',
    adapters: [slack],
    inChat: true,
    shared: true,
    changeLog,
  });
  await bot.change({ ...skip, on: '2026-12-24T11:00' });
  await bot.change({ ...skip, on: '2027-01-07T11:00' });
  forgets = true;
  await bot.ticker.tick();
  expect(bot.live.revision).toBe(1);
  const statuses = ['2026-12-24T11:00', '2027-01-07T11:00'].map((on) => bot.live.named('community', wall(on))?.status);
  expect(statuses).toStrictEqual(['skipped', 'scheduled']);
  forgets = false;
  await bot.ticker.tick();
  expect(bot.live.named('community', wall('2027-01-07T11:00'))?.status).toBe('skipped');
});
