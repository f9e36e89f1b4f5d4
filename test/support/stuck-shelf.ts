import type { InvokeShelf } from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';

/** A shelf whose database does not answer until it is let go, and then at once. */
export class StuckShelf implements InvokeShelf {
  asked = 0;
  letGo: () => void = () => {};
  readonly #free = new Promise<void>((resolve) => {
    this.letGo = resolve;
  });
  async keep(): Promise<string> {
    this.asked += 1;
    await this.#free;
    return 'kept';
  }
  async take(): Promise<undefined> {
    return undefined;
  }
}

/** The same reply with a button that no platform lets carry its own invoke. */
export function withLongButton(reply: Reply): Reply {
  const invoke = { command: 'ask', options: { question: 'why '.repeat(750) } };
  return { ...reply, choices: [{ label: 'Ask', invoke }] };
}

/** What `work` came to, and after how many milliseconds. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly outcome: T; readonly ms: number }> {
  const began = performance.now();
  const outcome = await work();
  return { outcome, ms: performance.now() - began };
}
