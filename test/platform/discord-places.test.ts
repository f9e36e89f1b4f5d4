/** Where posts go: servers that the bot is removed from or that are down, direct messages, messages taken away. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Post, Target } from '../../src/adapter.js';
import { says } from '../support/discord/replies.js';
import { type DiscordSurface, discordSurface, startedDiscord } from '../support/discord/surface.js';
import { scriptedDesk } from '../support/scripted-desk.js';

const opened: DiscordSurface[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

async function started(): Promise<DiscordSurface> {
  const surface = await startedDiscord(scriptedDesk({ '/meeting': says('Next meeting') }));
  opened.push(surface);
  return surface;
}

async function quiet(): Promise<DiscordSurface> {
  const surface = await discordSurface();
  opened.push(surface);
  return surface;
}

function postTo(target: Partial<Target> & { readonly channel: string }, key = 'notice/1'): Post {
  return {
    key,
    target: { platform: 'discord', room: 'general', ...target },
    reply: says('A room is gone', { audience: 'room' }),
  };
}

describe('a server', () => {
  test('that the bot was removed from is not called again until it is invited back [fault 41]', async () => {
    const { adapter, discord, log, ana } = await started();
    const post = postTo({ channel: discord.general.id });
    discord.kick();
    await discord.until(() => log.lines.some(({ message }) => message.includes('removed from a server')) || undefined);
    const before = discord.calls.length;
    const told = await adapter.post(post);
    expect(told).toMatchObject({ outcome: 'forbidden' });
    expect('reason' in told && told.reason).toContain(
      'invite it again at https://discord.com/oauth2/authorize?client_id=998877665544332211',
    );
    await expect(adapter.copies(post)).rejects.toThrow('was removed from the server');
    await expect(adapter.remove(post.target, '1')).rejects.toThrow('was removed from the server');
    expect(discord.calls).toHaveLength(before);
    discord.invite();
    await discord.answerTo(discord.slash(ana, discord.general, 'meeting'));
    expect(await adapter.post(post)).toMatchObject({ outcome: 'posted' });
  });

  test('in an outage is no server that the bot was removed from [fault 42]', async () => {
    const { adapter, discord, log, ana } = await started();
    discord.outage();
    await discord.answerTo(discord.slash(ana, discord.general, 'meeting'));
    expect(await adapter.post(postTo({ channel: discord.general.id }))).toMatchObject({ outcome: 'posted' });
    expect(log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });

  test('that the bot left while it was away refuses the post, and is told by its permission [fault 41]', async () => {
    const { adapter, discord } = await quiet();
    discord.kick();
    expect(await adapter.post(postTo({ channel: discord.general.id }))).toMatchObject({ outcome: 'forbidden' });
  });
});

describe('a direct message', () => {
  const person = (id: string) => ({ channel: id, room: '', person: true }) as const;

  test('is posted to the person alone, found and removed there, and its channel is asked for once', async () => {
    const { adapter, discord, ana } = await quiet();
    const post = postTo(person(ana.id));
    const outcome = await adapter.post(post);
    const [shown] = discord.shown(discord.direct(ana).id);
    const link = `https://discord.com/channels/@me/${discord.direct(ana).id}/${shown?.id}`;
    expect(outcome).toEqual({ outcome: 'posted', id: shown?.id, link });
    expect(await adapter.copies(post)).toEqual([{ id: shown?.id, link }]);
    await adapter.remove(post.target, shown?.id ?? '');
    expect(discord.shown(discord.direct(ana).id)).toEqual([]);
    expect(discord.callsOf('POST /users/@me/channels').map(({ body }) => body)).toEqual([{ recipient_id: ana.id }]);
    expect(discord.shown(discord.general.id)).toEqual([]);
  });

  test('to somebody whom Discord does not know is told so', async () => {
    const { adapter, discord } = await quiet();
    expect(await adapter.post(postTo(person('123456789012345678')))).toMatchObject({ outcome: 'gone' });
    expect(discord.callsOf('POST /channels/:channel/messages')).toEqual([]);
  });

  test('to somebody who takes none says how to mend it', async () => {
    const { adapter, discord, ana } = await quiet();
    const body = { code: 50007, message: 'Cannot send messages to this user' };
    discord.fault('POST /channels/:channel/messages', { answer: { status: 403, body } });
    const told = await adapter.post(postTo(person(ana.id)));
    expect(told).toMatchObject({ outcome: 'forbidden' });
    expect('reason' in told && told.reason).toContain('allow direct messages');
  });

  test.each([
    ['is cut off', { reset: true }, 'not-delivered'],
    ['is answered with an error', { answer: { status: 502 } }, 'not-delivered'],
    ['is answered with a page', { answer: { status: 200, text: '<html>' } }, 'not-delivered'],
    ['comes too early', { answer: { status: 429, headers: { 'retry-after': '9' } } }, 'retry-after'],
  ] as const)('whose channel cannot be opened because that %s was surely not shown', async (_why, fault, outcome) => {
    const { adapter, discord, ana } = await quiet();
    discord.fault('POST /users/@me/channels', fault);
    discord.fault('POST /users/@me/channels', fault);
    expect(await adapter.post(postTo(person(ana.id)))).toMatchObject({ outcome });
    await expect(adapter.copies(postTo(person(ana.id)))).rejects.toThrow();
    expect(discord.callsOf('POST /channels/:channel/messages')).toEqual([]);
  });
});

describe('a message that is removed', () => {
  test('is gone for everybody; removing it again, or in a channel that is gone, is harmless', async () => {
    const { adapter, discord } = await quiet();
    const post = postTo({ channel: discord.general.id });
    const outcome = await adapter.post(post);
    const id = outcome.outcome === 'posted' ? outcome.id : '';
    await adapter.remove(post.target, id);
    expect(discord.shown(discord.general.id)).toEqual([]);
    await adapter.remove(post.target, id);
    await adapter.remove(postTo({ channel: '998877665544332299' }).target, id);
  });

  test.each([
    ['may not', { answer: { status: 403, body: { code: 50013, message: 'Missing Permissions' } } }, '50013'],
    ['is cut off', { reset: true }, 'could not be reached'],
    ['meets an outage', { answer: { status: 503 } }, '503'],
    ['comes too early', { answer: { status: 429, headers: { 'retry-after': '3' } } }, '3 s'],
  ] as const)('stays where the bot %s, and says why', async (_why, fault, words) => {
    const { adapter, discord } = await quiet();
    const post = postTo({ channel: discord.general.id });
    const outcome = await adapter.post(post);
    const id = outcome.outcome === 'posted' ? outcome.id : '';
    discord.fault('DELETE /channels/:channel/messages/:message', fault);
    await expect(adapter.remove(post.target, id)).rejects.toThrow(words);
    expect(discord.shown(discord.general.id)).toHaveLength(1);
    expect(discord.callsOf('DELETE /channels/:channel/messages/:message')).toHaveLength(1);
  });
});
