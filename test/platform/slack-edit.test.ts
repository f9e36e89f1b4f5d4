/** What was posted is changed in its place: the words, not the key; once or often, with the same end. */
import { afterEach, expect, test } from 'vitest';
import { createOutbox } from '../../adapters/slack/outbox.js';
import { createSlackWeb } from '../../adapters/slack/transport.js';
import type { Post } from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';
import { FixedClock, systemClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { RecordingLog } from '../support/recording-log.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import { FakeSlack, secrets } from '../support/slack/fake-slack.js';
import type { Fault } from '../support/slack/faults.js';
import { MemoryShelf, prepareSlack, runSlack } from '../support/slack/harness.js';
import { bot, eventPayload } from '../support/slack/payloads.js';

const channel = 'C0GENERAL';
const key = 'community/2026-12-10T11:00/-1440/general';
const reminder: Reply = {
  title: 'Community meeting',
  audience: 'room',
  tone: 'plain',
  summary: 'The community meets on Thursday at 20:00 in Berlin.',
  body: [{ type: 'text', line: ['See you there.'] }],
  choices: [],
};
const moved: Reply = {
  ...reminder,
  title: 'Community meeting is moved',
  summary: 'The community meets on Friday at 20:00 in Berlin.',
  body: [{ type: 'text', line: [{ type: 'struck', text: 'Thursday 10 December' }, ' Friday instead: holidays.'] }],
  choices: [{ label: 'Why', invoke: { command: 'meeting', options: { name: 'why' } } }],
};

function post(reply: Reply = reminder, parts: Partial<Post> = {}): Post {
  return { key, target: { platform: 'slack', room: 'general', channel }, reply, ...parts };
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

/** A workspace with the reminder posted in it; `id` is the message's. */
async function posted(given: Post = post()) {
  const clock = new FixedClock(1_796_000_000 as Instant);
  const desk = scriptedDesk({});
  const run = await runSlack(desk, { clock });
  closing.push(run.close);
  const outcome = await run.adapter.post(given);
  if (outcome.outcome !== 'posted') throw new Error(`not posted: ${outcome.outcome}`);
  const shown = () => run.slack.workspace.shownToAll(channel);
  const updates = () => run.slack.callsOf('chat.update');
  return { ...run, clock, desk, id: outcome.id, shown, updates };
}

test('an edit changes words, blocks and buttons in their place, and what is struck has a line through it', async () => {
  const { adapter, id, shown } = await posted();
  expect(await adapter.edit(post(moved), id)).toEqual({ outcome: 'edited' });
  const [message, ...more] = shown();
  expect(more).toEqual([]);
  expect(message).toMatchObject({
    ts: id,
    text: 'The community meets on Friday at 20:00 in Berlin.',
    edited: { user: bot.userId },
    view: {
      title: 'Community meeting is moved',
      texts: ['Thursday 10 December Friday instead: holidays.'],
      struck: ['Thursday 10 December'],
    },
  });
  expect(message?.view.buttons.map(({ label }) => label)).toEqual(['Why']);
});

test('a button of an edited message runs its invoke', async () => {
  const { adapter, ana, desk, id, shown } = await posted();
  await adapter.edit(post(moved), id);
  const [message] = shown();
  if (message === undefined) throw new Error('nothing is shown');
  const asked = desk.nextAsked();
  await ana.press(message, 'Why');
  expect(await asked).toMatchObject({ invoke: { command: 'meeting', options: { name: 'why' } } });
});

test('the key is sent again with each edit, and its text is taken as it stands', async () => {
  const { adapter, id, updates } = await posted();
  await adapter.edit(post(moved), id);
  const { metadata = '', ...args } = updates()[0]?.args ?? {};
  expect(JSON.parse(metadata)).toEqual({ event_type: 'frontdesk_post', event_payload: { key } });
  expect(args).toMatchObject({ channel, ts: id, parse: 'none', link_names: 'false' });
  expect(Object.keys(args).sort()).toEqual(['blocks', 'channel', 'link_names', 'parse', 'text', 'ts']);
});

test('an edited message is found by its key, and gets it back where somebody took it away', async () => {
  const { adapter, clock, id, slack } = await posted();
  await adapter.edit(post(moved), id);
  const copies = await adapter.copies(post());
  expect(copies).toEqual([{ id, link: `https://istio.slack.com/archives/C0GENERAL/p${id.replace('.', '')}` }]);
  slack.workspace.change(id, { text: 'x', blocks: [], metadata: {} });
  clock.advance(60);
  expect(await adapter.copies(post())).toEqual([]);
  await adapter.edit(post(moved), id);
  clock.advance(60);
  expect(await adapter.copies(post())).toEqual(copies);
});

test('the same edit again leaves the message as it is', async () => {
  const { adapter, id, shown } = await posted();
  await adapter.edit(post(moved), id);
  const said = () => shown().map(({ ts, text, blocks, metadata }) => ({ ts, text, blocks, metadata }));
  const before = said();
  expect(await adapter.edit(post(moved), id)).toEqual({ outcome: 'edited' });
  expect(said()).toEqual(before);
  expect(before).toHaveLength(1);
});

test('whom a reminder pinged is not pinged by its edit', async () => {
  const loud = { ...reminder, mention: 'here' } as const;
  const { adapter, id, shown, updates } = await posted(post(loud));
  expect(shown()[0]?.view.pings).toEqual(['here']);
  await adapter.edit(post({ ...moved, mention: 'here' }), id);
  expect(shown()[0]?.view.pings).toEqual([]);
  expect(updates()[0]?.args.blocks).not.toContain('broadcast');
});

test('markup in a reason stays words', async () => {
  const { adapter, id, shown } = await posted();
  const why = '<!channel> @everyone <@U0BEN> ~all~';
  const unkind = { ...moved, summary: why, body: [{ type: 'text', line: [{ type: 'struck', text: why }] }] } as const;
  await adapter.edit(post(unkind), id);
  expect(shown()[0]?.view).toMatchObject({ pings: [], texts: [why], struck: [why] });
});

test('a direct message is edited in its conversation: Slack takes no person’s id here', async () => {
  const person = { target: { platform: 'slack', room: '', channel: 'U0BEN', person: true } } as const;
  const { adapter, id, slack, updates } = await posted(post(reminder, person));
  expect(await adapter.edit(post(moved, person), id)).toEqual({ outcome: 'edited' });
  expect(updates()[0]?.args.channel).toBe(slack.workspace.directWith('U0BEN').id);
  expect(slack.workspace.message(id)?.text).toBe(moved.summary);
});

test('a long edit changes the first message alone, and says that something is left out', async () => {
  const paragraphs = (word: string) =>
    Array.from({ length: 60 }, (_, n) => ({ type: 'text' as const, line: [`${word} ${n + 1}.`] }));
  const { adapter, id, log, shown, slack } = await posted(post({ ...reminder, body: paragraphs('Old') }));
  await slack.workspace.until('the second part', () => shown().length === 2);
  const long = { ...moved, body: paragraphs('New') };
  for (let time = 0; time < 2; time += 1) expect(await adapter.edit(post(long), id)).toEqual({ outcome: 'edited' });
  const [first, second, ...more] = shown();
  expect(more).toEqual([]);
  expect(first?.view.texts.slice(0, 2)).toEqual(['New 1.', 'New 2.']);
  expect(first?.view.texts.at(-1)).toBe('This is not all: the rest does not fit into this message.');
  expect(first?.blocks.length).toBeLessThanOrEqual(50);
  expect(second?.view.texts.join(' ')).toContain('Old 60.');
  expect(log.lines.at(-1)).toMatchObject({
    level: 'warn',
    message: 'An edit leaves out what does not fit into one message',
    fields: { key },
  });
});

interface Case {
  readonly what: string;
  readonly fault: Fault;
  readonly told: object;
  /** Whether the message shows the new words after it. */
  readonly done?: true;
}

const refusal = (error: string, more: { needed?: string; accepted?: true } = {}): Fault => ({
  kind: 'error',
  error,
  ...more,
});
const saying = (outcome: string, words: string) => ({ outcome, reason: expect.stringContaining(words) });

const cases: readonly Case[] = [
  {
    what: 'a limit, which holds for the whole workspace',
    fault: { kind: 'rate-limit', retryAfter: '7' },
    told: { outcome: 'retry-after', seconds: 7, everywhere: true },
  },
  {
    what: 'a limit said in words',
    fault: refusal('ratelimited'),
    told: { outcome: 'retry-after', seconds: 30, everywhere: true },
  },
  {
    what: 'a limit with garbage',
    fault: { kind: 'rate-limit', retryAfter: 'soon' },
    told: { outcome: 'retry-after', seconds: 30 },
  },
  { what: 'an outage', fault: { kind: 'status', status: 500 }, told: { outcome: 'unknown' } },
  {
    what: 'an outage after it was taken',
    fault: { kind: 'status', status: 502, accepted: true },
    told: { outcome: 'unknown' },
    done: true,
  },
  { what: 'a proxy’s 404', fault: { kind: 'status', status: 404 }, told: { outcome: 'not-delivered' } },
  { what: 'a cut', fault: { kind: 'reset' }, told: { outcome: 'unknown' } },
  {
    what: 'a cut after it was taken',
    fault: { kind: 'reset', accepted: true },
    told: { outcome: 'unknown' },
    done: true,
  },
  { what: 'a page in place of an answer', fault: { kind: 'html' }, told: saying('unknown', 'something unreadable') },
  {
    what: 'an answer that is cut short',
    fault: { kind: 'body', body: '{"ok":true,"channel":"C0GENERAL","ts":"17960', accepted: true },
    told: { outcome: 'unknown' },
    done: true,
  },
  {
    what: 'an answer that is null',
    fault: { kind: 'body', body: 'null', accepted: true },
    told: { outcome: 'unknown' },
    done: true,
  },
  {
    what: 'an answer that names another message',
    fault: { kind: 'body', body: '{"ok":true,"channel":"C0GENERAL","ts":"1.000001"}' },
    told: saying('unknown', 'does not name the message'),
  },
  {
    what: 'internal_error after it was taken',
    fault: refusal('internal_error', { accepted: true }),
    told: { outcome: 'unknown' },
    done: true,
  },
  { what: 'a message that is gone', fault: refusal('message_not_found'), told: saying('gone', 'no longer there') },
  { what: 'an archived channel', fault: refusal('is_archived'), told: saying('gone', 'unarchive it') },
  { what: 'a deleted channel', fault: refusal('channel_not_found'), told: saying('gone', 'community file') },
  {
    what: 'another app’s message',
    fault: refusal('cant_update_message'),
    told: saying('forbidden', 'the bot token of the app that posts here'),
  },
  {
    what: 'a message that is too old to be edited',
    fault: refusal('edit_window_closed'),
    told: saying('forbidden', 'a workspace admin can lengthen it'),
  },
  {
    what: 'a missing scope',
    fault: refusal('missing_scope', { needed: 'chat:write' }),
    told: saying('forbidden', 'the scope chat:write'),
  },
  { what: 'words that Slack calls too long', fault: refusal('msg_too_long'), told: saying('refused', 'msg_too_long') },
  {
    what: 'blocks that Slack does not take',
    fault: refusal('invalid_blocks'),
    told: saying('refused', 'invalid_blocks'),
  },
  { what: 'a revoked token', fault: refusal('token_revoked'), told: saying('revoked', 'SLACK_BOT_TOKEN') },
  {
    what: 'a token that Slack does not know',
    fault: refusal('invalid_auth'),
    told: saying('revoked', 'SLACK_BOT_TOKEN'),
  },
];

const titled = cases.map((one) => [`${one.what} is told as what it is, after one attempt`, one] as const);

test.each(titled)('%s; made once more, the edit is there', async (_title, { fault, told, done }) => {
  const { adapter, id, log, shown, slack, updates } = await posted();
  slack.faults.add('chat.update', fault);
  expect(await adapter.edit(post(moved), id)).toMatchObject(told);
  expect(updates()).toHaveLength(1);
  expect(shown().map(({ text }) => text)).toEqual([done ? moved.summary : reminder.summary]);
  expect(log.lines.filter(({ message }) => /Slack says \w+, which is not known here/.test(message))).toEqual([]);
  expect(await adapter.edit(post(moved), id)).toEqual({ outcome: 'edited' });
  expect(shown().map(({ text, ts }) => [text, ts])).toEqual([[moved.summary, id]]);
});

test('a channel as it really is: archived, unknown, or with a bound on edits', async () => {
  const { adapter, id, shown, slack } = await posted();
  const general = slack.workspace.channels.get(channel);
  if (general === undefined) throw new Error('there is no general');
  const nowhere = { target: { platform: 'slack', room: 'x', channel: 'C0NOWHERE' } } as const;
  expect(await adapter.edit(post(moved, nowhere), id)).toMatchObject({ outcome: 'gone' });
  general.refusesEdits = 'edit_window_closed';
  expect(await adapter.edit(post(moved), id)).toMatchObject({ outcome: 'forbidden' });
  general.isArchived = true;
  expect(await adapter.edit(post(moved), id)).toMatchObject({ outcome: 'gone' });
  expect(shown().map(({ text }) => text)).toEqual([reminder.summary]);
});

test('a person’s message and one that only one person sees are never changed', async () => {
  const { adapter, ana, slack } = await posted();
  const { ts } = await ana.say('My own words');
  expect(await adapter.edit(post(moved), ts)).toMatchObject({ outcome: 'forbidden' });
  const only = slack.workspace.add({ channel, author: bot.userId, text: 'Only Ana', blocks: [], only: 'U0ANA' });
  expect(await adapter.edit(post(moved), only.ts)).toMatchObject({ outcome: 'gone' });
  expect([ts, only.ts].map((id) => slack.workspace.message(id)?.text)).toEqual(['My own words', 'Only Ana']);
});

test('so many edits a minute are taken, the next one is told when, and posts go on', async () => {
  const { adapter, clock, id, slack } = await posted();
  slack.limits({ updatesPerMinute: 2 });
  const edit = () => adapter.edit(post(moved), id);
  expect([await edit(), await edit(), await edit()]).toEqual([
    { outcome: 'edited' },
    { outcome: 'edited' },
    { outcome: 'retry-after', seconds: 60, everywhere: true },
  ]);
  expect(await adapter.post(post(reminder, { key: 'another' }))).toMatchObject({ outcome: 'posted' });
  clock.advance(60);
  expect(await edit()).toEqual({ outcome: 'edited' });
});

/** An outbox with short deadlines of its own. */
function impatientOutbox(apiUrl: string, shelf = new MemoryShelf()) {
  const log = new RecordingLog();
  const web = createSlackWeb({ token: secrets.botToken, apiUrl, deadlineMs: 500, log });
  const identity = { ...bot, team: 'Istio', missingScopes: [] };
  const bounds = { preparationMs: 100, attemptMs: 500 };
  return createOutbox({ web, shelf, clock: systemClock, log, identity, follow: () => {}, bounds });
}

test('a Slack that takes an edit and never answers is cut off at the deadline; made again, it is harmless', async () => {
  const { id, shown, slack } = await posted();
  slack.faults.add('chat.update', { kind: 'hang', accepted: true });
  const outbox = impatientOutbox(slack.apiUrl);
  expect(await outbox.edit(post(moved), id)).toMatchObject({ outcome: 'unknown' });
  expect(shown().map(({ text }) => text)).toEqual([moved.summary]);
  expect(await outbox.edit(post(moved), id)).toEqual({ outcome: 'edited' });
  expect(shown()).toHaveLength(1);
});

test('a Slack that cannot be reached has surely not changed it', async () => {
  const closed = await FakeSlack.open();
  const { apiUrl } = closed;
  await closed.close();
  expect(await impatientOutbox(apiUrl).edit(post(moved), '1796000000.000001')).toEqual({
    outcome: 'not-delivered',
    reason: 'Slack cannot be reached (ECONNREFUSED).',
  });
});

test('an edit whose buttons are not kept in time is not sent, nor later', async () => {
  const { id, slack, updates } = await posted();
  const stuck = new (class extends MemoryShelf {
    override keep(): Promise<string> {
      return new Promise(() => undefined);
    }
  })();
  const long = { command: 'meeting', options: { name: 'x'.repeat(2_100) } };
  const reply = { ...moved, choices: [{ label: 'Why', invoke: long }] };
  expect(await impatientOutbox(slack.apiUrl, stuck).edit(post(reply), id)).toEqual({
    outcome: 'not-delivered',
    reason: 'The edit was not ready in time, so it was not sent.',
  });
  expect(updates()).toEqual([]);
});

test('without Slack nothing is edited: later where it cannot be reached yet, not before somebody acts where it refuses', async () => {
  const { slack, adapter } = await prepareSlack();
  closing.push(() => slack.close());
  expect(await adapter.edit(post(moved), '1.000001')).toEqual({
    outcome: 'not-delivered',
    reason: 'Slack is not started.',
  });
  slack.refusesToken = 'account_inactive';
  await expect(adapter.start(scriptedDesk({}))).rejects.toThrow();
  expect(await adapter.edit(post(moved), '1.000001')).toMatchObject({ outcome: 'revoked' });
  await adapter.stop();
});

test('that Slack tells of the edit asks the desk nothing', async () => {
  const { adapter, ana, desk, id, slack } = await posted();
  await adapter.edit(post(moved), id);
  const { ts, text, edited } = slack.workspace.message(id) ?? {};
  const own = { type: 'message', user: bot.userId, bot_id: bot.botId, ts };
  const event = {
    type: 'message',
    subtype: 'message_changed',
    hidden: true,
    channel,
    channel_type: 'channel',
    ts: edited?.ts,
    message: { ...own, text, edited },
    previous_message: { ...own, text: reminder.summary },
  };
  await ana.send('events_api', eventPayload(event, 'EvEdited'));
  const asked = desk.nextAsked();
  await ana.mention('hello', channel);
  expect(await asked).toMatchObject({ line: 'hello' });
  expect(desk.asked).toHaveLength(1);
  expect(desk.heard).toEqual([]);
});
