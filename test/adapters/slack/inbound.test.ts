import { expect, test } from 'vitest';
import { readInbound } from '../../../adapters/slack/inbound.js';
import { bot, commandPayload, eventPayload, pressPayload } from '../../support/slack/payloads.js';

const self = { userId: bot.userId, botId: bot.botId };
const inGeneral = { user: 'U0ANA', channel: 'C0GENERAL', channelName: 'general' };
const ids = { trigger: '13.7.abc', responseUrl: 'https://hooks.slack.com/commands/1' };

test('a slash command is a line with its answer’s address', () => {
  expect(readInbound(commandPayload(inGeneral, '/meeting', ' community &amp; more ', ids), self)).toEqual({
    kind: 'command',
    once: 'slack:command:13.7.abc',
    line: '/meeting community & more',
    user: 'U0ANA',
    room: 'C0GENERAL',
    place: 'room',
    responseUrl: 'https://hooks.slack.com/commands/1',
  });
});

test('a slash command typed between two people is asked directly', () => {
  const direct = { user: 'U0ANA', channel: 'D0BEN', channelName: 'directmessage' };
  expect(readInbound(commandPayload(direct, '/meeting', '', ids), self)).toMatchObject({
    line: '/meeting',
    place: 'direct',
  });
});

test('a mention belongs into the thread of its message', () => {
  const event = {
    type: 'app_mention',
    user: 'U0ANA',
    text: `<@${bot.userId}> who leads?`,
    ts: '10.000001',
    channel: 'C0GENERAL',
  };
  expect(readInbound(eventPayload(event, 'Ev1'), self)).toEqual({
    kind: 'mention',
    once: 'slack:message:C0GENERAL:10.000001',
    line: 'who leads?',
    user: 'U0ANA',
    room: 'C0GENERAL',
    place: 'room',
    thread: '10.000001',
    standsInThread: false,
  });
  expect(readInbound(eventPayload({ ...event, thread_ts: '9.000001' }, 'Ev2'), self)).toMatchObject({
    thread: '9.000001',
    standsInThread: true,
  });
});

const direct = { type: 'message', channel_type: 'im', user: 'U0ANA', text: 'hello', ts: '10.000001', channel: 'D0ANA' };

test('a direct message is a line of its own conversation', () => {
  expect(readInbound(eventPayload(direct, 'Ev1'), self)).toMatchObject({
    kind: 'direct',
    line: 'hello',
    place: 'direct',
  });
});

test('a question with a file beside it is a question', () => {
  const event = { ...direct, subtype: 'file_share', files: [{ id: 'F1' }] };
  expect(readInbound(eventPayload(event, 'Ev1'), self)).toMatchObject({ kind: 'direct', line: 'hello' });
});

const inChannel = { ...direct, channel_type: 'channel', channel: 'C0GENERAL' };

test('what people say to each other is told apart from what is said to the desk', () => {
  expect(readInbound(eventPayload({ ...inChannel, text: 'hi &amp; bye', thread_ts: '9.000001' }, 'Ev1'), self)).toEqual(
    {
      kind: 'talk',
      once: 'slack:message:C0GENERAL:10.000001',
      source: 'hi &amp; bye',
      user: 'U0ANA',
      room: 'C0GENERAL',
      place: 'room',
      ts: '10.000001',
      thread: '9.000001',
    },
  );
});

test('a reply that is sent to the channel as well is what people say in its thread', () => {
  const reply = { ...inChannel, subtype: 'thread_broadcast', thread_ts: '9.000001' };
  expect(readInbound(eventPayload(reply, 'Ev1'), self)).toMatchObject({ kind: 'talk', thread: '9.000001' });
});

test.each([
  ['with a file beside it', `<@${bot.userId}> hello`, { files: [{ id: 'F1' }], subtype: 'file_share' }, 'hello'],
  ['with nothing else', `<@${bot.userId}>`, {}, ''],
  ['with somebody else’s', `<@${bot.userId}> <@U0BEN> hello`, {}, '@U0BEN hello'],
])('a mention %s is answered', (_what, text, more, line) => {
  const mention = { type: 'app_mention', user: 'U0ANA', text, ts: '10.000001', channel: 'C0GENERAL', ...more };
  expect(readInbound(eventPayload(mention, 'Ev1'), self)).toMatchObject({ kind: 'mention', line });
});

