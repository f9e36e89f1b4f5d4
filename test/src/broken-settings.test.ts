import { expect, test } from 'vitest';
import { readConfig } from '../../src/config.js';

const secret = 'a-secret-that-nobody-may-read';
const slack = { SLACK_BOT_TOKEN: 'xoxb-1', SLACK_APP_TOKEN: 'xapp-1' };

test.each<[string, Readonly<Record<string, string>>, string]>([
  ['a bot token of another kind', { ...slack, SLACK_BOT_TOKEN: `xoxp-${secret}` }, 'SLACK_BOT_TOKEN'],
  ['an app token in place of the bot token', { ...slack, SLACK_BOT_TOKEN: `xapp-${secret}` }, 'SLACK_BOT_TOKEN'],
  ['a bot token in place of the app token', { ...slack, SLACK_APP_TOKEN: `xoxb-${secret}` }, 'SLACK_APP_TOKEN'],
  ['a bot token alone', { SLACK_BOT_TOKEN: `xoxb-${secret}` }, 'SLACK_BOT_TOKEN'],
  ['an app token alone', { SLACK_APP_TOKEN: `xapp-${secret}` }, 'SLACK_APP_TOKEN'],
  ['a signing secret alone', { SLACK_SIGNING_SECRET: '0123456789abcdef0123456789abcdef' }, 'SLACK_SIGNING_SECRET'],
  ['a port in words', { ...slack, SLACK_PORT: 'many' }, 'SLACK_PORT'],
  ['a Discord token of one part', { DISCORD_TOKEN: secret }, 'DISCORD_TOKEN'],
  ['a server by its name', { DISCORD_TOKEN: 'a.b.c', DISCORD_GUILD_ID: 'istio' }, 'DISCORD_GUILD_ID'],
  ['a port beyond the last', { FRONTDESK_PORT: '65536' }, 'FRONTDESK_PORT'],
  ['a port below zero', { FRONTDESK_PORT: '-1' }, 'FRONTDESK_PORT'],
  ['a port with a fraction', { FRONTDESK_PORT: '80.5' }, 'FRONTDESK_PORT'],
  ['a port as a program writes it', { FRONTDESK_PORT: '0x50' }, 'FRONTDESK_PORT'],
  ['a host that is an address', { FRONTDESK_HOST: 'http://127.0.0.1/' }, 'FRONTDESK_HOST'],
  ['a level that is not there', { FRONTDESK_LOG: 'LOUD' }, 'FRONTDESK_LOG'],
  ['a misspelt setting', { FRONTDESK_COMUNITY: 'x.yaml' }, 'FRONTDESK_COMUNITY'],
])('%s is named, and no value of a secret is repeated [fault 71]', (_why, environment, name) => {
  const read = readConfig(environment, '/srv/desk');
  const problems = read.ok ? [] : read.problems;
  expect(problems).toHaveLength(1);
  expect(problems[0]).toContain(name);
  for (const value of [secret, '0123456789abcdef']) expect(problems[0]).not.toContain(value);
});
