import { afterEach, expect, test } from 'vitest';
import { createOutbox } from '../../adapters/slack/outbox.js';
import { createSlackWeb } from '../../adapters/slack/transport.js';
import type { Post } from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';
import { systemClock } from '../../src/time/clock.js';
import { RecordingLog } from '../support/recording-log.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import { expiredServer } from '../support/slack/expired-server.js';
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
  await adapter.stop();
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
  await adapter.stop();
  expect(shown()).toHaveLength(1);
  expect(log.lines.at(-1)).toMatchObject({
    level: 'warn',
    message: 'A further part of a post is missing',
    fields: { part: 2, of: 2 },
  });
});

interface Case {
  readonly what: string;
  readonly fault: Fault;
  readonly told: object;
  /** How many messages stand after it; none where it is not given. */
  readonly standing?: 1;
  /** The rows of the fault table that it injects. */
  readonly rows?: string;
}

const refusal = (error: string, more: { needed?: string; accepted?: true } = {}): Fault => ({
  kind: 'error',
  error,
  ...more,
});
const saying = (outcome: string, words: string) => ({ outcome, reason: expect.stringContaining(words) });

const cases: readonly Case[] = [
  {
    what: 'a limit',
    fault: { kind: 'rate-limit', retryAfter: '7' },
    told: { outcome: 'retry-after', seconds: 7 },
  },
  {
    what: 'a limit without a number',
    fault: { kind: 'rate-limit' },
    told: { outcome: 'retry-after', seconds: 30 },
    rows: ' [fault 14]',
  },
  {
    what: 'a limit with garbage',
    fault: { kind: 'rate-limit', retryAfter: 'soon' },
    told: { outcome: 'retry-after', seconds: 30 },
    rows: ' [fault 14]',
  },
  {
    what: 'a limit of less than nothing',
    fault: { kind: 'rate-limit', retryAfter: '-1' },
    told: { outcome: 'retry-after', seconds: 30 },
    rows: ' [fault 14]',
  },
  {
    what: 'a limit of a year',
    fault: { kind: 'rate-limit', retryAfter: '31536000' },
    told: { outcome: 'retry-after', seconds: 3600 },
    rows: ' [fault 14]',
  },
  { what: 'an outage', fault: { kind: 'status', status: 500 }, told: { outcome: 'unknown' } },
  {
    what: 'an outage after it was taken',
    fault: { kind: 'status', status: 502, accepted: true },
    told: { outcome: 'unknown' },
    standing: 1,
  },
  { what: 'a proxy’s 403', fault: { kind: 'status', status: 403 }, told: { outcome: 'not-delivered' } },
  { what: 'a proxy’s 404', fault: { kind: 'status', status: 404 }, told: { outcome: 'not-delivered' } },
  { what: 'a cut', fault: { kind: 'reset' }, told: { outcome: 'unknown' } },
  {
    what: 'a cut after it was taken',
    fault: { kind: 'reset', accepted: true },
    told: { outcome: 'unknown' },
    standing: 1,
  },
  {
    what: 'a page in place of an answer',
    fault: { kind: 'html' },
    told: saying('unknown', 'something unreadable'),
    rows: ' [fault 19]',
  },
  {
    what: 'an answer that is cut short',
    fault: { kind: 'body', body: '{"ok":true,"channel":"C0GENERAL","ts":"17960', accepted: true },
    told: { outcome: 'unknown' },
    standing: 1,
    rows: ' [fault 20]',
  },
  {
    what: 'an answer without a word',
    fault: { kind: 'body', body: '', accepted: true },
    told: { outcome: 'unknown' },
    standing: 1,
    rows: ' [fault 20]',
  },
  {
    what: 'an answer that is null',
    fault: { kind: 'body', body: 'null', accepted: true },
    told: { outcome: 'unknown' },
    standing: 1,
    rows: ' [fault 20]',
  },
  {
    what: 'an answer that names no message',
    fault: { kind: 'body', body: '{"ok":true}', accepted: true },
    told: { outcome: 'unknown' },
    standing: 1,
    rows: ' [fault 20]',
  },
  {
    what: 'an answer that calls itself a picture',
    fault: {
      kind: 'body',
      type: 'image/png',
      body: '{"ok":true,"channel":"C0GENERAL","ts":"1.000001"}',
      accepted: true,
    },
    told: { outcome: 'posted', id: '1.000001' },
    standing: 1,
    rows: ' [fault 20]',
  },
  {
    what: 'internal_error after it was taken',
    fault: refusal('internal_error', { accepted: true }),
    told: { outcome: 'unknown' },
    standing: 1,
  },
  {
    what: 'an archived channel',
    fault: refusal('is_archived'),
    told: saying('gone', 'unarchive it'),
    rows: ' [fault 43]',
  },
  {
    what: 'a deleted channel',
    fault: refusal('channel_not_found'),
    told: saying('gone', 'mend its id in the community file'),
    rows: ' [fault 44]',
  },
  {
    what: 'a channel that the bot was put out of',
    fault: refusal('not_in_channel'),
    told: saying('forbidden', '/invite'),
    rows: ' [fault 45]',
  },
  {
    what: 'a missing scope',
    fault: refusal('missing_scope', { needed: 'chat:write' }),
    told: saying('forbidden', 'the scope chat:write'),
    rows: ' [fault 45]',
  },
  {
    what: 'a locked thread',
    fault: refusal('restricted_action_thread_locked'),
    told: saying('forbidden', 'unlock it'),
    rows: ' [fault 46]',
  },
  {
    what: 'a channel where apps may not post',
    fault: refusal('restricted_action'),
    told: saying('forbidden', 'ask a workspace admin'),
    rows: ' [fault 47]',
  },
  {
    what: 'a message that Slack calls too long',
    fault: refusal('msg_too_long'),
    told: saying('refused', 'msg_too_long'),
    rows: ' [fault 47]',
  },
  {
    what: 'blocks that Slack does not take',
    fault: refusal('invalid_blocks'),
    told: saying('refused', 'invalid_blocks'),
  },
  {
    what: 'a workspace that has sent all its messages',
    fault: refusal('message_limit_exceeded'),
    told: saying('revoked', 'as its plan allows'),
  },
  { what: 'a revoked token', fault: refusal('token_revoked'), told: { outcome: 'revoked' }, rows: ' [fault 40]' },
  { what: 'a deactivated bot', fault: refusal('account_inactive'), told: { outcome: 'revoked' }, rows: ' [fault 40]' },
];

