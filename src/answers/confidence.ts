/**
 * Whether a passage surely answers a question: a logistic score over a few signals. Its weights were fitted on FAQ
 * questions of seven projects and newcomers' questions to an eighth, against questions that none of their documents
 * answers, with the documents whole, cut to 60 sections and to 15; each project was also judged by weights fitted on the
 * others. Questions of that kind come out surer than they will elsewhere. Unless it is sure, nothing is quoted.
 */
import type { Passage } from './passage.js';
import type { Found } from './passage-index.js';

/** `sure`: quote it. `doubtful`: offer it among others. `near`: a place to look, beside "I don't know". */
export type Confidence = 'sure' | 'doubtful' | 'near' | 'none';

const sureFrom = -0.2;
const doubtfulFrom = -1.8;
const nearFrom = -2.6;

/** What it costs a passage to lack the form that was asked for: a length of time for "how long …?". */
const formWorth = 1.2;
/** One word alone is matched by chance, unless it is what the section is about; it is never sure. */
const aloneCost = 3.4;
/** Whoever names the community asks about it. */
const namedWorth = 1.5;
/** "My card": what belongs to the asker stands in no document. */
const mineCost = 0.8;
/** "Do you dream?": what is asked of the desk itself stands there seldom. */
const youCost = 2;
/** Headings that say what is asked: in a short section little else of it stands. */
const headedWorth = 1.8;
/** A heading that asks the same question, of mostly the same. */
const alikeWorth = 1;
/** From this share of the question on, a heading that opens like it asks of the same. */
const alikeFrom = 0.4;
/** In many sections something like the question is found by chance. The numbers of sections that this was fitted on. */
const [fewest, most] = [15, 1_000];

export interface Signals {
  /** The weight of all of the question's own words. */
  readonly telling: number;
  /** How many of its own words say more than the community's name, which every document has. */
  readonly about: number;
  /** Whether the passage has the form that was asked for. */
  readonly formed: boolean;
  /** Whether an abbreviation is looked up. */
  readonly acronym: boolean;
  /** Whether the question names the community. */
  readonly named: boolean;
  /** Whether a measure is asked for, "how much …?": a heading of one word does not say of what. */
  readonly measured: boolean;
  /** How many sections were searched. */
  readonly sections: number;
}

/** How surely a passage answers, as a number for `confidenceOf`; higher is surer. */
export function scoreOf(question: string, found: Found, passage: Passage, signals: Signals): number {
  const { telling, about, formed, acronym, named, measured, sections } = signals;
  if (telling === 0) return Number.NEGATIVE_INFINITY;
  const titled = found.titled && (!measured || found.opensAlike);
  const alone = about < 2 && !acronym && !found.defines && !titled;
  const score =
    1.4 * passage.coverage +
    1.2 * Math.min(passage.matched, 5) +
    2.3 * (found.score / telling) +
    headedWorth * found.headed +
    (found.opensAlike && found.headed >= alikeFrom ? alikeWorth : 0) -
    0.7 * Math.log(Math.min(Math.max(sections, fewest), most)) -
    (alone ? aloneCost : 0) -
    (formed ? 0 : formWorth) -
    (/\b(?:my|mine)\b/i.test(question) ? mineCost : 0) -
    (/\b(?:do|did|are|were|can|could|will|would) you\b/i.test(question) ? youCost : 0) +
    (named && !alone ? namedWorth : 0) -
    2.4;
  return alone ? Math.min(score, sureFrom - 0.01) : score;
}

export function confidenceOf(score: number): Confidence {
  if (score >= sureFrom) return 'sure';
  if (score >= doubtfulFrom) return 'doubtful';
  return score >= nearFrom ? 'near' : 'none';
}
