import { afterEach, expect, test, vi } from 'vitest';
import { DatabaseClock } from '../../../src/store/database-clock.js';
import { openStore } from '../../../src/store/store.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { freshDatabase } from '../../support/postgres.js';

const noonMs = 1_800_000_000_000;

/** A process's monotonic time, and a database whose answer is on its way for `wayMs` each way. */
class Bench {
  elapsedMs = 5_000;
  databaseMs = noonMs;
  readonly clock = new DatabaseClock(() => this.elapsedMs);

  pass(ms: number): void {
    this.elapsedMs += ms;
    this.databaseMs += ms;
  }
  async measure(thereMs: number, backMs = thereMs): Promise<void> {
    await this.clock.measure(async () => {
      this.pass(thereMs);
      const told = this.databaseMs;
      this.pass(backMs);
      return told;
    });
  }
}

afterEach(() => vi.useRealTimers());

test('the database read its clock half-way between question and answer', async () => {
  const bench = new Bench();
  await bench.measure(40);
  expect(bench.clock.nowMs()).toBe(noonMs + 80);
  bench.pass(2_500);
  expect(bench.clock.nowMs()).toBe(noonMs + 2_580);
  expect(bench.clock.now()).toBe(1_800_000_002);
});

test('of measurements that agree, the one with the shortest way counts', async () => {
  const bench = new Bench();
  await bench.measure(100, 0);
  expect(bench.clock.nowMs() - bench.databaseMs).toBe(50);
  await bench.measure(1);
  expect(bench.clock.nowMs()).toBe(bench.databaseMs);
  await bench.measure(0, 60);
  expect(bench.clock.nowMs()).toBe(bench.databaseMs);
});

test('a database whose clock was set is believed, however long the way', async () => {
  const bench = new Bench();
  await bench.measure(1);
  bench.databaseMs -= 3_600_000;
  await bench.measure(100);
  expect(bench.clock.nowMs()).toBe(bench.databaseMs);
});

test("the host's clock is wrong, and set an hour ahead meanwhile: the store keeps to the database's [fault 51] [fault 52]", async () => {
  const address = await freshDatabase();
  const trueMs = Date.now();
  vi.useFakeTimers({ toFake: ['Date'], now: trueMs + 300_000 });
  const store = await openStore(address, { clock: new FixedClock((trueMs / 1000 + 300) as Instant) });
  expect(Math.abs(store.clock.nowMs() - trueMs)).toBeLessThan(10_000);
  const before = store.clock.nowMs();
  vi.setSystemTime(trueMs + 3_600_000);
  expect(store.clock.nowMs() - before).toBeLessThan(10_000);
  await store.close();
});
