import { defineCommand, text } from '../src/command/command.js';
import { problem, quoteBack } from '../src/command/errors.js';
import { linksAbout, nearTopics } from '../src/community/find.js';
import type { Community, Link } from '../src/community/model.js';
import { fold } from '../src/nearest.js';
import { choice, link, list, reply } from '../src/reply/build.js';
import type { Line } from '../src/reply/reply.js';

/** Where to ask and where to read on, for one topic or all. */
export const helpLinks = defineCommand({
  name: 'help-links',
  summary: 'Show where to ask and where to read on',
  aliases: ['links'],
  examples: ['help-links', 'help-links bug'],
  options: {
    topic: text('What it is about, such as bug or documentation', 60).completing(completeTopics).optional(),
  },
  run({ topic }, { community }) {
    const found = topic === undefined ? community.links : linksAbout(community, topic);
    if (found.length === 0) {
      throw topic === undefined
        ? problem('no-links')
        : problem('no-such-topic', { topic: quoteBack(topic), near: nearTopics(community, topic) });
    }
    return reply({
      title: topic === undefined || fold(topic) === 'help' ? 'Where to find help' : `Links about ${topic}`,
      summary: `${found[0]?.title}: ${found[0]?.url}${found.length > 1 ? `, and ${found.length - 1} more.` : ''}`,
      body: [list(...found.map(linkLine))],
      choices: topic === undefined ? [] : [choice('All help links', 'help-links')],
    });
  },
});

function linkLine({ title, url, say }: Link): Line {
  return say === undefined ? [link(title, url)] : [link(title, url), `: ${say}`];
}

function completeTopics(typed: string, { community }: { readonly community: Community }) {
  const wanted = typed.trim().toLowerCase();
  const topics = [...new Set(community.links.flatMap((l) => l.topics))].filter((topic) => topic.includes(wanted));
  return topics.sort().map((topic) => ({ label: topic, value: topic }));
}
