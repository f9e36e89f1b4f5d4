import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Claim, NewReminder } from '../../src/store/ledger.js';
import { openStore, type Store } from '../../src/store/store.js';
import { FixedClock } from '../../src/time/clock.js';
import { at } from '../support/fixed-receipts.js';
import { runFrontdesk } from '../support/run-frontdesk.js';

const now = at('2026-12-10T18:45:02Z');

function row(meeting: string, room: string, parts: Partial<NewReminder> = {}): NewReminder {
  return {
    key: `${meeting}/2026-12-10T11:00/15/${room}/slack`,
    meeting,
    original: '2026-12-10T11:00',
    beforeMinutes: 15,
    room,
    platform: 'slack',
    dueAt: at('2026-12-10T18:45:00Z'),
    startsAt: at('2026-12-10T19:00:00Z'),
    ...parts,
  };
}

let folder = '';
let database = '';
/** Stays open for all of the tests, as that of a front desk that runs. */
let store: Store;

async function claimOf(room: string): Promise<Claim> {
  const pace = { gapMs: 0, roomGapMs: 0 };
  const claims = await store.claimDue({ platform: 'slack', limit: 8, leaseSeconds: 60, pace });
  const claim = claims.find((each) => each.room === room);
  if (claim === undefined) throw new Error(`Nothing to claim in ${room}`);
  for (const other of claims.filter((each) => each !== claim)) {
    await store.release(other, { notBefore: now, unsure: false });
  }
  return claim;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-receipts-'));
  database = join(folder, 'frontdesk.db');
  store = await openStore(database, { clock: new FixedClock(now) });
  const skipped = { at: at('2026-12-09T20:00:00Z'), why: 'the desk was not running' };
  const early = { key: 'community/early', dueAt: at('2026-12-09T19:00:00Z'), beforeMinutes: 1440, skipped };
  await store.planDue([row('community', 'general'), row('community', 'general', early), row('toc', 'closed')]);
  await store.settle(await claimOf('general'), {
    state: 'posted',
    at: now,
    id: '1796928302.000100',
    link: 'https://istio.slack.com/archives/C0/p1796928302000100',
    lateBySeconds: 2,
  });
  const why = 'The bot is not in the channel. Invite it.';
  await store.trouble(await claimOf('closed'), { of: 'room', why, until: at('2026-12-10T18:55:00Z'), notices: [] });
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const run = (...args: readonly string[]) =>
  runFrontdesk(['receipts', ...args], { env: { FRONTDESK_DATABASE: database } });

test('the receipts of a database that a front desk has open, in the community’s zone', async () => {
  const { code, out, err } = await run();
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(out.split('\n').slice(0, 8)).toEqual([
    '3 receipts, the latest first. Not every room can be posted to.',
    'Times are Los Angeles time.',
    '',
    'in trouble      since                 next try              why',
    'closed (slack)  Thu 2026-12-10 10:45  Thu 2026-12-10 10:55  The bot is not in the channel. Invite it',
    '',
    'due                   before      where            meeting            what became of it',
    expect.stringMatching(/^Thu 2026-12-10 10:45 {2}/),
  ]);
  expect(out).toContain(
    'general (slack)  Community meeting  posted 2 s late  https://istio.slack.com/archives/C0/p1796928302000100\n',
  );
  expect(out).toContain('15 minutes  closed (slack)   toc                waits, see above\n');
  expect(out).toMatch(
    /\nWed 2026-12-09 11:00 {2}1 day {7}general \(slack\) {2}Community meeting {2}skipped: the desk was not running\n$/,
  );
});

test('by meeting, by state, a few, in another zone, as JSON', async () => {
  const states = async (...args: readonly string[]) =>
    JSON.parse((await run(...args, '--json')).out).receipts.map(({ state }: { state: string }) => state);
  expect(await states('--meeting', 'community')).toEqual(['posted', 'skipped']);
  expect(await states('--state', 'waiting')).toEqual(['planned']);
  expect(await states('--limit', '1')).toHaveLength(1);
  expect((await run('--zone', 'Asia/Tokyo')).out).toContain('Fri 2026-12-11 03:45');
});

test('a meeting by its id, its title or after the command; one that is gone from the file by its id', async () => {
  const meetings = async (...args: readonly string[]) =>
    JSON.parse((await run(...args, '--json')).out).receipts.map(({ meeting }: { meeting: string }) => meeting);
  expect(await meetings('community')).toEqual(['community', 'community']);
  expect(await meetings('Community', 'meeting')).toEqual(['community', 'community']);
  expect(await meetings('--meeting', 'community MEETING')).toEqual(['community', 'community']);
  expect(await meetings('TOC')).toEqual(['toc']);
  expect(await meetings('toc', '--file', join(folder, 'none.yaml'))).toEqual(['toc']);
  expect((await run('networking')).out).toMatch(/^There is no such receipt\. /);
});

test('where there are more than are shown it says so', async () => {
  expect((await run('--limit', '2')).out).toMatch(/^The latest 2 of more; --limit shows up to 1,000\. /);
  expect((await run('--limit', '3')).out).toMatch(/^3 receipts, the latest first\. /);
});

test('a broken community file hides no receipt: meetings go by their ids, in UTC', async () => {
  const { code, out } = await run('--file', join(folder, 'none.yaml'));
  expect(code).toBe(0);
  expect(out).toContain('Times are UTC time.');
  expect(out).toContain('general (slack)  community  posted 2 s late');
});

test('in the terminal /receipts reads the same database', async () => {
  const env = { FRONTDESK_DATABASE: database };
  const { code, out } = await runFrontdesk(['ask', '/receipts community', '--zone', 'Europe/Berlin'], { env });
  expect(code).toBe(0);
  expect(out.replace(/\s+/g, ' ')).toContain(
    'Thursday 10 December 2026, 19:45 in Berlin · Community meeting, 15 minutes before, general on Slack · posted 2 s late',
  );
});

test('where nothing was ever written, both say so and what to do', async () => {
  const env = { FRONTDESK_DATABASE: join(folder, 'empty.db') };
  const ran = await runFrontdesk(['receipts'], { env });
  expect(ran.code).toBe(1);
  expect(ran.err).toContain('has written nothing yet. Start it once');
  const asked = await runFrontdesk(['ask', '/receipts'], { env });
  expect(asked.code).toBe(1);
  expect(asked.out.replace(/\s+/g, ' ')).toContain('I cannot read the receipts now. FRONTDESK_DATABASE names');
});

test.each([
  [['--state', 'lost'], '--state: “lost” is not known. Use posted, skipped, waiting, broken.'],
  [['--limit', '0'], '--limit: “0” does not fit. Use a whole number from 1 to 1000.'],
  [['--limit', 'all'], '--limit: “all” does not fit.'],
  [['--zone', 'PST'], 'Use America/Los_Angeles.'],
  [['--from', '2026-12-01'], '--from does not go with frontdesk receipts. See frontdesk --help.'],
  [['--now', '2026-12-01T00:00:00Z'], '--now does not go with frontdesk receipts.'],
  [['toc', '--meeting', 'toc'], 'Name one meeting: after the command, or with --meeting.'],
  [
    ['comunity'],
    "No meeting is called “comunity”, and no receipt has it as its meeting's id. Did you mean “Community meeting”?",
  ],
  [['--meeting', 'nothing'], "No meeting is called “nothing”, and no receipt has it as its meeting's id.\n"],
  [['gone', '--file', '/none.yaml'], 'The community file cannot be read, so only ids are known: see frontdesk check.'],
])('%j ends with one clear sentence', async (args, sentence) => {
  const { code, out, err } = await run(...args);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toContain(sentence);
});
