import type { InvokeShelf, Logger, OnceGuard } from '../adapter.js';
import type { Clock } from '../time/clock.js';
import type { Ledger } from './ledger.js';
import { migrate } from './migrations.js';
import { createOnceGuard } from './once.js';
import { openOnceGuardAlone } from './once-alone.js';
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

export interface StoreOptions {
  /** By which leases and expiries run. */
  readonly clock: Clock;
  /** Told when something that can wait could not be written. */
  readonly log?: Pick<Logger, 'warn'>;
}

/** What has to be written before the database closes, where anything has. */
type Once = OnceGuard & { readonly close?: () => Promise<void> };

/**
 * @param address path of a file (made with its folder when missing) or ":memory:"; what FRONTDESK_DATABASE says
 * @throws StoreOpenError
 */
export async function openStore(address: string, options: StoreOptions): Promise<Store> {
  const { clock, log } = options;
  const engine = openEngine(address, clock);
  let once: Once;
  try {
    await migrate(engine.db, address);
    // Also the first change in every start: SQLite opens a file that it may not write without a word, and fails here.
    if (engine.alone) await endLeases(engine);
    once = engine.alone ? await openOnceGuardAlone({ engine, clock, log }) : createOnceGuard(engine);
  } catch (failure) {
    // Closing may fail for the same reason; the first failure is the one to tell.
    await engine.close().catch(() => undefined);
    throw explainOpenFailure(address, failure);
  }
  let closing: Promise<void> | undefined;
  return {
    first: once.first,
    ...createShelf(engine, clock),
    ...createLedger(engine),
    close() {
      closing ??= (once.close?.() ?? Promise.resolve()).then(() => engine.close());
      return closing;
    },
  };
}
