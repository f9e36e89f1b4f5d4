/**
 * Words that are built on one another: "contributor" and "contribution", "member" and "membership". The stemmer keeps them
 * apart, because they do not mean the same; a question that uses one often has its answer in a text that uses another. So a
 * relative is looked for beside the word itself, at a lower weight.
 */

/** Endings that make one kind of word of another, as they stand at the end of stems; the longest that fits is taken off. */
const endings = 'ership ator ship ment anc enc ion ist ism abl ibl iti iv or er al at e'
  .split(' ')
  .toSorted((a, b) => b.length - a.length);
/** What is left must still tell words apart. */
const shortestRoot = 5;

/** What the members of a family have in common; the stem itself where no ending comes off. */
export function rootOf(stem: string): string {
  const ending = endings.find((one) => stem.endsWith(one) && stem.length - one.length >= shortestRoot);
  return ending === undefined ? stem : stem.slice(0, -ending.length);
}

/** Which of the stems that a set of documents uses belong together. */
export class WordFamilies {
  readonly #byRoot = new Map<string, string[]>();

  constructor(stems: Iterable<string>) {
    for (const stem of stems) {
      if (/\d/.test(stem) || stem.length < shortestRoot) continue;
      const root = rootOf(stem);
      const family = this.#byRoot.get(root);
      if (family === undefined) this.#byRoot.set(root, [stem]);
      else family.push(stem);
    }
  }

  /** The relatives of `stem`, itself not among them. */
  relativesOf(stem: string): readonly string[] {
    return (this.#byRoot.get(rootOf(stem)) ?? []).filter((other) => other !== stem);
  }
}
