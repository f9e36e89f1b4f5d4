import { afterEach, expect, test } from 'vitest';
import { AskLater, type Post, type Target } from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';
import { FixedClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import type { Fault } from '../support/slack/faults.js';
import { runSlack } from '../support/slack/harness.js';

const channel = 'C0GENERAL';
const general: Target = { platform: 'slack', room: 'general', channel };
const reminder: Reply = {
  title: 'Community meeting',
  audience: 'room',
  tone: 'plain',
  summary: 'The community meets at 20:00 in Berlin.',
  body: [{ type: 'text', line: ['See you there.'] }],
  choices: [],
};

function post(key: string, parts: Partial<Post> = {}): Post {
  return { key, target: general, reply: reminder, ...parts };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function open() {
  const clock = new FixedClock(1_796_000_000 as Instant);
  const run = await runSlack(scriptedDesk({}), { clock });
  closing.push(run.close);
  const { adapter, slack } = run;

  /** As whoever must post once does it: after an end that is not known, asks before trying again. */
  async function postOnce(one: Post): Promise<string | undefined> {
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const told = await adapter.post(one);
      if (told.outcome === 'posted') return told.id;
      clock.advance(60);
      const [copy] = told.outcome === 'unknown' ? await adapter.copies(one) : [];
      if (copy !== undefined) return copy.id;
    }
    return undefined;
  }
  return { ...run, clock, postOnce, ids: (key: string) => slack.posted(key).map(({ ts }) => ts) };
}

/** Each fault of one call, and the row of the fault table that it injects. */
const faults: readonly (readonly [string, Fault, string])[] = [
  ['taken, then the connection is cut', { kind: 'reset', accepted: true }, '[fault 10]'],
  ['not taken, and the connection is cut', { kind: 'reset' }, '[fault 10]'],
  ['taken, then 500', { kind: 'status', status: 500, accepted: true }, '[fault 11]'],
  ['taken, then 502', { kind: 'status', status: 502, accepted: true }, '[fault 11]'],
  ['taken, then 503', { kind: 'status', status: 503, accepted: true }, '[fault 11]'],
  ['not taken, and 500', { kind: 'status', status: 500 }, '[fault 11]'],
  [
    'taken, then a page in place of an answer',
    { kind: 'body', body: '<html>', type: 'text/html', accepted: true },
    '[fault 19]',
  ],
  ['taken, then an answer that is cut short', { kind: 'body', body: '{"ok":tr', accepted: true }, '[fault 20]'],
];

test.each(faults.map(([what, fault, row]) => [`a post that is ${what}, stands once ${row}`, fault] as const))(
  '%s',
  async (_title, fault) => {
    const { slack, postOnce, ids } = await open();
    slack.faults.add('chat.postMessage', fault, fault);
    const id = await postOnce(post('community/2026-12-10T11:00'));
    expect(ids('community/2026-12-10T11:00')).toEqual([id]);
  },
);

test('an hour of answers without sense loses no post and doubles none [fault 17]', async () => {
  const { slack, clock, adapter, ids } = await open();
  const one = post('community/2026-12-10T11:00');
  slack.faults.always('chat.postMessage', { kind: 'status', status: 502 });
  slack.faults.always('conversations.history', { kind: 'status', status: 502 });
  for (let minute = 0; minute < 60; minute += 1) {
    expect(await adapter.post(one)).toMatchObject({ outcome: 'unknown' });
    clock.advance(60);
    await expect(adapter.copies(one)).rejects.toThrow('Slack answers with status 502.');
  }
  slack.faults.clear('chat.postMessage');
  slack.faults.clear('conversations.history');
  clock.advance(60);
  expect(await adapter.copies(one)).toEqual([]);
  const told = await adapter.post(one);
  expect(ids(one.key)).toEqual([told.outcome === 'posted' ? told.id : 'not posted']);
});

test('every message with the key is found, the oldest first, with its address', async () => {
  const { adapter, ids } = await open();
  for (const key of ['twice', 'other', 'twice']) await adapter.post(post(key));
  const [first, second] = ids('twice');
  const address = (ts = '') => `https://istio.slack.com/archives/C0GENERAL/p${ts.replace('.', '')}`;
  expect(await adapter.copies(post('twice'))).toEqual([
    { id: first, link: address(first) },
    { id: second, link: address(second) },
  ]);
});

test('a post is found behind many younger messages, over several pages', async () => {
  const { adapter, slack, ids } = await open();
  await adapter.post(post('first'));
  for (let n = 0; n < 450; n += 1) slack.workspace.add({ channel, author: 'U0BEN', text: `chatter ${n}`, blocks: [] });
  expect(await adapter.copies(post('first'))).toMatchObject([{ id: ids('first')[0] }]);
  expect(slack.callsOf('conversations.history')).toHaveLength(3);
});

test('a message of somebody else with the same key is not taken for the post', async () => {
  const { adapter, slack } = await open();
  const metadata = { event_type: 'frontdesk_post', event_payload: { key: 'key' } };
  slack.workspace.add({ channel, author: 'U0BEN', text: 'forged', blocks: [], metadata });
  expect(await adapter.copies(post('key'))).toEqual([]);
});

test('what is older than the post can be is not looked at', async () => {
  const { adapter, clock, slack } = await open();
  await adapter.post(post('key'));
  clock.advance(3 * 3_600);
  expect(await adapter.copies(post('key', { since: clock.now() }))).toEqual([]);
  clock.advance(60);
  expect(await adapter.copies(post('key', { since: (clock.now() - 3_700) as Instant }))).toHaveLength(1);
  expect(slack.callsOf('conversations.history').map(({ args }) => args.oldest)).toEqual(['1796003600', '1795999960']);
});

test('a channel is read once a minute, however many ask, and Slack never has to refuse', async () => {
  const { adapter, slack, clock } = await open();
  slack.limits({ historyPerMinutePerChannel: 1 });
  const keys = Array.from({ length: 30 }, (_, n) => `key ${n}`);
  for (let minute = 0; minute < 3; minute += 1) {
    expect(await Promise.all(keys.map((key) => adapter.copies(post(key))))).toEqual(keys.map(() => []));
    clock.advance(30);
    await expect(adapter.copies(post('key 0'))).rejects.toEqual(new AskLater(30));
    clock.advance(30);
  }
  expect([slack.callsOf('conversations.history').length, slack.limited]).toEqual([3, 0]);
});

test('a limit while looking asks to wait as long as Slack does', async () => {
  const { adapter, slack } = await open();
  slack.faults.add('conversations.history', { kind: 'rate-limit', retryAfter: '7' });
  await expect(adapter.copies(post('key'))).rejects.toEqual(new AskLater(7));
});

test.each([
  ['an outage', { kind: 'status', status: 500 }],
  ['a missing scope', { kind: 'error', error: 'missing_scope', needed: 'channels:history' }],
  ['a page in place of an answer', { kind: 'html' }],
] as const)('%s while looking rejects: nothing may be concluded', async (_what, fault) => {
  const { adapter, slack } = await open();
  slack.faults.add('conversations.history', fault);
  await expect(adapter.copies(post('key'))).rejects.toThrow('C0GENERAL cannot be read back');
});

test('a message of ours is taken away, and taking it away again is harmless', async () => {
  const { adapter, ids } = await open();
  await adapter.post(post('key'));
  await adapter.post(post('key'));
  const [first, second] = ids('key');
  await adapter.remove(general, second ?? '');
  await adapter.remove(general, second ?? '');
  expect(ids('key')).toEqual([first]);
});

test.each<[string, Fault, string]>([
  [
    'an outage',
    { kind: 'status', status: 500 },
    'A message in C0GENERAL cannot be taken away: Slack answers with status 500.',
  ],
  ['a refusal', { kind: 'error', error: 'cant_delete_message' }, 'Slack refuses the message (cant_delete_message).'],
  ['a limit', { kind: 'rate-limit', retryAfter: '7' }, 'The platform can be asked again in 7 s.'],
])('%s while taking away rejects with the reason', async (_what, fault, words) => {
  const { adapter, slack } = await open();
  slack.faults.add('chat.delete', fault);
  await expect(adapter.remove(general, '1796000000.000001')).rejects.toThrow(words);
});

test('a message of somebody else cannot be taken away', async () => {
  const { adapter, slack } = await open();
  const { ts } = slack.workspace.add({ channel, author: 'U0BEN', text: 'Ben’s', blocks: [] });
  await expect(adapter.remove(general, ts)).rejects.toThrow('cant_delete_message');
  expect(slack.workspace.message(ts)?.text).toBe('Ben’s');
});

const ana: Target = { platform: 'slack', room: '', channel: 'U0ANA', person: true };

test('a post to a person is a direct message, found and taken away like any other', async () => {
  const { adapter, slack, clock, ids } = await open();
  const notice = post('notice/1', { target: ana });
  const told = await adapter.post(notice);
  const direct = slack.workspace.directWith('U0ANA').id;
  expect(slack.workspace.shownToAll(direct).map(({ view }) => view.title)).toEqual(['Community meeting']);
  expect(told).toEqual({
    outcome: 'posted',
    id: ids('notice/1')[0],
    link: expect.stringContaining(`/archives/${direct}/`),
  });
  expect(await adapter.copies(notice)).toMatchObject([{ id: ids('notice/1')[0] }]);
  await adapter.remove(ana, ids('notice/1')[0] ?? '');
  clock.advance(60);
  expect(await adapter.copies(notice)).toEqual([]);
  expect(slack.callsOf('conversations.open')).toHaveLength(1);
});

test.each<[string, Fault, object]>([
  ['an outage', { kind: 'status', status: 500, accepted: true }, { outcome: 'not-delivered' }],
  ['a missing scope', { kind: 'error', error: 'missing_scope', needed: 'im:write' }, { outcome: 'forbidden' }],
  ['a person who has left', { kind: 'error', error: 'user_disabled' }, { outcome: 'gone' }],
])('%s while a direct message is opened shows nothing', async (_what, fault, outcome) => {
  const { adapter, slack, ids } = await open();
  slack.faults.add('conversations.open', fault);
  expect(await adapter.post(post('notice/1', { target: ana }))).toMatchObject(outcome);
  expect(ids('notice/1')).toEqual([]);
});

test('a person whom Slack does not know is told as gone', async () => {
  const { adapter } = await open();
  const nobody = post('notice/1', { target: { ...ana, channel: 'U0NOBODY' } });
  expect(await adapter.post(nobody)).toMatchObject({
    outcome: 'gone',
    reason: expect.stringContaining('no such person'),
  });
});
