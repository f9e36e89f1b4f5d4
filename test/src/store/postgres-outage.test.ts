import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { openStore, type Store } from '../../../src/store/store.js';
import { systemClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { onlyClaim, reminder, request, shown } from '../../contract/ledger-samples.js';
import { type Cluster, startCluster } from '../../support/postgres-cluster.js';
import { RecordingLog } from '../../support/recording-log.js';
import { startTcpProxy, type TcpProxy } from '../../support/tcp-proxy.js';

const patiently = { timeout: 15_000, interval: 50 };
const invoke = { command: 'meeting', options: { name: 'toc' } };
const open: Store[] = [];
const proxies: TcpProxy[] = [];
let cluster: Cluster;
let address = '';
let log: RecordingLog;

async function opened(at = address): Promise<Store> {
  const store = await openStore(at, { clock: systemClock, log });
  open.push(store);
  return store;
}

async function tookMs(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

beforeAll(async () => {
  cluster = await startCluster();
}, 60_000);
beforeEach(async () => {
  address = await cluster.freshDatabase();
  log = new RecordingLog();
});
afterEach(async () => {
  for (const store of open.splice(0)) await store.close();
  for (const proxy of proxies.splice(0)) await proxy.close();
});
afterAll(() => cluster.remove());

test('an event that reaches two processes is first in one of them [fault 23]', async () => {
  const [here, there] = [await opened(), await opened()];
  const answers = await Promise.all([here.first('event', 60), there.first('event', 60)]);
  expect([...answers].sort()).toStrictEqual([false, true]);
  expect(await here.first('event', 60)).toBe(false);
});

test('while the database is down nothing is claimed, memory answers, and it catches up when it is back [fault 62]', async () => {
  const store = await opened();
  await store.planDue([reminder({ dueAt: store.clock.now() })]);
  expect(store.health()).toStrictEqual({ ready: true, detail: 'The database answers.' });

  expect(await store.first('earlier', 3600)).toBe(true);
  await cluster.stop();
  expect(await store.first('earlier', 3600)).toBe(false);
  await expect(store.claimDue(request())).rejects.toThrow();
  expect(await store.first('event', 3600)).toBe(true);
  expect(await store.first('event', 3600)).toBe(false);
  const id = await store.keep(invoke);
  expect(await store.take(id)).toStrictEqual(invoke);
  expect(store.health().ready).toBe(false);
  expect(store.health().detail).toMatch(/^The database (cannot be reached|cuts the connection|was shut down)/);
  expect(log.lines.filter(({ message }) => message.includes('reminders wait'))).toHaveLength(1);

  await cluster.start();
  expect(await onlyClaim(store)).toMatchObject({ generation: 1, unsure: false });
  expect(store.health().ready).toBe(true);
  expect(log.lines.filter(({ message }) => message === 'The database works again')).toHaveLength(1);
  const other = await opened();
  await vi.waitFor(async () => expect(await other.take(id)).toStrictEqual(invoke), patiently);
  const looking = new pg.Client(address);
  await looking.connect();
  const keys = async () => (await looking.query('select key from seen order by key')).rows;
  await vi.waitFor(async () => expect(await keys()).toStrictEqual([{ key: 'earlier' }, { key: 'event' }]), patiently);
  await looking.end();
  expect(await other.first('event', 3600)).toBe(false);
});

test('a server that is frozen keeps nobody waiting: commands a moment, then not at all; claims some seconds', async () => {
  const store = await opened();
  await store.first('before', 60);
  await cluster.pause();
  try {
    expect(await tookMs(() => store.first('event', 60))).toBeLessThan(2_000);
    expect(await tookMs(() => store.first('another', 60))).toBeLessThan(200);
    expect(await tookMs(() => store.keep(invoke))).toBeLessThan(200);
    const claiming = tookMs(() => store.claimDue(request()).catch(() => undefined));
    expect(await claiming).toBeLessThan(7_000);
    expect(store.health().ready).toBe(false);
  } finally {
    cluster.resume();
  }
  await vi.waitFor(async () => expect(await store.claimDue(request())).toStrictEqual([]), patiently);
  expect(store.health().ready).toBe(true);
});

test('when every connection is held up, commands are answered all the same [fault 64]', async () => {
  const store = await opened();
  const holder = new pg.Client(address);
  await holder.connect();
  await holder.query('begin; lock table reminders, seen, shelf in access exclusive mode');
  const held = Array.from({ length: 20 }, () => store.receipts({ limit: 1 }).catch(() => 'late'));
  const times: number[] = [];
  for (let event = 0; event < 100; event += 1) {
    times.push(await tookMs(async () => expect(await store.first(`event-${event}`, 60)).toBe(true)));
  }
  times.sort((a, b) => a - b);
  expect(times[98]).toBeLessThan(1_000);
  await holder.query('commit');
  await holder.end();
  await Promise.all(held);
  await vi.waitFor(async () => expect(await store.receipts({ limit: 1 })).toStrictEqual([]), patiently);
});

test('when the answer to a commit is lost, what was written is there once, and repeating it changes nothing [fault 63]', async () => {
  const proxy = await startTcpProxy(cluster.port);
  proxies.push(proxy);
  const store = await opened(address.replace(`:${cluster.port}/`, `:${proxy.port}/`));
  const now = store.clock.now();
  const rows = [reminder({ dueAt: now })];
  const watermark = { platforms: ['slack'], at: (now + 60) as Instant } as const;
  proxy.cutAfter('commit');
  await expect(store.planDue(rows, watermark)).rejects.toThrow();
  expect(await store.planDue(rows, watermark)).toBe(0);
  expect(await store.watermark('slack')).toBe(now + 60);

  proxy.cutAfter('commit');
  await expect(store.claimDue(request({ leaseSeconds: 1 }))).rejects.toThrow();
  // Nobody knows of that claim: it ends with its lease, and whoever takes it over asks the platform first.
  const claim = await vi.waitFor(() => onlyClaim(store), patiently);
  expect(claim).toMatchObject({ generation: 2, unsure: true });

  proxy.cutAfter('commit');
  await expect(store.settle(claim, shown(now))).rejects.toThrow();
  expect(await store.settle(claim, shown(now))).toBe(false);
  expect(await store.receipts({ limit: 5 })).toMatchObject([{ state: 'posted', generation: 2, messageId: 'm1' }]);
});
