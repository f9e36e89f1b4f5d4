/** How long one attempt at a post may take, and what may be waited for in it. Real discord.js, real sockets. */
import { afterEach, expect, test } from 'vitest';
import { AskLater, type Post, type Target } from '../../src/adapter.js';
import { FixedClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { says } from '../support/discord/replies.js';
import { type DiscordSurface, discordSurface } from '../support/discord/surface.js';
import { StuckShelf, timed, withLongButton } from '../support/stuck-shelf.js';

const opened: DiscordSurface[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

const posting = 'POST /channels/:channel/messages';
const opening = 'POST /users/@me/channels';
const reading = 'GET /channels/:channel/messages';
const removing = 'DELETE /channels/:channel/messages/:message';
const meeting = says('Community meeting', { audience: 'room' });
const items = Array.from({ length: 300 }, (_, index) => [`number ${index} with some words behind it`]);
const long = says('All', { audience: 'room', body: [{ type: 'list', items }] });

async function open() {
  const clock = new FixedClock(1_796_904_000 as Instant);
  const stuck = new StuckShelf();
  const surface = await discordSurface({ clock, shelf: stuck }, { clock });
  opened.push(surface);
  const { discord } = surface;
  const general: Target = { platform: 'discord', room: 'general', channel: discord.general.id };
  const ana: Target = { platform: 'discord', room: '', channel: surface.ana.id, person: true };
  const post = (target: Target, reply = meeting): Post => ({ key: 'community/2026-12-10T11:00', target, reply });
  return { ...surface, clock, shelf: stuck, general, ana, post, sent: () => discord.callsOf(posting).length };
}

const told = (work: Promise<unknown>) => work.catch((error: unknown) => error);

test('a post whose buttons the database does not take is given up after a second, is not sent later, and passes the next time', async () => {
  const { adapter, shelf, general, post, sent } = await open();
  const { outcome, ms } = await timed(() => adapter.post(post(general, withLongButton(meeting))));
  expect(outcome).toEqual({
    outcome: 'not-delivered',
    reason: 'The post was not ready in time, so it was not sent.',
  });
  expect([ms > 900, ms < 2_500, shelf.asked]).toEqual([true, true, 1]);
  shelf.letGo();
  const again = await timed(() => adapter.post(post(general, withLongButton(meeting))));
  expect(again.outcome).toMatchObject({ outcome: 'posted' });
  expect(sent()).toBe(1);
});

test('a direct message that Discord does not open is given up after a second, and is not asked for twice at once', async () => {
  const { adapter, discord, ana, post, sent } = await open();
  discord.alwaysFault(opening, { hang: true });
  const { outcome, ms } = await timed(() => adapter.post(post(ana)));
  expect(outcome).toMatchObject({ outcome: 'not-delivered' });
  expect([ms > 900, ms < 2_500]).toEqual([true, true]);
  expect(await adapter.post(post(ana))).toMatchObject({ outcome: 'not-delivered' });
  expect([discord.callsOf(opening).length, sent()]).toEqual([1, 0]);
});

test('a direct message that two ask for at once is opened once', async () => {
  const { adapter, discord, ana, post } = await open();
  const [found, posted] = await Promise.all([adapter.copies(post(ana)), adapter.post(post(ana))]);
  expect([found, posted.outcome]).toEqual([[], 'posted']);
  expect(discord.callsOf(opening)).toHaveLength(1);
});

test('a shelf that fails has shown nothing, and the log says why', async () => {
  const surface = await discordSurface({
    shelf: { keep: () => Promise.reject(new Error('no database')), take: async () => undefined },
  });
  opened.push(surface);
  const { adapter, discord, log } = surface;
  const target: Target = { platform: 'discord', room: 'general', channel: discord.general.id };
  expect(await adapter.post({ key: 'key', target, reply: withLongButton(meeting) })).toMatchObject({
    outcome: 'not-delivered',
  });
  expect(discord.callsOf(posting)).toEqual([]);
  expect(log.lines.at(-1)).toMatchObject({ level: 'error', message: 'Discord: a post could not be prepared' });
});

test('a long post is told as posted once its first message stands, whatever becomes of the others', async () => {
  const { adapter, discord, general, post, sent } = await open();
  discord.fault(posting, { accept: true, answer: { status: 200, body: { id: '1' } } });
  discord.alwaysFault(posting, { hang: true });
  const { outcome, ms } = await timed(() => adapter.post(post(general, long)));
  expect(outcome).toMatchObject({ outcome: 'posted' });
  expect(ms).toBeLessThan(5_000);
  await discord.until(() => sent() === 2);
});

test('stopping waits for the other messages of a post that ends meanwhile', async () => {
  const { adapter, discord, shelf, general, post } = await open();
  const ending = adapter.post(post(general, withLongButton(long)));
  const stopped = adapter.stop();
  shelf.letGo();
  expect(await ending).toMatchObject({ outcome: 'posted' });
  await stopped;
  expect(
    discord
      .shown(general.channel)
      .map(({ text }) => text)
      .join('\n'),
  ).toContain('number 299 ');
});

test('while Discord refuses nearly everything, nobody is looked up or asked: the rest of the pause is told', async () => {
  const { adapter, discord, clock, general, ana, post } = await open();
  discord.alwaysFault(reading, { answer: { status: 403, body: { code: 50001, message: 'Missing Access' } } });
  for (let count = 0; count < 40; count += 1) await told(adapter.copies(post(general)));
  const before = discord.calls.length;
  expect(before).toBe(40);
  clock.advance(20);
  for (const target of [general, ana]) {
    for (const asked of [() => adapter.copies(post(target)), () => adapter.remove(target, '1')]) {
      const error = await told(asked());
      expect(error).toBeInstanceOf(AskLater);
      expect(error).toMatchObject({ seconds: 40 });
    }
    expect(await adapter.post(post(target))).toEqual({ outcome: 'retry-after', seconds: 40, everywhere: true });
  }
  expect(discord.calls).toHaveLength(before);
  discord.alwaysFault(reading, undefined);
  clock.advance(40);
  expect(await adapter.copies(post(general))).toEqual([]);
});

test('a token that Discord refuses is let rest for five minutes by who looks or tidies; a proxy’s 401 is no such word', async () => {
  const { adapter, discord, general, ana, post } = await open();
  const refused = { answer: { status: 401, body: { code: 0, message: '401: Unauthorized' } } };
  for (const route of [reading, opening, removing] as const) discord.fault(route, refused);
  for (const asked of [
    () => adapter.copies(post(general)),
    () => adapter.copies(post(ana)),
    () => adapter.remove(general, '1'),
  ]) {
    const error = await told(asked());
    expect(error).toBeInstanceOf(AskLater);
    expect(error).toMatchObject({ seconds: 300 });
  }
  const page = { text: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } };
  discord.fault(reading, { answer: { status: 401, ...page } });
  expect(await told(adapter.copies(post(general)))).not.toBeInstanceOf(AskLater);
});

test('a message that cannot be taken away for Discord’s limit says when it can', async () => {
  const { adapter, discord, general } = await open();
  const headers = { 'retry-after': '5', 'x-ratelimit-reset-after': '4.2' };
  discord.fault(removing, { answer: { status: 429, body: {}, headers } });
  const error = await told(adapter.remove(general, '1'));
  expect(error).toBeInstanceOf(AskLater);
  expect(error).toMatchObject({ seconds: 5 });
});
