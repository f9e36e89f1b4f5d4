/** Messages that were posted are changed in place: nobody is pinged, and every failure is told for what it is. */
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

const route = 'PATCH /channels/:channel/messages/:message';
const reading = 'GET /channels/:channel/messages';

async function posted(change: Partial<Post> = {}): Promise<DiscordSurface & { post: Post; id: string }> {
  const surface = await discordSurface({}, { clock: new FixedClock(1_796_904_000 as Instant) });
  opened.push(surface);
  const post: Post = {
    key: 'community/2026-12-10T11:00/-480/general/1d',
    target: { platform: 'discord', room: 'general', channel: surface.discord.general.id },
    reply: says('Community meeting', { audience: 'room', mention: 'here' }),
    ...change,
  };
  const outcome = await surface.adapter.post(post);
  if (outcome.outcome !== 'posted') throw new Error(`not posted: ${outcome.outcome}`);
  return { ...surface, post, id: outcome.id };
}

const cancelled = says('Community meeting', {
  audience: 'room',
  mention: 'here',
  body: [
    { type: 'text', line: [{ type: 'struck', text: 'Thursday, 11:00 *in* Los Angeles' }, ' is cancelled: ~~ill~~.'] },
  ],
});

describe('an edit', () => {
  test('shows the new words, strikes the old, pings nobody again, and the message is still found', async () => {
    const { adapter, discord, post, id } = await posted();
    expect(await adapter.edit({ ...post, reply: cancelled }, id)).toEqual({ outcome: 'edited' });
    const shown = discord.shown(discord.general.id);
    expect(shown).toHaveLength(1);
    expect(shown[0]).toMatchObject({
      id,
      text: 'Community meeting\n\nThursday, 11:00 *in* Los Angeles is cancelled: ~~ill~~.',
      alive: ['heading', 'struck'],
      // Of the post itself.
      pings: ['here'],
    });
    expect(await adapter.copies(post)).toEqual([{ id }]);
    expect(discord.callsOf(route)[0]?.body).toMatchObject({ allowed_mentions: { parse: [] }, flags: 32768 });
  });

  test('of words that name everybody pings nobody', async () => {
    const { adapter, discord, post, id } = await posted({ reply: says('Quiet', { audience: 'room' }) });
    const loud = says('@everyone', { mention: 'here', body: [{ type: 'text', line: ['@here <@42>'] }] });
    await adapter.edit({ ...post, reply: loud }, id);
    expect(discord.shown(discord.general.id)[0]).toMatchObject({
      text: '@everyone\n\n@here <@42>',
      pings: [],
      people: [],
    });
  });

  test('of a long post changes each of its messages', async () => {
    const long = (word: string) => ({
      items: Array.from({ length: 60 }, (_, index) => [`${word} ${index} ${'and more words '.repeat(6)}`]),
    });
    const reply = (word: string) => says('Long', { audience: 'room', body: [{ type: 'list', ...long(word) }] });
    const surface = await posted({ reply: reply('old') });
    const { adapter, discord, post, id, log } = surface;
    await discord.until(() => discord.shown(discord.general.id).at(-1)?.text.includes('old 59'));
    const before = discord.shown(discord.general.id).map((one) => one.id);
    expect(before.length).toBeGreaterThan(1);
    expect(await adapter.edit({ ...post, reply: reply('new') }, id)).toEqual({ outcome: 'edited' });
    await adapter.stop();
    const after = discord.shown(discord.general.id);
    expect(after.map((one) => one.id)).toEqual(before);
    expect(after.map(({ text }) => text).join('\n')).not.toContain('old');
    expect(log.lines.filter(({ level }) => level === 'warn')).toEqual([]);
  });

  test('in a direct message passes too', async () => {
    const surface = await startedDiscord(scriptedDesk({}));
    opened.push(surface);
    const { adapter, discord, ana } = surface;
    const target = { platform: 'discord', room: '', channel: ana.id, person: true } as const;
    const post: Post = { key: 'notice/1', target, reply: says('Mind', { audience: 'room' }) };
    const outcome = await adapter.post(post);
    const id = outcome.outcome === 'posted' ? outcome.id : '';
    expect(await adapter.edit({ ...post, reply: cancelled }, id)).toEqual({ outcome: 'edited' });
    expect(discord.world.seenBy(ana.id, discord.direct(ana).id).at(-1)?.alive).toContain('struck');
  });

  test.each([
    ['a server error', { accept: true, answer: { status: 500 } }],
    ['a cut connection', { accept: true, reset: true }],
    ['a page of something in between', { accept: true, answer: { status: 200, text: '<html></html>' } }],
  ] as const)('answered with %s is in doubt after one call, and shows the same when repeated', async (_what, fault) => {
    const { adapter, discord, post, id } = await posted();
    discord.fault(route, fault);
    expect(await adapter.edit({ ...post, reply: cancelled }, id)).toMatchObject({ outcome: 'unknown' });
    expect(discord.callsOf(route)).toHaveLength(1);
    expect(await adapter.edit({ ...post, reply: cancelled }, id)).toEqual({ outcome: 'edited' });
    expect(discord.shown(discord.general.id)).toHaveLength(1);
  });

  test('that comes too often says when to come again', async () => {
    const { adapter, discord, post, id } = await posted();
    const headers = { 'retry-after': '5', 'x-ratelimit-reset-after': '4.2' };
    discord.fault(route, {
      answer: { status: 429, headers, body: { message: 'Slow.', retry_after: 5, global: false } },
    });
    expect(await adapter.edit({ ...post, reply: cancelled }, id)).toEqual({ outcome: 'retry-after', seconds: 5 });
  });

  test('of a message, or in a channel, that is gone says so', async () => {
    const { adapter, discord, post, id } = await posted();
    await adapter.remove(post.target, id);
    expect(await adapter.edit(post, id)).toEqual({
      outcome: 'gone',
      reason: 'The message is no longer in the room “general” (channel 112233445566778899).',
    });
    const elsewhere = { ...post, target: { ...post.target, channel: '5' } };
    expect(await adapter.edit(elsewhere, id)).toMatchObject({ outcome: 'gone' });
    expect(discord.callsOf(reading)).toEqual([]);
  });

  test('of somebody else’s message is refused', async () => {
    const { adapter, discord, post, ana } = await posted();
    const theirs = discord.say(ana, discord.general, 'hello');
    expect(await adapter.edit(post, theirs.id)).toMatchObject({ outcome: 'refused' });
    expect(theirs.content).toBe('hello');
  });

  test('on a server that the bot was removed from is not tried', async () => {
    const surface = await startedDiscord(scriptedDesk({}));
    opened.push(surface);
    const { adapter, discord } = surface;
    const target = { platform: 'discord', room: 'general', channel: discord.general.id } as const;
    const post: Post = { key: 'a', target, reply: cancelled };
    const outcome = await adapter.post(post);
    discord.kick();
    await discord.until(
      () => adapter.health().ready && surface.log.lines.some(({ message }) => message.includes('removed')),
    );
    const edited = await adapter.edit(post, outcome.outcome === 'posted' ? outcome.id : '');
    expect(edited).toMatchObject({ outcome: 'forbidden', reason: expect.stringContaining('invite it again') });
    expect(discord.callsOf(route)).toEqual([]);
  });
});
