/**
 * Keeps one Socket Mode connection open. When Slack announces the end of a connection, the next one is opened first and the
 * old one closed after it, so that nothing is lost in between. When a connection breaks, or Slack gives none, it tries
 * again for as long as it takes, ever more slowly: apps.connections.open allows about one call a minute.
 */

export interface SocketLine {
  /** Resolves with Slack's reason when it announces the end. */
  readonly leaving: Promise<string>;
  /** Resolves when the connection has ended. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export interface SocketDoorOptions {
  /** Opens a connection, or rejects. */
  readonly open: () => Promise<SocketLine>;
  /** Called after each failed try; gives how long to wait at least. */
  readonly failed: (error: unknown, tries: number) => number;
  readonly opened: () => void;
  readonly lost: () => void;
  /** Resolves after `ms`, or at once when `stopped` is. */
  readonly pause: (ms: number, stopped: AbortSignal) => Promise<void>;
}

export interface SocketDoor {
  /** Keeps `first` open and follows it up; without it the first one is opened here. */
  keep(first: SocketLine | undefined): void;
  stop(): Promise<void>;
}

/** Seconds before the next try, by how many failed. */
const delays = [1, 2, 5, 15, 30] as const;

export function createSocketDoor({ open, failed, opened, lost, pause }: SocketDoorOptions): SocketDoor {
  const stopping = new AbortController();
  const { signal } = stopping;
  const stopped = new Promise<'stopped'>((resolve) => signal.addEventListener('abort', () => resolve('stopped')));
  let running: Promise<void> = Promise.resolve();
  let current: SocketLine | undefined;

  async function next(): Promise<SocketLine | undefined> {
    for (let tries = 1; !signal.aborted; tries += 1) {
      try {
        return adopt(await open());
      } catch (error) {
        const atLeast = failed(error, tries);
        await pause(Math.max(atLeast, (delays[tries - 1] ?? 30) * 1000), signal);
      }
    }
    return undefined;
  }

  /** From here on it is the one that counts: that an older one ends afterwards says nothing. */
  function adopt(line: SocketLine): SocketLine {
    current = line;
    opened();
    void line.ended.then(() => {
      if (current === line) lost();
    });
    return line;
  }

  async function follow(first: SocketLine | undefined): Promise<void> {
    let line = first === undefined ? await next() : adopt(first);
    while (line !== undefined) {
      const old: SocketLine = line;
      const why = await Promise.race([stopped, old.ended.then(() => 'ended' as const), old.leaving]);
      if (why === 'too_many_websockets') await pause(30_000, signal);
      line = why === 'stopped' ? undefined : await next();
      // It may be gone already; closing it again is harmless.
      await old.close().catch(() => undefined);
    }
  }

  return {
    keep(first) {
      running = follow(first);
    },
    async stop() {
      stopping.abort();
      await running;
    },
  };
}
