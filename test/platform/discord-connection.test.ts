/** Joining, staying and leaving, through the real discord.js over real sockets. */
import { afterEach, describe, expect, test } from 'vitest';
import { AdapterStartError } from '../../src/adapter.js';
import { says } from '../support/discord/replies.js';
import { type DiscordSurface, discordSurface, startedDiscord } from '../support/discord/surface.js';
import { scriptedDesk } from '../support/scripted-desk.js';

const opened: DiscordSurface[] = [];
function later(surface: DiscordSurface): DiscordSurface {
  opened.push(surface);
  return surface;
}
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

const desk = () => scriptedDesk({ '/meeting': says('Next meeting') });

describe('a token that Discord refuses', () => {
  test('is named by its variable, with what to do, and never shown [fault 39]', async () => {
    const wrong = 'bm90LWEtdG9rZW4.not.a-token';
    const { adapter, log, discord } = later(await discordSurface({ token: wrong }));
    const refused = await adapter.start(desk()).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(AdapterStartError);
    expect(String(refused)).toContain('DISCORD_TOKEN');
    expect(String(refused)).toContain('https://discord.com/developers/applications');
    expect(`${refused} ${JSON.stringify(log.lines)}`).not.toContain(wrong);
    expect(adapter.health()).toMatchObject({ ready: false });
    expect(discord.gateway.identifies).toBe(0);
  });

  test('is refused once at the gateway, without trying again [fault 32]', async () => {
    const { adapter, discord } = later(await discordSurface());
    discord.gateway.closeWith = 4004;
    await expect(adapter.start(desk())).rejects.toThrow('DISCORD_TOKEN');
    expect(discord.gateway.connections).toBe(1);
  });
});

test('a refused intent says that none is needed, and is not asked for again [fault 32]', async () => {
  const { adapter, discord } = later(await discordSurface());
  discord.gateway.closeWith = 4014;
  const refused = await adapter.start(desk()).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(AdapterStartError);
  expect(String(refused)).toContain('needs no privileged intent');
  expect(discord.gateway.connections).toBe(1);
  expect(adapter.health().ready).toBe(false);
});

test('nothing privileged is asked for', async () => {
  // The fake closes with 4014 where a privileged intent is asked for.
  const { adapter, discord } = later(await startedDiscord(desk()));
  expect(discord.gateway.identifies).toBe(1);
  expect(adapter.health()).toEqual({
    ready: true,
    detail: expect.stringMatching(/^Joined Discord; it was last heard \d s ago\.$/),
  });
});

test('with no session left it opens none, says so, and joins when there are some again [fault 33]', async () => {
  const { adapter, discord, log } = later(await discordSurface());
  Object.assign(discord.sessionStart, { remaining: 0, reset_after: 300 });
  const starting = adapter.start(desk());
  await discord.until(() => discord.callsOf('GET /gateway/bot').length === 1);
  expect(discord.gateway.identifies).toBe(0);
  Object.assign(discord.sessionStart, { remaining: 1000, reset_after: 86_400_000 });
  await starting;
  expect(adapter.health().ready).toBe(true);
  expect(discord.gateway.identifies).toBe(1);
  expect(log.lines[0]?.message).toMatch(/^Discord allows no new session/);
});

test('while Discord is down it keeps trying, and joins when it is back', async () => {
  const { adapter, discord, log } = later(await discordSurface());
  discord.fault('GET /gateway/bot', { answer: { status: 502 } }, 4);
  await adapter.start(desk());
  expect(adapter.health().ready).toBe(true);
  expect(log.lines[0]).toMatchObject({ level: 'warn', message: 'Discord: cannot join yet' });
});

test('a proxy’s 401 is not taken for Discord’s: it keeps trying, with the same token', async () => {
  const { adapter, discord } = later(await discordSurface());
  const answer = { status: 401, text: '<html>Sign in</html>', headers: { 'content-type': 'text/html' } };
  discord.fault('GET /gateway/bot', { answer });
  await adapter.start(desk());
  expect(adapter.health().ready).toBe(true);
});

