/**
 * Whether a passage surely answers a question. A logistic score over four signals. Its weights and thresholds were fitted
 * on FAQ questions of seven projects and newcomers' questions to an eighth, against questions that their documents do not
 * answer; so the figures that bench/answers.ts gives on those same questions flatter it. Below `sure` the passage is not
 * quoted: at most its heading is offered as a place to look.
 */
import type { Passage } from './passage.js';
import type { Found } from './passage-index.js';
import type { SearchTerms } from './search-terms.js';

export type Confidence = 'sure' | 'doubtful' | 'none';

const sureFrom = -0.38;
const doubtfulFrom = -1.3;

/**
 * @param telling The weight of all of the question's own words.
 * @param matched How many of the question's own words the section has.
 */
export function confidence(
  found: Found,
  passage: Passage,
  wanted: SearchTerms,
  telling: number,
  matched: number,
): Confidence {
  if (telling === 0) return 'none';
  // One word alone is matched by chance, unless it is what the section is about.
  const alone = wanted.own.length < 2 && !found.defines && !found.titled;
  const score =
    2.1 * passage.coverage + 1.1 * Math.min(matched, 5) + 2.02 * (found.score / telling) - (alone ? 4.59 : 0) - 5.23;
  if (score >= sureFrom) return 'sure';
  return score >= doubtfulFrom ? 'doubtful' : 'none';
}
