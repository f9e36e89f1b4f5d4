import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { AdapterStartError } from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import { secrets } from '../support/slack/fake-slack.js';
import { prepareSlack, type Running, runSlack } from '../support/slack/harness.js';

const answer: Reply = {
  title: 'Meeting',
  audience: 'asker',
  tone: 'plain',
  summary: 'Meeting.',
  body: [],
  choices: [],
};
const desk = () => scriptedDesk({ '/meeting': answer });

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open(running: Running = {}) {
  const run = await runSlack(desk(), running);
  closing.push(run.close);
  return run;
}

async function prepare(running: Running = {}) {
  const prepared = await prepareSlack(running);
  closing.push(async () => {
    await prepared.adapter.stop();
    await prepared.slack.close();
  });
  return prepared;
}

async function refusal(starting: Promise<void>): Promise<string> {
  try {
    await starting;
  } catch (error) {
    if (error instanceof AdapterStartError) return error.message;
    throw error;
  }
  return 'it started';
}

test('a wrong bot token is refused with its variable and the way to a right one, never its value [fault 39]', async () => {
  const { adapter, log } = await prepare({ given: { botToken: 'xoxb-wrong-secret' } });
  const message = await refusal(adapter.start(desk()));
  expect(message).toMatch(/^Slack refuses SLACK_BOT_TOKEN \(invalid_auth\)\. Copy the bot token/);
  expect(message + JSON.stringify(log.lines)).not.toContain('wrong-secret');
  expect(adapter.health().ready).toBe(false);
});

test('a wrong app token is refused with its variable and the way to a right one, never its value [fault 39]', async () => {
  const { adapter, log } = await prepare({ given: { appToken: 'xapp-wrong-secret' } });
  const message = await refusal(adapter.start(desk()));
  expect(message).toMatch(/^Slack refuses SLACK_APP_TOKEN \(invalid_auth\)\. Make an app-level token/);
  expect(message + JSON.stringify(log.lines)).not.toContain('wrong-secret');
});

test('without app token and signing secret it says which of them to set', async () => {
  const { slack, adapter } = await prepare({ by: 'http', given: { signingSecret: undefined } as object });
  const message = await refusal(adapter.start(desk()));
  expect(message).toContain('SLACK_APP_TOKEN (for Socket Mode) or SLACK_SIGNING_SECRET (for signed HTTP)');
  expect(slack.callsOf('apps.connections.open')).toEqual([]);
});

test('a taken port names its variable', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => other.close(() => resolve())));
  const { port } = other.address() as AddressInfo;
  const { adapter } = await prepare({ by: 'http', given: { port } });
  expect(await refusal(adapter.start(desk()))).toBe(
    `Slack’s requests cannot be heard on 127.0.0.1:${port} (EADDRINUSE). Choose another SLACK_PORT.`,
  );
});

test('a scope that the app lacks is said at start', async () => {
  const { log } = await open({
    before: (slack) => {
      slack.scopes = 'commands,chat:write,app_mentions:read,im:history';
    },
  });
  expect(log.lines.filter(({ level }) => level === 'warn').map(({ message }) => message)).toEqual([
    'The Slack app lacks scopes: im:write, users:read, usergroups:read, channels:history, groups:history. Update it from the manifest and install it again.',
  ]);
});

test.each(['warning', 'refresh_requested'] as const)(
  'an announced end (%s) loses nothing: the next connection stands before the old one goes [fault 35]',
  async (why) => {
    const { slack, ana, adapter } = await open();
    slack.sockets.announceEnd(why);
    const asking = [ana.command('/meeting')];
    await slack.workspace.until('the new connection', () => slack.sockets.greeted === 2);
    asking.push(ana.command('/meeting'));
    await slack.workspace.until('the old one to close', () => slack.sockets.connections === 1);
    asking.push(ana.command('/meeting'));
    await Promise.all(asking);
    await slack.workspace.until('three answers', () => slack.workspace.seenBy(ana.user, 'C0GENERAL').length === 3);
    expect(slack.sockets.gaps).toBe(0);
    expect(adapter.health().ready).toBe(true);
  },
);

test('a cut connection is replaced, and health tells', async () => {
  const { slack, ana, adapter } = await open();
  slack.faults.add('apps.connections.open', { kind: 'status', status: 500 });
  slack.sockets.cut();
  await slack.workspace.until('the cut to show', () => slack.callsOf('apps.connections.open').length === 2);
  expect(adapter.health().detail).toMatch(/^Not connected to Slack, which is tried again; nothing was asked yet\./);
  await slack.workspace.until('a new connection', () => slack.sockets.greeted === 2);
  await ana.command('/meeting');
  await slack.workspace.until('an answer', () => slack.workspace.seenBy(ana.user, 'C0GENERAL').length === 1);
  expect(adapter.health()).toEqual({
    ready: true,
    detail: expect.stringMatching(/^Connected to Slack, last asked \d s ago\. It is frontdesk in Istio\.$/),
  });
});

test.each([
  ['an outage', { kind: 'status', status: 500 }],
  ['a cut', { kind: 'reset' }],
  ['a page in place of an answer', { kind: 'html' }],
  ['an app token that is suddenly refused', { kind: 'error', error: 'internal_error' }],
] as const)(
  '%s of apps.connections.open at start is waited out, and posts go out meanwhile [fault 38]',
  async (_what, fault) => {
    const { slack, adapter, ana } = await open({ before: (fake) => fake.faults.add('apps.connections.open', fault) });
    expect(adapter.health().ready).toBe(false);
    const target = { platform: 'slack', room: 'general', channel: 'C0GENERAL' } as const;
    expect(await adapter.post({ key: 'k', target, reply: answer })).toMatchObject({ outcome: 'posted' });
    await slack.workspace.until('a connection', () => slack.sockets.greeted === 1);
    await ana.command('/meeting');
    await slack.workspace.until('an answer', () => slack.workspace.seenBy(ana.user, 'C0GENERAL').length === 2);
    expect(adapter.health().ready).toBe(true);
  },
);

