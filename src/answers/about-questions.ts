/** What the community is and who began it, from the community file. */
import type { Line } from '../reply/reply.js';
import { siteName } from '../reply/site.js';
import { type Recogniser, saying } from './recogniser.js';

const about: Recogniser = ({ reading }, { community }) => {
  const named = reading.named('community', false) !== undefined || reading.hasWord('project', 'community');
  if (
    !named ||
    reading.mentions.some(
      (mention) => mention.named.kind !== 'community' && !mention.part && mention.named.kind !== 'meeting',
    )
  )
    return undefined;
  if (reading.leftover(['author', 'person', 'about']).length > 0 || reading.has('meeting')) return undefined;
  const home: Line = [' More: ', { type: 'link', text: siteName(community.home), url: community.home }];
  const { authors, introduction, name } = community;
  if (
    reading.has('author') &&
    reading.hasWord('who', 'author', 'authors', 'founder', 'founders', 'behind', 'creator')
  ) {
    return authors === undefined
      ? undefined
      : saying('computed', { title: `Who began ${name}`, summary: authors, line: [authors, ...home] });
  }
  const asksWhat = reading.hasWord('what', 'about', 'explain', 'introduction', 'define') || reading.words.length === 1;
  if (!asksWhat || introduction === undefined || reading.has('author')) return undefined;
  return saying('computed', { title: `What ${name} is`, summary: introduction, line: [introduction, ...home] });
};

export const aboutQuestions: readonly Recogniser[] = [about];
