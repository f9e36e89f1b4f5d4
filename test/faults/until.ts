import { setTimeout as pause } from 'node:timers/promises';

/** Looks again and again at other processes until it holds; rejects after `ms`. */
export async function until(what: string, ms: number, holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + ms;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error(`In vain for ${ms / 1000} s: ${what}.`);
    await pause(50);
  }
}
