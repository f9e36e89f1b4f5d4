import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Consequences } from '../../src/store/change-log.js';
import { openStore, type Store } from '../../src/store/store.js';
import { FixedClock } from '../../src/time/clock.js';
import { runFrontdesk } from '../support/run-frontdesk.js';
import { change, instant } from '../support/sample-changes.js';

const now = instant('2026-11-24T12:00:00Z');
const nothing: Consequences = { reminders: [], edits: [], notices: [], withdrawn: [] };
let folder = '';
/** Stays open for all of the tests, as that of a front desk that runs. */
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'frontdesk-schedule-'));
  store = await openStore(join(folder, 'frontdesk.db'), { clock: new FixedClock(now) });
  for (const { id: _id, at: _at, ...made } of [
    change(1, 'skip', '2999-12-05T11:00', { why: 'no quorum' }),
    change(2, 'move', '2999-12-19T11:00', { to: '2999-12-20T10:00', why: 'holidays' }),
    change(3, 'skip', '2999-12-06T11:00'),
  ]) {
    await store.recordChange(made, () => nothing);
  }
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const run = (args: readonly string[], database = 'frontdesk.db') =>
  runFrontdesk(args, { cwd: folder, env: { FRONTDESK_DATABASE: join(folder, database) } });

test('the changes made in chat are listed beside a front desk that runs, with how the file stands to each', async () => {
  const { out, code } = await run(['schedule', '--zone', 'UTC']);
  expect(code).toBe(0);
  expect(out).toContain('3 coming dates are changed in chat.');
  expect(out).toMatch(
    /2999-12-05 11:00 +community +skipped +no quorum +Ada on Slack +Tue 2026-11-24 12:00 +does not say it yet/,
  );
  expect(out).toMatch(/2999-12-19 11:00 +community +moved to 2999-12-20 10:00 +holidays/);
  expect(out).toMatch(/2999-12-06 11:00 .+has no such date, line \d+/);
});

test('they are printed as YAML to fold back into the file', async () => {
  const { out, code } = await run(['schedule', 'export']);
  expect(code).toBe(0);
  expect(out).toContain('      - { date: 2999-12-05, why: "no quorum" }\n');
  expect(out).toContain('      - { from: 2999-12-19, to: "2999-12-20 10:00", why: "holidays" }\n');
  const listed = JSON.parse((await run(['schedule', 'export', '--json'])).out) as {
    readonly meetings: readonly { readonly id: string; readonly leftOut: readonly { readonly id: number }[] }[];
  };
  expect(listed.meetings.map(({ id, leftOut }) => [id, leftOut.map((one) => one.id)])).toEqual([['community', [3]]]);
});

test('the plan is made with them, and says so', async () => {
  const { out } = await run(['plan', '--from', '2999-12-01', '--to', '2999-12-31']);
  expect(out).toContain('Nothing was posted. With 3 dates changed in chat.\n');
  expect(out).toContain('Fri 2999-12-20 10:00 (moved)');
  expect(out).toContain('No post for Community meeting on Thu 2999-12-05 11:00: skipped, no quorum.\n');
});

test('a check of the file tells which of them it does not know', async () => {
  const { out, code } = await run(['check']);
  expect(code).toBe(0);
  expect(out).toMatch(
    /Changed in chat:\n- community of 2999-12-06 11:00: skipped in chat by Ada, but the community file has no such date \(line \d+\), so the change has no effect\. \/schedule undo takes it back\.\n$/,
  );
});

test('a question in the terminal is answered with them; a change there is refused while a front desk runs', async () => {
  const asked = await run(['ask', '/meeting community', '--now', '2999-12-01T12:00:00Z']);
  expect(asked.out).toContain('no quorum');
  const skip = '/schedule-change kind:skip meeting:community original:2998-12-20T11:00 follows:0';
  const refused = await run(['ask', skip]);
  expect(refused.code).toBe(1);
  expect(refused.out.replace(/\s+/g, ' ')).toContain('which another Frontdesk process is using.');
});

test('a single question shows a change back, and says where its button is pressed', async () => {
  const shown = await run(['ask', '/schedule skip community 2998-12-20 because no quorum']);
  expect(shown.code).toBe(0);
  expect(shown.out.replace(/\s+/g, ' ')).toContain(
    'Nothing is changed until you press the button. To press a button, run “frontdesk ask” without a question and type the same there.',
  );
});

test('in the terminal a change is recorded where no front desk runs, once', async () => {
  const lines = '/schedule skip community 2998-12-20 because no quorum\n1\n';
  for (const expected of ['is skipped', 'skipped already']) {
    const input = { input: lines, cwd: folder, env: { FRONTDESK_DATABASE: join(folder, 'alone.db') } };
    const { out } = await runFrontdesk(['ask'], input);
    expect(out.replace(/\s+/g, ' ')).toContain(expected);
  }
  const { out } = await run(['schedule', '--json'], 'alone.db');
  const { dates } = JSON.parse(out) as { readonly dates: readonly { readonly changes: readonly unknown[] }[] };
  expect(dates.map(({ changes }) => changes.length)).toEqual([1]);
});

test('without a database, plan and check go by the file alone, and schedule says that there is none', async () => {
  expect((await run(['plan'], 'none.db')).out).toMatch(/Nothing was posted\.\n/);
  expect((await run(['check'], 'none.db')).out).not.toContain('Changed in chat');
  const { code, err } = await run(['schedule'], 'none.db');
  expect(code).toBe(1);
  expect(err).toContain('where Frontdesk has written nothing yet');
});

test('a database that cannot be read is told in the plan, which goes on', async () => {
  await writeFile(
    join(folder, 'broken.db'),
    'this is no database at all, only text that is long enough to be read as one',
  );
  const { out, code } = await run(['plan'], 'broken.db');
  expect(code).toBe(0);
  expect(out).toContain('Changes made in chat are not known here. FRONTDESK_DATABASE names');
});
