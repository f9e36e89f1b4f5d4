/**
 * Reminders as a whole: a tick plans what has become due, then the outbox posts what is planned. A tick that hangs is let
 * go after 50 s, so the next minute has its own.
 */
import type { Clock } from '../time/clock.js';
import { late, within as realWithin, type Within } from '../time/within.js';
import type { DeliverySetup } from './delivery.js';
import { createOutbox } from './outbox.js';
import { createScan } from './scan.js';
import type { Ticker } from './ticker.js';
import { createWakes } from './wakes.js';

export type { ReminderSurface } from './delivery.js';

const TICK_MS = 50_000;
const STOP_MS = 3_500;

export interface RemindersSetup
  extends Pick<DeliverySetup, 'community' | 'schedule' | 'ledger' | 'surfaces' | 'log' | 'random'> {
  readonly clock: Clock;
  /** createCronTicker() where people are reminded. */
  readonly ticker: Ticker;
  /** How waiting ends; the real one unless said. */
  readonly within?: Within;
}

export interface Reminders {
  /** Resolves after the first scan and its posts (at most 50 s). Never rejects. */
  readonly started: Promise<void>;
  /** Waits up to 3.5 s for posts in flight (the adapters take as long again; 10 s is all there is), then gives their claims back. Calling it twice is harmless. */
  stop(): Promise<void>;
}

/** Starts at once, in the background: nothing here keeps the rest from starting. */
export function startReminders(setup: RemindersSetup): Reminders {
  const { ticker, clock, log, within = realWithin } = setup;
  const wakes = createWakes(ticker, clock);
  const scan = createScan(setup);
  const outbox = createOutbox({ ...setup, within, onWait: wakes.at });
  let scanning: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;

  function scanOnce(): Promise<void> {
    scanning ??= scan
      .run()
      .catch((error: unknown) => log.error('due reminders could not be planned; the next scan tries again', { error }))
      .finally(() => {
        scanning = undefined;
      });
    return scanning;
  }

  async function work(): Promise<void> {
    wakes.next();
    await scanOnce();
    await outbox.pump();
    await outbox.idle();
  }

  async function tick(): Promise<void> {
    if ((await within(TICK_MS, work())) === late) log.warn('a scan for reminders takes longer than 50 s; it goes on');
  }

  async function stop(): Promise<void> {
    await ticker.stop();
    await Promise.all([outbox.stop(STOP_MS), within(STOP_MS, scanning ?? Promise.resolve())]);
    await scan.finish().catch((error: unknown) => log.error('the last scan could not be written down', { error }));
  }

  ticker.start(tick);
  return {
    started: tick(),
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}
