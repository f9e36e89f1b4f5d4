import { afterEach, expect, test } from 'vitest';
import { hushReply } from '../../src/command/problem-reply.js';
import type { Reply } from '../../src/reply/reply.js';
import { type ScriptedDesk, scriptedDesk } from '../support/scripted-desk.js';
import { type Running, type RunningSlack, runSlack, seen } from '../support/slack/harness.js';
import type { Message } from '../support/slack/workspace.js';

const channel = 'C0GENERAL';

function reply(title: string, parts: Partial<Reply> = {}): Reply {
  return {
    title,
    audience: 'asker',
    tone: 'plain',
    summary: `${title}.`,
    body: [{ type: 'text', line: [title] }],
    choices: [],
    ...parts,
  };
}

const groups = (page: number) =>
  reply(`Groups, page ${page}`, {
    paging: {
      from: page * 10 - 9,
      to: page * 10,
      total: 30,
      ...(page > 1 ? { previous: { command: 'working-groups', options: { page: page - 1 } } } : {}),
      ...(page < 3 ? { next: { command: 'working-groups', options: { page: page + 1 } } } : {}),
    },
  });

const meeting = reply('Community meeting', {
  choices: [
    { label: 'All meetings', invoke: { command: 'meeting', options: { name: 'all' } } },
    { label: 'Show to the room', invoke: { command: 'meeting', options: { name: 'community' }, share: true } },
  ],
});

const script: Readonly<Record<string, Reply>> = {
  '/meeting community': meeting,
  '/meeting community (shared)': { ...meeting, audience: 'room', choices: [] },
  '/meeting all': reply('All meetings'),
  '/meeting everybody': reply('For everybody', { audience: 'room' }),
  '/working-groups': groups(1),
  '/working-groups 2': groups(2),
  '/meeting refused': reply('Refused'),
  '/meeting broken': reply('Broken', { title: 'A title that no header takes '.repeat(8) }),
  '/meeting long': reply('Long', {
    body: Array.from({ length: 60 }, (_, n) => ({ type: 'text' as const, line: [`Paragraph ${n + 1}.`] })),
  }),
  'when is the meeting?': meeting,
  groups: groups(1),
  hush: hushReply,
  home: reply('The next meetings', {
    choices: [
      { label: 'All meetings', invoke: { command: 'meeting', options: { name: 'all' } } },
      { label: 'Long', invoke: { command: 'meeting', options: { name: 'long' } } },
    ],
  }),
};

const running: RunningSlack[] = [];
afterEach(async () => {
  for (const one of running.splice(0)) await one.close();
});

async function open(how: Running = {}): Promise<RunningSlack & { readonly desk: ScriptedDesk }> {
  const desk = scriptedDesk(script);
  const run = await runSlack(desk, how);
  running.push(run);
  return { ...run, desk };
}

/** What Ana sees in the channel, once there are this many. */
function anaSees({ slack, ana }: RunningSlack, count: number, where = channel): Promise<readonly Message[]> {
  return slack.workspace.until(`${count} messages`, () => {
    const all = slack.workspace.seenBy(ana.user, where);
    return all.length >= count && all;
  });
}

const titles = (messages: readonly Message[]) => messages.map(({ view }) => view.title);

test('a slash command is acknowledged before it is answered, and answered to the asker alone', async () => {
  const run = await open();
  const release = run.desk.hold();
  const { ms } = await run.ana.command('/meeting community');
  expect(ms).toBeLessThan(3_000);
  expect(run.slack.workspace.seenBy(run.ana.user, channel)).toEqual([]);
  release();
  const [message] = await anaSees(run, 1);
  expect(message && seen(message)).toMatchObject({ audience: 'asker', buttons: ['All meetings', 'Show to the room'] });
  expect(message?.text).toBe('Community meeting.');
  expect(run.slack.workspace.seenBy('U0BEN', channel)).toEqual([]);
});

test('a command whose answer is meant for the room is shown to the room', async () => {
  const run = await open();
  await run.ana.command('/meeting everybody');
  await anaSees(run, 1);
  expect(titles(run.slack.workspace.shownToAll(channel))).toEqual(['For everybody']);
});

