/**
 * What is quoted of a section: the stretch of whole sentences, list items or table rows, about 350 characters at most,
 * that has most of what was asked, filled up with what follows. A list keeps the line that introduces it, and is quoted
 * whole up to 600 characters, because half of a list of requirements misleads; what is left out of a list shows as "…".
 * A single sentence longer than that is quoted whole: nothing is ever cut inside.
 */

import type { Section, Unit } from '../documents/section.js';
import { sentencesOf } from '../documents/sentences.js';
import { askedAmong, type SearchTerms } from './search-terms.js';
import { termsOf } from './terms.js';

export interface Passage {
  readonly quote: string;
  /** The links inside the quote, at most three. */
  readonly links: Unit['links'];
  /** Share of the question's weight that what answers in the quote and the section's headings have, 0 to 1. */
  readonly coverage: number;
  /** How many of the question's own words the whole section has. */
  readonly matched: number;
  /** Those of them that it has neither itself nor by another word for the same. */
  readonly unsaid: readonly string[];
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

/** A sentence that cannot be read without the one before it. */
const leaning = new RegExp(
  [
    '^(?:it|its|this|that|these|those|they|them|their|he|she|his|her|such|both|neither|otherwise|also|but|and|so|or|yet)\\b',
    '^(?:then|however|therefore|thus|hence|instead|afterwards?|moreover|furthermore|additionally|similarly|likewise|meanwhile|still)\\b',
    '^(?:next|finally|second|third|lastly)(?:ly)?,',
    '^(?:if|when|once|unless|until|while|because|since|although|before|after|in|for|as|by|with|from|without|on|at|to|of) (?:it|its|this|that|these|those|they|them|so|not|such|a result|doing so)\\b',
    '^(?:doing so|the (?:same|former|latter|other)|in (?:both|either|addition)|for (?:example|instance))\\b',
  ].join('|'),
  'i',
);

/** Where a quote has to begin so that its first sentence can be read alone. */
function standingFrom(units: Units, from: number): number {
  let at = from;
  while (at > 0 && leansOn(units, at)) at = listed(units[at - 1]) ? listAround(units, at - 1).from : at - 1;
  return at;
}

function leansOn(units: Units, at: number): boolean {
  if (listed(units[at])) return false;
  return leaning.test(units[at]?.text ?? '') || units[at - 1]?.kind === 'lead';
}

/** Sentences up to the length of a quote. No list is begun that the quote does not hold. */
function sentencesAround(units: Units, best: Stretch): Stretch {
  const chosen = filledUp(units, best, units.length, longest);
  let { to } = chosen;
  if (listed(units[to - 1]) && listed(units[to])) to = listAround(units, to - 1).from;
  if (units[to - 1]?.kind === 'lead') to -= 1;
  return { from: best.from, to: Math.max(to, best.to) };
}

/** The first sentence of an item of several: "Write a charter. …". */
function abridged(unit: Unit): Unit {
  const [first = '', second] = unit.kind === 'item' ? sentencesOf(unit.text) : [unit.text];
  return second === undefined ? unit : { ...unit, text: `${first} …` };
}

/** Of a long list every item is named, if only those are whole that were asked for. Undefined where that is still too long. */
function everyItem(units: Units, best: Stretch, whole: Stretch): Units | undefined {
  const shown = units
    .slice(whole.from, whole.to)
    .map((unit, at) => (whole.from + at >= best.from && whole.from + at < best.to ? unit : abridged(unit)));
  return lengthOf(shown, { from: 0, to: shown.length }) <= longestList ? shown : undefined;
}

/** What answers, without the sentences that are quoted only to be understood: those make no answer surer. */
function answering(units: Units, best: Stretch): Stretch {
  const inList = listed(units[best.from]) ? best.from : listed(units[best.to]) ? best.to : -1;
  if (inList < 0) return filledUp(units, best, units.length, longest);
  const list = listAround(units, inList);
  const whole = { from: Math.min(best.from, list.from), to: list.to };
  return lengthOf(units, whole) <= longestList ? whole : filledUp(units, best, list.to, longest);
}

/** The units to quote, in order, and the quote that they make. */
function quoteOf(units: Units, best: Stretch): { readonly chosen: Stretch; readonly quote: string } {
  const said = ({ from, to }: Stretch) => say(units.slice(from, to));
  const all = { from: 0, to: units.length };
  if (lengthOf(units, all) <= longest) return { chosen: all, quote: said(all) };
  const inList = listed(units[best.from]) ? best.from : listed(units[best.to]) ? best.to : -1;
  const standing = standingFrom(units, best.from);
  if (inList < 0) {
    if (lengthOf(units, { from: standing, to: best.to }) <= longestList) {
      const chosen = sentencesAround(units, { from: standing, to: best.to });
      return { chosen, quote: said(chosen) };
    }
    const chosen = sentencesAround(units, best);
    return { chosen, quote: `${units[standing]?.text ?? ''} … ${said(chosen)}` };
  }
  const list = listAround(units, inList);
  const whole = { from: standingFrom(units, Math.min(best.from, list.from)), to: Math.max(best.to, list.to) };
  if (lengthOf(units, whole) <= longestList) return { chosen: whole, quote: said(whole) };
  const named = everyItem(units, best, whole);
  if (named !== undefined) return { chosen: whole, quote: say(named) };
  const leadAt = list.lead && list.from < best.from ? list.from : -1;
  const introduction = leadAt < 0 ? [] : units.slice(standingFrom(units, leadAt), leadAt + 1);
  const room = longest - lengthOf(introduction, { from: 0, to: introduction.length });
  const chosen = filledUp(units, leadAt < 0 ? { from: standing, to: best.to } : best, list.to, room);
  const before = leadAt < 0 ? '' : `${say(introduction)}\n${leadAt + 1 < best.from ? '…\n' : ''}`;
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
  const value: Value = (some) => askedAmong((term) => some.has(term), wanted, telling);
  const best = bestStretch(units, terms, value);
  const { chosen, quote } = quoteOf(units, best);
  const told = answering(units, best);
  const headings = termsOf(section.headings.join(' '));
  const quoted = new Set([...headings, ...terms.slice(told.from, told.to).flatMap((set) => [...set])]);
  const inSection = (term: string) => headings.includes(term) || termsAt.some((set) => set.has(term));
  const whole = wanted.own.reduce((sum, term) => sum + telling(term), 0);
  const links = units.slice(chosen.from, chosen.to).flatMap((unit) => unit.links);
  return {
    quote,
    links: links.filter((link, at) => links.findIndex((other) => other.url === link.url) === at).slice(0, 3),
    coverage: whole === 0 ? 0 : value(quoted) / whole,
    matched: wanted.own.filter(inSection).length,
    unsaid: wanted.own.filter((own) => !wanted.terms.some((one) => one.for === own && inSection(one.term))),
  };
}
