/** Posts to rooms: shown once, found again, and every failure told for what it is. Real discord.js, real sockets. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Post } from '../../src/adapter.js';
import { FixedClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { says } from '../support/discord/replies.js';
import { type DiscordSurface, discordSurface, startedDiscord } from '../support/discord/surface.js';
import { scriptedDesk } from '../support/scripted-desk.js';

const opened: DiscordSurface[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

const noon = 1_796_904_000 as Instant;
const route = 'POST /channels/:channel/messages';

/** Not started: posting needs no gateway. */
async function quiet(): Promise<DiscordSurface & { clock: FixedClock; post: Post }> {
  const clock = new FixedClock(noon);
  const surface = await discordSurface({}, { clock });
  opened.push(surface);
  return { ...surface, clock, post: postTo(surface.discord.general.id) };
}

function postTo(channel: string, change: Partial<Post> = {}): Post {
  return {
    key: 'community/2026-12-10T11:00/-480/general/1d',
    target: { platform: 'discord', room: 'general', channel },
    reply: says('Community meeting', { audience: 'room' }),
    ...change,
  };
}

describe('a post', () => {
  test('is shown to the room and can be linked to', async () => {
    const surface = await startedDiscord(scriptedDesk({}));
    opened.push(surface);
    const { adapter, discord } = surface;
    const outcome = await adapter.post(postTo(discord.general.id));
    const [shown] = discord.shown(discord.general.id);
    expect(outcome).toEqual({
      outcome: 'posted',
      id: shown?.id,
      link: `https://discord.com/channels/887766554433221100/${discord.general.id}/${shown?.id}`,
    });
    expect(shown).toMatchObject({ text: 'Community meeting\n\nCommunity meeting, in a sentence.', pings: [] });
  });

  test.each([
    ['a server error', { accept: true, answer: { status: 500 } }],
    ['a cut connection', { accept: true, reset: true }],
    [
      'a page of something in between',
      { accept: true, answer: { status: 200, text: '<html>hello</html>', headers: { 'content-type': 'text/html' } } },
    ],
    [
      'half an answer',
      { accept: true, answer: { status: 200, text: '{"id":', headers: { 'content-type': 'application/json' } } },
    ],
  ] as const)(
    'that Discord took and answered with %s is in doubt, and shown once when sent again',
    async (_what, fault) => {
      const { adapter, discord, post } = await quiet();
      discord.fault(route, fault);
      expect(await adapter.post(post)).toMatchObject({ outcome: 'unknown' });
      expect(discord.callsOf(route)).toHaveLength(1);
      expect(await adapter.post(post)).toMatchObject({ outcome: 'posted' });
      expect(discord.shown(discord.general.id)).toHaveLength(1);
    },
  );

  test('in doubt for longer than Discord remembers is found before it is sent again', async () => {
    const { adapter, discord, post, clock } = await quiet();
    discord.fault(route, { accept: true, reset: true });
    await adapter.post(post);
    clock.advance(6 * 3600);
    const [shown] = discord.shown(discord.general.id);
    expect(await adapter.find(post)).toEqual({ id: shown?.id });
    // What the marker is for: the nonce alone no longer stops a second copy.
    await adapter.post(post);
    expect(discord.shown(discord.general.id)).toHaveLength(2);
  });

  test('that pings the room pings it once, in whatever number of messages', async () => {
    const { adapter, discord } = await quiet();
    const items = Array.from({ length: 200 }, (_, index) => [`@everyone number ${index} with some words behind it`]);
    const reply = says('Meeting', { audience: 'room', mention: 'here', body: [{ type: 'list', items }] });
    await adapter.post(postTo(discord.general.id, { reply }));
    const shown = discord.shown(discord.general.id);
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.map(({ pings }) => pings)).toEqual([['here'], ...shown.slice(1).map(() => [])]);
  });

  test('of several messages is complete, and in order, although one is answered with an error', async () => {
    const { adapter, discord } = await quiet();
    const items = Array.from({ length: 300 }, (_, index) => [`number ${index} with some words behind it`]);
    const post = postTo(discord.general.id, { reply: says('All', { body: [{ type: 'list', items }] }) });
    discord.fault(route, { accept: true, answer: { status: 200, body: { id: '1' } } });
    discord.fault(route, { accept: true, answer: { status: 502 } });
    expect(await adapter.post(post)).toMatchObject({ outcome: 'posted' });
    const text = discord
      .shown(discord.general.id)
      .map((one) => one.text)
      .join('\n');
    expect([...text.matchAll(/number (\d+)/g)].map(([, number]) => Number(number))).toEqual(
      items.map((_, index) => index),
    );
  });
});