const titled = cases.map(
  (one) => [`${one.what} is told as what it is, after one attempt${one.rows ?? ''}`, one] as const,
);

test.each(titled)('%s', async (_title, { fault, told, standing = 0 }) => {
  const { adapter, slack, shown } = await open();
  slack.faults.add('chat.postMessage', fault);
  expect(await adapter.post(post('key'))).toMatchObject(told);
  expect(slack.callsOf('chat.postMessage')).toHaveLength(1);
  expect(shown()).toHaveLength(standing);
});

test('a word of tomorrow may or may not have been shown, and is told of once, however often it comes [fault 21]', async () => {
  const { adapter, slack, log } = await open();
  slack.faults.always('chat.postMessage', refusal('foo_bar'));
  for (let time = 0; time < 5; time += 1) {
    expect(await adapter.post(post('key'))).toEqual({ outcome: 'unknown', reason: 'Slack says foo_bar.' });
  }
  slack.faults.always('chat.postMessage', refusal('internal_error'));
  await adapter.post(post('key'));
  expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([
    {
      level: 'warn',
      message: 'Slack says foo_bar, which is not known here: what was asked may or may not have been done',
      fields: { method: 'chat.postMessage' },
    },
  ]);
});

test('a reminder of 4,001 characters is shown whole, in a post that Slack takes [fault 47]', async () => {
  const { adapter, slack, shown } = await open();
  const words = `${'word '.repeat(800)}.`;
  const outcome = await adapter.post(post('long', { reply: { ...reminder, body: [{ type: 'text', line: [words] }] } }));
  expect(outcome).toMatchObject({ outcome: 'posted' });
  await adapter.stop();
  expect(slack.posted('long')).toHaveLength(1);
  const texts = shown().flatMap(({ view }) => view.texts);
  expect(texts.join(' ').replace(/\s+/g, ' ').trim()).toBe(words.replace(/\s+/g, ' ').trim());
  expect(words).toHaveLength(4_001);
});

