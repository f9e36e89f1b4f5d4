/**
 * The kill run: replicas of the bot's reminder half die by SIGKILL at every step, again and again, while the platforms answer
 * badly. In the end each reminder has to be shown once. What was shown is counted from the platforms' own memory.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { reminderCount } from './crowd.js';
import { type Report, type Step, weightOfReminder } from './fate.js';
import type { Look } from './ledger-eye.js';
import { type Programs, type Replica, startReplica } from './processes.js';
import type { ReplicaPlan } from './replica.js';
import { type KillRunResult, resultOf } from './result.js';
import { lastMinute, openStand, type Stand } from './stand.js';

export interface KillRunOptions {
  readonly programs: Programs;
  readonly store: 'sqlite' | 'postgres';
  /** Of the database; without it, a file. */
  readonly address?: string;
  readonly rooms: number;
  readonly meetings: number;
  readonly replicas: number;
  /** How many deaths are wanted; more may come. */
  readonly kills: number;
  /** The share of posts that go wrong. */
  readonly chaos: number;
  /** The share of requests that arrive late. */
  readonly slow: number;
  readonly seed: number;
  /** Post again without asking, and without nonces: shows that this run can fail. */
  readonly control?: true;
  /** Wait for all sweeps, up to three minutes after the last post. */
  readonly sweeps: boolean;
  readonly limitMs: number;
  /** As a replica's plan has them. */
  readonly haste?: number;
  readonly gapMs?: number;
  /** What else happens, once so many are posted that every replica must be at work. */
  readonly during?: () => Promise<void>;
  readonly log?: string;
  readonly progress?: (look: Look, kills: number, seconds: number) => void;
}

export interface Kill {
  readonly step: Step;
  readonly atMs: number;
  readonly holds: readonly string[];
}

const mostOdds = 0.05;
/** Aimed at beyond what is wanted, which chance may miss. */
const spareKills = 4;
/** Before something else happens. */
const postedBefore = 5;

export async function runKill(options: KillRunOptions): Promise<KillRunResult> {
  const { programs, address, chaos, slow, seed, rooms, meetings, control, log } = options;
  const stand = await openStand({
    programs,
    crowd: { rooms, meetings, dueAt: lastMinute() },
    chaos,
    slow,
    seed,
    ...(address === undefined ? {} : { address }),
    ...(control === undefined ? {} : { forgetNonces: control }),
    ...(log === undefined ? {} : { log }),
  });
  try {
    return await new KillRun(options, stand).run();
  } finally {
    await stand.close();
  }
}

class KillRun {
  readonly #options: KillRunOptions;
  readonly #stand: Stand;
  readonly #kills: Kill[] = [];
  /** How replicas ended that nobody killed. */
  readonly #fell: string[] = [];
  readonly #replicas = new Map<number, Replica>();
  #lives = 0;
  #left: number;
  #stopping = false;

  constructor(options: KillRunOptions, stand: Stand) {
    this.#options = options;
    this.#stand = stand;
    this.#left = reminderCount(stand.crowd);
  }

  async run(): Promise<KillRunResult> {
    const began = performance.now();
    for (let place = 0; place < this.#options.replicas; place += 1) this.#live(place);
    let look: Look;
    try {
      [look] = await Promise.all([this.#untilDone(began), this.#meanwhile()]);
    } finally {
      await this.#stop();
    }
    const seconds = (performance.now() - began) / 1000;
    const tally = await this.#stand.platforms.tally();
    return resultOf({
      store: this.#options.store,
      crowd: this.#stand.crowd,
      replicas: this.#options.replicas,
      wanted: this.#options.kills,
      control: this.#options.control === true,
      seed: this.#options.seed,
      chaos: this.#options.chaos,
      kills: this.#kills,
      fell: this.#fell,
      look,
      tally,
      seconds,
    });
  }

  async #meanwhile(): Promise<void> {
    const { during } = this.#options;
    if (during === undefined) return;
    while ((await this.#look()).posted < postedBefore) await pause(100);
    await during();
  }

  /** Such that what is left of the reminders brings what is left of the deaths, and a few more. */
  #odds(): number {
    const { kills } = this.#options;
    const wanted = kills * 1.1 + Math.min(spareKills, kills) - this.#kills.length;
    if (kills === 0) return 0;
    if (wanted <= 0) return 0.0005;
    return Math.min(mostOdds, wanted / (Math.max(this.#left, 20) * weightOfReminder));
  }

  #live(place: number): void {
    this.#lives += 1;
    const { control, haste, gapMs } = this.#options;
    const plan: ReplicaPlan = {
      ...this.#stand.plan,
      seed: this.#options.seed * 100_003 + this.#lives,
      odds: this.#odds(),
      ...(control === undefined ? {} : { blind: control }),
      ...(haste === undefined ? {} : { haste }),
      ...(gapMs === undefined ? {} : { gapMs }),
    };
    const replica = startReplica(this.#options.programs, plan, (said) => this.#heard(said));
    this.#replicas.set(place, replica);
    void replica.ended.then(({ code, signal }) => {
      this.#replicas.delete(place);
      // One that was still starting when it was asked to stop knows no order to stop in.
      const stoppedWell = this.#stopping && (code === 0 || signal === 'SIGTERM');
      if (signal !== 'SIGKILL' && !stoppedWell) this.#fell.push(String(code ?? signal));
      // Whatever ended it, a supervisor starts it again; but for one that cannot live at all.
      if (!this.#stopping && this.#fell.length < 20) this.#live(place);
    });
  }

  #heard(said: Report): void {
    if (said.kind === 'killed') this.#kills.push(said);
  }

  async #untilDone(began: number): Promise<Look> {
    const { limitMs, sweeps, progress } = this.#options;
    const all = this.#left;
    for (;;) {
      const look = await this.#look();
      const settled = look.posted + look.skipped + look.broken;
      this.#left = all - settled;
      progress?.(look, this.#kills.length, Math.round((performance.now() - began) / 1000));
      if (settled === all && (!sweeps || look.sweeps === 0)) return look;
      if (performance.now() - began > limitMs || this.#fell.length >= 20) return look;
      await pause(look.planned > 500 ? 1_000 : 250);
    }
  }

  /** A run may take the database down for a while. */
  async #look(): Promise<Look> {
    const giveUpAt = performance.now() + 120_000;
    for (;;) {
      try {
        return await this.#stand.eye.look();
      } catch (error) {
        if (performance.now() > giveUpAt) throw error;
        await pause(250);
      }
    }
  }

  async #stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(
      [...this.#replicas.values()].map(async (replica) => {
        replica.process.kill('SIGTERM');
        const timer = setTimeout(() => replica.process.kill('SIGKILL'), 10_000);
        const { signal } = await replica.ended;
        clearTimeout(timer);
        if (signal === 'SIGKILL') this.#fell.push('did not stop within 10 s');
      }),
    );
  }
}
