/** Runs work as soon as there is a place for it. */
export type Door = <T>(work: () => Promise<T>) => Promise<T>;

/** Lets in so many at a time, in the order in which they came. */
export function createDoor(places: number): Door {
  const waiting: (() => void)[] = [];
  let free = places;
  return async (work) => {
    if (free > 0) free -= 1;
    else await new Promise<void>((enter) => waiting.push(enter));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free += 1;
      else next();
    }
  };
}
