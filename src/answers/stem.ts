/**
 * English stemming after Porter2 (Snowball's "English" algorithm, snowballstem.org/algorithms/english/stemmer.html):
 * words of one family ("meeting", "meetings", "meets") come to one stem, so that a question finds what a document says in
 * another form. A stem is for comparing only; it is never shown.
 */

const vowel = /[aeiouy]/;
const doubles = ['bb', 'dd', 'ff', 'gg', 'mm', 'nn', 'pp', 'rr', 'tt'];

/** Words that the rules would break, with their stems (Snowball's list, without rare ones). */
const exceptions: ReadonlyMap<string, string> = new Map([
  ['skis', 'ski'],
  ['skies', 'sky'],
  ['dying', 'die'],
  ['lying', 'lie'],
  ['tying', 'tie'],
  ['idly', 'idl'],
  ['gently', 'gentl'],
  ['ugly', 'ugli'],
  ['early', 'earli'],
  ['only', 'onli'],
  ['singly', 'singl'],
  ...['sky', 'news', 'howe', 'atlas', 'cosmos', 'bias', 'andes'].map((word) => [word, word] as const),
]);
const endAfter1a = new Set(['inning', 'outing', 'canning', 'herring', 'earring', 'proceed', 'exceed', 'succeed']);

const step2: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['ization', 'ize'],
  ['ation', 'ate'],
  ['ator', 'ate'],
  ['alism', 'al'],
  ['aliti', 'al'],
  ['alli', 'al'],
  ['fulness', 'ful'],
  ['ousness', 'ous'],
  ['ousli', 'ous'],
  ['iveness', 'ive'],
  ['iviti', 'ive'],
  ['biliti', 'ble'],
  ['bli', 'ble'],
  ['lessli', 'less'],
  ['fulli', 'ful'],
  ['entli', 'ent'],
  ['enci', 'ence'],
  ['anci', 'ance'],
  ['abli', 'able'],
  ['izer', 'ize'],
];
const step3: readonly (readonly [string, string])[] = [
  ['ational', 'ate'],
  ['tional', 'tion'],
  ['alize', 'al'],
  ['icate', 'ic'],
  ['iciti', 'ic'],
  ['ical', 'ic'],
  ['ness', ''],
  ['ful', ''],
];
const step4: readonly string[] = [
  'ement',
  'ance',
  'ence',
  'able',
  'ible',
  'ment',
  'ant',
  'ent',
  'ism',
  'ate',
  'iti',
  'ous',
  'ive',
  'ize',
  'al',
  'er',
  'ic',
];

/** Where the region after the first non-vowel that follows a vowel begins, searching from `from`. */
function regionAfter(word: string, from: number): number {
  for (let at = from + 1; at < word.length; at += 1) {
    if (!vowel.test(word.charAt(at)) && vowel.test(word.charAt(at - 1))) return at + 1;
  }
  return word.length;
}

function firstRegion(word: string): number {
  for (const prefix of ['gener', 'commun', 'arsen']) if (word.startsWith(prefix)) return prefix.length;
  return regionAfter(word, 0);
}

function endsInShortSyllable(word: string): boolean {
  const [a, b, c] = [word.at(-3), word.at(-2) ?? '', word.at(-1) ?? ''];
  if (a === undefined) return word.length === 2 && vowel.test(b) && !vowel.test(c);
  return !vowel.test(a) && vowel.test(b) && !vowel.test(c) && !/[wxY]/.test(c);
}

function withoutPlural(word: string): string {
  if (word.endsWith('sses')) return word.slice(0, -2);
  if (word.endsWith('ied') || word.endsWith('ies')) return word.length > 4 ? word.slice(0, -2) : word.slice(0, -1);
  if (word.endsWith('us') || word.endsWith('ss') || !word.endsWith('s')) return word;
  return vowel.test(word.slice(0, -2)) ? word.slice(0, -1) : word;
}

function withoutPastOrPresent(word: string, r1: number): string {
  for (const ending of ['eedly', 'eed']) {
    if (word.endsWith(ending)) return word.length - ending.length >= r1 ? `${word.slice(0, -ending.length)}ee` : word;
  }
  const ending = ['ingly', 'edly', 'ing', 'ed'].find((end) => word.endsWith(end));
  if (ending === undefined) return word;
  const rest = word.slice(0, -ending.length);
  if (!vowel.test(rest)) return word;
  if (/(?:at|bl|iz)$/.test(rest)) return `${rest}e`;
  if (doubles.includes(rest.slice(-2))) return rest.slice(0, -1);
  return endsInShortSyllable(rest) && firstRegion(rest) >= rest.length ? `${rest}e` : rest;
}

/** Replaces the longest ending of `table` that `word` has, where it lies in the region from `region` on. */
function replaced(word: string, table: readonly (readonly [string, string])[], region: number): string {
  for (const [ending, instead] of table) {
    if (word.endsWith(ending)) {
      return word.length - ending.length >= region ? word.slice(0, -ending.length) + instead : word;
    }
  }
  return word;
}

function derivation(word: string, r1: number): string {
  const after = replaced(word, step2, r1);
  if (after !== word) return after;
  if (word.endsWith('ogi') && word.at(-4) === 'l' && word.length - 3 >= r1) return word.slice(0, -1);
  return word.endsWith('li') && /[cdeghkmnrt]/.test(word.at(-3) ?? '') && word.length - 2 >= r1
    ? word.slice(0, -2)
    : word;
}

function withoutSuffix(word: string, r2: number): string {
  const ending = step4.find((end) => word.endsWith(end));
  if (ending !== undefined) return word.length - ending.length >= r2 ? word.slice(0, -ending.length) : word;
  return word.endsWith('ion') && /[st]/.test(word.at(-4) ?? '') && word.length - 3 >= r2 ? word.slice(0, -3) : word;
}

function withoutFinal(word: string, r1: number, r2: number): string {
  const at = word.length - 1;
  if (word.endsWith('e')) {
    return at >= r2 || (at >= r1 && !endsInShortSyllable(word.slice(0, -1))) ? word.slice(0, -1) : word;
  }
  return word.endsWith('ll') && at >= r2 ? word.slice(0, -1) : word;
}

/** The stem of a lower-case word. Words with anything but a-z, and words of one or two letters, are their own stems. */
export function stem(typed: string): string {
  if (typed.length <= 2 || !/^[a-z]+$/.test(typed)) return typed;
  const exception = exceptions.get(typed);
  if (exception !== undefined) return exception;
  // A y that works as a consonant is written Y until the end.
  let word = typed.replace(/^y/, 'Y').replace(/([aeiouy])y/g, '$1Y');
  word = withoutPlural(word);
  if (endAfter1a.has(word)) return word;
  const r1 = firstRegion(word);
  const r2 = regionAfter(word, r1);
  word = withoutPastOrPresent(word, r1);
  if (/[^aeiouy][yY]$/.test(word) && word.length > 2) word = `${word.slice(0, -1)}i`;
  word = derivation(word, r1);
  word = replaced(word, step3, r1);
  if (word.endsWith('ative') && word.length - 5 >= r2) word = word.slice(0, -5);
  return withoutFinal(withoutSuffix(word, r2), r1, r2).replaceAll('Y', 'y');
}
