/** Faults of the gateway that take their time: Discord's own heartbeat, and a storm of closed connections. */
import { afterEach, expect, test } from 'vitest';
import { says } from '../support/discord/replies.js';
import { type DiscordSurface, discordSurface, startedDiscord } from '../support/discord/surface.js';
import { scriptedDesk } from '../support/scripted-desk.js';

const opened: DiscordSurface[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

const desk = () => scriptedDesk({ '/meeting': says('Next meeting') });

test.each(['hears nothing any more', 'acknowledges no heartbeat'] as const)(
  'a peer that %s is left within 60 s at Discord’s own interval of 41.25 s [fault 30]',
  async (how) => {
    const surface = await startedDiscord(desk());
    opened.push(surface);
    const { adapter, discord, ana } = surface;
    // The worst moment is right after an acknowledged heartbeat.
    await discord.until(() => discord.gateway.heartbeats === 1);
    const from = performance.now();
    if (how === 'hears nothing any more') discord.gateway.deafen();
    else discord.gateway.silent = true;
    await discord.until(() => discord.gateway.resumes === 1);
    expect(performance.now() - from).toBeLessThan(60_000);
    discord.gateway.silent = false;
    expect((await discord.answerTo(discord.slash(ana, discord.general, 'meeting'))).text).toContain('Next meeting');
    expect(discord.gateway.identifies).toBe(1);
    expect(adapter.health().ready).toBe(true);
  },
);

test('a gateway that closes each new session gets less than one in 5 seconds, and the bot is there in the end [fault 34]', async () => {
  const surface = await discordSurface();
  opened.push(surface);
  const { adapter, discord } = surface;
  discord.gateway.closeNext = 8;
  void adapter.start(desk());
  await discord.until(() => adapter.health().ready);
  const gaps = discord.gateway.identifiedAtMs.map(
    (at, index, all) => at - (all[index - 1] ?? Number.NEGATIVE_INFINITY),
  );
  expect(gaps.length).toBeGreaterThan(3);
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(4_990);
});
