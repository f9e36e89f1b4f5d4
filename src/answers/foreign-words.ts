/**
 * What of a question is about something else than the community and its meetings. An answer from the community file is
 * found by the words that it knows; "where do we meet before the concert?" has one more, and asks for another thing. Whoever
 * asks the desk is answered all the same; a room that did not ask it is not.
 */
import type { Community } from '../community/model.js';
import { fillerStems, lexicon } from './lexicon.js';
import { inEnglish } from './other-language.js';
import { Spelling } from './spelling.js';
import { stem } from './stem.js';
import { isMisspeltStopWord, isStopWord, wordsOf } from './terms.js';

const spokenTime = `today tomorrow tonight yesterday week month year day hour minute morning afternoon evening noon midnight weekend
  early late end monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun january
  february march april may june july august september october november december jan feb mar apr jun jul aug sep sept oct nov dec
  am pm oclock utc gmt timezone first second third fourth fifth`;
/** What people say of finding, using and belonging to a thing, whatever it is. */
const spokenUse =
  'become member use using used tool go come point new newcomer start beginner page site website document doc documentation';

const sorted = (word: string): string => [...word].sort().join('');
const stemsOf = (text: string): readonly string[] => wordsOf(text).map(stem);

/** @returns a question's words that neither the desk nor the community file knows, apart from those of `answer`. */
export function foreignWordsOf(community: Community): (question: string, answer: string) => readonly string[] {
  const { name, groups, meetings, links } = community;
  const words = wordsOf(
    `${spokenTime} ${spokenUse} ${lexicon.spellings.join(' ')} ${JSON.stringify({ name, groups, meetings, links })}`,
  );
  const known = new Set([...words.map(stem), ...fillerStems]);
  const spelling = new Spelling(words);

  /** With letters left out or swapped; one put wrong could be another word: "concert" is no "convert". */
  function isMisspelt(word: string): boolean {
    const meant = spelling.mend(word);
    return meant !== undefined && (meant.length > word.length || sorted(meant) === sorted(word));
  }

  return (question, answer) => {
    const said = new Set(stemsOf(answer));
    const isKnown = (word: string) =>
      isStopWord(word) ||
      /^\d/.test(word) ||
      known.has(stem(word)) ||
      said.has(stem(word)) ||
      isMisspeltStopWord(word) ||
      isMisspelt(word);
    return wordsOf(inEnglish(question, community) ?? question).filter((word) => !isKnown(word));
  };
}