test('stopping while Discord is down ends the trying', async () => {
  const { adapter, discord } = later(await discordSurface());
  discord.fault('GET /gateway/bot', { answer: { status: 502 } }, 1000);
  const starting = adapter.start(desk());
  await discord.until(() => discord.callsOf('GET /gateway/bot').length === 4);
  await adapter.stop();
  await starting;
  expect(adapter.health()).toEqual({ ready: false, detail: 'Discord: stopped.' });
});

describe('a connection that breaks', () => {
  test.each(['Discord asks to reconnect', 'the wire is cut'] as const)(
    'because %s is resumed, and what was asked meanwhile is answered once [fault 31]',
    async (why) => {
      const scripted = desk();
      const { adapter, discord, ana } = later(await startedDiscord(scripted));
      await discord.answerTo(discord.slash(ana, discord.general, 'meeting'));
      if (why === 'the wire is cut') discord.gateway.cut();
      else discord.gateway.askToReconnect();
      await discord.until(() => discord.gateway.connected === 0);
      const meanwhile = [1, 2, 3].map(() => discord.slash(ana, discord.general, 'meeting'));
      const answered = await Promise.all(meanwhile.map((asked) => discord.answerTo(asked)));
      expect(answered.every(({ text }) => text.startsWith('Next meeting'))).toBe(true);
      expect(discord.gateway).toMatchObject({ identifies: 1, resumes: 1 });
      expect(scripted.asked).toHaveLength(4);
      expect(adapter.health().ready).toBe(true);
    },
  );

  test('and is replayed more than it should answers nothing twice', async () => {
    const scripted = desk();
    const { discord, ana } = later(await startedDiscord(scripted));
    const asked = discord.slash(ana, discord.general, 'meeting');
    await discord.answerTo(asked);
    discord.gateway.repeatLast('INTERACTION_CREATE');
    await discord.answerTo(discord.slash(ana, discord.general, 'meeting'));
    expect(scripted.asked).toHaveLength(2);
    expect(discord.callsOf('POST /interactions/:interaction/:token/callback')).toHaveLength(2);
  });

  test('for good begins a new session [fault 31]', async () => {
    const { discord, ana } = later(await startedDiscord(desk()));
    discord.gateway.invalidate(false);
    await discord.until(() => discord.gateway.identifies === 2);
    await discord.until(() => discord.gateway.connected === 1);
    expect((await discord.answerTo(discord.slash(ana, discord.general, 'meeting'))).text).toContain('Next meeting');
  });

  test('without a word, its heartbeats unanswered, is noticed and resumed', async () => {
    const { adapter, discord, ana } = later(await startedDiscord(desk(), {}, { heartbeatMs: 100 }));
    await discord.until(() => discord.gateway.heartbeats >= 1);
    discord.gateway.silent = true;
    await discord.until(() => discord.gateway.closedWith.includes(4200));
    discord.gateway.silent = false;
    const asked = discord.slash(ana, discord.general, 'meeting');
    expect((await discord.answerTo(asked)).text).toContain('Next meeting');
    expect(discord.gateway).toMatchObject({ identifies: 1, resumes: 1 });
    await discord.until(() => discord.gateway.heartbeats >= 4);
    expect(adapter.health().detail).toMatch(/^Joined Discord; it was last heard \d s ago\.$/);
  });

  test('without a word and without an end, as when a cable is pulled, is cut, told and resumed [fault 30]', async () => {
    const scripted = desk();
    const surface = await startedDiscord(scripted, { silentMs: 500 }, { heartbeatMs: 300 });
    const { adapter, discord, ana, log } = later(surface);
    await discord.answerTo(discord.slash(ana, discord.general, 'meeting'));
    // Nothing is confirmed any more, not even a close, for which discord.js alone waits half a minute.
    discord.gateway.deafen();
    await discord.until(() => discord.gateway.resumes === 1);
    expect((await discord.answerTo(discord.slash(ana, discord.general, 'meeting'))).text).toContain('Next meeting');
    expect(discord.gateway.identifies).toBe(1);
    expect(log.lines.filter(({ message }) => message.startsWith('Discord: says nothing any more'))).toHaveLength(1);
    expect(adapter.health().ready).toBe(true);
  });

  test('not is left alone, however little is said', async () => {
    const { discord } = later(await startedDiscord(desk(), { silentMs: 500 }, { heartbeatMs: 200 }));
    await discord.until(() => discord.gateway.heartbeats === 6);
    expect(discord.gateway).toMatchObject({ connections: 1, resumes: 0 });
  });

  test('for a reason that waiting cannot mend ends with a sentence, and is not tried again', async () => {
    const { adapter, discord, log } = later(await startedDiscord(desk()));
    discord.gateway.closeAll(4014);
    await discord.until(() => discord.gateway.connected === 0);
    await discord.until(() => !adapter.health().ready || undefined);
    expect(adapter.health().detail).toContain('4014');
    expect(log.lines.at(-1)).toMatchObject({ level: 'error' });
    expect(discord.gateway).toMatchObject({ identifies: 1, resumes: 0 });
  });
});

