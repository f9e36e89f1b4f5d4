/** Most characters of what is said of one date: of a sentence that many rooms read, on one line. */
export const longest = { reason: 120, note: 300 } as const;
