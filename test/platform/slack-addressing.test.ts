/** When the desk speaks on Slack, and where: through the real bolt over real sockets. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Reply } from '../../src/reply/reply.js';
import { type ScriptedDesk, scriptedDesk } from '../support/scripted-desk.js';
import { MemoryOnce, type Running, type RunningSlack, runSlack, seen } from '../support/slack/harness.js';
import { Typist } from '../support/slack/typist.js';
import type { Message } from '../support/slack/workspace.js';

const general = 'C0GENERAL';
const question = 'when is the next meeting?';

function reply(title: string): Reply {
  const body = [{ type: 'text' as const, line: [title] }];
  return { title, audience: 'asker', tone: 'plain', summary: `${title}.`, body, choices: [] };
}

const running: RunningSlack[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

type Open = RunningSlack & { readonly desk: ScriptedDesk; readonly ben: Typist };

async function open(how: Running = {}): Promise<Open> {
  const desk = scriptedDesk({
    [question]: reply('On Thursday'),
    'who leads networking?': reply('Sam leads it'),
    '/meeting': reply('Meetings'),
    'last question': reply('Last'),
  });
  const run = await runSlack(desk, how);
  running.push(run);
  return { ...run, desk, ben: new Typist(run.slack, run.ana.via, 'U0BEN') };
}

const inMode = (mode: 'off' | 'mention' | 'questions'): Running => ({ given: { modes: () => mode } });

/** What the bot has written there when all that was said before is done with. */
async function botSays({ slack, ana, adapter }: Open, by = ana.user): Promise<readonly Message[]> {
  await adapter.stop();
  return slack.workspace.seenBy(by, general).filter(({ author }) => author !== 'U0ANA' && author !== 'U0BEN');
}

const titles = (messages: readonly Message[]) => messages.map(({ view }) => view.title);

describe('in a room that answers mentions', () => {
  test('what people ask each other reaches neither the desk nor the store', async () => {
    const run = await open();
    await run.ana.say(question);
    await run.ben.say('on Thursday, I think');
    expect(await botSays(run)).toEqual([]);
    expect(run.desk.heard).toEqual([]);
    expect(run.once.keys).toEqual([]);
    expect(run.threads.lookUps).toBe(0);
  });

  test.each(['message first', 'mention first'] as const)('a mention is answered once, %s', async (order) => {
    const run = await open();
    await run.ana.mention(question, general, {}, order);
    expect(titles(await botSays(run))).toEqual(['On Thursday']);
    expect(run.desk.asked).toHaveLength(1);
    expect(run.desk.heard).toEqual([]);
  });

  test('a mention is answered once by two processes that share a store', async () => {
    const once = new MemoryOnce();
    const run = await open({ by: 'http', given: { once } });
    const other = await open({ by: 'http', given: { once } });
    const { ts } = await run.ana.say('hello');
    const to = { ts, event_ts: ts };
    await run.ana.mention(question, general, to);
    await other.ana.mention(question, general, to);
    expect(titles([...(await botSays(run)), ...(await botSays(other))])).toEqual(['On Thursday']);
  });
});

describe('in a thread in which it answered', () => {
  async function answered(how: Running = {}) {
    const run = await open(how);
    await run.ana.mention(question);
    const [first] = await run.slack.workspace.until('an answer', () => {
      const all = run.slack.workspace.seenBy(run.ana.user, general).filter(({ view }) => view.title !== '');
      return all.length > 0 && all;
    });
    const thread = first?.thread ?? '';
    await run.threads.first();
    return { ...run, thread };
  }

  test('a further question is answered there, without a mention', async () => {
    const run = await answered();
    await run.ana.say('who leads networking?', { thread: run.thread });
    const said = await botSays(run);
    expect(titles(said)).toEqual(['On Thursday', 'Sam leads it']);
    expect(said.map(({ thread }) => thread)).toEqual([run.thread, run.thread]);
    expect(said.map((message) => seen(message).audience)).toEqual(['room', 'room']);
    expect(run.desk.heard).toMatchObject([{ thread: 'asker', place: 'room', room: general, reader: { id: 'U0ANA' } }]);
  });

  test('the desk is told when somebody else asks', async () => {
    const run = await answered();
    await run.ben.say('who leads networking?', { thread: run.thread });
    await botSays(run);
    expect(run.desk.heard).toMatchObject([{ thread: 'other', reader: { id: 'U0BEN' } }]);
  });

  test.each(['thanks, that helps', '<@U0BEN> when is the next meeting?', 'great, see you all there'])(
    'talk is left alone: %s',
    async (typed) => {
      const run = await answered();
      await run.ana.say(typed.replace('<@U0BEN>', '@ben'), { thread: run.thread });
      expect(titles(await botSays(run))).toEqual(['On Thursday']);
      expect(run.desk.heard).toEqual([]);
    },
  );

  test('a mention there is a mention', async () => {
    const run = await answered();
    await run.ben.mention('who leads networking?', general, { thread_ts: run.thread });
    expect(titles(await botSays(run))).toEqual(['On Thursday', 'Sam leads it']);
    expect(run.desk.asked).toHaveLength(2);
    expect(run.desk.heard).toEqual([]);
  });

  test.each([
    ['an edit', { subtype: 'message_changed' }],
    ['another bot', { bot_id: 'B0OTHER' }],
    ['a notice', { subtype: 'channel_join' }],
  ])('%s is left alone', async (_what, more) => {
    const run = await answered();
    await run.ana.say('who leads networking?', { thread: run.thread, ...more });
    await botSays(run);
    expect(run.desk.heard).toEqual([]);
  });
});

