/**
 * Posts what the ledger has planned, each reminder once:
 *
 *   claim durably -> if an earlier try may have been shown, ask the platform -> is the meeting still so, and still to
 *   come? -> renew the lease -> one attempt -> settle, or give it back for a later try
 *
 * This file decides who is claimed and when; delivery.ts does the rest. Each room has one post in flight, so a slow one
 * delays nobody else, and each platform serves a few rooms at once, so one that hangs takes no places from another.
 */
import type { Platform } from '../adapter.js';
import type { Claim } from '../store/ledger.js';
import { createDelivery, type DeliverySetup, LEASE_SECONDS } from './delivery.js';
import { createPauses } from './pauses.js';

/** For each platform. */
const IN_FLIGHT = 8;

export interface Outbox {
  /** Claims and starts what can be posted now. Never rejects; does not wait for the posts. */
  pump(): Promise<void>;
  /** Resolves when nothing is in flight and nothing more can be posted now. */
  idle(): Promise<void>;
  /** Claims nothing more. Waits up to `graceMs` for posts in flight, then gives their claims back as uncertain. */
  stop(graceMs: number): Promise<void>;
}

export function createOutbox(setup: Omit<DeliverySetup, 'pauses'>): Outbox {
  const { ledger, surfaces, clock, log } = setup;
  const pauses = createPauses();
  const deliver = createDelivery({ ...setup, pauses });
  const platforms = [...new Set(surfaces.map(({ platform }) => platform))];
  const running = new Map<Claim, Promise<void>>();
  let stopped = false;
  let again = false;
  let pumping: Promise<void> | undefined;

  function giveBack(claim: Claim, unsure: boolean): Promise<unknown> {
    return ledger
      .release(claim, { notBefore: clock.now(), unsure })
      .catch((error: unknown) =>
        log.error('a claim could not be given back; its lease will end', { key: claim.key, error }),
      );
  }

  function start(claim: Claim): void {
    const job = deliver(claim)
      .catch((error: unknown) =>
        log.error('a reminder could not be settled; it will be asked about', { key: claim.key, error }),
      )
      .finally(() => {
        running.delete(claim);
        return pump();
      });
    running.set(claim, job);
  }

  async function claimAndStart(platform: Platform): Promise<void> {
    const busy = [...running.keys()].filter((claim) => claim.platform === platform);
    const now = clock.now();
    if (stopped || busy.length >= IN_FLIGHT || pauses.platforms(now).has(platform)) return;
    const claims = await ledger.claimDue({
      now,
      platform,
      limit: IN_FLIGHT - busy.length,
      leaseSeconds: LEASE_SECONDS,
      except: [...busy, ...pauses.rooms(now)],
    });
    if (stopped) await Promise.all(claims.map((claim) => giveBack(claim, claim.unsure)));
    else claims.forEach(start);
    // The rooms just started are busy now: others may stand behind them.
    if (claims.length > 0) again = true;
  }

  async function pumpOnce(): Promise<void> {
    try {
      do {
        again = false;
        for (const platform of platforms) await claimAndStart(platform);
      } while (again && !stopped);
    } catch (error) {
      log.error('reminders could not be claimed; the next scan tries again', { error });
    } finally {
      pumping = undefined;
    }
  }

  function pump(): Promise<void> {
    if (stopped) return Promise.resolve();
    again = true;
    pumping ??= pumpOnce();
    return pumping;
  }

  async function idle(): Promise<void> {
    while (pumping !== undefined || running.size > 0) await Promise.all([pumping, ...running.values()]);
  }

  return {
    pump,
    idle,
    async stop(graceMs) {
      stopped = true;
      await setup.within(graceMs, idle());
      await Promise.all([...running.keys()].map((claim) => giveBack(claim, true)));
    },
  };
}