describe('a post that fails', () => {
  const discordSays = (status: number, code: number, message: string) => ({
    answer: { status, body: { code, message } },
  });

  test.each([
    ['an unknown channel', discordSays(404, 10003, 'Unknown Channel'), 'gone', 'community file'],
    ['no access', discordSays(403, 50001, 'Missing Access'), 'forbidden', 'View Channel'],
    ['no permission', discordSays(403, 50013, 'Missing Permissions'), 'forbidden', 'Send Messages'],
    ['an archived thread', discordSays(400, 50083, 'Thread is archived'), 'forbidden', 'archived'],
    ['another refusal', discordSays(403, 20028, 'Nope'), 'forbidden', '20028'],
    ['a message that is wrong', discordSays(400, 50035, 'Invalid Form Body'), 'not-delivered', '50035'],
    ['a token that no longer works', discordSays(401, 0, '401: Unauthorized'), 'revoked', 'DISCORD_TOKEN'],
  ] as const)('for %s says what has to be done', async (_why, fault, outcome, words) => {
    const { adapter, discord, post } = await quiet();
    discord.fault(route, fault);
    const told = await adapter.post(post);
    expect(told).toMatchObject({ outcome });
    expect('reason' in told && told.reason).toContain(words);
    expect(JSON.stringify(told)).not.toContain(discord.token);
    expect(discord.callsOf(route)).toHaveLength(1);
    // And the next one goes through: nothing is remembered that does not have to be.
    expect(await adapter.post(post)).toMatchObject({ outcome: 'posted' });
  });

  const page = (status: number) => ({
    answer: { status, text: '<html>Denied</html>', headers: { 'content-type': 'text/html' } },
  });

  test.each([
    ['forbids', page(403), 'not-delivered'],
    ['knows nothing of', page(404), 'not-delivered'],
    ['wants to be signed in to for', page(407), 'not-delivered'],
    ['wants another token for', page(401), 'not-delivered'],
    ['tires of waiting for', page(408), 'unknown'],
    ['forbids, without a code,', discordSays(403, 0, 'You are being blocked'), 'not-delivered'],
    ['does not find, without a code,', discordSays(404, 0, '404: Not Found'), 'not-delivered'],
  ] as const)('because something in between %s it is tried again', async (_why, fault, outcome) => {
    const { adapter, discord, post } = await quiet();
    discord.fault(route, fault);
    expect(await adapter.post(post)).toMatchObject({ outcome });
    expect(await adapter.post(post)).toMatchObject({ outcome: 'posted' });
  });

  test.each([
    ['its figure', { 'retry-after': '7', 'x-ratelimit-reset-after': '7' }, 8],
    ['a figure for all rooms', { 'retry-after': '7', 'x-ratelimit-global': 'true' }, 8],
    ['no figure', {}, 5],
    ['a figure that is none', { 'retry-after': 'soon' }, 5],
  ] as const)('for its rate, with %s, says when to come again', async (_what, headers, seconds) => {
    const { adapter, discord, post } = await quiet();
    const body = { message: 'You are being rate limited.', retry_after: 7, global: false };
    discord.fault(route, { answer: { status: 429, body, headers } });
    expect(await adapter.post(post)).toEqual({ outcome: 'retry-after', seconds });
    expect(discord.callsOf(route)).toHaveLength(1);
    expect(discord.shown(discord.general.id)).toEqual([]);
  });

  test('in one room for its rate leaves the others alone', async () => {
    const { adapter, discord, post } = await quiet();
    const other = discord.channel('other');
    discord.fault(route, {
      answer: {
        status: 429,
        body: {},
        headers: { 'retry-after': '30', 'x-ratelimit-reset-after': '30', 'x-ratelimit-remaining': '0' },
      },
    });
    expect(await adapter.post(post)).toMatchObject({ outcome: 'retry-after' });
    expect(await adapter.post(postTo(other.id))).toMatchObject({ outcome: 'posted' });
  });

  test('because nobody listens was surely not shown', async () => {
    const { adapter, post } = await quiet();
    const nowhere = await discordSurface({ apiUrl: 'http://127.0.0.1:9/api' });
    opened.push(nowhere);
    expect(await nowhere.adapter.post(post)).toMatchObject({ outcome: 'not-delivered' });
    await expect(nowhere.adapter.find(post)).rejects.toThrow('Discord could not be reached');
    expect(adapter.health().ready).toBe(false);
  });

  test('because nothing ever comes back is in doubt after 10 seconds, other rooms go on', async () => {
    const { adapter, discord, post } = await quiet();
    const other = discord.channel('other');
    discord.fault(route, { accept: true, hang: true });
    const hanging = adapter.post(post);
    await discord.until(() => discord.shown(discord.general.id).length === 1);
    expect(await adapter.post(postTo(other.id, { key: 'other' }))).toMatchObject({ outcome: 'posted' });
    expect(await hanging).toMatchObject({ outcome: 'unknown' });
  });
});

