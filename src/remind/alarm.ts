import type { Pause } from '../time/pause.js';

/** So many milliseconds apart at least: what waits for about the same time is woken for once. */
const GRID_MS = 20;

/** Rings after waits of less than a second, of which there may be many at once. */
export interface Alarm {
  /** Rings after `ms`, or up to 20 ms later. */
  in(ms: number): void;
}

export function createAlarm(ring: () => void, pause: Pause, stopping: AbortSignal): Alarm {
  const set = new Set<number>();
  return {
    in(ms) {
      const slot = Math.ceil((performance.now() + ms) / GRID_MS);
      if (set.has(slot) || stopping.aborted) return;
      set.add(slot);
      void pause(slot * GRID_MS - performance.now(), stopping).then(() => {
        set.delete(slot);
        if (!stopping.aborted) ring();
      });
    },
  };
}
