import { edits } from '../nearest.js';

/** Only words of at least this many letters are mended: shorter ones have too many neighbours. */
const shortest = 5;
/** From this length on, two edits are still the same word. */
const long = 8;

/**
 * Mends the spelling of single words against a list of known ones. Stricter than `nearest`, which offers names for a
 * person to choose from: what is mended here is answered without asking.
 */
export class Spelling {
  /** By first letter, so that one look-up touches few words. */
  readonly #byInitial = new Map<string, string[]>();
  readonly #known: ReadonlySet<string>;

  constructor(words: Iterable<string>) {
    this.#known = new Set(words);
    for (const word of this.#known) {
      const shelf = this.#byInitial.get(word.charAt(0));
      if (shelf === undefined) this.#byInitial.set(word.charAt(0), [word]);
      else shelf.push(word);
    }
  }

  knows(word: string): boolean {
    return this.#known.has(word);
  }

  /**
   * The known word that `typed` misspells: swapped neighbours or one edit, two edits from eight letters on; the first
   * letter counts as right, and digits are never mended. Undefined for known words and where nothing is that near.
   */
  mend(typed: string): string | undefined {
    if (typed.length < shortest || typed.length > 24 || this.#known.has(typed) || /\d/.test(typed)) return undefined;
    let best: { readonly word: string; readonly away: number } | undefined;
    for (const word of this.#byInitial.get(typed.charAt(0)) ?? []) {
      if (word.length < shortest - 1 || Math.abs(word.length - typed.length) > 2) continue;
      const away = edits(typed, word);
      const allowed = Math.min(typed.length, word.length) >= long ? 2 : 1;
      if (away <= allowed && (best === undefined || away < best.away)) best = { word, away };
    }
    return best?.word;
  }
}
