import type { CommandInfo } from '../src/adapter.js';
import { defineCommand } from '../src/command/command.js';
import { choice, code, fields, reply, text } from '../src/reply/build.js';
import type { Block } from '../src/reply/reply.js';

/** What the front desk can do, made from the commands' own descriptions. */
export const frontdesk = defineCommand({
  name: 'frontdesk',
  summary: 'Show what the front desk can do for you',
  aliases: ['help', 'commands'],
  examples: ['frontdesk'],
  options: {},
  run(_none, context) {
    const { community } = context;
    const commands = context.commands.filter(({ maintainers }) => !maintainers);
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
        ...forMaintainers(context.commands),
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

/** One quiet line: most readers are no maintainers, and cannot use them. */
function forMaintainers(commands: readonly CommandInfo[]): readonly Block[] {
  const theirs = commands.filter(({ maintainers }) => maintainers);
  if (theirs.length === 0) return [];
  const shown = theirs.flatMap(({ name, summary }) => [code(`/${name}`), ` (${lowerFirst(summary)})`, ', ']);
  return [text('For maintainers: ', ...shown.slice(0, -1), '.')];
}

function lowerFirst(sentence: string): string {
  return sentence.slice(0, 1).toLowerCase() + sentence.slice(1);
}
