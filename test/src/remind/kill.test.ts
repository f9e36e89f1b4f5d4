import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundled, started } from '../store/child.js';

const home = mkdtempSync(join(tmpdir(), 'frontdesk-kill-'));
let program = '';

beforeAll(async () => {
  program = await bundled(new URL('poster.ts', import.meta.url), join(home, 'poster.cjs'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test.each([
  ['before-showing', 0],
  ['after-showing', 1],
])('kill -9 %s: the next process shows the reminder once in all', async (stopAt, shownBefore) => {
  const [database, platform] = [join(home, `${stopAt}.db`), join(home, `${stopAt}.txt`)];
  const shown = () => (existsSync(platform) ? readFileSync(platform, 'utf8').split('\n').slice(0, -1) : []);
  const first = started(program, [database, platform, '2026-12-10T18:45:00Z', stopAt]);
  await first.line('waiting');
  first.process.kill('SIGKILL');
  expect(await first.ended).toStrictEqual({ code: null, signal: 'SIGKILL' });
  expect(shown()).toHaveLength(shownBefore);

  const second = started(program, [database, platform, '2026-12-10T18:45:10Z', 'never']);
  expect(await second.line('receipts')).toBe('receipts posted 2');
  expect(await second.ended).toStrictEqual({ code: 0, signal: null });
  expect(shown()).toStrictEqual(['remind/community/2026-12-10T11:00/15/general/slack']);

  const third = started(program, [database, platform, '2026-12-10T18:46:00Z', 'never']);
  expect(await third.line('receipts')).toBe('receipts posted 2');
  await third.ended;
  expect(shown()).toHaveLength(1);
});
