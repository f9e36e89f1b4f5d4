/** Stands for an answer that did not come in time. */
export const late = Symbol('late');

/** Waits for `work`, at most `ms`. Work that comes later is let go: it can neither hold anything up nor go unhandled. */
export type Within = <T>(ms: number, work: Promise<T>) => Promise<T | typeof late>;

export const within: Within = async (ms, work) => {
  let timer: NodeJS.Timeout | undefined;
  const timeUp = new Promise<typeof late>((resolve) => {
    timer = setTimeout(() => resolve(late), ms);
  });
  try {
    return await Promise.race([work, timeUp]);
  } finally {
    clearTimeout(timer);
    work.catch(() => undefined);
  }
};
