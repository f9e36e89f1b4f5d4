import type { InvokeShelf, OnceGuard } from '../adapter.js';
import type { Clock } from '../time/clock.js';
import type { Ledger } from './ledger.js';
import { migrate } from './migrations.js';
import { createOnceGuard } from './once.js';
import { StoreOpenError } from './open-error.js';
import { createLedger, endLeases } from './reminder-ledger.js';
import type { Engine } from './schema.js';
import { createShelf } from './shelf.js';
import { openSqlite } from './sqlite.js';
import { explainOpenFailure } from './sqlite-failure.js';

export { StoreOpenError } from './open-error.js';

/** What Frontdesk remembers: events seen, invokes behind short buttons, and what became of each reminder. */
export interface Store extends OnceGuard, InvokeShelf, Ledger {
  /** Calling it twice is harmless. */
  close(): Promise<void>;
}

/** An address with a scheme may hold a password, so it is never shown. */
function openEngine(address: string, clock: Clock): Engine {
  if (/^postgres(ql)?:/i.test(address)) {
    throw new StoreOpenError(
      'FRONTDESK_DATABASE names a Postgres database, which this version cannot use yet. Set it to the path of a file.',
    );
  }
  if (address.trim() === '' || /^[a-z][a-z0-9+.-]+:\/\//i.test(address) || /^file:/i.test(address)) {
    throw new StoreOpenError('FRONTDESK_DATABASE must be the path of a file, such as data/frontdesk.db.');
  }
  return openSqlite(address, clock);
}

/**
 * @param address path of a file (made with its folder when missing) or ":memory:"; what FRONTDESK_DATABASE says
 * @param options.clock by which leases and expiries run
 * @throws StoreOpenError
 */
export async function openStore(address: string, options: { readonly clock: Clock }): Promise<Store> {
  const engine = openEngine(address, options.clock);
  try {
    await migrate(engine.db, address);
    // Also the first change in every start: SQLite opens a file that it may not write without a word, and fails here.
    if (engine.alone) await endLeases(engine);
  } catch (failure) {
    // Closing may fail for the same reason; the first failure is the one to tell.
    await engine.close().catch(() => undefined);
    throw explainOpenFailure(address, failure);
  }
  let closing: Promise<void> | undefined;
  return {
    ...createOnceGuard(engine),
    ...createShelf(engine, options.clock),
    ...createLedger(engine),
    close() {
      closing ??= engine.close();
      return closing;
    },
  };
}
