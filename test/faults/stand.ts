/** What every fault run stands on: a community, a ledger whose watermark waits just before the reminders, both platforms. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/store.js';
import { systemClock } from '../../src/time/clock.js';
import type { Instant } from '../../src/time/zoned.js';
import { type Crowd, writeCommunity } from './crowd.js';
import { type LedgerEye, openEye } from './ledger-eye.js';
import type { PlatformsPlan } from './platforms.js';
import { type Platforms, type Programs, startPlatforms } from './processes.js';
import type { ReplicaPlan } from './replica.js';

export interface StandOptions extends Pick<PlatformsPlan, 'seed' | 'forgetNonces'> {
  readonly programs: Programs;
  readonly crowd: Crowd;
  /** 0 unless said, as `slow` is. */
  readonly chaos?: number;
  readonly slow?: number;
  /** Of the database; without it, a file of the stand's own. */
  readonly address?: string;
  /** A file for the replicas' warnings. */
  readonly log?: string;
}

export interface Stand {
  readonly home: string;
  readonly address: string;
  readonly crowd: Crowd;
  readonly platforms: Platforms;
  readonly eye: LedgerEye;
  /** For every replica. */
  readonly plan: Omit<ReplicaPlan, 'seed' | 'odds'>;
  close(): Promise<void>;
}

/** The last full minute: what is due then is planned by the first scan. */
export const lastMinute = (): number => Math.floor(Date.now() / 60_000) * 60;

/** Not so long ago that a replica thinks it was away. */
const watermarkBefore = 20;

async function prepareLedger(address: string, { dueAt }: Crowd): Promise<void> {
  const store = await openStore(address, { clock: systemClock });
  await store.planDue([], { platforms: ['slack', 'discord'], at: (dueAt - watermarkBefore) as Instant });
  await store.close();
}

export async function openStand(options: StandOptions): Promise<Stand> {
  const { crowd, programs, log } = options;
  const home = mkdtempSync(join(tmpdir(), 'frontdesk-faults-'));
  const address = options.address ?? join(home, 'ledger.db');
  const community = join(home, 'community.yaml');
  writeCommunity(community, crowd);
  await prepareLedger(address, crowd);
  const { seed, chaos = 0, slow = 0, forgetNonces } = options;
  const plan = { crowd, seed, chaos, slow, ...(forgetNonces === undefined ? {} : { forgetNonces }) };
  const platforms = await startPlatforms(programs, plan);
  const eye = await openEye(address);
  const { slack: opened, discord } = platforms.opened;
  // By signed HTTP, on a port that nobody calls: replicas need no socket to post.
  const slack = { apiUrl: opened.apiUrl, botToken: opened.botToken, signingSecret: opened.signingSecret };
  return {
    home,
    address,
    crowd,
    platforms,
    eye,
    plan: { community, database: address, slack, discord, ...(log === undefined ? {} : { log }) },
    async close() {
      await eye.close();
      await platforms.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}
