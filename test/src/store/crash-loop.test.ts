import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../../src/store/store.js';
import { FixedClock } from '../../../src/time/clock.js';
import type { Instant } from '../../../src/time/zoned.js';

const home = mkdtempSync(join(tmpdir(), 'frontdesk-crash-loop-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const now = 1_796_928_300 as Instant;
const row = {
  key: 'remind/community/2026-12-10T11:00/15/general/slack',
  meeting: 'community',
  original: '2026-12-10T11:00',
  beforeMinutes: 15,
  room: 'general',
  platform: 'slack',
  dueAt: now,
  startsAt: (now + 900) as Instant,
} as const;
const request = { platform: 'slack', limit: 8, leaseSeconds: 60, pace: { gapMs: 0, roomGapMs: 0 } } as const;

test('a process that dies every four seconds still gets the claim of the first one after 11 s, and no sooner', async () => {
  const clock = new FixedClock(now);
  const file = join(home, 'ledger.db');
  const first = await openStore(file, { clock });
  await first.planDue([row]);
  expect(await first.claimDue(request)).toHaveLength(1);
  await first.close();
  const claimed: number[] = [];
  for (let start = 0; start < 4; start += 1) {
    const next = await openStore(file, { clock });
    claimed.push((await next.claimDue(request)).length);
    await next.close();
    clock.advance(4);
  }
  // At 0, 4, 8 and 12 seconds.
  expect(claimed).toEqual([0, 0, 0, 1]);
});
