/**
 * Looks through the rooms in which a second copy may stand beside a reminder: one that was posted after a try whose end
 * nobody knew. The oldest copy stays, the later ones are taken away and counted. It works a little at a time, beside the
 * outbox, and never holds it up.
 */
import { AskLater, type Copy, type Logger, type Post, type Target } from '../adapter.js';
import type { Ledger, Sweep } from '../store/ledger.js';
import type { Clock } from '../time/clock.js';
import { late, type Within } from '../time/within.js';
import type { Instant } from '../time/zoned.js';
import { ANSWER_MS, type Asking, createAsking, isAnswered } from './asking.js';
import { createLooks } from './looks.js';
import { anyReply, type ReminderSurface } from './standing.js';

/** Taken together; each is ours for a minute. */
const AT_ONCE = 4;
/** For each platform in one run: the next run goes on. */
const MOST_AT_A_TIME = 200;
const [FIRST_DELAY_SECONDS, LONGEST_DELAY_SECONDS] = [30, 900];
/** Long after the meeting a second copy disturbs nobody any more, and the platform was asked often. */
const GIVES_UP_AFTER_SECONDS = 26 * 3600;

export interface SweepingSetup {
  readonly ledger: Ledger;
  readonly surfaces: readonly ReminderSurface[];
  readonly clock: Clock;
  readonly log: Logger;
  readonly within: Within;
  /** Told when sweeping goes on at `at`. */
  readonly onWait: (at: Instant) => void;
}

export interface Sweeping {
  /** Sweeps come due at this instant. */
  at(instant: Instant): void;
  /** Sweeps what is due, where anything may be. Never rejects. A call while another runs joins it. */
  run(): Promise<void>;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
  /** Takes no further sweep. */
  stop(): void;
}

export function createSweeping(setup: SweepingSetup): Sweeping {
  const { ledger, clock, log, within } = setup;
  const asking: Asking = createAsking(setup);
  const looks = createLooks(clock, setup.onWait);
  /** Copies that were taken away in a sweep that then failed. */
  const removedBefore = new Map<string, number>();
  let stopped = false;
  let running: Promise<void> | undefined;

  async function again(sweep: Sweep, seconds: number): Promise<void> {
    const at = (clock.now() + Math.max(1, Math.ceil(seconds))) as Instant;
    await ledger.sweepLater(sweep, at);
    looks.at(at);
  }

  /** Ever later, as the row grows older. */
  async function failed(sweep: Sweep, error: unknown): Promise<void> {
    const age = clock.now() - sweep.since;
    if (age < GIVES_UP_AFTER_SECONDS) {
      log.warn('a room could not be swept; it is tried again', { key: sweep.key, error });
      return again(sweep, Math.min(LONGEST_DELAY_SECONDS, Math.max(FIRST_DELAY_SECONDS, age / 4)));
    }
    log.error('a room could not be swept for a second copy of a reminder', { key: sweep.key, error });
    return done(sweep, undefined);
  }

  async function done(sweep: Sweep, kept: Copy | undefined): Promise<void> {
    const removed = removedBefore.get(sweep.key) ?? 0;
    removedBefore.delete(sweep.key);
    if (removed > 0) log.warn('second copies of a reminder were taken away', { key: sweep.key, removed });
    await ledger.swept(sweep, { removed, ...(kept === undefined ? {} : { kept }) });
  }

  async function remove({ adapter }: ReminderSurface, target: Target, sweep: Sweep, { id }: Copy): Promise<void> {
    if ((await within(ANSWER_MS, adapter.remove(target, id))) === late) throw new Error('no answer in time');
    removedBefore.set(sweep.key, (removedBefore.get(sweep.key) ?? 0) + 1);
  }

  async function sweepOne(surface: ReminderSurface, sweep: Sweep): Promise<void> {
    const { key, platform, room, person, since } = sweep;
    const channel = person ?? surface.channelOf(room);
    if (channel === undefined) return done(sweep, undefined);
    const target: Target = { platform, room, channel, ...(person === undefined ? {} : { person: true }) };
    const post: Post = { key, target, reply: anyReply, since };
    const asked = await asking.copies(surface, post);
    if (!isAnswered(asked)) {
      return asked.later === undefined ? failed(sweep, asked.error) : again(sweep, asked.later);
    }
    const [kept, ...seconds] = asked;
    try {
      for (const copy of seconds) await remove(surface, target, sweep, copy);
    } catch (error) {
      return error instanceof AskLater ? again(sweep, error.seconds) : failed(sweep, error);
    }
    return done(sweep, kept);
  }

  async function sweepPlatform(surface: ReminderSurface): Promise<void> {
    for (let taken = 0; taken < MOST_AT_A_TIME; taken += AT_ONCE) {
      if (stopped) return;
      const sweeps = await ledger.sweepsDue(surface.platform, AT_ONCE);
      await Promise.all(sweeps.map((sweep) => sweepOne(surface, sweep)));
      if (sweeps.length < AT_ONCE) return;
    }
    looks.at((clock.now() + 1) as Instant);
  }

  async function runOnce(): Promise<void> {
    try {
      await Promise.all(setup.surfaces.map(sweepPlatform));
    } catch (error) {
      log.error('rooms could not be swept for second copies; it is tried again', { error });
    } finally {
      running = undefined;
    }
  }

  return {
    at: looks.at,
    async run() {
      if (running === undefined && (stopped || !looks.isTime())) return;
      looks.begin();
      running ??= runOnce();
      return running;
    },
    async idle() {
      await running;
    },
    stop() {
      stopped = true;
    },
  };
}
