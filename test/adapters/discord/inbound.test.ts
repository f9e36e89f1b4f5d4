import type { APIInteraction, GatewayMessageCreateDispatchData } from 'discord.js';
import { describe, expect, test } from 'vitest';
import { readInteraction, readMessage, readTalk, type Surroundings } from '../../../adapters/discord/inbound.js';

const bot = '998877665544332211';
const surroundings: Surroundings = {
  selfId: bot,
  channelName: (id) => (id === '77' ? 'general' : undefined),
  parentOf: (id) => (id === '90' ? '77' : undefined),
  roleName: (id) => (id === '55' ? 'Leads' : undefined),
};
const botUser = { id: bot, username: 'frontdesk', global_name: null };

function message(content: string, change: object = {}): GatewayMessageCreateDispatchData {
  return {
    id: '1000',
    type: 0,
    channel_id: '77',
    guild_id: '8',
    content,
    author: { id: '42', username: 'ana', global_name: 'Ana' },
    member: { nick: 'Ana R.' },
    mentions: content.includes(bot) ? [botUser] : [],
    mention_roles: [],
    ...change,
  } as unknown as GatewayMessageCreateDispatchData;
}

describe('what people say to each other', () => {
  test('is told apart from what is said to the bot, and read only when asked for', () => {
    const talk = readTalk(message('see <#77>, all'), surroundings);
    expect(talk).toMatchObject({ room: '77', opensThread: false, repliesToBot: false });
    expect(talk?.thread).toBeUndefined();
    expect(talk?.read()).toEqual({ text: 'see #general, all', reader: { id: '42', name: 'Ana R.' } });
  });

  test('in a thread belongs to the channel of the thread', () => {
    expect(readTalk(message('hello', { channel_id: '90' }), surroundings)).toMatchObject({
      room: '77',
      thread: '90',
      opensThread: false,
    });
  });

  test('as the first message of a forum’s post has the post’s title before it', () => {
    const named = { ...surroundings, channelName: () => 'How do I join?' };
    const talk = readTalk(message('I found no link.', { channel_id: '90', id: '90' }), named);
    expect(talk).toMatchObject({ room: '77', thread: '90', opensThread: true });
    expect(talk?.read().text).toBe('How do I join?\nI found no link.');
  });

  test.each([
    ['a mention of the bot', message(`<@${bot}> hello`)],
    ['a reply to somebody', message('yes', { type: 19, referenced_message: { author: { id: '43' } } })],
    ['what is said to a person', message('see <@43>', { mentions: [{ id: '43', username: 'bo', global_name: 'Bo' }] })],
    ['what is said to a role', message('see <@&55>', { mention_roles: ['55'] })],
    ['a direct message', message('hello', { guild_id: undefined })],
    ['a message without text, as all are without the intent', message('')],
    ['another bot', message('hello', { author: { id: '5', username: 'x', bot: true } })],
    ['a webhook', message('hello', { webhook_id: '5' })],
    ['a notice', message('hello', { type: 7 })],
  ])('%s is none of it', (_what, given) => {
    expect(readTalk(given, surroundings)).toBeUndefined();
  });
});

