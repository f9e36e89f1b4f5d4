import { afterEach, expect, test } from 'vitest';
import type { Community } from '../../../src/community/model.js';
import { createClockNotice } from '../../../src/remind/clock-notice.js';
import type { ConnectedPlatform } from '../../../src/remind/plan.js';
import { plainText } from '../../../src/reply/plain.js';
import { createSchedule, type Schedule } from '../../../src/schedule/schedule.js';
import type { NewNotice } from '../../../src/store/ledger.js';
import { openStore, type Store } from '../../../src/store/store.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Rule } from '../../../src/time/rule.js';
import { isoOf } from '../../../src/time/zoned.js';
import { community, instant, meeting } from './sample.js';

const weekly = (weekday: 1 | 2 | 3 | 4 | 5): Rule => ({
  freq: 'weekly',
  interval: 1,
  byDay: [{ weekday }],
  byMonthDay: [],
  byMonth: [],
  bySetPos: [],
  weekStart: 1,
});
/** Every Thursday at 11:00 in Los Angeles. */
const thursdays = { rule: weekly(4) };
const slack: ConnectedPlatform = { platform: 'slack', channelOf: (room) => `C-${room}` };
const discord: ConnectedPlatform = { platform: 'discord', channelOf: (room) => (room === 'general' ? '1' : undefined) };

const opened: Store[] = [];
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close();
});

/** Keeps what is told, each key once, as the ledger does. */
class Told {
  readonly notices: NewNotice[] = [];
  /** The keys of each call. */
  readonly written: (readonly string[])[] = [];
  down = false;
  async tell(notices: readonly NewNotice[]): Promise<void> {
    if (this.down) throw new Error('The database does not answer.');
    this.written.push(notices.map(({ key }) => key));
    for (const notice of notices) {
      if (!this.notices.some(({ key }) => key === notice.key)) this.notices.push(notice);
    }
  }
}

interface Wanted {
  readonly now: string;
  readonly community?: Community;
  readonly surfaces?: readonly ConnectedPlatform[];
  readonly schedule?: Schedule & { readonly revision?: number };
}

function open(wanted: Wanted) {
  const { now, community: said = community(meeting({}, thursdays)), surfaces = [slack] } = wanted;
  const clock = new FixedClock(instant(now));
  const ledger = new Told();
  const schedule = wanted.schedule ?? createSchedule(said);
  const notice = createClockNotice({ community: said, schedule, ledger, surfaces, clock });
  const at = async (time: string) => {
    clock.advance(instant(time) - clock.now());
    return notice.run();
  };
  return { clock, ledger, notice, at };
}

/** When it is due, its first line of text after the title, and the line with the first date. */
const told = ({ notices }: Told) =>
  notices.map(({ dueAt, reply }) => [isoOf(dueAt), ...plainText(reply).split('\n\n').slice(1)].join(' | '));

test('a year of a weekly meeting in Los Angeles: a week before each change, at nine in the community’s zone', async () => {
  const { clock, ledger, notice } = open({ now: '2026-01-01T00:00:00Z' });
  for (let hour = 0; hour < 365 * 24; hour += 1) {
    await notice.run();
    clock.advance(3_600);
  }
  const change = (day: string, ...lines: readonly string[]) => [day, ...lines].join(' | ');
  expect(told(ledger)).toEqual([
    change(
      '2026-03-01T17:00:00Z',
      'From 8 to 29 March the Community meeting is an hour earlier for most of Europe.',
      'From 8 March to 1 November the Community meeting is an hour earlier for most of Asia, South America and Africa.',
      'The first: Community meeting, Thursday 12 March 2026, 11:00 in Los Angeles.',
    ),
    change(
      '2026-03-29T16:00:00Z',
      'From 5 April to 4 October the Community meeting is another hour earlier for southeastern Australia.',
      'From 5 April to 27 September the Community meeting is another hour earlier for New Zealand.',
      'The first: Community meeting, Thursday 9 April 2026, 11:00 in Los Angeles.',
    ),
    change(
      '2026-09-20T16:00:00Z',
      'From 27 September to 1 November the Community meeting is an hour later for New Zealand.',
      'The first: Community meeting, Thursday 1 October 2026, 11:00 in Los Angeles.',
    ),
    change(
      '2026-09-27T16:00:00Z',
      'From 4 October to 1 November the Community meeting is an hour later for southeastern Australia.',
      'The first: Community meeting, Thursday 8 October 2026, 11:00 in Los Angeles.',
    ),
    change(
      '2026-10-18T16:00:00Z',
      'From 25 October to 1 November the Community meeting is an hour earlier for most of Europe.',
      'The first: Community meeting, Thursday 29 October 2026, 11:00 in Los Angeles.',
    ),
    change(
      '2026-10-25T16:00:00Z',
      'From 1 November to 14 March 2027 the Community meeting is an hour later for most of Asia, South America and Africa.',
      'From 1 November to 14 March 2027 the Community meeting is another hour later for southeastern Australia.',
      'The first: Community meeting, Thursday 5 November 2026, 11:00 in Los Angeles.',
    ),
  ]);
});

