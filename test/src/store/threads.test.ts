import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test } from 'vitest';
import { Contact } from '../../../src/store/contact.js';
import { migrate } from '../../../src/store/migrate.js';
import type { Engine } from '../../../src/store/schema.js';
import { openSqlite } from '../../../src/store/sqlite.js';
import { openStore } from '../../../src/store/store.js';
import type { ThreadPlace } from '../../../src/store/threads.js';
import { type KeptThreads, openThreads } from '../../../src/store/threads-kept.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';

const noon = 1_800_000_000 as Instant;
const home = mkdtempSync(join(tmpdir(), 'frontdesk-threads-'));
const opened: { close(): Promise<void> }[] = [];
let files = 0;

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const thread = (n: number): ThreadPlace => ({ platform: 'slack', channel: 'C1', thread: `${n}.000001` });

interface Bench {
  readonly engine: Engine;
  readonly clock: FixedClock;
  /** How many queries were made on the database through it. */
  queries(): number;
  open(most?: number): Promise<KeptThreads>;
  rows(): Promise<readonly string[]>;
}

/** `alone` as SQLite is, or not as Postgres is: the rest is the same. */
async function bench(alone: boolean): Promise<Bench> {
  const clock = new FixedClock(noon);
  files += 1;
  const sqlite = openSqlite(join(home, `${files}.db`), clock);
  opened.push(sqlite);
  await migrate(sqlite, 'the test');
  let count = 0;
  const db = sqlite.db.withPlugin({
    transformQuery({ node }) {
      count += 1;
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  const engine: Engine = { ...sqlite, db, alone };
  return {
    engine,
    clock,
    queries: () => count,
    async open(most = 100) {
      const contact = new Contact({ clauseOf: () => 'does not answer.' });
      const threads = await openThreads({ engine, clock, contact, most });
      opened.unshift(threads);
      return threads;
    },
    async rows() {
      const found = await sqlite.db.selectFrom('threads').select('place').orderBy('place').execute();
      return found.map(({ place }) => place);
    },
  };
}

test('where no other process writes, a thread that is not the desk’s costs no query', async () => {
  const { open, queries } = await bench(true);
  const threads = await open();
  const before = queries();
  for (let n = 0; n < 1_000; n += 1) expect(await threads.askerOf(thread(n))).toBeUndefined();
  expect(queries() - before).toBe(0);
});

test('where others write too, such a thread is asked about once a second', async () => {
  const { open, queries, clock } = await bench(false);
  const threads = await open();
  const before = queries();
  await Promise.all(Array.from({ length: 500 }, () => threads.askerOf(thread(1))));
  expect(queries() - before).toBe(1);
  clock.advance(1);
  await threads.askerOf(thread(1));
  expect(queries() - before).toBe(2);
});

test('what another process answered is known after a second, and costs no query from then on', async () => {
  const { open, queries, clock } = await bench(false);
  const [here, there] = [await open(), await open()];
  expect(await there.askerOf(thread(1))).toBeUndefined();
  await here.answered(thread(1), 'U0ANA');
  await here.close();
  clock.advance(1);
  expect(await there.askerOf(thread(1))).toBe('U0ANA');
  const before = queries();
  for (let n = 0; n < 100; n += 1) await there.askerOf(thread(1));
  expect(queries() - before).toBe(0);
});

test('of two processes that answer in one thread at once, the first asker’s stays', async () => {
  const { open, clock } = await bench(false);
  const [here, there] = [await open(), await open()];
  await Promise.all([here.answered(thread(1), 'U0ANA'), there.answered(thread(1), 'U0BEN')]);
  await here.close();
  await there.close();
  clock.advance(1);
  expect(await (await open()).askerOf(thread(1))).toBe('U0ANA');
});

test('a thread outlives the process, and more of them than memory holds', async () => {
  const { open } = await bench(true);
  const first = await open(3);
  for (let n = 0; n < 10; n += 1) await first.answered(thread(n), `U${n}`);
  await first.close();
  const again = await open(3);
  for (let n = 0; n < 10; n += 1) expect(await again.askerOf(thread(n))).toBe(`U${n}`);
  expect(await again.askerOf(thread(99))).toBeUndefined();
});

test('a lively thread is written once a day', async () => {
  const { open, clock, engine } = await bench(false);
  const threads = await open();
  const until = async () =>
    Number((await engine.db.selectFrom('threads').select('keep_until').executeTakeFirst())?.keep_until) / 1000 - noon;
  await threads.answered(thread(1), 'U0ANA');
  clock.advance(86_399);
  await threads.answered(thread(1), 'U0ANA');
  await threads.close();
  expect(await until()).toBe(30 * 86_400);
  clock.advance(2);
  const again = await open();
  await again.answered(thread(1), 'U0ANA');
  await again.close();
  expect(await until()).toBe(31 * 86_400 + 1);
});

test.each([
  ['one process', true],
  ['several', false],
])('a thread is forgotten 30 days after the last answer: %s', async (_who, alone) => {
  const { open, clock } = await bench(alone);
  const threads = await open();
  await threads.answered(thread(1), 'U0ANA');
  clock.advance(29 * 86_400);
  await threads.answered(thread(1), 'U0BEN');
  clock.advance(30 * 86_400 - 1);
  expect(await threads.askerOf(thread(1))).toBe('U0ANA');
  clock.advance(1);
  expect(await threads.askerOf(thread(1))).toBeUndefined();
  await threads.answered(thread(1), 'U0BEN');
  expect(await threads.askerOf(thread(1))).toBe('U0BEN');
});

test('expired threads leave the table with the next one that is written', async () => {
  const { open, clock, rows } = await bench(true);
  const threads = await open();
  await threads.answered(thread(1), 'U0ANA');
  await threads.close();
  expect(await rows()).toEqual(['slack/C1/1.000001']);
  clock.advance(30 * 86_400);
  const again = await open();
  await again.answered(thread(2), 'U0ANA');
  await again.close();
  expect(await rows()).toEqual(['slack/C1/2.000001']);
});

test('while the database does not answer, a thread is nobody’s, and one that was answered meanwhile is kept', async () => {
  const { engine, rows } = await bench(false);
  let isDown = false;
  const down = () => {
    throw new Error('The database is down.');
  };
  const whileDown = (db: Engine['db']): Engine['db'] =>
    new Proxy(db, {
      get(real, name) {
        const value: unknown = Reflect.get(real, name, real);
        if (typeof value !== 'function') return value;
        return isDown ? down : value.bind(real);
      },
    });
  const broken = await openThreads({
    engine: { ...engine, db: whileDown(engine.db) },
    clock: new FixedClock(noon),
    contact: new Contact({ clauseOf: () => 'does not answer.' }),
  });
  isDown = true;
  expect(await broken.askerOf(thread(1))).toBeUndefined();
  await broken.answered(thread(1), 'U0ANA');
  expect(await broken.askerOf(thread(1))).toBe('U0ANA');
  isDown = false;
  await broken.close();
  expect(await rows()).toEqual(['slack/C1/1.000001']);
});

test('a store gives all of it', async () => {
  const store = await openStore(join(home, 'store', 'frontdesk.db'), { clock: new FixedClock(noon) });
  await store.answered(thread(1), 'U0ANA');
  await store.close();
  const again = await openStore(join(home, 'store', 'frontdesk.db'), { clock: new FixedClock(noon) });
  opened.push(again);
  expect(await again.askerOf(thread(1))).toBe('U0ANA');
});
