import type { Adapter, AdapterHealth, Platform, Post, PostOutcome } from '../../src/adapter.js';

/**
 * What happens to one attempt. An outcome is answered as it stands, and only `posted` shows the message; `lost` shows it
 * and answers "unknown"; `hang` and `hang-shown` never answer, and show nothing or the message.
 */
export type Step = PostOutcome | 'lost' | 'hang' | 'hang-shown';

/** A platform that keeps what it is asked and what its rooms show. Without a script everything is posted. */
export class RecordingAdapter implements Adapter {
  readonly platform: Platform;
  /** Each attempt, shown or not. */
  readonly attempts: Post[] = [];
  /** What people see, in order. */
  readonly shown: Post[] = [];
  /** The keys that `find` was asked about. */
  readonly asked: string[] = [];
  /** While false, `find` rejects. */
  canAsk = true;
  /** Attempts that will never be answered. */
  hanging = 0;
  #script: Step[] = [];
  #rooms = new Map<string, Step>();

  constructor(platform: Platform) {
    this.platform = platform;
  }

  /** What happens to the next attempts, one after another. */
  next(...steps: readonly Step[]): void {
    this.#script.push(...steps);
  }

  /** What happens to every attempt in a room, until said otherwise. */
  always(room: string, step: Step | undefined): void {
    if (step === undefined) this.#rooms.delete(room);
    else this.#rooms.set(room, step);
  }

  async start(): Promise<void> {}

  async post(post: Post): Promise<PostOutcome> {
    this.attempts.push(post);
    const step = this.#rooms.get(post.target.room) ?? this.#script.shift() ?? { outcome: 'posted', id: '' };
    if (step === 'hang') return this.#never();
    if (typeof step === 'object' && step.outcome !== 'posted') return step;
    this.shown.push(post);
    if (step === 'hang-shown') return this.#never();
    if (step === 'lost') return { outcome: 'unknown', reason: 'the answer was lost' };
    return { ...step, id: `${this.platform}-${this.shown.length}` };
  }

  #never(): Promise<never> {
    this.hanging += 1;
    return new Promise(() => undefined);
  }

  async find({ key }: Post): Promise<{ readonly id: string } | undefined> {
    this.asked.push(key);
    if (!this.canAsk) throw new Error('history cannot be read');
    const at = this.shown.findIndex((post) => post.key === key);
    return at < 0 ? undefined : { id: `${this.platform}-${at + 1}` };
  }

  health(): AdapterHealth {
    return { ready: true, detail: 'recording' };
  }

  async stop(): Promise<void> {}
}
