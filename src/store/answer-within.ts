import { late, within } from '../time/within.js';

/** The answer, if it comes within `ms`. What was asked is not stopped by that. Rejects where it comes too late. */
export async function answerWithin<T>(ms: number, answer: Promise<T>): Promise<T> {
  const found = await within(ms, answer);
  if (found === late) throw new Error(`The database did not answer within ${ms} ms.`);
  return found;
}
