/** A bot that is no longer wanted: its token taken back, or the whole app uninstalled. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Post } from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import { runSlack } from '../support/slack/harness.js';
import { bot } from '../support/slack/payloads.js';

const reply: Reply = { title: 'Meeting', audience: 'asker', tone: 'plain', summary: 'Meeting.', body: [], choices: [] };
const post: Post = { key: 'key', target: { platform: 'slack', room: 'general', channel: 'C0GENERAL' }, reply };

const uninstalled =
  'The Slack app was uninstalled: install it again, set SLACK_BOT_TOKEN to its new bot token and start Frontdesk anew.';
const revoked =
  'The Slack app’s bot token was revoked: install the app again, set SLACK_BOT_TOKEN to its new bot token and start Frontdesk anew.';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open(by: 'socket' | 'http') {
  const run = await runSlack(scriptedDesk({ '/meeting': reply }), { by });
  closing.push(run.close);
  return run;
}

test.each(['token_revoked', 'account_inactive'])(
  'while Slack says %s each post says so, health too, and once it passes again all is as before [fault 40]',
  async (word) => {
    const { slack, adapter } = await open('socket');
    slack.refusesToken = word;
    for (let time = 0; time < 3; time += 1) {
      expect(await adapter.post(post)).toEqual({
        outcome: 'revoked',
        reason: `Slack no longer accepts SLACK_BOT_TOKEN (${word}): install the app again and copy its bot token.`,
      });
    }
    expect(adapter.health()).toEqual({ ready: false, detail: expect.stringContaining(`SLACK_BOT_TOKEN (${word})`) });
    slack.refusesToken = undefined;
    expect(await adapter.post(post)).toMatchObject({ outcome: 'posted' });
    expect(slack.posted('key')).toHaveLength(1);
    expect(adapter.health().ready).toBe(true);
  },
);

describe.each(['socket', 'http'] as const)('over %s', (by) => {
  test('an app that was uninstalled makes no further call, and says why [fault 41]', async () => {
    const { slack, adapter, ana, log } = await open(by);
    await ana.uninstall();
    if (by === 'socket') await slack.workspace.until('the socket to close', () => slack.sockets.connections === 0);
    const before = slack.calls.length;
    expect(await adapter.post(post)).toEqual({ outcome: 'revoked', reason: uninstalled });
    await expect(adapter.copies(post)).rejects.toThrow(uninstalled);
    await expect(adapter.remove(post.target, '1796000000.000001')).rejects.toThrow(uninstalled);
    expect(slack.calls.slice(before)).toEqual([]);
    expect(adapter.health()).toEqual({ ready: false, detail: uninstalled });
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([
      { level: 'error', message: uninstalled, fields: { event: 'app_uninstalled' } },
    ]);
    await adapter.stop();
    expect(slack.calls.slice(before)).toEqual([]);
  });

  test('an answer that is being made when the app is uninstalled is not sent [fault 41]', async () => {
    const desk = scriptedDesk({ '/meeting': reply });
    const { slack, adapter, ana, close } = await runSlack(desk, { by });
    closing.push(close);
    const release = desk.hold();
    const asked = desk.nextAsked();
    await ana.command('/meeting');
    await asked;
    await ana.uninstall();
    await slack.workspace.until('health to tell', () => {
      slack.workspace.touch();
      return !adapter.health().ready;
    });
    const before = slack.calls.length;
    release();
    await adapter.stop();
    expect(slack.calls.slice(before)).toEqual([]);
  });

  test('a bot token that an admin took back makes no further call [fault 41]', async () => {
    const { slack, adapter, ana } = await open(by);
    await ana.revokeTokens({ bot: [bot.userId] });
    await slack.workspace.until('health to tell', () => {
      slack.workspace.touch();
      return !adapter.health().ready;
    });
    const before = slack.calls.length;
    expect(await adapter.post(post)).toEqual({ outcome: 'revoked', reason: revoked });
    expect(slack.calls.slice(before)).toEqual([]);
  });

  test('tokens of other people, and apps taken out of other workspaces, change nothing', async () => {
    const { slack, adapter, ana } = await open(by);
    await ana.revokeTokens({ oauth: ['U0ANA'], bot: ['U0OTHERBOT'] });
    const elsewhere = {
      team_id: 'T0OTHER',
      type: 'event_callback',
      event_id: 'Ev0',
      event: { type: 'app_uninstalled' },
    };
    await ana.send('events_api', elsewhere);
    await ana.command('/meeting');
    await slack.workspace.until('an answer', () => slack.workspace.seenBy(ana.user, 'C0GENERAL').length === 1);
    expect(await adapter.post(post)).toMatchObject({ outcome: 'posted' });
    expect(adapter.health().ready).toBe(true);
  });
});
