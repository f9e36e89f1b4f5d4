/**
 * How well questions with known answers are answered: where the right section ranks, what is refused, and how long it
 * takes. It asks through the same doors as the desk and knows nothing of files. A "maybe" counts as no answer where there
 * is none to give, and as one where the right section is among those it offers.
 */
import type { Answered } from './answers.js';

export interface EvalQuestion {
  readonly question: string;
  /** Sections that answer it, by id. Empty where it has to be refused, or is answered from other data. */
  readonly sections: readonly string[];
  /** Whether the right answer is that there is none. */
  readonly refuse: boolean;
  /** The kind of answer that is right, where it is not (only) a section: "meeting", "wg", "help". */
  readonly expect?: string;
  /** What must stand in the answer, or must not; case does not count. */
  readonly holds: readonly string[];
  readonly lacks: readonly string[];
}

/** What the questions are asked of. */
export interface EvalDesk {
  answer(question: string): Promise<Answered>;
  /** The ids of the best sections, best first, at most ten. */
  rank(question: string): readonly string[];
}

export interface EvalMiss {
  readonly question: string;
  readonly expected: string;
  readonly got: string;
}

export interface Evaluation {
  readonly questions: number;
  /** Questions that a section answers: shares of them, 0 to 1; null where there are none. */
  readonly sections: {
    readonly questions: number;
    readonly first: number | null;
    readonly amongThree: number | null;
    readonly mrr: number | null;
    /** The right section is quoted first, or is among those that a "maybe" offers. */
    readonly served: number | null;
    /** Neither answered nor, in a "maybe", offered. */
    readonly declined: number | null;
    /** Not answered outright, whatever a "maybe" offers. */
    readonly notSure: number | null;
  };
  /** Questions that have to be refused. */
  readonly refusals: {
    readonly questions: number;
    /** Of what was refused, how much had to be. */
    readonly precision: number | null;
    /** Of what had to be refused, how much was: a "maybe" counts as refused, and as answered in `recallStrict`. */
    readonly recall: number | null;
    readonly recallStrict: number | null;
  };
  /** Questions of which the kind of answer is known. */
  readonly kinds: { readonly questions: number; readonly right: number | null };
  readonly milliseconds: { readonly p50: number; readonly p99: number };
  readonly misses: readonly EvalMiss[];
}

export interface Outcome {
  readonly question: EvalQuestion;
  readonly answered: Answered;
  /** Where the right section ranks, from 0; -1 where it is not among the best ten. */
  readonly rank: number;
  readonly milliseconds: number;
}

/** @param clock Milliseconds from any start. */
export async function outcomeOf(question: EvalQuestion, desk: EvalDesk, clock: () => number): Promise<Outcome> {
  const before = clock();
  const answered = await desk.answer(question.question);
  const milliseconds = clock() - before;
  const ranked = question.sections.length === 0 ? [] : desk.rank(question.question);
  return { question, answered, rank: ranked.findIndex((id) => question.sections.includes(id)), milliseconds };
}

const round = (value: number) => Math.round(1000 * value) / 1000;
const share = (count: number, of: number) => (of === 0 ? null : round(count / of));

function quotedIds(answered: Answered): readonly string[] {
  if (answered.kind === 'command') return [];
  const ids = (answered.sections ?? []).map((section) => section.id);
  return answered.kind === 'passage' ? ids.slice(0, 1) : ids;
}

export function isRefused({ answered }: Outcome, maybeRefuses: boolean): boolean {
  return answered.kind === 'unknown' || answered.kind === 'smalltalk' || (maybeRefuses && answered.kind === 'maybe');
}

function servesSection({ question, answered }: Outcome): boolean {
  if (answered.kind === 'command') return false;
  if (answered.kind !== 'passage' && answered.kind !== 'maybe') return false;
  return quotedIds(answered).some((id) => question.sections.includes(id));
}

/** Which commands answer which kind of question whole. */
const commandsFor: Readonly<Record<string, readonly string[]>> = {
  meeting: ['meeting'],
  help: ['help-links'],
  wg: ['working-groups', 'meeting'],
  doc: ['contribute'],
  smalltalk: ['frontdesk'],
  injection: ['meeting'],
};

