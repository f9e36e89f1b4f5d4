import { afterAll, afterEach, expect, test } from 'vitest';
import { createSchedule, type Schedule } from '../../../src/schedule/schedule.js';
import { RecordingAdapter } from '../../support/recording-adapter.js';
import { community, Desks, meeting, surface } from './sample.js';

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