test('a year of a weekly meeting in UTC: each region’s own summer time, told a week before', async () => {
  const utc = community(
    meeting(
      {},
      { rule: weekly(3), zone: 'UTC', starting: { year: 2026, month: 1, day: 7 }, slots: [{ hour: 16, minute: 0 }] },
    ),
  );
  const { clock, ledger, notice } = open({ now: '2026-01-01T00:00:00Z', community: { ...utc, zone: 'UTC' } });
  for (let hour = 0; hour < 365 * 24; hour += 1) {
    await notice.run();
    clock.advance(3_600);
  }
  expect(told(ledger).map((line) => line.split(' | ').slice(0, 2).join(' '))).toEqual([
    '2026-03-01T09:00:00Z From 8 March to 1 November the Community meeting is an hour later for most of North America.',
    '2026-03-22T09:00:00Z From 29 March to 25 October the Community meeting is an hour later for most of Europe.',
    '2026-03-29T09:00:00Z From 5 April to 4 October the Community meeting is an hour earlier for southeastern Australia.',
    '2026-09-20T09:00:00Z From 27 September to 4 April 2027 the Community meeting is an hour later for New Zealand.',
    '2026-09-27T09:00:00Z From 4 October to 4 April 2027 the Community meeting is an hour later for southeastern Australia.',
    '2026-10-18T09:00:00Z From 25 October to 28 March 2027 the Community meeting is an hour earlier for most of Europe.',
    '2026-10-25T09:00:00Z From 1 November to 14 March 2027 the Community meeting is an hour earlier for most of North America.',
  ]);
});

test('one message on each platform that has the room, under a key that names the day of the change', async () => {
  const { ledger, at } = open({ now: '2026-03-01T16:59:59Z', surfaces: [slack, discord] });
  await at('2026-03-01T16:59:59Z');
  expect(ledger.notices).toEqual([]);
  expect(await at('2026-03-01T17:00:00Z')).toBe(true);
  expect(ledger.notices.map(({ key }) => key)).toEqual([
    'notice/clocks/2026-03-08/slack/general',
    'notice/clocks/2026-03-08/discord/general',
  ]);
  // It helps until the first meeting after the change has begun.
  expect(ledger.notices.map(({ until }) => isoOf(until))).toEqual(['2026-03-12T18:00:00Z', '2026-03-12T18:00:00Z']);
  expect(ledger.notices.map(({ reply }) => reply.mention)).toEqual([undefined, undefined]);
  expect(await at('2026-03-01T18:00:00Z')).toBe(false);
});

const berlin = { zone: 'Europe/Berlin', slots: [{ hour: 15, minute: 0 }] };