describe('looking for a post', () => {
  test('finds it where our clock is ahead of Discord’s by up to five minutes', async () => {
    const { adapter, post, clock } = await quiet();
    const since = (clock.now() + 300) as Instant;
    const outcome = await adapter.post(post);
    const id = outcome.outcome === 'posted' ? outcome.id : 'not posted';
    expect(await adapter.find({ ...post, since })).toEqual({ id });
  });

  test('says surely not where it was not shown, though the words are the same', async () => {
    const { adapter, discord, post } = await quiet();
    await adapter.post({ ...post, key: 'community/2026-12-24T11:00/-480/general/1d' });
    expect(await adapter.find(post)).toBeUndefined();
    expect(discord.callsOf('GET /channels/:channel/messages')).toHaveLength(1);
  });

  test('finds it behind hundreds of messages, and at once where it is told since when', async () => {
    const { adapter, discord, post, clock, ana } = await quiet();
    for (let count = 0; count < 150; count += 1) discord.say(ana, discord.general, 'before');
    clock.advance(600);
    const since = clock.now();
    const outcome = await adapter.post(post);
    const id = outcome.outcome === 'posted' ? outcome.id : 'not posted';
    for (let count = 0; count < 250; count += 1) discord.say(ana, discord.general, 'after');
    expect(await adapter.find(post)).toEqual({ id });
    expect(discord.callsOf('GET /channels/:channel/messages')).toHaveLength(3);
    expect(await adapter.find({ ...post, since })).toEqual({ id });
    expect(discord.callsOf('GET /channels/:channel/messages')).toHaveLength(4);
    expect(await adapter.find({ ...post, key: 'other', since })).toBeUndefined();
    expect(discord.callsOf('GET /channels/:channel/messages')).toHaveLength(7);
  });

  test.each([
    ['may not read', { answer: { status: 403, body: { code: 50001, message: 'Missing Access' } } }],
    [
      'is told to wait',
      { answer: { status: 429, body: {}, headers: { 'retry-after': '5', 'x-ratelimit-reset-after': '5' } } },
    ],
  ] as const)('concludes nothing where it %s', async (_why, fault) => {
    const { adapter, discord, post } = await quiet();
    discord.fault('GET /channels/:channel/messages', fault);
    await expect(adapter.find(post)).rejects.toThrow(/^Discord answered (403|429)/);
  });
});
