/** What keeps Discord's event list from being kept: told once, with what to do, and mended by itself afterwards. */
import { afterEach, expect, test } from 'vitest';
import { createDiscordAdapter } from '../../adapters/discord/index.js';
import type { Community } from '../../src/community/model.js';
import { community, weekly } from '../support/discord/events-desk.js';
import { joined } from '../support/discord/events-surface.js';
import { RecordingLog } from '../support/recording-log.js';

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

const creating = 'POST /guilds/:guild/scheduled-events';
const changing = 'PATCH /guilds/:guild/scheduled-events/:event';
const december10 = '2026-12-10T19:00:00Z';
const december17 = '2026-12-17T19:00:00Z';
const december24 = '2026-12-24T19:00:00Z';
const december31 = '2026-12-31T19:00:00Z';

test('a permission that is missing is told once, by its name, and the list is kept once it is there', async () => {
  const { process, discord, log, starts, hands, clock } = await joined(closing);
  discord.events.mayCreate = false;
  const mirror = process();
  await mirror.run();
  await mirror.run();
  const told = log.lines.filter(({ level }) => level === 'error').map(({ message }) => message);
  expect(told).toEqual([
    'Event list: The bot may not keep events on the server 887766554433221100: give its role the permission Create Events there (Server Settings, Roles), or write “events: { discord: off }” into the community file.',
  ]);
  await hands.begun(900_000);
  clock.advance(900);
  discord.events.mayCreate = true;
  await mirror.run();
  expect(starts()).toHaveLength(4);
  expect(log.lines.at(-1)).toMatchObject({ level: 'info', message: 'Event list: kept up to date again' });
});

test('however many events Discord does not take, they keep no other from being made', async () => {
  const { process, discord, hands, starts, log } = await joined(closing);
  const automod = { status: 400, body: { code: 200_000, message: 'Message was blocked by automatic moderation' } };
  for (let refused = 0; refused < 3; refused += 1) discord.fault(creating, { answer: automod });
  const mirror = process();
  await mirror.run();
  expect(starts()).toEqual([december31]);
  expect(log.lines.filter(({ level }) => level === 'warn')).toHaveLength(1);
  await hands.over(5_000);
  await discord.until(() => discord.events.seen().length === 4);
  expect(starts()).toEqual([december10, december17, december24, december31]);
});

test('Discord’s limits are kept: the rest is made when they allow', async () => {
  const { process, discord, hands, starts, log } = await joined(closing);
  const limited = {
    status: 429,
    headers: { 'retry-after': '7' },
    body: { message: 'Slow.', retry_after: 7, global: false },
  };
  const mirror = process();
  discord.fault(creating, { answer: limited });
  const done = mirror.run();
  await done;
  expect(starts()).toEqual([]);
  expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
  await hands.begun(7_000);
});

test('texts of any length and kind fit', async () => {
  const { process, discord, log } = await joined(closing);
  const unkind: Community = {
    ...community,
    meetings: [
      {
        ...weekly,
        title: `**@everyone** ${'long title '.repeat(20)}`,
        about: `# <@1> ${'*_~`|>[]( '.repeat(60)}`,
        join: `https://example.org/${'a'.repeat(150)}`,
      },
    ],
  };
  const mirror = process('a', { community: unkind });
  await mirror.run();
  await mirror.run();
  const [first] = discord.events.seen();
  expect(first?.location).toBe('The link is below');
  expect(first?.description).toContain(`Join: https://example.org/${'a'.repeat(150)}\n\\# \\<\\@1\\> \\*`);
  expect(first?.description.length).toBeLessThanOrEqual(1000);
  expect(first?.description).toMatch(/…\n\nFrontdesk: community\/2026-12-10T11:00$/);
  expect(first?.name.length).toBeLessThanOrEqual(100);
  expect(discord.callsOf(changing)).toEqual([]);
  expect(log.lines.filter(({ level }) => level !== 'info')).toEqual([]);
});

test('no server is asked before Discord has told which there are', async () => {
  const log = new RecordingLog();
  const { once, shelf, threads, modes, discord } = await joined(closing);
  const parts = { once, shelf, threads, modes, log, channels: [discord.general.id] };
  const adapter = createDiscordAdapter({ ...parts, token: discord.token, apiUrl: discord.apiUrl });
  closing.push(() => adapter.stop());
  await expect(adapter.events?.servers()).rejects.toMatchObject({ seconds: 5 });
});
