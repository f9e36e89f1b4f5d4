/**
 * Questions that ask the same in other words, put together: those that share most of their content words. In the order in
 * which they were asked, each joins the most alike group or opens one; so a group keeps its first question, and with it its
 * name, whatever is asked later. An index from word to groups keeps ten thousand questions from being held against each other.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { questionTerms } from '../answers/terms.js';

export interface Alike<T> {
  /** The earliest; the group is what is like this one. */
  readonly first: T;
  /** In the order in which they were asked, `first` among them. */
  readonly all: readonly T[];
}

/** Shared words over all words: of three words each, two in common are not enough ("install on Linux", "install on Windows"). */
const alikeFrom = 0.6;
/** By a word that stands in so many groups they are not looked for: it tells none of them apart. */
const commonFrom = 200;

interface Group<T> {
  readonly first: T;
  readonly terms: ReadonlySet<string>;
  readonly all: T[];
}

/** So many long ones take a few milliseconds; then the event loop has its turn. */
const AT_ONCE = 20;

/** @param items the earliest first; ties stay in the order given. */
export async function alike<T>(items: readonly T[], textOf: (item: T) => string): Promise<readonly Alike<T>[]> {
  const groups: Group<T>[] = [];
  const byTerm = new Map<string, number[]>();
  const exact = new Map<string, number>();
  /** How many words each group shares with the question in hand; all 0 between two questions. A question has 40 at most. */
  const shared = new Uint8Array(items.length);
  for (const [index, item] of items.entries()) {
    if (index % AT_ONCE === AT_ONCE - 1) await nextTurn();
    const terms = questionTerms(textOf(item));
    const key = terms.toSorted().join(' ');
    const at = exact.get(key) ?? nearest(terms, groups, byTerm, shared);
    if (at !== undefined) {
      groups[at]?.all.push(item);
      exact.set(key, at);
      continue;
    }
    exact.set(key, groups.length);
    for (const term of terms) {
      const known = byTerm.get(term);
      if (known === undefined) byTerm.set(term, [groups.length]);
      else known.push(groups.length);
    }
    groups.push({ first: item, terms: new Set(terms), all: [item] });
  }
  return groups;
}

/** The group whose first question shares most of the words, the earliest of several. */
function nearest<T>(
  terms: readonly string[],
  groups: readonly Group<T>[],
  byTerm: ReadonlyMap<string, readonly number[]>,
  shared: Uint8Array,
): number | undefined {
  const isTelling = (term: string) => (byTerm.get(term)?.length ?? 0) < commonFrom;
  const common = terms.filter((term) => !isTelling(term));
  const touched: number[] = [];
  for (const term of terms.filter(isTelling)) {
    for (const at of byTerm.get(term) ?? []) {
      if (shared[at] === 0) touched.push(at);
      shared[at] = (shared[at] ?? 0) + 1;
    }
  }
  let best: { readonly at: number; readonly likeness: number } | undefined;
  for (const at of touched) {
    const telling = shared[at] ?? 0;
    shared[at] = 0;
    const group = groups[at]?.terms ?? new Set<string>();
    // Most share a word or two, and could not be alike whatever else they share.
    if (likenessOf(telling + common.length, terms, group) < alikeFrom) continue;
    const likeness = likenessOf(telling + common.filter((term) => group.has(term)).length, terms, group);
    if (likeness < alikeFrom || likeness < (best?.likeness ?? 0)) continue;
    if (likeness > (best?.likeness ?? 0) || at < (best?.at ?? 0)) best = { at, likeness };
  }
  return best?.at;
}

function likenessOf(both: number, terms: readonly string[], group: ReadonlySet<string>): number {
  return both / (terms.length + group.size - both);
}
