import { type FakeDiscord, openFakeDiscord } from '../../test/support/discord/fake-discord.js';
import { loadSchemas } from '../../test/support/discord/rules.js';
import type { Member } from '../../test/support/discord/world.js';
import { startMeasured } from './measured-process.js';
import { type Bot, members, type Stand } from './stand.js';

export function discordEnv(discord: FakeDiscord): Readonly<Record<string, string>> {
  return { DISCORD_TOKEN: discord.token, DISCORD_API_URL: discord.apiUrl };
}

/** @param registers whether the bot registers its commands itself; otherwise /meeting is registered for it */
export async function discordStand({ program, says, flags }: Bot, registers: boolean): Promise<Stand> {
  await loadSchemas();
  const discord = await openFakeDiscord();
  const { world } = discord;
  const people = Array.from({ length: members }, (_, n) => discord.member({ username: `member${n}` }));
  if (!registers) world.commands.set('global', [{ id: world.snowflake(), name: 'meeting', options: [] }]);
  const process = await startMeasured(program, discordEnv(discord), flags);
  process.stdout.resume();
  const ready = discord.until(() => discord.gateway.connected > 0 && world.commands.has('global'));
  await Promise.race([ready, process.failed]);

  async function askAs(member: Member): Promise<void> {
    const interaction = discord.slash(member, discord.general, 'meeting');
    const id = await discord.until(() => interaction.state === 'answered' && interaction.original);
    const answer = world.messages.findLast((message) => message.id === id);
    const words = JSON.stringify([answer?.content, answer?.components]);
    if (answer?.visibleTo !== member.id || !words.includes(says)) throw new Error(`Not the answer: ${words}`);
  }

  let turn = 0;
  return {
    process,
    ask() {
      turn += 1;
      return askAs(people[turn % members] as Member);
    },
    forget() {
      discord.calls.length = 0;
      world.messages.length = 0;
      world.interactions.clear();
    },
    async close() {
      await process.stop();
      await discord.close();
    },
  };
}
