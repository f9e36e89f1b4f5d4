import type { Pace } from '../adapter.js';

/** When the next call may be made, on the platform and in one of its channels. */
export interface Pacing {
  /** Takes the next turn in that channel, and tells in how many milliseconds it comes. */
  take(channel: string): number;
  /** Nothing is to be asked of the platform for so long. */
  rest(ms: number): void;
  /** How long it still rests; 0: it does not. */
  restsMs(): number;
}

/** @param nowMs a clock that never jumps */
export function createPacing({ gapMs, roomGapMs }: Pace, nowMs: () => number): Pacing {
  /** Before which no call may be made there; those that are past are forgotten. */
  const rooms = new Map<string, number>();
  let next = Number.NEGATIVE_INFINITY;
  let restsUntil = Number.NEGATIVE_INFINITY;
  return {
    take(channel) {
      const now = nowMs();
      for (const [room, opens] of rooms) if (opens <= now) rooms.delete(room);
      const turn = Math.max(now, next, rooms.get(channel) ?? now);
      next = turn + gapMs;
      rooms.set(channel, turn + roomGapMs);
      return turn - now;
    },
    rest(ms) {
      restsUntil = Math.max(restsUntil, nowMs() + ms);
    },
    restsMs() {
      return Math.max(0, restsUntil - nowMs());
    },
  };
}
