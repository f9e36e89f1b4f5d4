/** The shipped process with both platforms at once: real bolt, real discord.js, over real sockets. */
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type FakeDiscord, openFakeDiscord } from '../support/discord/fake-discord.js';
import { istioWithChannels } from '../support/istio-with-channels.js';
import { spawnFrontdesk } from '../support/run-frontdesk.js';
import { FakeSlack, secrets } from '../support/slack/fake-slack.js';
import { Typist } from '../support/slack/typist.js';

let slack: FakeSlack;
let discord: FakeDiscord;
let running: ChildProcess | undefined;

beforeEach(async () => {
  slack = await FakeSlack.open();
  discord = await openFakeDiscord();
});

afterEach(async () => {
  if (running?.exitCode === null) {
    const ended = new Promise((resolve) => running?.on('close', resolve));
    running.kill('SIGKILL');
    await ended;
  }
  await slack.close();
  await discord.close();
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Starts the shipped process with the tokens of both fakes, and waits until its log shows `words`. */
async function startDesk(words: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const file = istioWithChannels({ slack: 'C0GENERAL', discord: discord.general.id });
  const child = spawnFrontdesk(['start', '--file', file], {
    cwd: mkdtempSync(join(tmpdir(), 'frontdesk-')),
    env: {
      FRONTDESK_PORT: String(await freePort()),
      SLACK_BOT_TOKEN: secrets.botToken,
      SLACK_APP_TOKEN: secrets.appToken,
      SLACK_API_URL: slack.apiUrl,
      DISCORD_TOKEN: discord.token,
      DISCORD_API_URL: discord.apiUrl,
      ...env,
    },
  });
  running = child;
  let log = '';
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      log += chunk;
      if (words.every((each) => log.includes(each))) resolve();
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.on('close', (code) => reject(new Error(`ended with ${code}: ${log}`)));
  });
  return { child, log: () => log };
}

const ana = () => new Typist(slack, { kind: 'socket' });

async function answerOnDiscord(): Promise<string> {
  const ben = discord.member({ username: 'ben' });
  return (await discord.answerTo(discord.slash(ben, discord.general, 'meeting'))).text;
}

async function answerOnSlack(): Promise<string> {
  const typist = ana();
  await typist.command('/meeting');
  const message = await slack.workspace.until('an answer', () => slack.workspace.seenBy(typist.user, 'C0GENERAL')[0]);
  return message.view.title;
}

test('one process answers on both platforms, and ends with 0 within ten seconds of SIGTERM', async () => {
  const { child, log } = await startDesk(['"platform":"slack"', '"platform":"discord"', 'commands registered']);
  expect(await answerOnDiscord()).toContain('Community meeting');
  expect(await answerOnSlack()).toContain('Community meeting');
  const ended = new Promise((resolve) => child.on('close', resolve));
  child.kill('SIGTERM');
  expect(await ended).toBe(0);
  for (const secret of [secrets.botToken, secrets.appToken, discord.token]) expect(log()).not.toContain(secret);
});

test('a Slack token that is refused is named, and Discord goes on', async () => {
  slack.faults.add('auth.test', { kind: 'error', error: 'invalid_auth' });
  const { log } = await startDesk(['SLACK_BOT_TOKEN', 'commands registered']);
  expect(await answerOnDiscord()).toContain('Community meeting');
  expect(log()).not.toContain(secrets.botToken);
});

test('a Discord token that is refused is named, and Slack goes on', async () => {
  const wrong = `${discord.token.slice(0, -4)}abcd`;
  const { log } = await startDesk(['DISCORD_TOKEN', '"platform":"slack"'], { DISCORD_TOKEN: wrong });
  expect(await answerOnSlack()).toContain('Community meeting');
  expect(log()).not.toContain(wrong);
});
