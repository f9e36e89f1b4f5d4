import { defineCommand } from '../src/command/command.js';
import { choice, code, fields, reply, text } from '../src/reply/build.js';

/** What the front desk can do, made from the commands' own descriptions. */
export const frontdesk = defineCommand({
  name: 'frontdesk',
  summary: 'Show what the front desk can do for you',
  aliases: ['help', 'commands'],
  examples: ['frontdesk'],
  options: {},
  run(_none, { community, commands }) {
    return reply({
      title: `The ${community.name} front desk`,
      summary: `Commands: ${commands.map(({ name }) => `/${name}`).join(', ')}. Or ask in your own words.`,
      body: [
        text(`Ask me about ${community.name} in your own words: mention me, write to me directly, or use a command.`),
        fields(
          ...commands.map(({ name, summary, examples }) => {
            const example = examples.at(-1);
            return [
              `/${name}`,
              summary,
              ...(example === name || !example ? [] : [', such as ', code(`/${example}`)]),
            ] as const;
          }),
        ),
      ],
      choices: [
        choice('Next meeting', 'meeting', {}, { primary: true }),
        choice('Working groups', 'working-groups'),
        choice('Where to ask', 'help-links'),
        choice('How to contribute', 'contribute'),
      ],
    });
  },
});
