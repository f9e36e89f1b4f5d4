/** What a kill run came to: counted, put into words, and judged. */
import type { ChatPlatform, Crowd } from './crowd.js';
import { type Step, steps } from './fate.js';
import type { Kill } from './kill-run.js';
import type { Look } from './ledger-eye.js';
import type { Showing, Tally } from './platforms.js';

export interface Ran {
  readonly store: 'sqlite' | 'postgres';
  readonly crowd: Crowd;
  readonly replicas: number;
  readonly wanted: number;
  readonly control: boolean;
  readonly seed: number;
  readonly chaos: number;
  readonly kills: readonly Kill[];
  readonly fell: readonly string[];
  readonly look: Look;
  readonly tally: Tally;
  readonly seconds: number;
}

export interface PlatformResult {
  readonly reminders: number;
  /** Never shown. */
  readonly lost: number;
  /** Shown more than once, and still so in the end. */
  readonly doubled: number;
  /** Shown more than once, and mended. */
  readonly repaired: number;
  /** Refused with 429 because a limit of the platform was passed. */
  readonly limited: number;
}

export interface KillRunResult {
  readonly store: 'sqlite' | 'postgres';
  readonly control: boolean;
  readonly seed: number;
  readonly replicas: number;
  readonly chaos: number;
  readonly kills: number;
  readonly killsByStep: Readonly<Partial<Record<Step, number>>>;
  readonly slack: PlatformResult;
  readonly discord: PlatformResult;
  /** Rows that are neither posted nor still to be posted. */
  readonly notPosted: number;
  readonly found: number;
  readonly mostTries: number;
  /** Seconds from a kill to the post of what the process held and had not shown: middle, 99 of 100, longest. */
  readonly takeover: Spread;
  /** Replicas that ended other than by SIGKILL, or did not end when asked. */
  readonly fell: readonly string[];
  readonly violations: readonly string[];
  readonly seconds: number;
  readonly passed: boolean;
}

export interface Spread {
  readonly of: number;
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (share: number) =>
    Math.round((sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0) * 100) / 100;
  return { of: sorted.length, p50: at(0.5), p99: at(0.99), longest: at(1) };
}

function platformResult(showings: readonly Showing[], limited: number): PlatformResult {
  const now = ({ shownAtMs, removed }: Showing) => shownAtMs.length - removed;
  return {
    reminders: showings.length,
    lost: showings.filter((showing) => now(showing) < 1).length,
    doubled: showings.filter((showing) => now(showing) > 1).length,
    repaired: showings.filter((showing) => showing.removed > 0 && now(showing) === 1).length,
    limited,
  };
}

/** What members see in the end, counted for each platform. */
export function platformResults({ showings, limited }: Tally): Readonly<Record<ChatPlatform, PlatformResult>> {
  const of = (platform: ChatPlatform) =>
    platformResult(
      showings.filter((showing) => showing.platform === platform),
      limited[platform],
    );
  return { slack: of('slack'), discord: of('discord') };
}

/** From the death of each process to the first showing of what it held, where that was not shown before. */
function takeoverSeconds(kills: readonly Kill[], showings: readonly Showing[]): readonly number[] {
  const firstShown = new Map(showings.map(({ key, shownAtMs }) => [key, shownAtMs[0]]));
  const lastDeath = new Map<string, number>();
  for (const { atMs, holds } of kills) {
    for (const key of holds) if (atMs < (firstShown.get(key) ?? 0)) lastDeath.set(key, atMs);
  }
  return [...lastDeath].map(([key, atMs]) => ((firstShown.get(key) ?? 0) - atMs) / 1000);
}

export function resultOf(ran: Ran): KillRunResult {
  const { tally, kills, look } = ran;
  const { slack, discord } = platformResults(tally);
  const counted = steps.map((step) => [step, kills.filter((kill) => kill.step === step).length] as const);
  const notPosted = look.planned + look.claimed + look.skipped + look.broken;
  const sound = [slack, discord].every(({ lost, doubled }) => lost === 0 && doubled === 0);
  return {
    store: ran.store,
    control: ran.control,
    seed: ran.seed,
    replicas: ran.replicas,
    chaos: ran.chaos,
    kills: kills.length,
    killsByStep: Object.fromEntries(counted.filter(([, count]) => count > 0)),
    slack,
    discord,
    notPosted,
    found: look.found,
    mostTries: look.mostTries,
    takeover: spreadOf(takeoverSeconds(kills, tally.showings)),
    fell: ran.fell,
    violations: tally.violations,
    seconds: Math.round(ran.seconds),
    passed:
      sound &&
      notPosted === 0 &&
      tally.strangers === 0 &&
      kills.length >= ran.wanted &&
      ran.fell.length === 0 &&
      tally.violations.length === 0,
  };
}
