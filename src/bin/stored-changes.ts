/**
 * The changes made in chat, for the terminal: read beside a front desk that runs, and recorded where none does, with all that
 * follows from them for the platforms that are set up.
 */
import { problem } from '../command/errors.js';
import type { Community } from '../community/model.js';
import type { Config } from '../config.js';
import { createChanging } from '../remind/changing.js';
import type { ConnectedPlatform } from '../remind/plan.js';
import type { Change, NewChange, Recorded, ScheduleChanges } from '../schedule/change.js';
import type { LiveSchedule } from '../schedule/live-schedule.js';
import { NothingStoredError, StoreOpenError } from '../store/open-error.js';
import { systemClock } from '../time/clock.js';
import { ofDatabase } from './environment.js';

export type ChangesRead =
  | { readonly changes: readonly Change[] }
  /** Why they are not known, in a sentence or two; `nothing`: because no front desk ever ran on that database. */
  | { readonly changes: readonly []; readonly unknown: string; readonly nothing: boolean };

/** Never throws for what an operator can mend: a community file is checked and planned without a database as well. */
export async function readChanges(database: string): Promise<ChangesRead> {
  const { openReceipts } = await import('../store/open-receipts.js');
  try {
    const store = await openReceipts(database);
    try {
      return { changes: await store.changesAfter(0) };
    } finally {
      await store.close();
    }
  } catch (error) {
    if (!(error instanceof StoreOpenError)) throw error;
    return { changes: [], unknown: ofDatabase(error.message), nothing: error instanceof NothingStoredError };
  }
}

export interface TerminalSetup {
  readonly community: Community;
  readonly live: LiveSchedule;
  /** Throws a CommandLineError where a setting is to be mended. */
  readonly config: () => Config;
  /** Whether the terminal lives in another time: then nothing is recorded. */
  readonly otherTime: boolean;
}

/** For `frontdesk ask`: the database is opened for each change, and left at once. */
export function terminalChanges({ community, live, config, otherTime }: TerminalSetup): ScheduleChanges {
  return {
    list: () => live.changes(),
    async record(change: NewChange): Promise<Recorded> {
      if (otherTime)
        throw problem('changes-not-recorded', { why: 'With --now the terminal only looks at another time.' });
      const { database, ...rest } = config();
      const { openStore } = await import('../store/store.js');
      const store = await openStore(database, { clock: systemClock }).catch((error: unknown) => {
        if (!(error instanceof StoreOpenError)) throw error;
        throw problem('changes-not-recorded', { why: ofDatabase(error.message) });
      });
      try {
        const surfaces = () => platformsOf(community, rest);
        const changing = createChanging({ community, live, log: store, surfaces, clock: store.clock });
        return await changing.record(change);
      } finally {
        await store.close();
      }
    },
  };
}

/** The page is not among them: what it shows lives in the memory of the process that shows it. */
function platformsOf({ rooms }: Community, config: Pick<Config, 'slack' | 'discord'>): readonly ConnectedPlatform[] {
  return (['slack', 'discord'] as const)
    .filter((platform) => config[platform] !== undefined)
    .map((platform) => ({ platform, channelOf: (name) => rooms.find((room) => room.name === name)?.[platform] }));
}
