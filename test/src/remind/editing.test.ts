import { afterAll, afterEach, expect, test } from 'vitest';
import type { EditOutcome } from '../../../src/adapter.js';
import { createPacing } from '../../../src/remind/pacing.js';
import type { Ledger } from '../../../src/store/ledger.js';
import { type EditStep, RecordingAdapter } from '../../support/recording-adapter.js';
import { community, type Desk, Desks, eventually, ManualPause, meeting } from './sample.js';

const desks = new Desks();
afterEach(() => desks.closeAll());
afterAll(() => desks.remove());

const key = 'remind/community/2026-12-10T11:00/15/general/slack';
const due = '2026-12-10T18:45:00Z';
const skip = { kind: 'skip', why: 'the host is ill' } as const;
const note = { kind: 'note', note: 'bring your questions' } as const;

/** How many messages carry a line through their time. */
function struck(slack: RecordingAdapter): number {
  return slack.shown.filter(
    ({ key: name, reply }) => name.startsWith('remind/') && JSON.stringify(reply).includes('struck'),
  ).length;
}

/** A desk whose one reminder is posted, and whose next edits end so. */
async function posted(...outcomes: readonly EditStep[]): Promise<[Desk, RecordingAdapter]> {
  const slack = new RecordingAdapter('slack');
  const bot = await desks.open({ now: due, adapters: [slack], inChat: true });
  slack.nextEdit(...outcomes);
  return [bot, slack];
}

async function later(bot: Desk, seconds: number): Promise<void> {
  bot.clock.advance(seconds);
  await bot.ticker.tick();
}

test('an edit that does not get through is tried again after 2, 4, 8 and 16 s, and at most every minute', async () => {
  const down: EditOutcome = { outcome: 'not-delivered', reason: '503' };
  const [bot, slack] = await posted(...Array.from({ length: 8 }, () => down));
  await bot.change(note);
  await bot.ticker.tick();
  const waits: number[] = [];
  for (let second = 0, last = 0; slack.edits.length < 9; second += 1) {
    await later(bot, 1);
    if (slack.edits.length > waits.length + 1) {
      waits.push(second + 1 - last);
      last = second + 1;
    }
  }
  expect(waits).toStrictEqual([2, 4, 8, 16, 32, 60, 60, 60]);
  expect(JSON.stringify(slack.shown[0]?.reply)).toContain('Note: bring your questions');
});

test('an edit whose answer is lost is made again, and then left alone', async () => {
  const [bot, slack] = await posted('lost');
  await bot.change(skip);
  await bot.ticker.tick();
  await later(bot, 2);
  // The lost one may land late: once more after that.
  await later(bot, 12);
  await later(bot, 60);
  await later(bot, 60);
  expect(slack.edits).toHaveLength(3);
  expect(struck(slack)).toBe(1);
});

test.each([
  [{ outcome: 'retry-after', seconds: 7 }, 7],
  [{ outcome: 'retry-after', seconds: 0 }, 15],
] as const)('a platform that asks to wait is waited for: %j', async (asked, seconds) => {
  const [bot, slack] = await posted(asked);
  await bot.change(skip);
  await bot.ticker.tick();
  await later(bot, seconds - 1);
  expect(slack.edits).toHaveLength(1);
  await later(bot, 1);
  expect(slack.edits).toHaveLength(2);
  expect(struck(slack)).toBe(1);
});

test('a platform that asks to wait everywhere is asked nothing meanwhile, for any room', async () => {
  const slack = new RecordingAdapter('slack');
  const rooms = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
  const file = community(meeting({ remind: [{ beforeMinutes: 15, rooms }] }));
  const watch = { ms: 0 };
  const bot = await desks.open({
    now: due,
    adapters: [slack],
    community: file,
    inChat: true,
    monotonicMs: () => watch.ms,
  });
  slack.nextEdit({ outcome: 'retry-after', seconds: 20, everywhere: true });
  await bot.change(note);
  await bot.ticker.tick();
  // Those that were taken together with the first one had gone out already.
  expect(slack.edits).toHaveLength(4);
  watch.ms += 20_000;
  await later(bot, 20);
  expect(slack.edits).toHaveLength(8);
});

