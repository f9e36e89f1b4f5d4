/**
 * Reminders as a whole: a tick takes in what was changed in chat and plans what has become due, then the outbox posts what is
 * planned; beside it, messages are brought up to date, rooms are swept for second copies, and what waited too long for a room
 * in trouble is closed. A change wakes it at once. A tick that hangs is let go after 50 s, so the next minute has its own.
 */
import { type Clock, systemClock } from '../time/clock.js';
import { type Pause, pause as realPause } from '../time/pause.js';
import { late, within as realWithin, type Within } from '../time/within.js';
import type { Instant } from '../time/zoned.js';
import type { ChangesAhead } from './changing.js';
import type { DeliverySetup } from './delivery.js';
import { createEditing } from './editing.js';
import { createLapsing } from './lapsing.js';
import { createOutbox } from './outbox.js';
import { createQuiet } from './quiet.js';
import { createScan } from './scan.js';
import { createSeldomLog } from './seldom-log.js';
import { createStopwatch } from './stopwatch.js';
import { createSweeping } from './sweeping.js';
import type { Ticker } from './ticker.js';
import { createWakes } from './wakes.js';

export type { ReminderSurface } from './standing.js';

const TICK_MS = 50_000;
const STOP_MS = 3_500;
const FINISH_MS = 1_000;
/** What another process left behind is noticed as soon as this after its lease has ended. */
const SHARED_TICK_MS = 1_000;
const MINUTE = 60;
/** What a process that was killed had claimed can be taken over by then: its leases end 11 s after the store was opened. */
const LEFT_BEHIND_SECONDS = 12;

export interface RemindersSetup
  extends Pick<DeliverySetup, 'community' | 'schedule' | 'ledger' | 'surfaces' | 'log' | 'random'> {
  /** The ledger's own. */
  readonly clock: Clock;
  /** Other processes may work on the same ledger. */
  readonly shared?: boolean;
  /** What maintainers change in chat; absent where nobody does. The schedule is then the live one. */
  readonly changes?: ChangesAhead;
  /** What else may be due: asked at every tick, after the reminders. True: something was planned. */
  readonly alsoDue?: () => Promise<boolean>;
  /** createCronTicker() where people are reminded. */
  readonly ticker: Ticker;
  /** How waiting ends; the real one unless said. */
  readonly within?: Within;
  /** How time passes; the real one unless said. */
  readonly pause?: Pause;
  /** A clock that never jumps; the real one unless said. */
  readonly monotonicMs?: () => number;
  /** The host's clock; the real one unless said. */
  readonly hostMs?: () => number;
}

export interface Reminders {
  /** Resolves after the first scan and its posts (at most 50 s). Never rejects. */
  readonly started: Promise<void>;
  /** Waits up to 3.5 s for posts in flight (the adapters take as long again; 10 s is all there is), then gives their claims back. Calling it twice is harmless. */
  stop(): Promise<void>;
}

/** Starts at once, in the background: nothing here keeps the rest from starting. */
export function startReminders(setup: RemindersSetup): Reminders {
  const { ticker, clock, log, within = realWithin, pause = realPause } = setup;
  const seldom = createSeldomLog(log, clock);
  const wakes = createWakes(ticker, clock);
  const scan = createScan(setup);
  const monotonicMs = setup.monotonicMs ?? (() => performance.now());
  const hostMs = setup.hostMs ?? systemClock.nowMs;
  const stopwatch = createStopwatch(monotonicMs, hostMs);
  const quiet = createQuiet(hostMs);
  const parts = { ...setup, within, pause, monotonicMs, stopwatch, quiet, onWait: wakes.at };
  const sweeping = createSweeping(parts);
  const lapsing = createLapsing(setup);
  const editing = createEditing(parts);
  const outbox = createOutbox({ ...parts, onSweep: sweeping.at, onEdit: editing.at });
  let scanning: Promise<void> | undefined;
  let stopping: Promise<void> | undefined;

  function scanOnce(): Promise<void> {
    scanning ??= scan
      .run()
      .catch((error: unknown) =>
        seldom.error('due reminders could not be planned; the next scan tries again', { error }),
      )
      .finally(() => {
        scanning = undefined;
      });
    return scanning;
  }

  /** The schedule as it is known goes on where the store does not answer: before each post it is asked again. */
  async function catchUp(): Promise<void> {
    await setup.changes
      ?.catchUp()
      .catch((error: unknown) =>
        seldom.error('changes to the schedule could not be read; it is tried again', { error }),
      );
  }

  /** Not waited for until the minute is over: people see at once what is changed. */
  function onChange(meetings: readonly string[]): void {
    if (stopping !== undefined) return;
    scan.refresh(meetings);
    editing.at(clock.now());
  }

  async function alsoDue(): Promise<boolean> {
    try {
      return (await setup.alsoDue?.()) ?? false;
    } catch (error) {
      seldom.error('a notice that is due could not be planned; the next scan tries again', { error });
      return false;
    }
  }

  /** The minute of this host is not the ledger's: what is due soon is woken for by the ledger's clock. */
  function wakeForNext(): void {
    const next = scan.next();
    if (next !== undefined && next - clock.now() <= MINUTE) wakes.at(next);
  }

  async function work(): Promise<void> {
    wakes.next();
    if (setup.shared) ticker.wakeIn(SHARED_TICK_MS);
    await catchUp();
    await scanOnce();
    wakeForNext();
    await outbox.pump();
    if (await alsoDue()) await outbox.pump();
  }

  async function tick(): Promise<void> {
    if ((await within(TICK_MS, work())) === late) log.warn('a scan for reminders takes longer than 50 s; it goes on');
    await within(TICK_MS, Promise.all([outbox.idle(), editing.run(), sweeping.run(), lapsing.run()]));
  }

  async function stop(): Promise<void> {
    await ticker.stop();
    editing.stop();
    sweeping.stop();
    await Promise.all([
      outbox.stop(STOP_MS),
      within(STOP_MS, Promise.all([scanning, editing.idle(), sweeping.idle(), lapsing.idle()])),
    ]);
    const finished = scan
      .finish()
      .catch((error: unknown) => log.error('the last scan could not be written down', { error }));
    await within(FINISH_MS, finished);
  }

  setup.changes?.onChange(onChange);
  ticker.start(tick);
  const started = tick();
  // Processes that share the ledger look every second anyway.
  if (!setup.shared) wakes.at((clock.now() + LEFT_BEHIND_SECONDS) as Instant);
  return {
    started,
    stop() {
      stopping ??= stop();
      return stopping;
    },
  };
}
