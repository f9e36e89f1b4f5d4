import { schedule } from 'node-cron';

/** What wakes the scan for due reminders. It never decides what is due: the ledger does. */
export interface Ticker {
  /** Calls `tick` (which never rejects) once a minute, on the minute, until `stop`. */
  start(tick: () => Promise<void>): void;
  /** Calls `tick` once more after `ms`. Of several such calls that are outstanding, the earliest counts. */
  wakeIn(ms: number): void;
  /** Calling it twice is harmless. */
  stop(): Promise<void>;
}

/** What node-cron has to say (missed and overlapping runs) is of no account here; it would say it on the console. */
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

/** The minute's own tick comes anyway. */
const LONGEST_WAIT_MS = 60_000;

/**
 * node-cron on the minute, in UTC. The process has to run with TZ=UTC as well: in a host zone with daylight saving,
 * node-cron 4.6 stands still for the repeated hour and spins, whatever zone the task names. Runs that it misses are of no
 * account, because a scan makes up for all before it.
 */
export function createCronTicker(): Ticker {
  let tickNow: (() => Promise<void>) | undefined;
  let task: ReturnType<typeof schedule> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let wakesAt = Number.POSITIVE_INFINITY;

  function cancelWake(): void {
    clearTimeout(timer);
    wakesAt = Number.POSITIVE_INFINITY;
  }

  return {
    start(tick) {
      tickNow = tick;
      task = schedule('* * * * *', tick, {
        name: 'due-scan',
        timezone: 'UTC',
        noOverlap: true,
        missedExecutionTolerance: 59_999,
        suppressMissedWarning: true,
        logger: silent,
      });
    },
    wakeIn(ms) {
      const wait = Math.min(Math.max(ms, 0), LONGEST_WAIT_MS);
      const at = performance.now() + wait;
      if (at >= wakesAt) return;
      cancelWake();
      wakesAt = at;
      timer = setTimeout(() => {
        cancelWake();
        void tickNow?.();
      }, wait);
    },
    async stop() {
      tickNow = undefined;
      cancelWake();
      await task?.destroy();
      task = undefined;
    },
  };
}