test('a channel without the bot, and one that does not exist, are told apart [fault 44] [fault 45]', async () => {
  const { adapter, slack } = await open();
  slack.workspace.addChannel('C0PRIVATE', 'private', false);
  const to = (id: string) => post('key', { target: { platform: 'slack', room: 'x', channel: id } });
  expect(await adapter.post(to('C0PRIVATE'))).toMatchObject({
    outcome: 'forbidden',
    reason: expect.stringContaining('/invite'),
  });
  expect(await adapter.post(to('C0NOWHERE'))).toMatchObject({ outcome: 'gone' });
});

/** An outbox with short deadlines of its own. */
function impatientOutbox(apiUrl: string, deadlineMs = 500) {
  const log = new RecordingLog();
  const web = createSlackWeb({ token: secrets.botToken, apiUrl, deadlineMs, log });
  const identity = { ...bot, team: 'Istio', missingScopes: [] };
  const bounds = { preparationMs: 500, attemptMs: deadlineMs };
  return createOutbox({ web, shelf: new MemoryShelf(), clock: systemClock, log, identity, follow: () => {}, bounds });
}

test('a Slack that takes a post and never answers is cut off at the deadline, while others post; it is found, so it is posted once [fault 12]', async () => {
  const { slack, shown } = await open();
  slack.workspace.addChannel('C0OTHER', 'other');
  slack.faults.add('chat.postMessage', { kind: 'hang', accepted: true });
  const outbox = impatientOutbox(slack.apiUrl);
  const ended: string[] = [];
  const hanging = outbox.post(post('key')).finally(() => ended.push('key'));
  await slack.workspace.until('the post', () => shown().length === 1);
  const other = post('other', { target: { platform: 'slack', room: 'other', channel: 'C0OTHER' } });
  const posted = outbox.post(other).finally(() => ended.push('other'));
  expect(await posted).toMatchObject({ outcome: 'posted' });
  expect(await hanging).toMatchObject({ outcome: 'unknown' });
  expect(ended).toEqual(['other', 'key']);
  expect(await outbox.copies(post('key'))).toMatchObject([{ id: shown()[0]?.ts }]);
  expect(slack.posted('key')).toHaveLength(1);
});

test('a Slack that cannot be reached has surely not shown it [fault 18]', async () => {
  const closed = await FakeSlack.open();
  const { apiUrl } = closed;
  await closed.close();
  expect(await impatientOutbox(apiUrl).post(post('key'))).toEqual({
    outcome: 'not-delivered',
    reason: 'Slack cannot be reached (ECONNREFUSED).',
  });
});

test('one room’s limit of 30 seconds is told exactly, and holds no other room up [fault 13]', async () => {
  const { adapter, slack } = await open();
  slack.limits({ channelPerSecond: 1 / 30, burst: 1 });
  const others = Array.from({ length: 20 }, (_, n) => slack.workspace.addChannel(`C0OTHER${n}`, `other-${n}`).id);
  await adapter.post(post('first'));
  const [limited, ...free] = await Promise.all([
    adapter.post(post('second')),
    ...others.map((id) => adapter.post(post(id, { target: { platform: 'slack', room: id, channel: id } }))),
  ]);
  expect(limited).toEqual({ outcome: 'retry-after', seconds: 30 });
  expect(free.map(({ outcome }) => outcome)).toEqual(Array.from({ length: 20 }, () => 'posted'));
  expect([slack.limited, slack.posted('second').length]).toEqual([1, 0]);
});

test('a name that leads nowhere has surely not shown it [fault 18]', async () => {
  expect(await impatientOutbox('http://slack.invalid/api/', 5_000).post(post('key'))).toEqual({
    outcome: 'not-delivered',
    reason: expect.stringMatching(/^Slack cannot be reached \((ENOTFOUND|EAI_AGAIN)\)\.$/),
  });
});

test('a certificate that has expired has surely not shown it [fault 19]', async () => {
  const { url, close } = await expiredServer();
  closing.push(close);
  expect(await impatientOutbox(`${url}/api/`, 5_000).post(post('key'))).toEqual({
    outcome: 'not-delivered',
    reason: expect.stringMatching(/^Slack cannot be reached \((CERT_HAS_EXPIRED|DEPTH_ZERO_SELF_SIGNED_CERT)\)\.$/),
  });
});
