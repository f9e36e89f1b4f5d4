/**
 * From text to the terms that questions and documents are compared by: words without case and accents, brought to their
 * stems, without the words that carry no subject. Both sides go through here, so they cannot drift apart.
 */
import { fold } from '../nearest.js';
import { Spelling } from './spelling.js';
import { stem } from './stem.js';

/** Words that say nothing about the subject. Question words are among them: what kind of answer is wanted is read elsewhere. */
const stopWords = new Set(
  `a an the this that these those there here it its itself is are was were be been being am do does did doing done have has
  had having i me my mine myself we us our ours you your yours he him his she her they them their theirs who whom whose what
  which when where why how and or but nor so if then than because as at by for from in into of off on onto out over to under
  up down with without within about above across after again against along already also although among any anyone anything
  around away back before behind below between both can cannot could cant couldnt didnt doesnt dont hasnt havent isnt arent
  wasnt werent wont wouldnt shouldnt im ive id ill youre youve theyre were weve hes shes thats theres whats whos hows whens
  wheres each either else etc even ever every everyone everything few further get gets getting got goes going go gonna
  however just let lets like likely lot lots make makes many may maybe might more most much must need needs needed neither no not
  now of ok okay one ones only other others ought own per perhaps please pls plz quite rather really same shall should since
  some someone something somewhere still such sure tell thank thanks though through thru thus too toward towards until upon
  very via want wants wanted wanna well whatever whenever wherever whether while will would yes yet hi hey hello anybody
  nobody somebody able want know think say says said see give take let us e g i.e supposed possible actually exactly
  possibly basically simply mean means meant find look looking try trying any s t d ll m re ve`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

/** At most this many terms of a text are compared, so that no text costs more than a long question does. */
const termLimit = 40;

/** Lower-case words without accents; apostrophes vanish ("what's" comes to "whats"). */
export function wordsOf(text: string): readonly string[] {
  const bare = text.replace(/['’ʼ]/g, '');
  // Most text is plain ASCII, where there is nothing to fold but case: an index of 10,000 sections takes half the time.
  if (!/[^\0-\x7f]/.test(bare)) return bare.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const folded = fold(bare);
  return folded === '' ? [] : folded.split(' ');
}

export function isStopWord(word: string): boolean {
  return stopWords.has(word);
}

const stopWordSpelling = new Spelling(stopWords);

/** Whether a word is a stop word with letters left out or swapped: "shoud". One put wrong could be another word ("world"). */
export function isMisspeltStopWord(word: string): boolean {
  const meant = stopWordSpelling.mend(word);
  return (
    meant !== undefined && (meant.length > word.length || [...meant].sort().join('') === [...word].sort().join(''))
  );
}

/** Stems of words met before: documents repeat their words. Bounded, so that what people type cannot fill it. */
const known = new Map<string, string>();
const mostKnown = 50_000;

/** A word's stem; plurals of abbreviations without a vowel lose their s too, as the stemmer's rules do not know them ("PRs"). */
export function termOf(word: string): string {
  const before = known.get(word);
  if (before !== undefined) return before;
  const term = /^[^aeiouy\d]{2,4}s$/.test(word) && !word.endsWith('ss') ? word.slice(0, -1) : stem(word);
  if (known.size < mostKnown && word.length <= 40) known.set(word, term);
  return term;
}

/** The stems of a text's content words, in order, repeated where the text repeats them. */
export function termsOf(text: string): readonly string[] {
  return wordsOf(text)
    .filter((word) => !stopWords.has(word))
    .map(termOf);
}

/** The distinct terms of a question, at most 40 of them. A question of stop words alone keeps its words. */
export function questionTerms(text: string): readonly string[] {
  const terms = [...new Set(termsOf(text))];
  return (terms.length > 0 ? terms : [...new Set(wordsOf(text).map(termOf))]).slice(0, termLimit);
}