test('all meetings and regions of a room stand in one message; those of another room in another', async () => {
  const sample = community(
    meeting({}, thursdays),
    meeting({ id: 'networking', title: 'Networking' }, { rule: weekly(1), starting: { year: 2026, month: 1, day: 5 } }),
    meeting(
      { id: 'docs', title: 'Docs call' },
      { ...berlin, rule: weekly(2), starting: { year: 2026, month: 1, day: 6 } },
    ),
    meeting({ id: 'board', title: 'Board', remind: [{ beforeMinutes: 60, rooms: ['board room'] }] }, thursdays),
    meeting({ id: 'quiet', title: 'Nobody is reminded of it', remind: [] }, thursdays),
  );
  const { ledger, at } = open({ now: '2026-03-01T17:00:00Z', community: sample });
  await at('2026-03-01T17:00:00Z');
  expect(ledger.notices.map(({ key }) => key)).toEqual([
    'notice/clocks/2026-03-08/slack/general',
    'notice/clocks/2026-03-08/slack/board%20room',
  ]);
  expect(ledger.notices.map(({ reply }) => plainText(reply).split('\n\n'))).toEqual([
    [
      'Clocks change',
      'From 8 to 29 March the Community meeting and Networking are an hour earlier for most of Europe.',
      'From 8 to 29 March the Docs call is an hour later for most of North America.',
      'From 8 March to 1 November the Community meeting and Networking are an hour earlier for most of Asia and South America.',
      'The first: Networking, Monday 9 March 2026, 11:00 in Los Angeles.',
    ],
    [
      'Clocks change',
      'From 8 to 29 March Board is an hour earlier for most of Europe.',
      'From 8 March to 1 November Board is an hour earlier for most of Asia, South America and Africa.',
      'The first: Board, Thursday 12 March 2026, 11:00 in Los Angeles.',
    ],
  ]);
  const [general] = ledger.notices;
  expect(general?.reply.summary).toBe(
    'From 8 to 29 March the Community meeting and Networking are an hour earlier for most of Europe.',
  );
  expect(general?.reply.choices).toEqual([
    { label: 'Details', invoke: { command: 'meeting', options: { name: 'networking' } } },
  ]);
});

test('of many meetings three are named', async () => {
  const titles = ['One', 'Two', 'Three', 'Four', 'Five'];
  const sample = community(...titles.map((title) => meeting({ id: title.toLowerCase(), title }, thursdays)));
  const { ledger, at } = open({ now: '2026-03-01T17:00:00Z', community: sample });
  await at('2026-03-01T17:00:00Z');
  expect(ledger.notices[0]?.reply.summary).toBe(
    'From 8 to 29 March One, Two, Three and 2 others are an hour earlier for most of Europe.',
  );
});

test('a meeting that does not take place while clocks are apart is not told of, nor one that is skipped', async () => {
  const skipped = [12, 19, 26].map((day) => ({ date: { year: 2026, month: 3, day } }));
  const sample = community(meeting({}, { ...thursdays, except: skipped }));
  const { ledger, at } = open({ now: '2026-03-01T17:00:00Z', community: sample });
  await at('2026-03-01T17:00:00Z');
  // Europe is together with Los Angeles again by 2 April; others are not.
  expect(told(ledger)).toEqual([
    [
      '2026-03-01T17:00:00Z',
      'From 8 March to 1 November the Community meeting is an hour earlier for most of Asia, South America and Africa.',
      'From 8 March to 5 April the Community meeting is an hour earlier for southeastern Australia.',
      'The first: Community meeting, Thursday 2 April 2026, 11:00 in Los Angeles.',
    ].join(' | '),
  ]);
});

test('one that is months away after the change is not told of', async () => {
  const yearly: Rule = { ...weekly(4), freq: 'yearly', byDay: [] };
  const sample = community(meeting({}, { rule: yearly, starting: { year: 2025, month: 5, day: 20 } }));
  const { ledger, at } = open({ now: '2026-02-01T00:00:00Z', community: sample });
  await at('2026-03-01T17:00:00Z');
  await at('2026-03-20T17:00:00Z');
  expect(ledger.notices).toEqual([]);
});

test('after a long absence nothing old is told; before the first meeting after the change, it still is', async () => {
  const late = open({ now: '2026-03-12T17:59:59Z' });
  await late.notice.run();
  expect(late.ledger.notices.map(({ key }) => key)).toEqual(['notice/clocks/2026-03-08/slack/general']);
  const tooLate = open({ now: '2026-03-12T18:00:00Z' });
  await tooLate.notice.run();
  expect(tooLate.ledger.notices).toEqual([]);
});

