import type { APIMessage } from 'discord.js';
import { expect, test } from 'vitest';
import { markerOf } from '../../../adapters/discord/key.js';
import { createReading } from '../../../adapters/discord/reading.js';
import { marked, renderDiscord } from '../../../adapters/discord/render.js';
import { AskLater } from '../../../src/adapter.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { says } from '../../support/discord/replies.js';

const noon = 1_796_904_000 as Instant;
const marker = markerOf('community/1d', 0);
const firstId = (BigInt(noon) * 1000n - 1_420_070_400_000n) << 22n;

/** A channel whose messages all came after noon, in the order of their numbers. */
class Channel {
  readonly clock = new FixedClock(noon);
  readonly messages: { id: string; components: readonly object[] }[] = [];
  reads = 0;
  /** Pages that may be read before Discord asks to wait. */
  allowed = Number.POSITIVE_INFINITY;
  secondsAPage = 0;
  readonly reading = createReading({
    clock: this.clock,
    history: async (_channel, { after, before }) => {
      if (this.allowed === 0) throw new AskLater(5);
      this.allowed -= 1;
      this.reads += 1;
      this.clock.advance(this.secondsAPage);
      const inRange = this.messages.filter(
        ({ id }) =>
          (after === undefined || BigInt(id) > BigInt(after)) && (before === undefined || BigInt(id) < BigInt(before)),
      );
      const page = after === undefined ? inRange.slice(-100) : inRange.slice(0, 100);
      // Discord gives the newest first.
      return page.toReversed() as unknown as readonly APIMessage[];
    },
  });
  say(count: number): void {
    for (let left = count; left > 0; left -= 1) this.#add([]);
  }
  post(): string {
    const [body] = renderDiscord(says('Community meeting'), () => '');
    if (body === undefined) throw new Error('nothing was drawn');
    return this.#add(marked(body, marker).components);
  }
  #add(components: readonly object[]): string {
    const id = String(firstId + BigInt(this.messages.length));
    this.messages.push({ id, components });
    return id;
  }
  found(since: Instant | undefined = noon) {
    return this.reading.found({ channel: '1', marker, since });
  }
  /** How many pages are read until it is told, five at a time. */
  async asOftenAsNeeded(): Promise<unknown> {
    for (let tries = 0; tries < 20; tries += 1) {
      this.allowed = 5;
      const told = await this.found().catch((error: unknown) => error);
      if (!(told instanceof AskLater)) return told;
      this.clock.advance(5);
    }
    return 'no end';
  }
}

test('an interrupted reading goes on where it stopped, with what it had found', async () => {
  const channel = new Channel();
  const first = channel.post();
  channel.say(1_148);
  const last = channel.post();
  expect(await channel.asOftenAsNeeded()).toEqual([first, last]);
  expect(channel.reads).toBe(12);
});

test('what is posted while it is interrupted is found too', async () => {
  const channel = new Channel();
  channel.say(700);
  channel.allowed = 5;
  await expect(channel.found()).rejects.toBeInstanceOf(AskLater);
  const id = channel.post();
  expect(await channel.asOftenAsNeeded()).toEqual([id]);
});

test('once it came to its end the next reading begins anew', async () => {
  const channel = new Channel();
  channel.say(150);
  expect(await channel.found()).toEqual([]);
  const id = channel.post();
  expect(await channel.found()).toEqual([id]);
  expect(channel.reads).toBe(4);
});

test('what was removed meanwhile is not told', async () => {
  const channel = new Channel();
  const removed = channel.post();
  channel.say(600);
  channel.allowed = 5;
  await expect(channel.found()).rejects.toBeInstanceOf(AskLater);
  channel.reading.forget(removed);
  expect(await channel.asOftenAsNeeded()).toEqual([]);
});

test('ten minutes later nothing of it counts any more', async () => {
  const channel = new Channel();
  channel.say(600);
  channel.allowed = 5;
  await expect(channel.found()).rejects.toBeInstanceOf(AskLater);
  channel.clock.advance(600);
  channel.allowed = 20;
  expect(await channel.found()).toEqual([]);
  expect(channel.reads).toBe(5 + 7);
});

test('a Discord that takes long for each page is asked again in a second, and ends all the same', async () => {
  const channel = new Channel();
  channel.say(350);
  const id = channel.post();
  channel.secondsAPage = 3;
  const told = await channel.found().catch((error: unknown) => error);
  expect(told).toBeInstanceOf(AskLater);
  expect(told).toMatchObject({ seconds: 1 });
  expect(channel.reads).toBe(2);
  expect(await channel.found()).toEqual([id]);
  expect(channel.reads).toBe(4);
});

test.each([['forwards', noon] as const, ['back', undefined] as const])(
  'more than 2,000 messages are too many, %s',
  async (_way, since) => {
    const channel = new Channel();
    channel.say(1_999);
    const id = channel.post();
    // The twentieth page is full: whether there are more is not known.
    expect(await channel.reading.found({ channel: '1', marker, since })).toBeUndefined();
    expect(channel.reads).toBe(20);
    channel.messages.shift();
    expect(await channel.reading.found({ channel: '1', marker, since })).toEqual([id]);
  },
);
