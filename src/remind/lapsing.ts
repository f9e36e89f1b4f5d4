import type { Logger } from '../adapter.js';
import type { Ledger } from '../store/ledger.js';
import type { Clock } from '../time/clock.js';
import type { Instant } from '../time/zoned.js';

const EVERY_SECONDS = 60;

/** Closes, once a minute, what waited for a room or platform in trouble until its meeting had begun. */
export interface Lapsing {
  /** Never rejects; a call within the same minute does nothing. */
  run(): Promise<void>;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
}

export function createLapsing(setup: {
  readonly ledger: Pick<Ledger, 'lapse'>;
  readonly clock: Clock;
  readonly log: Logger;
}): Lapsing {
  const { ledger, clock, log } = setup;
  let last: Instant | undefined;
  let running: Promise<void> | undefined;

  async function lapse(): Promise<void> {
    try {
      for (const key of await ledger.lapse()) log.warn('reminder broken', { key });
    } catch (error) {
      log.error('reminders that waited too long could not be closed; it is tried again', { error });
    } finally {
      running = undefined;
    }
  }

  return {
    async run() {
      const now = clock.now();
      // A clock that was set back must not put it off.
      if (last !== undefined && Math.abs(now - last) < EVERY_SECONDS) return;
      last = now;
      running ??= lapse();
      return running;
    },
    async idle() {
      await running;
    },
  };
}
