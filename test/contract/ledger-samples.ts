import { afterEach } from 'vitest';
import type { Platform } from '../../src/adapter.js';
import type {
  Claim,
  ClaimRequest,
  Ledger,
  NewNotice,
  NewReminder,
  Trouble,
  Watermark,
} from '../../src/store/ledger.js';
import type { Store } from '../../src/store/store.js';
import type { Instant } from '../../src/time/zoned.js';

/** 2027-01-15T08:00:00Z: where the clock of every store under test stands at first. */
export const noon = 1_800_000_000 as Instant;
export const noonAnd = (seconds: number) => (noon + seconds) as Instant;

/** A store, and the hand on its clock. */
export interface Started {
  readonly store: Store;
  /** Moves the store's clock, which stands still otherwise. Negative: back. */
  advance(seconds: number): Promise<void>;
}

/** Starts an empty store whose clock stands at `noon`. */
export type Start = () => Promise<Started>;

/** Opens an empty store for a test of this suite, and closes it after the test. */
export function openedWith(start: Start): Start {
  let open: Started | undefined;
  afterEach(async () => {
    await open?.store.close();
    open = undefined;
  });
  return async () => {
    open = await start();
    return open;
  };
}

export function upTo(at: Instant, ...platforms: readonly Platform[]): Watermark {
  return { platforms: ['slack', ...platforms], at };
}

export function reminder(change: Partial<NewReminder> = {}): NewReminder {
  const row = {
    meeting: 'community',
    original: '2027-01-15T08:00',
    beforeMinutes: 15,
    room: 'general',
    platform: 'slack' as const,
    dueAt: noon,
    startsAt: noonAnd(900),
    ...change,
  };
  return { key: `${row.meeting}/${row.original}/${row.beforeMinutes}/${row.room}/${row.platform}`, ...row };
}

export function notice(change: Partial<NewNotice> = {}): NewNotice {
  return {
    key: 'notice/room/slack/general/1800000000',
    platform: 'slack',
    room: 'organisers',
    reply: {
      title: 'A room is closed',
      audience: 'room',
      tone: 'problem',
      summary: 'Reminders for general wait.',
      body: [{ type: 'text', line: ['Reminders for general wait.'] }],
      choices: [],
    },
    dueAt: noon,
    until: noonAnd(86_400),
    ...change,
  };
}

/** No pace and no rest, so that a test speaks of one thing at a time. */
export function request(change: Partial<ClaimRequest> = {}): ClaimRequest {
  return { platform: 'slack', limit: 10, leaseSeconds: 60, pace: { gapMs: 0, roomGapMs: 0 }, ...change };
}

/** What a first claim of `row` looks like. */
export function claimOf(row: NewReminder, change: Partial<Claim> = {}): Claim {
  return {
    ...row,
    generation: 1,
    unsure: false,
    since: noon,
    waitMs: 0,
    roomGapMs: 0,
    troubles: { room: 0, platform: 0 },
    ...change,
  };
}

export async function onlyClaim(of: Ledger, change: Partial<ClaimRequest> = {}): Promise<Claim> {
  const [claim, ...more] = await of.claimDue(request(change));
  if (claim === undefined || more.length > 0)
    throw new Error(`expected exactly one claim, not none or ${more.length + 1}`);
  return claim;
}

export async function meetingsClaimed(of: Ledger, change: Partial<ClaimRequest> = {}): Promise<readonly string[]> {
  return (await of.claimDue(request(change))).map(({ meeting }) => meeting);
}

export function shown(at: Instant, id = 'm1') {
  return { state: 'posted', at, id, lateBySeconds: 0 } as const;
}

/** @param until seconds after noon */
export function troubleOf(of: Trouble['of'], until: number, notices: readonly NewNotice[] = []): Trouble {
  return { of, why: 'the channel is archived', until: noonAnd(until), notices };
}
