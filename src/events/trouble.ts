import type { Logger } from '../adapter.js';
import type { Clock } from '../time/clock.js';
import type { Instant } from '../time/zoned.js';

const [hourSeconds, daySeconds] = [3_600, 86_400];

/** Tells the operator what keeps an event list from being kept: once, and then seldom while it lasts. */
export interface Trouble {
  /** A person has to act; `reason` says how. */
  refused(place: string, reason: string): void;
  failed(place: string, error: unknown): void;
  /** So many coming dates have no place; 0: all have one. */
  full(place: string, left: number): void;
  /** All is as it should be. */
  none(place: string): void;
}

export function createTrouble(log: Logger, clock: Pick<Clock, 'now'>): Trouble {
  const told = new Map<string, Instant>();
  const inTrouble = new Set<string>();

  function isTimeFor(what: string, everySeconds: number): boolean {
    const last = told.get(what);
    if (last !== undefined && Math.abs(clock.now() - last) < everySeconds) return false;
    told.set(what, clock.now());
    return true;
  }

  return {
    refused(server, reason) {
      inTrouble.add(server);
      if (isTimeFor(`${server} ${reason}`, daySeconds)) log.error(`Event list: ${reason}`, { server });
    },
    failed(server, error) {
      inTrouble.add(server);
      if (isTimeFor(`${server} failed`, hourSeconds)) {
        log.warn('Event list: it could not be kept up to date; it is tried again', { server, error });
      }
    },
    full(server, left) {
      if (left > 0 && isTimeFor(`${server} full`, daySeconds)) {
        log.warn('Event list: the server has no room for all coming meetings; the nearest stand in it', {
          server,
          left,
        });
      }
    },
    none(server) {
      if (!inTrouble.delete(server)) return;
      for (const what of told.keys()) if (what.startsWith(`${server} `) && !what.endsWith(' full')) told.delete(what);
      log.info('Event list: kept up to date again', { server });
    },
  };
}
