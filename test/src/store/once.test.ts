import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { migrate } from '../../../src/store/migrate.js';
import { createOnceGuard } from '../../../src/store/once.js';
import { openOnceGuardAlone, type WrittenOnceGuard } from '../../../src/store/once-alone.js';
import type { Engine } from '../../../src/store/schema.js';
import { openSqlite } from '../../../src/store/sqlite.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';
import { RecordingLog } from '../../support/recording-log.js';

const noon = 1_800_000_000 as Instant;
const home = mkdtempSync(join(tmpdir(), 'frontdesk-once-'));
const log = new RecordingLog();
const opened: { close(): Promise<void> }[] = [];
let clock = new FixedClock(noon);
let files = 0;

async function database(): Promise<Engine> {
  files += 1;
  clock = new FixedClock(noon);
  const engine = openSqlite(join(home, `${files}.db`), clock);
  opened.unshift(engine);
  await migrate(engine, 'the test');
  return engine;
}

async function alone(engine: Engine, most: number): Promise<WrittenOnceGuard> {
  const guard = await openOnceGuardAlone({ engine, clock, log, most });
  opened.unshift(guard);
  return guard;
}

async function rows(engine: Engine): Promise<readonly string[]> {
  return (await engine.db.selectFrom('seen').select('key').orderBy('key').execute()).map(({ key }) => key);
}

afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
  log.lines.length = 0;
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('of several processes that share a database, one is first, until the key expires', async () => {
  const engine = await database();
  const [here, there] = [createOnceGuard(engine), createOnceGuard(engine)];
  expect(await Promise.all([here.first('event', 60), there.first('event', 60)])).toStrictEqual([true, false]);
  clock.advance(60);
  expect(await there.first('event', 60)).toBe(true);
  expect(await here.first('event', 60)).toBe(false);
});

test('a key is told from memory and written later, many in one go', async () => {
  const engine = await database();
  const guard = await alone(engine, 1_000);
  const keys = Array.from({ length: 120 }, (_, n) => `event-${String(n).padStart(3, '0')}`);
  for (const key of keys) expect(await guard.first(key, 60)).toBe(true);
  expect(await rows(engine)).toStrictEqual([]);
  await guard.close();
  expect(await rows(engine)).toStrictEqual(keys);
});

test('more keys than memory holds are still told apart, written or not', async () => {
  const engine = await database();
  const guard = await alone(engine, 2);
  for (const key of ['a', 'b']) expect(await guard.first(key, 60)).toBe(true);
  await guard.close();

  const next = await alone(engine, 2);
  for (const key of ['c', 'd', 'e']) expect(await next.first(key, 60)).toBe(true);
  for (const key of ['a', 'b', 'c', 'd', 'e']) expect(await next.first(key, 60)).toBe(false);
  clock.advance(60);
  for (const key of ['a', 'e']) expect(await next.first(key, 60)).toBe(true);
  for (const key of ['a', 'e']) expect(await next.first(key, 60)).toBe(false);
});

test('a guard that opens on more keys than memory holds knows them all', async () => {
  const engine = await database();
  const before = await alone(engine, 10);
  for (const key of ['a', 'b', 'c', 'd']) await before.first(key, 60);
  await before.close();
  const guard = await alone(engine, 2);
  for (const key of ['a', 'b', 'c', 'd']) expect(await guard.first(key, 60)).toBe(false);
  expect(await guard.first('e', 60)).toBe(true);
});

test('keys that cannot be written are told apart all the same, named in the log once, and written when it works again', async () => {
  const engine = await database();
  const guard = await alone(engine, 10);
  await engine.db.schema.alterTable('seen').renameTo('gone').execute();
  expect(await guard.first('a', 60)).toBe(true);
  expect(await guard.first('a', 60)).toBe(false);
  await vi.waitFor(() => expect(log.lines).toHaveLength(1), { timeout: 5_000, interval: 10 });
  await engine.db.schema.alterTable('gone').renameTo('seen').execute();
  expect(await guard.first('b', 60)).toBe(true);
  await guard.close();
  expect(await rows(engine)).toStrictEqual(['a', 'b']);
  expect(log.lines).toMatchObject([
    { level: 'warn', message: 'What was answered could not be written; it is kept in memory and tried again' },
  ]);
});

test('after closing nothing is told, because it could not be written', async () => {
  const guard = await alone(await database(), 10);
  await guard.close();
  await expect(guard.first('event', 60)).rejects.toThrow('The store is closed.');
});
