import { distance } from 'fastest-levenshtein';

/** Letters that stay apart from how they are typed without them when accents are taken away. */
const plainLetters: ReadonlyMap<string, string> = new Map(
  Object.entries({ ß: 'ss', ẞ: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', ı: 'i' }),
);

/** Without accents: "Weiß" comes to "Weiss", "Łukasz" to "lukasz". What has another plain form comes in lower case. */
export function withoutAccents(text: string): string {
  const bare = text.normalize('NFKD').replace(/\p{M}/gu, '');
  return bare.replace(/[ßẞæœøłđðþı]/giu, (letter) => plainLetters.get(letter.toLowerCase()) ?? letter);
}

/** Lower case, without accents, runs of anything but letters and digits folded to one space. */
export function fold(text: string): string {
  return withoutAccents(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How many edits turn `a` into `b`: letters put in, left out or changed; two neighbours swapped count as one. */
export function edits(a: string, b: string): number {
  return isSwap(a, b) ? 1 : distance(a, b);
}

function isSwap(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at += 1;
  return a[at] === b[at + 1] && a[at + 1] === b[at] && a !== b && a.slice(at + 2) === b.slice(at + 2);
}

/** ' Did you mean “a” or “b”?', or nothing: to be put after a sentence. */
export function didYouMean(near: readonly string[]): string {
  return near.length === 0 ? '' : ` Did you mean ${near.map((name) => `“${name}”`).join(' or ')}?`;
}

/**
 * The candidates that `typed` may have meant, nearest first: those that start with it, then those within about a third of
 * its length in edits. Case and accents do not count. Empty where nothing is near; text over 60 characters is never near.
 */
export function nearest(typed: string, candidates: readonly string[], limit = 3): readonly string[] {
  const wanted = fold(typed);
  if (wanted === '' || wanted.length > 60) return [];
  const allowed = Math.max(1, Math.floor(wanted.length / 3));
  return candidates
    .map((candidate) => {
      const folded = fold(candidate);
      return { candidate, away: folded.startsWith(wanted) ? 0 : edits(wanted, folded) };
    })
    .filter(({ away }) => away <= allowed)
    .sort((a, b) => a.away - b.away)
    .slice(0, limit)
    .map(({ candidate }) => candidate);
}