test('a Slack that cannot be reached at start is joined when it can [fault 18]', async () => {
  const { slack, adapter, ana, log } = await open({
    before: (fake) => fake.faults.add('auth.test', { kind: 'status', status: 503 }),
  });
  expect(adapter.health()).toEqual({ ready: false, detail: 'Slack cannot be reached yet; it is tried again.' });
  const target = { platform: 'slack', room: 'general', channel: 'C0GENERAL' } as const;
  expect(await adapter.post({ key: 'k', target, reply: answer })).toMatchObject({ outcome: 'not-delivered' });
  await slack.workspace.until('a connection', () => slack.sockets.greeted === 1);
  await ana.command('/meeting');
  await slack.workspace.until('an answer', () => slack.workspace.seenBy(ana.user, 'C0GENERAL').length === 1);
  expect(log.lines.at(-1)).toMatchObject({ level: 'info', message: 'Slack is connected' });
});

test('a token that Slack refuses once it is reached stops the posts until a person acts, and says why [fault 40]', async () => {
  const { slack, adapter, log } = await open({
    before: ({ faults }) =>
      faults.add('auth.test', { kind: 'status', status: 500 }, { kind: 'error', error: 'account_inactive' }),
  });
  await slack.workspace.until('the refusal', () => log.lines.some(({ level }) => level === 'error'));
  const reason = expect.stringMatching(/^Slack refuses SLACK_BOT_TOKEN \(account_inactive\)\. Copy the bot token/);
  const target = { platform: 'slack', room: 'general', channel: 'C0GENERAL' } as const;
  const post = { key: 'k', target, reply: answer };
  expect(await adapter.post(post)).toEqual({ outcome: 'revoked', reason });
  await expect(adapter.copies(post)).rejects.toMatchObject({ seconds: 300, message: reason });
  await expect(adapter.remove(target, '1')).rejects.toMatchObject({ seconds: 300, message: reason });
  expect(adapter.health()).toEqual({ ready: false, detail: reason });
  expect(slack.callsOf('auth.test')).toHaveLength(2);
});

test('a start that is refused is told by health and by every post from then on [fault 39]', async () => {
  const { adapter } = await prepare({ given: { appToken: 'xapp-wrong-secret' } });
  const message = await refusal(adapter.start(desk()));
  expect(adapter.health()).toEqual({ ready: false, detail: message });
  const target = { platform: 'slack', room: 'general', channel: 'C0GENERAL' } as const;
  expect(await adapter.post({ key: 'k', target, reply: answer })).toEqual({ outcome: 'revoked', reason: message });
  await adapter.stop();
  expect(adapter.health()).toEqual({ ready: false, detail: 'Slack is stopped.' });
});

test('an app token taken back while it runs ends neither the process nor the posts', async () => {
  const { slack, adapter, log } = await open();
  slack.faults.add('apps.connections.open', { kind: 'error', error: 'invalid_auth' });
  slack.sockets.cut();
  await slack.workspace.until('the refusal', () => slack.callsOf('apps.connections.open').length === 2);
  const target = { platform: 'slack', room: 'general', channel: 'C0GENERAL' } as const;
  expect(await adapter.post({ key: 'k', target, reply: answer })).toMatchObject({ outcome: 'posted' });
  expect(adapter.health().ready).toBe(false);
  expect(log.lines.some(({ message }) => message === 'Slack gives no connection; it is tried again')).toBe(true);
});

test('no secret reaches the log, whatever goes wrong', async () => {
  const run = await open();
  const { slack, ana, log } = run;
  slack.faults.add('response_url', { kind: 'reset' }, { kind: 'html' });
  slack.faults.add('users.info', { kind: 'html' });
  slack.faults.add('apps.connections.open', { kind: 'reset' });
  await ana.command('/meeting');
  await ana.command('/meeting');
  slack.sockets.cut();
  await slack.workspace.until('a new connection', () => slack.sockets.greeted === 2);
  await run.adapter.stop();
  const told = JSON.stringify(log.lines, (_key, value) => (value instanceof Error ? `${value.stack}` : value));
  for (const secret of [...Object.values(secrets), 'secret-of-', 'secret-ticket']) expect(told).not.toContain(secret);
  expect(log.lines.length).toBeGreaterThan(1);
});

test('stopping leaves an answer that does not come after 5 seconds, and says so', async () => {
  const scripted = desk();
  const release = scripted.hold();
  const run = await runSlack(scripted);
  closing.push(run.close);
  const asked = scripted.nextAsked();
  await run.ana.command('/meeting');
  await asked;
  await run.adapter.stop();
  expect(run.log.lines.at(-1)).toEqual({
    level: 'warn',
    message: 'Slack is stopped with work left undone',
    fields: { left: 1 },
  });
  release();
}, 9_000);

test('stopping while Slack is silent at start waits 5 seconds for it', async () => {
  const { slack, adapter } = await prepareSlack({
    before: ({ faults }) => faults.add('auth.test', { kind: 'reset' }, { kind: 'hang' }),
  });
  closing.push(() => slack.close());
  await adapter.start(desk());
  await slack.workspace.until('the second try', () => slack.callsOf('auth.test').length === 2);
  await adapter.stop();
  expect(adapter.health()).toEqual({ ready: false, detail: 'Slack is stopped.' });
}, 12_000);
