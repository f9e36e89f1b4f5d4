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
  ['before-claiming', 0, 1, '[fault 1]'],
  ['after-claiming', 0, 2, '[fault 2]'],
  ['before-showing', 0, 2, '[fault 3]'],
  ['after-showing', 1, 2, '[fault 3] [fault 4]'],
])(
  'kill -9 %s (%i shown): the next process shows the reminder once in all, at try %i %s',
  async (stopAt, shownBefore, tries) => {
    const [database, platform] = [join(home, `${stopAt}.db`), join(home, `${stopAt}.txt`)];
    const shown = () => (existsSync(platform) ? readFileSync(platform, 'utf8').split('\n').slice(0, -1) : []);
    const first = started(program, [database, platform, '2026-12-10T18:45:00Z', stopAt]);
    await first.line('waiting');
    first.process.kill('SIGKILL');
    expect(await first.ended).toStrictEqual({ code: null, signal: 'SIGKILL' });
    expect(shown()).toHaveLength(shownBefore);

    const second = started(program, [database, platform, '2026-12-10T18:45:10Z', 'never']);
    expect(await second.line('receipts')).toBe(`receipts posted ${tries}`);
    expect(await second.ended).toStrictEqual({ code: 0, signal: null });
    expect(shown()).toStrictEqual(['remind/community/2026-12-10T11:00/15/general/slack']);

    const third = started(program, [database, platform, '2026-12-10T18:46:00Z', 'never']);
    expect(await third.line('receipts')).toBe(`receipts posted ${tries}`);
    await third.ended;
    expect(shown()).toHaveLength(1);
  },
);

test('kill -9 while the platform is asked about an earlier try: asking again is harmless [fault 5]', async () => {
  const [database, platform] = [join(home, 'asking.db'), join(home, 'asking.txt')];
  const run = async (now: string, stopAt: string) => {
    const { process, line } = started(program, [database, platform, now, stopAt]);
    await line('waiting');
    process.kill('SIGKILL');
  };
  await run('2026-12-10T18:45:00Z', 'after-showing');
  await run('2026-12-10T18:45:10Z', 'while-asking');
  await run('2026-12-10T18:45:30Z', 'while-asking');
  const last = started(program, [database, platform, '2026-12-10T18:45:50Z', 'never']);
  expect(await last.line('receipts')).toBe('receipts posted 4');
  await last.ended;
  expect(readFileSync(platform, 'utf8')).toBe('remind/community/2026-12-10T11:00/15/general/slack\n');
});
