import { afterEach, expect, test } from 'vitest';
import type { Reply } from '../../src/reply/reply.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import { runSlack } from '../support/slack/harness.js';

const reply: Reply = { title: 'Meeting', audience: 'asker', tone: 'plain', summary: 'Meeting.', body: [], choices: [] };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open() {
  const desk = scriptedDesk({ '/meeting': reply, home: reply });
  const run = await runSlack(desk);
  closing.push(run.close);
  run.slack.workspace.userGroups.set('S0DOCS', { id: 'S0DOCS', handle: 'docs', users: ['U0ANA', 'U0BEN'] });
  run.slack.workspace.userGroups.set('S0OPS', { id: 'S0OPS', handle: 'ops', users: ['U0BEN'] });
  run.slack.workspace.userGroups.set('S0OLD', { id: 'S0OLD', handle: 'old', users: ['U0ANA'], isDisabled: true });

  async function asked() {
    const next = desk.nextAsked();
    await run.ana.command('/meeting');
    return (await next).reader;
  }
  return { ...run, desk, asked };
}

test('a reader’s user groups are those that Slack tells, asked only when somebody wants to know', async () => {
  const { slack, asked } = await open();
  const reader = await asked();
  expect(slack.callsOf('usergroups.list')).toEqual([]);
  expect(await reader.groups?.()).toEqual(['S0DOCS']);
  expect(await (await asked()).groups?.()).toEqual(['S0DOCS']);
  expect(slack.callsOf('usergroups.list')).toEqual([{ method: 'usergroups.list', args: { include_users: 'true' } }]);
});

test('without the scope there is no right, and the reason names the scope', async () => {
  const { slack, asked } = await open();
  const reader = await asked();
  slack.scopes = 'commands,chat:write,users:read';
  await expect(reader.groups?.()).rejects.toThrow(
    'Slack does not tell its user groups: The Slack app lacks the scope usergroups:read: add it and install the app again.',
  );
});

test('who opens the home tab can be asked for too', async () => {
  const { slack, ana, desk } = await open();
  await ana.openHome();
  await slack.workspace.until('the home tab', () => desk.homes.length === 1);
  expect(await desk.homes[0]?.reader.groups?.()).toEqual(['S0DOCS']);
});