test('an answer in several messages comes in order', async () => {
  const run = await open();
  await run.ana.command('/meeting long');
  expect(titles(await anaSees(run, 2))).toEqual(['Long', 'Long (2 of 2)']);
});

test('a mention is answered in its thread, where everybody reads, without a button to show it to everybody', async () => {
  const run = await open();
  await run.ana.mention('when is the meeting?');
  const [message] = await anaSees(run, 1);
  const asked = run.slack.workspace.messages(channel)[0];
  expect(message && seen(message)).toMatchObject({ audience: 'room', buttons: ['All meetings'] });
  expect(message?.thread).toBe(asked?.ts);
  expect(run.desk.asked[0]).toMatchObject({
    place: 'room',
    reader: { name: 'Ana', zone: 'Europe/Berlin', locale: 'en-GB' },
  });
});

test('who was told to wait is not told so after each further mention', async () => {
  const run = await open();
  await run.ana.mention('hush');
  await run.ana.mention('when is the meeting?');
  const shown = await anaSees(run, 1);
  expect(run.desk.asked).toHaveLength(2);
  expect(shown.map((message) => seen(message).buttons)).toEqual([['All meetings']]);
});

test('a mention inside a thread stays in that thread', async () => {
  const run = await open();
  await run.ana.mention('when is the meeting?', channel, { thread_ts: '1796000000.000777' });
  expect((await anaSees(run, 1))[0]?.thread).toBe('1796000000.000777');
});

test('a direct message is answered with an ordinary message, and its pages turn in place', async () => {
  const run = await open();
  const direct = run.slack.workspace.directWith(run.ana.user).id;
  await run.ana.direct('groups');
  const [message] = await anaSees(run, 1, direct);
  expect(message && seen(message)).toMatchObject({ audience: 'room', buttons: ['Next'] });
  if (message === undefined) return;
  await run.ana.press(message, 'Next');
  await run.slack.workspace.until(
    'page 2',
    () => titles(run.slack.workspace.seenBy(run.ana.user, direct))[0] === 'Groups, page 2',
  );
  expect(run.slack.workspace.seenBy(run.ana.user, direct)).toHaveLength(1);
  expect(run.desk.asked.at(-1)).toMatchObject({ place: 'direct', room: direct });
});

test('what is not addressed to the bot is never answered', async () => {
  const run = await open();
  const direct = run.slack.workspace.directWith(run.ana.user).id;
  await run.ana.direct('from a bot', { bot_id: 'B0OTHER' });
  await run.ana.direct('edited', { subtype: 'message_changed' });
  await run.ana.direct('its own', { user: 'U0DESK' });
  await run.ana.direct('when is the meeting?');
  await anaSees(run, 1, direct);
  expect(run.desk.asked).toHaveLength(1);
});

test('a button in one’s own message replaces it, also when it turns a page', async () => {
  const run = await open();
  await run.ana.command('/working-groups');
  const [message] = await anaSees(run, 1);
  if (message === undefined) return;
  await run.ana.press(message, 'Next');
  await run.slack.workspace.until(
    'page 2',
    () => titles(run.slack.workspace.seenBy(run.ana.user, channel))[0] === 'Groups, page 2',
  );
  expect(run.slack.workspace.seenBy(run.ana.user, channel)).toHaveLength(1);
});

test('a button in a message that everybody reads answers the one who pressed, and leaves the message', async () => {
  const run = await open();
  await run.ana.mention('when is the meeting?');
  const [message] = await anaSees(run, 1);
  if (message === undefined) return;
  await run.ana.press(message, 'All meetings');
  const [, own] = await anaSees(run, 2);
  expect(own && seen(own)).toMatchObject({ audience: 'asker', text: 'All meetings\nAll meetings' });
  expect(own?.thread).toBe(message.thread);
  expect(titles(run.slack.workspace.shownToAll(channel))).toEqual(['Community meeting']);
});

