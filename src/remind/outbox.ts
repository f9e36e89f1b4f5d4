/**
 * Posts what the ledger has planned, each reminder once:
 *
 *   claim durably -> if an earlier try may have been shown, ask the platform -> renew the lease -> is the meeting still so,
 *   and still to come? -> one attempt -> settle, or give it back for a later try
 *
 * This file decides when is claimed and how much; delivery.ts does the rest. Rooms, platforms, their pace and their rests
 * are the ledger's, so that processes share them. A claim comes up to a second before its turn and holds a place until it is
 * settled: there are so many places that the pace is what bounds, not how long a platform takes to answer.
 */
import { setMaxListeners } from 'node:events';
import type { Pace } from '../adapter.js';
import type { Claim } from '../store/ledger.js';
import type { Instant } from '../time/zoned.js';
import { createAlarm } from './alarm.js';
import { createDelivery, type DeliverySetup, LEASE_SECONDS } from './delivery.js';
import { TRY_ENDS_SECONDS } from './outcomes.js';
import { createSeldomLog } from './seldom-log.js';
import type { ReminderSurface } from './standing.js';

/** What ends within so many milliseconds is followed by one look for more, */
const GATHER_MS = 20;
/** or within so many while there is enough in hand: what is found then waits for its turn behind that. */
const GATHER_BUSY_MS = 150;
const ENOUGH_IN_HAND = 16;
const GIVE_BACK_MS = 1_500;
/**
 * A post that was cut off by a stop began before it and ends within the adapter's 10 s, of which the stop has waited 3.5: only
 * then is the platform worth asking.
 */
const CUT_OFF_ENDS_SECONDS = 7;

export interface Outbox {
  /** Claims and starts what can be posted now. Never rejects; does not wait for the posts. */
  pump(): Promise<void>;
  /** Resolves when nothing is in flight and nothing more can be posted now. */
  idle(): Promise<void>;
  /** Claims nothing more. Waits up to `graceMs` for posts in flight, then gives their claims back as uncertain. */
  stop(graceMs: number): Promise<void>;
}

/** How many claims of one platform are in hand at once: half as many again as it takes in a second. */
function placesFor({ gapMs }: Pace): number {
  return Math.max(8, Math.min(64, Math.ceil(1500 / Math.max(gapMs, 1))));
}

export function createOutbox(setup: Omit<DeliverySetup, 'stopping'>): Outbox {
  const { ledger, clock, log, pause, within } = setup;
  const stopping = new AbortController();
  // Each claim that waits for its turn listens.
  setMaxListeners(0, stopping.signal);
  const deliver = createDelivery({ ...setup, stopping: stopping.signal });
  const surfaces = [...new Map(setup.surfaces.map((surface) => [surface.platform, surface])).values()];
  const seldom = createSeldomLog(log, clock);
  const running = new Map<Claim, Promise<void>>();
  const alarm = createAlarm(gather, pause, stopping.signal);
  const pumps = surfaces.map(createPump);
  let gathering: Promise<void> | undefined;

  function giveBack(claim: Claim, { inSeconds, unsure }: { inSeconds: number; unsure: boolean }): Promise<unknown> {
    return ledger
      .release(claim, { notBefore: (clock.now() + inSeconds) as Instant, unsure })
      .catch((error: unknown) =>
        log.error('a claim could not be given back; its lease will end', { key: claim.key, error }),
      );
  }

  /** A clock that jumps, or a sleep, can end a lease while its post still runs here. */
  function runningInRoom({ platform, room, notice }: Claim): readonly Claim[] {
    return [...running.keys()].filter(
      (other) => other.platform === platform && other.room === room && other.notice?.person === notice?.person,
    );
  }

  /** What an earlier try of the same reminder came to is written under a claim that no longer holds: it counts as unknown. */
  async function putOff(claim: Claim): Promise<void> {
    await giveBack(claim, { inSeconds: TRY_ENDS_SECONDS, unsure: true });
    setup.onWait((clock.now() + TRY_ENDS_SECONDS) as Instant);
  }

  async function job(claim: Claim): Promise<void> {
    try {
      const earlier = runningInRoom(claim);
      await Promise.all(earlier.map((other) => running.get(other)));
      if (earlier.some(({ key }) => key === claim.key)) await putOff(claim);
      else await deliver(claim);
    } catch (error) {
      log.error('a reminder could not be settled; it will be asked about', { key: claim.key, error });
      setup.onWait((clock.now() + LEASE_SECONDS + 1) as Instant);
      // Should the lease end before its time, by a clock that jumps: the post may be under way for so long.
      await pause(TRY_ENDS_SECONDS * 1000, stopping.signal);
    } finally {
      running.delete(claim);
      gather();
      if (claim.roomGapMs > 0) alarm.in(claim.roomGapMs);
    }
  }

  function gather(): void {
    gathering ??= pause(running.size < ENOUGH_IN_HAND ? GATHER_MS : GATHER_BUSY_MS, stopping.signal).then(() => {
      gathering = undefined;
      return pump();
    });
  }

  async function claimAndStart({ platform, adapter }: ReminderSurface): Promise<void> {
    const busy = [...running.keys()].filter((claim) => claim.platform === platform).length;
    const limit = placesFor(adapter.pace) - busy;
    if (limit < 1 || stopping.signal.aborted) return;
    const claims = await ledger.claimDue({ platform, limit, leaseSeconds: LEASE_SECONDS, pace: adapter.pace });
    if (stopping.signal.aborted) {
      await Promise.all(claims.map((claim) => giveBack(claim, { inSeconds: 0, unsure: claim.unsure })));
    } else for (const claim of claims) running.set(claim, job(claim));
  }

  /** Each platform is claimed for by itself: what holds one up, or fails for it, does not touch the others. */
  function createPump(surface: ReminderSurface) {
    let again = false;
    let current: Promise<void> | undefined;

    async function once(): Promise<void> {
      try {
        do {
          again = false;
          await claimAndStart(surface);
        } while (again && !stopping.signal.aborted);
      } catch (error) {
        setup.quiet.broken();
        seldom.error('reminders could not be claimed; the next scan tries again', { error });
      } finally {
        current = undefined;
      }
    }

    return {
      run(): Promise<void> {
        again = true;
        current ??= once();
        return current;
      },
      running: () => current,
    };
  }

  async function pump(): Promise<void> {
    if (!stopping.signal.aborted) await Promise.all(pumps.map((each) => each.run()));
  }

  async function idle(): Promise<void> {
    const underWay = () => [...pumps.map((each) => each.running()), gathering, ...running.values()];
    for (let now = underWay(); now.some((work) => work !== undefined); now = underWay()) await Promise.all(now);
  }

  return {
    pump,
    idle,
    async stop(graceMs) {
      stopping.abort();
      await within(graceMs, idle());
      await within(
        GIVE_BACK_MS,
        Promise.all(
          [...running.keys()].map((claim) => giveBack(claim, { inSeconds: CUT_OFF_ENDS_SECONDS, unsure: true })),
        ),
      );
    },
  };
}
