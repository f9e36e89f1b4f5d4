/** What runs by itself beside the desk once its surfaces are open: reminders, notices that come by themselves, event lists. */
import type { Adapter, Logger } from '../adapter.js';
import type { Community } from '../community/model.js';
import { createEventMirror, type MirroredList } from '../events/mirror.js';
import { createDigest } from '../questions/digest.js';
import type { Changing } from '../remind/changing.js';
import { createClockNotice } from '../remind/clock-notice.js';
import { type ReminderSurface, startReminders } from '../remind/reminders.js';
import { createCronTicker } from '../remind/ticker.js';
import type { LiveSchedule } from '../schedule/live-schedule.js';
import type { Store } from '../store/store.js';

export interface DutiesSetup {
  readonly community: Community;
  readonly schedule: LiveSchedule;
  readonly changes: Changing;
  readonly store: Store;
  /** Those that are open. */
  readonly surfaces: readonly ReminderSurface[];
  /** As `surfaces`, whole. */
  readonly adapters: readonly Adapter[];
  readonly log: Logger;
}

export interface Duties {
  /** As `Reminders.stop`. */
  stop(): Promise<void>;
}

export function startDuties({ community, schedule, changes, store, surfaces, adapters, log }: DutiesSetup): Duties {
  const { clock } = store;
  const reached = { community, ledger: store, surfaces, clock };
  const notices = [createDigest({ ...reached, questions: store }), createClockNotice({ ...reached, schedule })];
  const reminders = startReminders({
    ...{ community, schedule, changes, surfaces, clock, log },
    ledger: store,
    alsoDue: () => anyDue(notices),
    shared: store.shared,
    ticker: createCronTicker(),
    random: Math.random,
  });
  const events = createEventMirror({
    ...{ community, schedule, clock, log },
    catchUp: () => changes.catchUp(),
    lists: () => adapters.flatMap(mirrored),
    leases: store,
  });
  events.start();
  return {
    async stop() {
      await Promise.all([reminders.stop(), events.stop()]);
    },
  };
}

/** One that fails keeps no other from being planned. */
async function anyDue(notices: readonly { run(): Promise<boolean> }[]): Promise<boolean> {
  const outcomes = await Promise.allSettled(notices.map((notice) => notice.run()));
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
  return outcomes.some((outcome) => outcome.status === 'fulfilled' && outcome.value);
}

function mirrored({ platform, events }: Adapter): readonly MirroredList[] {
  return events === undefined ? [] : [{ platform, events }];
}
