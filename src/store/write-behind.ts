import type { Logger } from '../adapter.js';

export interface WriteBehindOptions<Value> {
  /** Writes rows in one go; each is written again if it rejects. */
  write(rows: readonly (readonly [key: string, value: Value])[]): Promise<void>;
  /** How long rows are gathered before they are written together, in milliseconds. */
  readonly gatherMs: number;
  /** How many rows are kept while they cannot be written; of more, the oldest are lost. */
  readonly most: number;
  /** What the log says, once, when rows cannot be written. */
  readonly told: string;
  readonly log?: Pick<Logger, 'warn'> | undefined;
}

/** How long after a write that failed it is tried again. */
const retryMs = 1_000;
const rowsAtOnce = 50;

/** Rows that are written later: a moment later, or when the database works again. */
export class WriteBehind<Value> {
  readonly #options: WriteBehindOptions<Value>;
  readonly #waiting = new Map<string, Value>();
  #timer: NodeJS.Timeout | undefined;
  #writing = Promise.resolve();
  #failed = false;

  constructor(options: WriteBehindOptions<Value>) {
    this.#options = options;
  }

  get(key: string): Value | undefined {
    return this.#waiting.get(key);
  }

  add(key: string, value: Value): void {
    this.#waiting.set(key, value);
    const [oldest] = this.#waiting.size > this.#options.most ? this.#waiting.keys() : [];
    if (oldest !== undefined) this.#waiting.delete(oldest);
    this.#writeIn(this.#options.gatherMs);
  }

  /** Writes what is not written yet. Never rejects. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#writing.then(() => this.#write());
    clearTimeout(this.#timer);
  }

  #writeIn(ms: number): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#writing = this.#writing.then(() => this.#write());
    }, ms).unref();
  }

  async #write(): Promise<void> {
    const { write, log, told } = this.#options;
    try {
      while (this.#waiting.size > 0) {
        const rows = [...this.#waiting].slice(0, rowsAtOnce);
        await write(rows);
        for (const [key, value] of rows) if (this.#waiting.get(key) === value) this.#waiting.delete(key);
      }
      this.#failed = false;
    } catch (error) {
      if (!this.#failed) log?.warn(told, { error });
      this.#failed = true;
      this.#writeIn(retryMs);
    }
  }
}