function hasText({ question, answered }: Outcome): boolean {
  const text = JSON.stringify(answered.kind === 'command' ? answered.invoke : answered.reply).toLowerCase();
  if (question.lacks.some((forbidden) => text.includes(forbidden.toLowerCase()))) return false;
  return answered.kind === 'command' || question.holds.every((needed) => text.includes(needed.toLowerCase()));
}

/** Whether an answer is of the kind that was expected, from the right place, with the right text. */
export function isRight(outcome: Outcome): boolean {
  const { question, answered } = outcome;
  const { expect } = question;
  if (!hasText(outcome)) return false;
  if (expect === undefined) return question.refuse ? isRefused(outcome, true) : servesSection(outcome);
  if (answered.kind === 'command') return (commandsFor[expect] ?? []).includes(answered.invoke.command);
  switch (expect) {
    case 'smalltalk':
      return answered.kind === 'smalltalk';
    case 'refuse':
    case 'unknown':
      return isRefused(outcome, true);
    case 'injection':
      return answered.kind !== 'passage';
    case 'help':
      return answered.kind !== 'passage';
    case 'doc':
      return answered.kind === 'computed' || answered.kind === 'curated' || servesSection(outcome);
    default:
      return answered.kind === 'computed';
  }
}

function missOf({ question, answered }: Outcome): EvalMiss {
  const wanted = question.refuse ? 'no answer' : question.sections.join(' or ') || (question.expect ?? 'an answer');
  const got =
    answered.kind === 'command'
      ? `the command ${answered.invoke.command}`
      : [answered.kind, ...quotedIds(answered), answered.reply.summary.slice(0, 160)].join(': ');
  return { question: question.question, expected: wanted, got };
}

function percentile(sorted: readonly number[], share: number): number {
  const at = Math.min(sorted.length - 1, Math.max(0, Math.ceil(sorted.length * share) - 1));
  return round(sorted[at] ?? 0);
}

export function evaluationOf(outcomes: readonly Outcome[]): Evaluation {
  const ranked = outcomes.filter(
    ({ question: { sections, expect } }) => sections.length > 0 && (expect ?? 'doc') === 'doc',
  );
  const among = (most: number) => ranked.filter(({ rank }) => rank >= 0 && rank < most).length;
  const reciprocal = ranked.reduce((sum, { rank }) => sum + (rank < 0 ? 0 : 1 / (rank + 1)), 0);
  const served = ranked.filter(servesSection);
  const declined = ranked.filter((outcome) => isRefused(outcome, true) && !servesSection(outcome));
  const toRefuse = outcomes.filter(({ question }) => question.refuse);
  const refused = outcomes.filter((outcome) => isRefused(outcome, true) && !servesSection(outcome));
  const withKind = outcomes.filter(({ question }) => question.expect !== undefined);
  const times = outcomes.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
  return {
    questions: outcomes.length,
    sections: {
      questions: ranked.length,
      first: share(among(1), ranked.length),
      amongThree: share(among(3), ranked.length),
      mrr: share(reciprocal, ranked.length),
      served: share(served.length, ranked.length),
      declined: share(declined.length, ranked.length),
      notSure: share(ranked.filter((outcome) => isRefused(outcome, true)).length, ranked.length),
    },
    refusals: {
      questions: toRefuse.length,
      precision: share(refused.filter(({ question }) => question.refuse).length, refused.length),
      recall: share(toRefuse.filter((outcome) => isRefused(outcome, true)).length, toRefuse.length),
      recallStrict: share(toRefuse.filter((outcome) => isRefused(outcome, false)).length, toRefuse.length),
    },
    kinds: { questions: withKind.length, right: share(withKind.filter(isRight).length, withKind.length) },
    milliseconds: { p50: percentile(times, 0.5), p99: percentile(times, 0.99) },
    misses: outcomes.filter((outcome) => !isRight(outcome)).map(missOf),
  };
}