test.each([
  { outcome: 'gone', reason: 'the message was deleted' },
  { outcome: 'forbidden', reason: 'the bot was taken out of the channel' },
  { outcome: 'refused', reason: 'the message is too long' },
] as const)(
  'a message that can no longer be edited is left as it is, and the log says so once: %j',
  async (outcome) => {
    const [bot, slack] = await posted(outcome);
    await bot.change(skip);
    await bot.ticker.tick();
    await later(bot, 60);
    await later(bot, 60);
    expect(slack.edits).toHaveLength(1);
    const said = bot.log.lines.filter(({ message }) => message.includes('can no longer be brought up to date'));
    expect(said.map(({ fields }) => fields)).toStrictEqual([{ key, reason: outcome.reason }]);
  },
);

test('a reminder that nobody reads any more, a day after its meeting, is not edited', async () => {
  const [bot, slack] = await posted({ outcome: 'revoked', reason: 'the token is refused' });
  await bot.change(skip);
  await bot.ticker.tick();
  await bot.at('2026-12-11T20:00:00Z');
  await bot.at('2026-12-11T20:10:00Z');
  expect(slack.edits).toHaveLength(1);
});

test('a message that shows already what the schedule says is not edited', async () => {
  const [bot, slack] = await posted();
  await bot.change(skip);
  await bot.change({ kind: 'undo' });
  await bot.ticker.tick();
  expect(slack.edits).toStrictEqual([]);
});

test('killed after the edit and before it was written down: made again, which changes nothing', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  let release: () => void = () => undefined;
  const never = new Promise<void>((resolve) => {
    release = resolve;
  });
  const ledger = (real: Ledger): Ledger => ({ ...real, edited: () => never });
  const bot = await desks.open({ now: due, adapters: [slack], file, ledger, inChat: true });
  await bot.change(skip);
  void bot.ticker.tick();
  await eventually(() => slack.edits.length === 1 && slack.shown.length === 2);
  await bot.die();
  const back = await desks.open({ now: '2026-12-10T18:45:20Z', adapters: [slack], file, inChat: true });
  await back.changing.catchUp();
  await back.ticker.tick();
  expect(slack.edits).toHaveLength(2);
  expect(slack.edits[1]).toStrictEqual(slack.edits[0]);
  expect(slack.attempts).toHaveLength(2);
  release();
});

test('a ledger that fails while an edit is written down: it is made again a minute later', async () => {
  const slack = new RecordingAdapter('slack');
  let failures = 1;
  const ledger = (real: Ledger): Ledger => ({
    ...real,
    edited: (...asked) => (failures-- > 0 ? Promise.reject(new Error('no connection')) : real.edited(...asked)),
  });
  const bot = await desks.open({ now: due, adapters: [slack], ledger, inChat: true });
  await bot.change(skip);
  await bot.ticker.tick();
  await later(bot, 61);
  await later(bot, 61);
  // Nobody knows what a process that is gone had on its way: it is looked at once more, and then left alone.
  await later(bot, 12);
  await later(bot, 12);
  await later(bot, 61);
  expect(slack.edits).toHaveLength(4);
});

test('a process that ends right after its edit was shown: taken back, the message shows the date again [change]', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  const dies = (real: Ledger): Ledger => ({ ...real, edited: () => Promise.reject(new Error('the process is gone')) });
  const bot = await desks.open({ now: due, adapters: [slack], file, ledger: dies, inChat: true });
  await bot.change(skip);
  await bot.ticker.tick();
  expect(struck(slack)).toBe(1);
  await bot.die();
  const back = await desks.open({ now: '2026-12-10T18:46:00Z', adapters: [slack], file, inChat: true });
  await back.change({ kind: 'undo' });
  await back.ticker.tick();
  await later(back, 61);
  expect(struck(slack)).toBe(0);
});

