/**
 * How a question opens: "how many", "is there", "can". A heading that opens alike and speaks of the same asks the same
 * question: "How many beds can one family have?" is what "how many beds?" asks.
 */

/** The subject does not tell questions apart: "can I", "can we" and "can one" ask the same. */
const openings = [
  /^how (?:many|much|long|often|soon|far|big|old|fast|large)\b/,
  /^(?:is|are|was|were) there\b/,
  /^how (?:do|does|can|could|should|would|to|is|are)\b/,
  /^(?:why|where|when|who|which|what)(?=s?\b)/,
  /^(?:can|could|may)\b/,
  /^(?:does|do|did|is|are|will|should|must)\b/,
];
/** What comes to the same. */
const same: Readonly<Record<string, string>> = {
  'are there': 'is there',
  'was there': 'is there',
  'were there': 'is there',
  could: 'can',
  may: 'can',
  do: 'does',
  did: 'does',
  are: 'is',
  must: 'should',
};

/** @param words In lower case, as `wordsOf` gives them. Undefined where they open like no question. */
export function openingOf(words: readonly string[]): string | undefined {
  const text = words.slice(0, 3).join(' ');
  const found = openings.map((opening) => opening.exec(text)?.[0]).find((opening) => opening !== undefined);
  if (found === undefined) return undefined;
  if (/^how (?:do|does|can|could|should|would|to|is|are)$/.test(found)) return 'how to';
  return same[found] ?? found;
}
