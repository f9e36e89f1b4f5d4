import { expect, test } from 'vitest';
import { createSocketDoor, type SocketLine } from '../../../adapters/slack/socket-door.js';

/** A connection that a test ends. */
class Line implements SocketLine {
  announce: (reason: string) => void = () => {};
  breakOff: () => void = () => {};
  closed = false;
  readonly leaving = new Promise<string>((resolve) => {
    this.announce = resolve;
  });
  readonly ended = new Promise<void>((resolve) => {
    this.breakOff = resolve;
  });
  async close(): Promise<void> {
    this.closed = true;
  }
}

/** Opens lines, or fails as often as told; pauses pass at once and are noted. */
class Exchange {
  readonly lines: Line[] = [];
  readonly pauses: number[] = [];
  /** For each try that opened a line: whether the line before it was closed by then. */
  readonly oldWasClosed: boolean[] = [];
  failures = 0;
  isUp = false;
  #watch: () => void = () => {};
  #tellFailed: () => void = () => {};

  readonly door = createSocketDoor({
    open: async () => {
      if (this.failures > 0) {
        this.failures -= 1;
        throw new Error('no socket');
      }
      this.oldWasClosed.push(this.lines.at(-1)?.closed ?? true);
      const line = new Line();
      this.lines.push(line);
      this.#watch();
      return line;
    },
    failed: () => {
      this.#tellFailed();
      return 0;
    },
    opened: () => {
      this.isUp = true;
    },
    lost: () => {
      this.isUp = false;
    },
    pause: async (ms) => void this.pauses.push(ms),
  });

  /** Resolves at the next failed try. */
  failed(): Promise<void> {
    return new Promise((resolve) => {
      this.#tellFailed = resolve;
    });
  }

  async line(number: number): Promise<Line> {
    for (;;) {
      const found = this.lines[number - 1];
      if (found !== undefined) return found;
      await new Promise<void>((resolve) => {
        this.#watch = resolve;
      });
    }
  }
}

test('an announced end is followed by a new connection first, and the old one is closed after it', async () => {
  const exchange = new Exchange();
  exchange.door.keep(undefined);
  const first = await exchange.line(1);
  first.announce('refresh_requested');
  await exchange.line(2);
  await exchange.door.stop();
  expect(exchange.oldWasClosed).toEqual([true, false]);
  expect(exchange.lines.map(({ closed }) => closed)).toEqual([true, true]);
  expect(exchange.pauses).toEqual([]);
});

test('a broken connection is replaced at once', async () => {
  const exchange = new Exchange();
  exchange.door.keep(undefined);
  (await exchange.line(1)).breakOff();
  await exchange.line(2);
  expect(exchange.isUp).toBe(true);
  expect(exchange.pauses).toEqual([]);
  await exchange.door.stop();
});

test('ten minutes without a connection are asked through ever more slowly, and then it goes on [fault 38]', async () => {
  const exchange = new Exchange();
  exchange.failures = 24;
  exchange.door.keep(undefined);
  await exchange.line(1);
  const seconds = exchange.pauses.reduce((sum, ms) => sum + ms / 1000, 0);
  expect(seconds).toBe(623);
  expect(exchange.isUp).toBe(true);
  await exchange.door.stop();
});

test('while Slack gives no connection it is asked ever more slowly, and then it goes on', async () => {
  const exchange = new Exchange();
  exchange.failures = 8;
  exchange.door.keep(undefined);
  await exchange.line(1);
  expect(exchange.pauses).toEqual([1_000, 2_000, 5_000, 15_000, 30_000, 30_000, 30_000, 30_000]);
  await exchange.door.stop();
});

test('a connection that ends while no new one is given is known to be lost', async () => {
  const exchange = new Exchange();
  exchange.door.keep(undefined);
  const first = await exchange.line(1);
  exchange.failures = 3;
  first.announce('refresh_requested');
  first.breakOff();
  await exchange.failed();
  expect(exchange.isUp).toBe(false);
  await exchange.line(2);
  expect(exchange.isUp).toBe(true);
  await exchange.door.stop();
});

test('too many connections are not answered with one more at once [fault 37]', async () => {
  const exchange = new Exchange();
  exchange.door.keep(undefined);
  (await exchange.line(1)).announce('too_many_websockets');
  await exchange.line(2);
  expect(exchange.pauses).toEqual([30_000]);
  await exchange.door.stop();
});

test('stopping ends the waiting and opens nothing more', async () => {
  const exchange = new Exchange();
  exchange.door.keep(undefined);
  await exchange.line(1);
  await exchange.door.stop();
  await exchange.door.stop();
  expect(exchange.lines).toHaveLength(1);
});
