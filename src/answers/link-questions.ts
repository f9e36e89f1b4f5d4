/** Where to get help, where to find something that a link of the community is about, and how to help. */

import { command, type Recogniser } from './recogniser.js';
import { stem } from './stem.js';
import { termsOf, wordsOf } from './terms.js';

const contribute: Recogniser = ({ reading }) => {
  if (!reading.has('contribute') || reading.mentions.some((mention) => mention.named.kind !== 'community'))
    return undefined;
  const left = reading
    .leftover(['contribute', 'help', 'where', 'when', 'join'])
    .filter((word) => !['out', 'best', 'way', 'start', 'started', 'code'].includes(word.text));
  return left.length === 0 ? command('contribute') : undefined;
};

/** "How do I get help with …?": whatever the trouble is, the place to take it is known. */
const help: Recogniser = ({ reading }, { community }) => {
  if (!reading.has('help') || reading.has('group')) return undefined;
  const words = reading.texts;
  const asksForHelp = words.some((word, at) => {
    const next = words[at + 1];
    if (word === 'help' || word === 'support')
      return (
        [
          'get',
          'need',
          'for',
          'find',
          'want',
          'some',
          'any',
          'please',
          'with',
          'the',
          'more',
          'getting',
          'a',
          'of',
        ].includes(words[at - 1] ?? '') && next !== 'desk'
      );
    return (
      (word === 'ask' || word === 'question' || word === 'questions') &&
      reading.hasAny('where', 'person') &&
      next !== 'mark'
    );
  });
  if (!asksForHelp) return undefined;
  const topics = community.links.flatMap((link) => link.topics);
  const own = ['help', 'support', 'questions'].find((topic) => topics.includes(topic));
  return command('help-links', own === undefined ? {} : { topic: own });
};

/** "Where is the architecture document?": a topic of a link, and nothing else. */
const topic: Recogniser = ({ reading }, { community }) => {
  const asksWhere =
    reading.hasAny('where', 'join', 'help') ||
    reading.hasWord('report', 'file', 'find', 'address', 'page', 'show', 'give', 'how');
  if (!asksWhere || reading.mentions.some((mention) => mention.named.kind !== 'community' && !mention.part))
    return undefined;
  const asked = reading
    .leftover(['where', 'join', 'list', 'help'])
    .map((word) => word.stem)
    .filter((word) => !idle.has(word));
  if (asked.length === 0) return undefined;
  const fitting = community.links.flatMap((link) => {
    const titled = new Set(termsOf(link.title));
    const fits = link.topics.find((each) => {
      const topicTerms = wordsOf(each).map(stem);
      return (
        asked.every((word) => topicTerms.includes(word) || titled.has(word)) &&
        topicTerms.some((word) => asked.includes(word))
      );
    });
    return fits === undefined ? [] : [fits];
  });
  return fitting[0] === undefined ? undefined : command('help-links', { topic: fitting[0] });
};

const idle = new Set(['report', 'file', 'page', 'document', 'doc', 'site', 'websit', 'address']);

export const linkQuestions: readonly Recogniser[] = [contribute, help, topic];
