/** What Socket Mode survives that takes its time: real seconds, because the library's own timers are on trial. */
import { afterEach, expect, test } from 'vitest';
import type { Post } from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import { runSlack } from '../support/slack/harness.js';

const reply: Reply = { title: 'Meeting', audience: 'asker', tone: 'plain', summary: 'Meeting.', body: [], choices: [] };
const post: Post = { key: 'key', target: { platform: 'slack', room: 'general', channel: 'C0GENERAL' }, reply };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open() {
  const run = await runSlack(scriptedDesk({ '/meeting': reply }));
  closing.push(run.close);
  return run;
}

/** Waits until `look` is true, at most `seconds`; gives the seconds that it took. */
async function secondsUntil(what: string, seconds: number, look: () => boolean): Promise<number> {
  const started = performance.now();
  const took = () => (performance.now() - started) / 1000;
  while (!look()) {
    if (took() > seconds) throw new Error(`${what} did not come within ${seconds} s`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return took();
}

test('a peer that answers no pings any more is left within 35 seconds, health says so, and commands are answered again [fault 36]', async () => {
  const { slack, adapter, ana } = await open();
  slack.sockets.answersPings = false;
  slack.faults.add('apps.connections.open', { kind: 'status', status: 500 });
  const took = await secondsUntil('red health', 35, () => !adapter.health().ready);
  slack.sockets.answersPings = true;
  const again = await secondsUntil('a new connection', 35 - took, () => slack.sockets.greeted === 2);
  expect(took + again).toBeLessThan(35);
  await ana.command('/meeting');
  await slack.workspace.until('an answer', () => slack.workspace.seenBy(ana.user, 'C0GENERAL').length === 1);
  expect(adapter.health().ready).toBe(true);
}, 60_000);

test('too many connections: the next try comes 30 seconds later, not before, and posts go out meanwhile [fault 37]', async () => {
  const { slack, adapter } = await open();
  const tries = () => slack.callsOf('apps.connections.open').length;
  slack.sockets.announceEnd('too_many_websockets');
  slack.sockets.cut();
  expect(await adapter.post(post)).toMatchObject({ outcome: 'posted' });
  const first = await secondsUntil('the second try', 40, () => tries() === 2);
  expect(first).toBeGreaterThan(29);
  await slack.workspace.until('the new connection', () => slack.sockets.greeted === 2);
  slack.sockets.announceEnd('too_many_websockets');
  slack.sockets.cut();
  const second = await secondsUntil('the third try', 40, () => tries() === 3);
  expect(second).toBeGreaterThan(29);
}, 120_000);
