/**
 * Whether the database answers, as the last call told; the log says it when that changes, once each way.
 *
 * Who waits for an answer in chat is not kept waiting by it: `briefly` gives up after a moment, and after a failure it does
 * not ask at all for a while, then with one call at a time, until one is answered.
 */
import { performance } from 'node:perf_hooks';
import type { Logger } from '../adapter.js';
import { answerWithin } from './answer-within.js';

export interface ContactOptions {
  readonly log?: Pick<Logger, 'warn' | 'info'> | undefined;
  /** Why a call failed, as the end of a sentence that begins with "The database". Nothing secret. */
  clauseOf(failure: unknown): string;
  readonly monotonicMs?: () => number;
}

export interface StoreHealth {
  readonly ready: boolean;
  /** One plain sentence or two, without secrets. */
  readonly detail: string;
}

const momentMs = 700;
const restMs = 2_000;

export class Contact {
  readonly #options: ContactOptions;
  readonly #monotonicMs: () => number;
  #trouble: string | undefined;
  /** Until then `briefly` does not ask; undefined: it does. */
  #restsUntilMs: number | undefined;
  #isTrying = false;

  constructor(options: ContactOptions) {
    this.#options = options;
    this.#monotonicMs = options.monotonicMs ?? (() => performance.now());
  }

  health(): StoreHealth {
    if (this.#trouble === undefined) return { ready: true, detail: 'The database answers.' };
    return { ready: false, detail: this.#trouble };
  }

  /** For what can wait: as long as the database itself allows. */
  async watch<T>(work: () => Promise<T>): Promise<T> {
    try {
      const result = await work();
      this.#worked();
      return result;
    } catch (failure) {
      this.#failed(failure);
      throw failure;
    }
  }

  /** For somebody who waits: rejects soon, or at once. What was asked may still be done later. */
  async briefly<T>(work: () => Promise<T>): Promise<T> {
    const isTry = this.#restsUntilMs !== undefined;
    if (isTry && (this.#isTrying || this.#monotonicMs() < (this.#restsUntilMs ?? 0))) {
      throw new Error(this.#trouble ?? 'The database did not answer a moment ago.');
    }
    if (isTry) this.#isTrying = true;
    try {
      const result = await answerWithin(momentMs, work());
      this.#worked();
      return result;
    } catch (failure) {
      this.#restsUntilMs = this.#monotonicMs() + restMs;
      this.#failed(failure);
      throw failure;
    } finally {
      if (isTry) this.#isTrying = false;
    }
  }

  #worked(): void {
    this.#restsUntilMs = undefined;
    if (this.#trouble === undefined) return;
    this.#trouble = undefined;
    this.#options.log?.info('The database works again');
  }

  #failed(failure: unknown): void {
    const was = this.#trouble;
    this.#trouble = `The database ${this.#options.clauseOf(failure)}`;
    if (was !== undefined) return;
    this.#options.log?.warn(`${this.#trouble} Until then reminders wait, and commands are answered from memory.`);
  }
}
