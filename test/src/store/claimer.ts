// A program for tests: opens the store named by its argument, claims one Slack reminder for a minute, says so, and stays
// until it is ended.
import { openStore } from '../../../src/store/store.js';
import { systemClock } from '../../../src/time/clock.js';

const [address = ''] = process.argv.slice(2);

async function claim(): Promise<void> {
  const store = await openStore(address, { clock: systemClock });
  const pace = { gapMs: 0, roomGapMs: 0 };
  const claims = await store.claimDue({ platform: 'slack', limit: 1, leaseSeconds: 60, pace });
  setInterval(() => undefined, 60_000);
  process.stdout.write(`claimed ${claims.map(({ room }) => room).join()}\n`);
}

claim().catch((failure: unknown) => process.stdout.write(`failed ${String(failure)}\n`));
