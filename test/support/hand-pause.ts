import type { Pause } from '../../src/time/pause.js';

/** Waiting ends when the test says so. */
export class HandPause {
  #waiting: { readonly ms: number; readonly end: () => void } | undefined;
  #arrived: () => void = () => undefined;

  readonly pause: Pause = (ms, signal) => {
    if (signal.aborted) return Promise.resolve();
    const over = new Promise<void>((end) => {
      this.#waiting = { ms, end };
      signal.addEventListener('abort', () => end(), { once: true });
    });
    this.#arrived();
    return over;
  };

  /** Resolves once a wait of so many milliseconds has begun. */
  async begun(ms: number): Promise<void> {
    while (this.#waiting?.ms !== ms) {
      await new Promise<void>((arrived) => {
        this.#arrived = arrived;
      });
    }
  }

  /** Ends the wait of so many milliseconds that has begun, or is about to begin. */
  async over(ms: number): Promise<void> {
    await this.begun(ms);
    const { end } = this.#waiting ?? {};
    this.#waiting = undefined;
    end?.();
  }
}
