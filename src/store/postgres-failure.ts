/**
 * Why Postgres cannot be used, as the end of a sentence that begins with its name ("which …") or with "The database …".
 * Nothing of the address but host, port and database is ever shown, and nothing that the server says about a user.
 */
import { StoreOpenError } from './open-error.js';

const grant = 'Grant it CREATE on the schema, or let the owner of the database start Frontdesk once.';
const restart = 'Try again when it is up.';
const point = 'Name the primary server, or a user who may write.';
export const mayOnlyBeRead = `may only be read. ${point}`;
export const mayNotWrite = `lets this user not change its tables. Grant it SELECT, INSERT, UPDATE and DELETE on them.`;
const certificate = "Check the server's certificate, sslrootcert and sslmode in the address.";

/** https://www.postgresql.org/docs/18/errcodes-appendix.html and Node's own codes. */
const clauses: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'cannot be reached (connection refused). Start it, or correct the host and port.',
  ECONNRESET: 'cuts the connection. Check that host and port are those of a Postgres server.',
  EPIPE: 'cuts the connection. Check that host and port are those of a Postgres server.',
  ENOTFOUND: 'is on a host that cannot be found. Correct the host name.',
  EAI_AGAIN: 'is on a host that cannot be found now, because no name server answers. Check the network.',
  EHOSTUNREACH: 'cannot be reached (no way to the host). Check the network, or correct the host.',
  ENETUNREACH: 'cannot be reached (no way to the network). Check the network, or correct the host.',
  ENOENT:
    'cannot be reached, because a file that its address names is not there. Check the socket and the certificates.',
  EACCES:
    'cannot be reached, because a file that its address names may not be read. Check the socket and the certificates.',
  ETIMEDOUT: 'does not answer. Check that it runs, and that host and port are those of a Postgres server.',
  '28P01': 'refuses the user or the password. Correct them.',
  '28000': 'refuses the user, or connections of this kind. Correct the user, or let pg_hba.conf admit it.',
  '3D000': 'does not exist. Create it, or correct its name.',
  '42501': `lets this user make no tables. ${grant}`,
  '3F000': `has no schema in which this user may make tables. ${grant}`,
  '25006': mayOnlyBeRead,
  '53300': 'takes no more connections. Raise its limit, or run fewer processes: each takes up to 9.',
  '53100': 'cannot grow, because its disk is full. Make room on it.',
  '53200': 'is out of memory. Check its server.',
  '57P01': `was shut down. ${restart}`,
  '57P02': `was shut down. ${restart}`,
  '57P03': `is starting or stopping. ${restart}`,
  '57014': 'takes too long to answer. Check the load on its server.',
  '55P03': 'is held up by another program. Check the locks on its server.',
  CERT_HAS_EXPIRED: `has a certificate that has expired. ${certificate}`,
  DEPTH_ZERO_SELF_SIGNED_CERT: `has a certificate that nobody vouches for. ${certificate}`,
  SELF_SIGNED_CERT_IN_CHAIN: `has a certificate that nobody vouches for. ${certificate}`,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: `has a certificate that nobody vouches for. ${certificate}`,
  ERR_TLS_CERT_ALTNAME_INVALID: `has a certificate for another host. ${certificate}`,
};

/** What pg says without a code; by pg 8.23 and pg-pool 3. */
const said: readonly (readonly [RegExp, string])[] = [
  [/^timeout e|^Connection terminated due to connection timeout|did not answer within/, clauses.ETIMEDOUT ?? ''],
  [/^Connection terminated|^Client has encountered|^Client was closed|socket disconnected/, clauses.ECONNRESET ?? ''],
  [
    /^There was an error establishing an SSL|[Rr]eceived unexpected|^Unknown authentication/,
    'is no Postgres server. Correct the host and port.',
  ],
  [/does not support SSL/, 'speaks no TLS. Turn it on at the server, or set sslmode=disable in the address.'],
  [/password must be a string|password must not be empty|no password/i, 'asks for a password. Add it to the address.'],
];

function codeOf(failure: unknown): string | undefined {
  return failure instanceof Error && 'code' in failure && typeof failure.code === 'string' ? failure.code : undefined;
}

/** @returns such as "does not exist. Create it, or correct its name." */
export function postgresClause(failure: unknown): string {
  const code = codeOf(failure);
  const known = code === undefined ? undefined : clauses[code];
  if (known !== undefined) return known;
  const message = failure instanceof Error ? failure.message : '';
  const [, told] = said.find(([pattern]) => pattern.test(message)) ?? [];
  return told ?? `cannot be used (${code ?? 'no code'}). Check it with psql, and look into the log of its server.`;
}

/** @param name host:port/database */
export function explainPostgresFailure(name: string, failure: unknown): StoreOpenError {
  if (failure instanceof StoreOpenError) return failure;
  return new StoreOpenError(`FRONTDESK_DATABASE names ${name}, which ${postgresClause(failure)}`, { cause: failure });
}

/** Whether a transaction was ended for the sake of another one: a deadlock, or a conflict between the two. */
export function isUndone(failure: unknown): boolean {
  const code = codeOf(failure);
  return code === '40P01' || code === '40001';
}
