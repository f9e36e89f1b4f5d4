/** How long one attempt at a post may take, and what may be waited for in it. Real bolt, real sockets. */
import { afterEach, expect, test } from 'vitest';
import { createOutbox } from '../../adapters/slack/outbox.js';
import { createSlackWeb } from '../../adapters/slack/transport.js';
import { AskLater, type Post, type Target } from '../../src/adapter.js';
import { FixedClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { says } from '../support/discord/replies.js';
import { RecordingLog } from '../support/recording-log.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import { FakeSlack, secrets } from '../support/slack/fake-slack.js';
import type { Fault } from '../support/slack/faults.js';
import { MemoryShelf, runSlack } from '../support/slack/harness.js';
import { bot } from '../support/slack/payloads.js';
import { StuckShelf, timed, withLongButton } from '../support/stuck-shelf.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

const general: Target = { platform: 'slack', room: 'general', channel: 'C0GENERAL' };
const ana: Target = { platform: 'slack', room: '', channel: 'U0ANA', person: true };
const meeting = says('Community meeting', { audience: 'room' });
const long = says('Long', {
  audience: 'room',
  body: Array.from({ length: 60 }, (_, n) => ({ type: 'text' as const, line: [`Paragraph ${n + 1}.`] })),
});

function post(target: Target, reply = meeting): Post {
  return { key: 'community/2026-12-10T11:00', target, reply };
}

async function open(shelf = new StuckShelf()) {
  const clock = new FixedClock(1_796_000_000 as Instant);
  const run = await runSlack(scriptedDesk({}), { clock, given: { shelf } });
  closing.push(run.close);
  return { ...run, shelf, clock, sent: () => run.slack.callsOf('chat.postMessage').length };
}

test('a post whose buttons the database does not take is given up after a second, is not sent later, and passes the next time', async () => {
  const { adapter, shelf, sent } = await open();
  const { outcome, ms } = await timed(() => adapter.post(post(general, withLongButton(meeting))));
  expect(outcome).toEqual({
    outcome: 'not-delivered',
    reason: 'The post was not ready in time, so it was not sent.',
  });
  expect([ms > 900, ms < 2_500, shelf.asked]).toEqual([true, true, 1]);
  shelf.letGo();
  const again = await timed(() => adapter.post(post(general, withLongButton(meeting))));
  expect(again.outcome).toMatchObject({ outcome: 'posted' });
  expect(sent()).toBe(1);
});

test('a direct message that Slack does not open is given up after a second, and is not asked for twice at once', async () => {
  const { adapter, slack, sent } = await open();
  slack.faults.always('conversations.open', { kind: 'hang' });
  const { outcome, ms } = await timed(() => adapter.post(post(ana)));
  expect(outcome).toMatchObject({ outcome: 'not-delivered' });
  expect([ms > 900, ms < 2_500]).toEqual([true, true]);
  expect(await adapter.post(post(ana))).toMatchObject({ outcome: 'not-delivered' });
  expect([slack.callsOf('conversations.open').length, sent()]).toEqual([1, 0]);
});

/** Short bounds for a post, while every other call may take half a minute. */
async function hasty(shelf: StuckShelf) {
  const slack = await FakeSlack.open();
  closing.push(() => slack.close());
  const log = new RecordingLog();
  const web = createSlackWeb({ token: secrets.botToken, apiUrl: slack.apiUrl, deadlineMs: 30_000, log });
  const identity = { ...bot, team: 'Istio', missingScopes: [] };
  const bounds = { preparationMs: 900, attemptMs: 1_000 };
  const { clock } = slack.workspace;
  return { slack, web, outbox: createOutbox({ web, shelf, clock, log, identity, follow: () => {}, bounds }) };
}

test('what the preparation took is taken from the deadline of the send', async () => {
  const shelf = new StuckShelf();
  const { slack, outbox } = await hasty(shelf);
  slack.faults.always('chat.postMessage', { kind: 'hang' });
  setTimeout(() => shelf.letGo(), 600);
  const { outcome, ms } = await timed(() => outbox.post(post(general, withLongButton(meeting))));
  expect(outcome).toMatchObject({ outcome: 'unknown' });
  expect([ms > 950, ms < 1_400, slack.callsOf('chat.postMessage').length]).toEqual([true, true, 1]);
});

test('a hundred calls that hang hold no post up', async () => {
  const { slack, web, outbox } = await hasty(new StuckShelf());
  slack.faults.always('views.publish', { kind: 'hang' });
  for (let n = 0; n < 110; n += 1)
    void web.call('views.publish', { user_id: 'U0ANA', view: { type: 'home', blocks: [] } });
  const { outcome, ms } = await timed(() => outbox.post(post(general)));
  expect(outcome).toMatchObject({ outcome: 'posted' });
  expect(ms).toBeLessThan(5_000);
});

test('a shelf that fails has shown nothing, and the log says why', async () => {
  class BrokenShelf extends MemoryShelf {
    override async keep(): Promise<string> {
      throw new Error('no database');
    }
  }
  const run = await runSlack(scriptedDesk({}), { given: { shelf: new BrokenShelf() } });
  closing.push(run.close);
  expect(await run.adapter.post(post(general, withLongButton(meeting)))).toMatchObject({ outcome: 'not-delivered' });
  expect(run.slack.callsOf('chat.postMessage')).toEqual([]);
  expect(run.log.lines.at(-1)).toMatchObject({ level: 'error', message: 'A post could not be prepared' });
});

test('a long post is told as posted once its first message stands, whatever becomes of the others', async () => {
  const { adapter, slack, sent } = await open();
  slack.faults.add('chat.postMessage', { kind: 'none' }, { kind: 'hang' });
  const { outcome, ms } = await timed(() => adapter.post(post(general, long)));
  expect(outcome).toMatchObject({ outcome: 'posted' });
  expect(ms).toBeLessThan(5_000);
  await slack.workspace.until('the second message', () => sent() === 2 || undefined);
});

test('stopping waits for the other messages of a post that ends meanwhile', async () => {
  const { adapter, shelf, slack } = await open();
  const posting = adapter.post(post(general, withLongButton(long)));
  const stopped = adapter.stop();
  await slack.workspace.until('the socket to close', () => slack.sockets.connections === 0);
  setTimeout(() => shelf.letGo(), 50);
  expect(await posting).toMatchObject({ outcome: 'posted' });
  await stopped;
  expect(slack.workspace.shownToAll(general.channel)).toHaveLength(2);
});

test('a token that Slack refuses is let rest for five minutes by who looks or tidies', async () => {
  const { adapter, slack, clock } = await open();
  const refused: Fault = { kind: 'error', error: 'token_revoked' };
  slack.faults.always('conversations.history', refused);
  slack.faults.always('conversations.open', refused);
  slack.faults.always('chat.delete', refused);
  const told = (work: Promise<unknown>) => work.catch((error: unknown) => error);
  for (const asked of [
    () => adapter.copies(post(general)),
    () => adapter.copies(post(ana)),
    () => adapter.remove(general, '1796000000.000001'),
  ]) {
    const error = await told(asked());
    expect(error).toBeInstanceOf(AskLater);
    expect(error).toMatchObject({ seconds: 300 });
  }
  slack.faults.clear('conversations.history');
  clock.advance(300);
  expect(await adapter.copies(post(general))).toEqual([]);
});
