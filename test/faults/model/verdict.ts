/** Whether a state, or a step into it, breaks a law. */
import type { Law, Setting } from './assumptions.js';
import { isOff, isSettled } from './protocol.js';
import { isUnderWay, type State, seenCopies } from './state.js';

/** What is promised there. Seeing a reminder twice for a moment is possible only on Slack, after a long sleep, on a shared store. */
export function promisedIn({ platform, store, sleep }: Setting): readonly Law[] {
  const always = platform === 'discord' || store === 'embedded' || sleep !== 'long';
  const rest: readonly Law[] = ['oneClaim', 'settledStays', 'noGhost', 'neverLost', 'onceInTheEnd'];
  return always ? [...rest, 'onceAlways'] : rest;
}

/** All is settled and swept, nothing is under way, nobody sleeps. */
export function isOver({ tries, reminders }: State): boolean {
  return (
    tries.every(({ step, asleep }) => asleep === 0 && (step === 'idle' || step === 'down')) &&
    reminders.every((reminder) => isSettled(reminder) && reminder.toSweep === 0 && !isUnderWay(reminder))
  );
}

/** The first of the laws that the step from `before` to `after`, made by `who`, breaks. */
export function broken(laws: readonly Law[], before: State, after: State, who: 0 | 1): Law | undefined {
  return laws.find((law) => {
    switch (law) {
      case 'oneClaim':
        return (
          before.tries[who].step === 'idle' &&
          (after.tries[who].step === 'claimed' || after.tries[who].step === 'ready') &&
          before.reminders.some(({ row, lease }) => row === 'claimed' && lease > 0)
        );
      case 'settledStays':
        return before.reminders.some(
          (reminder, index) => isSettled(reminder) && after.reminders[index]?.row !== reminder.row,
        );
      case 'noGhost':
        return (
          before.tries[who].step === 'renewed' && after.tries[who].step === 'sent' && isOff(before, before.tries[who])
        );
      case 'neverLost':
        return after.reminders.some(
          ({ row, landed, copies }) =>
            (landed > 0 && copies === 0) || (row === 'posted' && landed === 0 && isOver(after)),
        );
      case 'onceAlways':
        return after.reminders.some((reminder) => seenCopies(reminder) > 1);
      case 'onceInTheEnd':
        return after.reminders.some((reminder) => seenCopies(reminder) > 1) && isOver(after);
      default:
        return false;
    }
  });
}
