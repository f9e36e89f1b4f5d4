/** The worlds that are searched whole, and for each assumption a world that goes wrong without it. */
import type { Assumption, Law, Setting } from './assumptions.js';

const slack: Setting = {
  platform: 'slack',
  store: 'shared',
  sleep: 'none',
  reminders: 1,
  changes: [],
};

export const worlds = {
  'Slack, two processes that sleep shorter than lease less deadline': { ...slack, sleep: 'short' },
  'Slack, two processes that sleep for any time': { ...slack, sleep: 'long' },
  'Discord, two processes that sleep for any time within the nonce': { ...slack, platform: 'discord', sleep: 'long' },
  'Slack, one process that sleeps for any time': { ...slack, store: 'embedded', sleep: 'long' },
  'Discord, one process that sleeps for any time': { ...slack, platform: 'discord', store: 'embedded', sleep: 'long' },
  'Slack, two processes, and the meeting is skipped, moved or starts': {
    ...slack,
    changes: ['skipped', 'moved', 'started'],
  },
  'Slack, two processes that sleep for any time, and the meeting is skipped': {
    ...slack,
    sleep: 'long',
    changes: ['skipped'],
  },
  'Slack, one process that sleeps, and the meeting is skipped, moved or starts': {
    ...slack,
    store: 'embedded',
    sleep: 'long',
    changes: ['skipped', 'moved', 'started'],
  },
  'Slack, two processes that are killed, two reminders in one room': { ...slack, reminders: 2 },
} as const satisfies Record<string, Setting>;

export interface Counterexample {
  readonly without: Assumption;
  readonly breaks: Law;
  readonly in: Setting;
}

const sleeping: Setting = { ...slack, sleep: 'long' };
const napping: Setting = { ...slack, sleep: 'short' };
const alone: Setting = { ...slack, sleep: 'long', store: 'embedded' };
const discord: Setting = { ...slack, platform: 'discord', sleep: 'long' };

export const counterexamples: readonly Counterexample[] = [
  { without: 'claimDurable', breaks: 'onceAlways', in: slack },
  { without: 'asksFirst', breaks: 'onceAlways', in: slack },
  { without: 'leaseOutlivesDeadline', breaks: 'onceAlways', in: slack },
  { without: 'shortenedOutlivesDeadline', breaks: 'onceAlways', in: slack },
  { without: 'shortenedOutlivesDeadline', breaks: 'onceAlways', in: alone },
  { without: 'generationChecked', breaks: 'settledStays', in: slack },
  { without: 'noClientRetries', breaks: 'onceAlways', in: slack },
  { without: 'sendBounded', breaks: 'onceAlways', in: slack },
  { without: 'renewedBeforeSend', breaks: 'onceAlways', in: slack },
  { without: 'oneClock', breaks: 'oneClaim', in: slack },
  { without: 'oneClock', breaks: 'onceAlways', in: slack },
  { without: 'leaseEnds', breaks: 'neverLost', in: slack },
  { without: 'settledAfterAnswer', breaks: 'neverLost', in: slack },
  { without: 'uncertainRests', breaks: 'onceAlways', in: slack },
  { without: 'staysUncertain', breaks: 'onceAlways', in: { ...slack, changes: ['moved'] } },
  { without: 'changeCheckedLast', breaks: 'noGhost', in: { ...slack, changes: ['skipped'] } },
  { without: 'changeCheckedLast', breaks: 'noGhost', in: { ...slack, changes: ['moved'] } },
  { without: 'sweepRuns', breaks: 'onceInTheEnd', in: sleeping },
  { without: 'suspicionReported', breaks: 'onceInTheEnd', in: sleeping },
  { without: 'sweptAgain', breaks: 'onceInTheEnd', in: sleeping },
  { without: 'lastSweepBegins', breaks: 'onceInTheEnd', in: sleeping },
  { without: 'livesToReport', breaks: 'onceInTheEnd', in: sleeping },
  { without: 'skippedSwept', breaks: 'onceInTheEnd', in: { ...sleeping, changes: ['skipped'] } },
  { without: 'wakesWithinNonce', breaks: 'onceAlways', in: discord },
  { without: 'asksFirst', breaks: 'onceAlways', in: discord },
  { without: 'sleepersKeepLease', breaks: 'onceAlways', in: napping },
  { without: 'ownTriesKnown', breaks: 'onceAlways', in: alone },
];
