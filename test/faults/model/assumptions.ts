/**
 * What the protocol leans on. Each can be taken away by itself; the search then has to show what goes wrong, or the
 * assumption is not needed.
 */
export const assumptions = {
  claimDurable: 'a claim is durable before the send',
  asksFirst: 'whoever takes over asks the platform first',
  leaseOutlivesDeadline: "a lease outlives the send's deadline",
  shortenedOutlivesDeadline: "a dead owner's lease, cut short, still outlives the send's deadline",
  generationChecked: "whoever has lost a claim cannot change the claim's row",
  noClientRetries: 'our own clients do not send again by themselves',
  sendBounded: 'a message lands within the deadline after its send, or never',
  renewedBeforeSend: 'the lease is renewed right before the send, and without it nothing is sent',
  oneClock: 'leases go by one clock, the database’s',
  leaseEnds: 'a lease ends',
  settledAfterAnswer: 'a reminder is marked as posted after the answer, not before the send',
  uncertainRests: 'a try whose end nobody knows rests for one deadline before anyone asks about it',
  changeCheckedLast: 'the schedule is looked at after the renewal, with no wait before the send',
  sweepRuns: 'the sweep runs',
  suspicionReported: 'a try that has lost its claim, and may have been shown, reports it',
  sweptAgain: 'after such a report the room is swept once more when the deadline is over',
  lastSweepBegins: 'the last sweep begins after its time: one that began before does not count as the last',
  skippedSwept: 'what is skipped while an earlier try may have been shown is swept too',
  livesToReport: 'a process that slept past its lease and past the last sweep, and sends, lives to report it',
  wakesWithinNonce: 'no process sleeps as long as Discord remembers a nonce, less a lease and a deadline',
  sleepersKeepLease: 'a process that sleeps right before its send does not have its lease cut short as well',
  staysUncertain: 'what was once uncertain stays so: it is asked about before each send',
  ownTriesKnown: 'a process does not claim what it has in hand itself, or may still have under way',
} as const;

export type Assumption = keyof typeof assumptions;
export type Rules = Readonly<Record<Assumption, boolean>>;

export const allHold = Object.fromEntries(Object.keys(assumptions).map((name) => [name, true])) as Rules;

export function allBut(...broken: readonly Assumption[]): Rules {
  return { ...allHold, ...Object.fromEntries(broken.map((name) => [name, false])) };
}

/** Where the protocol runs, and how bad the world is there. */
export interface Setting {
  readonly platform: 'slack' | 'discord';
  /** `shared`: A and B are two processes on one database. `embedded`: A and B are two tries of one process. */
  readonly store: 'shared' | 'embedded';
  /**
   * How long a process may sleep between any two of its steps. `short`: shorter than lease less deadline. Each sleeps once
   * at most, on a shared store.
   */
  readonly sleep: 'none' | 'short' | 'long';
  /** Reminders in the one room. With two, kills and lost answers are the only faults, so that it stays small. */
  readonly reminders: 1 | 2;
  /** What may happen to the meeting, at any moment, once: a maintainer skips it or moves it to later, or it starts. */
  readonly changes: readonly ('skipped' | 'moved' | 'started')[];
}

/** What must hold. */
export const laws = {
  neverLost: 'a reminder can always still end as posted or as skipped, and what is called posted was shown',
  onceAlways: 'a reminder is never seen twice',
  onceInTheEnd: 'when all is settled and swept, a reminder is seen once',
  noGhost: 'nobody who knows of a change posts at the old time',
  settledStays: 'what is settled stays as it is',
  oneClaim: 'no two claims of a reminder, or in a room, are in force together',
} as const;

export type Law = keyof typeof laws;