test('a meeting that is moved into the time later is told of at the next tick, a room that was told is not told again', async () => {
  const days = [
    [3, 12],
    [3, 19],
    [3, 26],
    [4, 2],
    [4, 9],
  ] as const;
  const except = days.map(([month, day]) => ({ date: { year: 2026, month, day } }));
  const board = meeting({ id: 'board', remind: [{ beforeMinutes: 60, rooms: ['board'] }] }, thursdays);
  const before = createSchedule(community(meeting({}, { ...thursdays, except }), board));
  const sample = community(meeting({}, thursdays), board);
  const after = createSchedule(sample);
  let revision = 0;
  const schedule = {
    ...before,
    get revision() {
      return revision;
    },
    upcoming: (...asked: Parameters<Schedule['upcoming']>) => (revision === 0 ? before : after).upcoming(...asked),
  };
  const { ledger, at } = open({ now: '2026-03-01T17:00:00Z', schedule, community: sample });
  await at('2026-03-01T17:00:00Z');
  expect(ledger.notices.map(({ key }) => key)).toEqual(['notice/clocks/2026-03-08/slack/board']);
  revision = 1;
  expect(await at('2026-03-01T17:01:00Z')).toBe(true);
  expect(ledger.written).toEqual([
    ['notice/clocks/2026-03-08/slack/board'],
    ['notice/clocks/2026-03-08/slack/general'],
  ]);
  expect(await at('2026-03-01T17:02:00Z')).toBe(false);
});

test('between two changes neither the schedule nor the database is asked', async () => {
  const sample = community(meeting({}, thursdays));
  const real = createSchedule(sample);
  let asked = 0;
  const schedule = {
    ...real,
    revision: 0,
    upcoming: (...args: Parameters<Schedule['upcoming']>) => {
      asked += 1;
      return real.upcoming(...args);
    },
  };
  const { clock, ledger, notice } = open({ now: '2026-03-01T17:00:00Z', community: sample, schedule });
  await notice.run();
  const once = asked;
  expect(once).toBeGreaterThan(0);
  for (let minute = 0; minute < 27 * 24 * 60; minute += 1) {
    clock.advance(60);
    await notice.run();
  }
  expect([asked, ledger.written.length]).toEqual([once, 1]);
});

test('two processes, and one that starts anew after a crash, tell it once', async () => {
  const clock = new FixedClock(instant('2026-03-01T17:00:00Z'));
  const sample = community(meeting({}, thursdays));
  const store: Store = await openStore(':memory:', { clock });
  opened.push(store);
  const setup = { community: sample, schedule: createSchedule(sample), ledger: store, surfaces: [slack], clock };
  await Promise.all([createClockNotice(setup).run(), createClockNotice(setup).run()]);
  const pace = { gapMs: 0, roomGapMs: 0 };
  const claim = () => store.claimDue({ platform: 'slack', limit: 8, leaseSeconds: 60, pace });
  const [first, ...others] = await claim();
  expect([first?.key, others]).toEqual(['notice/clocks/2026-03-08/slack/general', []]);
  if (first === undefined) throw new Error('nothing to claim');
  await store.settle(first, { state: 'posted', at: clock.now(), id: '1', lateBySeconds: 0 });
  clock.advance(3_600);
  await createClockNotice(setup).run();
  expect(await claim()).toEqual([]);
});

test('a community that does not want it is never told', async () => {
  const sample: Community = { ...community(meeting({}, thursdays)), clockChanges: 'off' };
  const { ledger, at } = open({ now: '2026-03-01T17:00:00Z', community: sample });
  expect(await at('2026-03-01T17:00:00Z')).toBe(false);
  expect(ledger.notices).toEqual([]);
});

test('a database that does not answer is asked again at the next tick', async () => {
  const { ledger, notice, at } = open({ now: '2026-03-01T17:00:00Z' });
  ledger.down = true;
  await expect(notice.run()).rejects.toThrow('does not answer');
  ledger.down = false;
  await at('2026-03-01T17:01:00Z');
  expect(ledger.notices.map(({ key }) => key)).toEqual(['notice/clocks/2026-03-08/slack/general']);
});

test('a meeting that began after the clocks changed is not told of: nobody knows another time of it', async () => {
  const startingIn = (starting: { year: number; month: number; day: number }) =>
    community(meeting({}, { ...thursdays, starting }));
  const began = open({ now: '2026-11-24T19:00:00Z', community: startingIn({ year: 2026, month: 11, day: 26 }) });
  await began.notice.run();
  expect(began.ledger.notices).toEqual([]);
  const older = open({ now: '2026-10-28T19:00:00Z', community: startingIn({ year: 2026, month: 10, day: 22 }) });
  await older.notice.run();
  expect(older.ledger.notices.length).toBeGreaterThan(0);
});