test('a question that is sent to the channel as well is answered once, in its thread', async () => {
  const run = await open();
  await run.threads.answered({ platform: 'slack', channel: general, thread: '1.000001' }, 'U0ANA');
  const { ts } = await run.ana.say(question, { thread: '1.000001', subtype: 'thread_broadcast' });
  await run.ana.say(question, { thread: '1.000001', subtype: 'thread_broadcast', ts });
  expect((await botSays(run)).map(({ thread, view }) => [view.title, thread])).toEqual([['On Thursday', '1.000001']]);
});

test('a question in somebody else’s thread is theirs', async () => {
  const run = await open(inMode('questions'));
  const { ts } = await run.ben.say('the build is broken');
  await run.ana.say(question, { thread: ts });
  expect(await botSays(run)).toEqual([]);
  expect(run.desk.heard).toEqual([]);
});

describe('in a room that answers questions', () => {
  test('one is answered in a thread of its own, for everybody, and the thread is listened to', async () => {
    const run = await open(inMode('questions'));
    const { ts } = await run.ana.say(question);
    await run.threads.first();
    await run.ana.say('who leads networking?', { thread: ts });
    const said = await botSays(run);
    expect(said.map(({ thread, only, view }) => [view.title, thread, only])).toEqual([
      ['On Thursday', ts, undefined],
      ['Sam leads it', ts, undefined],
    ]);
    expect(run.desk.heard.map(({ thread }) => thread)).toEqual([undefined, 'asker']);
  });

  test('what the desk says nothing to stays unanswered', async () => {
    const run = await open(inMode('questions'));
    await run.ana.say('where is the office of the foundation?');
    expect(await botSays(run)).toEqual([]);
    expect(run.desk.heard).toHaveLength(1);
    expect(run.threads.askers.size).toBe(0);
  });

  test('the same event again is not answered again', async () => {
    const run = await open(inMode('questions'));
    const { ts } = await run.ana.say(question);
    await run.ana.say(question, { ts });
    expect(titles(await botSays(run))).toEqual(['On Thursday']);
  });

  test('nothing is said while the store cannot tell whether it was said before', async () => {
    const down = { first: () => Promise.reject(new Error('the store is down')) };
    const run = await open({ given: { modes: () => 'questions', once: down } });
    await run.ana.say(question);
    expect(await botSays(run)).toEqual([]);
  });
});

describe('in a room where it is off', () => {
  test('a mention gets one line that the asker alone reads, and a command its answer', async () => {
    const run = await open(inMode('off'));
    await run.ana.mention(question);
    await run.ana.mention(question);
    await run.ana.command('/meeting');
    const said = await botSays(run);
    expect(
      said.map((message) => seen(message)).map(({ text, audience }) => [text.split('\n').at(-1), audience]),
    ).toEqual(
      expect.arrayContaining([
        ['Questions are not answered in this room; ask in a direct message.', 'asker'],
        ['Meetings', 'asker'],
      ]),
    );
    expect(said).toHaveLength(2);
    expect(said.map(({ thread }) => thread)).toEqual([undefined, undefined]);
    expect(run.desk.asked.map((asked) => 'line' in asked && asked.line)).toEqual(['/meeting']);
  });

  test('questions are not heard, in a thread of its own neither', async () => {
    const run = await open(inMode('off'));
    await run.threads.answered({ platform: 'slack', channel: general, thread: '1.000001' }, 'U0ANA');
    await run.ana.say(question);
    await run.ana.say(question, { thread: '1.000001' });
    expect(await botSays(run)).toEqual([]);
    expect(run.desk.heard).toEqual([]);
  });

  test('a direct message is answered', async () => {
    const run = await open(inMode('off'));
    await run.ana.direct(question);
    await run.adapter.stop();
    expect(run.desk.asked).toMatchObject([{ line: question, place: 'direct' }]);
  });
});
