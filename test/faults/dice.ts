/** Chance that can be repeated: the same seed gives the same throws. */
export interface Dice {
  /** 0 <= n < 1. */
  throwOnce(): number;
}

/** The generator "mulberry32": 32 bits of state, good enough to choose where a process dies. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  return {
    throwOnce() {
      state = (state + 0x6d2b79f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}
