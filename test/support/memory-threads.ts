import type { ThreadPlace, Threads } from '../../src/store/threads.js';

/** Threads for good, and how often it was asked for one. */
export class MemoryThreads implements Threads {
  readonly askers = new Map<string, string>();
  lookUps = 0;
  #waiting: (() => void)[] = [];
  async answered(place: ThreadPlace, asker: string): Promise<void> {
    const key = keyOf(place);
    if (!this.askers.has(key)) this.askers.set(key, asker);
    for (const tell of this.#waiting.splice(0)) tell();
  }
  /** Resolves once it was answered in a thread. */
  async first(): Promise<void> {
    if (this.askers.size === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }
  async askerOf(place: ThreadPlace): Promise<string | undefined> {
    this.lookUps += 1;
    return this.askers.get(keyOf(place));
  }
}

function keyOf({ platform, channel, thread }: ThreadPlace): string {
  return `${platform}/${channel}/${thread}`;
}
