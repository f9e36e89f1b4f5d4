import type { ClientConfig } from 'pg';
import { StoreOpenError } from './open-error.js';

/** An address that leads to Postgres, by its scheme. */
export function isPostgresAddress(address: string): boolean {
  return /^postgres(ql)?:/i.test(address);
}

/** How long a connection is waited for, in milliseconds. */
export const connectMs = 5_000;
/** How long an answer is waited for; the server itself gives up a little earlier. */
export const answerMs = 5_000;
const statementMs = 4_000;

/**
 * What every connection has in common. pg reads the rest from the address: `sslmode` and the like work as it documents.
 * @throws StoreOpenError, which shows nothing of the address, because it may hold a password in a place of its own
 */
export function postgresConfig(address: string): ClientConfig {
  if (!isWellFormed(address)) {
    throw new StoreOpenError(
      'FRONTDESK_DATABASE is no address of a Postgres database. It looks like postgres://user:password@host:5432/frontdesk; in a password write %23 for #, %25 for %, %2F for /, %3A for :, %3F for ? and %40 for @.',
    );
  }
  return {
    connectionString: address,
    application_name: 'frontdesk',
    connectionTimeoutMillis: connectMs,
    statement_timeout: statementMs,
    // A process that stops in the middle of a transaction must not keep its rows locked for the others.
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
    types: { getTypeParser },
  };
}

function isWellFormed(address: string): boolean {
  try {
    const { protocol, username, password, pathname, hash, search } = new URL(address);
    for (const part of [username, password, pathname, search]) decodeURIComponent(part);
    return /^postgres(ql)?:$/.test(protocol) && address.includes('//') && pathname.length > 1 && hash === '';
  } catch {
    // Not kept as a cause: the failure holds the address.
    return false;
  }
}

const int8 = 20;
const numbers = new Set([21, 23, 26, int8]);

/** 64-bit integers as numbers, like SQLite's: none of ours is greater than 2^53. Everything else we read is text. */
function getTypeParser(type: number): (value: string) => unknown {
  if (numbers.has(type)) return Number;
  if (type === 16) return (value) => value === 't';
  return (value) => value;
}
