import { once } from 'node:events';
import { Client, Events, GatewayIntentBits, MessageFlags } from 'discord.js';

/** The smallest honest program with discord.js: one command, answered to the asker. Resolves when connected. */
export async function startDiscordHello(): Promise<void> {
  const client = new Client({ intents: [GatewayIntentBits.Guilds], rest: { api: process.env.DISCORD_API_URL ?? '' } });
  client.on(Events.InteractionCreate, async (interaction) => {
    if (!interaction.isChatInputCommand()) return;
    await interaction.reply({ content: 'Hello', flags: MessageFlags.Ephemeral });
  });
  await Promise.all([once(client, Events.ClientReady), client.login(process.env.DISCORD_TOKEN ?? '')]);
}
