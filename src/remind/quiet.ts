/**
 * Since when nobody has tried a reminder that nobody on this ledger ever tried. After an absence all that is due is planned
 * as unsure, because the database may be a backup that knows nothing of tries made since; those are older than this process.
 */
import type { Claim } from '../store/ledger.js';
import type { Instant } from '../time/zoned.js';
import { TRY_ENDS_SECONDS } from './outcomes.js';

/** More than wait at a time; the oldest is forgotten, and costs a look at the platform. */
const MOST_KNOWN = 10_000;

export interface Quiet {
  /**
   * By this host's clock; undefined where a try may have been made since this process started. Told of each claim that is
   * asked about, so that a claim that is given back without a try is still known when it comes again.
   */
  sinceOf(claim: Claim): Instant | undefined;
  /** It is tried from now on. */
  tried(claim: Claim): void;
  /** The ledger failed: when it comes back, it may be a backup. What is under way elsewhere still ends. */
  broken(): void;
}

export function createQuiet(hostMs: () => number): Quiet {
  /** The last claim of each key that was not tried here. */
  const untried = new Map<string, number>();
  let since = Math.ceil(hostMs() / 1000) as Instant;

  function isUntried({ key, generation, unsure }: Claim): boolean {
    return unsure && (generation === 1 || [generation, generation - 1].includes(untried.get(key) ?? -1));
  }

  return {
    sinceOf(claim) {
      if (!isUntried(claim)) return undefined;
      untried.delete(claim.key);
      untried.set(claim.key, claim.generation);
      const oldest = untried.size > MOST_KNOWN ? untried.keys().next().value : undefined;
      if (oldest !== undefined) untried.delete(oldest);
      return since;
    },
    tried({ key }) {
      untried.delete(key);
    },
    broken() {
      since = Math.ceil(hostMs() / 1000 + TRY_ENDS_SECONDS) as Instant;
    },
  };
}
