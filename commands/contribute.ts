import { defineCommand, text as textOption } from '../src/command/command.js';
import { problem } from '../src/command/errors.js';
import type { Community, Contribution } from '../src/community/model.js';
import { fold } from '../src/nearest.js';
import { choice, link, list, reply, strong, text } from '../src/reply/build.js';

/** The ways to help, in the order a newcomer should read them; those about one subject where one is named. */
export const contribute = defineCommand({
  name: 'contribute',
  summary: 'Show the ways to help, and where to begin',
  aliases: ['contributing'],
  examples: ['contribute'],
  options: { topic: textOption('What you want to help with, such as documentation', 60).optional() },
  run({ topic = '' }, { community }) {
    const { contribute: ways, introduction, name } = community;
    if (ways.length === 0) throw problem('no-contributions');
    const found = ways.filter((way) => isAbout(way, topic));
    const shown = found.length === 0 ? ways : found;
    const isAll = shown.length === ways.length;
    const none = found.length === 0 ? 'Nothing listed is about that; these are all the ways to help.' : '';
    return reply({
      title: `Contribute to ${name}`,
      summary: `${none === '' ? '' : `${none} `}${shown.length === 1 ? 'One way' : `${shown.length} ways`} to help ${name}: ${shown.map((way) => way.title).join('; ')}.`,
      body: [
        ...(none === '' ? [] : [text(none)]),
        ...(introduction === undefined || topic !== '' ? [] : [text(introduction)]),
        list(
          ...shown.map(({ title, url, say }) => [
            url === undefined ? strong(title) : link(title, url),
            ...(say === undefined ? [] : [`: ${say}`]),
          ]),
        ),
      ],
      choices: [...(isAll ? [] : [choice('All ways to help', 'contribute')]), ...places(community)],
    });
  },
});

/** Every word of the topic begins a word of what is said of it. */
function isAbout({ title, say = '' }: Contribution, topic: string): boolean {
  const words = fold(`${title} ${say}`).split(' ');
  return fold(topic)
    .split(' ')
    .every((wanted) => words.some((word) => word.startsWith(wanted)));
}

function places({ groups, links }: Community) {
  return [
    ...(groups.length > 0 ? [choice('Working groups', 'working-groups')] : []),
    ...(links.length > 0 ? [choice('Where to ask', 'help-links')] : []),
  ];
}
