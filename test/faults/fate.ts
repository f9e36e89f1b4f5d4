/**
 * Where a process under test may die. At each step that it comes to, the dice decide; when they say so, it names the step
 * and the claims it holds, and sends itself SIGKILL: no handler runs, nothing is flushed, nothing is given back.
 */
import { subscribe } from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';
import type { Dice } from './dice.js';

export const steps = [
  'before claimDue',
  'during claimDue',
  'after claimDue',
  'before renew',
  'during renew',
  'after renew',
  'before post',
  'during post',
  'after answer',
  'before settle',
  'during settle',
  'after settle',
  'before release',
  'after release',
  'before copies',
  'during copies',
  'after copies',
  'before remove',
  'after remove',
  'before swept',
  'after swept',
  'during planDue',
  'after planDue',
  'before recordChange',
  'during recordChange',
  'after recordChange',
  'before edit',
  'during edit',
  'after edit',
  'before edited',
  'during edited',
  'after edited',
] as const;
export type Step = (typeof steps)[number];

/**
 * How likely death is at a step, beside an ordinary one. A process takes over dozens of claims at once and asks the platform
 * about each before it posts the first: at equal odds none would live to post. Others are come to seldom.
 */
const weights: Partial<Record<Step, number>> = {
  'before claimDue': 0.3,
  'during claimDue': 0.3,
  'before copies': 0.15,
  'during copies': 0.15,
  'after copies': 0.15,
  'before swept': 0.3,
  'after swept': 0.3,
  'before remove': 20,
  'after remove': 20,
  'during planDue': 10,
  'after planDue': 10,
};
/** About what the steps of one reminder weigh together, takeovers included. */
export const weightOfReminder = 12;

/** The longest time between a beginning and a death "during" it. */
const duringMs = 8;

/** What a process says to whoever runs it, one line of JSON each, on a pipe of its own: it outlives the process. */
export type Report =
  | { readonly kind: 'open' }
  | { readonly kind: 'killed'; readonly step: Step; readonly atMs: number; readonly holds: readonly string[] }
  /** A change that was asked for is recorded, or was before; or (undefined) could not be. */
  | { readonly kind: 'changed'; readonly n: number; readonly outcome: string | undefined; readonly id: number }
  | { readonly kind: 'holds still'; readonly key: string; readonly platform: string }
  /** The event loop had no turn for `ms`; `cpuMs` of that the process computed, the rest the machine gave to others. */
  | { readonly kind: 'blocked'; readonly ms: number; readonly cpuMs: number };

const reportPipe = 3;

export function report(said: Report): void {
  writeSync(reportPipe, `${JSON.stringify(said)}\n`);
}

export interface Fate {
  /** Comes to a step; may not return. */
  meet(step: Step): void;
  /** Begins something; the process may die within the next `duringMs`. */
  begin(step: Step): void;
  /** A request is about to be made; the process may die when it has left, and before it is answered. */
  beginRequest(step: Step): void;
  /** The process dies for certain when it comes to this step next; undefined: nothing is certain any more. */
  appoint(step: Step | undefined): void;
  /** Claims that the process holds, by key. */
  readonly holds: Set<string>;
}

/** @param odds of death at an ordinary step, 0 to 1 */
export function createFate(dice: Dice, odds: number): Fate {
  const holds = new Set<string>();
  /** Deaths that wait for the next request to have left. */
  let waiting: Step[] = [];
  let appointed: Step | undefined;

  function die(step: Step): never {
    report({ kind: 'killed', step, atMs: Date.now(), holds: [...holds] });
    process.kill(process.pid, 'SIGKILL');
    for (;;); // the signal may take a moment
  }
  function falls(step: Step): boolean {
    if (step !== appointed) return dice.throwOnce() < odds * (weights[step] ?? 1);
    appointed = undefined;
    return true;
  }
  const soon = (step: Step) => setTimeout(() => die(step), dice.throwOnce() * duringMs);

  // Both Node's own fetch and the undici of discord.js tell when the body of a request was sent.
  subscribe('undici:request:bodySent', () => {
    const [step, ...rest] = waiting;
    waiting = rest;
    if (step !== undefined) soon(step);
  });

  return {
    holds,
    appoint(step) {
      appointed = step;
    },
    meet(step) {
      if (falls(step)) die(step);
    },
    begin(step) {
      if (falls(step)) soon(step);
    },
    beginRequest(step) {
      if (falls(step)) waiting.push(step);
    },
  };
}