test('a meeting that the file no longer has keeps its posts as they are', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  const bot = await desks.open({ now: due, adapters: [slack], file, inChat: true });
  slack.nextEdit({ outcome: 'not-delivered', reason: '503' });
  await bot.change(skip);
  await bot.ticker.tick();
  await bot.close();
  const back = await desks.open({
    now: '2026-12-10T18:46:00Z',
    adapters: [slack],
    file,
    community: community(),
    inChat: true,
  });
  await later(back, 60);
  expect(slack.edits).toHaveLength(1);
});

test('messages of one room are edited no faster than it takes posts, and those of several side by side', async () => {
  const slack = new RecordingAdapter('slack');
  const file = desks.freshFile();
  const rules = [60, 30, 15].map((beforeMinutes) => ({ beforeMinutes, rooms: ['general', 'random'] }));
  const pausing = new ManualPause();
  const often = community(meeting({ remind: rules }));
  const first = await desks.open({ now: '2026-12-10T17:59:00Z', adapters: [slack], community: often, file });
  for (const time of ['2026-12-10T18:00:00Z', '2026-12-10T18:30:00Z', due]) await first.at(time);
  await first.close();
  expect(slack.shown).toHaveLength(6);
  slack.pace = { gapMs: 50, roomGapMs: 1000 };
  const setup = {
    adapters: [slack],
    community: often,
    file,
    inChat: true,
    pause: pausing,
    monotonicMs: () => 0,
  } as const;
  const bot = await desks.open({ ...setup, now: '2026-12-10T18:46:00Z' });
  pausing.waited.length = 0;
  await bot.change(note);
  await bot.ticker.tick();
  expect(slack.edits).toHaveLength(6);
  expect(pausing.waited).toStrictEqual([50, 1000, 1050, 2000, 2050]);
});

test('turns come a gap apart on the platform and a room gap apart in a channel, and none is kept for whoever stood still', () => {
  const clock = { ms: 1_000 };
  const pacing = createPacing({ gapMs: 50, roomGapMs: 1000 }, () => clock.ms);
  expect([pacing.take('a'), pacing.take('b'), pacing.take('c')]).toStrictEqual([0, 50, 100]);
  expect(pacing.take('a')).toBe(1000);
  clock.ms += 60_000;
  expect([pacing.take('a'), pacing.take('a')]).toStrictEqual([0, 1000]);
  expect(pacing.restsMs()).toBe(0);
  pacing.rest(5_000);
  clock.ms += 2_000;
  expect(pacing.restsMs()).toBe(3_000);
});

test('stopped while an edit waits for its turn: it is given back, and made after the next start', async () => {
  const slack = new RecordingAdapter('slack');
  const pausing = new ManualPause();
  const file = desks.freshFile();
  const two = community(meeting({ remind: [{ beforeMinutes: 15, rooms: ['general', 'random'] }] }));
  const setup = { adapters: [slack], community: two, file, inChat: true } as const;
  await (await desks.open({ ...setup, now: due })).close();
  expect(slack.shown).toHaveLength(2);
  slack.pace = { gapMs: 400, roomGapMs: 0 };
  const bot = await desks.open({ ...setup, now: due, pause: pausing, monotonicMs: () => 0 });
  pausing.hold = (ms) => ms === 400;
  await bot.change(note);
  const tick = bot.ticker.tick();
  await eventually(() => slack.edits.length === 1 && pausing.waited.includes(400));
  await bot.close();
  bot.within.expire(50_000);
  await tick;
  expect(slack.edits).toHaveLength(1);
  slack.pace = { gapMs: 0, roomGapMs: 0 };
  const back = await desks.open({ ...setup, now: '2026-12-10T18:46:00Z' });
  await back.ticker.tick();
  expect(slack.edits).toHaveLength(2);
  expect(slack.shown.every(({ reply }) => JSON.stringify(reply).includes('Note: '))).toBe(true);
});