describe('the commands', () => {
  const puts = 'PUT /applications/:application/commands';

  test('are registered once, and not again while they stay the same', async () => {
    const { discord, once, shelf, threads, modes, log } = later(await startedDiscord(desk()));
    expect(discord.callsOf(puts)).toHaveLength(1);
    const { createDiscordAdapter } = await import('../../adapters/discord/index.js');
    const { token, apiUrl } = discord;
    const again = createDiscordAdapter({ token, apiUrl, once, shelf, threads, modes, log });
    await again.start(desk());
    await again.stop();
    expect(discord.callsOf(puts)).toHaveLength(1);
    expect(log.lines.at(-2)?.message).toBe('Discord: commands are registered already');
  });

  test('are registered again when one of them changed', async () => {
    const { discord, once, shelf, threads, modes, log } = later(await startedDiscord(desk()));
    const { createDiscordAdapter } = await import('../../adapters/discord/index.js');
    const { token, apiUrl } = discord;
    const changed = { ...desk(), commands: desk().commands.map((one) => ({ ...one, summary: `${one.summary} now` })) };
    const again = createDiscordAdapter({ token, apiUrl, once, shelf, threads, modes, log });
    await again.start(changed);
    await again.stop();
    expect(discord.callsOf(puts)).toHaveLength(2);
  });

  test('go to one server alone where one is named', async () => {
    const { discord } = later(await startedDiscord(desk(), { guildId: '887766554433221100' }));
    expect(discord.callsOf(puts)).toEqual([]);
    expect(discord.callsOf('PUT /applications/:application/guilds/:guild/commands')).toHaveLength(1);
  });

  test('that Discord refuses leave the rest working', async () => {
    const { adapter, discord, log, ana } = later(await discordSurface());
    discord.fault(puts, { answer: { status: 403, body: { code: 50001, message: 'Missing Access' } } });
    await adapter.start(desk());
    expect(log.lines.find(({ level }) => level === 'error')?.message).toContain('DISCORD_GUILD_ID');
    discord.say(ana, discord.general, `<@${discord.bot.id}> /meeting`);
    expect((await discord.until(() => discord.shown(discord.general.id)[0])).text).toContain('Next meeting');
  });
});

test('stopping leaves an answer that does not come after 5 seconds, and says so', async () => {
  const scripted = desk();
  const { adapter, discord, ana, log } = later(await startedDiscord(scripted));
  const release = scripted.hold();
  const asked = scripted.nextAsked();
  discord.slash(ana, discord.general, 'meeting');
  await asked;
  await adapter.stop();
  expect(log.lines.slice(-2)).toEqual([
    { level: 'warn', message: 'Discord: stopping with work left undone', fields: { left: 1 } },
    { level: 'info', message: 'Discord: stopped', fields: undefined },
  ]);
  release();
}, 9_000);

test('after stopping nothing is answered', async () => {
  const scripted = desk();
  const { adapter, discord, ana } = later(await startedDiscord(scripted));
  await adapter.stop();
  discord.slash(ana, discord.general, 'meeting');
  expect(adapter.health()).toEqual({ ready: false, detail: 'Discord: stopped.' });
  expect(discord.gateway.connected).toBe(0);
  expect(scripted.asked).toEqual([]);
});
