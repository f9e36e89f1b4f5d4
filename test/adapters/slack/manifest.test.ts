import { readFileSync } from 'node:fs';
import type { webApi } from '@slack/bolt';
import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { scopeReasons, slackManifest } from '../../../adapters/slack/manifest.js';
import type { CommandInfo } from '../../../src/adapter.js';
import { scriptedCommands } from '../../support/scripted-desk.js';

const schema = JSON.parse(
  readFileSync(new URL('../../fixtures/slack/manifest.schema.2.0.0.json', import.meta.url), 'utf8'),
) as object;
// The published schema says "regex" where JSON Schema says "pattern": unknown keywords are let pass.
const ajv = new Ajv({ strict: false, allErrors: true });
addFormats.default(ajv);
const validate = ajv.compile(schema);

function faults(manifest: unknown): unknown {
  validate(JSON.parse(JSON.stringify(manifest)));
  return validate.errors ?? [];
}

const plain = { commands: scriptedCommands, communityName: 'Istio' };

test('the manifest for Socket Mode is what Slack’s published schema asks for', () => {
  expect(faults(slackManifest({ ...plain, socketMode: true }))).toEqual([]);
});

test('the manifest for signed HTTP names the request address everywhere', () => {
  const manifest = slackManifest({ ...plain, socketMode: false, requestUrl: 'https://desk.example.org' });
  expect(faults(manifest)).toEqual([]);
  const address = 'https://desk.example.org/slack/events';
  expect(manifest.settings.interactivity).toEqual({ is_enabled: true, request_url: address });
  expect(manifest.settings.event_subscriptions).toMatchObject({ request_url: address });
  expect(manifest.features.slash_commands.map((command) => ('url' in command ? command.url : 'none'))).toEqual([
    address,
    address,
    address,
  ]);
});

test('any community name gives a manifest that Slack takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (communityName) => {
      expect(faults(slackManifest({ ...plain, communityName, socketMode: true }))).toEqual([]);
    }),
  );
});

test('a name that Slack has room for stands in the app’s name, a longer one is left out whole', () => {
  expect(slackManifest({ ...plain, socketMode: true }).display_information.name).toBe('Istio Frontdesk');
  const long = slackManifest({ ...plain, communityName: 'The Association of Very Long Names', socketMode: true });
  expect(long.display_information.name).toBe('Frontdesk');
});

test('commands come with what they do and what they take', () => {
  expect(slackManifest({ ...plain, socketMode: true }).features.slash_commands[1]).toEqual({
    command: '/working-groups',
    description: 'Find a working group',
    usage_hint: '[query]',
    should_escape: false,
  });
});

test('where the first word decides, the hint says what it may be', () => {
  const optional = { kind: 'text', required: false, completes: false } as const;
  const planning: CommandInfo = {
    name: 'schedule',
    summary: 'Skip or move a date',
    examples: ['schedule list'],
    options: [
      {
        name: 'do',
        summary: 'What',
        kind: 'choice',
        required: true,
        values: ['skip', 'move', 'list'],
        completes: false,
      },
      { name: 'meeting', summary: 'Which', ...optional },
      { name: 'to', summary: 'When', ...optional },
      { name: 'page', summary: 'Page', kind: 'count', required: false, completes: false },
    ],
    branches: {
      option: 'do',
      of: [
        { value: 'skip', summary: 'Skip', options: ['meeting'], required: ['meeting'] },
        { value: 'move', summary: 'Move', options: ['meeting', 'to'], required: ['meeting', 'to'] },
        { value: 'list', summary: 'List', options: ['page'], required: [] },
      ],
    },
  };
  const manifest = slackManifest({ ...plain, commands: [planning], socketMode: true });
  expect(faults(manifest)).toEqual([]);
  expect(manifest.features.slash_commands[0]?.usage_hint).toBe('skip | move | list [meeting] [to]');
});

test('a command longer than Slack takes is an error, not a surprise at Slack', () => {
  const commands = [{ name: 'a'.repeat(32), summary: 'x', examples: [], options: [] }];
  expect(() => slackManifest({ commands, communityName: 'x', socketMode: true })).toThrow(
    'Slack takes no command as long as',
  );
});

test('it asks for these scopes and events, each for a reason', () => {
  const manifest = slackManifest({ ...plain, socketMode: true });
  expect(manifest.oauth_config.scopes.bot).toEqual([
    'commands',
    'chat:write',
    'app_mentions:read',
    'im:history',
    'im:write',
    'users:read',
    'usergroups:read',
    'channels:history',
    'groups:history',
  ]);
  expect(Object.values(scopeReasons).every((why) => why.length > 10)).toBe(true);
  expect(manifest.settings.event_subscriptions.bot_events).toEqual([
    'app_home_opened',
    'app_mention',
    'app_uninstalled',
    'message.channels',
    'message.groups',
    'message.im',
    'tokens_revoked',
  ]);
});

test('its scopes and events are ones that Slack’s own types know', () => {
  const typed: webApi.AppsManifestCreateArguments['manifest'] = slackManifest({ ...plain, socketMode: true });
  expect(typed.display_information.name).toBe('Istio Frontdesk');
});