describe('a message', () => {
  test('that mentions the bot is a line from its author, the mention taken away', () => {
    expect(readMessage(message(`<@${bot}> when is   the meeting?`), surroundings)).toEqual({
      line: 'when is the meeting?',
      asking: { platform: 'discord', place: 'room', room: '77', reader: { id: '42', name: 'Ana R.' } },
    });
  });

  test('to the bot alone needs no mention', () => {
    const direct = message('/meeting community', { guild_id: undefined, member: undefined });
    expect(readMessage(direct, surroundings)).toEqual({
      line: '/meeting community',
      asking: { platform: 'discord', place: 'direct', room: '77', reader: { id: '42', name: 'Ana' } },
    });
  });

  test('tells the roles of its author as they are now, and none where there are no roles', async () => {
    const member = { nick: 'Ana R.', roles: ['55', '56'] };
    const read = readMessage(message(`<@${bot}> hello`, { member }), surroundings);
    expect(await read?.asking.reader.groups?.()).toEqual(['55', '56']);
    const direct = readMessage(message('hello', { guild_id: undefined, member: undefined }), surroundings);
    expect(direct?.asking.reader.groups).toBeUndefined();
  });

  test('that replies to the bot is heard, and addressed to it only where it names it', () => {
    // The reply pings the bot: Discord calls that a mention.
    const pings = { type: 19, referenced_message: { author: botUser }, mentions: [botUser] };
    const reply = message('who leads networking?', pings);
    expect(readMessage(reply, surroundings)).toBeUndefined();
    expect(readTalk(reply, surroundings)).toMatchObject({ room: '77', repliesToBot: true });
    expect(readMessage(message(`<@${bot}> and the one after?`, pings), surroundings)?.line).toBe('and the one after?');
  });

  test.each([
    ['people by name', `<@${bot}> who is <@43>?`, 'who is @Bo?'],
    ['unknown people', `<@!${bot}> who is <@99>?`, 'who is @someone?'],
    ['roles', `<@${bot}> who are <@&55> and <@&56>?`, 'who are @Leads and @role?'],
    ['channels', `<@${bot}> what is <#77> and <#78>?`, 'what is #general and #channel?'],
    ['emoji', `<@${bot}> <:sail:123> <a:wave:124> hello`, ':sail: :wave: hello'],
    ['commands', `<@${bot}> what does </meeting:5> do`, 'what does /meeting do'],
    ['times', `<@${bot}> is <t:1796929200:F> right`, 'is 2026-12-10T19:00:00Z right'],
    ['a mention in the middle', `hey <@${bot}>, hello`, 'hey , hello'],
    ['nothing but the mention', `<@${bot}>`, ''],
  ])('shows %s as a person reads them', (_what, content, line) => {
    const bo = { id: '43', username: 'bo', global_name: 'Bo' };
    const read = readMessage(message(content, { mentions: [botUser, bo] }), surroundings);
    expect(read?.line).toBe(line);
  });

  test.each([
    ['that mentions nobody', message('when is the meeting?')],
    ['that mentions someone else', message('<@43> hello', { mentions: [{ id: '43', username: 'bo' }] })],
    ['that mentions everyone', message('@everyone hello', { mention_everyone: true })],
    ['of a bot', message(`<@${bot}> hi`, { author: { id: '44', username: 'other', bot: true } })],
    ['of the bot itself', message(`<@${bot}> hi`, { author: { ...botUser, bot: true } })],
    ['of a webhook', message(`<@${bot}> hi`, { webhook_id: '5' })],
    ['of the system', message(`<@${bot}> joined`, { type: 7 })],
    ['that starts a thread', message(`<@${bot}>`, { type: 18 })],
    ['that replies to someone else', message('yes', { type: 19, referenced_message: { author: { id: '43' } } })],
    ['that is a picture in a direct message', message('', { guild_id: undefined })],
  ])('%s is not for the bot', (_what, given) => {
    expect(readMessage(given, surroundings)).toBeUndefined();
  });
});

