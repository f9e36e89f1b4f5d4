import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openStore } from '../../../src/store/store.js';
import { FixedClock } from '../../../src/time/clock.js';
import { noon, onlyClaim, reminder, request } from '../../contract/ledger-samples.js';
import { RecordingLog } from '../../support/recording-log.js';

const home = mkdtempSync(join(tmpdir(), 'frontdesk-small-disk-'));

/** Only root can make a disk of a megabyte. */
function isSmallDisk(): boolean {
  try {
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', home], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const isMounted = isSmallDisk();

afterAll(() => {
  // Lazily: libsql lets go of a file only when its last statement is collected.
  if (isMounted) execFileSync('/bin/umount', ['-l', home]);
  rmSync(home, { recursive: true, force: true });
});

test.skipIf(!isMounted)(
  'on a full disk nothing is claimed, commands are answered, and all goes on when there is room [fault 66]',
  async () => {
    const log = new RecordingLog();
    const file = join(home, 'frontdesk.db');
    const store = await openStore(file, { clock: new FixedClock(noon), log });
    await store.planDue([reminder()]);
    const rest = join(home, 'rest');
    for (const size of [1_000_000, 100_000, 10_000, 4_096, 512]) {
      try {
        for (;;) writeFileSync(rest, Buffer.alloc(size), { flag: 'a' });
      } catch {
        // Full, to the last block of this size.
      }
    }

    await expect(store.claimDue(request())).rejects.toThrow();
    expect(await store.receipts({ limit: 5 })).toMatchObject([{ state: 'planned', generation: 0 }]);
    expect(await store.first('event', 60)).toBe(true);
    expect(await store.first('event', 60)).toBe(false);
    const invoke = { command: 'meeting', options: { name: 'toc' } };
    expect(await store.take(await store.keep(invoke))).toStrictEqual(invoke);
    expect(log.lines.map(({ message }) => message)).toContain(
      'The database cannot grow, because the disk is full. Make room on it. Until then reminders wait, and commands are answered from memory.',
    );

    rmSync(rest);
    expect(await onlyClaim(store)).toMatchObject({ generation: 1, unsure: false });
    await store.close();
    const again = await openStore(file, { clock: new FixedClock(noon) });
    expect(await again.first('event', 60)).toBe(false);
    await again.close();
  },
);
