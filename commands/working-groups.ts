import { count, defineCommand, text } from '../src/command/command.js';
import { problem, quoteBack } from '../src/command/errors.js';
import { findGroup, groupsMatching, nearGroups } from '../src/community/find.js';
import type { Community, Group } from '../src/community/model.js';
import { choice, list, reply, strong } from '../src/reply/build.js';
import { pageOf } from '../src/reply/page.js';
import { groupInFull } from './working-groups/group-in-full.js';

/** The community's working groups: the list, or one in full. */
export const workingGroups = defineCommand({
  name: 'working-groups',
  summary: 'Find a working group, its leads and its next meeting',
  aliases: ['groups'],
  examples: ['working-groups', 'working-groups networking'],
  options: {
    query: text('Part of a name, a topic or a lead', 60).completing(completeGroups).optional(),
    page: count('Page', 1, 50).optional(),
  },
  run({ query, page = 1 }, context) {
    const { community } = context;
    if (community.groups.length === 0) throw problem('no-groups');
    const exact = query === undefined ? undefined : findGroup(community, query);
    if (exact !== undefined) return groupInFull(exact, context);
    const found = query === undefined ? community.groups : groupsMatching(community, query);
    const [only] = found;
    if (found.length === 1 && only !== undefined) return groupInFull(only, context);
    if (found.length === 0) {
      throw problem('no-such-group', { query: quoteBack(query ?? ''), near: nearGroups(community, query ?? '') });
    }
    const asked = query === undefined ? {} : { query };
    const { shown, paging } = pageOf(found, page, (to) => ({
      command: 'working-groups',
      options: { ...asked, page: to },
    }));
    return reply({
      title: query === undefined ? 'Working groups' : `Working groups: ${query}`,
      summary: `${found.length} working groups: ${found.map((g) => g.name).join(', ')}.`,
      body: [
        list(...shown.map(({ name, about }) => (about === undefined ? [strong(name)] : [strong(name), `: ${about}`]))),
      ],
      choices: shown.map(({ id, name }) => choice(name, 'working-groups', { query: id })),
      ...(paging === undefined ? {} : { paging }),
    });
  },
});

function completeGroups(typed: string, { community }: { readonly community: Community }) {
  const found: readonly Group[] = typed.trim() === '' ? community.groups : groupsMatching(community, typed);
  const near = found.length > 0 ? [] : nearGroups(community, typed);
  return [...found, ...near.flatMap((name) => findGroup(community, name) ?? [])].map(({ id, name }) => ({
    label: name,
    value: id,
  }));
}
