/**
 * Which group looks after a topic, and so whom to talk to about it. Sure where one to three groups have every word of the
 * topic; where they have a part of it, they are offered as perhaps the right ones.
 */
import type { Community, Group } from '../community/model.js';
import { shorten } from '../reply/build.js';
import type { Answered } from './answers.js';
import { aboutGroup } from './meeting-subject.js';
import type { Reading, Word } from './reading.js';
import { type Recogniser, saying } from './recogniser.js';
import { stem } from './stem.js';
import { termsOf, wordsOf } from './terms.js';

/** At most this many groups are named. */
const mostNamed = 3;

/** Words that ask for whom to talk to and are no part of the topic. */
const asking = new Set(
  ['talk', 'speak', 'ask', 'contact', 'reach', 'turn', 'write', 'approach', 'expert', 'best', 'there'].map(stem),
);

function asksForGroup(reading: Reading): boolean {
  const who = reading.hasWord('who', 'whom');
  if (reading.has('group')) return reading.hasAny('handle', 'lead') || who || reading.hasWord('which', 'what');
  if (!who) return false;
  const talks =
    reading.words.some((word) => asking.has(word.stem)) && reading.hasWord('about', 'on', 'for', 'regarding');
  return reading.has('handle') || talks;
}

function topicOf(reading: Reading): readonly Word[] {
  const left = new Set(reading.leftover([]));
  return reading.words.filter((word, at) => {
    const isName = reading.mentions.some(({ named, from, to }) => named.kind === 'community' && from <= at && at < to);
    const isAsking = (['group', 'handle', 'lead', 'help', 'person'] as const).some((idea) => word.ideas.has(idea));
    return left.has(word) && !isName && !isAsking && !asking.has(word.stem);
  });
}

function termsOfGroup(group: Group): ReadonlySet<string> {
  return new Set([...termsOf(`${group.name} ${group.about ?? ''}`), ...group.aliases.flatMap(wordsOf).map(stem)]);
}

/** "a, b and c". */
function listed(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

function describing(group: Group | undefined): string {
  const about = group?.about?.replace(/[.\s]+$/, '');
  return about === undefined ? '' : `: ${about}`;
}

function sure(fits: readonly Group[]): Answered {
  const names = listed(fits.map((group) => group.name));
  const summary =
    fits.length === 1 ? `That is the ${names} group${describing(fits[0])}.` : `These groups look after that: ${names}.`;
  return saying('computed', {
    title: shorten(`Which group: ${names}`, 150),
    summary,
    choices: fits.map(aboutGroup),
    lines: fits.map((group) => group.line),
  });
}

/** Groups whose work has half of the topic's words or more, the best first. */
function perhaps(community: Community, topic: readonly Word[]): Answered | undefined {
  const ranked = community.groups
    .map((group) => {
      const terms = termsOfGroup(group);
      return { group, has: topic.filter((word) => terms.has(word.stem)).length };
    })
    .filter(({ has }) => has > 0 && has * 2 >= topic.length)
    .toSorted((a, b) => b.has - a.has);
  const near = ranked.slice(0, mostNamed).map(({ group }) => group);
  if (near.length === 0 || ranked.length > mostNamed) return undefined;
  return saying('maybe', {
    title: 'Maybe one of these',
    summary: `No group names all of that. Perhaps ${near.map((group) => group.name).join(' or ')} looks after it.`,
    choices: near.map(aboutGroup),
    lines: near.map((group) => group.line),
  });
}

export const whichGroup: Recogniser = ({ reading }, { community }) => {
  if (!asksForGroup(reading)) return undefined;
  const topic = topicOf(reading);
  if (topic.length === 0) return undefined;
  const fits = community.groups.filter((group) => {
    const terms = termsOfGroup(group);
    return topic.every((word) => terms.has(word.stem));
  });
  if (fits.length > mostNamed) return undefined;
  return fits.length > 0 ? sure(fits) : perhaps(community, topic);
};
