/**
 * Whether a passage surely answers a question. A logistic score over four signals. Its weights and thresholds were fitted
 * on FAQ questions of seven projects and newcomers' questions to an eighth, against questions that their documents do not
 * answer; so the figures that bench/answers.ts gives on those same questions flatter it. Below `sure` the passage is not
 * quoted: at most its heading is offered as a place to look.
 */
import type { Passage } from './passage.js';
import type { Found } from './passage-index.js';

export type Confidence = 'sure' | 'doubtful' | 'none';

const sureFrom = -0.38;
const doubtfulFrom = -1.3;

/** What it costs a passage to lack the form that was asked for: a length of time for "how long …?". */
const formWorth = 1.2;

/**
 * How surely a passage answers, as a number for `confidenceOf`; higher is surer.
 * @param telling The weight of all of the question's own words.
 * @param about How many of its own words say more than the community's name, which every document has.
 * @param formed Whether the passage has the form that was asked for.
 */
export function scoreOf(
  found: Found,
  passage: Passage,
  telling: number,
  { about, formed, acronym }: { readonly about: number; readonly formed: boolean; readonly acronym: boolean },
): number {
  if (telling === 0) return Number.NEGATIVE_INFINITY;
  // One word alone is matched by chance, unless it is what the section is about.
  const alone = about < 2 && !acronym && !found.defines && !found.titled;
  return (
    2.1 * passage.coverage +
    1.1 * Math.min(passage.matched, 5) +
    2.02 * (found.score / telling) -
    (alone ? 4.59 : 0) -
    (formed ? 0 : formWorth) -
    5.23
  );
}

export function confidenceOf(score: number): Confidence {
  if (score >= sureFrom) return 'sure';
  return score >= doubtfulFrom ? 'doubtful' : 'none';
}
