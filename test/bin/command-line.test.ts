import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runFrontdesk } from '../support/run-frontdesk.js';

const now = ['--now', '2026-11-24T10:00:00Z'];
const berlin = ['--zone', 'Europe/Berlin'];
/** Wrapped lines joined, so that a sentence can be looked for. */
const flat = (text: string) => text.replace(/\s+/g, ' ');

test('the next community meeting, in Berlin, with the skipped one and why', async () => {
  const { code, out, err } = await runFrontdesk(['ask', 'when is the next community meeting?', ...berlin, ...now]);
  expect({ code, err }).toEqual({ code: 0, err: '' });
  expect(flat(out)).toContain('Thursday 10 December 2026, 20:00');
  expect(flat(out)).toContain('in Berlin');
  expect(flat(out)).toContain('Thursday 26 November 2026 in Los Angeles is skipped: Thanksgiving.');
  expect(out).toContain('https://zoom.us/j/986657835');
});

test('--json gives the reply document, whose instant is 19:00 in UTC', async () => {
  const { out } = await runFrontdesk(['ask', 'when is the next community meeting?', ...berlin, ...now, '--json']);
  const reply = JSON.parse(out);
  expect(reply).toMatchObject({ title: 'Community meeting', audience: 'asker', tone: 'plain' });
  expect(JSON.stringify(reply.body)).toContain(String(Date.parse('2026-12-10T19:00:00Z') / 1000));
});

test.each([
  ['who leads networking?', ['Andra Cismaru', 'Kuat Yessenov', 'Shriram Rajagopalan']],
  [
    '/working-groups security',
    ['Etai Lev-Ran', 'istio-security', 'https://plus.google.com/hangouts/_/google.com/istio-security'],
  ],
  ['where are the recordings', ['https://www.youtube.com/channel/UC-zVlo1F3mUbExQ96fABWcQ']],
  ['how do I deploy kubernetes on AWS', ['https://istio.io/help']],
])('“%s” is answered with %j', async (question, expected) => {
  const { code, out } = await runFrontdesk(['ask', question, ...now, '--zone', 'UTC']);
  expect(code).toBe(0);
  for (const words of expected) expect(flat(out)).toContain(words);
});

test.each([
  [['ask', 'hello', '--zone', 'PST'], 2, 'Use America/Los_Angeles.'],
  [['ask', 'hello', '--now', 'tomorrow'], 2, 'Write it like 2026-11-24T10:00:00Z.'],
  [['plan', '--from', '2026-13-01'], 2, 'Write it like 2026-12-01.'],
  [['plan', '--from', '2026-12-02', '--to', '2026-12-01'], 2, '--to lies before --from.'],
  [['dance'], 2, 'There is no command “dance”.'],
  [['ask', '--loud'], 2, 'There is no option “--loud”. See frontdesk --help.'],
  [['ask', 'hello', '--zone'], 2, 'The option --zone needs a value'],
  [['start', '--now', '2026-11-24T10:00:00Z'], 2, '--now goes with `frontdesk try`'],
  [['invite', 'discord'], 2, 'Set DISCORD_TOKEN, or pass --application'],
  [['manifest', 'discord'], 2, 'frontdesk manifest slack'],
  [['check', '/nowhere/community.yaml'], 1, '/nowhere/community.yaml'],
])('%j ends with %i and one clear sentence', async (args, code, sentence) => {
  const ran = await runFrontdesk(args);
  expect(ran.code).toBe(code);
  expect(ran.err).toContain(sentence);
  expect(ran.err).not.toMatch(/\n {4}at /);
});

test('the plan across the turn of the year is 14 days apart, ISO week 53 and all', async () => {
  const { code, out } = await runFrontdesk(['plan', '--from', '2026-12-01', '--to', '2027-01-31', '--json']);
  expect(code).toBe(0);
  const posts = JSON.parse(out).posts.filter((post: { meeting: string }) => post.meeting === 'community');
  expect(posts.map((post: { postAt: string }) => post.postAt)).toEqual([
    '2026-12-09T19:00:00Z',
    '2026-12-10T18:45:00Z',
    '2026-12-23T19:00:00Z',
    '2026-12-24T18:45:00Z',
    '2027-01-06T19:00:00Z',
    '2027-01-07T18:45:00Z',
    '2027-01-20T19:00:00Z',
    '2027-01-21T18:45:00Z',
  ]);
});

test('the plan says why there is no post', async () => {
  const { out } = await runFrontdesk(['plan', '--from', '2026-11-24', '--to', '2026-11-30']);
  expect(out).toContain('No post for Community meeting on Thu 2026-11-26 11:00: skipped, Thanksgiving.');
});

test('check lists every problem of a broken file with its line, and start refuses the same file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-'));
  const file = join(folder, 'community.yaml');
  writeFileSync(
    file,
    [
      'community: { name: Ants, home: https://ants.example, timezone: PST }',
      'meetings:',
      '  - id: weekly',
      '    title: Weekly',
      '    every: 2 weeks',
      '    on: thursday',
      '    at: "11:00"',
      '    timezone: America/Los_Angeles',
      'colour: red',
      '',
    ].join('\n'),
  );
  for (const args of [
    ['check', file],
    ['start', '--file', file],
  ]) {
    const { code, out, err } = await runFrontdesk(args, { cwd: folder });
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toContain('community.yaml:1:');
    expect(err).toContain('America/Los_Angeles');
    expect(err).toContain('starting');
    expect(err).toContain('community.yaml:9:1');
  }
});

test('the file that ships is in order', async () => {
  const { code, out } = await runFrontdesk(['check']);
  expect({ code, out }).toEqual({
    code: 0,
    out: 'communities/istio/community.yaml is in order: Istio, 9 meetings, 9 working groups, 17 links.\nDocuments: 5 files, 56 sections.\n',
  });
});

test('the manifest and the invitation are printed whole', async () => {
  const manifest = await runFrontdesk(['manifest', 'slack']);
  expect(JSON.parse(manifest.out).settings.socket_mode_enabled).toBe(true);
  const invite = await runFrontdesk(['invite', 'discord', '--application', '112233445566778899']);
  expect(invite.out).toMatch(/^https:\/\/discord\.com\/oauth2\/authorize\?client_id=112233445566778899&/);
});

test('wrong settings are listed at once, without their values', async () => {
  const env = { SLACK_BOT_TOKEN: 'my-secret-one', FRONTDESK_PORT: 'x' };
  const { code, err } = await runFrontdesk(['start'], { env });
  expect(code).toBe(1);
  expect(err).toContain('SLACK_BOT_TOKEN must start with xoxb-');
  expect(err).toContain('FRONTDESK_PORT must be a port');
  expect(err).not.toContain('my-secret-one');
});

test('lines that are piped in are answered one after the other', async () => {
  const { code, out } = await runFrontdesk(['ask', ...now, ...berlin], {
    input: 'when is the next meeting?\n/contribute\n',
  });
  expect(code).toBe(0);
  expect(flat(out)).toContain('Thursday 10 December 2026, 20:00');
  expect(out).toContain('Contribute to Istio');
});

test('the plan as JSON names what is skipped, for a reviewer', async () => {
  const { out } = await runFrontdesk(['plan', '--from', '2026-11-24', '--to', '2026-11-30', '--json']);
  expect(JSON.parse(out).skipped).toEqual([
    {
      meeting: 'community',
      at: '2026-11-26T19:00:00Z',
      local: '2026-11-26T11:00',
      zone: 'America/Los_Angeles',
      why: 'Thanksgiving',
    },
  ]);
});
