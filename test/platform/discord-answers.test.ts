/** What members do and see, through the real discord.js over real sockets. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Desk } from '../../src/adapter.js';
import { hushReply } from '../../src/command/problem-reply.js';
import { says, shareChoice } from '../support/discord/replies.js';
import { type DiscordSurface, startedDiscord } from '../support/discord/surface.js';
import { scriptedDesk } from '../support/scripted-desk.js';

const opened: DiscordSurface[] = [];
async function start(
  desk: Desk,
  ...more: Parameters<typeof startedDiscord> extends [Desk, ...infer Rest] ? Rest : never
) {
  const surface = await startedDiscord(desk, ...more);
  opened.push(surface);
  return surface;
}
afterEach(async () => {
  for (const { close, log, discord } of opened.splice(0)) {
    const logged = JSON.stringify(log.lines);
    const secrets = [discord.token, ...discord.world.interactions.keys()];
    await close();
    expect(secrets.filter((secret) => logged.includes(secret))).toEqual([]);
  }
});

const answers = {
  '/meeting': says('Next meeting', { choices: [shareChoice] }),
  '/meeting community': says('Community meeting', { choices: [shareChoice] }),
  '/meeting community (shared)': says('Community meeting', { audience: 'room' }),
  '/working-groups': says('Groups', {
    paging: { from: 1, to: 10, total: 20, next: { command: 'working-groups', options: { page: 2 } } },
  }),
  '/working-groups 2': says('More groups', {
    paging: { from: 11, to: 20, total: 20, previous: { command: 'working-groups', options: {} } },
  }),
  'when is the meeting?': says('On Thursday', {
    choices: [{ label: 'All', invoke: { command: 'meeting', options: {} } }, shareChoice],
  }),
} as const;

describe('a slash command', () => {
  test('is answered to the asker alone, who is known by name and language', async () => {
    const desk = scriptedDesk(answers);
    const { discord, ana } = await start(desk);
    const answer = await discord.answerTo(discord.slash(ana, discord.general, 'meeting', { name: 'community' }));
    expect(answer).toMatchObject({ text: 'Community meeting\n\nCommunity meeting, in a sentence.', ephemeral: true });
    expect(desk.asked).toEqual([
      {
        platform: 'discord',
        place: 'room',
        room: discord.general.id,
        reader: { id: ana.id, name: 'Ana', locale: 'de', groups: expect.any(Function) },
        invoke: { command: 'meeting', options: { name: 'community' } },
      },
    ]);
    expect(discord.shown(discord.general.id)).toEqual([]);
    expect(discord.callsOf('POST /interactions/:interaction/:token/callback')).toHaveLength(1);
  });

  test('in a direct message is answered by an ordinary message', async () => {
    const desk = scriptedDesk(answers);
    const { discord, ana } = await start(desk);
    const answer = await discord.answerTo(discord.slash(ana, discord.direct(ana), 'meeting'));
    expect(answer).toMatchObject({ ephemeral: false, buttons: [] });
    expect(desk.asked[0]).toMatchObject({ place: 'direct' });
  });

  test('that takes the desk long is announced first, and answered all the same', async () => {
    const desk = scriptedDesk(answers);
    const { discord, ana } = await start(desk);
    const release = desk.hold();
    const asked = discord.slash(ana, discord.general, 'meeting', { name: 'community' });
    await discord.until(() => asked.state === 'thinking');
    release();
    expect(await discord.answerTo(asked)).toMatchObject({ ephemeral: true, buttons: [{ label: 'Show to the room' }] });
    expect(discord.shown(discord.general.id)).toEqual([]);
  });

  test('whose answer is too long for one message gets all of it, to the asker alone', async () => {
    const items = Array.from({ length: 300 }, (_, index) => [`number ${index} with some words behind it`]);
    const desk = scriptedDesk({ '/meeting': says('All meetings', { body: [{ type: 'list', items }] }) });
    const { discord, ana } = await start(desk);
    discord.slash(ana, discord.general, 'meeting');
    const seen = await discord.until(() => {
      const all = discord.world.seenBy(ana.id, discord.general.id);
      return all.some(({ text }) => text.includes('number 299 ')) && all;
    });
    expect(seen.map(({ text }) => text.split('\n')[0])).toEqual([
      'All meetings',
      ...seen.slice(1).map((_, index) => `All meetings (${index + 2} of ${seen.length})`),
    ]);
    expect(seen.every(({ ephemeral }) => ephemeral)).toBe(true);
  });
});

describe('completion', () => {
  test('offers what the desk knows while a person types', async () => {
    const { discord, ana } = await start(scriptedDesk(answers));
    const offered = await discord.complete(ana, discord.general, 'meeting', 'name', 'com');
    expect(offered).toEqual([{ name: 'Community meeting', value: 'community' }]);
  });

  test('leaves out what Discord would refuse, and offers 25 at most', async () => {
    const long = { label: 'x'.repeat(101), value: 'long' };
    const empty = { label: 'xx', value: '' };
    const many = Array.from({ length: 25 }, (_, index) => ({ label: `x${index}`, value: String(index) }));
    const desk = scriptedDesk(answers, [long, empty, ...many]);
    const { discord, ana } = await start({ ...desk, complete: async () => [long, empty, ...many, ...many] });
    const offered = await discord.complete(ana, discord.general, 'meeting', 'name', 'x');
    expect(offered).toEqual(many.map(({ label, value }) => ({ name: label, value })));
  });

  test('offers nothing rather than late', async () => {
    const desk = { ...scriptedDesk(answers), complete: () => new Promise<never>(() => {}) };
    const { discord, ana } = await start(desk);
    expect(await discord.complete(ana, discord.general, 'meeting', 'name', 'x')).toEqual([]);
  });
});

describe('a button', () => {
  test('on one’s own answer changes that answer', async () => {
    const { discord, ana } = await start(scriptedDesk(answers));
    const first = await discord.answerTo(discord.slash(ana, discord.general, 'working-groups'));
    const second = await discord.answerTo(discord.press(ana, discord.general, 'Next'));
    expect(second.id).toBe(first.id);
    expect(second.text).toContain('More groups');
    expect(second.text).toContain('11 to 20 of 20');
    expect(second.buttons.map(({ label }) => label)).toEqual(['Previous']);
  });

  test('on a public message answers the presser alone and leaves the message', async () => {
    const { discord, ana } = await start(scriptedDesk(answers));
    const bo = discord.member({ username: 'bo' });
    discord.say(ana, discord.general, `<@${discord.bot.id}> when is the meeting?`);
    await discord.until(() => discord.shown(discord.general.id).length === 1);
    const answer = await discord.answerTo(discord.press(bo, discord.general, 'All'));
    expect(answer).toMatchObject({ ephemeral: true, text: 'Next meeting\n\nNext meeting, in a sentence.' });
    expect(
      discord.world.seenBy(ana.id, discord.general.id).filter(({ author }) => author === 'frontdesk'),
    ).toHaveLength(1);
    expect(discord.shown(discord.general.id)[0]?.text).toContain('On Thursday');
  });

  test('that shows to the room does so once and goes away, the other buttons stay', async () => {
    const two = says('Community meeting', {
      choices: [{ label: 'All', invoke: { command: 'meeting', options: {} } }, shareChoice],
    });
    const desk = scriptedDesk({ ...answers, '/meeting community': two });
    const { discord, ana } = await start(desk);
    const own = await discord.answerTo(discord.slash(ana, discord.general, 'meeting', { name: 'community' }));
    discord.press(ana, discord.general, 'Show to the room');
    const shown = await discord.until(() => discord.shown(discord.general.id)[0]);
    expect(shown).toMatchObject({ ephemeral: false, pings: [], buttons: [] });
    const mine = discord.world.seenBy(ana.id, discord.general.id).find(({ id }) => id === own.id);
    expect(mine?.buttons.map(({ label }) => label)).toEqual(['All']);
    expect(mine?.text).toBe(own.text);
  });

  test('that shows to the room keeps a problem between the desk and the presser', async () => {
    const desk = scriptedDesk({
      ...answers,
      '/meeting community (shared)': says('That did not work', { tone: 'problem' }),
    });
    const { discord, ana } = await start(desk);
    await discord.answerTo(discord.slash(ana, discord.general, 'meeting', { name: 'community' }));
    discord.press(ana, discord.general, 'Show to the room');
    await discord.until(() =>
      discord.world.seenBy(ana.id, discord.general.id).find(({ text }) => text.startsWith('That did not work')),
    );
    expect(discord.shown(discord.general.id)).toEqual([]);
  });

  test('that is too old says so', async () => {
    const { discord, ana, shelf } = await start(
      scriptedDesk({
        ...answers,
        '/meeting': says('Old', {
          choices: [{ label: 'Go', invoke: { command: 'ask', options: { question: 'x'.repeat(200) } } }],
        }),
      }),
    );
    await discord.answerTo(discord.slash(ana, discord.general, 'meeting'));
    shelf.held.length = 0;
    const answer = await discord.answerTo(discord.press(ana, discord.general, 'Go'));
    expect(answer.text).toContain('That button is too old to work. Please run the command again.');
    expect(answer.ephemeral).toBe(true);
  });
});

describe('a mention', () => {
  test('is answered in the room as a reply that pings nobody', async () => {
    const { discord, ana } = await start(scriptedDesk(answers));
    const asked = discord.say(ana, discord.general, `<@${discord.bot.id}> when is the meeting?`);
    const answer = await discord.until(() => discord.shown(discord.general.id)[0]);
    expect(answer).toMatchObject({ repliesTo: asked.id, pings: [], ephemeral: false });
    expect(answer.buttons.map(({ label }) => label)).toEqual(['All']);
  });

  test('of somebody who was told to wait is not answered with the same again', async () => {
    const desk = scriptedDesk({ ...answers, hush: hushReply });
    const { discord, ana } = await start(desk);
    const hushed = desk.nextAsked();
    discord.say(ana, discord.general, `<@${discord.bot.id}> hush`);
    await hushed;
    discord.say(ana, discord.general, `<@${discord.bot.id}> when is the meeting?`);
    await discord.until(() => discord.shown(discord.general.id)[0]);
    expect(discord.shown(discord.general.id)).toHaveLength(1);
  });

  test('reads names of people and channels', async () => {
    const desk = scriptedDesk(answers);
    const { discord, ana } = await start(desk);
    const asked = desk.nextAsked();
    discord.say(ana, discord.general, `<@${discord.bot.id}> is <@${ana.id}> in <#${discord.general.id}>?`);
    expect(await asked).toMatchObject({ line: 'is @Ana in #general?' });
  });

  test('of everybody else, of bots, of webhooks and of the system is left alone', async () => {
    const desk = scriptedDesk(answers);
    const { discord, ana } = await start(desk);
    const other = discord.member({ username: 'other', bot: true });
    const hello = `<@${discord.bot.id}> hello`;
    discord.say(ana, discord.general, 'when is the meeting?');
    discord.say(ana, discord.general, '@everyone when is the meeting?');
    discord.say(other, discord.general, hello);
    discord.say(ana, discord.general, hello, { webhook: '123456789012345678' });
    discord.say(ana, discord.general, hello, { type: 7 });
    discord.say(discord.bot, discord.general, hello);
    // Events arrive in order: when this one was asked, the others were passed over.
    discord.say(ana, discord.general, `<@${discord.bot.id}> when is the meeting?`);
    await discord.until(() => discord.shown(discord.general.id).find(({ text }) => text.startsWith('On Thursday')));
    expect(desk.asked).toHaveLength(1);
  });

  test('in a direct message needs no mention', async () => {
    const desk = scriptedDesk(answers);
    const { discord, ana } = await start(desk);
    const channel = discord.direct(ana);
    discord.say(ana, channel, 'when is the meeting?');
    await discord.until(() => discord.shown(channel.id)[0]);
    expect(desk.asked[0]).toMatchObject({ place: 'direct', room: channel.id, line: 'when is the meeting?' });
  });

  test('whose answer Discord took and did not confirm is shown once', async () => {
    const { discord, ana } = await start(scriptedDesk(answers));
    discord.fault('POST /channels/:channel/messages', { accept: true, answer: { status: 500 } });
    discord.say(ana, discord.general, `<@${discord.bot.id}> when is the meeting?`);
    await discord.until(() => discord.callsOf('POST /channels/:channel/messages').length === 2);
    expect(discord.shown(discord.general.id)).toHaveLength(1);
  });
});

describe('an answer that cannot be shown', () => {
  const sentence = 'Something broke here. Please try again; a maintainer can find it in the log.';
  const oversized = says('A title that no message takes '.repeat(200));
  const onShelf = says('Kept', {
    choices: [{ label: 'Go', invoke: { command: 'ask', options: { question: 'x'.repeat(200) } } }, shareChoice],
  });
  const down = () => Promise.reject(new Error('the store is down'));

  test.each([
    ['it is larger than a message', oversized, {}],
    ['the store is down', onShelf, { shelf: { keep: down, take: down } }],
  ] as const)('because %s is told as a fault to the asker alone, and logged', async (_why, reply, options) => {
    const { discord, ana, log } = await start(scriptedDesk({ '/meeting': reply }), options);
    const answer = await discord.answerTo(discord.slash(ana, discord.general, 'meeting'));
    expect(answer).toMatchObject({ ephemeral: true, buttons: [] });
    expect(answer.text).toContain(sentence);
    expect(log.lines.at(-1)).toMatchObject({ level: 'error', message: 'Discord: an answer could not be made' });
  });

  test('after it was announced takes the place of “thinking…”', async () => {
    const desk = scriptedDesk({ '/meeting': oversized });
    const { discord, ana } = await start(desk);
    const release = desk.hold();
    const asked = discord.slash(ana, discord.general, 'meeting');
    await discord.until(() => asked.state === 'thinking');
    release();
    expect((await discord.answerTo(asked)).text).toContain(sentence);
  });

  test('is told in the room where it was asked there', async () => {
    const { discord, ana } = await start(scriptedDesk({ 'when is the meeting?': oversized }));
    discord.say(ana, discord.general, `<@${discord.bot.id}> when is the meeting?`);
    const shown = await discord.until(() => discord.shown(discord.general.id)[0]);
    expect(shown.text).toContain(sentence);
  });

  test('to the room is told to the presser alone', async () => {
    const desk = scriptedDesk({ ...answers, '/meeting community (shared)': oversized });
    const { discord, ana } = await start(desk);
    await discord.answerTo(discord.slash(ana, discord.general, 'meeting', { name: 'community' }));
    discord.press(ana, discord.general, 'Show to the room');
    await discord.until(() =>
      discord.world.seenBy(ana.id, discord.general.id).find(({ text }) => text.includes(sentence)),
    );
    expect(discord.shown(discord.general.id)).toEqual([]);
  });

  test('of a button that the store cannot tell leaves the message as it was', async () => {
    const { discord, ana, shelf } = await start(scriptedDesk({ '/meeting': onShelf }));
    const first = await discord.answerTo(discord.slash(ana, discord.general, 'meeting'));
    shelf.take = down;
    const answer = await discord.answerTo(discord.press(ana, discord.general, 'Go'));
    expect(answer.id).not.toBe(first.id);
    expect(answer).toMatchObject({ ephemeral: true });
    expect(answer.text).toContain(sentence);
  });
});

describe('an answer that Discord does not take', () => {
  test.each([
    ['too late', '[fault 26]', 404, 10062, 'warn'],
    ['answered by another process', '[fault 27]', 400, 40060, 'info'],
  ] as const)(
    'because it is %s is logged in one line and not tried again %s',
    async (_why, _row, status, code, level) => {
      const { discord, ana, log, adapter } = await start(scriptedDesk(answers));
      const before = log.lines.length;
      const body = { code, message: 'no' };
      discord.fault('POST /interactions/:interaction/:token/callback', { answer: { status, body } });
      discord.slash(ana, discord.general, 'meeting');
      await discord.until(() => discord.callsOf('POST /interactions/:interaction/:token/callback').length === 1);
      await adapter.stop();
      const lines = log.lines.slice(before).filter(({ message }) => !message.endsWith('stopped'));
      expect(lines.map((line) => line.level)).toEqual([level]);
      expect(discord.callsOf('POST /interactions/:interaction/:token/callback')).toHaveLength(1);
    },
  );

  test.each([
    ['Discord stumbles', { answer: { status: 502 } }],
    ['Discord asks to wait', { answer: { status: 429, headers: { 'retry-after': '0' } } }],
    ['the connection is cut', { reset: true }],
  ] as const)('because %s is sent again', async (_why, fault) => {
    const { discord, ana } = await start(scriptedDesk(answers));
    discord.fault('POST /interactions/:interaction/:token/callback', fault);
    const answer = await discord.answerTo(discord.slash(ana, discord.general, 'meeting'));
    expect(answer.ephemeral).toBe(true);
    expect(discord.callsOf('POST /interactions/:interaction/:token/callback')).toHaveLength(2);
  });

  test('because a proxy refuses it is logged without the address, and not sent again', async () => {
    const { discord, ana, log, adapter } = await start(scriptedDesk(answers));
    const answer = { status: 403, text: '<html>Blocked</html>' };
    discord.fault('POST /interactions/:interaction/:token/callback', { answer });
    discord.slash(ana, discord.general, 'meeting');
    await discord.until(() => discord.callsOf('POST /interactions/:interaction/:token/callback').length === 1);
    await adapter.stop();
    expect(log.lines.filter(({ level }) => level === 'warn').map(({ fields }) => fields)).toEqual([
      { what: 'interaction', reason: 'Something before Discord answered 403.' },
    ]);
    expect(discord.callsOf('POST /interactions/:interaction/:token/callback')).toHaveLength(1);
  });

  test('for lack of a permission is logged with Discord’s own words', async () => {
    const { discord, ana, log, adapter } = await start(scriptedDesk(answers));
    const body = { code: 50013, message: 'Missing Permissions' };
    discord.fault('POST /channels/:channel/messages', { answer: { status: 403, body } });
    discord.say(ana, discord.general, `<@${discord.bot.id}> when is the meeting?`);
    await discord.until(() => discord.callsOf('POST /channels/:channel/messages').length === 1);
    await adapter.stop();
    expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([
      {
        level: 'warn',
        message: 'Discord: an answer could not be shown',
        fields: { what: 'message', reason: 'Discord answered 403 (50013, Missing Permissions).' },
      },
    ]);
  });
});

describe('an event that arrives twice', () => {
  test('is handled once by two processes that share a store [fault 23]', async () => {
    const desk = scriptedDesk(answers);
    const { discord, ana, once, shelf, threads, modes, log } = await start(desk);
    const { createDiscordAdapter } = await import('../../adapters/discord/index.js');
    const { token, apiUrl } = discord;
    const second = createDiscordAdapter({ token, apiUrl, once, shelf, threads, modes, log });
    await second.start(desk);
    await discord.answerTo(discord.slash(ana, discord.general, 'meeting'));
    discord.say(ana, discord.general, `<@${discord.bot.id}> when is the meeting?`);
    await discord.until(() => discord.shown(discord.general.id).length > 0);
    await second.stop();
    expect(discord.gateway.identifies).toBe(2);
    expect(desk.asked).toHaveLength(2);
    expect(discord.shown(discord.general.id)).toHaveLength(1);
  });

  test('is answered even while the store cannot tell', async () => {
    const broken = { first: () => Promise.reject(new Error('the store is down')) };
    const { discord, ana } = await start(scriptedDesk(answers), { once: broken });
    const answer = await discord.answerTo(discord.slash(ana, discord.general, 'meeting'));
    expect(answer.text).toContain('Next meeting');
  });
});
