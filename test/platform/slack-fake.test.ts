/** The fake itself on trial, where other tests and benches rest on it: its limits refuse, and its chaos is what it says. */
import { afterEach, expect, test } from 'vitest';
import { FixedClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { FakeSlack, secrets } from '../support/slack/fake-slack.js';
import type { Chaos } from '../support/slack/faults.js';

const open: FakeSlack[] = [];
afterEach(async () => {
  for (const slack of open.splice(0)) await slack.close();
});

async function setUp(channels = 3) {
  const clock = new FixedClock(1_796_000_000 as Instant);
  const slack = await FakeSlack.open(clock);
  open.push(slack);
  for (let n = 1; n <= channels; n += 1) slack.workspace.addChannel(`C${n}`, `room-${n}`);

  const send = (method: string, args: Readonly<Record<string, string>>) =>
    fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${secrets.botToken}`, connection: 'close' },
      body: new URLSearchParams(args),
      signal: AbortSignal.timeout(1_000),
    });
  async function call(method: string, args: Readonly<Record<string, string>>) {
    const response = await send(method, args);
    await response.arrayBuffer();
    return response.status === 429 ? `429 after ${response.headers.get('retry-after')}` : String(response.status);
  }
  async function told(method: string, args: Readonly<Record<string, string>>) {
    return (await (await send(method, args)).json()) as Readonly<Record<string, unknown>>;
  }
  const post = (channel: string, key = 'key') => {
    const metadata = JSON.stringify({ event_type: 'frontdesk_post', event_payload: { key } });
    return call('chat.postMessage', { channel, text: 'Hello', metadata });
  };
  return { slack, clock, call, told, post, read: (channel: string) => call('conversations.history', { channel }) };
}

test('without limits nothing is refused', async () => {
  const { slack, post, read } = await setUp();
  for (let n = 0; n < 20; n += 1) expect([await post('C1'), await read('C1')]).toEqual(['200', '200']);
  expect(slack.limited).toBe(0);
});

test('one post a second in a channel, after a burst; other channels have their own', async () => {
  const { slack, clock, post } = await setUp();
  slack.limits({ channelPerSecond: 1, burst: 2 });
  expect([await post('C1'), await post('C1'), await post('C1'), await post('C2')]).toEqual([
    '200',
    '200',
    '429 after 1',
    '200',
  ]);
  clock.advance(1);
  expect([await post('C1'), await post('C1')]).toEqual(['200', '429 after 1']);
  clock.advance(60);
  expect([await post('C1'), await post('C1'), await post('C1')]).toEqual(['200', '200', '429 after 1']);
  expect([slack.limited, slack.limitedOf('chat.postMessage'), slack.posted('key').length]).toEqual([3, 3, 6]);
});

test('so many posts within any minute, over all channels', async () => {
  const { slack, clock, post } = await setUp();
  slack.limits({ workspacePerMinute: 3 });
  expect(await post('C1')).toBe('200');
  clock.advance(20);
  expect([await post('C2'), await post('C3'), await post('C1')]).toEqual(['200', '200', '429 after 40']);
  clock.advance(39);
  expect(await post('C1')).toBe('429 after 1');
  clock.advance(1);
  expect([await post('C1'), await post('C2')]).toEqual(['200', '429 after 20']);
});

test('one reading a minute of a channel', async () => {
  const { slack, clock, read } = await setUp();
  slack.limits({ historyPerMinutePerChannel: 1 });
  expect([await read('C1'), await read('C1'), await read('C2')]).toEqual(['200', '429 after 60', '200']);
  clock.advance(60);
  expect(await read('C1')).toBe('200');
  expect(slack.limitedOf('conversations.history')).toBe(1);
});

/** Goes round 0.05, 0.15, … 0.95 in pairs: whether, and which. */
function turning(): () => number {
  let at = 0;
  const row = Array.from({ length: 10 }, (_, n) => n / 10 + 0.05);
  return () => {
    at += 1;
    return at % 2 === 1 ? 0 : (row[(at / 2 - 1) % row.length] ?? 0);
  };
}

test('chaos does each of its faults, to posts alone, and what it accepted stands', async () => {
  const { slack, post, read } = await setUp();
  slack.chaos({ share: 1, random: turning() });
  const told: string[] = [];
  for (let n = 0; n < 10; n += 1) told.push(await post('C1', `key ${n}`).catch((error: Error) => error.name));
  expect(told).toEqual([
    ...['TypeError', 'TypeError', '500', '500', '502', '502'],
    ...['TimeoutError', 'TimeoutError', '429 after 1', '503'],
  ]);
  expect(slack.workspace.keys()).toEqual(['key 0', 'key 2', 'key 4', 'key 6']);
  expect(Object.fromEntries(slack.faults.chaosDone)).toEqual({
    'reset, accepted': 1,
    reset: 1,
    '500, accepted': 1,
    '500': 1,
    '502, accepted': 1,
    '502': 1,
    'hang, accepted': 1,
    hang: 1,
    'rate-limit': 1,
    '503': 1,
  });
  expect(await read('C1')).toBe('200');
  slack.chaos(undefined);
  expect(await post('C1')).toBe('200');
});

test('chaos reaches edits where it is asked to', async () => {
  const { slack, call, post } = await setUp();
  await post('C1');
  const update = { channel: 'C1', ts: slack.posted('key')[0]?.ts ?? '', text: 'Changed' };
  slack.chaos({ share: 1, random: () => 0.25 });
  expect(await call('chat.update', update)).toBe('200');
  slack.chaos({ share: 1, random: () => 0.25, updates: true });
  expect(await call('chat.update', update)).toBe('500');
});

test('an edit keeps its place, and its metadata unless it brings other or none', async () => {
  const { slack, told, post } = await setUp();
  await post('C1');
  await post('C1', 'later');
  const ts = slack.posted('key')[0]?.ts ?? '';
  const update = (text: string, more = {}) => told('chat.update', { channel: 'C1', ts, text, ...more });
  expect(await update('Once')).toMatchObject({ ok: true, channel: 'C1', ts, text: 'Once', message: { text: 'Once' } });
  expect(slack.posted('key').map(({ text }) => text)).toEqual(['Once']);
  await update('Twice', { metadata: JSON.stringify({ event_type: 'other', event_payload: { key: 'new' } }) });
  expect([slack.posted('key'), slack.posted('new').map(({ text }) => text)]).toEqual([[], ['Twice']]);
  await update('Thrice', { metadata: '{}' });
  expect(slack.posted('new')).toEqual([]);
  const { messages } = await told('conversations.history', { channel: 'C1', include_all_metadata: 'true' });
  expect(messages).toMatchObject([
    { text: 'Hello', metadata: { event_payload: { key: 'later' } } },
    { ts, text: 'Thrice', edited: { user: 'U0DESK' } },
  ]);
  expect((messages as object[]).map((message) => 'metadata' in message)).toEqual([true, false]);
});

test('an edit of what is not its own, not there, or in no channel is refused in Slack’s words', async () => {
  const { slack, told, post } = await setUp();
  await post('C1');
  const own = slack.posted('key')[0]?.ts ?? '';
  const bens = slack.workspace.add({ channel: 'C1', author: 'U0BEN', text: 'Ben’s', blocks: [] }).ts;
  const update = async (channel: string, ts: string) =>
    (await told('chat.update', { channel, ts, text: 'Changed' })).error;
  expect([
    await update('C1', bens),
    await update('C1', '1.000001'),
    await update('C2', own),
    await update('U0BEN', own),
    await update('C9', own),
  ]).toEqual([
    'cant_update_message',
    'message_not_found',
    'message_not_found',
    'channel_not_found',
    'channel_not_found',
  ]);
  slack.workspace.addChannel('C1', 'room-1').isArchived = true;
  expect(await update('C1', own)).toBe('is_archived');
});

test('chaos reaches readings where it is asked to, and only the share that it is told', async () => {
  const { slack, post, read } = await setUp();
  const never: Chaos = { share: 0.15, random: () => 0.15, history: true };
  slack.chaos(never);
  expect([await post('C1'), await read('C1')]).toEqual(['200', '200']);
  const always: Chaos = { share: 0.15, random: () => 0.149, history: true };
  slack.chaos(always);
  await expect(read('C1')).rejects.toThrow('fetch failed');
});

test('only its own messages can be deleted, and only where it may do what is asked', async () => {
  const { slack, call, post } = await setUp();
  await post('C1');
  const own = slack.posted('key')[0]?.ts ?? '';
  const other = slack.workspace.add({ channel: 'C1', author: 'U0BEN', text: 'Ben’s', blocks: [] }).ts;
  for (const ts of [other, own]) await call('chat.delete', { channel: 'C1', ts });
  expect(slack.workspace.messages('C1').map(({ ts }) => ts)).toEqual([other]);
  slack.scopes = 'users:read';
  await post('C1', 'without the scope');
  expect(slack.posted('without the scope')).toEqual([]);
});
