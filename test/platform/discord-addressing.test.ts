/** When the desk speaks on Discord, and where: through the real discord.js over real sockets. */
import { afterEach, describe, expect, test } from 'vitest';
import { says, shareChoice } from '../support/discord/replies.js';
import { type DiscordSurface, startedDiscord } from '../support/discord/surface.js';
import type { Channel, Member } from '../support/discord/world.js';
import { type ScriptedDesk, scriptedDesk } from '../support/scripted-desk.js';

const question = 'when is the next meeting?';
const answers = {
  [question]: says('On Thursday', { choices: [shareChoice] }),
  'who leads networking?': says('Sam leads it'),
  'How do I join?\nI found no link. Where is it written down?': says('Join here'),
  '/meeting': says('Meetings'),
};

type Open = DiscordSurface & { readonly desk: ScriptedDesk; readonly ben: Member };

const opened: DiscordSurface[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** With Discord's switch "Message Content Intent" on, and asked for, where a room answers questions. */
async function open(mode: 'off' | 'mention' | 'questions', isSwitchedOn = true): Promise<Open> {
  const desk = scriptedDesk(answers);
  const surface = await startedDiscord(
    desk,
    { modes: () => mode, readsRooms: mode === 'questions' },
    { messageContent: isSwitchedOn },
  );
  opened.push(surface);
  return { ...surface, desk, ben: surface.discord.member({ username: 'ben', global_name: 'Ben' }) };
}

/** The first lines of what the bot wrote there, when all that was said before is done with. */
async function botSays(
  { discord, adapter, ana }: Open,
  channel: Channel = discord.general,
): Promise<readonly string[]> {
  // Events come in order, and stopping waits for what they began.
  discord.say(ana, discord.direct(ana), '/meeting');
  await discord.until(() => discord.shown(discord.direct(ana).id).length > 0);
  await adapter.stop();
  return discord.shown(channel.id).map(({ text }) => text.split('\n')[0] ?? '');
}

const heardBy = ({ desk }: Open) => desk.heard.map(({ room, thread, text }) => ({ room, thread, text }));

describe('in a room that answers questions', () => {
  test('one is answered as a reply that everybody reads, without a button to show it to everybody', async () => {
    const run = await open('questions');
    const { discord, ana } = run;
    const asked = discord.say(ana, discord.general, question);
    expect(await botSays(run)).toEqual(['On Thursday']);
    expect(discord.shown(discord.general.id)[0]).toMatchObject({ repliesTo: asked.id, pings: [], buttons: [] });
    expect(run.desk.heard).toMatchObject([
      { platform: 'discord', place: 'room', room: discord.general.id, reader: { id: ana.id, name: 'Ana' } },
    ]);
  });

  test.each([
    ['talk', 'see you at the meeting', {}],
    ['a question to a person', '<@USER> when is the next meeting?', {}],
    ['a webhook', question, { webhook: '5' }],
    ['a notice', question, { type: 7 }],
  ])('%s is left alone', async (_what, content, more) => {
    const run = await open('questions');
    run.discord.say(run.ana, run.discord.general, content.replace('USER', run.ben.id), more);
    expect(await botSays(run)).toEqual([]);
    expect(run.desk.heard).toEqual([]);
    expect([...run.once.keys].filter((key) => !key.startsWith('discord:message'))).toEqual([]);
  });

  test('a question to somebody whose name begins with no letter is left alone', async () => {
    const run = await open('questions');
    const { discord, ana } = run;
    const fox = discord.member({ username: 'fox', global_name: '🦊 Fox' });
    discord.say(ana, discord.general, `<@${fox.id}>, ${question}`);
    expect(await botSays(run)).toEqual([]);
    expect(run.desk.heard).toEqual([]);
  });

  test('another bot is left alone', async () => {
    const run = await open('questions');
    const { discord } = run;
    discord.say(discord.member({ username: 'other', bot: true }), discord.general, question);
    expect(await botSays(run)).toEqual([]);
  });

  test('a reply to somebody is theirs', async () => {
    const run = await open('questions');
    const { discord, ana, ben } = run;
    const { id } = discord.say(ben, discord.general, 'I cannot come on Thursday');
    discord.say(ana, discord.general, question, { replyTo: id });
    expect(await botSays(run)).toEqual([]);
    expect(run.desk.heard).toEqual([]);
  });

  test('a forum’s post is a question with its title, and the post is then listened to', async () => {
    const run = await open('questions');
    const { discord, ana, ben, threads } = run;
    const forum = discord.forum('help');
    const post = discord.openThread(ana, forum, 'How do I join?', 'I found no link. Where is it written down?');
    await threads.first();
    discord.say(ben, post, 'who leads networking?');
    expect(await botSays(run, post)).toEqual(['Join here', 'Sam leads it']);
    expect(heardBy(run)).toEqual([
      { room: forum.id, text: 'How do I join?\nI found no link. Where is it written down?' },
      { room: forum.id, thread: 'other', text: 'who leads networking?' },
    ]);
  });

  test('a question in a thread of other people is theirs', async () => {
    const run = await open('questions');
    const { discord, ana } = run;
    const thread = discord.openThread(ana, discord.general, 'Release');
    discord.say(ana, thread, question);
    expect(await botSays(run, thread)).toEqual([]);
    expect(run.desk.heard).toEqual([]);
  });

  test('a mention in a thread makes it one that is listened to', async () => {
    const run = await open('questions');
    const { discord, ana, threads } = run;
    const thread = discord.openThread(ana, discord.general, 'Release');
    discord.say(ana, thread, `<@${discord.bot.id}> ${question}`);
    await threads.first();
    discord.say(ana, thread, 'who leads networking?');
    expect(await botSays(run, thread)).toEqual(['On Thursday', 'Sam leads it']);
    expect(run.desk.heard).toMatchObject([{ room: discord.general.id, thread: 'asker' }]);
  });

  test('an event that arrives twice is answered once', async () => {
    const run = await open('questions');
    const { discord, ana } = run;
    discord.say(ana, discord.general, question);
    discord.gateway.repeatLast('MESSAGE_CREATE');
    expect(await botSays(run)).toEqual(['On Thursday']);
    expect(run.desk.heard).toHaveLength(1);
  });
});

describe('in a room that answers mentions', () => {
  test('nothing privileged is asked for, and what people ask each other is not heard', async () => {
    const run = await open('mention', false);
    const { discord, ana } = run;
    discord.say(ana, discord.general, question);
    expect(await botSays(run)).toEqual([]);
    expect(run.desk.heard).toEqual([]);
    expect(run.threads.lookUps).toBe(0);
    expect(discord.gateway.identifies).toBe(1);
  });

  test('a reply to the bot that pings it is addressed to it', async () => {
    const run = await open('mention', false);
    const { discord, ana } = run;
    discord.say(ana, discord.general, `<@${discord.bot.id}> ${question}`);
    const [first] = await discord.until(() => {
      const shown = discord.shown(discord.general.id);
      return shown.length > 0 && shown;
    });
    discord.say(ana, discord.general, 'who leads networking?', { replyTo: first?.id ?? '' });
    expect(await botSays(run)).toEqual(['On Thursday', 'Sam leads it']);
    // Without the ping Discord leaves the text out, and nothing can be answered.
    expect(run.desk.heard).toMatchObject([{ thread: 'asker', room: discord.general.id, reader: { id: ana.id } }]);
  });

  test.each(['sorry, I will be ten minutes late', 'thanks!', '<@USER> are you coming?'])(
    'a reply to what the bot posted that asks it nothing is left alone: %s',
    async (said) => {
      const run = await open('mention', false);
      const { discord, ana, ben } = run;
      const posted = discord.say(discord.bot, discord.general, 'The community meeting begins in 10 minutes');
      discord.say(ana, discord.general, said.replace('USER', ben.id), { replyTo: posted.id });
      expect(await botSays(run)).toEqual(['The community meeting begins in 10 minutes']);
      expect(run.desk.asked).toHaveLength(1);
    },
  );
});

test('in a room where it is off a question in reply to it is left alone', async () => {
  const run = await open('off');
  const { discord, ana } = run;
  const posted = discord.say(discord.bot, discord.general, 'The community meeting begins in 10 minutes');
  discord.say(ana, discord.general, 'who leads networking?', { replyTo: posted.id });
  expect(await botSays(run)).toEqual(['The community meeting begins in 10 minutes']);
  expect(run.desk.heard).toEqual([]);
});

test('in a room where it is off mentions are left alone, and commands are answered', async () => {
  const run = await open('off');
  const { discord, ana } = run;
  discord.say(ana, discord.general, `<@${discord.bot.id}> ${question}`);
  const answer = await discord.answerTo(discord.slash(ana, discord.general, 'meeting'));
  expect(answer.text).toContain('Meetings');
  expect(await botSays(run)).toEqual([]);
  expect(run.desk.asked.map((asked) => asked.place)).toEqual(['room', 'direct']);
});

describe('where Discord does not let it read messages', () => {
  test('it says so once, joins without, and answers mentions and commands', async () => {
    const run = await open('questions', false);
    const { discord, ana, adapter, log } = run;
    expect(discord.gateway.identifies).toBe(2);
    expect(adapter.health()).toEqual({
      ready: true,
      detail: expect.stringContaining('Switch Message Content Intent on'),
    });
    const told = log.lines.filter(({ message }) => message.includes('Message Content Intent'));
    expect(told.map(({ level }) => level)).toEqual(['warn']);
    discord.say(ana, discord.general, question);
    discord.say(ana, discord.general, `<@${discord.bot.id}> who leads networking?`);
    expect(await botSays(run)).toEqual(['Sam leads it']);
    expect(run.desk.heard).toEqual([]);
  });

  test('that is found out later as well', async () => {
    const run = await open('questions');
    const { discord, ana, adapter } = run;
    discord.say(ana, discord.general, question);
    await discord.until(() => discord.shown(discord.general.id).length > 0);
    discord.switchOff();
    discord.gateway.closeAll(4014);
    await discord.until(() => discord.gateway.identifies === 2);
    expect((await discord.answerTo(discord.slash(ana, discord.general, 'meeting'))).text).toContain('Meetings');
    expect(adapter.health().detail).toContain('Switch Message Content Intent on');
  });
});
