import { defineCommand } from '../src/command/command.js';
import { problem } from '../src/command/errors.js';
import { choice, link, list, reply, strong, text } from '../src/reply/build.js';

/** The ways to help, in the order a newcomer should read them. */
export const contribute = defineCommand({
  name: 'contribute',
  summary: 'Show the ways to help, and where to begin',
  aliases: ['contributing'],
  examples: ['contribute'],
  options: {},
  run(_none, { community }) {
    const { contribute: ways, introduction, name } = community;
    if (ways.length === 0) throw problem('no-contributions');
    return reply({
      title: `Contribute to ${name}`,
      summary: `${ways.length === 1 ? 'One way' : `${ways.length} ways`} to help ${name}: ${ways.map((way) => way.title).join('; ')}.`,
      body: [
        ...(introduction === undefined ? [] : [text(introduction)]),
        list(
          ...ways.map(({ title, url, say }) => [
            url === undefined ? strong(title) : link(title, url),
            ...(say === undefined ? [] : [`: ${say}`]),
          ]),
        ),
      ],
      choices: [
        ...(community.groups.length > 0 ? [choice('Working groups', 'working-groups')] : []),
        ...(community.links.length > 0 ? [choice('Where to ask', 'help-links')] : []),
      ],
    });
  },
});
