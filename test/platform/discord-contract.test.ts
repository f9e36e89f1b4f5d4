import type { Desk } from '../../src/adapter.js';
import { adapterContract, type Seen, type Surface } from '../contract/adapters.js';
import { startedDiscord } from '../support/discord/surface.js';
import type { Interaction, SeenMessage } from '../support/discord/world.js';

function asSeen({ text, links, buttons, ephemeral, pings }: SeenMessage): Seen {
  return {
    text,
    urls: links.map(({ url }) => url),
    buttons: buttons.map(({ label }) => label),
    audience: ephemeral ? 'asker' : 'room',
    pings,
  };
}

/** The options of a typed command by position: what Discord's own form would have filled in. */
const optionOf: Readonly<Record<string, string>> = { meeting: 'name', 'working-groups': 'query', ask: 'question' };

async function open(desk: Desk): Promise<Surface> {
  const { discord, adapter, ana, close } = await startedDiscord(desk);
  let last: Interaction | undefined;

  async function typed(line: string): Promise<readonly Seen[]> {
    const [, command, rest = ''] = /^\/(\S+)\s*(.*)$/.exec(line) ?? [];
    if (command !== undefined) {
      last = discord.slash(ana, discord.general, command, rest === '' ? {} : { [optionOf[command] ?? '']: rest });
      return [asSeen(await discord.answerTo(last))];
    }
    const asked = discord.say(ana, discord.general, `<@${discord.bot.id}> ${line}`);
    const answer = await discord.until(() =>
      discord.shown(discord.general.id).find(({ repliesTo }) => repliesTo === asked.id),
    );
    return [asSeen(answer)];
  }

  return {
    adapter,
    channel: discord.general.id,
    member: { id: ana.id },
    type: typed,
    async press(label) {
      const before = new Set(discord.shown(discord.general.id).map(({ id }) => id));
      const pressed = discord.press(ana, discord.general, label);
      if (label !== 'Show to the room') return [asSeen(await discord.answerTo(pressed))];
      return discord.until(() => {
        const fresh = discord.shown(discord.general.id).filter(({ id }) => !before.has(id));
        return fresh.length > 0 && fresh.map(asSeen);
      });
    },
    post: (post) => adapter.post(post),
    shown: (channel) => discord.shown(channel).map(asSeen),
    async acknowledged() {
      await discord.until(() => last !== undefined && last.state !== 'fresh');
    },
    close,
  };
}

adapterContract('Discord', open);