test('“Show to the room” shows it to everybody and takes the asker’s own copy away', async () => {
  const run = await open();
  await run.ana.command('/meeting community');
  const [message] = await anaSees(run, 1);
  if (message === undefined) return;
  await run.ana.press(message, 'Show to the room');
  await run.slack.workspace.until(
    'one message for all',
    () => run.slack.workspace.messages(channel).length === 1 && run.slack.workspace.shownToAll(channel).length === 1,
  );
  expect(run.slack.workspace.seenBy('U0BEN', channel).map(seen)).toMatchObject([{ audience: 'room', buttons: [] }]);
});

test('where the room cannot be written to, the asker is told and keeps their copy', async () => {
  const run = await open();
  run.slack.workspace.addChannel('C0PRIVATE', 'private', false);
  await run.ana.command('/meeting community', 'C0PRIVATE');
  const [message] = await anaSees(run, 1, 'C0PRIVATE');
  if (message === undefined) return;
  run.slack.faults.add('response_url', { kind: 'status', status: 404 });
  await run.ana.press(message, 'Show to the room');
  const [own, told] = await anaSees(run, 2, 'C0PRIVATE');
  expect(own?.view.title).toBe('Community meeting');
  expect(told && seen(told)).toMatchObject({
    audience: 'asker',
    text: 'That did not work\nI may not write in this room. Invite me with /invite, then press the button again.',
  });
});

test('an answer whose response address is over comes to the asker alone by another way [fault 28]', async () => {
  const run = await open();
  const release = run.desk.hold();
  await run.ana.command('/meeting all');
  run.slack.responseUrls.expireAll();
  release();
  const [message] = await anaSees(run, 1);
  expect(message && seen(message)).toMatchObject({ audience: 'asker' });
  expect(run.slack.callsOf('chat.postEphemeral')).toHaveLength(1);
});

test('where the bot is not even in the channel, it comes as a direct message', async () => {
  const run = await open();
  run.slack.workspace.addChannel('C0PRIVATE', 'private', false);
  const release = run.desk.hold();
  await run.ana.command('/meeting all', 'C0PRIVATE');
  run.slack.responseUrls.expireAll();
  release();
  expect(titles(await anaSees(run, 1, run.slack.workspace.directWith(run.ana.user).id))).toEqual(['All meetings']);
});

test('an answer that Slack may have taken is not sent again', async () => {
  const run = await open();
  run.slack.faults.add('response_url', { kind: 'reset', accepted: true });
  await run.ana.command('/meeting all');
  await anaSees(run, 1);
  // Stopping waits for whatever would still be sent.
  await run.adapter.stop();
  expect(titles(run.slack.workspace.seenBy(run.ana.user, channel))).toEqual(['All meetings']);
  expect(run.slack.callsOf('chat.postEphemeral')).toEqual([]);
});

test('an answer that Slack asks to wait with comes after the wait', async () => {
  const run = await open();
  run.slack.faults.add('chat.postMessage', { kind: 'rate-limit', retryAfter: '1' });
  await run.ana.mention('when is the meeting?');
  expect(titles(await anaSees(run, 1))).toEqual(['Community meeting']);
  expect(run.slack.callsOf('chat.postMessage')).toHaveLength(2);
});

test('a button from before says that it is too old', async () => {
  const run = await open();
  await run.ana.command('/meeting community');
  const [message] = await anaSees(run, 1);
  if (message === undefined) return;
  const old = {
    ...message,
    view: { ...message.view, buttons: [{ label: 'Old', actionId: 'x', value: 'gone', primary: false }] },
  };
  await run.ana.press(old, 'Old');
  await run.slack.workspace.until(
    'the sentence',
    () => titles(run.slack.workspace.seenBy(run.ana.user, channel))[0] === 'That did not work',
  );
  expect(run.slack.workspace.seenBy(run.ana.user, channel).map(seen)[0]?.text).toContain(
    'That button is too old to work.',
  );
});

test('an event that Slack sends again is answered once [fault 22]', async () => {
  const run = await open();
  const payload = run.ana.directPayload('when is the meeting?');
  await run.slack.sockets.deliver('events_api', payload);
  await run.slack.sockets.deliver('events_api', payload, { num: 1, reason: 'timeout' });
  await run.ana.direct('groups');
  const direct = run.slack.workspace.directWith(run.ana.user).id;
  expect(titles(await anaSees(run, 2, direct))).toEqual(['Community meeting', 'Groups, page 1']);
  expect(run.desk.asked).toHaveLength(2);
});

