import type { Logger } from '../adapter.js';
import type { Clock } from '../time/clock.js';
import type { Instant } from '../time/zoned.js';

const EVERY_SECONDS = 60;

/** For what fails again with every look, as all does while the database is away: each message once a minute at most. */
export function createSeldomLog(log: Logger, clock: Clock): Pick<Logger, 'error'> {
  const said = new Map<string, Instant>();
  return {
    error(message, fields) {
      const now = clock.now();
      const last = said.get(message);
      if (last !== undefined && Math.abs(now - last) < EVERY_SECONDS) return;
      said.set(message, now);
      log.error(message, fields);
    },
  };
}
