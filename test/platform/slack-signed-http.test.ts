import { afterEach, expect, test } from 'vitest';
import type { Reply } from '../../src/reply/reply.js';
import { FixedClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import { asHttpBody, signed } from '../support/slack/fake-slack.js';
import { runSlack } from '../support/slack/harness.js';
import { commandPayload } from '../support/slack/payloads.js';
import { halves, slowCaller } from '../support/slow-caller.js';

const now = 1_796_000_000;
const answer: Reply = {
  title: 'Meeting',
  audience: 'asker',
  tone: 'plain',
  summary: 'Meeting.',
  body: [],
  choices: [],
};

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open() {
  const desk = scriptedDesk({ '/meeting': answer, '/meeting déjà vu + 100% ☕': answer });
  const run = await runSlack(desk, { by: 'http', clock: new FixedClock(now as Instant) });
  closing.push(run.close);
  const url = run.adapter.address() ?? '';

  /** A command as Slack would send it, with these headers in place of Slack's own. */
  async function send(headers: (body: string) => Readonly<Record<string, string>>, line = '/meeting'): Promise<number> {
    const [command = '', ...words] = line.split(' ');
    const responseUrl = `${run.slack.base}${run.slack.responseUrls.give('C0GENERAL', 'U0ANA')}`;
    const at = { user: 'U0ANA', channel: 'C0GENERAL', channelName: 'general' };
    const trigger = `trigger.${Math.random()}`;
    const { body, contentType } = asHttpBody(commandPayload(at, command, words.join(' '), { trigger, responseUrl }));
    return post(body, { 'content-type': contentType, ...headers(body) });
  }

  async function post(body: string, headers: Readonly<Record<string, string>>): Promise<number> {
    const response = await fetch(url, { method: 'POST', headers: { connection: 'close', ...headers }, body });
    await response.arrayBuffer();
    return response.status;
  }

  const answers = (count: number) =>
    run.slack.workspace.until(
      `${count} answers`,
      () => run.slack.workspace.seenBy('U0ANA', 'C0GENERAL').length === count,
    );
  return { ...run, desk, send, post, answers, url };
}

test('a signed command is acknowledged and answered', async () => {
  const { send, answers } = await open();
  expect(await send((body) => signed(body, now))).toBe(200);
  await answers(1);
});

test('a signature holds over the raw bytes, whatever characters are in them', async () => {
  const { send, answers, desk } = await open();
  expect(await send((body) => signed(body, now), '/meeting déjà vu + 100% ☕')).toBe(200);
  await answers(1);
  expect(desk.asked[0]).toMatchObject({ line: '/meeting déjà vu + 100% ☕' });
});

test.each([
  ['without a signature', () => ({})],
  ['signed with another secret', (body: string) => signed(body, now, 'another secret')],
  ['with a signature of another length', (body: string) => ({ ...signed(body, now), 'x-slack-signature': 'v0=ab' })],
  ['whose body was changed', (body: string) => signed(`${body}&x=1`, now)],
  ['older than five minutes', (body: string) => signed(body, now - 301)],
  ['dated more than five minutes ahead', (body: string) => signed(body, now + 301)],
  ['dated an hour ahead', (body: string) => signed(body, now + 3_600)],
  ['dated with no number', (body: string) => ({ ...signed(body, now), 'x-slack-request-timestamp': 'soon' })],
])('a request %s is refused before anything reads it', async (_what, headers) => {
  const { send, desk, once, answers } = await open();
  expect(await send(headers)).toBe(401);
  expect(once.keys).toEqual([]);
  await send((body) => signed(body, now));
  await answers(1);
  expect(desk.asked).toHaveLength(1);
});

test.each([now - 300, now + 300])('a request dated %i, at the edge of five minutes, is taken', async (at) => {
  const { send, answers } = await open();
  expect(await send((body) => signed(body, at))).toBe(200);
  await answers(1);
});

test('a recorded request sent again is not answered again [fault 24]', async () => {
  const { slack, post, send, answers, desk } = await open();
  const responseUrl = `${slack.base}${slack.responseUrls.give('C0GENERAL', 'U0ANA')}`;
  const at = { user: 'U0ANA', channel: 'C0GENERAL', channelName: 'general' };
  const { body, contentType } = asHttpBody(commandPayload(at, '/meeting', '', { trigger: 'recorded', responseUrl }));
  const headers = { 'content-type': contentType, ...signed(body, now) };
  expect(await post(body, headers)).toBe(200);
  expect(await post(body, headers)).toBe(200);
  await send((fresh) => signed(fresh, now));
  await answers(2);
  expect(desk.asked).toHaveLength(2);
});

test('an event that Slack sends again is answered once [fault 22]', async () => {
  const { ana, desk, slack } = await open();
  const payload = ana.directPayload('/meeting');
  for (let time = 0; time < 3; time += 1) expect((await ana.send('events_api', payload)).status).toBe(200);
  await ana.direct('/meeting');
  const direct = slack.workspace.directWith(ana.user).id;
  await slack.workspace.until('two answers', () => slack.workspace.seenBy(ana.user, direct).length === 2);
  expect(desk.asked).toHaveLength(2);
});

test('Slack’s check of the address is answered with its challenge, when it is signed', async () => {
  const { url, post } = await open();
  const body = JSON.stringify({ type: 'url_verification', challenge: 'c-1', token: 'x' });
  const headers = { 'content-type': 'application/json', connection: 'close' };
  const response = await fetch(url, { method: 'POST', headers: { ...headers, ...signed(body, now) }, body });
  expect(await response.text()).toBe('c-1');
  expect(await post(body, headers)).toBe(401);
});

test('Slack’s unsigned look at the certificate is answered, and nothing rides on it', async () => {
  const { post, desk } = await open();
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  expect(await post('token=x&ssl_check=1', form)).toBe(200);
  expect(await post('ssl_check=1&command=%2Fmeeting&user_id=U1&channel_id=C1&trigger_id=1', form)).toBe(401);
  expect(desk.asked).toEqual([]);
});

test.each([
  ['a body of 2 MB', 'x'.repeat(2_000_000), 413],
  ['a body that is no JSON', '{"type":', 400],
  ['a body that is no object', '7', 400],
  ['a delivery of another kind', '{"type":"something_new"}', 404],
])('%s is refused', async (_what, body, status) => {
  const { post } = await open();
  expect(await post(body, { 'content-type': 'application/json', ...signed(body, now) })).toBe(status);
});

test('a body in pieces, without its length told, is cut at the same bound', async () => {
  const { url } = await open();
  async function* pieces() {
    for (let piece = 0; piece < 32; piece += 1) yield new TextEncoder().encode('x'.repeat(65_536));
  }
  const init = {
    method: 'POST',
    body: pieces() as unknown as ReadableStream,
    duplex: 'half',
    headers: { connection: 'close' },
  };
  const status = await fetch(url, init as RequestInit).then(
    (response) => response.status,
    () => 'cut off',
  );
  expect([413, 'cut off']).toContain(status);
});

test('any other path or method is not found', async () => {
  const { url } = await open();
  const got = await fetch(url, { headers: { connection: 'close' } });
  const elsewhere = await fetch(url.replace('/slack/events', '/'), {
    method: 'POST',
    headers: { connection: 'close' },
  });
  expect([got.status, elsewhere.status]).toEqual([404, 404]);
});

test.each(Object.entries(halves))(
  'stopping waits for nobody who sends %s',
  async (_what, words) => {
    const { adapter, url, post } = await open();
    const caller = await slowCaller(url, words);
    expect(await post('', {})).toBe(401);
    await adapter.stop();
    await caller.cut;
  },
  5_000,
);

test('forged requests in numbers are told of once a minute', async () => {
  const { send, log } = await open();
  for (let time = 0; time < 5; time += 1) await send((body) => signed(body, now, 'forged'));
  expect(log.lines.filter(({ message }) => message.includes('is refused')).map(({ message }) => message)).toEqual([
    'A request to /slack/events is refused: its signature is wrong; check SLACK_SIGNING_SECRET',
  ]);
});
