/**
 * The kill run for changes: maintainers skip, move and restore meetings whose reminders are posted, or about to be, and at
 * each change a process dies by SIGKILL at the next step that it comes to. Whoever got no answer presses the button again. In
 * the end every room has to show what the schedule says, and every change is told once.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { type ChangedCrowd, changedCrowd, changeOf, fortuneOf, type Verdict, verdictOf } from './change-plan.js';
import { type Report, type Step, steps } from './fate.js';
import { type Programs, type Replica, startReplica } from './processes.js';
import type { ReplicaPlan } from './replica.js';
import { lastMinute, openStand, type Stand } from './stand.js';
import { until } from './until.js';

export interface ChangeRunOptions {
  readonly programs: Programs;
  readonly store: 'sqlite' | 'postgres';
  /** Of the database; without it, a file. */
  readonly address?: string;
  readonly replicas: number;
  readonly rooms: number;
  /** Whose reminders are posted before they are changed. */
  readonly early: number;
  /** Which are changed when their reminders are due. */
  readonly late: number;
  /** How many changes are made while a process is to die. */
  readonly kills: number;
  /** The share of posts and edits that go wrong. */
  readonly chaos: number;
  readonly seed: number;
  /** Edit at once, from memory: shows that this run can fail. */
  readonly control?: true;
  readonly limitMs: number;
  readonly log?: string;
  readonly progress?: (what: string) => void;
}

export interface ChangeRunResult {
  readonly store: 'sqlite' | 'postgres';
  readonly control: boolean;
  readonly seed: number;
  readonly replicas: number;
  readonly chaos: number;
  /** Recorded, undos among them. */
  readonly changes: number;
  readonly kills: number;
  readonly killsByStep: Readonly<Partial<Record<Step, number>>>;
  readonly verdict: Verdict;
  /** What was still to be posted or edited when time was up: state and key. */
  readonly unfinished: readonly string[];
  /** How replicas ended that nobody killed, and answers that a change must never get. */
  readonly fell: readonly string[];
  readonly violations: readonly string[];
  readonly seconds: number;
  readonly passed: boolean;
}

/** What a change goes through, from the press of the button to the last message. */
export const changeSteps: readonly Step[] = [
  ...(['before recordChange', 'during recordChange', 'after recordChange'] as const),
  ...(['before edit', 'during edit', 'after edit', 'before edited', 'during edited', 'after edited'] as const),
  ...(['before post', 'during post', 'after answer', 'before settle', 'during settle', 'after settle'] as const),
];

const untilDeathMs = 8_000;
/** From one change of a late meeting to the next. */
const lateApartMs = 400;
const gapMs = 20;

/** A full minute that lies so far ahead that the early ones are being changed by then. */
function minuteAhead(seconds: number): number {
  return Math.ceil((Date.now() / 1000 + seconds) / 60) * 60;
}

export async function runChanges(options: ChangeRunOptions): Promise<ChangeRunResult> {
  const { programs, address, rooms, early, late, chaos, seed, log } = options;
  const changed = changedCrowd(rooms, early, late, lastMinute(), minuteAhead(25 + early * 1.2));
  const stand = await openStand({
    programs,
    crowd: changed.crowd,
    chaos,
    seed,
    ...(address === undefined ? {} : { address }),
    ...(log === undefined ? {} : { log }),
  });
  try {
    return await new ChangeRun(options, stand, changed).run();
  } finally {
    await stand.close();
  }
}

interface Life {
  readonly replica: Replica;
  isOpen: boolean;
}

class ChangeRun {
  readonly #options: ChangeRunOptions;
  readonly #stand: Stand;
  readonly #changed: ChangedCrowd;
  readonly #kills: Step[] = [];
  readonly #fell: string[] = [];
  readonly #lives = new Set<Life>();
  /** By meeting, the latest change that was recorded of it. */
  readonly #recorded = new Map<number, number>();
  readonly #answers = new Map<string, () => void>();
  #changes = 0;
  #born = 0;
  #stopping = false;

  constructor(options: ChangeRunOptions, stand: Stand, changed: ChangedCrowd) {
    this.#options = options;
    this.#stand = stand;
    this.#changed = changed;
  }