test('a store that is down keeps nobody from an answer', async () => {
  const run = await open({ given: { once: { first: async () => Promise.reject(new Error('no store')) } } });
  await run.ana.command('/meeting all');
  expect(titles(await anaSees(run, 1))).toEqual(['All meetings']);
});

test('an answer that cannot be rendered is told as a fault, and logged', async () => {
  const run = await open();
  await run.ana.command('/meeting broken');
  const [message] = await anaSees(run, 1);
  expect(message && seen(message).text).toContain('Something broke here. Please try again');
  expect(run.log.lines.at(-1)).toMatchObject({ level: 'error', message: 'A Slack delivery could not be answered' });
});

test('an answer that Slack itself calls wrong is told as a fault, and no other way is tried with it', async () => {
  const run = await open();
  run.slack.faults.add('response_url', { kind: 'body', body: '{"ok":false,"error":"invalid_blocks"}' });
  await run.ana.command('/meeting refused');
  const [message] = await anaSees(run, 1);
  expect(message && seen(message).text).toContain('Something broke here. Please try again');
  expect(run.slack.callsOf('chat.postEphemeral')).toEqual([]);
});

test('a page that is turned after its message was deleted comes as a new message', async () => {
  const run = await open();
  const direct = run.slack.workspace.directWith(run.ana.user).id;
  await run.ana.direct('groups');
  const [message] = await anaSees(run, 1, direct);
  if (message === undefined) return;
  run.slack.workspace.remove(message.ts);
  await run.ana.press(message, 'Next');
  expect(titles(await anaSees(run, 1, direct))).toEqual(['Groups, page 2']);
});

test('an answer needs no trigger, so a trigger that is over keeps nobody from it [fault 29]', async () => {
  const run = await open();
  const release = run.desk.hold();
  await run.ana.command('/meeting community');
  const [first] = await Promise.all([anaSees(run, 1), release()]);
  if (first[0] === undefined) return;
  await run.ana.press(first[0], 'All meetings');
  await run.slack.workspace.until(
    'the answer',
    () => titles(run.slack.workspace.seenBy(run.ana.user, channel))[0] === 'All meetings',
  );
  expect(run.slack.calls.filter(({ args }) => 'trigger_id' in args || (args.body ?? '').includes('trigger'))).toEqual(
    [],
  );
});

test('a reader whom Slack does not tell about is answered without a zone', async () => {
  const run = await open();
  run.slack.faults.add('users.info', { kind: 'error', error: 'missing_scope', needed: 'users:read' });
  await run.ana.command('/meeting all');
  await anaSees(run, 1);
  expect(run.desk.asked[0]?.reader).toEqual({ id: 'U0ANA', groups: expect.any(Function) });
});

test('the home tab shows the next meetings, an answer in their place, and the way back', async () => {
  const run = await open();
  const home = () => run.slack.workspace.homes.get(run.ana.user);
  await run.ana.openHome();
  await run.slack.workspace.until('the home tab', () => home()?.title === 'The next meetings');
  expect(run.desk.homes[0]).toMatchObject({ place: 'direct', reader: { id: 'U0ANA', zone: 'Europe/Berlin' } });
  await run.ana.pressHome('All meetings');
  await run.slack.workspace.until('the answer', () => home()?.title === 'All meetings');
  expect(home()?.buttons.map(({ label }) => label)).toEqual(['Back to the next meetings']);
  await run.ana.pressHome('Back to the next meetings');
  await run.slack.workspace.until('the next meetings again', () => home()?.title === 'The next meetings');
});

test('an answer within Slack’s larger bound for a home tab is shown there whole', async () => {
  const run = await open();
  const home = () => run.slack.workspace.homes.get(run.ana.user);
  await run.ana.openHome();
  await run.slack.workspace.until('the home tab', home);
  await run.ana.pressHome('Long');
  await run.slack.workspace.until('the answer', () => home()?.title === 'Long');
  expect(home()?.texts).toHaveLength(60);
});
