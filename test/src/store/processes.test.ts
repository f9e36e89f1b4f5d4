import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { openStore } from '../../../src/store/store.js';
import { systemClock } from '../../../src/time/clock.js';
import { bundled, type Child, started } from './child.js';

const home = mkdtempSync(join(tmpdir(), 'frontdesk-processes-'));
const children: Child[] = [];
let program = '';

function opener(file: string, user?: number, key?: string): Child {
  const child = started(program, [file, user === undefined ? '' : String(user), ...(key === undefined ? [] : [key])]);
  children.push(child);
  return child;
}

beforeAll(async () => {
  chmodSync(home, 0o755);
  program = await bundled(new URL('opener.ts', import.meta.url), join(home, 'opener.cjs'));
});
afterEach(async () => {
  for (const child of children.splice(0)) {
    child.process.kill('SIGKILL');
    await child.ended;
  }
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('a second process on the same file is refused, also when the first was opened by another process [fault 65]', async () => {
  const file = join(home, 'shared.db');
  await opener(file).line('open');
  const refusal = `FRONTDESK_DATABASE names ${file}, which another Frontdesk process is using. Stop that one first, or name another file.`;
  expect(await opener(file).line('refused')).toBe(`refused Error: ${refusal}`);
  await expect(openStore(file, { clock: systemClock })).rejects.toThrow(refusal);
});

test('a process that was killed leaves nothing that keeps the next one out', async () => {
  const file = join(home, 'killed.db');
  const first = opener(file);
  await first.line('open');
  first.process.kill('SIGKILL');
  expect(await first.ended).toStrictEqual({ code: null, signal: 'SIGKILL' });
  expect(await opener(file).line('open')).toBe('open');
});

test('a process that was killed has written down what it saw a moment earlier', async () => {
  const file = join(home, 'killed-after-an-event.db');
  const first = opener(file, undefined, 'event');
  expect(await first.line('first')).toBe('first true');
  const reading = new Database(file);
  const written = reading.prepare('SELECT key FROM seen').raw();
  await vi.waitFor(() => expect(written.all()).toStrictEqual([['event']]), { timeout: 5_000, interval: 10 });
  reading.close();
  first.process.kill('SIGKILL');
  await first.ended;
  expect(await opener(file, undefined, 'event').line('first')).toBe('first false');
});

// Root may write everything, so a process of somebody else has to try.
const nobody = process.getuid?.() === 0 ? 65_534 : undefined;
const sentence = 'may not be written. Let the bot write the file and its folder, or name another file.';

/** A database of which one file may only be read, and everything else may be written by anybody. */
async function allWritableBut(name: string, readOnly: string): Promise<string> {
  const folder = join(home, name);
  const file = join(folder, 'frontdesk.db');
  await (await openStore(file, { clock: systemClock })).close();
  chmodSync(folder, 0o777);
  for (const each of readdirSync(folder)) chmodSync(join(folder, each), each === readOnly ? 0o444 : 0o666);
  return file;
}

test.each([
  ['the database itself', 'frontdesk.db'],
  ['the lock, which would then lock nothing,', 'frontdesk.db.lock'],
])('when %s may only be read, the store is refused', async (_what, readOnly) => {
  const file = await allWritableBut(`without-${readOnly}`, readOnly);
  expect(await opener(file, nobody).line('refused')).toBe(
    `refused Error: FRONTDESK_DATABASE names ${file}, which ${sentence}`,
  );
});

test('when everything may be written, another user opens the same store', async () => {
  expect(await opener(await allWritableBut('with-all', ''), nobody).line('open')).toBe('open');
});
