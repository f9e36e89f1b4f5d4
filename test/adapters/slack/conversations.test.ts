import { expect, test } from 'vitest';
import { createConversations } from '../../../adapters/slack/conversations.js';
import type { Called } from '../../../adapters/slack/transport.js';
import type { Target } from '../../../src/adapter.js';

const ana: Target = { platform: 'slack', room: '', channel: 'U0ANA', person: true };
const general: Target = { platform: 'slack', room: 'general', channel: 'C0GENERAL' };

function setUp(...answers: readonly Called[]) {
  const left = [...answers];
  const asked: unknown[] = [];
  const conversations = createConversations({
    call: async (method, args) => {
      asked.push([method, args]);
      return left.shift() ?? { ok: true, data: { ok: true, channel: { id: 'D0ANA' } } };
    },
  });
  return { conversations, asked };
}

const failing = (failure: Extract<Called, { ok: false }>['failure']): Called => ({ ok: false, failure });

test('a channel is itself, and nothing is asked', async () => {
  const { conversations, asked } = setUp();
  expect(await conversations.channelOf(general)).toEqual({ ok: true, channel: 'C0GENERAL' });
  expect(asked).toEqual([]);
});

test('a person’s direct message is opened once', async () => {
  const { conversations, asked } = setUp();
  expect(await conversations.channelOf(ana)).toEqual({ ok: true, channel: 'D0ANA' });
  expect(await conversations.channelOf(ana)).toEqual({ ok: true, channel: 'D0ANA' });
  expect(asked).toEqual([['conversations.open', { users: 'U0ANA' }]]);
});

test('who asks while Slack has not answered waits for the same answer, and it is known from then on', async () => {
  let answer: (called: Called) => void = () => {};
  const asked: string[] = [];
  const conversations = createConversations({
    call: (method) => {
      asked.push(method);
      return new Promise((resolve) => {
        answer = resolve;
      });
    },
  });
  const both = [conversations.channelOf(ana), conversations.channelOf(ana)];
  answer({ ok: true, data: { ok: true, channel: { id: 'D0ANA' } } });
  const open = { ok: true, channel: 'D0ANA' };
  expect(await Promise.all(both)).toEqual([open, open]);
  expect(await conversations.channelOf(ana)).toEqual(open);
  expect(asked).toEqual(['conversations.open']);
});

test.each<[string, Called, object]>([
  ['an unclear answer', failing({ outcome: 'unknown', reason: 'x.' }), { outcome: 'not-delivered', reason: 'x.' }],
  ['an answer without an id', { ok: true, data: { ok: true } }, { outcome: 'not-delivered' }],
  ['a limit', failing({ outcome: 'retry-after', seconds: 7 }), { outcome: 'retry-after', seconds: 7 }],
  ['a person who does not exist', failing({ outcome: 'gone', reason: 'y.' }), { outcome: 'gone', reason: 'y.' }],
  ['an id that Slack calls wrong', failing({ outcome: 'refused', reason: 'z.' }), { outcome: 'gone', reason: 'z.' }],
])('%s means that nothing was shown, and is asked again the next time', async (_what, answer, failure) => {
  const { conversations } = setUp(answer);
  expect(await conversations.channelOf(ana)).toMatchObject({ ok: false, failure });
  expect(await conversations.channelOf(ana)).toEqual({ ok: true, channel: 'D0ANA' });
});
