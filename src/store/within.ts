/** Nobody answered in the time that was given. */
export class NoAnswer extends Error {}

/** The answer, if it comes within `ms`. What was asked is not stopped by that. @throws NoAnswer */
export async function within<T>(ms: number, answer: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new NoAnswer(`The database did not answer within ${ms} ms.`)), ms);
  });
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}
