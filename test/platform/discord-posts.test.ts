/** Posts to rooms: shown once, found again, and every failure told for what it is. Real discord.js, real sockets. */
import { afterEach, describe, expect, test } from 'vitest';
import { AskLater, AskRefused, type Post } from '../../src/adapter.js';
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
    ['a server error', '[fault 11]', { accept: true, answer: { status: 500 } }],
    ['a bad gateway', '[fault 11]', { accept: true, answer: { status: 502 } }],
    ['an outage', '[fault 11]', { accept: true, answer: { status: 503 } }],
    ['a cut connection', '[fault 10]', { accept: true, reset: true }],
    [
      'a page of something in between',
      '[fault 19]',
      { accept: true, answer: { status: 200, text: '<html>hello</html>', headers: { 'content-type': 'text/html' } } },
    ],
    [
      'half an answer',
      '[fault 20]',
      { accept: true, answer: { status: 200, text: '{"id":', headers: { 'content-type': 'application/json' } } },
    ],
  ] as const)(
    'that Discord took and answered with %s is in doubt, and shown once when sent again %s',
    async (_what, _row, fault) => {
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
    expect(await adapter.copies(post)).toEqual([{ id: shown?.id }]);
    // What the marker is for: the nonce alone no longer stops a second copy.
    await adapter.post(post);
    expect(discord.shown(discord.general.id)).toHaveLength(2);
  });

  test('that pings the room pings it once, in whatever number of messages', async () => {
    const { adapter, discord } = await quiet();
    const items = Array.from({ length: 200 }, (_, index) => [`@everyone number ${index} with some words behind it`]);
    const reply = says('Meeting', { audience: 'room', mention: 'here', body: [{ type: 'list', items }] });
    await adapter.post(postTo(discord.general.id, { reply }));
    await adapter.stop();
    const shown = discord.shown(discord.general.id);
    expect(shown.length).toBeGreaterThan(1);
    expect(shown.map(({ pings }) => pings)).toEqual([['here'], ...shown.slice(1).map(() => [])]);
  });

  test('longer than Discord takes is split before it is sent, and nothing of it is refused [fault 47]', async () => {
    const { adapter, discord } = await quiet();
    const words = Array.from({ length: 1000 }, (_, index) => String(index).padStart(3, '0')).join(' ');
    const reply = says('Long', { audience: 'room', body: [{ type: 'text', line: [`${words}. The end.`] }] });
    const outcome = await adapter.post(postTo(discord.general.id, { reply }));
    await adapter.stop();
    const shown = discord.shown(discord.general.id);
    expect(outcome).toMatchObject({ outcome: 'posted', id: shown[0]?.id });
    expect(shown.map(({ text }) => text).join(' ')).toContain('998 999. The end.');
    expect(discord.violations).toEqual([]);
  });

  test('of several messages is complete, and in order, although one is answered with an error', async () => {
    const { adapter, discord } = await quiet();
    const items = Array.from({ length: 300 }, (_, index) => [`number ${index} with some words behind it`]);
    const post = postTo(discord.general.id, { reply: says('All', { body: [{ type: 'list', items }] }) });
    discord.fault(route, { accept: true, answer: { status: 200, body: { id: '1' } } });
    discord.fault(route, { accept: true, answer: { status: 502 } });
    expect(await adapter.post(post)).toMatchObject({ outcome: 'posted' });
    await adapter.stop();
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
    ['an unknown channel [fault 44]', discordSays(404, 10003, 'Unknown Channel'), 'gone', 'community file'],
    ['no access [fault 45]', discordSays(403, 50001, 'Missing Access'), 'forbidden', 'View Channel'],
    ['no permission [fault 45]', discordSays(403, 50013, 'Missing Permissions'), 'forbidden', 'Send Messages'],
    ['an archived thread [fault 43]', discordSays(400, 50083, 'Thread is archived'), 'forbidden', 'reopen it'],
    ['a locked thread [fault 46]', discordSays(403, 160005, 'This thread is locked'), 'forbidden', 'unlock it'],
    ['words that the server blocks', discordSays(400, 200000, 'Blocked by AutoMod'), 'refused', 'AutoMod'],
    ['an outage of sending', discordSays(400, 40004, 'Temporarily disabled'), 'not-delivered', '40004'],
    ['another refusal', discordSays(403, 20028, 'Nope'), 'forbidden', '20028'],
    ['a message that is wrong', discordSays(400, 50035, 'Invalid Form Body'), 'refused', '50035'],
    ['a token that no longer works [fault 40]', discordSays(401, 0, '401: Unauthorized'), 'revoked', 'DISCORD_TOKEN'],
  ] as const)('says what has to be done for %s', async (_why, fault, outcome, words) => {
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
    ['its figure [fault 13]', { 'retry-after': '30', 'x-ratelimit-reset-after': '30' }, {}, 30],
    ['its figure in the body alone [fault 14]', {}, { retry_after: 6.2 }, 7],
    ['no figure [fault 14]', {}, {}, 15],
    ['a figure that is none [fault 14]', { 'retry-after': 'soon' }, { retry_after: 'later' }, 15],
    ['a figure below nothing [fault 14]', { 'retry-after': '-1' }, {}, 15],
    ['a figure beyond reason [fault 14]', { 'retry-after': '99999999999' }, {}, 86_400],
  ] as const)('for its rate says when to come again, by %s', async (_what, headers, told, seconds) => {
    const { adapter, discord, post } = await quiet();
    const body = { message: 'You are being rate limited.', global: false, ...told };
    discord.fault(route, { answer: { status: 429, body, headers } });
    expect(await adapter.post(post)).toEqual({ outcome: 'retry-after', seconds });
    expect(discord.callsOf(route)).toHaveLength(1);
    expect(discord.shown(discord.general.id)).toEqual([]);
  });

  test('in one room for its rate leaves the others alone [fault 13]', async () => {
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
    // And is not asked again in the room before its time, whoever wants to.
    expect(await adapter.post(post)).toEqual({ outcome: 'retry-after', seconds: 30 });
    expect(discord.callsOf(route)).toHaveLength(2);
  });

  test('because nobody listens, or no such name is known, was surely not shown [fault 18]', async () => {
    const { adapter, post } = await quiet();
    const nowhere = await discordSurface({ apiUrl: 'http://127.0.0.1:9/api' });
    opened.push(nowhere);
    expect(await nowhere.adapter.post(post)).toMatchObject({ outcome: 'not-delivered' });
    await expect(nowhere.adapter.copies(post)).rejects.toThrow('Discord could not be reached');
    const nameless = await discordSurface({ apiUrl: 'http://nobody.invalid/api' });
    opened.push(nameless);
    expect(await nameless.adapter.post(post)).toMatchObject({ outcome: 'not-delivered' });
    expect(adapter.health().ready).toBe(false);
  });

  test('because nothing ever comes back is in doubt after 10 seconds, other rooms go on [fault 12]', async () => {
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
    expect(await adapter.copies({ ...post, since })).toEqual([{ id }]);
  });

  test('says surely not where it was not shown, though the words are the same', async () => {
    const { adapter, discord, post } = await quiet();
    await adapter.post({ ...post, key: 'community/2026-12-24T11:00/-480/general/1d' });
    expect(await adapter.copies(post)).toEqual([]);
    expect(discord.callsOf('GET /channels/:channel/messages')).toHaveLength(1);
  });

  test('finds it among hundreds of messages, and reads no more than since when it is told', async () => {
    const { adapter, discord, post, clock, ana } = await quiet();
    for (let count = 0; count < 150; count += 1) discord.say(ana, discord.general, 'before');
    clock.advance(3 * 3_600);
    const since = clock.now();
    const outcome = await adapter.post(post);
    const id = outcome.outcome === 'posted' ? outcome.id : 'not posted';
    for (let count = 0; count < 250; count += 1) discord.say(ana, discord.general, 'after');
    expect(await adapter.copies(post)).toEqual([{ id }]);
    expect(discord.callsOf('GET /channels/:channel/messages')).toHaveLength(5);
    expect(await adapter.copies({ ...post, since })).toEqual([{ id }]);
    expect(discord.callsOf('GET /channels/:channel/messages')).toHaveLength(8);
    expect(await adapter.copies({ ...post, key: 'other', since })).toEqual([]);
    expect(discord.callsOf('GET /channels/:channel/messages')).toHaveLength(11);
  });

  test('finds every copy, the oldest first, until they are removed', async () => {
    const { adapter, discord, post, clock } = await quiet();
    const ids: string[] = [];
    for (let copy = 0; copy < 3; copy += 1) {
      const outcome = await adapter.post(post);
      if (outcome.outcome === 'posted') ids.push(outcome.id);
      // Longer than Discord remembers a nonce.
      clock.advance(3600);
    }
    expect(new Set(ids).size).toBe(3);
    expect(discord.posted(post.key).map(({ id }) => id)).toEqual(ids);
    expect(await adapter.copies({ ...post, since: noon })).toEqual(ids.map((id) => ({ id })));
    await adapter.remove(post.target, ids[1] ?? '');
    await adapter.remove(post.target, ids[2] ?? '');
    expect(await adapter.copies({ ...post, since: noon })).toEqual([{ id: ids[0] }]);
    expect(discord.shown(discord.general.id)).toHaveLength(1);
    expect(discord.world.removed.map(({ id }) => id)).toEqual(ids.slice(1));
  });

  test('gives links where the server is known', async () => {
    const surface = await startedDiscord(scriptedDesk({}));
    opened.push(surface);
    const { adapter, discord } = surface;
    const post = postTo(discord.general.id);
    const outcome = await adapter.post(post);
    const [shown] = discord.shown(discord.general.id);
    const link = `https://discord.com/channels/887766554433221100/${discord.general.id}/${shown?.id}`;
    expect(await adapter.copies(post)).toEqual([{ id: shown?.id, link }]);
    expect(outcome).toMatchObject({ link });
  });

  test.each([
    [
      'is told to wait',
      { answer: { status: 429, body: {}, headers: { 'retry-after': '5', 'x-ratelimit-reset-after': '5' } } },
    ],
    ['gets half an answer', { answer: { status: 200, text: '[{', headers: { 'content-type': 'application/json' } } }],
    ['is cut off', { reset: true }],
  ] as const)('concludes nothing where it %s', async (_why, fault) => {
    const { adapter, discord, post } = await quiet();
    await adapter.post(post);
    discord.fault('GET /channels/:channel/messages', fault);
    await expect(adapter.copies(post)).rejects.toThrow(/^(Discord|The platform) /);
  });

  test('says when to ask again where it comes too early for Discord', async () => {
    const { adapter, discord, post } = await quiet();
    const headers = { 'retry-after': '5', 'x-ratelimit-reset-after': '4.2' };
    discord.fault('GET /channels/:channel/messages', { answer: { status: 429, body: {}, headers } });
    const told = await adapter.copies(post).catch((error: unknown) => error);
    expect(told).toBeInstanceOf(AskLater);
    expect(told).toMatchObject({ seconds: 5 });
  });

  test.each([
    [404, 10003, 'gone'],
    [403, 50001, 'forbidden'],
  ] as const)('tells a channel that takes no post either (%i, %i)', async (status, code, outcome) => {
    const { adapter, discord, post } = await quiet();
    discord.fault('GET /channels/:channel/messages', { answer: { status, body: { code, message: 'Missing Access' } } });
    const told = await adapter.copies(post).catch((error: unknown) => error);
    expect(told).toBeInstanceOf(AskRefused);
    expect(told).toMatchObject({ outcome });
  });
});
