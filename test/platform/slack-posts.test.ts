import { afterEach, expect, test } from 'vitest';
import { createOutbox } from '../../adapters/slack/outbox.js';
import { createSlackWeb } from '../../adapters/slack/transport.js';
import type { Post } from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';
import { systemClock } from '../../src/time/clock.js';
import { RecordingLog } from '../support/recording-log.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import { FakeSlack, secrets } from '../support/slack/fake-slack.js';
import type { Fault } from '../support/slack/faults.js';
import { MemoryShelf, runSlack } from '../support/slack/harness.js';
import { bot } from '../support/slack/payloads.js';

const channel = 'C0GENERAL';
const reminder: Reply = {
  title: 'Community meeting',
  audience: 'room',
  tone: 'plain',
  summary: 'The community meets at 20:00 in Berlin.',
  body: [{ type: 'text', line: ['See you there.'] }],
  choices: [],
};

function post(key: string, parts: Partial<Post> = {}): Post {
  return { key, target: { platform: 'slack', room: 'general', channel }, reply: reminder, ...parts };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open() {
  const run = await runSlack(scriptedDesk({}));
  closing.push(run.close);
  return { ...run, shown: () => run.slack.workspace.shownToAll(channel) };
}

test('a post carries its key, unfurls nothing, and tells where it stands', async () => {
  const { adapter, slack, shown } = await open();
  const outcome = await adapter.post(post('community/2026-12-10T11:00'));
  const [message] = shown();
  expect(outcome).toEqual({
    outcome: 'posted',
    id: message?.ts,
    link: `https://istio.slack.com/archives/C0GENERAL/p${message?.ts.replace('.', '')}`,
  });
  expect(message?.metadata).toEqual({
    event_type: 'frontdesk_post',
    event_payload: { key: 'community/2026-12-10T11:00' },
  });
  expect(message?.text).toBe('The community meets at 20:00 in Berlin.');
  expect(slack.callsOf('chat.postMessage')[0]?.args).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' });
});

test('a reminder whose rule asks for it pings those who are here', async () => {
  const { adapter, shown } = await open();
  await adapter.post(post('quiet'));
  await adapter.post(post('loud', { reply: { ...reminder, mention: 'here' } }));
  expect(shown().map(({ view }) => view.pings)).toEqual([[], ['here']]);
});

test('a long post goes on in its own thread, and its key stands on the first message alone', async () => {
  const { adapter, shown } = await open();
  const body = Array.from({ length: 60 }, (_, n) => ({ type: 'text' as const, line: [`Paragraph ${n + 1}.`] }));
  const outcome = await adapter.post(post('long', { reply: { ...reminder, body } }));
  const [first, second] = shown();
  expect(outcome).toMatchObject({ outcome: 'posted', id: first?.ts });
  expect(second).toMatchObject({ thread: first?.ts });
  expect(second?.metadata).toBeUndefined();
});

test('a further part that is lost leaves the post posted, and is told', async () => {
  const { adapter, slack, shown, log } = await open();
  const body = Array.from({ length: 60 }, (_, n) => ({ type: 'text' as const, line: [`Paragraph ${n + 1}.`] }));
  slack.faults.add('chat.postMessage', { kind: 'none' }, { kind: 'status', status: 500 });
  expect(await adapter.post(post('long', { reply: { ...reminder, body } }))).toMatchObject({ outcome: 'posted' });
  expect(shown()).toHaveLength(1);
  expect(log.lines.at(-1)).toMatchObject({
    level: 'warn',
    message: 'A further part of a post is missing',
    fields: { part: 2, of: 2 },
  });
});

/** Each fault, what it is told as, and how many messages stand after it. */
const outcomes: readonly (readonly [string, Fault, object, number])[] = [
  ['a limit', { kind: 'rate-limit', retryAfter: '7' }, { outcome: 'retry-after', seconds: 7 }, 0],
  ['a limit without a number', { kind: 'rate-limit' }, { outcome: 'retry-after', seconds: 30 }, 0],
  ['a limit with garbage', { kind: 'rate-limit', retryAfter: 'soon' }, { outcome: 'retry-after', seconds: 30 }, 0],
  ['a limit of a year', { kind: 'rate-limit', retryAfter: '31536000' }, { outcome: 'retry-after', seconds: 3600 }, 0],
  ['an outage', { kind: 'status', status: 500 }, { outcome: 'unknown' }, 0],
  ['an outage after it was taken', { kind: 'status', status: 502, accepted: true }, { outcome: 'unknown' }, 1],
  ['a proxy’s 403', { kind: 'status', status: 403 }, { outcome: 'not-delivered' }, 0],
  ['a proxy’s 404', { kind: 'status', status: 404 }, { outcome: 'not-delivered' }, 0],
  ['a cut', { kind: 'reset' }, { outcome: 'unknown' }, 0],
  ['a cut after it was taken', { kind: 'reset', accepted: true }, { outcome: 'unknown' }, 1],
  ['a page in place of an answer', { kind: 'html' }, { outcome: 'unknown' }, 0],
  [
    'internal_error after it was taken',
    { kind: 'error', error: 'internal_error', accepted: true },
    { outcome: 'unknown' },
    1,
  ],
  ['a word of tomorrow', { kind: 'error', error: 'foo_bar' }, { outcome: 'unknown' }, 0],
  ['an archived channel', { kind: 'error', error: 'is_archived' }, { outcome: 'gone' }, 0],
  [
    'a missing scope',
    { kind: 'error', error: 'missing_scope', needed: 'chat:write' },
    { outcome: 'forbidden', reason: expect.stringContaining('chat:write') },
    0,
  ],
  ['a revoked token', { kind: 'error', error: 'token_revoked' }, { outcome: 'revoked' }, 0],
];

test.each(outcomes)('%s is told as what it is, after one attempt', async (_what, fault, outcome, standing) => {
  const { adapter, slack, shown } = await open();
  slack.faults.add('chat.postMessage', fault);
  expect(await adapter.post(post('key'))).toMatchObject(outcome);
  expect(slack.callsOf('chat.postMessage')).toHaveLength(1);
  expect(shown()).toHaveLength(standing);
});

test('a channel without the bot, and one that does not exist, are told apart', async () => {
  const { adapter, slack } = await open();
  slack.workspace.addChannel('C0PRIVATE', 'private', false);
  const to = (id: string) => post('key', { target: { platform: 'slack', room: 'x', channel: id } });
  expect(await adapter.post(to('C0PRIVATE'))).toMatchObject({
    outcome: 'forbidden',
    reason: expect.stringContaining('/invite'),
  });
  expect(await adapter.post(to('C0NOWHERE'))).toMatchObject({ outcome: 'gone' });
});

test('a post whose answer was lost is found by its key, so it is posted once', async () => {
  const { adapter, slack, shown } = await open();
  slack.faults.add('chat.postMessage', { kind: 'reset', accepted: true });
  const lost = post('community/2026-12-10T11:00');
  expect((await adapter.post(lost)).outcome).toBe('unknown');
  expect(await adapter.find(lost)).toEqual({ id: shown()[0]?.ts });
  expect(await adapter.find(post('community/2026-12-24T11:00'))).toBeUndefined();
});

test('a post is found behind many younger messages', async () => {
  const { adapter, slack } = await open();
  const first = await adapter.post(post('first'));
  for (let n = 0; n < 450; n += 1) slack.workspace.add({ channel, author: 'U0BEN', text: `chatter ${n}`, blocks: [] });
  expect(await adapter.find(post('first'))).toEqual({ id: first.outcome === 'posted' ? first.id : 'not posted' });
  expect(slack.callsOf('conversations.history')).toHaveLength(3);
});

test('a message of somebody else with the same key is not taken for the post', async () => {
  const { adapter, slack } = await open();
  const metadata = { event_type: 'frontdesk_post', event_payload: { key: 'key' } };
  slack.workspace.add({ channel, author: 'U0BEN', text: 'forged', blocks: [], metadata });
  expect(await adapter.find(post('key'))).toBeUndefined();
});

test.each([
  ['a limit', { kind: 'rate-limit', retryAfter: '7' }],
  ['an outage', { kind: 'status', status: 500 }],
  ['a missing scope', { kind: 'error', error: 'missing_scope', needed: 'channels:history' }],
  ['a page in place of an answer', { kind: 'html' }],
] as const)('%s while looking rejects: nothing may be concluded', async (_what, fault) => {
  const { adapter, slack } = await open();
  slack.faults.add('conversations.history', fault);
  await expect(adapter.find(post('key'))).rejects.toThrow('C0GENERAL cannot be read back');
});

/** An outbox with a short deadline of its own. */
function impatientOutbox(apiUrl: string) {
  const log = new RecordingLog();
  const web = createSlackWeb({ token: secrets.botToken, apiUrl, deadlineMs: 100, log });
  const identity = { ...bot, team: 'Istio', missingScopes: [] };
  return createOutbox({ web, shelf: new MemoryShelf(), clock: systemClock, log, identity });
}

test('a Slack that never answers is cut off at the deadline, and may have taken the post', async () => {
  const { slack, shown } = await open();
  slack.faults.add('chat.postMessage', { kind: 'hang', accepted: true });
  expect(await impatientOutbox(slack.apiUrl).post(post('key'))).toMatchObject({ outcome: 'unknown' });
  expect(shown()).toHaveLength(1);
});

test('a Slack that cannot be reached has surely not shown it', async () => {
  const closed = await FakeSlack.open();
  const { apiUrl } = closed;
  await closed.close();
  expect(await impatientOutbox(apiUrl).post(post('key'))).toEqual({
    outcome: 'not-delivered',
    reason: 'Slack cannot be reached (ECONNREFUSED).',
  });
});

test('one room’s limit holds no other room up', async () => {
  const { adapter, slack } = await open();
  slack.workspace.addChannel('C0OTHER', 'other');
  slack.faults.add('chat.postMessage', { kind: 'rate-limit', retryAfter: '30' });
  const other = post('other', { target: { platform: 'slack', room: 'other', channel: 'C0OTHER' } });
  const [limited, free] = await Promise.all([adapter.post(post('key')), adapter.post(other)]);
  expect([limited.outcome, free.outcome].toSorted()).toEqual(['posted', 'retry-after']);
});
