/** Discord's limits: what is obeyed, shared and never run into. Real discord.js, real sockets. */
import { afterEach, describe, expect, test } from 'vitest';
import { AskLater, type Post } from '../../src/adapter.js';
import { FixedClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { RateLimits } from '../support/discord/limits.js';
import { says } from '../support/discord/replies.js';
import { type DiscordSurface, discordSurface, startedDiscord } from '../support/discord/surface.js';
import { scriptedDesk } from '../support/scripted-desk.js';

const opened: DiscordSurface[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

const noon = 1_796_904_000 as Instant;
const route = 'POST /channels/:channel/messages';

function postTo(channel: string, key = 'community/2026-12-10T11:00/-480/general/1d'): Post {
  const target = { platform: 'discord', room: 'general', channel } as const;
  return { key, target, reply: says('Community meeting', { audience: 'room' }) };
}

/** Not started, with a clock of its own for limits and for the fake. */
async function quiet() {
  const clock = new FixedClock(noon);
  const surface = await discordSurface({ clock }, { clock });
  opened.push(surface);
  return { ...surface, clock };
}

describe('a limit for the whole bot', () => {
  const answer = (retry_after: number) => ({
    answer: { status: 429, body: { message: 'You are being rate limited.', retry_after, global: true } },
  });

  test('is told as everywhere, and no room is written to or read before its end [fault 15]', async () => {
    const { adapter, discord, clock } = await quiet();
    const other = discord.channel('other');
    discord.fault(route, answer(0.05));
    expect(await adapter.post(postTo(discord.general.id))).toEqual({
      outcome: 'retry-after',
      seconds: 1,
      everywhere: true,
    });
    expect(await adapter.post(postTo(other.id))).toEqual({ outcome: 'retry-after', seconds: 1, everywhere: true });
    await expect(adapter.copies(postTo(other.id))).rejects.toBeInstanceOf(AskLater);
    await expect(adapter.remove(postTo(other.id).target, '1')).rejects.toBeInstanceOf(AskLater);
    expect(discord.calls).toHaveLength(1);
    clock.advance(1);
    // discord.js keeps the same limit by the host's clock: 50 ms, in which it refuses by itself.
    let outcome = await adapter.post(postTo(other.id));
    while (outcome.outcome === 'retry-after') outcome = await adapter.post(postTo(other.id));
    expect(outcome).toMatchObject({ outcome: 'posted' });
    expect(discord.calls).toHaveLength(2);
  });

  test('holds no slash command up, because those are not counted', async () => {
    const surface = await startedDiscord(scriptedDesk({ '/meeting': says('Next meeting') }));
    opened.push(surface);
    const { adapter, discord, ana } = surface;
    discord.fault(route, answer(30));
    expect(await adapter.post(postTo(discord.general.id))).toMatchObject({ seconds: 30, everywhere: true });
    expect((await discord.answerTo(discord.slash(ana, discord.general, 'meeting'))).text).toContain('Next meeting');
  });
});

describe('a token that is refused everything', () => {
  const refusal = { answer: { status: 403, body: { code: 50001, message: 'Missing Access' } } };

  test('makes fewer than 50 calls in an hour for 200 rooms, says so once, and goes on when it is let in [fault 16]', async () => {
    const { adapter, discord, clock, log } = await quiet();
    const rooms = Array.from({ length: 200 }, (_, count) => discord.channel(`room-${count}`));
    discord.alwaysFault(route, refusal);
    const outcomes = new Map<string, number>();
    for (let minute = 0; minute < 60; minute += 1) {
      for (const { id } of rooms) {
        const { outcome } = await adapter.post(postTo(id));
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
      }
      clock.advance(60);
    }
    expect(outcomes.get('forbidden')).toBe(discord.calls.length);
    expect(discord.calls.length).toBeGreaterThanOrEqual(40);
    expect(discord.calls.length).toBeLessThan(50);
    expect(log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
    expect(await adapter.post(postTo(discord.general.id))).toMatchObject({ outcome: 'retry-after', everywhere: true });
    await expect(adapter.copies(postTo(discord.general.id))).rejects.toBeInstanceOf(AskLater);
    discord.alwaysFault(route, undefined);
    clock.advance(600);
    // discord.js itself lets 50 calls a second pass, and the hour above took less than one of this machine's.
    for (const { id } of rooms.slice(0, 1)) {
      expect(await adapter.post(postTo(id))).toMatchObject({ outcome: 'posted' });
    }
  });

  test('makes fewer than 50 calls though 30 are under way at once [fault 16]', async () => {
    const { adapter, discord } = await quiet();
    const rooms = Array.from({ length: 200 }, (_, count) => discord.channel(`room-${count}`));
    discord.alwaysFault(route, refusal);
    const waiting = rooms.map(({ id }) => id);
    const worker = async () => {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await adapter.post(postTo(id));
    };
    await Promise.all(Array.from({ length: 30 }, worker));
    expect(discord.calls.length).toBeLessThan(50);
  });

  test('still answers slash commands', async () => {
    const clock = new FixedClock(noon);
    const surface = await startedDiscord(scriptedDesk({ '/meeting': says('Next meeting') }), { clock });
    opened.push(surface);
    const { adapter, discord, ana } = surface;
    discord.alwaysFault(route, refusal);
    for (let count = 0; count < 41; count += 1) await adapter.post(postTo(discord.general.id));
    expect(await adapter.post(postTo(discord.general.id))).toMatchObject({ outcome: 'retry-after', seconds: 60 });
    expect((await discord.answerTo(discord.slash(ana, discord.general, 'meeting'))).text).toContain('Next meeting');
  });
});

describe('the limits of the fake', () => {
  test('stop the sixth post to a room within 5 seconds, with Discord’s own figures, and no other room', async () => {
    const { adapter, discord, clock } = await quiet();
    const other = discord.channel('other');
    discord.limits({ globalPerSecond: 50, channel: { count: 5, perMs: 5_000 } });
    for (let count = 0; count < 5; count += 1) {
      expect(await adapter.post(postTo(discord.general.id, `key-${count}`))).toMatchObject({ outcome: 'posted' });
      clock.advance(1);
    }
    clock.advance(-1);
    // discord.js has read the headers and does not even try.
    expect(await adapter.post(postTo(discord.general.id, 'key-5'))).toMatchObject({ outcome: 'retry-after' });
    expect(discord.limited).toBe(0);
    expect(await adapter.post(postTo(other.id, 'key-6'))).toMatchObject({ outcome: 'posted' });
  });

  test('let a room with 1,150 messages since the reminder be read to its end, each page once [fault 13]', async () => {
    const { adapter, discord, clock, ana } = await quiet();
    const { general } = discord;
    const read = 'GET /channels/:channel/messages';
    const post = { ...postTo(general.id), since: noon };
    for (let count = 0; count < 550; count += 1) discord.say(ana, general, 'before');
    const outcome = await adapter.post(post);
    const id = outcome.outcome === 'posted' ? outcome.id : 'not posted';
    for (let count = 0; count < 599; count += 1) discord.say(ana, general, 'after');
    discord.limits({ channel: { count: 5, perMs: 200 } });
    const readToItsEnd = async (asked: Post) => {
      for (let calls = 0; ; ) {
        const told = await adapter.copies(asked).catch((error: unknown) => error);
        if (!(told instanceof AskLater)) return told;
        // The fake's window is over once; discord.js keeps the same 200 ms by the host's clock, and refuses by itself.
        if (discord.callsOf(read).length > calls) clock.advance(1);
        calls = discord.callsOf(read).length;
        if (calls > 40) return `${calls} calls and no end`;
        await new Promise((resolve) => setImmediate(resolve));
      }
    };
    expect(await readToItsEnd(post)).toEqual([{ id }]);
    expect(discord.callsOf(read)).toHaveLength(12);
    expect(await readToItsEnd({ ...post, key: 'other' })).toEqual([]);
    expect(discord.callsOf(read)).toHaveLength(24);
    expect(discord.limited).toBe(0);
  });

  test('answer 429 to a bot that takes no notice', async () => {
    const { discord } = await quiet();
    discord.limits({ globalPerSecond: 2, channel: { count: 1, perMs: 5_000 } });
    const ask = async () => {
      const url = `${discord.apiUrl}/v10/channels/${discord.general.id}/messages`;
      const answer = await fetch(url, { headers: { authorization: `Bot ${discord.token}` } });
      return { status: answer.status, headers: answer.headers, body: (await answer.json()) as unknown };
    };
    expect((await ask()).headers.get('x-ratelimit-remaining')).toBe('0');
    const room = await ask();
    expect(room).toMatchObject({ status: 429, body: { retry_after: 5, global: false } });
    expect(room.headers.get('x-ratelimit-scope')).toBe('user');
    const all = await ask();
    expect(all).toMatchObject({ status: 429, body: { retry_after: 1, global: true } });
    expect([all.headers.get('x-ratelimit-global'), all.headers.get('retry-after')]).toEqual(['true', '1']);
    expect(discord.limited).toBe(2);
  });

  test('let pass what keeps the adapter’s own pace for ten minutes, and not much more', async () => {
    const { adapter } = await quiet();
    const limitedAt = (share: number) => {
      const clock = new FixedClock(noon);
      const rates = new RateLimits(clock);
      rates.limits = { globalPerSecond: 50, channel: { count: 5, perMs: 5_000 } };
      const { gapMs, roomGapMs } = adapter.pace;
      const rooms = Math.ceil(roomGapMs / gapMs);
      for (let count = 0; count < 600_000 / gapMs; count += 1) {
        const args = { channel: String(count % rooms) };
        rates.take({ method: 'POST', route, args, query: new URLSearchParams(), body: {}, authorized: true });
        clock.advance((gapMs * share) / 1_000);
      }
      return rates.limited;
    };
    expect(limitedAt(1)).toBe(0);
    expect(limitedAt(0.9)).toBeGreaterThan(0);
  });
});

test('posts that go wrong at random are each shown once when they are tried again [fault 10] [fault 11] [fault 12]', async () => {
  const { adapter, discord } = await quiet();
  let dice = 0;
  // Each kind in turn on every second call.
  const random = () => {
    dice += 1;
    return dice % 3 === 2 ? 0.9 : dice % 3 === 0 ? 0.1 * (Math.floor(dice / 3) % 10) : 0;
  };
  discord.chaos({ share: 0.5, random });
  const keys = Array.from({ length: 12 }, (_, count) => `key-${count}`);
  const rooms = keys.map((key) => ({ key, channel: discord.channel(key).id }));
  await Promise.all(
    rooms.map(async ({ key, channel }) => {
      for (let tries = 0; tries < 20; tries += 1) {
        if ((await adapter.post(postTo(channel, key))).outcome === 'posted') return;
        if ((await adapter.copies(postTo(channel, key))).length > 0) return;
      }
      throw new Error(`${key} was never posted`);
    }),
  );
  discord.chaos(undefined);
  expect(keys.map((key) => discord.posted(key).length)).toEqual(keys.map(() => 1));
  expect(discord.chaosDone.size).toBeGreaterThan(0);
});