test('a mention has one name, whichever of Slack’s events tells of it', () => {
  const mention = { type: 'app_mention', user: 'U0ANA', text: 'x', ts: '10.000001', channel: 'C0GENERAL' };
  const once = 'slack:message:C0GENERAL:10.000001';
  expect(readInbound(eventPayload(mention, 'Ev1'), self)).toMatchObject({ once });
  expect(readInbound(eventPayload(inChannel, 'Ev2'), self)).toMatchObject({ once });
});

test.each([
  ['another bot’s message', { ...direct, bot_id: 'B1' }],
  ['its own message', { ...direct, user: bot.userId }],
  ['an edited message', { ...direct, subtype: 'message_changed' }],
  ['a deleted message', { ...direct, subtype: 'message_deleted' }],
  ['a message of Slack’s own bot', { ...direct, user: 'USLACKBOT' }],
  ['a message of a group of people’s own', { ...direct, channel_type: 'mpim', channel: 'G0GROUP' }],
  ['an edited message of a channel', { ...inChannel, subtype: 'message_changed' }],
  ['a notice that somebody joined', { ...inChannel, subtype: 'channel_join' }],
  ['what is said to a person', { ...inChannel, text: '<@U0BEN|🦊>, when is the next meeting?' }],
  ['what is said to a user group', { ...inChannel, text: 'when is the next meeting, <!subteam^S0LEADS>?' }],
  [
    'a notice that names it',
    { type: 'app_mention', subtype: 'channel_topic', user: 'U0ANA', text: 'x', ts: '1.1', channel: 'C1' },
  ],
  ['another bot’s message in a channel', { ...inChannel, subtype: 'bot_message', bot_id: 'B1' }],
  ['its own message in a channel', { ...inChannel, user: bot.userId, bot_id: bot.botId }],
  ['a message that mentions it, which arrives as a mention too', { ...inChannel, text: `so <@${bot.userId}> who?` }],
  ['the same with its name beside the id', { ...inChannel, text: `<@${bot.userId}|frontdesk> who?` }],
  ['a message that nobody wrote', { ...direct, user: undefined }],
  [
    'an edited mention',
    { type: 'app_mention', user: 'U0ANA', text: 'x', ts: '1.1', channel: 'C1', edited: { ts: '2.1' } },
  ],
  [
    'a mention in a direct message, which arrives as a message too',
    { type: 'app_mention', user: 'U0ANA', text: 'x', ts: '1.1', channel: 'D0ANA' },
  ],
  ['an opened messages tab', { type: 'app_home_opened', user: 'U0ANA', tab: 'messages' }],
  ['a reaction', { type: 'reaction_added', user: 'U0ANA' }],
])('%s is not for the desk', (_what, event) => {
  expect(readInbound(eventPayload(event, 'Ev1'), self)).toBeUndefined();
});

test('a pressed button tells where it stands', () => {
  const container = {
    type: 'message',
    message_ts: '11.000001',
    channel_id: 'C0GENERAL',
    is_ephemeral: true,
    thread_ts: '9.000001',
  };
  const pressed = { actionId: 'page:next', value: '["meeting",{}]', label: 'Next' };
  expect(readInbound(pressPayload(inGeneral, pressed, container, ids), self)).toEqual({
    kind: 'press',
    once: 'slack:press:13.7.abc',
    value: '["meeting",{}]',
    turnsPage: true,
    on: 'ephemeral',
    user: 'U0ANA',
    room: 'C0GENERAL',
    place: 'room',
    responseUrl: 'https://hooks.slack.com/commands/1',
    message: '11.000001',
    thread: '9.000001',
  });
});

test.each([
  undefined,
  null,
  '',
  7,
  [],
  {},
  { type: 'block_actions' },
  { type: 'event_callback' },
  { command: '/x' },
  { command: 1 },
])('a body that says nothing (%j) is left alone', (body) => {
  expect(readInbound(body, self)).toBeUndefined();
});
