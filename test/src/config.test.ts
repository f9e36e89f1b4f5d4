import { expect, test } from 'vitest';
import { envExample, readConfig, settings } from '../../src/config.js';

const read = (env: Record<string, string>) => readConfig(env, '/srv/desk');
const discordToken = 'MTIz.abc.def';

test('nothing set: the page on loopback with a database file', () => {
  expect(read({})).toEqual({
    ok: true,
    config: { database: '/srv/desk/data/frontdesk.db', host: '127.0.0.1', port: 3000, logLevel: 'info' },
  });
});

test('both platforms, each with its own', () => {
  const result = read({
    SLACK_BOT_TOKEN: 'xoxb-1',
    SLACK_APP_TOKEN: ' xapp-1 ',
    DISCORD_TOKEN: discordToken,
    DISCORD_GUILD_ID: '11223344556677889',
    FRONTDESK_DATABASE: ':memory:',
  });
  expect(result).toMatchObject({
    ok: true,
    config: {
      slack: { botToken: 'xoxb-1', appToken: 'xapp-1', port: 3001 },
      discord: { token: discordToken, guildId: '11223344556677889' },
      database: ':memory:',
    },
  });
});

test('the address for everybody else, without the slash at its end', () => {
  expect(read({ FRONTDESK_SITE: 'https://desk.example.org/' })).toMatchObject({
    ok: true,
    config: { site: 'https://desk.example.org' },
  });
  expect(read({ FRONTDESK_SITE: 'desk.example.org' })).toEqual({
    ok: false,
    problems: ['FRONTDESK_SITE must be an address that starts with https://.'],
  });
});

test('every problem at once, by the name of the variable, and never the value of a secret [fault 71]', () => {
  const result = read({
    SLACK_BOT_TOKEN: 'secret-value',
    DISCORD_TOKEN: 'another-secret',
    FRONTDESK_PORT: '99999',
    FRONTDESK_LOG: 'loud',
    SLACK_API_URL: 'ftp://x',
  });
  expect(result).toEqual({
    ok: false,
    problems: [
      'SLACK_BOT_TOKEN must start with xoxb- or xoxe.xoxb-.',
      'SLACK_API_URL must be an address that starts with https://.',
      'DISCORD_TOKEN must be the bot token: three parts joined by dots.',
      'FRONTDESK_PORT must be a port from 1 to 65535.',
      'FRONTDESK_LOG must be one of debug, info, warn, error, silent.',
      'SLACK_BOT_TOKEN needs SLACK_APP_TOKEN (Socket Mode, easiest) or SLACK_SIGNING_SECRET (signed HTTP) beside it.',
    ],
  });
});

test('a Slack setting without the bot token says which one is missing', () => {
  expect(read({ SLACK_APP_TOKEN: 'xapp-1' })).toMatchObject({
    problems: ['SLACK_APP_TOKEN is set, but SLACK_BOT_TOKEN is missing. Copy it from "OAuth & Permissions".'],
  });
});

test('an empty value counts as not set', () => {
  expect(read({ SLACK_BOT_TOKEN: '', DISCORD_TOKEN: '  ' })).toMatchObject({ ok: true });
});

test('.env.example names every setting once and sets none', () => {
  const lines = envExample().split('\n');
  for (const { name } of settings) expect(lines.filter((line) => line === `${name}=`)).toHaveLength(1);
});

test('a misspelt setting is named with the one it may mean; other tools’ variables are left alone [fault 71]', () => {
  expect(read({ FRONTDESK_DATABSE: 'x', FRONTDESK_COLOUR: 'red', SLACK_WEBHOOK_URL: 'https://x.example' })).toEqual({
    ok: false,
    problems: [
      'FRONTDESK_DATABSE is not a setting. Did you mean “FRONTDESK_DATABASE”?',
      'FRONTDESK_COLOUR is not a setting. See .env.example for all of them.',
    ],
  });
});
