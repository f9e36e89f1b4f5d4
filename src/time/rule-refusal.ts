import type { RuleOrProblem, RuleProblem } from './rule.js';

/** Leaves the reading of a rule at the first thing wrong with it; never leaves this folder. */
export class RuleRefusal extends Error {
  readonly refused: RuleProblem;
  constructor(key: RuleProblem['key'], problem: string, mend: string) {
    super(problem);
    this.refused = { problem, mend, key };
  }
}

/** The rule that `read` comes to, or why there is none. */
export function ruleOrProblem(read: () => { readonly rule: import('./rule.js').Rule }): RuleOrProblem {
  try {
    return read();
  } catch (thrown) {
    if (thrown instanceof RuleRefusal) return thrown.refused;
    throw thrown;
  }
}
