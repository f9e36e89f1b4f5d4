import {
  type Adapter,
  type AdapterHealth,
  AskLater,
  AskRefused,
  type Copy,
  clockSkewSeconds,
  type EditOutcome,
  type Pace,
  type Platform,
  type Post,
  type PostOutcome,
  type Target,
} from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';

/**
 * What happens to one attempt. An outcome is answered as it stands, and only `posted` shows the message; `lost` shows it
 * and answers "unknown"; `hang` and `hang-shown` never answer, and show nothing or the message.
 */
export type Step = PostOutcome | 'lost' | 'hang' | 'hang-shown';

/**
 * What happens to one edit. An outcome is answered as it stands, and only `edited` changes the message; `lost` changes it
 * and answers "unknown"; `hang` and `hang-edited` never answer, and change nothing or the message.
 */
export type EditStep = EditOutcome | 'lost' | 'hang' | 'hang-edited';

/** One message that people see; `id` is the platform's. */
export interface Shown extends Post {
  readonly id: string;
}

/** A platform that keeps what it is asked and what its rooms show. Without a script everything is posted. */
export class RecordingAdapter implements Adapter {
  readonly platform: Platform;
  pace: Pace = { gapMs: 0, roomGapMs: 0 };
  /** Each attempt, shown or not. */
  readonly attempts: Post[] = [];
  /** What people see, in order; what was removed is not in it. */
  readonly shown: Shown[] = [];
  /** The keys that `copies` was asked about. */
  readonly asked: string[] = [];
  /** Each edit that was asked for, done or not. */
  readonly edits: { readonly id: string; readonly reply: Reply }[] = [];
  /** The ids that were removed, in order. */
  readonly removed: string[] = [];
  /** While false, `copies` rejects; a number: with `AskLater` and so many seconds. */
  canAsk: boolean | number = true;
  /** While false, `remove` rejects. */
  canRemove = true;
  /** The platform's own clock, in epoch seconds. With it, `copies` looks back no further than the post needs. */
  now: (() => number) | undefined;
  /** Attempts and edits that will never be answered. */
  hanging = 0;
  #count = 0;
  #script: Step[] = [];
  #editScript: EditStep[] = [];
  #rooms = new Map<string, Step>();
  #shownAt = new Map<string, number>();

  constructor(platform: Platform) {
    this.platform = platform;
  }

  /** What happens to the next attempts, one after another. */
  next(...steps: readonly Step[]): void {
    this.#script.push(...steps);
  }

  /** What happens to the next edits, one after another. */
  nextEdit(...steps: readonly EditStep[]): void {
    this.#editScript.push(...steps);
  }

  /** What happens to every attempt in a room, until said otherwise. */
  always(room: string, step: Step | undefined): void {
    if (step === undefined) this.#rooms.delete(room);
    else this.#rooms.set(room, step);
  }

  /** The platform shows a post that a process sent which knows no more of it. */
  show(post: Post): Shown {
    this.#count += 1;
    const shown = { ...post, id: `${this.platform}-${this.#count}` };
    this.shown.push(shown);
    if (this.now !== undefined) this.#shownAt.set(shown.id, this.now());
    return shown;
  }

  async start(): Promise<void> {}

  async post(post: Post): Promise<PostOutcome> {
    this.attempts.push(post);
    const step = this.#rooms.get(post.target.room) ?? this.#script.shift() ?? { outcome: 'posted', id: '' };
    if (step === 'hang') return this.#never();
    if (typeof step === 'object' && step.outcome !== 'posted') return step;
    const { id } = this.show(post);
    if (step === 'hang-shown') return this.#never();
    if (step === 'lost') return { outcome: 'unknown', reason: 'the answer was lost' };
    return { ...step, id };
  }

  #never(): Promise<never> {
    this.hanging += 1;
    return new Promise(() => undefined);
  }

  async copies({ key, target, since }: Post): Promise<readonly Copy[]> {
    this.asked.push(key);
    if (typeof this.canAsk === 'number') throw new AskLater(this.canAsk);
    if (!this.canAsk) throw new Error('history cannot be read');
    const step = this.#rooms.get(target.room);
    if (typeof step === 'object' && isClosed(step)) throw new AskRefused(step.outcome, step.reason);
    const oldest = (since ?? 0) - clockSkewSeconds;
    const seen = this.shown.filter((post) => (this.#shownAt.get(post.id) ?? oldest) >= oldest);
    return seen.filter((post) => post.key === key).map(({ id }) => ({ id }));
  }

  /** Without a script each edit is done; one of a message that is not shown is "gone". */
  async edit(post: Post, id: string): Promise<EditOutcome> {
    this.edits.push({ id, reply: post.reply });
    const step = this.#editScript.shift() ?? { outcome: 'edited' };
    if (step === 'hang') return this.#never();
    if (typeof step === 'object' && step.outcome !== 'edited') return step;
    const at = this.shown.findIndex((shown) => shown.id === id);
    const old = this.shown[at];
    if (old !== undefined) this.shown[at] = { ...old, key: post.key, reply: post.reply };
    if (step === 'hang-edited') return this.#never();
    if (step === 'lost') return { outcome: 'unknown', reason: 'the answer was lost' };
    return old === undefined ? { outcome: 'gone', reason: 'there is no such message' } : step;
  }

  async remove(_target: Target, id: string): Promise<void> {
    if (!this.canRemove) throw new Error('the message cannot be removed');
    this.removed.push(id);
    const at = this.shown.findIndex((shown) => shown.id === id);
    if (at >= 0) this.shown.splice(at, 1);
  }

  health(): AdapterHealth {
    return { ready: true, detail: 'recording' };
  }

  async stop(): Promise<void> {}
}

/** Whoever may not write there may not read there. */
function isClosed(outcome: PostOutcome): outcome is Extract<PostOutcome, { outcome: AskRefused['outcome'] }> {
  return outcome.outcome === 'gone' || outcome.outcome === 'forbidden' || outcome.outcome === 'revoked';
}
