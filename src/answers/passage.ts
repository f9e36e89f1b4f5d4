/**
 * What is quoted of a section: the stretch of whole sentences, list items or table rows, about 350 characters at most,
 * that has most of what was asked, filled up with what follows. A list keeps the line that introduces it, and is quoted
 * whole up to 600 characters, because half of a list of requirements misleads; what is left out of a list shows as "…".
 * A single sentence longer than that is quoted whole: nothing is ever cut inside.
 */
import type { SearchTerms } from './search-terms.js';
import type { Section, Unit } from './section.js';
import { termsOf } from './terms.js';

export interface Passage {
  readonly quote: string;
  /** The links inside the quote, at most three. */
  readonly links: Unit['links'];
  /** Share of the question's weight that the quote and the section's headings have, 0 to 1. */
  readonly coverage: number;
  /** How many of the question's own words the whole section has. */
  readonly matched: number;
}

const longest = 350;
const longestList = 600;

/** From `from` up to, not including, `to`. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

type Units = readonly Unit[];
type Value = (terms: ReadonlySet<string>) => number;

/** The weight of the question's words among `terms`; each own word counts once, by the best that stands for it. */
function covered(terms: ReadonlySet<string>, wanted: SearchTerms, telling: (term: string) => number): number {
  const best = new Map<string, number>();
  for (const { term, weight, for: own } of wanted.terms) {
    if (terms.has(term)) best.set(own, Math.max(best.get(own) ?? 0, weight));
  }
  let sum = 0;
  for (const [own, weight] of best) sum += weight * telling(own);
  return sum;
}

const listed = (unit: Unit | undefined): boolean => unit?.kind === 'item' || unit?.kind === 'row';

function lengthOf(units: Units, { from, to }: Stretch): number {
  let length = 0;
  for (let at = from; at < to; at += 1) length += (units[at]?.text.length ?? 0) + 3;
  return length;
}

function bestStretch(units: Units, termsAt: readonly ReadonlySet<string>[], value: Value): Stretch {
  let best: Stretch & { readonly worth: number } = { from: 0, to: 1, worth: -1 };
  for (let from = 0; from < units.length; from += 1) {
    const seen = new Set<string>();
    for (let to = from + 1; to <= units.length; to += 1) {
      if (to > from + 1 && lengthOf(units, { from, to }) > longest) break;
      for (const term of termsAt[to - 1] ?? []) seen.add(term);
      // Shorter is better where both have the same; a line that only announces a list is no answer.
      const worth = value(seen) * (1 - 0.02 * (to - from)) - (units[to - 1]?.kind === 'lead' ? 0.01 : 0);
      if (worth > best.worth) best = { from, to, worth };
    }
  }
  return best;
}

/** The list around `at`: its items, and the line before them. */
function listAround(units: Units, at: number): Stretch & { readonly lead: boolean } {
  let [from, to] = [at, at + 1];
  while (from > 0 && listed(units[from - 1])) from -= 1;
  while (to < units.length && listed(units[to])) to += 1;
  const lead = from > 0 && units[from - 1]?.kind === 'lead';
  return { from: lead ? from - 1 : from, to, lead };
}

function filledUp(units: Units, { from, to }: Stretch, until: number, room: number): Stretch {
  let end = to;
  while (end < until && lengthOf(units, { from, to: end + 1 }) <= room) end += 1;
  return { from, to: end };
}

/** Sentences run on; each item of a list stands on a line of its own. */
function say(units: Units): string {
  return units.reduce((said, unit, at) => {
    if (listed(unit)) return `${said}${at === 0 ? '' : '\n'}• ${unit.text}`;
    return `${said}${at === 0 ? '' : listed(units[at - 1]) ? '\n' : ' '}${unit.text}`;
  }, '');
}

/** The units to quote, in order, and the quote that they make. */
function quoteOf(units: Units, best: Stretch): { readonly chosen: Stretch; readonly quote: string } {
  const said = ({ from, to }: Stretch) => say(units.slice(from, to));
  const inList = listed(units[best.from]) ? best.from : listed(units[best.to]) ? best.to : -1;
  if (inList < 0) {
    const chosen = filledUp(units, best, units.length, longest);
    // Neither begins a list that it does not hold.
    const to = chosen.to - chosen.from > 1 && units[chosen.to - 1]?.kind === 'lead' ? chosen.to - 1 : chosen.to;
    return { chosen: { from: chosen.from, to }, quote: said({ from: chosen.from, to }) };
  }
  const list = listAround(units, inList);
  const whole = { from: Math.min(best.from, list.from), to: list.to };
  if (lengthOf(units, whole) <= longestList) return { chosen: whole, quote: said(whole) };
  const leadAt = list.lead && list.from < best.from ? list.from : -1;
  const room = longest - (leadAt < 0 ? 0 : (units[leadAt]?.text.length ?? 0));
  const chosen = filledUp(units, best, list.to, room);
  const before = leadAt < 0 ? '' : `${units[leadAt]?.text ?? ''}\n${leadAt + 1 < best.from ? '…\n' : ''}`;
  return { chosen, quote: `${before}${said(chosen)}${chosen.to < list.to ? '\n…' : ''}` };
}

/** Undefined where the section holds nothing but code. `termsAt` are the terms of its units, in their order. */
export function passageOf(
  section: Section,
  termsAt: readonly ReadonlySet<string>[],
  wanted: SearchTerms,
  telling: (term: string) => number,
): Passage | undefined {
  const prose = section.units.flatMap((unit, at) =>
    unit.kind === 'code' ? [] : [{ unit, terms: termsAt[at] ?? new Set<string>() }],
  );
  if (prose.length === 0) return undefined;
  const units = prose.map(({ unit }) => unit);
  const terms = prose.map((one) => one.terms);
  const value: Value = (some) => covered(some, wanted, telling);
  const { chosen, quote } = quoteOf(units, bestStretch(units, terms, value));
  const headings = termsOf(section.headings.join(' '));
  const quoted = new Set([...headings, ...terms.slice(chosen.from, chosen.to).flatMap((set) => [...set])]);
  const inSection = (term: string) => headings.includes(term) || termsAt.some((set) => set.has(term));
  const whole = wanted.own.reduce((sum, term) => sum + telling(term), 0);
  const links = units.slice(chosen.from, chosen.to).flatMap((unit) => unit.links);
  return {
    quote,
    links: links.filter((link, at) => links.findIndex((other) => other.url === link.url) === at).slice(0, 3),
    coverage: whole === 0 ? 0 : value(quoted) / whole,
    matched: wanted.own.filter(inSection).length,
  };
}