  async run(): Promise<ChangeRunResult> {
    const began = performance.now();
    const { replicas, limitMs, early, progress = () => undefined } = this.#options;
    for (let place = 0; place < replicas; place += 1) this.#live();
    let verdict: Verdict;
    let unfinished: readonly string[];
    try {
      const shown = early * this.#options.rooms * 2;
      await until('the reminders are posted', limitMs, async () => (await this.#stand.eye.look()).posted >= shown);
      progress('the reminders are posted');
      await Promise.all([this.#changeEarly(), this.#changeLate()]);
      progress(`${this.#changes} changes, ${this.#kills.length} kills`);
      await until('all is quiet', limitMs, () => this.#isQuiet()).catch(() => undefined);
      unfinished = await this.#stand.eye.unfinished();
      verdict = verdictOf(this.#changed, await this.#stand.platforms.seen());
    } finally {
      await this.#stop();
    }
    const { violations } = await this.#stand.platforms.tally();
    return this.#result(verdict, unfinished, violations, (performance.now() - began) / 1000);
  }

  #result(
    verdict: Verdict,
    unfinished: readonly string[],
    violations: readonly string[],
    seconds: number,
  ): ChangeRunResult {
    const { store, control = false, seed, replicas, chaos } = this.#options;
    const counted = steps.map((step) => [step, this.#kills.filter((each) => each === step).length] as const);
    const { wrong, doubled, lost } = verdict;
    const faults = [wrong, doubled, lost, unfinished, this.#fell, violations];
    return {
      ...{ store, control, seed, replicas, chaos, verdict, unfinished, violations },
      changes: this.#changes,
      kills: this.#kills.length,
      killsByStep: Object.fromEntries(counted.filter(([, count]) => count > 0)),
      fell: this.#fell,
      seconds: Math.round(seconds),
      passed: faults.every(({ length }) => length === 0),
    };
  }

  #live(): void {
    this.#born += 1;
    const { programs, seed, control } = this.#options;
    const plan: ReplicaPlan = {
      ...this.#stand.plan,
      seed: seed * 100_003 + this.#born,
      odds: 0,
      gapMs,
      haste: 10,
      ...(control === undefined ? {} : { forgetful: control }),
    };
    const life: Life = { isOpen: false, replica: startReplica(programs, plan, (said) => this.#heard(life, said)) };
    this.#lives.add(life);
    void life.replica.ended.then(({ code, signal }) => {
      this.#lives.delete(life);
      const stoppedWell = this.#stopping && (code === 0 || signal === 'SIGTERM');
      if (signal !== 'SIGKILL' && !stoppedWell) this.#fell.push(String(code ?? signal));
      if (!this.#stopping && this.#fell.length < 20) this.#live();
    });
  }

  #heard(life: Life, said: Report): void {
    if (said.kind === 'open') life.isOpen = true;
    if (said.kind === 'killed') this.#kills.push(said.step);
    if (said.kind !== 'changed' || said.outcome === undefined) return;
    if (said.outcome === 'overtaken') this.#fell.push(`a change of meeting ${said.n} was overtaken by itself`);
    this.#recorded.set(said.n, said.id);
    this.#answers.get(`${said.n}`)?.();
  }

  async #open(): Promise<readonly Life[]> {
    const open = () => [...this.#lives].filter(({ isOpen }) => isOpen);
    await until('a replica is open', this.#options.limitMs, () => open().length > 0);
    return open();
  }

  /** As a maintainer does: pressed again, anywhere, until an answer comes. */
  async #press(n: number, follows: number): Promise<void> {
    const change = changeOf(this.#changed, n, follows);
    const answered = new Promise<void>((resolve) => this.#answers.set(`${n}`, resolve));
    let isAnswered = false;
    void answered.then(() => {
      isAnswered = true;
    });
    for (let turn = n; !isAnswered; turn += 1) {
      const lives = await this.#open();
      const life = lives[turn % lives.length];
      life?.replica.order({ kind: 'change', n, change });
      await Promise.race([answered, life?.replica.ended, pause(untilDeathMs)]);
    }
    this.#changes += 1;
  }

  /** Each change with a death at the next step that anybody comes to; steps that nobody came to are tried again. */
  async #changeEarly(): Promise<void> {
    const { early, kills } = this.#options;
    const wanted = Array.from({ length: kills }, (_, at) => changeSteps[at % changeSteps.length]);
    const meetings = Array.from({ length: early }, (_, n) => n);
    const undone = meetings.filter((n) => fortuneOf(this.#changed, n) === 'restored');
    for (const [n, isUndo] of [
      ...meetings.map((each) => [each, false] as const),
      ...undone.map((each) => [each, true] as const),
    ]) {
      const step = wanted.shift();
      const isDead = step === undefined ? undefined : await this.#appoint(step);
      await this.#press(n, isUndo ? (this.#recorded.get(n) ?? 0) : 0);
      if (step === undefined || isDead === undefined) continue;
      const end = performance.now() + untilDeathMs;
      while (!isDead() && performance.now() < end) await pause(20);
      for (const { replica } of this.#lives) replica.order({ kind: 'appoint' });
      if (!isDead()) wanted.push(step);
      this.#options.progress?.(`meeting ${n}: ${step}${isDead() ? '' : ', in vain'}`);
    }
  }

  async #appoint(step: Step): Promise<() => boolean> {
    const before = this.#kills.length;
    for (const { replica } of await this.#open()) replica.order({ kind: 'appoint', step });
    return () => this.#kills.length > before;
  }

  /** One after the other, around the second at which their reminders are due. */
  async #changeLate(): Promise<void> {
    const { early, late } = this.#options;
    const beforeMs = (late / 2) * lateApartMs;
    await Promise.all(
      Array.from({ length: late }, async (_, index) => {
        await pause(Math.max(0, this.#changed.lateAt * 1000 - beforeMs + index * lateApartMs - Date.now()));
        await this.#press(early + index, 0);
      }),
    );
  }

  async #isQuiet(): Promise<boolean> {
    if (Date.now() / 1000 < this.#changed.lateAt + 5) return false;
    return (await this.#stand.eye.unfinished()).length === 0;
  }

  async #stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(
      [...this.#lives].map(async ({ replica }) => {
        replica.process.kill('SIGTERM');
        const timer = setTimeout(() => replica.process.kill('SIGKILL'), 10_000);
        const { signal } = await replica.ended;
        clearTimeout(timer);
        if (signal === 'SIGKILL') this.#fell.push('did not stop within 10 s');
      }),
    );
  }
}
