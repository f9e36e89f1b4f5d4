/**
 * Small words that are typed in a hurry: "teh", "wen", "tmrw". They are too short to be mended like other words, and a
 * question is read by them. Only letters swapped, left out or doubled, and only where a single word can be meant.
 */

const smallWords =
  `the is are was were when what where which there does did will would could should have has with from for of to in
  on at today tomorrow tonight next meeting meet this that your you and any who how`.split(/\s+/);

const short: ReadonlyMap<string, string> = new Map(
  Object.entries({
    tomorrow: 'tmrw tmr tmw tmrow tomo tmoro tomoz 2moro 2mrw 2morrow tomorow tommorow tommorrow tomorro',
    today: '2day tdy',
    tonight: '2nite tonite 2night',
    next: 'nxt',
    what: 'wat wut wot wht',
    when: 'wen whn',
    meeting: 'mtng meetin',
    meetings: 'mtngs meetins',
    because: 'bc cuz coz',
    group: 'grp',
    please: 'plz pls',
    where: 'wher whr',
  }).flatMap(([word, forms]) => forms.split(' ').map((form): [string, string] => [form, word])),
);

const isSwapped = (typed: string, word: string): boolean =>
  typed.length === word.length &&
  [...typed].some(
    (letter, at) =>
      letter !== typed[at + 1] && typed.slice(0, at) + (typed[at + 1] ?? '') + letter + typed.slice(at + 2) === word,
  );
/** What is typed with a letter left out is seldom another word than one of these: "cold" is not "could". */
const withoutLetter = new Set('there what when where which today tomorrow tonight meeting'.split(' '));
/** Words of their own. */
const ownWords = new Set(['form', 'dose']);
const isWithout = (typed: string, word: string): boolean =>
  typed.length >= 3 &&
  withoutLetter.has(word) &&
  typed.charAt(0) === word.charAt(0) &&
  typed.length + 1 === word.length &&
  [...word].some((_letter, at) => word.slice(0, at) + word.slice(at + 1) === typed);
const isDoubled = (typed: string, word: string): boolean =>
  typed.length === word.length + 1 &&
  [...typed].some((letter, at) => letter === typed[at + 1] && typed.slice(0, at) + typed.slice(at + 1) === word);

/** The small word that `typed`, in lower case, stands for; undefined where none or more than one may be meant. */
export function smallWordFor(typed: string): string | undefined {
  const known = short.get(typed);
  if (known !== undefined || typed.length > 9 || typed.length < 2 || /\d/.test(typed) || ownWords.has(typed))
    return known;
  const near = smallWords.filter((word) => isSwapped(typed, word) || isWithout(typed, word) || isDoubled(typed, word));
  return near.length === 1 ? near[0] : undefined;
}
