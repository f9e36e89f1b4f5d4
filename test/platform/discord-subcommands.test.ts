/** A command with branches as members of a server use it: a subcommand each, with completion that knows the rest. */
import { afterEach, expect, test } from 'vitest';
import type { CommandInfo, Desk } from '../../src/adapter.js';
import type { Invoke } from '../../src/reply/reply.js';
import { says } from '../support/discord/replies.js';
import { type DiscordSurface, startedDiscord } from '../support/discord/surface.js';
import { type ScriptedDesk, scriptedDesk } from '../support/scripted-desk.js';

const opened: DiscordSurface[] = [];
afterEach(async () => {
  for (const { close } of opened.splice(0)) await close();
});

const plan: CommandInfo = {
  name: 'plan',
  summary: 'Change one date',
  examples: ['plan list'],
  options: [
    {
      name: 'action',
      summary: 'What to do',
      kind: 'choice',
      required: true,
      values: ['skip', 'list'],
      completes: true,
    },
    { name: 'why', summary: 'The reason', kind: 'text', required: false, maxLength: 120, completes: false },
    { name: 'meeting', summary: 'Which meeting', kind: 'text', required: false, completes: true },
    { name: 'date', summary: 'Which date', kind: 'text', required: false, completes: true },
    { name: 'page', summary: 'Page', kind: 'count', required: false, min: 1, max: 9, completes: false },
  ],
  maintainers: true,
  branches: {
    option: 'action',
    of: [
      { value: 'skip', summary: 'Skip one date', options: ['meeting', 'date', 'why'], required: ['meeting', 'date'] },
      { value: 'list', summary: 'List what was changed', options: ['page'], required: [] },
    ],
  },
};

async function start(): Promise<DiscordSurface & { desk: ScriptedDesk; completed: unknown[] }> {
  const script = scriptedDesk({
    '/plan skip community 2026-12-24 ill': says('Skip it?'),
    '/plan list 2': says('Changes'),
  });
  const completed: unknown[] = [];
  const desk = {
    ...script,
    commands: [plan],
    async complete(command: string, option: string, typed: string, filled?: Invoke['options']) {
      completed.push({ command, option, typed, filled });
      return [{ label: '24 December', value: '2026-12-24' }];
    },
  } satisfies Desk;
  const surface = await startedDiscord(desk);
  opened.push(surface);
  return { ...surface, desk: script, completed };
}

test('a subcommand is answered as the command with the option that it stands for', async () => {
  const { discord, ana, desk } = await start();
  const filled = { meeting: 'community', date: '2026-12-24', why: 'ill' };
  const answer = await discord.answerTo(discord.slash(ana, discord.general, 'plan skip', filled));
  expect(answer).toMatchObject({ text: 'Skip it?\n\nSkip it?, in a sentence.', ephemeral: true });
  expect(desk.asked[0]).toMatchObject({ invoke: { command: 'plan', options: { action: 'skip', ...filled } } });
  const list = await discord.answerTo(discord.slash(ana, discord.general, 'plan list', { page: 2 }));
  expect(list.text).toContain('Changes');
});

test('completion is told what else is filled in, and of which subcommand', async () => {
  const { discord, ana, completed } = await start();
  const offered = await discord.complete(ana, discord.general, 'plan skip', 'date', '24', { meeting: 'community' });
  expect(offered).toEqual([{ name: '24 December', value: '2026-12-24' }]);
  expect(completed).toEqual([
    { command: 'plan', option: 'date', typed: '24', filled: { action: 'skip', meeting: 'community' } },
  ]);
});

test('an unchanged set with subcommands is registered once, and shown to those who manage the server', async () => {
  const { discord, adapter, once, shelf, threads, modes, log } = await start();
  await adapter.stop();
  const { createDiscordAdapter } = await import('../../adapters/discord/index.js');
  const parts = { once, shelf, threads, modes, log, token: discord.token, apiUrl: discord.apiUrl };
  const again = createDiscordAdapter(parts);
  await again.start({ ...scriptedDesk({}), commands: [plan] });
  await again.stop();
  expect(discord.callsOf('PUT /applications/:application/commands')).toHaveLength(1);
  expect(discord.world.commands.get('global')).toMatchObject([{ default_member_permissions: '32', contexts: [0] }]);
});
