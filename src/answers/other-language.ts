/**
 * Questions in other languages than English, brought to the English question of the same meaning, which is then answered like
 * any other. Only what one language explains to the last word is read: a word that it does not have may turn the sense round.
 */
import { findGroup, findMeeting } from '../community/find.js';
import type { Community } from '../community/model.js';
import { fold } from '../nearest.js';
import { resolveZone } from '../time/zone.js';
import { everywhere, languages, type Said, type Vocabulary } from './languages.js';
import { lexicon } from './lexicon.js';
import { stem } from './stem.js';
import { isStopWord, wordsOf } from './terms.js';

const english: ReadonlySet<string> = new Set(lexicon.words.keys());

/** At most this many words are read: longer texts are no such question. */
const mostWords = 24;

const keyOf = fold;

const unspaced = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+/u;
const tokens = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]+|[\p{L}\p{M}\p{N}]+/gu;

interface Dictionary {
  readonly whole: ReadonlyMap<string, ReadonlySet<Said>>;
  /** Beginnings of words. */
  readonly starts: readonly (readonly [start: string, said: Said])[];
  /** The length of the longest entry, for scripts without spaces. */
  readonly longest: number;
}

function dictionaryOf(...vocabularies: readonly Vocabulary[]): Dictionary {
  const whole = new Map<string, Set<Said>>();
  const starts: (readonly [string, Said])[] = [];
  for (const vocabulary of vocabularies) {
    for (const [said, words] of Object.entries(vocabulary) as [Said, string][]) {
      for (const word of words.split(' ')) {
        if (word.endsWith('*')) starts.push([keyOf(word.slice(0, -1)), said]);
        else whole.set(keyOf(word), (whole.get(keyOf(word)) ?? new Set<Said>()).add(said));
      }
    }
  }
  return { whole, starts, longest: Math.max(...[...whole.keys()].map((key) => key.length)) };
}

const dictionaries: readonly Dictionary[] = Object.values(languages).map((own) => dictionaryOf(own, everywhere));

/** At most this many characters without a space are cut into words. */
const longestRun = 160;

/** Words of a script without spaces, long ones before short ones; undefined where a run cannot be cut without a rest. */
function cut(run: string, { whole, longest }: Dictionary): readonly string[] | undefined {
  if (run.length > longestRun) return undefined;
  /** Where no way leads on from: each place is tried once. */
  const dead = new Set<number>();
  const from = (at: number): readonly string[] | undefined => {
    if (at === run.length) return [];
    if (dead.has(at)) return undefined;
    for (let size = Math.min(longest, run.length - at); size > 0; size -= 1) {
      const word = run.slice(at, at + size);
      const rest = whole.has(word) ? from(at + size) : undefined;
      if (rest !== undefined) return [word, ...rest];
    }
    dead.add(at);
    return undefined;
  };
  return from(0);
}

function saidBy(word: string, { whole, starts }: Dictionary): ReadonlySet<Said> | undefined {
  const found = whole.get(word);
  if (found !== undefined) return found;
  const start = starts.find(([beginning]) => word.startsWith(beginning));
  return start === undefined ? undefined : new Set([start[1]]);
}

interface Understood {
  readonly said: ReadonlySet<Said>;
  /** Words that are none of the language's own: a name, a zone. */
  readonly names: readonly string[];
}

function understood(
  words: readonly string[],
  dictionary: Dictionary,
  own: ReadonlySet<string>,
): Understood | undefined {
  const said = new Set<Said>();
  const names: string[] = [];
  for (const word of words) {
    const parts = unspaced.test(word) ? cut(keyOf(word), dictionary) : [keyOf(word)];
    if (parts === undefined) return undefined;
    for (const part of parts) {
      const meanings = saidBy(part, dictionary);
      if (meanings === undefined && !own.has(part)) names.push(part);
      for (const one of meanings ?? []) if (one !== 'small') said.add(one);
    }
  }
  return { said, names };
}

const isNamed = (community: Community, name: string): boolean =>
  findMeeting(community, name) !== undefined || findGroup(community, name) !== undefined;

/** The English question, around the name of a meeting where one stands there. */
function question({ said }: Understood, name: string, zone: string): string | undefined {
  const has = (...all: readonly Said[]) => all.every((one) => said.has(one));
  const meeting = name === '' ? 'meeting' : `${name} meeting`;
  if (has('recording')) return `where are the ${name} recordings`;
  if (has('meeting', 'today')) return `is there a ${name === '' ? 'community ' : ''}${meeting} today`;
  if (has('meeting', 'tomorrow')) return `is there a ${name === '' ? 'community ' : ''}${meeting} tomorrow`;
  if (has('join') || has('meeting', 'where')) return `where do i join the ${meeting}`;
  const meets = has('meeting') || (has('group') && name !== '');
  if (has('lead')) return name === '' ? undefined : `who leads ${name}`;
  if (meets && (has('when') || has('next'))) return `when is the next ${meeting}${zone}`;
  if (name !== '' || zone !== '') return undefined;
  if (has('contribute')) return 'how do i contribute';
  if (has('help')) return said.size === 1 ? 'help' : 'i need help';
  if (has('thanks')) return 'thanks';
  if (has('bye')) return 'bye';
  return has('hello') ? 'hello' : undefined;
}

/**
 * The English question that `text` asks in another language; undefined where it is English, or where no single language has
 * all of its words but those of the community's own name and of one meeting, group or zone.
 */
export function inEnglish(text: string, community: Community): string | undefined {
  const words = (text.normalize('NFC').toLowerCase().match(tokens) ?? []).slice(0, mostWords + 1);
  if (words.length === 0 || words.length > mostWords) return undefined;
  const own = new Set(wordsOf(community.name));
  for (const dictionary of dictionaries) {
    const found = understood(words, dictionary, own);
    if (found === undefined || found.names.length > 3) continue;
    const name = found.names.join(' ');
    const zone = name === '' ? undefined : resolveZone(name);
    if (name !== '' && zone === undefined && !isNamed(community, name)) continue;
    const english = question(found, zone === undefined ? name : '', zone === undefined ? '' : ` in ${zone}`);
    if (english !== undefined) return english;
  }
  return undefined;
}

/** At least so many words of a text must be of a language to tell that it is in it. */
const leastWords = 2;

/** The words of a language that are none in English questions. */
function foreignIn(words: readonly string[], dictionary: Dictionary): readonly string[] {
  return words.filter(
    (word) => saidBy(word, dictionary) !== undefined && !isStopWord(word) && !english.has(stem(word)),
  );
}

/** Whether `question` is in another language than English, and `text` is not in that language. */
export function isForeignTo(question: string, text: string): boolean {
  const words = (question.normalize('NFC').toLowerCase().match(tokens) ?? []).slice(0, mostWords).map(keyOf);
  const language = dictionaries.find((dictionary) => {
    const own = foreignIn(words, dictionary).length;
    const known = words.filter((word) => saidBy(word, dictionary) !== undefined).length;
    const englishOnly = words.filter((word) => isStopWord(word) && saidBy(word, dictionary) === undefined).length;
    return own >= leastWords && known * 2 >= words.length && own > englishOnly;
  });
  return language !== undefined && new Set(foreignIn(wordsOf(text), language)).size < leastWords;
}
