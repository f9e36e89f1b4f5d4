/** Where to get help, where to find something that a link of the community is about, and how to help. */

import type { Community } from '../community/model.js';
import type { Answered } from './answers.js';
import type { Reading } from './reading.js';
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

/** Words around a topic: "I found a bug", "where are the docs?", "how do I report an issue?". */
const around = new Set(
  `find found report file open page show give see saw hit address list link have got there seem`.split(' ').map(stem),
);
/** Words that are a topic of their own, and idle beside another: "architecture document". */
const idle = new Set(['page', 'document', 'doc', 'site', 'websit', 'address']);

/** Words that ask for the place itself; "what should be in a bug report?" asks for something else. */
const ofPlace = (reading: Reading) =>
  reading.has('join') || reading.hasWord('page', 'site', 'website', 'address', 'place');
/** What is sent, written or changed is what the question is about, be it a document or not. */
const handling = [
  'send',
  'write',
  'add',
  'put',
  'submit',
  'change',
  'update',
  'publish',
  'translate',
  'need',
  'include',
];

function significant(reading: Reading): readonly string[] {
  return reading
    .leftover(['where'])
    .filter(
      (word) =>
        !reading.mentions.some(({ named, part }) => part && named.kind === 'community') && !around.has(word.stem),
    )
    .map((word) => word.stem);
}

/** The topic of a link that the sentence is, and nothing else. */
function topicOf(reading: Reading, community: Community): Answered | undefined {
  const asked = new Set(reading.words.length > 8 ? [] : significant(reading));
  if (asked.size === 0) return undefined;
  const isAsked = (topic: string) => {
    const stems = new Set(termsOf(topic).filter((term) => !around.has(term)));
    return stems.size === asked.size && [...stems].every((term) => asked.has(term));
  };
  const found = community.links.flatMap((link) => link.topics).find(isAsked);
  return found === undefined ? undefined : command('help-links', { topic: found });
}

/** "Docs", "I found a bug", "I missed the meeting". What asks "what is …?" is looked for in the documents first. */
const bareTopic: Recogniser = ({ reading }, { community }) =>
  reading.hasWord('what', 'who', 'why', 'which') ? undefined : topicOf(reading, community);

/** "What is lgtm?", where the documents do not say: a link about it may. */
export function topicAtLast(readings: readonly Reading[], community: Community): Answered | undefined {
  const [only] = readings;
  // "What does not lgtm mean?" is not about the topic alone.
  if (only?.hasWord('not', 'without', 'no', 'never', 'should', 'must', 'cannot', 'cant', 'dont', 'doesnt'))
    return undefined;
  return readings.length === 1 && only !== undefined ? topicOf(only, community) : undefined;
}

/** "Where is the architecture document?", "how do I report a bug in …": a topic of a link, and nothing else. */
const topic: Recogniser = ({ reading }, { community }) => {
  if (reading.hasWord('what', 'which', 'when', 'why', 'who', 'not') && !ofPlace(reading)) return undefined;
  const asksHow = reading.hasWord('how') && !reading.hasWord('many', 'much', 'long', 'often');
  const asksWhere =
    asksHow ||
    reading.hasAny('where', 'join', 'help') ||
    reading.hasWord('report', 'file', 'find', 'address', 'page', 'show', 'give');
  if (!asksWhere || reading.mentions.some((mention) => mention.named.kind !== 'community' && !mention.part))
    return undefined;
  const left = reading
    .leftover(['where', 'join', 'list', 'help'])
    .map((word) => word.stem)
    .filter((word) => !around.has(word));
  const telling = reading.hasWord(...handling) ? left : left.filter((word) => !idle.has(word));
  const asked = telling.length > 0 ? telling : left;
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

export const linkQuestions: readonly Recogniser[] = [contribute, help, bareTopic, topic];