describe('an interaction', () => {
  const common = {
    id: '1',
    token: 't',
    locale: 'de',
    guild_id: '8',
    channel: { id: '77', type: 0 },
    member: { nick: null, user: { id: '42', username: 'ana', global_name: 'Ana' } },
  };
  const asking = { platform: 'discord', place: 'room', room: '77', reader: { id: '42', name: 'Ana', locale: 'de' } };
  const read = (given: object) => readInteraction({ ...common, ...given } as unknown as APIInteraction);

  test('with a slash command carries its options with their types', () => {
    const options = [
      { name: 'query', type: 3, value: 'net' },
      { name: 'page', type: 4, value: 2 },
    ];
    expect(read({ type: 2, data: { type: 1, name: 'working-groups', options } })).toEqual({
      kind: 'command',
      asking,
      invoke: { command: 'working-groups', options: { query: 'net', page: 2 } },
    });
  });

  test('tells the roles of its asker', async () => {
    const member = { ...common.member, roles: ['55'] };
    const asked = read({ type: 2, data: { type: 1, name: 'meeting' }, member });
    const groups = asked !== undefined && 'asking' in asked ? asked.asking.reader.groups : undefined;
    expect(await groups?.()).toEqual(['55']);
  });

  test('in a direct message is direct, in a group message others read along', () => {
    const data = { type: 1, name: 'meeting' };
    const user = { id: '42', username: 'ana', global_name: null };
    const alone = { type: 2, data, guild_id: undefined, member: undefined, user };
    expect(read({ ...alone, channel: { id: '9', type: 1 } })).toMatchObject({
      asking: { place: 'direct', room: '9', reader: { id: '42', name: 'ana', locale: 'de' } },
    });
    expect(read({ ...alone, channel: { id: '9', type: 3 } })).toMatchObject({ asking: { place: 'room' } });
  });

  test('with a button tells whether the message is the presser’s own', () => {
    const data = { component_type: 2, custom_id: '0~x' };
    expect(read({ type: 3, data, message: { flags: 64, components: [] } })).toEqual({
      kind: 'button',
      asking,
      customId: '0~x',
      on: { own: true, components: [] },
    });
    expect(read({ type: 3, data, message: { flags: 0, components: [] } })).toMatchObject({ on: { own: false } });
  });

  test('while typing names the option that is typed into', () => {
    const options = [
      { name: 'page', type: 4, value: 1 },
      { name: 'query', type: 3, value: 'ne', focused: true },
    ];
    expect(read({ type: 4, data: { name: 'working-groups', options } })).toEqual({
      kind: 'completion',
      command: 'working-groups',
      option: 'query',
      typed: 'ne',
      filled: { page: 1 },
    });
  });

  describe('within a subcommand', () => {
    const within = (given: object, branchOf: (command: string) => string | undefined) =>
      readInteraction({ ...common, ...given } as unknown as APIInteraction, branchOf);
    const move = (...options: object[]) => ({ name: 'schedule', options: [{ type: 1, name: 'move', options }] });
    const action = (command: string) => (command === 'schedule' ? 'action' : undefined);
    const meeting = { name: 'meeting', type: 3, value: 'community' };

    test('carries the subcommand as the option that it stands for', () => {
      expect(within({ type: 2, data: { type: 1, ...move(meeting) } }, action)).toMatchObject({
        kind: 'command',
        invoke: { command: 'schedule', options: { action: 'move', meeting: 'community' } },
      });
      const bare = { type: 1, name: 'schedule', options: [{ type: 1, name: 'list' }] };
      expect(within({ type: 2, data: bare }, action)).toMatchObject({ invoke: { options: { action: 'list' } } });
    });

    test('while typing tells what else is filled in', () => {
      const date = { name: 'date', type: 3, value: '24', focused: true };
      expect(within({ type: 4, data: move(meeting, date) }, action)).toEqual({
        kind: 'completion',
        command: 'schedule',
        option: 'date',
        typed: '24',
        filled: { action: 'move', meeting: 'community' },
      });
    });

    test('that the desk no longer has leaves its options', () => {
      expect(within({ type: 2, data: { type: 1, ...move(meeting) } }, () => undefined)).toMatchObject({
        invoke: { options: { meeting: 'community' } },
      });
    });
  });

  test.each([
    ['a command on a message', { type: 2, data: { type: 3, name: 'x' } }],
    ['a menu', { type: 3, data: { component_type: 3, custom_id: 'x' }, message: {} }],
    ['a form', { type: 5, data: {} }],
    ['a ping', { type: 1 }],
  ])('of a kind that is offered nowhere is none: %s', (_what, given) => {
    expect(read(given)).toBeUndefined();
  });
});
